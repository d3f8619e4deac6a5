"""Journal entries: frozen lines, balanced to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import Negative, Refusal


@dataclass(eq=False)
class Unbalanced(Refusal):
    """An entry whose debits and credits differ, or that moves nothing."""

    debit: Cents
    credit: Cents


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an account and an amount on one side, the other being zero."""

    account: str
    debit: Cents = ZERO
    credit: Cents = ZERO

    def __post_init__(self) -> None:
        for name, amount in (("debit", self.debit), ("credit", self.credit)):
            if amount < 0:
                raise Negative(name, amount)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a day; ``code`` names the operation, worded by content."""

    on: date
    code: str
    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        debit = Cents(sum(line.debit for line in self.lines))
        credit = Cents(sum(line.credit for line in self.lines))
        if debit != credit or not debit:
            raise Unbalanced(debit, credit)

    @property
    def total(self) -> Cents:
        """Return the sum of the debits, equal to that of the credits."""
        return Cents(sum(line.debit for line in self.lines))


def debit(account: str, amount: Cents) -> Line:
    """Return a line on the debit side."""
    return Line(account, debit=amount)


def credit(account: str, amount: Cents) -> Line:
    """Return a line on the credit side."""
    return Line(account, credit=amount)


def entry(on: date, code: str, *lines: Line) -> Entry:
    """Make an entry, leaving out the lines of zero; ``Unbalanced`` when nothing is left."""
    return Entry(on, code, tuple(line for line in lines if line.debit or line.credit))


def balance(entries: Sequence[Entry], account: str) -> Cents:
    """Return debits less credits of an account."""
    lines = [line for item in entries for line in item.lines if line.account == account]
    return Cents(sum(line.debit - line.credit for line in lines))


def result(entries: Sequence[Entry]) -> Cents:
    """Return the effect on the result: income (class 7) less charges (class 6)."""
    lines = [line for item in entries for line in item.lines if line.account[0] in "67"]
    return Cents(sum(line.credit - line.debit for line in lines))
