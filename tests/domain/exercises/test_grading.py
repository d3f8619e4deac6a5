"""Grading figures: value, rounding, unit and sign apart; mistakes; carried errors; hints."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.exercises.number import Tolerance
from simulator.domain.exercises.question import Verdict
from tests.domain.exercises.examples import judge, question

SECOND = {"name": "second", "formula": "2 * first", "depends": ("first",)}


@pytest.mark.parametrize(
    ("raw", "verdict", "fraction"),
    [
        ("12,5", "right", 1),
        ("12,5 %", "right", 1),
        ("12.54", "right", 1),
        ("13", "rounding", Fraction(3, 4)),
        ("12", "rounding", Fraction(3, 4)),
        ("0,125", "unit", Fraction(1, 2)),
        ("12,5 €", "unit", Fraction(1, 2)),
        ("7 €", "wrong", 0),
        ("-12,5", "sign", Fraction(1, 2)),
        ("800", "mistake", Fraction(1, 4)),
        ("14", "wrong", 0),
        ("0", "wrong", 0),
        ("", "blank", 0),
        ("  ", "blank", 0),
        ("douze", "unreadable", 0),
    ],
)
def test_value_rounding_unit_and_sign_are_judged_apart(raw, verdict, fraction):
    graded = question(judge(wrong=[("INVERSE", "b / a")])).grade({"first": raw}).part("first")
    assert graded.verdict == verdict
    assert graded.fraction == fraction


def test_what_was_understood_is_echoed():
    graded = question(judge()).grade({"first": "12,50 %"})
    assert graded.part("first").echo == "12,5\u202f%"
    assert question(judge()).grade({"first": "7  €"}).part("first").echo == "7 €"


def test_a_foreseen_mistake_has_its_code_and_speaks_with_figures():
    graded = question(judge(wrong=[("INVERSE", "b / a")])).grade({"first": "800 %"})
    assert graded.outcomes == {"first": "INVERSE"}
    assert graded.part("first").feedback == ("Vous avez 800\u202f%, soit 787,5\u202f% d'écart.")


def test_an_author_may_word_each_verdict():
    assert question(judge()).grade({"first": "12,5"}).part("first").feedback == (
        "Oui : 12,5\u202f%."
    )
    assert question(judge()).grade({"first": "90"}).part("first").feedback == ("Non : 12,5\u202f%.")
    assert question(judge()).grade({"first": "-12,5"}).part("first").feedback == ""


def test_an_unreadable_entry_is_reported_on_its_field_and_is_no_attempt():
    graded = question(judge(), judge(**SECOND)).grade({"first": "n/a", "second": "25"})
    assert graded.unreadable == ("first",)
    assert not graded.counts
    assert graded.part("first").reason == "not_a_number"
    assert graded.part("second").verdict is Verdict.RIGHT


def test_a_blank_part_costs_only_itself():
    graded = question(judge(), judge(**SECOND)).grade({"second": "25"})
    assert graded.counts
    assert graded.mark == 2
    assert graded.points == 4
    assert graded.fraction == Fraction(1, 2)


def test_a_later_part_is_judged_on_the_trainees_own_wrong_value():
    graded = question(judge(), judge(**SECOND)).grade({"first": "20", "second": "40"})
    assert graded.part("first").verdict is Verdict.WRONG
    assert graded.part("second").verdict is Verdict.CARRIED
    assert graded.part("second").fraction == Fraction(4, 5)


def test_the_right_value_stays_right_after_a_wrong_one():
    graded = question(judge(), judge(**SECOND)).grade({"first": "20", "second": "25"})
    assert graded.part("second").verdict is Verdict.RIGHT


def test_an_implausible_value_is_not_carried():
    graded = question(judge(), judge(**SECOND)).grade({"first": "500", "second": "1000"})
    assert graded.part("second").verdict is Verdict.WRONG


def test_rounding_of_an_earlier_right_part_costs_nothing():
    loose = judge(tolerance="1/100")
    graded = question(loose, judge(**SECOND)).grade({"first": "13", "second": "26"})
    assert graded.part("first").verdict is Verdict.RIGHT
    assert graded.part("second").verdict is Verdict.RIGHT


def test_a_wrong_unit_is_not_carried():
    graded = question(judge(), judge(**SECOND)).grade({"first": "0,125", "second": "25"})
    assert graded.part("first").verdict is Verdict.UNIT
    assert graded.part("second").verdict is Verdict.RIGHT


def test_an_error_is_carried_through_a_blank_part():
    third = judge("third", "first + second", depends=("first", "second"))
    asked = question(judge(), judge(**SECOND), third)
    graded = asked.grade({"first": "20", "third": "60"})
    assert graded.part("second").verdict is Verdict.BLANK
    assert graded.part("third").verdict is Verdict.CARRIED


def test_a_foreseen_mistake_is_seen_on_the_trainees_own_value():
    second = judge(**SECOND, wrong=[("TRIPLE", "3 * first")])
    graded = question(judge(), second).grade({"first": "20", "second": "60"})
    assert graded.outcomes["second"] == "TRIPLE"


def test_a_form_error_is_seen_on_the_trainees_own_value():
    graded = question(judge(), judge(**SECOND)).grade({"first": "20", "second": "-40"})
    assert graded.part("second").verdict is Verdict.SIGN


def test_a_carried_formula_that_cannot_be_computed_falls_back_on_the_right_one():
    inverse = judge(
        "second",
        "a / (b * (first - 0.2)) + first * 2 + 1.5416666666666667",
        tolerance="1/100",
        depends=("first",),
    )
    graded = question(judge(), inverse).grade({"first": "20", "second": "25"})
    assert graded.part("second").verdict is Verdict.RIGHT


def test_hints_cost_their_price_and_never_more_than_the_part():
    asked = question(judge())
    assert asked.grade({"first": "12,5"}, {"first#1"}).mark == Fraction(3, 2)
    assert asked.grade({"first": "12,5"}, {"first#1", "first#2"}).mark == 0
    assert asked.grade({"first": "12,5"}, {"other#1"}).mark == 2
    assert asked.grade({"first": "12,5"}, {"first#1"}).part("first").fraction == 1


def test_a_mistake_that_the_trainees_own_value_forbids_is_passed_over():
    wrong = [("RIEN", "1 / (first - 0.2)"), ("TRIPLE", "3 * first")]
    graded = question(judge(), judge(**SECOND, wrong=wrong)).grade({"first": "20", "second": "60"})
    assert graded.outcomes["second"] == "TRIPLE"


def test_a_relative_tolerance_grows_with_the_value():
    assert Tolerance(Fraction(1), Fraction(1, 100)).around(Fraction(-500)) == 5
    assert Tolerance(Fraction(1), Fraction(1, 100)).around(Fraction(50)) == 1


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_grading_never_raises(first, second, other):
    asked = question(judge(wrong=[("INVERSE", "b / a")]), judge(**SECOND))
    graded = asked.grade({"first": first, "second": second, other: first})
    assert 0 <= graded.fraction <= 1


@given(st.text(alphabet=st.characters(exclude_categories=["Nd"]), max_size=30))
def test_a_text_without_a_digit_never_earns(text):
    assert question(judge()).grade({"first": text}).mark == 0


@given(st.decimals(0, 1000, places=3, allow_nan=False))
def test_only_what_is_within_tolerance_is_right(value):
    graded = question(judge()).grade({"first": f"{value} %"}).part("first")
    assert (graded.fraction == 1) == (abs(Fraction(value) - Fraction(25, 2)) <= Fraction(1, 20))
