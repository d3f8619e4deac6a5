"""A file annotated line by line."""

from dataclasses import replace
from fractions import Fraction

import pytest

from simulator.domain.exercises.annotating import ReadingSpec
from simulator.domain.exercises.context import Degenerate
from simulator.domain.exercises.question import Verdict
from simulator.domain.exercises.world import World
from tests import make
from tests.domain.exercises.examples import ANNOTATING

WORLD = World(make.portfolio(4, 40))


def owing(*, owes):
    return next(
        one for one in WORLD.portfolio.customers if (int(WORLD.behaviour.open[one.id]) > 0) is owes
    )


def test_the_first_reading_that_holds_is_right():
    for owes, right, wrong in ((True, "bad", "good"), (False, "good", "bad")):
        asked = ANNOTATING.build(WORLD, (owing(owes=owes),), 0)
        assert asked.grade({"owed": right}).part("owed").verdict is Verdict.RIGHT
        missed = asked.grade({"owed": wrong}).part("owed")
        assert missed.code == ("FAIBLE_MANQUE" if owes else "FORT_MANQUE")
        assert missed.fraction == 0
        assert asked.grade({"owed": "none"}).part("owed").fraction == Fraction(1, 2)


def test_free_notes_are_kept_and_worth_nothing():
    asked = ANNOTATING.build(WORLD, (owing(owes=True),), 0)
    assert asked.grade({"text": "à rappeler"}).part("text").verdict is Verdict.KEPT
    assert asked.grade({"text": "à rappeler"}).fraction == 0


def test_a_file_of_one_mark_or_without_a_reading_is_replaced():
    customer = owing(owes=True)
    with pytest.raises(Degenerate) as caught:
        replace(ANNOTATING, different=3).build(WORLD, (customer,), 0)
    assert caught.value.reason == "same_tags"
    never = replace(ANNOTATING.lines[0], readings=(ReadingSpec(tag="bad", when="0", why="jamais"),))
    with pytest.raises(Degenerate) as caught:
        replace(ANNOTATING, lines=(never,)).build(WORLD, (customer,), 0)
    assert caught.value.reason == "no_reading"
