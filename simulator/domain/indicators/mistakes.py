"""Foreseen mistakes: the wrong value that each of them gives on the same inputs.

The codes are the house's list of typical trainees' mistakes; those of reasoning, which give no
figure, are recognised in ``choices``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from simulator.domain.indicators.ageing import Ageing, Item, ageing
from simulator.domain.indicators.collecting import effectiveness
from simulator.domain.indicators.conventions import (
    DEFAULT,
    AgeFrom,
    Conventions,
    Credits,
    Lateness,
    RollUp,
    SalesMode,
    Weighting,
)
from simulator.domain.indicators.countback import Slice, countback
from simulator.domain.indicators.delays import Timed, days_beyond_terms, weighted
from simulator.domain.indicators.dso import dso, roll_up
from simulator.domain.indicators.exposure import Exposed
from simulator.domain.indicators.losses import bad_debt_ratio
from simulator.domain.indicators.measure import (
    Flag,
    Measure,
    Number,
    Reason,
    cents_part,
    decimal,
    exact,
    not_computable,
    part,
    quotient,
    whole_cents,
)
from simulator.domain.indicators.promises import Promise, PromisesKept, promises_kept
from simulator.domain.money import Cents
from simulator.domain.results import NotComputable, Unit


class Mistake(StrEnum):
    """The twenty-four diagnosis codes."""

    HT_TTC = "HT_TTC"
    D360 = "D360"
    INV_RATIO = "INV_RATIO"
    FORWARD_CB = "FORWARD_CB"
    NO_FRACTION = "NO_FRACTION"
    CB_NO_HISTORY = "CB_NO_HISTORY"
    AGE_FROM_INVOICE = "AGE_FROM_INVOICE"
    BOUNDARY = "BOUNDARY"
    NET_CREDITS = "NET_CREDITS"
    CEI_PASTDUE = "CEI_PASTDUE"
    CEI_SALESMODE = "CEI_SALESMODE"
    UNWEIGHTED = "UNWEIGHTED"
    AVG_OF_RATIOS = "AVG_OF_RATIOS"
    SIGNED_DBT = "SIGNED_DBT"
    FUTURE_PROMISES = "FUTURE_PROMISES"
    LIMIT_SUM = "LIMIT_SUM"
    GROSS_LOSS = "GROSS_LOSS"
    ONE_STEP_MARKOV = "ONE_STEP_MARKOV"
    DSO_ONLY = "DSO_ONLY"
    NO_COUNTERKPI = "NO_COUNTERKPI"
    WRONG_CHART = "WRONG_CHART"
    NO_COMMENT = "NO_COMMENT"
    CAUSALITY = "CAUSALITY"
    MONTH_END = "MONTH_END"


def ht_ttc(receivable: Cents, sales_without_vat: Cents, days: Number) -> Measure:
    """HT_TTC: receivable including VAT over sales excluding it."""
    return dso(receivable, sales_without_vat, days)


def d360(measure: Measure) -> Measure:
    """D360: the same days on a year of 360, without saying so; works on any figure in days."""
    if measure.number is None:
        return measure
    return replace(measure, value=decimal(exact(measure.number) * 360 / 365), steps=())


def inv_ratio(measure: Measure) -> Measure:
    """INV_RATIO: denominator over numerator, with the same factor."""
    if measure.numerator is None or measure.denominator is None or measure.number is None:
        return _lost(measure, Reason.NOT_A_RATIO)
    if measure.numerator.value == 0:
        return _lost(measure, Reason.NUMERATOR_ZERO)
    top, bottom = (
        Fraction(str(figure.value)) for figure in (measure.numerator, measure.denominator)
    )
    factor = exact(measure.number) * bottom / top
    return quotient(
        measure.code,
        measure.denominator,
        measure.numerator,
        unit=measure.unit,
        times=factor,
        conventions=measure.conventions,
    )


def _lost(measure: Measure, reason: Reason) -> Measure:
    return not_computable(measure.code, measure.unit, reason, measure.conventions)


def forward_cb(
    receivable: Cents, newest_first: Sequence[Slice], conventions: Conventions = DEFAULT
) -> Measure:
    """FORWARD_CB: count-back that starts with the oldest month."""
    return countback(receivable, tuple(reversed(newest_first)), conventions)


def reversed_cb(receivable: Cents, newest_first: Sequence[Slice]) -> Measure:
    """FORWARD_CB as published on French pages: from the second month on, sales − rest.

    The remainder is taken from the sales instead of the sales from the remainder, and the gap is
    divided by the month after. Not computable on fewer than three months of positive sales.
    """
    if len(newest_first) < 3 or newest_first[2].sales <= 0:
        return not_computable("dso_countback", Unit.DAYS, Reason.THREE_MONTHS_NEEDED)
    first, second, third = newest_first[:3]
    gap = second.sales - (receivable - first.sales)
    days = first.days + second.days + Fraction(gap, third.sales) * third.days
    return Measure("dso_countback", decimal(days), Unit.DAYS)


def no_fraction(
    receivable: Cents, newest_first: Sequence[Slice], conventions: Conventions = DEFAULT
) -> Measure:
    """NO_FRACTION: the last month of a count-back counted whole."""
    whole = replace(conventions, last_month_fraction=False)
    return countback(receivable, newest_first, whole)


def cb_no_history(
    receivable: Cents, newest_first: Sequence[Slice], conventions: Conventions = DEFAULT
) -> Measure:
    """CB_NO_HISTORY: the days of the known months given as the answer, in silence."""
    right = countback(receivable, newest_first, conventions)
    if not isinstance(right.value, NotComputable):
        return right
    bound = right.part("lower_bound")
    return replace(right, value=bound, flags=frozenset[Flag]())


def age_from_invoice(items: Sequence[Item], on: date, conventions: Conventions = DEFAULT) -> Ageing:
    """AGE_FROM_INVOICE: the bands of late days filled with days since the invoice."""
    aged = [replace(item, due=item.issued or item.due) for item in items]
    return ageing(aged, on, replace(conventions, age_from=AgeFrom.DUE))


def boundary(items: Sequence[Item], on: date, conventions: Conventions = DEFAULT) -> Ageing:
    """BOUNDARY: day 30 put with 31 (or the reverse), in the same bands."""
    other = replace(conventions, bounds_inclusive=not conventions.bounds_inclusive)
    wrong = ageing(items, on, other)
    right = ageing(items, on, conventions)
    return replace(wrong, bands=right.bands, conventions=conventions)


def net_credits(items: Sequence[Item], on: date, conventions: Conventions = DEFAULT) -> Ageing:
    """NET_CREDITS: unapplied credits netted inside the bands."""
    return ageing(items, on, replace(conventions, credits=Credits.NETTED))


def cei_pastdue(
    *, opening: Cents, sales: Cents, closing: Cents, closing_not_due: Cents, months: int = 1
) -> Measure:
    """CEI_PASTDUE: the overdue instead of the not due in the denominator (a published error)."""
    return effectiveness(
        opening=opening,
        sales=sales,
        closing=closing,
        closing_not_due=Cents(closing - closing_not_due),
        months=months,
    )


def cei_salesmode(
    *,
    opening: Cents,
    sales: Cents,
    closing: Cents,
    closing_not_due: Cents,
    months: int = 1,
    conventions: Conventions = DEFAULT,
) -> Measure:
    """CEI_SALESMODE: sales of the period for their monthly mean, or the reverse."""
    whole = conventions.sales_mode is SalesMode.PERIOD_TOTAL
    mode = SalesMode.MONTHLY_AVERAGE if whole else SalesMode.PERIOD_TOTAL
    return effectiveness(
        opening=opening,
        sales=sales,
        closing=closing,
        closing_not_due=closing_not_due,
        months=months,
        conventions=replace(conventions, sales_mode=mode),
    )


def unweighted(code: str, invoices: Sequence[Timed], conventions: Conventions = DEFAULT) -> Measure:
    """UNWEIGHTED: the plain mean of days, as if invoices had one size."""
    plain = replace(conventions, weighting=Weighting.EACH)
    return weighted(code, [(i.amount, Fraction(i.days)) for i in invoices], plain)


def avg_of_ratios(measures: Sequence[Measure], conventions: Conventions = DEFAULT) -> Measure:
    """AVG_OF_RATIOS: the mean of the ratios instead of the ratio of the sums."""
    return roll_up(measures, replace(conventions, roll_up=RollUp.PLAIN_MEAN))


def signed_dbt(invoices: Sequence[Timed], conventions: Conventions = DEFAULT) -> Measure:
    """SIGNED_DBT: early payments offset late ones."""
    return days_beyond_terms(invoices, replace(conventions, lateness=Lateness.SIGNED))


def future_promises(
    promises: Sequence[Promise], on: date, conventions: Conventions = DEFAULT
) -> PromisesKept:
    """FUTURE_PROMISES: promises not yet due in the denominator (unpaid ones count as broken)."""
    known = [
        replace(p, due=min(p.due, on), receipts=tuple(r for r in p.receipts if r[0] <= on))
        for p in promises
    ]
    return promises_kept(known, on, None, conventions)


def limit_sum(customers: Sequence[Exposed]) -> Measure:
    """LIMIT_SUM: Σ insured limits ÷ Σ exposure, as if unused limits covered others."""
    return quotient(
        "insurance_coverage",
        cents_part("covered", sum(c.insured for c in customers)),
        cents_part("exposure", sum(c.exposure for c in customers)),
    )


def gross_loss(written_off: Cents, sales: Cents) -> Measure:
    """GROSS_LOSS: the loss including VAT, before indemnity and later recoveries."""
    return bad_debt_ratio(written_off, sales)


def one_step_markov(
    transitions: Mapping[str, Mapping[str, Number]], balances: Mapping[str, Cents], end: str
) -> Measure:
    """ONE_STEP_MARKOV: only what is lost in the next period, not in the end."""
    lost = sum(
        (amount * exact(transitions[state].get(end, 0)) for state, amount in balances.items()),
        Fraction(),
    )
    parts = tuple(
        part(f"p_{state}", exact(transitions[state].get(end, 0)), Unit.RATIO) for state in balances
    )
    return Measure("loss_forecast", whole_cents(lost), Unit.CENTS, parts=parts)


WRONG: Mapping[Mistake, Callable[..., Measure | Ageing | PromisesKept]] = MappingProxyType(
    {
        Mistake.HT_TTC: ht_ttc,
        Mistake.D360: d360,
        Mistake.INV_RATIO: inv_ratio,
        Mistake.FORWARD_CB: forward_cb,
        Mistake.NO_FRACTION: no_fraction,
        Mistake.CB_NO_HISTORY: cb_no_history,
        Mistake.AGE_FROM_INVOICE: age_from_invoice,
        Mistake.BOUNDARY: boundary,
        Mistake.NET_CREDITS: net_credits,
        Mistake.CEI_PASTDUE: cei_pastdue,
        Mistake.CEI_SALESMODE: cei_salesmode,
        Mistake.UNWEIGHTED: unweighted,
        Mistake.AVG_OF_RATIOS: avg_of_ratios,
        Mistake.SIGNED_DBT: signed_dbt,
        Mistake.FUTURE_PROMISES: future_promises,
        Mistake.LIMIT_SUM: limit_sum,
        Mistake.GROSS_LOSS: gross_loss,
        Mistake.ONE_STEP_MARKOV: one_step_markov,
    }
)
"""The codes that have a wrong value of their own, and the function that gives it."""
