"""Letters to a debtor: what each needs of the account, and the account's figures to the cent.

A letter claims what is overdue, undisputed and not promised: automatics stop on the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import numpy as np

from simulator.domain import dates
from simulator.domain.collection.penalties import LateInvoice, Penalty, penalty
from simulator.domain.collection.public import public_penalty
from simulator.domain.ledger.balances import disputed_at, open_at
from simulator.domain.money import Cents, share_out, total
from simulator.domain.portfolio import Customer, Portfolio
from simulator.domain.rates import LawBook
from simulator.domain.refusals import MissingRate, NotFound, Refusal
from simulator.domain.results import Confidence, weakest

COMING_DAYS = 30
"""How far ahead a courtesy letter looks."""
REPLY_DAYS, NOTICE_DAYS, FIRST_DAYS = 5, 8, 3
"""Days to answer, to pay after a formal notice, to pay a first instalment (house usage, 2026)."""
SHARES = (3, 2, 2, 2)
"""A settlement plan: a third at once, the rest in three equal months (house usage, 2026)."""


NAMES = frozenset(
    {
        *("supplier", "customer", "manager", "author", "sales_rep", "today", "iban", "phone"),
        *("late_total", "late_count", "oldest_number", "oldest_due", "oldest_days"),
        *("coming_total", "coming_count", "coming_due", "open_total", "credits_total"),
        *("disputed_total", "disputed_numbers", "undisputed_total"),
        *("promised_total", "promised_numbers", "promised_due"),
        *("interest", "indemnity", "total_due", "rate", "fee"),
        *("reply_by", "deadline", "plan_first", "plan_first_due", "plan_count", "plan_last_due"),
    }
)
"""What authors may put between double braces."""


class Need(StrEnum):
    """What a letter speaks of; without it there is nothing to write."""

    COMING = "coming"
    LATE = "late"
    OPEN = "open"
    DISPUTED = "disputed"
    PROMISED = "promised"


class Sheet(StrEnum):
    """A table that a letter may carry."""

    COMING = "coming"
    LATE = "late"
    CHARGES = "charges"
    STATEMENT = "statement"
    DISPUTED = "disputed"
    PROMISED = "promised"
    PLAN = "plan"


class When(StrEnum):
    """When a paragraph is kept."""

    ALWAYS = ""
    DISPUTED = "disputed"
    PROMISED = "promised"
    CREDITS = "credits"
    PUBLIC = "public"
    PRIVATE = "private"


@dataclass(eq=False)
class LetterWithoutObject(Refusal):
    """A letter that has nothing to speak of in this account; ``need`` is a code."""

    letter: str
    need: str


class _Written:
    """Base of what authors write; an unknown key is refused by the loader (pydantic reads this)."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph(_Written):
    """A paragraph with names between double braces, or a table."""

    text: str = ""
    sheet: Sheet | None = None
    when: When = When.ALWAYS


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording(_Written):
    """A letter in one language."""

    title: str
    use: str
    subject: str
    body: tuple[Paragraph, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter(_Written):
    """A letter of the library. ``level`` is that of the reminder ladder, empty for the others.

    ``private``: not for public bodies. ``charges``: it prints penalties. ``mentions`` are the codes
    of what it says, compared with what its level requires and forbids.
    """

    id: str
    order: int
    needs: Need
    fr: Wording
    en: Wording
    level: str = ""
    private: bool = False
    charges: bool = False
    mentions: tuple[str, ...] = ()

    def wording(self, language: str) -> Wording:
        """Return the letter in French, or in English when asked."""
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Line:
    """An open document; ``left`` is what is open, ``claimed`` what may be claimed of it today."""

    number: int
    issued: date
    due: date
    gross: Cents
    left: Cents
    disputed: Cents
    promised_for: date | None
    days: int

    @property
    def claimed(self) -> Cents:
        """Return what is neither in dispute nor promised; nothing of a credit note."""
        if self.left <= 0 or self.promised_for is not None:
            return Cents(0)
        return Cents(max(0, self.left - self.disputed))


@dataclass(frozen=True, slots=True)
class Charge:
    """A late invoice with its penalties."""

    line: Line
    penalty: Penalty

    @property
    def total(self) -> Cents:
        """Return principal, interest and fixed indemnity."""
        return Cents(self.line.claimed + self.penalty.total)


@dataclass(frozen=True, slots=True)
class Due:
    """An instalment of a plan."""

    rank: int
    on: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account on a day, as letters need it; amounts include VAT.

    ``missing`` is the rate that no table gives yet: charges are then not computed.
    """

    supplier: str
    customer: Customer
    on: date
    lines: tuple[Line, ...]
    charges: tuple[Charge, ...]
    missing: MissingRate | None

    @property
    def late(self) -> tuple[Line, ...]:
        """Return what is claimed: overdue, undisputed, unpromised; the oldest first."""
        return tuple(one for one in self.lines if one.days > 0 and one.claimed > 0)

    @property
    def coming(self) -> tuple[Line, ...]:
        """Return what falls due within thirty days, today included."""
        return tuple(one for one in self.lines if -COMING_DAYS <= one.days <= 0 and one.claimed > 0)

    @property
    def disputed(self) -> tuple[Line, ...]:
        """Return what is in dispute."""
        return tuple(one for one in self.lines if one.disputed > 0)

    @property
    def promised(self) -> tuple[Line, ...]:
        """Return what was promised for a day that has not come."""
        return tuple(one for one in self.lines if one.promised_for is not None)

    @property
    def credits(self) -> Cents:
        """Return credit notes not applied yet, as a positive amount."""
        return Cents(-sum(min(0, one.left) for one in self.lines))

    @property
    def open(self) -> Cents:
        """Return the balance of the account."""
        return total([one.left for one in self.lines])

    @property
    def principal(self) -> Cents:
        """Return what is claimed before charges."""
        return total([one.claimed for one in self.late])

    @property
    def interest(self) -> Cents:
        """Return the interest of every invoice, each rounded to the cent."""
        return total([one.penalty.interest for one in self.charges])

    @property
    def indemnity(self) -> Cents:
        """Return one fixed indemnity for each late invoice."""
        return total([one.penalty.indemnity for one in self.charges])

    @property
    def rate(self) -> Decimal | None:
        """Return the yearly rate of the last days of interest, as a fraction."""
        rates = [one.penalty.segments[-1].rate.value for one in self.charges]
        return rates[0] if rates else None

    @property
    def confidence(self) -> Confidence:
        """Return the level of proof of the charges."""
        return weakest(*(one.penalty.confidence for one in self.charges))

    def plan(self) -> tuple[Due, ...]:
        """Return a settlement plan of what is claimed: a third at once, then three months."""
        first = dates.next_working_day(self.on + timedelta(days=FIRST_DAYS))
        return tuple(
            Due(rank + 1, dates.next_working_day(dates.add_months(first, rank)), amount)
            for rank, amount in enumerate(share_out(self.principal, SHARES))
        )

    def after(self, days: int) -> date:
        """Return the working day on or after a number of days from today."""
        return dates.next_working_day(self.on + timedelta(days=days))

    def holds(self, when: When) -> bool:
        """Say whether a paragraph of this condition is kept."""
        public = self.customer.identity.public
        return {
            When.ALWAYS: True,
            When.DISPUTED: bool(self.disputed),
            When.PROMISED: bool(self.promised),
            When.CREDITS: self.credits > 0,
            When.PUBLIC: public,
            When.PRIVATE: not public,
        }[when]

    def has(self, need: Need) -> bool:
        """Say whether the account has what a letter speaks of."""
        found: Mapping[Need, tuple[Line, ...]] = {
            Need.COMING: self.coming,
            Need.LATE: self.late,
            Need.OPEN: self.lines,
            Need.DISPUTED: self.disputed,
            Need.PROMISED: self.promised,
        }
        return bool(found[need])


def account_of(portfolio: Portfolio, customer: int, law: LawBook) -> Account:
    """Return a customer's account on the day of the portfolio; ``NotFound`` for another number."""
    if not 0 <= customer < len(portfolio.customers):
        raise NotFound("customer")
    who = portfolio.customers[customer]
    lines = _lines(portfolio, customer)
    claimed = [one for one in lines if one.days > 0 and one.claimed > 0]
    charges: tuple[Charge, ...] = ()
    missing = None
    try:
        charges = tuple(
            Charge(one, _penalty(one, portfolio.as_of, law, public=who.identity.public))
            for one in claimed
        )
    except MissingRate as refusal:
        missing = refusal
    return Account(portfolio.supplier.name, who, portfolio.as_of, lines, charges, missing)


def check(letter: Letter, account: Account) -> None:
    """Refuse a letter that has no object here: ``LetterWithoutObject``, or ``MissingRate``."""
    if letter.private and account.customer.identity.public:
        raise LetterWithoutObject(letter.id, When.PRIVATE.value)
    if not account.has(letter.needs):
        raise LetterWithoutObject(letter.id, letter.needs.value)
    if letter.charges and account.missing is not None:
        raise account.missing


def _penalty(line: Line, on: date, law: LawBook, *, public: bool) -> Penalty:
    invoice = LateInvoice(line.claimed, line.due, on, min(line.issued, line.due))
    return public_penalty(invoice, law) if public else penalty(invoice, law)


def _lines(portfolio: Portfolio, customer: int) -> tuple[Line, ...]:
    ledger, day = portfolio.ledger, dates.to_day(portfolio.as_of)
    documents, promises = ledger.documents, ledger.promises
    left, disputed = open_at(ledger, day), disputed_at(ledger, day)
    promised = np.full(len(documents), dates.NEVER, dtype=np.int64)
    live = (promises.made <= day) & (promises.due >= day)
    np.minimum.at(promised, promises.document[live], promises.due[live])
    rows = np.flatnonzero(
        (documents.customer == customer) & (documents.issued <= day) & (left != 0)
    )
    found = [
        Line(
            int(documents.number[row]),
            dates.from_day(documents.issued[row]),
            dates.from_day(documents.due[row]),
            Cents(int(documents.gross[row])),
            Cents(int(left[row])),
            Cents(int(min(disputed[row], left[row]))) if left[row] > 0 else Cents(0),
            dates.from_day(promised[row])
            if promised[row] != dates.NEVER and left[row] > 0
            else None,
            day - int(documents.due[row]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.number)))
