"""Faults of an exercise found before any portfolio is at hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from simulator.domain.exercises.checks import faults
from simulator.domain.exercises.specification import BandSpec, FigureSpec, MistakeSpec
from tests.domain.exercises import examples
from tests.domain.exercises.examples import (
    CLASSING,
    DECISION,
    EVERY,
    ORDERING,
    PICK,
    TABLE,
    WORKSHEET,
    number,
)


def part(**more):
    given = {"formula": "ebe / FL", **more}
    return replace(WORKSHEET, parts=(number("rate", **given),), conclusion=None)


def bands(*bounds):
    made = tuple(
        BandSpec(name=f"b{rank}", label="B", above=None if one is None else Fraction(one))
        for rank, one in enumerate(bounds)
    )
    return replace(WORKSHEET, conclusion=replace(WORKSHEET.conclusion, bands=made))


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.id)
def test_a_sound_exercise_has_no_fault(exercise):
    assert faults(exercise) == ()


@pytest.mark.parametrize(
    ("exercise", "code", "path"),
    [
        (part(formula="ebe +"), "formula_syntax", ("parts", 0, "formula")),
        (part(formula="ebe.real"), "formula_not_allowed", ("parts", 0, "formula")),
        (part(formula="ebit / FL"), "unknown_name", ("parts", 0, "formula")),
        (part(formula="sector"), "unknown_name", ("parts", 0, "formula")),
        (part(formula="twice"), "unknown_name", ("parts", 0, "formula")),
        (part(measure="franc"), "unknown_measure", ("parts", 0, "measure")),
        (part(agrees="ebit"), "unknown_name", ("parts", 0, "agrees")),
        (part(points=Fraction(0)), "out_of_range", ("parts", 0, "points")),
        (part(label="{ebit}"), "unknown_name", ("parts", 0, "label")),
        (part(label="{ebe|franc}"), "unknown_measure", ("parts", 0, "label")),
        (part(feedback={"right": "{ebit}"}), "unknown_name", ("parts", 0, "feedback", "right")),
        (
            part(mistakes=(MistakeSpec(code="bas", formula="ebe", feedback=""),)),
            "bad_code",
            ("parts", 0, "mistakes", 0, "code"),
        ),
        (
            part(mistakes=(MistakeSpec(code="A", formula="ebe", feedback="", keeps=Fraction(2)),)),
            "out_of_range",
            ("parts", 0, "mistakes", 0, "keeps"),
        ),
        (
            replace(WORKSHEET, parts=WORKSHEET.parts[:1] * 2),
            "duplicate_name",
            ("parts", 1, "name"),
        ),
        (
            replace(TABLE, rows=(replace(TABLE.rows[0], name="Marge"),)),
            "bad_name",
            ("rows", 0, "name"),
        ),
        (
            replace(WORKSHEET, defines=(FigureSpec(name="x", formula="y"),)),
            "unknown_name",
            ("defines", 0, "formula"),
        ),
        (replace(PICK, difficulty=4), "out_of_range", ("difficulty",)),
        (replace(PICK, minutes=0), "out_of_range", ("minutes",)),
        (replace(PICK, covers=()), "empty", ("covers",)),
        (replace(PICK, where="maybe"), "unknown_name", ("where",)),
        (replace(PICK, points=Fraction(-1)), "out_of_range", ("points",)),
        (replace(CLASSING, statement="Voici {name}."), "unknown_name", ("statement",)),
        (replace(ORDERING, gap=Fraction(-1)), "out_of_range", ("gap",)),
        (
            replace(DECISION, criteria=DECISION.criteria[:1] * 2),
            "duplicate_name",
            ("criteria",),
        ),
        (bands(3, 5, None), "bad_bands", ("conclusion", "bands")),
        (bands(5, 5, None), "bad_bands", ("conclusion", "bands")),
        (bands(5, 3), "bad_bands", ("conclusion", "bands")),
        (bands(None), "bad_bands", ("conclusion", "bands")),
        (bands(None, None), "bad_bands", ("conclusion", "bands")),
    ],
)
def test_a_fault_is_named_at_its_place(exercise, code, path):
    assert (path, code) in [(fault.path, fault.code) for fault in faults(exercise)]


def test_a_list_of_figures_uses_those_before_it_only():
    defined = (FigureSpec(name="x", formula="FL"), FigureSpec(name="y", formula="x * 2"))
    assert faults(replace(WORKSHEET, defines=defined)) == ()
    backwards = faults(replace(WORKSHEET, defines=defined[::-1]))
    assert [(fault.code, fault.seen) for fault in backwards] == [("unknown_name", "x")]


def test_an_order_of_steps_needs_no_score():
    assert faults(examples.STEPS) == ()
