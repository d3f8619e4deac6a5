"""Score Z of the Centrale de bilans of the Banque de France (1983): eight ratios, producers only.

It is not the score BDFI (1995), whose coefficients are not public. Sample of industrial firms,
1972-1980. Ratios come in percent, R5 and R7 in days: the pivot values of the sample give Z = 0 in
these units only (probable). The signs of R3, R6 and R7 are genuine: single coefficients are not to
be interpreted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from decimal import Decimal

from simulator.domain.accounts.mistake import Mistake
from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.accounts.ratio import Ratio
from simulator.domain.money import cents
from simulator.domain.results import Confidence, NotComputable, Unit
from simulator.domain.risk.profile import UNKNOWN, Domain, Profile
from simulator.domain.risk.result import (
    LinearModel,
    Probability,
    RatioUsed,
    Score,
    coefficients,
    scale,
)

CLASSES = scale(("normale", "> 0.125"), ("incertitude", ">= -0.25"), rest="risque")

DAYS = frozenset({"r5", "r7"})
MODEL = LinearModel(
    "bdf_z1983",
    coefficients(
        r1="-1.255",
        r2="2.003",
        r3="-0.824",
        r4="5.221",
        r5="-0.689",
        r6="-1.164",
        r7="0.706",
        r8="1.408",
    ),
    Decimal("-85.544"),
    CLASSES,
    Confidence.CERTAIN,
    {f"r{i}": Unit.DAYS if f"r{i}" in DAYS else Unit.POINTS for i in range(1, 9)},
    divisor=100,
)
"""The formula is published for 100 Z: everything is divided by 100."""

NAMES = {
    "r1": "frais_financiers_ebe",
    "r2": "ressources_stables_capitaux_investis",
    "r3": "caf_endettement",
    "r4": "ebe_ca",
    "r5": "dettes_commerciales_achats_ttc",
    "r6": "croissance_va",
    "r7": "duree_credit_production_ttc",
    "r8": "investissements_va",
}

PROBABILITIES = tuple(
    (None if bound is None else Decimal(bound), Decimal(percent) / 100)
    for bound, percent in (
        ("-1.875", "100"),
        ("-0.875", "95.6"),
        ("-0.25", "73.8"),
        ("0.125", "46.9"),
        ("0.625", "33.4"),
        ("1.25", "17.7"),
        (None, "9.5"),
    )
)
"""Upper bound of Z and probability of failure at three years (to be confirmed).

A bound belongs to the band below it, but -0.25, which opens the zone of uncertainty.
"""

UNCERTAIN_FROM = Decimal("-0.25")

DOMAIN = Domain((cents(0), cents(10**15)), industrial_only=True)


@dataclass(frozen=True, slots=True)
class BdfZRatios:
    """The eight ratios: percent (13.04 for 13,04 %), R5 and R7 in days.

    ``origins`` are the quotients they come from, when they were computed from accounts.
    """

    r1: Number
    r2: Number
    r3: Number
    r4: Number
    r5: Number
    r6: Number
    r7: Number
    r8: Number
    origins: tuple[Ratio, ...] = field(default=(), kw_only=True)

    def values(self) -> dict[str, Decimal]:
        """Return the ratios by name; raises ``NotFinite``."""
        names = [item.name for item in fields(self) if item.name != "origins"]
        return {name: decimal_of(name, getattr(self, name)) for name in names}


def zone(z: Decimal) -> str:
    """Return ``risque`` (Z < -0.25), ``incertitude`` (both bounds in) or ``normale``."""
    return CLASSES.grade(z)


def probability(z: Decimal) -> Probability:
    """Return the probability of failure at three years of the band of Z (probable)."""
    bounded = ((bound, pd) for bound, pd in PROBABILITIES if bound is not None)
    found = (pd for bound, pd in bounded if z < bound or z == bound != UNCERTAIN_FROM)
    value = next(found, PROBABILITIES[-1][1])
    return Probability(value, 3, None, Confidence.PROBABLE)


def bdf_z(ratios: BdfZRatios, profile: Profile = UNKNOWN) -> Score | NotComputable:
    """Score a producer; ``NotComputable("not_for_trade")`` for a firm known to be in trade."""
    if profile.trading:
        return NotComputable("not_for_trade", {"division": profile.division})
    values = ratios.values()
    by_name = dict(zip(NAMES, ratios.origins, strict=False))
    used = tuple(
        RatioUsed(name, value, MODEL.units[name], by_name.get(name))
        for name, value in values.items()
    )
    marks = ("units_probable", "pd_to_be_confirmed")
    warnings = (*DOMAIN.warnings(profile), *_unit_warnings(values), *marks)
    score = MODEL.score(used, warnings=warnings)
    return replace(score, probability=probability(score.value))


def _unit_warnings(values: dict[str, Decimal]) -> tuple[str, ...]:
    """Suspect fractions: no firm has its eight ratios all within 3 % and 3 days."""
    small = all(abs(value) < 3 for value in values.values())
    return ("ratios_look_like_fractions",) if small else ()


def mistakes(ratios: BdfZRatios) -> tuple[Mistake, ...]:
    """Return the wrong values of Z foreseen for these ratios.

    ``fractions``: percents and days given as fractions (every firm near -0.85).
    ``hundred_times``: 100 Z read as Z. ``no_constant``. ``plus_r3``, ``plus_r5``, ``plus_r6``,
    ``minus_r7``: a sign "corrected". ``basis_365``: days on a civil year.
    """
    values = ratios.values()
    right = MODEL.value(values)
    flipped = {"plus_r3": "r3", "plus_r5": "r5", "plus_r6": "r6", "minus_r7": "r7"}
    small = {n: v / (360 if n in DAYS else 100) for n, v in values.items()}
    civil = {n: v * 365 / 360 if n in DAYS else v for n, v in values.items()}
    return (
        Mistake("fractions", MODEL.value(small)),
        Mistake("hundred_times", right * 100),
        Mistake("no_constant", right - MODEL.constant / 100),
        *(
            Mistake(code, MODEL.value(values | {name: -values[name]}))
            for code, name in flipped.items()
        ),
        Mistake("basis_365", MODEL.value(civil)),
    )
