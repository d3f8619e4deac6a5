"""A second ledger that the trainee does not see: other customers, another month, odd documents.

A formula that is right by luck on one's own data is not right on these.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from simulator.domain.dashboards.book import Book
from simulator.domain.dates import NEVER, to_day
from simulator.domain.ledger.assemble import concatenate, empty_ledger, for_customers, table
from simulator.domain.ledger.columns import (
    Disputes,
    Documents,
    Kind,
    Ledger,
    Means,
    Payments,
    Promises,
)
from simulator.domain.luck import Luck
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, InsurerDecision

_KEPT_IN = 3
# Days from issue to the month end, days late on that day, euros excluding VAT, credit note or not.
_ODD = (
    (40, 0, 7_310, False),
    (75, 30, 9_170, False),
    (150, 90, 5_230, False),
    (140, 91, 4_410, False),
    (35, 5, 2_890, True),
    (20, -10, 6_070, False),
    (95, 65, 8_530, False),
)
_DISPUTED, _DISPUTE = 6, 310_000
_OLD, _HALF_YEAR = 200, 190
"""Days since the invoice for which a count-back goes back more than six months, and to its due."""
_PROMISES = ((7, 20, -1, 500_000), (0, 25, -8, 300_000), (5, 5, 12, 200_000))
"""Document, days since the promise, days to its date, cents: kept, broken, still to come."""
_LINES = (2_500_000, 5_000_000_000)
"""Lines of the insurer, in cents: one overrun, one mostly unused."""
_EARLY = (50, 15, 11_930)
"""An invoice paid in the month, before its due date: its days, late and paid, and its euros."""


def hidden(book: Book, seed: int) -> Book:
    """Return another month's book of two customers in three, with every odd kind of document."""
    luck = Luck(seed)
    on = book.since - timedelta(days=1)
    people = [
        one.id for one in book.customers if luck.word("dashboard hidden", one.id) % _KEPT_IN
    ] or [one.id for one in book.customers]
    plain = [one for one in people[2:] if one not in book.doubtful | book.factored]
    odd = [*people[:2], *plain[:1]]
    ledger = for_customers(book.ledger, people)
    day = to_day(on)
    top = int(book.ledger.documents.number.max(initial=0)) + 1
    added = [_odd(customer, day, top + 20 * rank) for rank, customer in enumerate(odd)]
    lines = dict(zip(plain, _LINES, strict=False))
    return replace(
        book,
        customers=tuple(
            _insured(one, lines.get(one.id), on) for one in book.customers if one.id in set(people)
        ),
        ledger=concatenate([ledger, *added, _old(ledger, odd[-1], day, top + 20 * len(odd))]),
        on=on,
        doubtful=book.doubtful | set(odd[:1]),
        factored=book.factored | set(odd[1:2]),
    )


def _insured(customer: Customer, line: int | None, on: date) -> Customer:
    if line is None:
        return customer
    return replace(customer, insurer=InsurerDecision(Cents(line), Decimal("0.9"), on))


def _old(ledger: Ledger, customer: int, day: int, number: int) -> Ledger:
    """Return an invoice as large as half a year of sales, old and not due."""
    documents = ledger.documents
    recent = documents.gross[documents.issued > day - _HALF_YEAR].sum()
    net = 500 * (1 + max(0, int(recent)) // 500)
    return replace(
        empty_ledger(),
        documents=table(
            Documents,
            customer=[customer],
            number=[number],
            kind=[int(Kind.INVOICE)],
            issued=[day - _OLD],
            due=[day + 15],
            gross=[net * 6 // 5],
            net=[net],
        ),
    )


def _promised(day: int) -> Promises:
    return table(
        Promises,
        document=[document for document, _, _, _ in _PROMISES],
        made=[day - ago for _, ago, _, _ in _PROMISES],
        due=[day + to for _, _, to, _ in _PROMISES],
        amount=[amount for _, _, _, amount in _PROMISES],
        quality=[50] * len(_PROMISES),
    )


def _odd(customer: int, day: int, number: int) -> Ledger:
    """Return documents at the bounds: due today, 30 and 90 days late, a credit, a dispute."""
    paid, early, euros = _EARLY
    net = [(-1 if credit else 1) * amount * 100 for _, _, amount, credit in _ODD] + [euros * 100]
    gross = [amount * 6 // 5 for amount in net]
    kinds = [Kind.CREDIT_NOTE if credit else Kind.INVOICE for _, _, _, credit in _ODD]
    last = len(_ODD)
    return replace(
        empty_ledger(),
        documents=table(
            Documents,
            customer=[customer] * (last + 1),
            number=[number + rank for rank in range(last + 1)],
            kind=[*(int(kind) for kind in kinds), int(Kind.INVOICE)],
            issued=[*(day - age for age, _, _, _ in _ODD), day - paid],
            due=[*(day - late for _, late, _, _ in _ODD), day + early],
            gross=gross,
            net=net,
        ),
        payments=table(
            Payments,
            document=[last],
            paid=[day - 2],
            amount=[gross[last]],
            means=[int(Means.TRANSFER)],
        ),
        disputes=table(
            Disputes,
            document=[_DISPUTED],
            opened=[day - 12],
            closed=[NEVER],
            amount=[_DISPUTE],
            cause=[0],
        ),
        promises=_promised(day),
    )
