"""How payments are applied: interest first (C. civ. 1343-1), and among debts (1342-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from simulator.domain.collection.clauses import BY_LAW, RateClause
from simulator.domain.collection.halves import Segment
from simulator.domain.collection.penalties import DIVISOR, accrue, fixed_indemnity, interest_of
from simulator.domain.collection.shown import money
from simulator.domain.money import ZERO, Cents, share_out
from simulator.domain.rates import LawBook
from simulator.domain.refusals import Negative, NotPositive, UnknownChoice, WrongOrder
from simulator.domain.results import Confidence, Step, Unit, weakest


class ReceiptKind(StrEnum):
    """A payment goes to interest first; a credit note reduces the principal only."""

    PAYMENT = "payment"
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money (or a credit note) received on a day."""

    on: date
    amount: Cents
    kind: ReceiptKind = ReceiptKind.PAYMENT

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise NotPositive("amount", self.amount)


@dataclass(frozen=True, slots=True)
class Period:
    """Between two receipts: interest accrued (rounded), and how the receipt that ends it went."""

    segments: tuple[Segment, ...]
    interest: Cents
    received: Cents
    to_interest: Cents
    to_principal: Cents
    principal_after: Cents
    interest_after: Cents

    @property
    def days(self) -> int:
        """Return the accrual days of the period."""
        return sum(part.days for part in self.segments)

    @property
    def interest_taken(self) -> str:
        """Write how much of the receipt goes to interest."""
        owed = Cents(self.to_interest + self.interest_after)
        if self.to_interest == min(self.received, owed):
            return f"min({money(self.received)} ; {money(owed)})"
        return f"{money(self.received)} − {money(self.to_principal)}"

    @property
    def principal_taken(self) -> str:
        """Write how much of the receipt goes to the principal."""
        if self.to_interest + self.to_principal == self.received:
            return f"{money(self.received)} − {money(self.to_interest)}"
        owed = Cents(self.to_principal + self.principal_after)
        return f"min({money(self.received)} ; {money(owed)})"


@dataclass(frozen=True, slots=True)
class Account:
    """The state of an invoice after its receipts; ``excess`` is what was paid in too much."""

    periods: tuple[Period, ...]
    principal: Cents
    interest: Cents
    excess: Cents
    indemnity: Cents
    confidence: Confidence

    @property
    def due(self) -> Cents:
        """Return principal and unpaid interest; the fixed indemnity is kept apart."""
        return Cents(self.principal + self.interest)

    def steps(self) -> tuple[Step, ...]:
        """Return interest, imputation and balance of each period."""
        lines: list[Step] = []
        for number, part in enumerate(self.periods, start=1):
            worked = " + ".join(segment.formula for segment in part.segments)
            before = Cents(part.principal_after + part.to_principal)
            left = f"{money(before)} − {money(part.to_principal)}"
            lines += [
                Step(f"interest_{number}", worked, part.interest, Unit.CENTS),
                Step(f"to_interest_{number}", part.interest_taken, part.to_interest, Unit.CENTS),
                Step(f"to_principal_{number}", part.principal_taken, part.to_principal, Unit.CENTS),
                Step(f"principal_{number}", left, part.principal_after, Unit.CENTS),
            ]
        return (
            *lines,
            Step(
                "total_due",
                f"{money(self.principal)} + {money(self.interest)}",
                self.due,
                Unit.CENTS,
            ),
        )


def account(
    principal: Cents,
    due: date,
    receipts: Sequence[Receipt],
    until: date,
    law: LawBook,
    *,
    clause: RateClause = BY_LAW,
    principal_first: bool = False,
    divisor: int = DIVISOR,
) -> Account:
    """Apply receipts in the order of dates and return what is left on ``until``.

    Interest is simple: unpaid interest bears none (C. civ. 1343-2). ``principal_first`` is the
    contrary clause that article 1343-1 allows. Interest is rounded at each receipt, so that cents
    are conserved. Raises ``WrongOrder`` for a receipt after ``until``.
    """
    if principal <= 0:
        raise NotPositive("principal", principal)
    left, owed, excess, periods = principal, ZERO, ZERO, []
    first, start, late = due + timedelta(days=1), due + timedelta(days=1), False
    for receipt in (*sorted(receipts, key=lambda r: r.on), None):
        end = until if receipt is None else receipt.on
        if end > until:
            raise WrongOrder("receipt", end, "until", until)
        segments = (
            accrue(left, first, end, law, clause, divisor=divisor, rate_day=start) if left else ()
        )
        late = late or bool(segments)
        fresh = interest_of(segments)
        owed = Cents(owed + fresh)
        part = _apply(receipt, left, owed, principal_first=principal_first)
        left, owed = Cents(left - part[1]), Cents(owed - part[0])
        received = ZERO if receipt is None else receipt.amount
        excess = Cents(excess + received - part[0] - part[1])
        periods.append(Period(segments, fresh, received, *part, left, owed))
        first = max(first, end + timedelta(days=1))
    indemnity = fixed_indemnity(1, due, law) if late else ZERO
    used = (seg.rate.confidence for period in periods for seg in period.segments)
    return Account(tuple(periods), left, owed, excess, indemnity, weakest(*used))


def _apply(
    receipt: Receipt | None, left: Cents, owed: Cents, *, principal_first: bool
) -> tuple[Cents, Cents]:
    """Return what goes to interest and what goes to the principal."""
    if receipt is None:
        return ZERO, ZERO
    if receipt.kind == ReceiptKind.CREDIT_NOTE:
        return ZERO, min(receipt.amount, left)
    if principal_first:
        to_principal = min(receipt.amount, left)
        return min(Cents(receipt.amount - to_principal), owed), to_principal
    to_interest = min(receipt.amount, owed)
    return to_interest, min(Cents(receipt.amount - to_interest), left)


@dataclass(frozen=True, slots=True)
class Debt:
    """One of several debts of a customer; a greater ``burden`` is one he most needs to pay off."""

    reference: str
    amount: Cents
    due: date
    burden: int = 0


def share_payment(
    amount: Cents, debts: Sequence[Debt], on: date, chosen: Sequence[str] = ()
) -> tuple[tuple[str, Cents], ...]:
    """Share a payment among debts, in their order, and return what each receives.

    C. civ. 1342-10: the debtor's choice, else debts due first, then the most burdensome, then the
    oldest, then pro rata. What exceeds all the debts is returned under the reference ``""``.
    Raises ``UnknownChoice`` for a chosen reference that is not a debt.
    """
    if amount < 0:
        raise Negative("amount", amount)
    references = tuple(debt.reference for debt in debts)
    for name in chosen:
        if name not in references:
            raise UnknownChoice("debt", name, references)
    given = dict.fromkeys(references, ZERO)
    left = amount
    for group in _groups(debts, on, tuple(chosen)):
        owed = [debt.amount for debt in group]
        if not sum(owed):
            continue
        paid = Cents(min(left, sum(owed)))
        for debt, part in zip(group, share_out(paid, owed), strict=True):
            given[debt.reference] = part
        left = Cents(left - paid)
    shared = tuple((name, given[name]) for name in references)
    return (*shared, ("", left)) if left else shared


def _groups(debts: Sequence[Debt], on: date, chosen: tuple[str, ...]) -> list[list[Debt]]:
    """Return the debts in the order of payment; equal ones share a group, pro rata."""

    def rank(debt: Debt) -> tuple[int, bool, int, date]:
        if debt.reference in chosen:
            return chosen.index(debt.reference), False, 0, date.min
        return len(chosen), debt.due > on, -debt.burden, debt.due

    ranks = sorted({rank(debt) for debt in debts})
    return [[debt for debt in debts if rank(debt) == value] for value in ranks]
