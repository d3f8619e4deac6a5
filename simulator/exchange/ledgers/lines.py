"""Each line of a file read, or the reason why it is not; none is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from simulator.domain.ledger.columns import Means
from simulator.domain.money import ZERO, Cents
from simulator.exchange.folding import folded
from simulator.exchange.ledgers import amounts, currencies, dates, headings, kinds
from simulator.exchange.ledgers.belief import CUSTOMERS_OF_CHART
from simulator.exchange.ledgers.cells import Grid, Record, text_of
from simulator.exchange.ledgers.exported import export_day
from simulator.exchange.ledgers.fields import DATES, Field
from simulator.exchange.ledgers.kinds import ItemKind
from simulator.exchange.ledgers.proposal import Plan, Signs, body
from simulator.exchange.ledgers.rejected import Rejected
from simulator.exchange.ledgers.whose import Customers

_TOLD_EARLY = 3
"""Cells with a text among which a line of totals says that it is one."""
USUAL_DAYS = 30
"""Term of an item without a due date: that of the law without an agreement (C. com. L441-10 I)."""


class Outcome(StrEnum):
    """What became of a line."""

    KEPT = "kept"
    IGNORED = "ignored"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line, and why; ``notices`` are codes of what was understood on it.

    ``ignored``: ``before``, ``header``, ``blank``, ``total``, ``heading``, ``account``,
    ``cancelled``, ``zero``. ``rejected``:
    ``broken_quotes``, ``too_many_columns``, ``no_customer``, ``no_amount``, ``unreadable_amount``,
    ``no_date``, ``unreadable_date``, ``foreign_currency``, ``repeated``, ``after_export``.
    """

    line: int
    outcome: Outcome
    reason: str = ""
    field: Field | None = None
    text: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the file. ``amount`` is in cents including VAT, negative for what reduces.

    ``customer`` is the key that groups the items of a customer; ``left`` is what the file says is
    still open, ``None`` when it does not say.
    """

    line: int
    customer: str
    name: str
    number: str
    kind: ItemKind
    issued: date
    due: date
    amount: Cents
    net: Cents | None
    left: Cents | None
    paid_on: date | None
    group: str
    means: Means | None
    limit: Cents | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The items of a file, and what became of each of its lines, in order."""

    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    as_of: date


def read(grid: Grid, plan: Plan, latest: date) -> Reading:
    """Read every line of a file; ``latest`` is a day that its items cannot be after."""
    reader = _Reader(grid, plan)
    entries, lines = reader.everything()
    as_of = plan.as_of or export_day(grid, plan, entries, latest)
    kept = tuple(entry for entry in entries if entry.issued <= as_of)
    late = {entry.line for entry in entries if entry.issued > as_of}
    told = tuple(
        Line(line.line, Outcome.REJECTED, "after_export", Field.ISSUED)
        if line.line in late
        else line
        for line in lines
    )
    return Reading(kept, told, as_of)


class _Reader:
    """One pass over a file: what a line needs to know of those before it."""

    def __init__(self, grid: Grid, plan: Plan) -> None:
        self.grid = grid
        self.plan = plan
        self.columns = plan.columns
        named = grid.records[plan.header] if plan.header is not None else None
        self.width = len(named.cells) if named is not None else grid.width
        self.names = {cell for cell in named.cells if cell} if named is not None else set()
        rows = body(grid, plan.header)
        self.customers = Customers(rows, plan.columns, fill_down=plan.fill_down or plan.headings)
        if plan.headings:
            self.customers.announce(headings.first(grid.records, plan.header))
        self.currency = currencies.main(rows, plan.columns)
        self.seen: set[tuple[object, ...]] = set()

    def everything(self) -> tuple[list[Entry], list[Line]]:
        entries, lines = [], []
        for place, record in enumerate(self.grid.records):
            reason = self._ignored(place, record)
            if reason:
                lines.append(Line(record.line, Outcome.IGNORED, reason))
                continue
            notices: list[str] = []
            try:
                entry = self._entry(record, notices)
            except Rejected as why:
                found = Line(record.line, Outcome.REJECTED, why.reason, why.field, why.text[:60])
                lines.append(found)
                continue
            if entry is None:
                lines.append(Line(record.line, Outcome.IGNORED, "zero"))
                continue
            entries.append(entry)
            lines.append(Line(record.line, Outcome.KEPT, entry.kind, notices=tuple(notices)))
        return entries, lines

    def _ignored(self, place: int, record: Record) -> str:
        header = self.plan.header
        if header is not None and place <= header:
            return "header" if place == header else "before"
        if record.blank:
            return "blank"
        if len(self.names.intersection(record.cells)) >= 3:
            return "header"
        return self._other(record)

    def _other(self, record: Record) -> str:
        """Say why a line with something written on it is no item of a customer."""
        texts = [cell for cell in record.cells if isinstance(cell, str) and cell]
        if any(map(kinds.is_total, texts[:_TOLD_EARLY])):
            days = [self.text(record, field) for field in sorted(DATES)]
            # A firm may be called Total: what has a day is an item.
            if all(not day or kinds.is_total(day) for day in days):
                return "total"
        if self.plan.headings and (name := headings.said(headings.heading(record))):
            self.customers.announce(name)
            return "heading"
        account = self.text(record, Field.ACCOUNT)
        if account and not account.startswith(CUSTOMERS_OF_CHART):
            return "account"
        return "cancelled" if kinds.cancelled(self.text(record, Field.STATUS)) else ""

    def _entry(self, record: Record, notices: list[str]) -> Entry | None:
        if record.broken:
            raise Rejected("broken_quotes")
        if any(cell != "" for cell in record.cells[self.width :]):
            raise Rejected("too_many_columns")
        self._native(record)
        customer, name = self.customers.of(record, notices)
        amount, left = self._amounts(record, notices)
        if not amount and not left:
            return None
        issued, due, paid_on = self._days(record, amount, notices)
        kind = self._kind(record, amount)
        if self.text(record, Field.NUMBER):
            if record.cells in self.seen:
                raise Rejected("repeated")
            self.seen.add(record.cells)
        entry = Entry(
            record.line,
            customer,
            name,
            self.text(record, Field.NUMBER),
            kind,
            issued,
            due,
            amount,
            self._signed_net(record, amount),
            left,
            paid_on,
            self.text(record, Field.GROUP),
            kinds.means_of(self.text(record, Field.MEANS) or self.text(record, Field.LABEL)),
            self._optional(record, Field.LIMIT),
        )
        return _checked(entry, notices)

    def text(self, record: Record, field: Field) -> str:
        column = self.columns.get(field)
        return text_of(record[column]) if column is not None else ""

    def amount(self, record: Record, field: Field) -> Cents | None:
        column = self.columns.get(field)
        if column is None:
            return None
        try:
            return amounts.read(record[column], self.plan.mark)
        except ValueError as error:
            raise Rejected("unreadable_amount", field, text_of(record[column])) from error

    def _optional(self, record: Record, field: Field) -> Cents | None:
        try:
            return self.amount(record, field)
        except Rejected:
            return None

    def _native(self, record: Record) -> None:
        currency = currencies.of(record, self.columns)
        if currency and currency != self.currency:
            raise Rejected("foreign_currency", Field.CURRENCY, currency)

    def _amounts(self, record: Record, notices: list[str]) -> tuple[Cents, Cents | None]:
        """Return the amount of an item and what is left of it, signs settled."""
        debit, credit = self.amount(record, Field.DEBIT), self.amount(record, Field.CREDIT)
        single, left = self.amount(record, Field.AMOUNT), self.amount(record, Field.REMAINING)
        paid = self.amount(record, Field.PAID)
        if debit is not None or credit is not None:
            if debit and credit:
                notices.append("both_sides")
            less = credit or 0
            amount = Cents((debit or 0) - (-less if self.plan.signs is Signs.REVERSED else less))
        elif single is not None:
            amount = self._oriented(record, single)
            left = None if left is None else Cents(_toward(left, amount, single))
        elif left is not None:
            amount = left = self._oriented(record, left)
        else:
            raise Rejected("no_amount", self._amount_field())
        if left is None and paid is not None:
            left = Cents(amount - _toward(abs(paid), amount, 1))
        if left is None:
            left = self._told(record, amount)
        if left is not None and (left * amount < 0 or abs(left) > abs(amount)):
            notices.append("left_beyond_amount")
            left = None
        return amount, left

    def _amount_field(self) -> Field:
        fields = (Field.AMOUNT, Field.DEBIT, Field.REMAINING, Field.CREDIT)
        return next((field for field in fields if field in self.columns), Field.AMOUNT)

    def _told(self, record: Record, amount: Cents) -> Cents | None:
        """Return what a status, or a payment day on an item, says is left."""
        status = kinds.settled(self.text(record, Field.STATUS))
        if status is not None:
            return ZERO if status else amount
        if Field.STATUS not in self.columns and Field.GROUP not in self.columns:
            return ZERO if self._day(record, Field.PAID_ON) is not None else None
        return None

    def _oriented(self, record: Record, amount: Cents) -> Cents:
        side = folded(self.text(record, Field.SIDE))
        if side:
            return Cents(-abs(amount) if side[0] in {"c", "h"} else abs(amount))
        if self.plan.signs is Signs.REVERSED:
            return Cents(-amount)
        if self.plan.signs is Signs.BY_KIND:
            reduces = self._told_kind(record) in {ItemKind.CREDIT_NOTE, ItemKind.PAYMENT}
            return Cents(-abs(amount)) if reduces else amount
        return amount

    def _told_kind(self, record: Record) -> ItemKind | None:
        for field in (Field.KIND, Field.JOURNAL, Field.LABEL):
            kind = kinds.kind_of(self.text(record, field))
            if kind is not None:
                return kind
        return None

    def _kind(self, record: Record, amount: Cents) -> ItemKind:
        told = self._told_kind(record)
        if told is ItemKind.OPENING:
            return told
        if amount < 0:
            return ItemKind.PAYMENT if told is ItemKind.PAYMENT else ItemKind.CREDIT_NOTE
        return ItemKind.UNPAID if told in {ItemKind.PAYMENT, ItemKind.UNPAID} else ItemKind.INVOICE

    def _signed_net(self, record: Record, amount: Cents) -> Cents | None:
        net = self._optional(record, Field.NET)
        if net is None or not 0 < abs(net) <= abs(amount):
            return None
        return Cents(abs(net) if amount > 0 else -abs(net))

    def _day(self, record: Record, field: Field) -> date | None:
        column = self.columns.get(field)
        if column is None:
            return None
        try:
            return dates.read(record[column], self.plan.orders[field])
        except ValueError as error:
            raise Rejected("unreadable_date", field, text_of(record[column])) from error

    def _days(
        self, record: Record, amount: Cents, notices: list[str]
    ) -> tuple[date, date, date | None]:
        issued, due, paid_on = (
            self._day(record, field) for field in (Field.ISSUED, Field.DUE, Field.PAID_ON)
        )
        if issued is None:
            if due is None:
                raise Rejected("no_date", _first(DATES & set(self.columns)))
            issued = due
            notices.append("issued_missing")
        if due is None and amount < 0:  # a payment or a credit note is due at once
            due = issued
        if due is None:
            due = issued + timedelta(days=USUAL_DAYS)
            notices.append("due_missing")
        return issued, due, paid_on


def _first(fields: Iterable[Field]) -> Field | None:
    return min(fields, default=None)


def _toward(value: int, amount: int, written: int) -> int:
    """Return a value written beside an amount with the sign that the amount was given."""
    return -value if (amount < 0) != (written < 0) else value


def _checked(entry: Entry, notices: list[str]) -> Entry:
    """Mend the days that contradict each other, saying so."""
    issued, due, paid_on = entry.issued, entry.due, entry.paid_on
    if due < issued:
        notices.append("due_before_issued")
        due = issued
    if paid_on is not None and paid_on < issued:
        notices.append("paid_before_issued")
        paid_on = issued
    if (due, paid_on) == (entry.due, entry.paid_on):
        return entry
    return replace(entry, due=due, paid_on=paid_on)


def counted(lines: Iterable[Line]) -> dict[tuple[Outcome, str], int]:
    """Return how many lines have each outcome and reason."""
    found: dict[tuple[Outcome, str], int] = {}
    for line in lines:
        key = (line.outcome, line.reason)
        found[key] = found.get(key, 0) + 1
    return found


def noticed(lines: Iterable[Line]) -> dict[str, int]:
    """Return how many lines have each notice."""
    found: dict[str, int] = {}
    for notice in _notices(lines):
        found[notice] = found.get(notice, 0) + 1
    return found


def _notices(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield from line.notices
