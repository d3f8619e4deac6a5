"""Limitation (prescription) of claims: start, interruption, suspension, last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from simulator.domain.collection.shown import day, length
from simulator.domain.dates import add_months
from simulator.domain.rates import LawBook
from simulator.domain.refusals import OutOfRange, WrongOrder
from simulator.domain.results import Confidence, Step, Unit


class Claim(StrEnum):
    """Kind of claim; each has its period, in months, in the dated tables."""

    COMMERCIAL = "commercial"
    PROFESSIONAL = "professional"
    CONSUMER = "consumer"
    TRANSPORT = "transport"
    BILL_ACCEPTOR = "bill_acceptor"
    BILL_HOLDER = "bill_holder"
    BILL_ENDORSERS = "bill_endorsers"
    CHEQUE = "cheque"
    LEASE_COMMERCIAL = "lease_commercial"
    LEASE_RESIDENTIAL = "lease_residential"
    PUBLIC = "public"
    JUDGMENT = "judgment"


ADJUSTABLE = frozenset({Claim.COMMERCIAL, Claim.PROFESSIONAL, Claim.TRANSPORT})
"""Claims whose period a contract may change (C. civ. 2254); never against a consumer."""


class Happening(StrEnum):
    """What may happen to a claim while its period runs."""

    REMINDER = "reminder"
    FORMAL_NOTICE = "formal_notice"
    INVOICE = "invoice"
    NEGOTIATION = "negotiation"
    INJUNCTION_FILED = "injunction_filed"
    WRITTEN_CLAIM = "written_claim"
    INJUNCTION_SERVED = "injunction_served"
    ACKNOWLEDGMENT = "acknowledgment"
    PARTIAL_PAYMENT = "partial_payment"
    SIGNED_SCHEDULE = "signed_schedule"
    COURT_ACTION = "court_action"
    PRECAUTIONARY_MEASURE = "precautionary_measure"
    ENFORCEMENT = "enforcement"
    CLAIM_DECLARATION = "claim_declaration"
    MEDIATION = "mediation"


ACKNOWLEDGES = frozenset(
    {Happening.ACKNOWLEDGMENT, Happening.PARTIAL_PAYMENT, Happening.SIGNED_SCHEDULE}
)
AT_ONCE = ACKNOWLEDGES | {
    Happening.INJUNCTION_SERVED,
    Happening.PRECAUTIONARY_MEASURE,
    Happening.ENFORCEMENT,
}
UNTIL_END = frozenset({Happening.COURT_ACTION, Happening.CLAIM_DECLARATION})
WRITTEN = frozenset({Happening.REMINDER, Happening.FORMAL_NOTICE, Happening.WRITTEN_CLAIM})


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated; ``ended`` closes a lawsuit, a proceeding or a mediation.

    ``void`` is true for an action that was dropped, lapsed or dismissed (C. civ. 2243): it is then
    as if it had never interrupted.
    """

    on: date
    kind: Happening
    ended: date | None = None
    void: bool = False

    def __post_init__(self) -> None:
        if self.ended is not None and self.ended < self.on:
            raise WrongOrder("on", self.on, "ended", self.ended)


@dataclass(frozen=True, slots=True)
class Read:
    """What an event did: a code, and the last day of the period after it (``None``: suspended)."""

    event: Event
    effect: str
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Limitation:
    """The last day to act, included; ``None`` while a lawsuit or a mediation holds the period."""

    start: date
    months: int
    last_day: date | None
    read: tuple[Read, ...]
    source: str
    confidence: Confidence

    def barred(self, on: date) -> bool:
        """Say whether a claim brought on a day is time-barred."""
        return self.last_day is not None and on > self.last_day

    def steps(self) -> tuple[Step, ...]:
        """Return the period, then what each event did to it."""
        first = Step(
            "limitation_start",
            length(months=self.months),
            self.start,
            Unit.DATE,
        )
        rows = (
            Step(
                f"event_{row.effect}",
                f"{day(row.event.on)}, {row.event.kind.value}",
                row.last_day,
                Unit.DATE,
            )
            for row in self.read
        )
        return (first, *rows, Step("last_day", "", self.last_day, Unit.DATE))


def _period_end(kind: Claim, start: date, months: int) -> date:
    """Return the last day of a period; not moved to a working day.

    C. civ. 2228–2229: whole days, the first left out. A public claim runs from 1 January of the
    next year (loi 68-1250) and so ends on 31 December.
    """
    if kind == Claim.PUBLIC:
        return add_months(date(start.year + 1, 1, 1), months) - timedelta(days=1)
    return add_months(start, months)


def limitation(
    kind: Claim,
    start: date,
    events: Sequence[Event],
    law: LawBook,
    *,
    agreed_months: int | None = None,
    born: date | None = None,
) -> Limitation:
    """Follow the period of a claim from its start through dated events.

    ``start``: the day the creditor knew the facts — for a service, its completion and not the
    invoice (Cass. com. 26 Feb. 2020, n° 18-25.036); for a cheque, the end of presentation.
    ``born`` (default: the start) carries the absolute limit of article 2232, which acts in court
    do not meet.
    Raises ``OutOfRange`` for a period that a contract may not choose, ``MissingRate`` before 2008.
    """
    rate = law.on(f"limitation_{kind.value}", start)
    months = int(rate.value) if agreed_months is None else _agreed(kind, agreed_months, start, law)
    after_mediation = law.count("limitation_after_mediation", start)
    cap = add_months(born or start, law.count("limitation_absolute", start))
    last: date | None = _period_end(kind, start, months)
    read: list[Read] = []
    for event in sorted(events, key=lambda e: e.on):
        effect = _effect(kind, event, start, last)
        if effect == "interrupts":
            last = _period_end(kind, event.on, months)
            last = last if event.kind not in ACKNOWLEDGES else min(last, cap)
        elif effect == "interrupts_until_end":
            last = None if event.ended is None else _period_end(kind, event.ended, months)
        elif effect == "suspends":
            last = _suspended(event, last, after_mediation)
        read.append(Read(event, effect, last))
    return Limitation(start, months, last, tuple(read), rate.source, rate.confidence)


def _agreed(kind: Claim, months: int, start: date, law: LawBook) -> int:
    low, high = law.count("limitation_agreed_min", start), law.count("limitation_agreed_max", start)
    if kind not in ADJUSTABLE:
        raise OutOfRange("agreed_months", months)
    if not low <= months <= high:
        raise OutOfRange("agreed_months", months, low, high)
    return months


def _effect(kind: Claim, event: Event, start: date, last: date | None) -> str:
    """Return the code of what an event does; late events do not bring a dead claim back."""
    if event.on < start or event.void:
        return "void" if event.void else "before_start"
    if last is None or event.on > last:
        return "already_held" if last is None else "too_late"
    if event.kind in UNTIL_END:
        return "interrupts_until_end"
    if event.kind in AT_ONCE or (kind == Claim.PUBLIC and event.kind in WRITTEN):
        return "interrupts"
    return "suspends" if event.kind == Happening.MEDIATION else "none"


def _suspended(event: Event, last: date | None, months_left: int) -> date | None:
    """Return the last day after a mediation: its length is added, six months at least are left."""
    if event.ended is None or last is None:
        return None
    return max(last + (event.ended - event.on), add_months(event.ended, months_left))


@dataclass(frozen=True, slots=True)
class Prudent:
    """The prudent last day (from completion) beside the one counted from the due date."""

    from_completion: Limitation
    from_due_date: Limitation

    @property
    def teaching_day(self) -> date | None:
        """Return the day before which to sue, whatever a court would say."""
        return self.from_completion.last_day


def prudent_limitation(
    kind: Claim, completed: date, due: date, events: Sequence[Event], law: LawBook
) -> Prudent:
    """Count the period both ways: the due date may postpone the start (C. civ. 2233)."""
    if due < completed:
        raise WrongOrder("completed", completed, "due", due)
    return Prudent(
        limitation(kind, completed, events, law), limitation(kind, due, events, law, born=completed)
    )


def cheque_start(issued: date, law: LawBook) -> date:
    """Return the end of the presentation period of a cheque (CMF L131-32, L131-59)."""
    return issued + timedelta(days=law.count("cheque_presentation_days", issued))
