"""Quiz files: each kind of question, and what is missing."""

from fractions import Fraction

import pytest

from simulator.content.quizzes import read_quiz
from simulator.domain.quiz.grading import grade

HEAD = """id: q
title: Q
questions:
  - {id: un, level: 1, tags: [T], text: Oui, explanation: e, reference: r, """


def read(tmp_path, rest):
    path = tmp_path / "quiz.yaml"
    path.write_text(HEAD + rest + "}\n", encoding="utf-8")
    quiz, _, problems = read_quiz(path, "quiz.yaml")
    return quiz, [one.code for one in problems if one.level == "error"]


@pytest.mark.parametrize(
    ("rest", "answer"),
    [
        ("kind: single, options: [{text: a, right: true, why: w}, {text: b, why: w}]", "o1"),
        (
            "kind: multiple, options: [{text: a, why: w}, {text: b, right: true, why: w}]",
            "o2",
        ),
        ("kind: true_false, answer: true", "true"),
        ("kind: true_false, answer: False", "false"),
        ("kind: numeric, answer: '36,73', unit: percent, tolerance: '0,01'", "36,74"),
        ("kind: ordering, items: [a, b, c]", "i1,i2,i3"),
    ],
)
def test_each_kind_is_read_and_graded(tmp_path, rest, answer):
    quiz, codes = read(tmp_path, rest)
    assert codes == []
    assert grade(quiz.questions[0], answer).fraction == 1


def test_an_opinion_has_no_right_answer(tmp_path):
    text = "id: q\ntitle: Q\nquestions:\n  - {id: un, kind: opinion, level: 1, tags: [T], text: T, "
    path = tmp_path / "quiz.yaml"
    path.write_text(text + "options: [{text: a}, {text: b}], points: 1/2}\n", encoding="utf-8")
    quiz, _, problems = read_quiz(path, "quiz.yaml")
    assert problems == []
    assert not quiz.questions[0].scored
    assert quiz.questions[0].points == Fraction(1, 2)


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("kind: true_false, answer: peut-être", "quiz-rights"),
        ("kind: numeric, answer: beaucoup, unit: percent", "quiz-number"),
        ("kind: numeric, answer: '3', unit: franc", "quiz-unit"),
        ("kind: numeric, answer: '3', unit: days, tolerance: '-1'", "quiz-negative-tolerance"),
        ("kind: ordering, items: [a, b]", "quiz-too-few-options"),
        (
            "kind: multiple, options: [{text: a, right: true, why: w}, {text: b, right: true}]",
            "quiz-no-wrong-option",
        ),
        ("kind: ordering, items: [a, a, b]", "quiz-duplicate-option"),
        ("kind: true_false, answer: true, points: '0'", "quiz-not-positive-points"),
    ],
)
def test_a_question_that_cannot_be_played_is_named_and_left_out(tmp_path, rest, code):
    quiz, codes = read(tmp_path, rest)
    assert code in codes
    assert quiz.questions == ()
