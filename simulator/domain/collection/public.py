"""Public buyers: terms, interest and the ways to be paid (code de la commande publique)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from simulator.domain.collection.clauses import FOR_PUBLIC
from simulator.domain.collection.deadlines import Deadline, months_from
from simulator.domain.collection.penalties import (
    DIVISOR,
    LateInvoice,
    Penalty,
    accrue,
    fixed_indemnity,
    interest_of,
)
from simulator.domain.money import ZERO
from simulator.domain.rates import LawBook
from simulator.domain.results import weakest


class Buyer(StrEnum):
    """Kind of public buyer; each has its payment limit in the dated tables."""

    STATE = "state"
    LOCAL = "local"
    ESTABLISHMENT = "establishment"
    HOSPITAL = "hospital"
    ARMY_HEALTH = "army_health"
    UNDERTAKING = "undertaking"


@dataclass(frozen=True, slots=True)
class PublicClaim:
    """A request for payment: the term starts on its receipt, or on performance when later.

    CCP R2192-12 and R2192-13. ``received`` absent means that the date is uncertain: the
    performance then counts.
    """

    buyer: Buyer
    performed: date
    received: date | None = None

    @property
    def start(self) -> date:
        """Return the first day of the payment limit (day zero)."""
        return self.performed if self.received is None else max(self.received, self.performed)


def public_term(buyer: Buyer, on: date, law: LawBook) -> int:
    """Return the payment limit in days (CCP R2192-10, R2192-11)."""
    return law.count(f"public_term_{buyer.value}", on)


def public_due_date(claim: PublicClaim, law: LawBook) -> date:
    """Return the last day for the buyer to pay."""
    return claim.start + timedelta(days=public_term(claim.buyer, claim.start, law))


def public_penalty(invoice: LateInvoice, law: LawBook, divisor: int = DIVISOR) -> Penalty:
    """Return interest at ECB + 8 points, frozen at the half-year where it starts, and 40 €.

    CCP R2192-31 and D2192-35; automatic, without invoice, no waiver (R2192-36).
    """
    first = invoice.due + timedelta(days=1)
    segments = accrue(invoice.principal, first, invoice.until, law, FOR_PUBLIC, divisor=divisor)
    days = sum(part.days for part in segments)
    flat = fixed_indemnity(1, invoice.due, law, "public_fixed_indemnity") if days else ZERO
    proof = weakest(*(part.rate.confidence for part in segments))
    return Penalty(days, segments, interest_of(segments), flat, proof)


def accessories_due(principal_paid: date, law: LawBook) -> date:
    """Return the last day to pay interest and indemnity after the principal (R2192-36)."""
    return principal_paid + timedelta(days=law.count("public_accessories_days", principal_paid))


def prefect_order(formal_notice: date, law: LawBook) -> Deadline:
    """Return the day from which the prefect may order payment of office (CGCT L1612-15, -16)."""
    return months_from(formal_notice, law.on("prefect_order_months", formal_notice))


def judgment_payment(judgment_served: date, law: LawBook) -> Deadline:
    """Return the last day to order payment of a sum fixed by a final judgment (CJA L911-9)."""
    return months_from(judgment_served, law.on("public_judgment_months", judgment_served))
