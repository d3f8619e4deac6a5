"""The pedagogical grid of points applied to a customer: what the file says, note by note.

The thresholds of measured criteria are those of ``risk.default_grid``; the two criteria that it
leaves to judgement (margin and volume, sector) and the rating are read by rules of our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from simulator.domain.exercises.case import Case
from simulator.domain.exercises.scores import conan_holder_of, ratio_of
from simulator.domain.risk.cotation import UnknownCotation, cotation
from simulator.domain.risk.default_grid import DEFAULT_GRID, OLD_DEBT_FROM, SCORE_NOTES
from simulator.domain.risk.grid import risk_points
from simulator.domain.risk.result import Score

_VOLUME = tuple(Fraction(bound, 1000) for bound in (50, 20, 10, 5, 2))
"""Shares of our sales, in thousandths, from note 5 down (pedagogical)."""

_SECTOR = tuple(Fraction(bound, 100) for bound in (1, 3, 6, 12, 25))
"""Shares of the sector's receivables more than 30 days late, from note 5 down (pedagogical)."""

_RATED = ((8, 5), (10, 4), (12, 3), (13, 2), (14, 1))
"""Highest rank of the rating (0 for the best) and note (pedagogical)."""

_UNKNOWN, _COVERED = 2, 4
HIGHEST = DEFAULT_GRID.highest_note


def measures(case: Case) -> Mapping[str, Fraction | None]:
    """Return what the measured criteria of the grid are worth; ``None`` when not computable."""
    pays = case.pays
    open_, paid = pays["open"], pays["paid"]
    granted = case.customer.insurer.granted if case.customer.insurer else 0
    return {
        "comportement_paiement": Fraction(pays["late_weight"], paid) if paid > 0 else None,
        "incidents": Fraction(pays["incidents"]),
        "anciennete_relation": case.years_since(case.customer.since),
        "dependance": Fraction(max(0, open_), case.open_total) if case.open_total > 0 else None,
        "garanties": min(Fraction(1), Fraction(granted, open_)) if open_ > 0 else Fraction(0),
        "autonomie_financiere": ratio_of(case, "autonomie_financiere"),
        "liquidite_tresorerie": ratio_of(case, "liquidite_generale"),
        "forme_age": case.years_since(case.customer.identity.created),
    }


def notes(case: Case) -> dict[str, int]:
    """Return the note of every criterion; what is not known is worth zero, as the grid says."""
    found = {}
    for criterion, measure in measures(case).items():
        found[criterion] = 0 if measure is None else int(DEFAULT_GRID.note(criterion, measure))
    score = conan_holder_of(case)
    found["score_financier"] = SCORE_NOTES[score.grade] if score else 0
    share = Fraction(case.pays["invoiced"], case.invoiced_total) if case.invoiced_total > 0 else 0
    found["marge_volume"] = _note(share >= bound for bound in _VOLUME)
    found["secteur_pays"] = _note(case.sector_late <= bound for bound in _SECTOR)
    found["cotation_assureur"] = _opinion(case)
    return found


def _note(passed: Iterable[bool]) -> int:
    """Return the highest note of which the bound is passed, 0 when none is."""
    tried = list(passed)
    return HIGHEST - tried.index(True) if True in tried else 0


def _opinion(case: Case) -> int:
    """Return the note of the rating or, without one, of the insurer's decision."""
    rank = rating_rank(case)
    if rank is not None:
        return next((note for highest, note in _RATED if rank <= highest), 0)
    if case.customer.insurer is None:
        return _UNKNOWN
    return _COVERED if case.customer.insurer.granted > 0 else 0


def rating_rank(case: Case) -> int | None:
    """Return the rank of the rating of the Banque de France, 0 for the best."""
    if case.customer.cotation is None:
        return None
    try:
        return cotation(case.customer.cotation).rank
    except UnknownCotation:
        return None


def knocked_out(case: Case) -> tuple[str, ...]:
    """Return the events of the file that send to the last class whatever the points."""
    insurer = case.customer.insurer
    events = {
        "impaye_90_jours": case.pays["overdue_90"] >= OLD_DEBT_FROM,
        "assureur_retire": insurer is not None and insurer.granted == 0,
        "cotation_p": (case.customer.cotation or "").upper().endswith("P"),
    }
    return tuple(event for event, seen in events.items() if seen)


def points_of(case: Case) -> Score | None:
    """Return the points of a customer on the pedagogical grid, with its class."""
    score = risk_points(DEFAULT_GRID, notes(case), knocked_out(case))
    return score if isinstance(score, Score) else None
