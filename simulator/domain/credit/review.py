"""Events that reopen a credit line before its date, and what to do at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simulator.domain.credit.inputs import not_negative
from simulator.domain.money import ZERO, Cents
from simulator.domain.results import Confidence


class Event(StrEnum):
    """Review events (trade practice and urios.com, read in 2026: certain as a list)."""

    PERIODIC = "periodic"
    NEW_ACCOUNTS = "new_accounts"
    ACCOUNTS_LATE = "accounts_late"
    LINE_REACHED = "line_reached"
    LINE_EXCEEDED = "line_exceeded"
    REPEATED_LATENESS = "repeated_lateness"
    PAYMENT_REJECTED = "payment_rejected"
    LONGER_TERMS_ASKED = "longer_terms_asked"
    BIGGER_LINE_ASKED = "bigger_line_asked"
    COVER_REDUCED = "cover_reduced"
    COVER_CANCELLED = "cover_cancelled"
    PUBLIC_LIEN = "public_lien"  # inscription of Urssaf or of the Treasury
    CHANGE_OF_MANAGER = "change_of_manager"
    CHANGE_OF_OWNER = "change_of_owner"
    CHANGE_OF_SEAT = "change_of_seat"
    CHANGE_OF_ACTIVITY = "change_of_activity"
    RUMOUR = "rumour"
    MAJOR_CLIENT_LOST = "major_client_lost"
    NEW_RATING = "new_rating"
    PROVIDER_ALERT = "provider_alert"
    PROCEDURE_OPENED = "procedure_opened"


class Effect(StrEnum):
    """What an event calls for, from the mildest to the strongest."""

    REVIEW = "review"
    HOLD = "hold"  # no new delivery above the line until it is reviewed
    STOP = "stop"  # no credit; declare the claim and use retention of title


_HOLD = frozenset(
    {
        Event.LINE_EXCEEDED,
        Event.PAYMENT_REJECTED,
        Event.COVER_REDUCED,
        Event.COVER_CANCELLED,
        Event.PUBLIC_LIEN,
    }
)


@dataclass(frozen=True, slots=True)
class EventRule:
    """What a firm does on an event; the event is certain, its effect is the firm's choice."""

    event: Event
    effect: Effect
    confidence: Confidence = Confidence.PEDAGOGICAL


def _effect(event: Event) -> Effect:
    if event is Event.PROCEDURE_OPENED:
        return Effect.STOP
    return Effect.HOLD if event in _HOLD else Effect.REVIEW


EVENT_RULES = tuple(EventRule(event, _effect(event)) for event in Event)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What the ledger and the insurer say of a line on a day; amounts in cents."""

    as_of: date
    review_on: date
    limit: Cents
    exposure: Cents
    late_payments: int = 0
    rejected_payments: int = 0
    cover_at_grant: Cents = ZERO
    cover_now: Cents = ZERO
    procedure_open: bool = False


def detect(facts: LineFacts, *, lateness_count: int = 3) -> tuple[Event, ...]:
    """Return the events that these facts show; ``lateness_count`` late payments are a habit.

    Raises ``Negative`` on an amount under zero.
    """
    limit = not_negative("limit", facts.limit)
    cover = not_negative("cover_now", facts.cover_now)
    granted = not_negative("cover_at_grant", facts.cover_at_grant)
    found = {
        Event.PERIODIC: facts.as_of >= facts.review_on,
        Event.LINE_REACHED: facts.exposure == limit > 0,
        Event.LINE_EXCEEDED: facts.exposure > limit,
        Event.REPEATED_LATENESS: facts.late_payments >= lateness_count,
        Event.PAYMENT_REJECTED: facts.rejected_payments > 0,
        Event.COVER_REDUCED: 0 < cover < granted,
        Event.COVER_CANCELLED: cover == 0 < granted,
        Event.PROCEDURE_OPENED: facts.procedure_open,
    }
    return tuple(event for event, happened in found.items() if happened)


def strongest(
    events: tuple[Event, ...], rules: tuple[EventRule, ...] = EVENT_RULES
) -> Effect | None:
    """Return the strongest effect that events call for, ``None`` when nothing is called for."""
    called = {rule.effect for rule in rules if rule.event in events}
    return max(called, key=list(Effect).index, default=None)
