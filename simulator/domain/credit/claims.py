"""Keeping the insurer's cover alive: the deadlines of a claim and what makes it lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from simulator.domain.credit.inputs import not_negative
from simulator.domain.credit.insurance import Policy
from simulator.domain.dates import add_months
from simulator.domain.money import Cents
from simulator.domain.refusals import WrongOrder


class Breach(StrEnum):
    """Reasons for which an insurer refuses a claim."""

    TERMS_TOO_LONG = "terms_too_long"
    EXTENSION_TOO_LONG = "extension_too_long"
    UNDER_THRESHOLD = "under_threshold"
    DELIVERED_AFTER_DEFAULT = "delivered_after_default"
    NOTICE_LATE = "notice_late"
    COLLECTION_LATE = "collection_late"


@dataclass(frozen=True, slots=True)
class Claim:
    """One unpaid invoice as the insurer sees it; amounts in cents including tax.

    ``customer_default_on`` is an earlier default of the same customer: what is delivered after
    it is not covered. ``notified_on`` is the default notice (déclaration de menace de sinistre).
    """

    amount_ttc: Cents
    delivered_on: date
    issued_on: date
    due_on: date
    export: bool = False
    extended_to: date | None = None
    customer_default_on: date | None = None
    notified_on: date | None = None
    collection_on: date | None = None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Last days to act, and when the indemnity is expected after a complete file."""

    extend_until: date
    notify_by: date
    collection_by: date
    paid_from: date
    paid_until: date


def deadlines(claim: Claim, policy: Policy) -> Deadlines:
    """Return the dates of a claim under a policy.

    The notice is counted from the due date, extended if it was; the request for collection from
    the notice, sent or at its last day; the payment from that request. Raises ``WrongOrder`` when
    an invoice falls due before it is issued. One insurer's guide (Coface GlobAlliance): probable.
    """
    if claim.due_on < claim.issued_on:
        raise WrongOrder("issued_on", claim.issued_on, "due_on", claim.due_on)
    delays = policy.delays
    due = claim.extended_to or claim.due_on
    notify = due + timedelta(days=delays.notice)
    collection = (claim.notified_on or notify) + timedelta(days=delays.collection)
    filed = claim.collection_on or collection
    return Deadlines(
        claim.due_on + timedelta(days=delays.extension),
        notify,
        collection,
        add_months(filed, delays.waiting_low),
        add_months(filed, delays.waiting_high),
    )


def breaches(claim: Claim, policy: Policy, today: date) -> tuple[Breach, ...]:
    """Return what would make the insurer refuse the claim as of ``today``; empty when in order.

    A step not yet taken is late only once its last day has passed. Raises ``Negative``.
    """
    not_negative("amount_ttc", claim.amount_ttc)
    limits = deadlines(claim, policy)
    delays = policy.delays
    longest = delays.max_terms_export if claim.export else delays.max_terms
    default = claim.customer_default_on
    found = {
        Breach.TERMS_TOO_LONG: (claim.due_on - claim.issued_on).days > longest,
        Breach.EXTENSION_TOO_LONG: (claim.extended_to or claim.due_on) > limits.extend_until,
        Breach.UNDER_THRESHOLD: claim.amount_ttc < policy.claim_threshold,
        Breach.DELIVERED_AFTER_DEFAULT: default is not None and claim.delivered_on > default,
        Breach.NOTICE_LATE: (claim.notified_on or today) > limits.notify_by,
        Breach.COLLECTION_LATE: (claim.collection_on or today) > limits.collection_by,
    }
    return tuple(breach for breach, is_so in found.items() if is_so)
