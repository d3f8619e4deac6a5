"""Electronic invoicing for the credit manager: who must do what when, and what a status means."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from simulator.domain.firm import Size
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Confidence


@dataclass(frozen=True, slots=True)
class Calendar:
    """First days of the duties, by size of firm (CGI 289 bis; décret n° 2024-266)."""

    receive: Mapping[Size, date]
    issue: Mapping[Size, date]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Duties:
    """What a firm must do on a day."""

    receive: bool
    issue: bool


def duties(calendar: Calendar, size: Size, on: date) -> Duties:
    """Return the duties of a firm of a size on a day."""
    return Duties(calendar.receive[size] <= on, calendar.issue[size] <= on)


@dataclass(frozen=True, slots=True)
class Status:
    """A status of the life of an invoice; ``reported`` when it goes to the tax office."""

    code: str
    name: str
    reported: bool
    reaches: bool  # the invoice is in the hands of the buyer
    lost: bool  # it never arrived: neither term nor penalties can be argued from it
    refused: bool  # rejected by a platform or refused by the buyer
    settles: bool  # money has come in
    confidence: Confidence


def reported(statuses: Sequence[Status]) -> dict[str, str]:
    """Return the compulsory statuses, by code."""
    return {status.code: status.name for status in statuses if status.reported}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the statuses received so far allow to say."""

    reached: bool
    settled: bool
    refused: bool


def standing(statuses: Sequence[Status], received: Collection[str]) -> Standing:
    """Read the statuses received: an invoice rejected never reached its customer.

    « Paiement transmis » (211) is a promise: only « Encaissée » settles. Raises ``UnknownChoice``
    for a status that is not in the list.
    """
    by_code = {status.code: status for status in statuses}
    for code in received:
        if code not in by_code:
            raise UnknownChoice("status", code, tuple(by_code))
    found = [by_code[code] for code in received]
    return Standing(
        any(s.reaches for s in found) and not any(s.lost for s in found),
        any(s.settles for s in found),
        any(s.refused for s in found),
    )
