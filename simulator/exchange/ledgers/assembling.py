"""Items into a ledger of ours: documents, what was paid on them and when, to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from simulator.domain.dates import to_day
from simulator.domain.ledger.assemble import in_order, table
from simulator.domain.ledger.check import require_sound
from simulator.domain.ledger.columns import (
    Disputes,
    Documents,
    Kind,
    Ledger,
    Means,
    Payments,
    Promises,
)
from simulator.domain.money import Cents, times
from simulator.exchange.ledgers.kinds import ItemKind
from simulator.exchange.ledgers.lines import Entry

_FEW = 100_000


@dataclass(slots=True)
class Item:
    """A document being settled; ``left`` keeps the sign of the amount."""

    customer: int
    entry: Entry
    left: int
    paid: list[tuple[date, int, Means]] = field(default_factory=list)

    def pay(self, on: date, amount: int, means: Means) -> None:
        """Settle a part; never before the document exists."""
        self.paid.append((max(on, self.entry.issued), amount, means))
        self.left -= amount


@dataclass(frozen=True, slots=True, eq=False)
class Assembled:
    """A ledger, the key of the customer of each row, and notices by line of the file.

    ``customers`` are keys in order of their first item.
    """

    ledger: Ledger
    customers: tuple[str, ...]
    notices: dict[int, tuple[str, ...]]


def assemble(
    entries: Sequence[Entry], as_of: date, vat_rate: Decimal, scale: Decimal = Decimal(1)
) -> Assembled:
    """Make the ledger of the items of a file.

    ``vat_rate`` (a fraction) gives the amounts excluding VAT where the file does not; ``scale``
    multiplies every amount. What is settled without a day is taken as paid on the due day, or on
    the day of the export when that comes first. A payment that nothing ties to a document stays a
    credit of the customer. Raises ``InvalidLedger`` when the result is unsound.
    """
    keys = tuple(dict.fromkeys(entry.customer for entry in entries))
    place = {key: rank for rank, key in enumerate(keys)}
    notices: dict[int, tuple[str, ...]] = {}
    items = [Item(place[e.customer], e, int(e.amount)) for e in entries]
    _by_line(items, as_of, notices)
    _by_group(items, as_of, notices)
    _by_number(items)
    for item in items:
        if item.entry.kind is ItemKind.PAYMENT and item.left:
            _note(notices, item.entry.line, "unallocated")
    ledger = in_order(_ledger(items, vat_rate, scale))
    require_sound(ledger)
    return Assembled(ledger, keys, notices)


def _note(notices: dict[int, tuple[str, ...]], line: int, code: str) -> None:
    notices[line] = (*notices.get(line, ()), code)


def _by_line(items: Iterable[Item], as_of: date, notices: dict[int, tuple[str, ...]]) -> None:
    """Settle what each line says of itself."""
    for item in items:
        entry = item.entry
        if entry.left is None or entry.kind is ItemKind.PAYMENT:
            continue
        settled = int(entry.amount - entry.left)
        if settled:
            _settle(item, settled, as_of, notices)


def _settle(item: Item, amount: int, as_of: date, notices: dict[int, tuple[str, ...]]) -> None:
    on = item.entry.paid_on
    if on is None:
        _note(notices, item.entry.line, "paid_on_missing")
        on = min(max(item.entry.due, item.entry.issued), max(as_of, item.entry.issued))
    item.pay(on, amount, item.entry.means or Means.TRANSFER)


def _by_group(items: Iterable[Item], as_of: date, notices: dict[int, tuple[str, ...]]) -> None:
    """Settle the items that the file ties together (lettrage), customer by customer."""
    groups: dict[tuple[int, str], list[Item]] = {}
    for item in items:
        if item.entry.group and item.entry.left is None:
            groups.setdefault((item.customer, item.entry.group), []).append(item)
    for group in groups.values():
        owed = [item for item in group if item.left > 0]
        credit = [item for item in group if item.left < 0]
        if owed and credit:
            _apply(owed, credit)
        else:  # the other side is not in the file: a mark of lettrage says it was settled
            for item in group:
                if item.entry.kind is not ItemKind.PAYMENT:
                    _settle(item, item.left, as_of, notices)


def _by_number(items: Iterable[Item]) -> None:
    """Settle the documents whose number a payment repeats."""
    owed: dict[tuple[int, str], list[Item]] = {}
    credit: dict[tuple[int, str], list[Item]] = {}
    for item in items:
        if not item.entry.number or not item.left:
            continue
        key = (item.customer, item.entry.number.casefold())
        if item.left > 0:
            owed.setdefault(key, []).append(item)
        elif item.entry.kind is ItemKind.PAYMENT:
            credit.setdefault(key, []).append(item)
    for key, payments in credit.items():
        if key in owed:
            _apply(owed[key], payments)


def _apply(owed: list[Item], credit: list[Item]) -> None:
    """Apply payments and credit notes to documents, the oldest due first."""
    waiting = sorted(owed, key=lambda item: (item.entry.due, item.entry.line))
    for source in sorted(credit, key=lambda item: (item.entry.issued, item.entry.line)):
        for target in waiting:
            if not source.left:
                break
            if target.left > 0:
                _tie(source, target)


def _tie(source: Item, target: Item) -> None:
    amount = min(target.left, -source.left)
    day = source.entry.issued
    if source.entry.kind is ItemKind.PAYMENT:
        target.pay(day, amount, source.entry.means or Means.TRANSFER)
        source.left += amount
        return
    day = max(day, target.entry.issued)
    target.pay(day, amount, Means.CREDIT_NOTE)
    source.pay(day, -amount, Means.CREDIT_NOTE)


def _ledger(items: Sequence[Item], vat_rate: Decimal, scale: Decimal) -> Ledger:
    """Return the documents and what was paid on them, numbered anew."""
    kept = [item for item in items if _gross(item)]
    kept.sort(key=lambda item: (item.customer, item.entry.issued, item.entry.line))
    step = _FEW if len(kept) < _FEW else 10 * _FEW
    numbers, counts = [], dict.fromkeys(range(len(items)), 0)
    for item in kept:
        counts[item.customer] += 1
        numbers.append((item.customer + 1) * step + counts[item.customer])
    gross = [_scaled(_gross(item), scale) for item in kept]
    net = [_net(item, amount, vat_rate, scale) for item, amount in zip(kept, gross, strict=True)]
    documents = table(
        Documents,
        customer=[item.customer for item in kept],
        number=numbers,
        kind=[Kind.INVOICE if _gross(item) > 0 else Kind.CREDIT_NOTE for item in kept],
        issued=[to_day(item.entry.issued) for item in kept],
        due=[to_day(item.entry.due) for item in kept],
        gross=gross,
        net=net,
    )
    return Ledger(documents, _payments(kept, scale), table(Disputes), table(Promises))


def _scaled(amount: int, scale: Decimal) -> Cents:
    return Cents(amount) if scale == 1 else times(Cents(amount), scale)


def _gross(item: Item) -> int:
    """Return the amount of a document; of a payment, what no document took."""
    return item.left if item.entry.kind is ItemKind.PAYMENT else int(item.entry.amount)


def _net(item: Item, gross: Cents, vat_rate: Decimal, scale: Decimal) -> Cents:
    if item.entry.kind is ItemKind.PAYMENT:
        return gross  # money has no VAT
    if item.entry.net is not None:
        found = _scaled(item.entry.net, scale)
        return found if abs(found) <= abs(gross) else gross
    return times(gross, Fraction(1) / Fraction(1 + vat_rate))


def _payments(kept: Sequence[Item], scale: Decimal) -> Payments:
    """Return what was paid; sums are scaled, so that what was settled to the cent still is."""
    rows: list[tuple[int, int, int, int]] = []
    for rank, item in enumerate(kept):
        if item.entry.kind is ItemKind.PAYMENT:
            continue
        before = done = 0
        for on, amount, means in sorted(item.paid, key=lambda paid: paid[0]):
            before += amount
            after = int(_scaled(before, scale))
            if after != done:
                rows.append((rank, to_day(on), after - done, int(means)))
            done = after
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    return table(
        Payments, document=columns[0], paid=columns[1], amount=columns[2], means=columns[3]
    )
