"""The conventions without which an indicator is only a number; printed beside every result."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum

from simulator.domain.refusals import NotPositive, OutOfRange


class TaxBase(StrEnum):
    """Tax base of the receivables *and* of the sales under them: never one of each."""

    INCLUDING_VAT = "including_vat"
    EXCLUDING_VAT = "excluding_vat"


class DayBasis(IntEnum):
    """Days of the year; with 360 a month counts 30 days."""

    CALENDAR = 365
    BANKING = 360


class Receivable(StrEnum):
    """Receivable over the sales of a simple DSO: at closing, or mean of opening and closing."""

    CLOSING = "closing"
    AVERAGE = "average"


class AgeFrom(StrEnum):
    """Day from which an item ages: French management practice, or many US tables."""

    DUE = "due"
    ISSUE = "issue"


class Credits(StrEnum):
    """Unapplied credits of an ageing: in a column of their own, or netted in their band."""

    APART = "apart"
    NETTED = "netted"


class Lateness(StrEnum):
    """Whether an early payment counts for nothing or offsets late ones."""

    FLOORED = "floored"
    SIGNED = "signed"


class Weighting(StrEnum):
    """Weight of an invoice in a mean of days."""

    AMOUNT = "amount"
    EACH = "each"


class SalesMode(StrEnum):
    """Sales of the collection effectiveness index: the whole period, or its monthly mean."""

    PERIOD_TOTAL = "period_total"
    MONTHLY_AVERAGE = "monthly_average"


class EmptyMonth(StrEnum):
    """What a count-back does at a month without positive sales."""

    STOP = "stop"
    COUNT_DAYS = "count_days"


class RecoveryBase(StrEnum):
    """Denominator of the recovery rate."""

    DUE_AT_START = "due_at_start"
    DUE_AND_FALLEN_DUE = "due_and_fallen_due"
    ENTRUSTED = "entrusted"


class ContactBase(StrEnum):
    """Denominator of the right-party contact rate."""

    REACHED = "reached"
    ATTEMPTS = "attempts"


class PromiseMeasure(StrEnum):
    """How kept promises are counted."""

    COUNT = "count"
    AMOUNT = "amount"
    AMOUNT_WITH_PARTIAL = "amount_with_partial"


class RollUp(StrEnum):
    """How a ratio of several customers becomes one: on sums, or as a mean of ratios."""

    ON_SUMS = "on_sums"
    WEIGHTED_BY_SALES = "weighted_by_sales"
    WEIGHTED_BY_RECEIVABLE = "weighted_by_receivable"
    PLAIN_MEAN = "plain_mean"


@dataclass(frozen=True, slots=True)
class Conventions:
    """Every choice that changes a figure; the defaults are those of the house.

    All legally open invoices, factored and doubtful ones included, accruals excluded, including
    VAT, calendar days, aged from the due date, bounds of bands inclusive, due today is not
    overdue. ``bands`` are the upper bounds in days of the late bands, the last one being open.
    """

    tax: TaxBase = TaxBase.INCLUDING_VAT
    day_basis: DayBasis = DayBasis.CALENDAR
    receivable: Receivable = Receivable.CLOSING
    doubtful: bool = True
    factored: bool = True
    accruals: bool = False
    age_from: AgeFrom = AgeFrom.DUE
    bands: tuple[int, ...] = (30, 60, 90)
    bounds_inclusive: bool = True
    due_today_overdue: bool = False
    credits: Credits = Credits.APART
    disputes_overdue: bool = True
    lateness: Lateness = Lateness.FLOORED
    weighting: Weighting = Weighting.AMOUNT
    sales_mode: SalesMode = SalesMode.PERIOD_TOTAL
    empty_month: EmptyMonth = EmptyMonth.STOP
    last_month_fraction: bool = True
    recovery_base: RecoveryBase = RecoveryBase.DUE_AT_START
    contact_base: ContactBase = ContactBase.REACHED
    promises: PromiseMeasure = PromiseMeasure.COUNT
    grace_days: int = 0
    roll_up: RollUp = RollUp.ON_SUMS

    def __post_init__(self) -> None:
        """Refuse bands that do not grow (``OutOfRange``) and empty or negative ones."""
        if not self.bands or self.bands[0] <= 0:
            raise NotPositive("bands", self.bands)
        if list(self.bands) != sorted(set(self.bands)):
            raise OutOfRange("bands", self.bands)
        if self.grace_days < 0:
            raise OutOfRange("grace_days", self.grace_days, 0)


DEFAULT = Conventions()
CONVENTION_NAMES = tuple(field.name for field in fields(Conventions))
