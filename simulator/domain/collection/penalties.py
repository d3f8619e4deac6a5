"""Late-payment penalties between professionals (C. com. L441-10, II; D441-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from simulator.domain.collection.clauses import BY_LAW, RateClause, annual_rate
from simulator.domain.collection.halves import Segment, half_name, split_halves
from simulator.domain.collection.shown import day, money
from simulator.domain.measures import MEASURES, write
from simulator.domain.money import ZERO, Cents, round_half_up
from simulator.domain.rates import LawBook
from simulator.domain.refusals import Negative, NotPositive, WrongOrder
from simulator.domain.results import Confidence, Step, Unit, weakest

UNROUNDED = 4
"""Decimals of the amounts of a sum that is rounded only once."""

DIVISOR = 365
"""Days of a year: no text fixes it; 365 is kept in leap years too, and shown."""


@dataclass(frozen=True, slots=True)
class LateInvoice:
    """An invoice and the day to which penalties run: its payment, or today.

    ``principal`` is what is unpaid, VAT included; ``insolvent_on`` the judgment that opened
    proceedings against the buyer: no fixed indemnity when the invoice falls due from that day.
    """

    principal: Cents
    due: date
    until: date
    issued: date | None = None
    insolvent_on: date | None = None

    def __post_init__(self) -> None:
        if self.principal < 0:
            raise Negative("principal", self.principal)
        if self.principal == 0:
            raise NotPositive("principal", self.principal)
        if self.issued is not None and self.due < self.issued:
            raise WrongOrder("issued", self.issued, "due", self.due)


@dataclass(frozen=True, slots=True)
class Penalty:
    """What is due beyond the principal; outside the scope of VAT."""

    days: int
    segments: tuple[Segment, ...]
    interest: Cents
    indemnity: Cents
    confidence: Confidence

    @property
    def total(self) -> Cents:
        """Return interest and fixed indemnity together."""
        return Cents(self.interest + self.indemnity)

    def _span(self) -> str:
        """Write the first and the last day counted, both included."""
        if not self.segments:
            return str(self.days)
        return f"{day(self.segments[0].first_day)} → {day(self.segments[-1].last_day)}"

    def _sum(self) -> str:
        """Write the sum of the segments; unrounded when the rounded ones would not add up."""
        rounded = [part.shown for part in self.segments]
        if sum(rounded) == self.interest:
            return " + ".join(money(part) for part in rounded)
        return " + ".join(
            write(part.interest, MEASURES["euro"], UNROUNDED) for part in self.segments
        )

    def steps(self) -> tuple[Step, ...]:
        """Return each segment, then the sums, ready to be checked by hand."""
        lines = [
            Step(f"interest_{part.half}", part.formula, part.shown, Unit.CENTS)
            for part in self.segments
        ]
        return (
            Step("days_late", self._span(), self.days, Unit.DAYS),
            *lines,
            Step(
                "interest",
                self._sum(),
                self.interest,
                Unit.CENTS,
            ),
            Step(
                "fixed_indemnity",
                f"1 × {money(self.indemnity)}",
                self.indemnity,
                Unit.CENTS,
            ),
            Step(
                "total_accessories",
                f"{money(self.interest)} + {money(self.indemnity)}",
                self.total,
                Unit.CENTS,
            ),
        )


def accrue(
    principal: Cents,
    first: date,
    last: date,
    law: LawBook,
    clause: RateClause = BY_LAW,
    *,
    divisor: int = DIVISOR,
    rate_day: date | None = None,
) -> tuple[Segment, ...]:
    """Return the segments of interest for the days ``first`` to ``last``, both included.

    One segment a half-year when the rate varies; one in all when it is fixed or frozen, at the rate
    of ``rate_day`` (the first accrual day when not given). Raises ``MissingRate`` for an unknown
    half-year and ``NotPositive`` for the divisor.
    """
    if divisor <= 0:
        raise NotPositive("divisor", divisor)
    if clause.varies:
        parts = split_halves(first, last)
    else:
        parts = ((first, last),) if first <= last else ()
    return tuple(
        Segment(
            half_name(start),
            start,
            end,
            principal,
            annual_rate(clause, start if clause.varies else rate_day or start, law),
            divisor,
        )
        for start, end in parts
    )


def interest_of(segments: Sequence[Segment]) -> Cents:
    """Add unrounded segments, then round half up to the cent."""
    return Cents(int(round_half_up(sum((part.interest for part in segments), Fraction(0)))))


def fixed_indemnity(
    late_invoices: int, on: date, law: LawBook, table: str = "fixed_indemnity"
) -> Cents:
    """Return the flat compensation: one for each late invoice, outside VAT (D441-5)."""
    if late_invoices < 0:
        raise Negative("late_invoices", late_invoices)
    return Cents(law.amount(table, on) * late_invoices)


def penalty(
    invoice: LateInvoice, law: LawBook, clause: RateClause = BY_LAW, divisor: int = DIVISOR
) -> Penalty:
    """Return the penalties of an invoice: days from the day after its due date to ``until``.

    Paid on or before the due date, nothing is due. Interest = principal × rate × days / divisor.
    """
    stop = invoice.until
    if invoice.insolvent_on is not None:
        # The judgment takes effect from its date (R621-4): interest stops the day before (L622-28).
        stop = min(stop, invoice.insolvent_on - timedelta(days=1))
    days = max(0, (stop - invoice.due).days)
    segments = accrue(
        invoice.principal, invoice.due + timedelta(days=1), stop, law, clause, divisor=divisor
    )
    indemnity = fixed_indemnity(1, invoice.due, law) if days else ZERO
    proof = weakest(*(part.rate.confidence for part in segments))
    return Penalty(days, segments, interest_of(segments), indemnity, proof)


@dataclass(frozen=True, slots=True)
class PenaltyStatement:
    """Penalties of several invoices, one by one, with their totals."""

    rows: tuple[tuple[LateInvoice, Penalty], ...]

    @property
    def interest(self) -> Cents:
        """Return the interest of all invoices (each rounded to the cent)."""
        return Cents(sum(row.interest for _, row in self.rows))

    @property
    def indemnity(self) -> Cents:
        """Return one indemnity for each late invoice."""
        return Cents(sum(row.indemnity for _, row in self.rows))

    @property
    def total(self) -> Cents:
        """Return all that is due beyond the principal."""
        return Cents(self.interest + self.indemnity)


def penalty_statement(
    invoices: Sequence[LateInvoice],
    law: LawBook,
    clause: RateClause = BY_LAW,
    divisor: int = DIVISOR,
) -> PenaltyStatement:
    """Return the penalties of several invoices under one clause."""
    return PenaltyStatement(
        tuple((invoice, penalty(invoice, law, clause, divisor)) for invoice in invoices)
    )
