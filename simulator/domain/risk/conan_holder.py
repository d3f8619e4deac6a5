"""Score of Conan and Holder (1979), in points: the higher, the safer.

J. Conan and M. Holder, thesis, Paris-Dauphine, 1979: 190 industrial firms of 10 to 500 people,
half of which failed between 1970 and 1975. The original carries the opposite sign; French usage
since then is this one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from simulator.domain.accounts import reading, sig
from simulator.domain.accounts.annual import annual
from simulator.domain.accounts.mistake import Mistake
from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.accounts.ratio import Ratio, ratio
from simulator.domain.accounts.ratios import STANDARD_VAT, sales_with_vat
from simulator.domain.accounts.statement import Statement
from simulator.domain.firm import Identity
from simulator.domain.money import cents, euros
from simulator.domain.results import Confidence, NotComputable, Unit
from simulator.domain.risk.profile import UNKNOWN, Domain, Profile, profile_of
from simulator.domain.risk.rebase import interpolated
from simulator.domain.risk.result import (
    LinearModel,
    Probability,
    RatioUsed,
    Score,
    coefficients,
    scale,
)

R1, R2, R3 = "ebe_dettes", "capitaux_permanents_bilan", "realisable_disponible_bilan"
R4, R5 = "frais_financiers_ca", "personnel_va"
NAMES = (R1, R2, R3, R4, R5)

CLASSES = scale(
    ("tres_bonne", "> 16"),
    ("bonne", "> 10"),
    ("alerte", "> 4"),
    ("danger", "> -5"),
    rest="echec",
)
"""Five classes (certain); that a bound belongs to the worse class is our choice, no source says."""

ZONES_4_9 = scale(("saine", "> 9"), ("vigilance", ">= 4"), rest="danger")
"""Three zones of current practice (disputed): never to be shown with a probability."""

MODEL = LinearModel(
    "conan_holder",
    coefficients(**dict(zip(NAMES, ("24", "22", "16", "-87", "-10"), strict=True))),
    Decimal(0),
    CLASSES,
    Confidence.CERTAIN,
    dict.fromkeys(NAMES, Unit.RATIO),
)

DOMAIN = Domain((cents(1_500_000), cents(75_000_000)), (10, 500), industrial_only=True)
"""Industry with sales of 1.5 to 75 M€ (CCEF); headcount of the 1979 sample."""

DECILES = tuple(
    (Decimal(points), Decimal(percent) / 100)
    for points, percent in (
        ("-21.0", 100),
        ("-4.8", 90),
        ("-0.2", 80),
        ("2.6", 70),
        ("4.7", 60),
        ("6.8", 50),
        ("8.7", 40),
        ("10.7", 30),
        ("13.1", 20),
        ("16.4", 10),
    )
)
"""Points and probability of failure of the half-failed sample (probable: one textbook table)."""

HORIZON_YEARS = 3
SAMPLE_RATE = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class ConanHolderInputs:
    """Amounts of one year in any single unit; flows are those of ``months`` months."""

    ebe: Number
    debts: Number
    permanent_capital: Number
    total_assets: Number
    quick_assets: Number
    interest: Number
    sales: Number
    staff: Number
    value_added: Number
    months: int = 12


def inputs_of(statement: Statement) -> ConanHolderInputs:
    """Read the inputs in a statement, in euros (interest: all of line GU)."""
    return ConanHolderInputs(
        ebe=euros(sig.ebe(statement)),
        debts=euros(reading.debts(statement)),
        permanent_capital=euros(reading.permanent_capital(statement)),
        total_assets=euros(reading.total_assets(statement)),
        quick_assets=euros(reading.quick_assets(statement)),
        interest=euros(statement.value("GU")),
        sales=euros(reading.sales(statement)),
        staff=euros(reading.staff_costs(statement)),
        value_added=euros(sig.value_added(statement)),
        months=statement.months,
    )


def ratios(inputs: ConanHolderInputs) -> tuple[Ratio, ...] | NotComputable:
    """Compute the five ratios as fractions, in order R1 to R5; EBE is brought to twelve months.

    ``NotComputable`` with ``debts_not_positive``, ``total_assets_not_positive``,
    ``turnover_not_positive`` or ``value_added_not_positive``: a negative VA would improve the
    score.
    """
    yearly_ebe = annual("ebe", inputs.ebe, inputs.months)
    computed = (
        ratio(R1, yearly_ebe, inputs.debts, reason="debts_not_positive"),
        ratio(
            R2, inputs.permanent_capital, inputs.total_assets, reason="total_assets_not_positive"
        ),
        ratio(R3, inputs.quick_assets, inputs.total_assets, reason="total_assets_not_positive"),
        ratio(R4, inputs.interest, inputs.sales, reason="turnover_not_positive"),
        ratio(R5, inputs.staff, inputs.value_added, reason="value_added_not_positive"),
    )
    found = []
    for item in computed:
        if isinstance(item, NotComputable):
            return item
        found.append(item)
    return tuple(found)


def points(r1: Number, r2: Number, r3: Number, r4: Number, r5: Number) -> Decimal:
    """Return N in points from five fractions: 24 R1 + 22 R2 + 16 R3 - 87 R4 - 10 R5."""
    pairs = zip(NAMES, (r1, r2, r3, r4, r5), strict=True)
    return MODEL.value({name: decimal_of(name, value) for name, value in pairs})


def as_fraction(points_: Decimal) -> Decimal:
    """Return N as a fraction (0.16 for 16 points): never to be set against the classes."""
    return points_ / 100


def probability(points_: Decimal) -> Probability:
    """Return the probability of failure of the sample at a number of points, by straight lines.

    The sample was half failures over about three years in the 1970s: no forecast before re-basing.
    """
    value = interpolated(DECILES, points_)
    return Probability(value, HORIZON_YEARS, SAMPLE_RATE, Confidence.PROBABLE)


def conan_holder(inputs: ConanHolderInputs, profile: Profile = UNKNOWN) -> Score | NotComputable:
    """Score a firm from plain amounts; warnings name what is outside the domain of the score."""
    computed = ratios(inputs)
    if isinstance(computed, NotComputable):
        return computed
    used = tuple(RatioUsed(r.name, r.value, Unit.RATIO, r) for r in computed)
    value = MODEL.value({r.name: r.value for r in used})
    annualised = ("year_not_twelve_months",) if inputs.months != 12 else ()
    warnings = (*DOMAIN.warnings(profile), *annualised, "pd_of_balanced_sample")
    return MODEL.score(used, warnings=warnings, probability=probability(value))


def conan_holder_of(
    statement: Statement, identity: Identity | None = None
) -> Score | NotComputable:
    """Score a firm from a statement and, when it is known, its identity."""
    return conan_holder(inputs_of(statement), profile_of(statement, identity))


def mistakes(inputs: ConanHolderInputs) -> tuple[Mistake, ...]:
    """Return the wrong values of N foreseen for these inputs; empty when N does not exist.

    ``fraction``: N ÷ 100. ``plus_r4``, ``plus_r5``: a burden added. ``r5_over_sales``,
    ``r5_over_assets``: wrong denominator. ``r1_over_assets``: EBE on the balance sheet.
    ``swapped_r2_r3``: coefficients exchanged. ``constant_r3``: 0.3 in place of R3, as some public
    code has. ``not_annualised``: on a year of other than twelve months.
    """
    right = conan_holder(inputs)
    if isinstance(right, NotComputable):
        return ()
    r = {used.name: used.value for used in right.ratios}

    def with_ratio(name: str, top: Number, bottom: Number) -> Decimal:
        wrong = ratio(name, top, bottom)
        assert isinstance(wrong, Ratio)
        return MODEL.value(r | {name: wrong.value})

    yearly_ebe = annual("ebe", inputs.ebe, inputs.months)
    found = [
        Mistake("fraction", as_fraction(right.value)),
        Mistake("plus_r4", right.value - 2 * right.contribution(R4).amount),
        Mistake("plus_r5", right.value - 2 * right.contribution(R5).amount),
        Mistake("r5_over_sales", with_ratio(R5, inputs.staff, inputs.sales)),
        Mistake("r5_over_assets", with_ratio(R5, inputs.staff, inputs.total_assets)),
        Mistake("r1_over_assets", with_ratio(R1, yearly_ebe, inputs.total_assets)),
        Mistake("swapped_r2_r3", MODEL.value(r | {R2: r[R3], R3: r[R2]})),
        Mistake("constant_r3", MODEL.value(r | {R3: Decimal("0.3")})),
    ]
    if inputs.months != 12:
        found.append(Mistake("not_annualised", with_ratio(R1, inputs.ebe, inputs.debts)))
    return tuple(found)


def mistakes_of(statement: Statement, *, vat_rate: Decimal = STANDARD_VAT) -> tuple[Mistake, ...]:
    """Return the wrong values of N foreseen from a statement; empty when N does not exist.

    Those of ``mistakes``, with ``rex_for_ebe``, ``equity_for_permanent_capital``,
    ``stocks_in_r3``, ``current_assets_gross`` and ``sales_with_vat``.
    """
    inputs = inputs_of(statement)
    stocks = euros(reading.net_stocks(statement))
    down = euros(statement.value("CK"))
    quick = decimal_of("quick_assets", inputs.quick_assets)
    paths = {
        "rex_for_ebe": replace(inputs, ebe=euros(sig.operating_result(statement))),
        "equity_for_permanent_capital": replace(
            inputs, permanent_capital=euros(reading.equity(statement))
        ),
        "stocks_in_r3": replace(inputs, quick_assets=quick + stocks),
        "current_assets_gross": replace(inputs, quick_assets=quick + down),
        "sales_with_vat": replace(inputs, sales=sales_with_vat(statement, vat_rate).scaleb(-2)),
    }
    scores = {code: conan_holder(path) for code, path in paths.items()}
    found = [Mistake(code, s.value) for code, s in scores.items() if isinstance(s, Score)]
    return (*mistakes(inputs), *found)
