"""When a certificate may be issued, and what it states.

The *certificat de réalisation* follows the ministry's model (C. trav. R6332-26; in use since 1 June
2020): real hours, never results. The *attestation de fin de formation* has been voluntary since
2019: it states the objectives and what was assessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from simulator.domain.refusals import Refusal

ACQUIRED_FROM = Fraction(7, 10)
IN_PROGRESS_FROM = Fraction(2, 5)


class Kind(StrEnum):
    """Which document."""

    ATTESTATION = "attestation"
    CERTIFICAT = "certificat"


class Level(StrEnum):
    """What was learnt of one objective."""

    ACQUIRED = "acquired"
    IN_PROGRESS = "in_progress"
    NOT_ACQUIRED = "not_acquired"


@dataclass(eq=False)
class NoPresence(Refusal):
    """No signed presence: there is nothing to certify."""

    name: str


@dataclass(eq=False)
class HalfDaysNotClosed(Refusal):
    """Half-days are not countersigned yet; their number is given."""

    open: int


@dataclass(eq=False)
class ObjectivesNotJudged(Refusal):
    """The trainer has not yet said what this person acquired."""

    name: str


def check_issue(
    kind: Kind, name: str, *, open_half_days: int, minutes: int, judged: int, objectives: int
) -> None:
    """Raise the refusal that forbids issuing a document to this person."""
    if open_half_days:
        raise HalfDaysNotClosed(open_half_days)
    if minutes <= 0:
        raise NoPresence(name)
    if kind is Kind.ATTESTATION and judged < objectives:
        raise ObjectivesNotJudged(name)


def suggested(fractions: Sequence[Fraction]) -> Level | None:
    """Suggest a level from the marks of graded work; the trainer decides (RGPD art. 22)."""
    if not fractions:
        return None
    mean = sum(fractions, Fraction(0)) / len(fractions)
    if mean >= ACQUIRED_FROM:
        return Level.ACQUIRED
    return Level.IN_PROGRESS if mean >= IN_PROGRESS_FROM else Level.NOT_ACQUIRED
