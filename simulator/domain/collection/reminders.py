"""Reminder levels and scenarios as data, their consistency, and what to do on a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from simulator.domain.refusals import OutOfRange, UnknownChoice


class Channel(StrEnum):
    """How a customer is reached."""

    EMAIL = "email"
    SMS = "sms"
    PORTAL = "portal"
    PHONE = "phone"
    LETTER = "letter"
    REGISTERED = "registered"
    VISIT = "visit"
    AGENCY = "agency"
    COURT = "court"


class Tone(StrEnum):
    """The tone of a message, from service to handover."""

    SERVICE = "service"
    FRIENDLY = "friendly"
    DIRECT = "direct"
    FIRM = "firm"
    FORMAL = "formal"
    NEUTRAL = "neutral"


class Stop(StrEnum):
    """Why the automatics stop on an invoice."""

    PAID = "paid"
    DISPUTED = "disputed"
    PROMISED = "promised"
    SCHEDULED = "scheduled"
    INSOLVENT = "insolvent"


@dataclass(frozen=True, slots=True)
class Level:
    """A level: tone, channels that suit, mentions required and forbidden (codes)."""

    number: int
    code: str
    tone: Tone
    channels: tuple[Channel, ...]
    required: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of a scenario: ``day`` counted from the due date (negative before it)."""

    day: int
    level: int
    channel: Channel


@dataclass(frozen=True, slots=True)
class Scenario:
    """A sequence of contacts for a segment of customers."""

    code: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """An inconsistency of a scenario: a code and the index of the contact."""

    code: str
    contact: int


def level_of(levels: Sequence[Level], number: int) -> Level:
    """Return a level by number; ``UnknownChoice`` when the ladder has none."""
    for level in levels:
        if level.number == number:
            return level
    raise UnknownChoice("level", number, tuple(str(level.number) for level in levels))


def scenario_faults(scenario: Scenario, levels: Sequence[Level]) -> tuple[Fault, ...]:
    """Return what is wrong with a scenario: days, ladder, channels, early reminders."""
    faults = []
    for index, contact in enumerate(scenario.contacts):
        level = level_of(levels, contact.level)
        if contact.channel not in level.channels:
            faults.append(Fault("channel_not_for_level", index))
        if contact.day <= 0 and contact.level > 0:
            faults.append(Fault("reminder_before_due_date", index))
        if index:
            before = scenario.contacts[index - 1]
            if contact.day <= before.day:
                faults.append(Fault("days_not_increasing", index))
            if contact.level < before.level:
                faults.append(Fault("level_goes_down", index))
    if not scenario.contacts:
        faults.append(Fault("no_contact", 0))
    return tuple(faults)


@dataclass(frozen=True, slots=True)
class MessageReview:
    """The mentions that a message lacks, and those it should not have (codes)."""

    lacking: tuple[str, ...]
    forbidden: tuple[str, ...]

    @property
    def compliant(self) -> bool:
        """Say whether the message may leave."""
        return not self.lacking and not self.forbidden


def review_message(level: Level, mentions: Collection[str]) -> MessageReview:
    """Compare the mentions found in a message with what its level requires and forbids."""
    return MessageReview(
        tuple(code for code in level.required if code not in mentions),
        tuple(code for code in level.forbidden if code in mentions),
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """A contact and its day."""

    contact: Contact
    on: date


def calendar(scenario: Scenario, due: date) -> tuple[Planned, ...]:
    """Return the days of a scenario for an invoice due on a day."""
    return tuple(
        Planned(contact, due + timedelta(days=contact.day)) for contact in scenario.contacts
    )


def next_contact(
    scenario: Scenario, due: date, today: date, done: int, stops: Collection[Stop] = ()
) -> Planned | None:
    """Return the contact to make today, if any: one at a time, none while a stop holds.

    ``done`` is the number of contacts already made; a contact whose day was missed stays due.
    """
    if not 0 <= done <= len(scenario.contacts):
        raise OutOfRange("done", done, 0, len(scenario.contacts))
    if stops or done == len(scenario.contacts):
        return None
    planned = calendar(scenario, due)[done]
    return planned if planned.on <= today else None
