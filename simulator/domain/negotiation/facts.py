"""What the ledger says of the customer on the day of the call: figures, and the words of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from simulator.domain import dates
from simulator.domain.dates import write_date
from simulator.domain.ledger.balances import disputed_at, open_at
from simulator.domain.measures import MEASURES, write
from simulator.domain.money import Cents, round_half_up, times
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import NotPositive

FEE = Cents(40_00)
"""Fixed compensation by late invoice (C. com. D441-5, since 2013)."""
_SHARE = Fraction(15, 100)
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures of one customer; amounts in cents including VAT, ``oldest`` is the oldest overdue.

    ``invented`` names what the ledger has not (a dispute, a broken promise) and was made up from
    the overdue; ``penalties`` is ``None`` when no rate was given.
    """

    customer: int
    name: str
    supplier: str
    manager: str
    sales_rep: str
    terms: str
    caller: str
    on: date
    open: Cents
    overdue: Cents
    invoices: int
    oldest: int
    oldest_amount: Cents
    oldest_due: date
    disputed: Cents
    promised: Cents
    promised_for: date
    broken: int
    invented: frozenset[str]
    limit: Cents | None
    insured: Cents | None
    late_fee: Cents
    penalties: Cents | None
    sales: Cents
    public: bool

    @property
    def days_late(self) -> int:
        """Return the lateness of the oldest overdue invoice, in days."""
        return (self.on - self.oldest_due).days

    @property
    def undisputed(self) -> Cents:
        """Return what is overdue and not in dispute."""
        return Cents(max(0, self.overdue - self.disputed))

    def amount(self, name: str) -> Cents:
        """Return an amount that scripts name; a third and a half are of the overdue."""
        if name == "half":
            return Cents(int(round_half_up(Fraction(self.overdue, 2))))
        if name == "third":
            return Cents(int(round_half_up(Fraction(self.overdue, 3))))
        return Cents(int(getattr(self, {"oldest": "oldest_amount"}.get(name, name))))

    def day(self, name: str) -> date:
        """Return a working day that scripts name: tomorrow, friday, month_end or +N."""
        if name == "friday":
            return dates.next_working_day(_coming(self.on, FRIDAY))
        if name == "month_end":
            return dates.next_working_day(dates.end_of_month(self.on))
        if name == "next_month":
            return dates.next_working_day(dates.add_months(self.on, 1))
        ahead = 1 if name == "tomorrow" else int(name)
        found = self.on
        for _ in range(ahead):
            found = dates.next_working_day(found + timedelta(days=1))
        return found


AMOUNTS = ("open", "overdue", "undisputed", "disputed", "half", "third", "oldest", "promised")
DAYS = ("tomorrow", "friday", "month_end", "next_month")


def _coming(on: date, weekday: int) -> date:
    return on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)


def facts_of(
    portfolio: Portfolio,
    customer: int,
    on: date,
    caller: str,
    penalty_rate: Decimal | None = None,
) -> Facts:
    """Read the ledger of a customer on a day; ``penalty_rate`` is yearly (a fraction).

    Raises ``NotPositive`` when nothing is overdue: there is nobody to call.
    """
    ledger, day = portfolio.ledger, dates.to_day(on)
    documents = ledger.documents
    mine = documents.customer == customer
    left = np.where(mine, open_at(ledger, day), 0)
    late = np.flatnonzero((left > 0) & (documents.due < day))
    if not len(late):
        raise NotPositive("overdue", 0)
    oldest = int(late[np.argmin(documents.due[late])])
    overdue = Cents(int(left[late].sum()))
    disputed = int(disputed_at(ledger, day)[late].sum())
    invented = set() if disputed else {"disputed"}
    promised, promised_for, broken = _promise(portfolio, left, day)
    if not broken:
        invented.add("promised")
    who = portfolio.customers[customer]
    bought = mine & (documents.issued > day - 365) & (documents.issued <= day)
    return Facts(
        customer=customer,
        name=who.identity.name,
        supplier=portfolio.supplier.name,
        manager=who.identity.manager,
        sales_rep=who.sales_rep,
        terms=who.terms,
        caller=caller,
        on=on,
        open=Cents(int(left.sum())),
        overdue=overdue,
        invoices=len(late),
        oldest=int(documents.number[oldest]),
        oldest_amount=Cents(int(left[oldest])),
        oldest_due=dates.from_day(int(documents.due[oldest])),
        disputed=Cents(disputed or int(round_half_up(overdue * _SHARE))),
        promised=Cents(promised or overdue),
        promised_for=promised_for or dates.next_working_day(on - timedelta(days=6)),
        broken=broken,
        invented=frozenset(invented),
        limit=who.limit,
        insured=who.insurer.granted if who.insurer else None,
        late_fee=Cents(FEE * len(late)),
        penalties=_penalties(portfolio, left, late, day, penalty_rate),
        sales=Cents(int(documents.gross[bought].sum())),
        public=who.identity.public,
    )


def _penalties(
    portfolio: Portfolio,
    left: npt.NDArray[np.int64],
    late: npt.NDArray[np.intp],
    day: int,
    rate: Decimal | None,
) -> Cents | None:
    """Return simple interest on each overdue amount, 365 days a year (C. com. L441-10)."""
    if rate is None:
        return None
    due = portfolio.ledger.documents.due
    return Cents(sum(times(Cents(int(left[i])), rate * int(day - due[i]) / 365) for i in late))


def _promise(
    portfolio: Portfolio, left: npt.NDArray[np.int64], day: int
) -> tuple[int, date | None, int]:
    """Return amount and day of the last promise that was not kept, and how many there are."""
    promises = portfolio.ledger.promises
    broken = np.flatnonzero((left[promises.document] > 0) & (promises.due < day))
    if not len(broken):
        return 0, None, 0
    last = promises.due == promises.due[broken].max()
    rows = [row for row in broken if last[row]]
    amount = int(promises.amount[rows].sum())
    return amount, dates.from_day(int(promises.due[rows[0]])), len(broken)


class Words(Mapping[str, str]):
    """What a line may quote between braces, written in French."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __getitem__(self, name: str) -> str:
        facts = self._facts
        if name in _AMOUNTS:
            return write_cents(facts.amount(name))
        if name in DAYS or name.startswith("in_"):
            return write_date(facts.day(name if name in DAYS else name[3:]))
        if name in _DATES:
            return write_date(getattr(facts, name))
        if name in _OTHERS:
            return str(getattr(facts, name))
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


_AMOUNTS = (*AMOUNTS, "oldest_amount", "late_fee", "sales")
_DATES = ("on", "oldest_due", "promised_for")
_OTHERS = ("name", "supplier", "manager", "sales_rep", "caller", "invoices", "days_late")
_AHEAD = tuple(f"in_{days}" for days in range(1, 31))
_NUMBER = "number"
NAMES = frozenset((*_AMOUNTS, *DAYS, *_DATES, *_OTHERS, *_AHEAD, _NUMBER))
"""The names that authors may put between braces; ``number`` is the oldest overdue invoice."""

_BRACES = re.compile(r"\{([a-z_0-9]+)\}")


def names_in(text: str) -> frozenset[str]:
    """Return the names between braces in a text."""
    return frozenset(_BRACES.findall(text))


def filled(text: str, facts: Facts) -> str:
    """Put the customer's own figures in a line."""
    words = Words(facts)
    return _BRACES.sub(lambda m: str(facts.oldest) if m[1] == _NUMBER else words[m[1]], text)


def write_cents(amount: Cents) -> str:
    """Write an amount as people say it: no cents when there are none."""
    return write(Fraction(amount), MEASURES["euro"], 2 if amount % 100 else 0)
