"""Quiz questions: what may be played, and how answers are judged."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.luck import Luck
from simulator.domain.measures import MEASURES
from simulator.domain.quiz.grading import grade, right_answer
from simulator.domain.quiz.question import (
    Answer,
    BadQuestion,
    Quiz,
    QuizKind,
    QuizOption,
    QuizQuestion,
)


def options(*rights):
    return tuple(QuizOption(f"o{n}", f"texte {n}", right) for n, right in enumerate(rights, 1))


def question(kind, *rights, answer=None, points=Fraction(2)):
    return QuizQuestion(
        "q", QuizKind(kind), "?", options(*rights), answer, points=points, tags=("T/1",)
    )


SINGLE = question("single", False, True, False)
MULTIPLE = question("multiple", True, True, False, False)
TRUE_FALSE = question("true_false", True, False)
ORDERING = question("ordering", None, None, None)
OPINION = question("opinion", None, None)
NUMERIC = question(
    "numeric", answer=Answer(Fraction(3673, 10000), Fraction(1, 10000), MEASURES["percent"])
)
EVERY = (SINGLE, MULTIPLE, TRUE_FALSE, ORDERING, OPINION, NUMERIC)


@pytest.mark.parametrize(
    ("asked", "raw", "verdict", "fraction"),
    [
        (SINGLE, "o2", "right", 1),
        (SINGLE, " o2 ", "right", 1),
        (SINGLE, "o1", "wrong", 0),
        (SINGLE, "o1,o2", "unreadable", 0),
        (SINGLE, "o9", "unreadable", 0),
        (SINGLE, ",", "unreadable", 0),
        (SINGLE, "", "blank", 0),
        (MULTIPLE, "o1,o2", "right", 1),
        (MULTIPLE, "o1", "partial", Fraction(1, 2)),
        (MULTIPLE, "o1,o2,o3", "partial", Fraction(1, 2)),
        (MULTIPLE, "o1,o3", "wrong", 0),
        (MULTIPLE, "o3,o4", "wrong", 0),
        (TRUE_FALSE, "o1", "right", 1),
        (ORDERING, "o1,o2,o3", "right", 1),
        (ORDERING, "o2,o1,o3", "partial", Fraction(1, 3)),
        (ORDERING, "o3,o2,o1", "wrong", 0),
        (ORDERING, "o1,o2", "unreadable", 0),
        (ORDERING, "o1,o2,o9", "unreadable", 0),
        (OPINION, "o1", "opinion", 0),
        (NUMERIC, "36,73 %", "right", 1),
        (NUMERIC, "36,7", "wrong", 0),
        (NUMERIC, "36,73 €", "wrong", 0),
        (NUMERIC, "environ", "unreadable", 0),
    ],
)
def test_an_answer_is_judged(asked, raw, verdict, fraction):
    graded = grade(asked, raw)
    assert (graded.verdict, graded.fraction) == (verdict, fraction)
    assert graded.mark == fraction * 2


def test_a_figure_is_echoed():
    assert grade(NUMERIC, "36.730").echo == "36,73\u202f%"


@pytest.mark.parametrize("asked", EVERY)
def test_the_right_answer_earns_everything_where_there_is_one(asked):
    if asked.scored:
        assert grade(asked, right_answer(asked)).fraction == 1
    else:
        assert right_answer(asked) == ""


@pytest.mark.parametrize(
    ("kind", "rights", "reason"),
    [
        ("single", (True,), "too_few_options"),
        ("single", (False, False), "rights"),
        ("single", (True, True), "rights"),
        ("multiple", (False, False), "rights"),
        ("multiple", (True, True), "no_wrong_option"),
        ("true_false", (None, None), "rights"),
        ("ordering", (None, None), "too_few_options"),
        ("opinion", (True, None), "rights"),
        ("numeric", (), "no_answer"),
    ],
)
def test_a_question_that_cannot_be_played_is_refused(kind, rights, reason):
    with pytest.raises(BadQuestion) as caught:
        question(kind, *rights)
    assert caught.value.reason == reason


def test_other_faults_are_refused():
    twice = (QuizOption("o1", "pareil", right=True), QuizOption("o2", "pareil", right=False))
    with pytest.raises(BadQuestion, match="duplicate_option"):
        QuizQuestion("q", QuizKind.SINGLE, "?", twice)
    with pytest.raises(BadQuestion, match="negative_tolerance"):
        question("numeric", answer=Answer(Fraction(1), Fraction(-1), MEASURES["days"]))
    with pytest.raises(BadQuestion, match="not_positive_points"):
        question("single", True, False, points=Fraction(0))


def test_options_are_shuffled_by_luck_and_true_comes_first():
    orders = {tuple(o.name for o in MULTIPLE.shown(Luck(seed))) for seed in range(20)}
    assert len(orders) > 1
    assert MULTIPLE.shown(Luck(1), 3) == MULTIPLE.shown(Luck(1), 3)
    assert TRUE_FALSE.shown(Luck(5)) == TRUE_FALSE.options


def test_questions_are_found_by_topic():
    quiz = Quiz("z", "Z", EVERY)
    assert quiz.tagged("T/1") == EVERY
    assert quiz.tagged("T/2") == ()


@given(st.sampled_from(EVERY), st.text(max_size=40))
def test_judging_never_raises_and_random_texts_are_not_right(asked, text):
    graded = grade(asked, text)
    assert 0 <= graded.fraction <= 1
    if not set(text) & set("o123456789"):
        assert graded.fraction == 0
