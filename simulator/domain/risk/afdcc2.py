"""AFDCC 2 (1999): what is public of it, and a practice score that is ours and says so.

Public: eleven functions, seven sectors, small and medium firms told apart, five ratios, each
function being constant + Σ coefficient × ratio, for firms of 150 k€ to 75 M€ of sales, on
short-term solvency. Not public: coefficients, the ratios of each function, classes. The practice
functions below have the same shape and nothing else in common: names of sectors, ratios, medians
and coefficients are made up for exercises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from simulator.domain.accounts import reading, sig
from simulator.domain.accounts.annual import annual
from simulator.domain.accounts.functional import functional_of
from simulator.domain.accounts.numbers import Number
from simulator.domain.accounts.ratio import COMMERCIAL_YEAR, in_days, ratio
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import Cents, cents, euros
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Confidence, NotComputable, Unit
from simulator.domain.risk.profile import UNKNOWN, Domain, Profile, profile_of
from simulator.domain.risk.result import LinearModel, RatioUsed, Score, scale

BANNER = "pedagogical_afdcc"


@dataclass(frozen=True, slots=True)
class Structure:
    """What is published of a score whose coefficients are not."""

    year: int
    functions: int
    sectors: int
    ratios: int
    sales: tuple[Cents, Cents]
    not_public: tuple[str, ...]
    confidence: Confidence


STRUCTURE = Structure(
    year=1999,
    functions=11,
    sectors=7,
    ratios=5,
    sales=(cents(150_000), cents(75_000_000)),
    not_public=("coefficients", "ratios_by_function", "classes"),
    confidence=Confidence.NOT_PUBLIC,
)


class PracticeSize(StrEnum):
    """Size of firm a practice function is for."""

    SMALL = "petite"
    MEDIUM = "moyenne"
    ALL = "toutes"


SMALL_BELOW = cents(1_500_000)
"""Sales under which a firm is small (ours)."""

NAMES = (
    "autonomie_financiere",
    "frais_financiers_ca",
    "tresorerie_jours_ca",
    "dettes_fiscales_sociales_va",
    "ebe_ca",
)

_COEFFICIENTS: Mapping[PracticeSize, tuple[str, ...]] = {
    PracticeSize.SMALL: ("12", "-90", "0.05", "-10", "30"),
    PracticeSize.MEDIUM: ("10", "-110", "0.04", "-8", "40"),
    PracticeSize.ALL: ("11", "-100", "0.045", "-9", "35"),
}

_MEDIANS: Mapping[str, tuple[str, ...]] = {
    "industrie": ("0.42", "0.012", "20", "0.17", "0.082"),
    "construction": ("0.35", "0.008", "25", "0.20", "0.067"),
    "commerce_gros": ("0.40", "0.008", "18", "0.19", "0.050"),
    "commerce_detail": ("0.37", "0.009", "22", "0.21", "0.053"),
    "transport": ("0.33", "0.010", "18", "0.22", "0.085"),
    "services": ("0.42", "0.006", "35", "0.24", "0.095"),
    "hotellerie_restauration": ("0.28", "0.018", "25", "0.24", "0.110"),
}
"""Ratios of a firm that scores 10 in its sector (made up, plausible)."""

_SPLIT = frozenset({"industrie", "construction", "commerce_gros", "services"})

CLASSES = scale(
    ("favorable", ">= 14"), ("correcte", ">= 10"), ("surveillance", ">= 7"), rest="defavorable"
)

DOMAIN = Domain(STRUCTURE.sales)


def _function(sector: str, size: PracticeSize) -> LinearModel:
    terms = dict(zip(NAMES, map(Decimal, _COEFFICIENTS[size]), strict=True))
    medians = dict(zip(NAMES, map(Decimal, _MEDIANS[sector]), strict=True))
    constant = 10 - sum((terms[n] * medians[n] for n in NAMES), Decimal(0))
    units = {name: Unit.DAYS if "jours" in name else Unit.RATIO for name in NAMES}
    name = f"afdcc2_entrainement_{sector}_{size.value}"
    return LinearModel(name, terms, constant, CLASSES, Confidence.PEDAGOGICAL, units)


def _sizes(sector: str) -> tuple[PracticeSize, ...]:
    return (PracticeSize.SMALL, PracticeSize.MEDIUM) if sector in _SPLIT else (PracticeSize.ALL,)


PRACTICE_FUNCTIONS: Mapping[tuple[str, PracticeSize], LinearModel] = {
    (sector, size): _function(sector, size) for sector in _MEDIANS for size in _sizes(sector)
}
"""Eleven functions for practice, by sector and size: never to be called official."""

SECTORS = tuple(_MEDIANS)


@dataclass(frozen=True, slots=True)
class Afdcc2Inputs:
    """Amounts in any single unit, flows over twelve months."""

    equity: Number
    total_assets: Number
    interest: Number
    sales: Number
    net_cash: Number
    tax_and_social_debts: Number
    value_added: Number
    ebe: Number


def practice_function(sector: str, size: PracticeSize) -> LinearModel:
    """Return the function of a sector and a size; ``UnknownChoice`` on an unknown sector.

    A sector that is not split has one function for every size.
    """
    if sector not in _MEDIANS:
        raise UnknownChoice("sector", sector, SECTORS)
    found = PRACTICE_FUNCTIONS.get((sector, size))
    if found is None:
        known = tuple(s.value for s in _sizes(sector))
        if known != (PracticeSize.ALL.value,):
            raise UnknownChoice("size", size.value, known)
        found = PRACTICE_FUNCTIONS[sector, PracticeSize.ALL]
    return found


def afdcc2_practice(
    inputs: Afdcc2Inputs,
    sector: str,
    size: PracticeSize,
    profile: Profile = UNKNOWN,
    *,
    basis: int = COMMERCIAL_YEAR,
) -> Score | NotComputable:
    """Score a firm on a practice function; the banner says that it is not the AFDCC score."""
    i, sales = inputs, "turnover_not_positive"
    computed = (
        ratio(NAMES[0], i.equity, i.total_assets, reason="total_assets_not_positive"),
        ratio(NAMES[1], i.interest, i.sales, reason=sales),
        in_days(NAMES[2], i.net_cash, i.sales, basis=basis, reason=sales),
        ratio(NAMES[3], i.tax_and_social_debts, i.value_added, reason="value_added_not_positive"),
        ratio(NAMES[4], i.ebe, i.sales, reason=sales),
    )
    model = practice_function(sector, size)
    used = []
    for item in computed:
        if isinstance(item, NotComputable):
            return item
        used.append(RatioUsed(item.name, item.value, item.unit, item))
    warnings = ("pedagogical", *DOMAIN.warnings(profile))
    return model.score(tuple(used), warnings=warnings, banner=BANNER)


def inputs_of(statement: Statement) -> Afdcc2Inputs:
    """Read the inputs in a statement, in euros, flows brought to twelve months."""

    def yearly(amount: Cents) -> Decimal:
        return annual("flow", euros(amount), statement.months)

    return Afdcc2Inputs(
        equity=euros(reading.equity(statement)),
        total_assets=euros(reading.total_assets(statement)),
        interest=yearly(statement.value("GU")),
        sales=yearly(reading.sales(statement)),
        net_cash=euros(functional_of(statement).net_cash),
        tax_and_social_debts=euros(statement["DY"]),
        value_added=yearly(sig.value_added(statement)),
        ebe=yearly(sig.ebe(statement)),
    )


def afdcc2_practice_of(
    statement: Statement, sector: str, *, basis: int = COMMERCIAL_YEAR
) -> Score | NotComputable:
    """Score a statement on the practice function of its sector and size."""
    profile = profile_of(statement)
    small = profile.yearly_sales is not None and profile.yearly_sales < SMALL_BELOW
    size = PracticeSize.SMALL if small else PracticeSize.MEDIUM
    return afdcc2_practice(inputs_of(statement), sector, size, profile, basis=basis)
