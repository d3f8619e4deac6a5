"""Altman's scores, for comparison: Z (1968), Z′ (1983), Z″ and Z″ for emerging markets.

E. Altman, Journal of Finance, 1968, and later works. The coefficient of X5 in Z is rounded to 1.0
(0.999 in the original). Some pages print 6.5 for 6.56 in Z″ (disputed). French reading: X2 =
reserves + retained earnings + result of the year; X3 = operating result without the disposals that
the 2025 chart puts there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from simulator.domain.accounts import reading, sig
from simulator.domain.accounts.annual import annual
from simulator.domain.accounts.mistake import Mistake
from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.accounts.ratio import Ratio, ratio
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import euros
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Confidence, NotComputable, Unit
from simulator.domain.risk.result import (
    LinearModel,
    RatioUsed,
    Scale,
    Score,
    coefficients,
    scale,
)

X1, X2, X3, X4, X5 = NAMES = ("x1", "x2", "x3", "x4", "x5")


def _zones(low: str, high: str) -> Scale:
    return scale(("sure", f"> {high}"), ("grise", f">= {low}"), rest="detresse")


def _model(
    name: str, texts: tuple[str, ...], zones: Scale, confidence: Confidence, constant: str = "0"
) -> LinearModel:
    terms = coefficients(**dict(zip(NAMES, texts, strict=False)))
    units = dict.fromkeys(terms, Unit.RATIO)
    return LinearModel(name, terms, Decimal(constant), zones, confidence, units)


_Z2 = ("6.56", "3.26", "6.72", "1.05")

MODELS: Mapping[str, LinearModel] = {
    model.name: model
    for model in (
        _model(
            "altman_z",
            ("1.2", "1.4", "3.3", "0.6", "1.0"),
            _zones("1.81", "2.99"),
            Confidence.CERTAIN,
        ),
        _model(
            "altman_z_prime",
            ("0.717", "0.847", "3.107", "0.420", "0.998"),
            _zones("1.23", "2.9"),
            Confidence.CERTAIN,
        ),
        _model("altman_z_second", _Z2, _zones("1.1", "2.6"), Confidence.CERTAIN),
        _model("altman_z_second_em", _Z2, _zones("4.15", "5.85"), Confidence.PROBABLE, "3.25"),
    )
}
"""Z for listed industry, Z′ for unlisted industry, Z″ for the others, Z″ for emerging markets."""

PROBABLE_ZONES = frozenset({"altman_z_second", "altman_z_second_em"})
SINGLE_CUT_1968 = Decimal("2.675")


@dataclass(frozen=True, slots=True)
class AltmanInputs:
    """Amounts of one year in any single unit; flows are those of ``months`` months.

    ``market_value`` is that of equity, used by Z only, in the place of ``equity``; Z″ does not
    use ``sales``.
    """

    current_assets: Number
    short_term_debts: Number
    total_assets: Number
    retained_earnings: Number
    ebit: Number
    equity: Number
    debts: Number
    sales: Number
    market_value: Number | None = None
    months: int = 12


@dataclass(frozen=True, slots=True)
class AltmanRatios:
    """The five ratios as fractions; X5 (sales ÷ assets) is not used by Z″."""

    x1: Number
    x2: Number
    x3: Number
    x4: Number
    x5: Number = 0


def model_named(name: str) -> LinearModel:
    """Return a model of ``MODELS``; ``UnknownChoice`` when there is none of that name."""
    if name not in MODELS:
        raise UnknownChoice("altman", name, tuple(MODELS))
    return MODELS[name]


def altman_from_ratios(
    name: str,
    ratios: AltmanRatios,
    *,
    origins: Mapping[str, Ratio] | None = None,
    warnings: tuple[str, ...] = (),
) -> Score:
    """Score from ratios given as fractions; ``UnknownChoice`` on the model, ``NotFinite``."""
    model = model_named(name)
    lines = origins or {}
    used = tuple(
        RatioUsed(x, decimal_of(x, getattr(ratios, x)), Unit.RATIO, lines.get(x))
        for x in model.coefficients
    )
    zones = ("zones_probable",) if name in PROBABLE_ZONES else ()
    return model.score(used, warnings=(*warnings, *zones))


def altman(name: str, inputs: AltmanInputs) -> Score | NotComputable:
    """Score from amounts.

    ``NotComputable`` with ``total_assets_not_positive``, ``debts_not_positive``,
    ``turnover_not_positive`` (but for Z″, which has no X5) or ``market_value_unknown``.
    """
    model, i = model_named(name), inputs
    if name == "altman_z" and i.market_value is None:
        return NotComputable("market_value_unknown")
    own = i.market_value if name == "altman_z" and i.market_value is not None else i.equity
    sales = annual("sales", i.sales, i.months)
    if sales <= 0 and X5 in model.coefficients:
        return NotComputable("turnover_not_positive", {"sales": sales})
    working = decimal_of("current_assets", i.current_assets) - decimal_of(
        "short_term_debts", i.short_term_debts
    )
    assets = "total_assets_not_positive"
    computed = (
        ratio(X1, working, i.total_assets, reason=assets),
        ratio(X2, i.retained_earnings, i.total_assets, reason=assets),
        ratio(X3, annual("ebit", i.ebit, i.months), i.total_assets, reason=assets),
        ratio(X4, own, i.debts, reason="debts_not_positive"),
        ratio(X5, sales, i.total_assets, reason=assets),
    )
    values: list[Decimal] = []
    origins: dict[str, Ratio] = {}
    for item in computed:
        if isinstance(item, NotComputable):
            return item
        values.append(item.value)
        origins[item.name] = item
    annualised = ("year_not_twelve_months",) if i.months != 12 else ()
    return altman_from_ratios(name, AltmanRatios(*values), origins=origins, warnings=annualised)


def inputs_of(statement: Statement, market_value: Number | None = None) -> AltmanInputs:
    """Read the inputs in a statement, in euros (``market_value`` in euros too)."""
    return AltmanInputs(
        current_assets=euros(reading.net_current_assets(statement)),
        short_term_debts=euros(reading.short_term_debts(statement)),
        total_assets=euros(reading.total_assets(statement)),
        retained_earnings=euros(statement.values("DL", "-DA", "-DB", "-DC", "-DJ", "-DK")),
        ebit=euros(sig.comparable_operating_result(statement)),
        equity=euros(reading.equity(statement)),
        debts=euros(reading.debts(statement)),
        sales=euros(reading.sales(statement)),
        market_value=market_value,
        months=statement.months,
    )


def altman_of(
    name: str, statement: Statement, market_value: Number | None = None
) -> Score | NotComputable:
    """Score from a statement."""
    return altman(name, inputs_of(statement, market_value))


def mistakes(name: str, inputs: AltmanInputs) -> tuple[Mistake, ...]:
    """Return the wrong values foreseen: the coefficients of another model, a current ratio as X1.

    Empty when the score does not exist.
    """
    right = altman(name, inputs)
    if isinstance(right, NotComputable):
        return ()
    values = dict.fromkeys(NAMES, Decimal(0)) | {r.name: r.value for r in right.ratios}
    assets = decimal_of("total_assets", inputs.total_assets)
    values[X5] = annual("sales", inputs.sales, inputs.months) / assets
    found = [
        Mistake(f"coefficients_of_{other.name}", other.value(values))
        for other in MODELS.values()
        if other.name != name
    ]
    gross = decimal_of("current_assets", inputs.current_assets) / assets
    found.append(Mistake("short_term_debts_forgotten", MODELS[name].value(values | {X1: gross})))
    return tuple(found)
