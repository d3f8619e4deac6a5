"""What a line of the complaints log is (Qualiopi indicator 31), and when it may be closed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.domain.refusals import Refusal

LONGEST = 4000
MOST_OPEN = 20
"""Open entries of one trainee, beyond any real use."""


class Nature(StrEnum):
    """What was met: somebody complains, a difficulty in the training, something unforeseen."""

    COMPLAINT = "complaint"
    DIFFICULTY = "difficulty"
    INCIDENT = "incident"


@dataclass(eq=False)
class NotTreated(Refusal):
    """An entry is closed once what was done about it is written."""


@dataclass(eq=False)
class TooManyComplaints(Refusal):
    """This person has many open entries: a word with the trainer will do more."""

    most: int


def check_close(treatment: str) -> None:
    """Raise ``NotTreated`` when nothing says what was done."""
    if not treatment.strip():
        raise NotTreated
