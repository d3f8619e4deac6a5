"""Grids of points: what a grid refuses, notes, knock-outs, editing, mistakes, Credit-men."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.refusals import Negative, NotFinite, NotPositive, OutOfRange, UnknownChoice
from simulator.domain.results import Confidence, NotComputable
from simulator.domain.risk import credit_men
from simulator.domain.risk.conan_holder import CLASSES
from simulator.domain.risk.default_grid import DEFAULT_GRID, SCORE_NOTES
from simulator.domain.risk.grid import (
    Block,
    Criterion,
    DuplicateCriterion,
    Grid,
    PointsClass,
    mistakes,
    risk_points,
)
from simulator.domain.risk.result import Score

CODES = [c.code for c in DEFAULT_GRID.criteria]
FIVES = dict.fromkeys(CODES, 5)


def _score(notes, knock_outs=(), grid=DEFAULT_GRID) -> Score:
    found = risk_points(grid, notes, knock_outs)
    assert isinstance(found, Score)
    return found


@given(st.lists(st.decimals(0, 5, places=1), min_size=12, max_size=12))
def test_points_are_between_0_and_100_and_contributions_add_up(notes):
    score = _score(dict(zip(CODES, notes, strict=True)))
    assert 0 <= score.value <= 100
    by_hand = sum(c.weight * n for c, n in zip(DEFAULT_GRID.criteria, notes, strict=True)) / 5
    assert abs(score.value - by_hand) < Decimal("1e-20")
    assert score.grade == next(
        letter for letter, low in (("A", 75), ("B", 60), ("C", 40), ("D", 0)) if by_hand >= low
    )


def test_the_default_grid_is_half_internal_and_always_pedagogical():
    inside = sum(c.weight for c in DEFAULT_GRID.criteria if c.block is Block.INTERNAL)
    assert inside == 50
    score = _score(FIVES)
    assert (score.value, score.grade) == (100, "A")
    assert score.confidence is Confidence.PEDAGOGICAL
    assert score.banner == "pedagogical_grid"


@pytest.mark.parametrize("event", DEFAULT_GRID.knock_outs)
def test_a_knock_out_goes_before_any_point(event):
    score = _score(FIVES, (event,))
    assert (score.value, score.grade) == (100, "D")
    assert score.warnings == ("knock_out", event)


def test_unknown_names_notes_out_of_bounds_and_missing_notes():
    with pytest.raises(UnknownChoice):
        _score(FIVES, ("humeur",))
    with pytest.raises(UnknownChoice):
        _score(FIVES | {"humeur": 3})
    with pytest.raises(OutOfRange):
        _score(FIVES | {"incidents": 6})
    with pytest.raises(OutOfRange):
        _score(FIVES | {"incidents": -1})
    with pytest.raises(NotFinite):
        _score(FIVES | {"incidents": float("nan")})
    missing = risk_points(DEFAULT_GRID, {c: 5 for c in CODES if c != "incidents"})
    assert missing == NotComputable("missing_notes", {"criteria": ("incidents",)})
    assert mistakes(DEFAULT_GRID, {}) == ()


@pytest.mark.parametrize(
    ("code", "measure", "note"),
    [
        ("comportement_paiement", 0, 5),
        ("comportement_paiement", 12, 3),
        ("comportement_paiement", 61, 0),
        ("anciennete_relation", 10, 5),
        ("anciennete_relation", 4, 3),
        ("anciennete_relation", 0, 0),
        ("autonomie_financiere", Decimal("0.392"), 4),
    ],
)
def test_a_measure_gives_a_note(code, measure, note):
    assert DEFAULT_GRID.note(code, measure) == note


def test_a_criterion_without_thresholds_is_noted_by_hand():
    with pytest.raises(UnknownChoice):
        DEFAULT_GRID.note("marge_volume", 3)


def test_more_thresholds_than_notes_never_go_under_zero():
    many = Criterion("x", Decimal(1), Block.INTERNAL, tuple(Decimal(i) for i in range(9)))
    assert many.note(8, 5) == 0


def test_a_grid_may_be_edited_and_says_when_it_is_not_out_of_100():
    edited = DEFAULT_GRID.reweighted({"incidents": 30, "garanties": 0})
    assert edited.total_weight == 115
    score = _score({c: 5 for c in CODES if c != "garanties"}, grid=edited)
    assert score.value == 115
    assert "weights_do_not_add_up_to_100" in score.warnings
    with pytest.raises(UnknownChoice):
        DEFAULT_GRID.reweighted({"humeur": 3})
    own = replace(DEFAULT_GRID, confidence=Confidence.CERTAIN)
    assert _score(FIVES, grid=own).banner is None


def test_a_grid_that_could_not_be_read_is_refused():
    one = Criterion("x", Decimal(1), Block.INTERNAL)
    classes = (PointsClass("A", Decimal(0), "accept", Decimal(1), 12),)
    with pytest.raises(DuplicateCriterion):
        Grid("g", (one, one), classes)
    with pytest.raises(Negative):
        Grid("g", (replace(one, weight=Decimal(-1)),), classes)
    with pytest.raises(NotPositive):
        Grid("g", (replace(one, weight=Decimal(0)),), classes)
    with pytest.raises(NotPositive):
        Grid("g", (one,), classes, highest_note=0)
    with pytest.raises(NotPositive):
        Grid("g", (one,), ())
    with pytest.raises(OutOfRange):
        Grid("g", (one,), classes * 2)


def test_points_under_every_class_take_the_last_one():
    high = (PointsClass("A", Decimal(90), "accept", Decimal(1), 12),)
    grid = Grid("g", (Criterion("x", Decimal(100), Block.INTERNAL),), high)
    assert _score({"x": 0}, grid=grid).grade == "A"


def test_foreseen_mistakes_by_hand():
    notes = FIVES | {"comportement_paiement": 0, "score_financier": 0}
    wrong = {m.code: m.value for m in mistakes(DEFAULT_GRID, notes)}
    assert _score(notes).value == 65
    assert wrong["not_divided"] == 325
    assert round(wrong["unweighted"], 2) == Decimal("83.33")  # ten criteria out of twelve
    assert wrong["external_forgotten"] == 30
    assert wrong["internal_forgotten"] == 35


def test_each_class_of_conan_and_holder_has_a_note():
    assert set(SCORE_NOTES) == {g.code for g in CLASSES.grades}


def test_credit_men_weights_and_the_norm():
    score = credit_men.credit_men(110, 80, 95)
    assert score.value == 98  # 44 + 16 + 38
    assert score.grade == "sous_la_norme"
    assert credit_men.credit_men(100, 100, 100).grade == "norme_atteinte"


def test_the_financial_factor_compares_each_ratio_with_its_norm():
    assert credit_men.financial_factor([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]) == 100
    # 25 × 2 + 25 + 10 + 20 × 0,5 + 20
    assert credit_men.financial_factor([2, 2, 3, 2, 5], [1, 2, 3, 4, 5]) == 115
    none = credit_men.financial_factor([1, 2, 3, 4, 5], [1, 0, 3, 4, 5])
    assert isinstance(none, NotComputable)
    with pytest.raises(NotPositive):
        credit_men.financial_factor([1], [1])
