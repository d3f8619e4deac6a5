"""AFDCC 3 (2009): its published ratios and structure, and a pedagogical note that is not the score.

Weights, tables from ratio to note and classes are not public: the note is ours (mean of the ranks
of six ratios in a population), and always carries its banner.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from simulator.domain.accounts import reading, sig
from simulator.domain.accounts.annual import annual
from simulator.domain.accounts.caf import caf
from simulator.domain.accounts.functional import functional_of
from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.accounts.ratio import COMMERCIAL_YEAR, Ratio, in_days, ratio
from simulator.domain.accounts.statement import Statement
from simulator.domain.firm import Identity
from simulator.domain.money import Cents, cents, euros
from simulator.domain.refusals import OutOfRange
from simulator.domain.results import Confidence, NotComputable, Unit
from simulator.domain.risk.profile import profile_of
from simulator.domain.risk.result import Contribution, RatioUsed, Score, scale

BANNER = "pedagogical_afdcc"
"""Code of the sentence that must be shown with any note."""

SECTORS: Mapping[str, tuple[int, ...]] = {
    "industrie": tuple(range(5, 40)),
    "construction": (41, 42, 43),
    "commerce_gros": (46,),
    "commerce_detail": (45, 47, 55, 56),
    "transport": tuple(range(49, 54)),
    "services": (*range(58, 64), 68, *range(69, 83), 95, 96),
}
"""The six sectors (published); their NAF divisions are our reading. Retail includes hotels."""

LOWEST_SALES = cents(100_000)
EXCLUDED = ("agriculture", "finance_holding", "assurance", "public", "association")
HORIZON_YEARS = 2
HIGHEST_NOTE = 20

LOWER_IS_BETTER = frozenset({"charges_financieres_ebitda", "dettes_fiscales_sociales_va"})
NAMES_2009 = (
    "taille",
    "ebit_ca",
    "charges_financieres_ebitda",
    "fr_jours_ca",
    "tresorerie_jours_ca",
    "caf_endettement",
)
"""Ratios of the version of 2009 (probable): size, in bands or as a logarithm of sales."""
NAMES = (
    "ebit_ca",
    "charges_financieres_ebitda",
    "fr_jours_ca",
    "tresorerie_jours_ca",
    "caf_endettement",
    "dettes_fiscales_sociales_va",
)

CLASSES = scale(
    ("favorable", ">= 14"), ("correcte", ">= 10"), ("surveillance", ">= 7"), rest="defavorable"
)
"""Classes of the pedagogical note: ours."""

_EXTREMES: Mapping[str, Decimal] = {
    "ebe_not_positive": Decimal(0),
    "value_added_not_positive": Decimal(0),
    "debts_not_positive": Decimal(HIGHEST_NOTE),
}
"""Note of a ratio that does not exist: no EBITDA is the worst case, no debt the best."""


@dataclass(frozen=True, slots=True)
class Afdcc3Inputs:
    """Amounts in any single unit, flows over twelve months."""

    ebit: Number
    sales: Number
    net_financial_charges: Number
    ebitda: Number
    working_capital: Number
    net_cash: Number
    caf: Number
    financial_debt: Number
    tax_and_social_debts: Number
    value_added: Number


Ratios = Mapping[str, Ratio | NotComputable]


def afdcc3_ratios(inputs: Afdcc3Inputs, *, basis: int = COMMERCIAL_YEAR) -> Ratios:
    """Compute the six ratios of the later version (probable): fractions, and days of sales.

    Size (2009 version) is replaced by the weight of tax and social debts in VA.
    """
    i, sales = inputs, "turnover_not_positive"
    found = (
        ratio(NAMES[0], i.ebit, i.sales, reason=sales),
        ratio(NAMES[1], i.net_financial_charges, i.ebitda, reason="ebe_not_positive"),
        in_days(NAMES[2], i.working_capital, i.sales, basis=basis, reason=sales),
        in_days(NAMES[3], i.net_cash, i.sales, basis=basis, reason=sales),
        ratio(NAMES[4], i.caf, i.financial_debt, reason="debts_not_positive"),
        ratio(NAMES[5], i.tax_and_social_debts, i.value_added, reason="value_added_not_positive"),
    )
    return dict(zip(NAMES, found, strict=True))


def inputs_of(statement: Statement) -> Afdcc3Inputs:
    """Read the inputs in a statement, in euros, flows brought to twelve months.

    Published restatements (leasing, external staff, exchange…) are left to the caller.
    """

    def yearly(amount: Cents) -> Decimal:
        return annual("flow", euros(amount), statement.months)

    balance = functional_of(statement)
    return Afdcc3Inputs(
        ebit=yearly(sig.comparable_operating_result(statement)),
        sales=yearly(reading.sales(statement)),
        net_financial_charges=yearly(statement.values("GU", "-GP")),
        ebitda=yearly(sig.ebe(statement)),
        working_capital=euros(balance.frng),
        net_cash=euros(balance.net_cash),
        caf=yearly(caf(statement)),
        financial_debt=euros(reading.financial_debt(statement)),
        tax_and_social_debts=euros(statement["DY"]),
        value_added=yearly(sig.value_added(statement)),
    )


def sector_of(division: int) -> str | None:
    """Return the sector of a NAF division, ``None`` when it is excluded."""
    return next((name for name, held in SECTORS.items() if division in held), None)


def rank_note(value: Decimal, population: Sequence[Decimal], *, lower_is_better: bool) -> Decimal:
    """Return 20 × the share of a population that does worse, ties counting for half."""
    ordered = sorted(population)
    below, upto = bisect_left(ordered, value), bisect_right(ordered, value)
    share = Decimal(below + upto) / (2 * len(ordered))
    return HIGHEST_NOTE * (1 - share if lower_is_better else share)


def pedagogical_note(
    ratios: Ratios, population: Mapping[str, Sequence[Decimal]]
) -> Score | NotComputable:
    """Return a note out of 20: plain mean of the notes of six ratios within a population of peers.

    Not the AFDCC score: the banner is permanent. ``NotComputable`` with ``no_population`` or with
    the reason of a ratio that neither a missing EBITDA nor a missing debt explains.
    """
    weight = 1 / Decimal(len(NAMES))
    used: list[RatioUsed] = []
    parts: list[Contribution] = []
    warnings = ["pedagogical"]
    for name in NAMES:
        peers = population.get(name, ())
        if not peers:
            return NotComputable("no_population", {"ratio": name})
        item = ratios[name]
        if isinstance(item, Ratio):
            note = rank_note(item.value, peers, lower_is_better=name in LOWER_IS_BETTER)
            used.append(RatioUsed(name, item.value, item.unit, item))
        elif item.reason in _EXTREMES:
            note = _EXTREMES[item.reason]
            warnings.append(f"{name}_{item.reason}")
        else:
            return item
        parts.append(Contribution(name, weight, note, weight * note))
    value = sum((part.amount for part in parts), Decimal(0))
    return Score(
        model="afdcc3_pedagogique",
        value=value,
        unit=Unit.POINTS,
        grade=CLASSES.grade(value),
        confidence=Confidence.PEDAGOGICAL,
        contributions=tuple(parts),
        ratios=tuple(used),
        warnings=tuple(warnings),
        banner=BANNER,
    )


def pedagogical_note_of(
    statement: Statement,
    population: Mapping[str, Sequence[Decimal]],
    identity: Identity | None = None,
    *,
    basis: int = COMMERCIAL_YEAR,
) -> Score | NotComputable:
    """Return the pedagogical note of a statement among its peers.

    ``NotComputable("excluded_sector")`` when the NAF code is of none of the six sectors; the
    warning ``out_of_domain_size`` under 100 k€ of sales.
    """
    profile = profile_of(statement, identity)
    if profile.division is not None and sector_of(profile.division) is None:
        return NotComputable("excluded_sector", {"division": profile.division})
    found = pedagogical_note(afdcc3_ratios(inputs_of(statement), basis=basis), population)
    if isinstance(found, NotComputable):
        return found
    small = profile.yearly_sales is not None and profile.yearly_sales < LOWEST_SALES
    return replace(found, warnings=(*found.warnings, "out_of_domain_size")) if small else found


def restated_current_result(items: Sequence[Number], tax_rate: Number) -> tuple[Decimal, Decimal]:
    """Return the restated current result before tax (sum of the items) and after tax.

    ``tax_rate`` is a fraction (one third in old cases, 0.25 since 2022); ``OutOfRange`` outside 0
    to 1.
    """
    rate = decimal_of("tax_rate", tax_rate)
    if not 0 <= rate <= 1:
        raise OutOfRange("tax_rate", tax_rate, 0, 1)
    before = sum((decimal_of("item", item) for item in items), Decimal(0))
    return before, before * (1 - rate)
