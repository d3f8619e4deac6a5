"""The DSO of the accounts: simple, best possible, its late part, its three parts, roll-ups.

Formulas: sheet of the house, lines 1 and 5 to 7 (practitioner pages read in November 2026). Amounts
are cents; receivables and sales must have the same tax base and perimeter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from simulator.domain.indicators.conventions import (
    DEFAULT,
    Conventions,
    DayBasis,
    Receivable,
    RollUp,
)
from simulator.domain.indicators.measure import (
    Flag,
    Measure,
    Number,
    Part,
    Reason,
    cents_part,
    decimal,
    exact,
    not_computable,
    not_negative,
    quotient,
    whole_cents,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.domain.results import NotComputable, Step, Unit


@dataclass(frozen=True, slots=True)
class Sale:
    """Sales excluding VAT under one VAT rate (0 for an export)."""

    net: Cents
    vat_rate: Decimal


def including_vat(sales: Sequence[Sale]) -> Cents:
    """Return Σ net × (1 + rate), rounded half up once: never a flat rate on exports."""
    return whole_cents(sum((sale.net * (1 + exact(sale.vat_rate)) for sale in sales), Fraction()))


def period_days(months: int, calendar_days: int, conventions: Conventions = DEFAULT) -> int:
    """Return the days of a period of whole months: as the calendar has them, or 30 a month."""
    if conventions.day_basis is DayBasis.BANKING:
        return 30 * months
    return calendar_days


def dso(
    receivable: Cents,
    sales: Cents,
    days: Number,
    conventions: Conventions = DEFAULT,
    opening: Cents | None = None,
) -> Measure:
    """Return the simple DSO in days: receivable ÷ sales × days of the period.

    With the ``AVERAGE`` convention the receivable is the mean of ``opening`` and ``receivable``
    (``OutOfRange`` without an opening). ``days`` are taken as given; 360 days while the
    conventions say 365 raise a flag.
    """
    amount = _receivable(receivable, opening, conventions)
    return _days_of_sales("dso", amount, sales, days, conventions=conventions)


def best_possible(
    not_due: Cents, sales: Cents, days: Number, conventions: Conventions = DEFAULT
) -> Measure:
    """Return the best possible DSO in days: receivable not yet due ÷ sales × days."""
    return _days_of_sales(
        "bpdso", cents_part("not_due", not_due), sales, days, conventions=conventions
    )


def delinquent_days(
    receivable: Cents,
    not_due: Cents,
    sales: Cents,
    days: Number,
    conventions: Conventions = DEFAULT,
) -> Measure:
    """Return the average days delinquent: DSO − best possible DSO, that is overdue ÷ sales × days.

    Negative only when the two perimeters differ, which is flagged.
    """
    overdue = cents_part("overdue", receivable - not_due)
    flags = frozenset({Flag.PERIMETERS_DIFFER}) if not_due > receivable else frozenset()
    return _days_of_sales("add", overdue, sales, days, conventions=conventions, flags=flags)


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The three levers of a DSO: terms, collection, quality; the parts add up to the total."""

    total: Measure
    not_due: Measure
    overdue: Measure
    disputed: Measure


def decompose(
    *,
    not_due: Cents,
    overdue_collectable: Cents,
    disputed: Cents,
    sales: Cents,
    days: Number,
    conventions: Conventions = DEFAULT,
) -> Decomposition:
    """Split a DSO in days into not due, overdue and collectable, and disputed."""
    whole = Cents(not_due + overdue_collectable + disputed)

    def days_of(code: str, name: str, amount: Cents) -> Measure:
        return _days_of_sales(code, cents_part(name, amount), sales, days, conventions=conventions)

    return Decomposition(
        days_of("dso", "receivable", whole),
        days_of("dso_not_due", "not_due", not_due),
        days_of("dso_overdue", "overdue", overdue_collectable),
        days_of("dso_disputed", "disputed", disputed),
    )


def share_countback(
    countback: Measure, receivable: Cents, not_due: Cents, code: str = "bpdso_countback"
) -> Measure:
    """Return the part of a count-back DSO, in days, in proportion to a part of the receivable.

    The published best possible DSO has no count-back version; this one is a judgement.
    """
    if isinstance(countback.value, NotComputable):
        return replace(countback, code=code)
    return quotient(
        code,
        cents_part("not_due", not_due),
        cents_part("receivable", receivable),
        unit=Unit.DAYS,
        times=countback.number or 0,
        conventions=countback.conventions,
        flags=countback.flags,
    )


def roll_up(measures: Sequence[Measure], conventions: Conventions = DEFAULT) -> Measure:
    """Return one DSO (or best possible, or late part) in days for several, by ``roll_up``.

    On sums (the only one that equals the DSO of the whole, when all have the same days), weighted
    by sales (the same thing), weighted by receivable, or as a plain mean; the last two are flagged.
    Raises ``NotPositive`` without an entity.
    """
    if not measures:
        raise NotPositive("measures", 0)
    code = measures[0].code
    pairs: list[tuple[Fraction, Fraction, Fraction]] = []
    for measure in measures:
        number = measure.number
        if number is None or measure.numerator is None or measure.denominator is None:
            return not_computable(code, Unit.DAYS, Reason.PART_NOT_COMPUTABLE, conventions)
        top, bottom = (_amount(measure.numerator), _amount(measure.denominator))
        pairs.append((exact(number), top, bottom))
    top = sum((pair[1] for pair in pairs), Fraction())
    bottom = sum((pair[2] for pair in pairs), Fraction())
    value, flags = _rolled(pairs, top, conventions.roll_up)
    if value is None:
        reason = Reason.DENOMINATOR_NOT_POSITIVE
        details = {"denominator": "receivable", "value": whole_cents(top)}
        return not_computable(code, Unit.DAYS, reason, conventions, **details)
    return Measure(
        code,
        decimal(value),
        Unit.DAYS,
        conventions,
        cents_part("receivable", top),
        cents_part("sales", bottom),
        flags=flags,
        steps=(Step(code, conventions.roll_up.value, decimal(value), Unit.DAYS),),
    )


def _rolled(
    pairs: Sequence[tuple[Fraction, Fraction, Fraction]], top: Fraction, how: RollUp
) -> tuple[Fraction | None, frozenset[Flag]]:
    mean_of_ratios = frozenset({Flag.MEAN_OF_RATIOS})
    if how is RollUp.PLAIN_MEAN:
        return sum((pair[0] for pair in pairs), Fraction()) / len(pairs), mean_of_ratios
    if how is RollUp.WEIGHTED_BY_RECEIVABLE:
        if top <= 0:
            return None, frozenset()
        return sum((pair[0] * pair[1] for pair in pairs), Fraction()) / top, mean_of_ratios
    sales = sum((pair[2] for pair in pairs), Fraction())
    return sum((pair[0] * pair[2] for pair in pairs), Fraction()) / sales, frozenset()


def _amount(figure: Part) -> Fraction:
    return Fraction(str(figure.value))


def _receivable(closing: Cents, opening: Cents | None, conventions: Conventions) -> Part:
    if conventions.receivable is Receivable.CLOSING:
        return cents_part("receivable", closing)
    if opening is None:
        raise OutOfRange("opening", opening)
    return Part("receivable", Decimal(opening + closing) / 2, Unit.CENTS)


def _days_of_sales(
    code: str,
    amount: Part,
    sales: Cents,
    days: Number,
    *,
    conventions: Conventions,
    flags: frozenset[Flag] = frozenset(),
) -> Measure:
    not_negative(days=days)
    if exact(days) == 360 and conventions.day_basis is DayBasis.CALENDAR:
        flags |= {Flag.UNDECLARED_360}
    return quotient(
        code,
        amount,
        cents_part("sales", sales),
        unit=Unit.DAYS,
        times=days,
        conventions=conventions,
        flags=flags,
    )
