"""The grid of points offered to begin with: pedagogical, to be edited by each firm.

Weights, thresholds and decisions are ours, without a source; half internal, half external
information.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from simulator.domain.money import Cents
from simulator.domain.risk.grid import Block, Criterion, Grid, PointsClass


def _own(code: str, weight: int, *, at_most: str = "", at_least: str = "") -> Criterion:
    return Criterion(code, Decimal(weight), Block.INTERNAL, _bounds(at_most), _bounds(at_least))


def _outside(code: str, weight: int, *, at_least: str = "") -> Criterion:
    return Criterion(code, Decimal(weight), Block.EXTERNAL, (), _bounds(at_least))


def _bounds(text: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(bound) for bound in text.split())


_CRITERIA = (
    _own("comportement_paiement", 20, at_most="0 5 15 30 60"),  # mean days late, 12 months
    _own("incidents", 10, at_most="0 1 2 3 5"),  # rejects, disputes, dunning letters, 12 months
    _own("anciennete_relation", 5, at_least="10 5 3 2 1"),  # years
    _own("marge_volume", 5),
    _own("dependance", 5, at_most="0.01 0.02 0.05 0.10 0.20"),  # share of our receivables
    _own("garanties", 5, at_least="1 0.8 0.6 0.4 0.2"),  # share of the exposure covered
    _outside("score_financier", 15),
    _outside("autonomie_financiere", 8, at_least="0.40 0.30 0.25 0.20 0.10"),
    _outside("liquidite_tresorerie", 7, at_least="2 1.5 1.2 1 0.8"),  # current ratio
    _outside("forme_age", 5, at_least="20 10 5 3 1"),  # years
    _outside("secteur_pays", 5),
    _outside("cotation_assureur", 10),
)

_CLASSES = (
    PointsClass("A", Decimal(75), "accept", Decimal(1), 12),
    PointsClass("B", Decimal(60), "accept", Decimal("0.75"), 6),
    PointsClass("C", Decimal(40), "accept_under_guarantee", Decimal("0.40"), 3),
    PointsClass("D", Decimal(0), "prepayment", Decimal(0), None),
)

_KNOCK_OUTS = (
    "procedure_collective",
    "cotation_p",
    "assureur_retire",
    "impaye_90_jours",
    "identite_non_verifiee",
)

DEFAULT_GRID = Grid("grille_pedagogique", _CRITERIA, _CLASSES, _KNOCK_OUTS)
"""Twelve criteria, 100 points, four classes, five knock-outs."""

OLD_DEBT_FROM = Cents(10_000)
"""What must be overdue for more than 90 days to knock out: 100 €, in cents (pedagogical).

Below, it is the residue of a payment rounded down or of a small deduction, to be settled, and not a
default. Banks too have such a threshold (regulation (EU) 2018/171: 500 € and 1 % of the exposure).
"""

SCORE_NOTES: Mapping[str, int] = {"tres_bonne": 5, "bonne": 4, "alerte": 3, "danger": 1, "echec": 0}
"""Note of the criterion ``score_financier`` for each class of Conan and Holder (pedagogical)."""
