"""Risk classes A to D, common to every source of information: how each score is read on them.

The readings are pedagogical: no authority equates these scales.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from simulator.domain.risk.cotation import Cotation
from simulator.domain.risk.result import Score


class RiskClass(StrEnum):
    """From A (sound) to D (prepayment)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


_NOTES = {"favorable": "A", "correcte": "B", "surveillance": "C", "defavorable": "D"}
_ZONES = {"sure": "A", "grise": "C", "detresse": "D"}
_HOLDER = {"tres_bonne": "A", "bonne": "B", "alerte": "C", "danger": "D", "echec": "D"}
_Z1983 = {"normale": "A", "incertitude": "C", "risque": "D"}
_POINTS = {letter: letter for letter in "ABCD"}
READINGS: Mapping[str, RiskClass] = {
    grade: RiskClass(letter)
    for grade, letter in (_NOTES | _ZONES | _HOLDER | _Z1983 | _POINTS).items()
}
"""Risk class of every grade that a score can give."""

_LAST_RANKS = ((RiskClass.A, 8), (RiskClass.B, 10), (RiskClass.C, 13))


def class_of(score: Score) -> RiskClass | None:
    """Return the risk class of a score, ``None`` when its grades are not read on this scale."""
    return READINGS.get(score.grade)


def class_of_cotation(rated: Cotation) -> RiskClass | None:
    """Return the class of a rating: up to 3- A, up to 4 B, up to 5 C, else D; ``None`` for 0."""
    rank = rated.rank
    if rank is None:
        return None
    return next((grade for grade, last in _LAST_RANKS if rank <= last), RiskClass.D)


def worst(classes: Iterable[RiskClass | None]) -> RiskClass | None:
    """Return the worst of the classes that are known, ``None`` when none is."""
    return max((grade for grade in classes if grade is not None), default=None)
