"""Calculators of ratings and points of risk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.domain.results import Confidence, NotComputable
from simulator.domain.risk import cotation as bdf_cotation
from simulator.domain.risk.credit_men import credit_men
from simulator.domain.risk.default_grid import DEFAULT_GRID
from simulator.domain.risk.grid import risk_points
from simulator.domain.risk.rating import class_of_cotation
from simulator.services.calculators.inputs import (
    choice,
    choices,
    count,
    day,
    flag,
    money,
    points,
    text,
)
from simulator.services.calculators.model import Calculator, Raw, Values, Word
from simulator.services.calculators.shelves.risk_common import SCORE, R, scored


def _cotation(v: Values) -> Raw:
    found = bdf_cotation.cotation(v.text("cotation"), v.date_or_none("dated"))
    risk = class_of_cotation(found)
    values: dict[str, object] = {
        "activity_letter": found.letter,
        "meaning": found.meaning,
        "eligible": found.eligible,
    }
    if risk is not None:
        values["risk_class"] = Word(f"class_{risk.value}")
    return Raw(values, (), ("expert_judgement",))


def _letter(v: Values) -> Raw:
    sales = v.euros("ca") if v.has("ca") else None
    chosen = v.text("edition")
    edition = bdf_cotation.EDITION_2022 if chosen == "2022" else bdf_cotation.EDITION_RAISED
    found = bdf_cotation.activity_letter(
        sales, edition=edition, age_months=v.whole("age_months"), significant=v.flag("significant")
    )
    values: dict[str, object] = {"letter": found}
    lows = dict(edition.bands)
    if found in lows:
        values["band_low"] = lows[found] * 100
    return Raw(values, (), (), edition.confidence)


def _points(v: Values) -> Raw | NotComputable:
    notes = {c.code: v.number(c.code) for c in DEFAULT_GRID.criteria if v.has(c.code)}
    weights = {
        c.code: v.number(f"w_{c.code}") for c in DEFAULT_GRID.criteria if v.has(f"w_{c.code}")
    }
    grid = DEFAULT_GRID.reweighted(weights)
    found = risk_points(grid, notes, v.chosen("knock_outs"))
    if isinstance(found, NotComputable):
        return found
    line = grid.classed(found.value) if "knock_out" not in found.warnings else grid.classes[-1]
    return scored(
        found,
        decision=Word(line.decision),
        limit_share=line.limit_share,
        total_weight=grid.total_weight,
    )


def _grid_lists(given: dict[str, Any]) -> dict[str, Any]:
    """Spread the lists of weights and notes of a published case over the criteria."""
    notes, weights = given.pop("notes", None), given.pop("poids", None)
    given.pop("nmax", None)
    codes = [criterion.code for criterion in DEFAULT_GRID.criteria]
    if isinstance(notes, list):
        given |= dict(zip(codes, notes, strict=False))
    if isinstance(weights, list):
        given |= {f"w_{code}": weight for code, weight in zip(codes, weights, strict=False)}
    return given


def _credit_men(v: Values) -> Raw | NotComputable:
    return scored(
        credit_men(*(v.number(name) for name in ("personnel", "economique", "financier")))
    )


_NOTES = tuple(replace(points(c.code, default=""), low=None) for c in DEFAULT_GRID.criteria)


_WEIGHTS = tuple(points(f"w_{c.code}", default="") for c in DEFAULT_GRID.criteria)


CALCULATORS = (
    Calculator(
        "bdf-cotation",
        R,
        _cotation,
        (text("cotation"), day("dated", default="")),
        ("activity_letter:text", "meaning:text", "eligible:flag", "risk_class:word"),
        golden=("bdf_cotation",),
    ),
    Calculator(
        "bdf-activity-letter",
        R,
        _letter,
        (
            money("ca", "sales", ""),
            count("age_months", default="0"),
            flag("significant", default=True),
            choice("edition", ("seuil_1_25", "2022"), "seuil_1_25"),
        ),
        ("letter:text", "band_low:euro"),
        golden=("bdf_cotation",),
    ),
    Calculator(
        "risk-points",
        R,
        _points,
        (*_NOTES, choices("knock_outs", DEFAULT_GRID.knock_outs), *_WEIGHTS),
        (
            "score:points",
            "grade:word",
            "risk_class:word",
            "decision:word",
            "limit_share:percent",
            "total_weight:points",
            "contributions:table",
        ),
        Confidence.PEDAGOGICAL,
        golden=("points_risque",),
        adapt=_grid_lists,
    ),
    Calculator(
        "credit-men",
        R,
        _credit_men,
        (points("personnel", "perso"), points("economique", "eco"), points("financier", "fin")),
        SCORE,
        Confidence.PROBABLE,
        golden=("points_risque",),
    ),
)
