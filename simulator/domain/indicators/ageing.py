"""Ageing of the receivables and the overdue ratio.

Formulas: sheet of the house, lines 9 and 10 (November 2026). Amounts are cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simulator.domain.indicators.conventions import DEFAULT, AgeFrom, Conventions, Credits
from simulator.domain.indicators.measure import (
    Flag,
    Measure,
    Reason,
    cents_part,
    not_computable,
    not_negative,
    quotient,
)
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Unit

NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class Band:
    """A band of ages in days, bounds included; ``None`` is open. ``code`` suits a key or a name."""

    code: str
    low: int | None
    high: int | None

    @property
    def label(self) -> str:
        """Return the French label; never with a sign that a spreadsheet reads as a criterion."""
        if self.low is None:
            return "Non échu"
        if self.high is None:
            return f"{self.low}{NARROW}j et plus"
        return f"{self.low}–{self.high}{NARROW}j"


def bands(conventions: Conventions = DEFAULT) -> tuple[Band, ...]:
    """Return the bands of the conventions, youngest first.

    From the due date the first one holds what is not overdue; from the issue date there is no such
    band and the first one starts at day 0. Excluded bounds move each limit down by one day.
    """
    shift = 0 if conventions.bounds_inclusive else -1
    highs = [bound + shift for bound in conventions.bands]
    made: list[Band] = []
    if conventions.age_from is AgeFrom.DUE:
        last = -1 if conventions.due_today_overdue else 0
        made.append(Band("not_due", None, last))
        low = last + 1
    else:
        low = 0
    for high in highs:
        made.append(Band(f"d{low}_{high}", low, high))
        low = high + 1
    made.append(Band(f"d{low}_plus", low, None))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Item:
    """An open item: a negative amount is an unapplied credit."""

    amount: Cents
    due: date
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class Ageing:
    """Amounts by band, with unapplied credits (zero or negative) beside them unless netted."""

    bands: tuple[Band, ...]
    amounts: tuple[Cents, ...]
    credits: Cents
    conventions: Conventions

    @property
    def gross(self) -> Cents:
        """Return the sum of the bands."""
        return Cents(sum(self.amounts))

    @property
    def total(self) -> Cents:
        """Return the open balance: bands and credits."""
        return Cents(self.gross + self.credits)

    @property
    def not_due(self) -> Cents:
        """Return what is not overdue; zero when aged from the issue date, which cannot say."""
        return self.amounts[0] if self.bands[0].low is None else Cents(0)

    @property
    def overdue(self) -> Cents:
        """Return the sum of the late bands."""
        return Cents(self.gross - self.not_due)

    def beyond(self, days: int) -> Cents:
        """Return what is more than ``days`` old; ``UnknownChoice`` inside a band."""
        starts = [band.low for band in self.bands]
        if days + 1 not in starts:
            known = tuple(str(low - 1) for low in starts if low is not None)
            raise UnknownChoice("days", days, known)
        return Cents(sum(self.amounts[starts.index(days + 1) :]))


def age(item: Item, on: date, conventions: Conventions = DEFAULT) -> int:
    """Return the age in days of an item; ``UnknownChoice`` when its issue date is not known."""
    if conventions.age_from is AgeFrom.DUE:
        return (on - item.due).days
    if item.issued is None:
        raise UnknownChoice("issued", item.issued, ())
    return (on - item.issued).days


def band_of(days: int, of: Sequence[Band]) -> int:
    """Return the row of the band of an age; below the first bound, the first band."""
    return sum(band.high is not None and days > band.high for band in of)


def ageing(items: Sequence[Item], on: date, conventions: Conventions = DEFAULT) -> Ageing:
    """Put open items in bands; the bands and the credits add up to the open balance."""
    made = bands(conventions)
    amounts = [0] * len(made)
    unapplied = 0
    for item in items:
        if item.amount < 0 and conventions.credits is Credits.APART:
            unapplied += item.amount
        else:
            amounts[band_of(age(item, on, conventions), made)] += item.amount
    return Ageing(made, tuple(Cents(a) for a in amounts), Cents(unapplied), conventions)


def overdue_ratio(
    overdue: Cents,
    total: Cents,
    conventions: Conventions = DEFAULT,
    disputed_overdue: Cents = ZERO,
) -> Measure:
    """Return the overdue ratio: overdue ÷ total, net of the disputed part by the convention.

    ``disputed_overdue`` is taken off when ``disputes_overdue`` is false. More overdue than there is
    in all is flagged: credits in one of the two figures only, or two dates.
    """
    not_negative(disputed_overdue=disputed_overdue)
    late = overdue if conventions.disputes_overdue else overdue - disputed_overdue
    flags = frozenset({Flag.PERIMETERS_DIFFER}) if late > total else frozenset()
    return quotient(
        "overdue_ratio",
        cents_part("overdue", late),
        cents_part("total", total),
        conventions=conventions,
        flags=flags,
        parts=(cents_part("disputed_overdue", disputed_overdue),),
    )


def overdue_of(
    table: Ageing, days: int = 0, code: str = "overdue_ratio", disputed: Cents = ZERO
) -> Measure:
    """Return the share of an ageing that is more than ``days`` late (0: all that is overdue).

    The denominator is the sum of the bands: credits kept apart do not inflate the ratio. An ageing
    from the issue date cannot say what is overdue.
    """
    not_negative(disputed=disputed)
    if days == 0 and table.conventions.age_from is AgeFrom.ISSUE:
        return not_computable(code, Unit.RATIO, Reason.AGED_FROM_ISSUE, table.conventions)
    late = table.overdue if days == 0 else table.beyond(days)
    if not table.conventions.disputes_overdue:
        late = Cents(late - disputed)
    return quotient(
        code,
        cents_part("overdue", late),
        cents_part("total", table.gross),
        conventions=table.conventions,
        parts=(cents_part("credits", table.credits),),
    )
