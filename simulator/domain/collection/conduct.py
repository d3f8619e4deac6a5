"""What a collector may not do or say: codes, articles, and when each applies."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulator.domain.results import Confidence


class Speaker(StrEnum):
    """Who collects: the creditor's own staff, or somebody for others (CPCE L124-1)."""

    STAFF = "staff"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Ban:
    """A thing not to do or say; ``text`` and ``penalty`` are French and come from content.

    ``agency_only``: the rule binds those who collect for others; ``unless``: codes of
    circumstances that make it lawful (a title, a clause, a recording notice…).
    """

    code: str
    text: str
    article: str
    penalty: str
    confidence: Confidence
    agency_only: bool = False
    unless: tuple[str, ...] = ()


def broken(
    bans: Sequence[Ban],
    said: Collection[str],
    speaker: Speaker,
    circumstances: Collection[str] = (),
) -> tuple[Ban, ...]:
    """Return the rules that what was said or done breaks, given the circumstances (codes)."""
    return tuple(
        ban
        for ban in bans
        if ban.code in said
        and not (ban.agency_only and speaker == Speaker.STAFF)
        and not any(code in circumstances for code in ban.unless)
    )
