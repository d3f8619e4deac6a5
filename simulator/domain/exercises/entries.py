"""Journal entries that exercises ask for, on the customer's own invoices: those of the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from simulator.domain.accounting import discounts
from simulator.domain.accounting import doubtful as life
from simulator.domain.accounting.entries import Entry
from simulator.domain.accounting.vat import VatBasis
from simulator.domain.exercises.books import doubtful, received
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.claims import Claim
from simulator.domain.exercises.legal import discount, penalty
from simulator.domain.money import ZERO
from simulator.domain.refusals import MissingRate, UnknownChoice

Booking = Callable[[Case], Entry | None]


def _booking(book: Callable[[Case, Claim], Sequence[Entry]], rank: int = 0) -> Booking:
    """Return an entry on the largest overdue invoice, none when there is nothing to book."""

    def of(case: Case) -> Entry | None:
        claim = case.claims.largest
        try:
            found = book(case, claim) if claim else ()
        except (MissingRate, UnknownChoice):
            return None
        return found[rank] if len(found) > rank else None

    return of


def _adjust(case: Case, claim: Claim, *, again: bool) -> Sequence[Entry]:
    row = doubtful(case, claim)
    existing = row.claim.existing if again else ZERO
    return life.adjust(case.portfolio.as_of, existing, row.required)


def _lost(case: Case, claim: Claim) -> Sequence[Entry]:
    return life.write_off(
        case.portfolio.as_of,
        claim.left,
        case.portfolio.supplier.vat_rate,
        VatBasis.DELIVERY,
        write_down=doubtful(case, claim).claim.existing,
        claim_year=claim.issued.year,
    ).entries


def _received(case: Case, claim: Claim) -> Sequence[Entry]:
    return life.receipt(
        case.portfolio.as_of,
        received(case, claim),
        case.portfolio.supplier.vat_rate,
        VatBasis.DELIVERY,
        outstanding=claim.left,
    )


def _back(case: Case, claim: Claim) -> Sequence[Entry]:
    amount, rate = received(case, claim), case.portfolio.supplier.vat_rate
    return (life.later_recovery(case.portfolio.as_of, amount, rate),)


def _penalties(case: Case, claim: Claim) -> Sequence[Entry]:
    found = penalty(case, claim)
    return (life.penalties(case.portfolio.as_of, found.interest, found.indemnity),)


def _discounted(case: Case) -> Entry | None:
    last, rate = case.claims.last, case.portfolio.supplier.vat_rate
    if last is None:
        return None
    settled = discounts.settle(last.gross, discount(case), rate)
    return discounts.seller_entries(case.portfolio.as_of, settled, rate, VatBasis.DELIVERY)[0]


ENTRIES: Mapping[str, Booking] = {
    "to_doubtful": _booking(lambda case, one: (life.to_doubtful(case.portfolio.as_of, one.left),)),
    "write_down": _booking(lambda case, one: _adjust(case, one, again=False)),
    "adjustment": _booking(lambda case, one: _adjust(case, one, again=True)),
    "write_off": _booking(_lost),
    "release": _booking(_lost, 1),
    "dividend": _booking(_received),
    "later_recovery": _booking(_back),
    "penalties": _booking(_penalties),
    "discount_granted": _discounted,
}
"""Entries by the name that an exercise file writes after ``entry:``."""
