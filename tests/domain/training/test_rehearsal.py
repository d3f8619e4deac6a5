"""What simulated trainees would do: by skill, by named luck, and never what nobody would type."""

from __future__ import annotations

from fractions import Fraction

import pytest

from simulator.domain.exercises.question import Question
from simulator.domain.exercises.world import World
from simulator.domain.luck import Luck
from simulator.domain.measures import MEASURES
from simulator.domain.quiz.grading import QuizVerdict, grade
from simulator.domain.quiz.question import (
    Alternative,
    Answer,
    Quiz,
    QuizKind,
    QuizOption,
    QuizQuestion,
)
from simulator.domain.training import rehearsal
from simulator.domain.training.attendance import drawn
from simulator.domain.training.evaluation import QUESTIONS, Shape, in_bounds
from simulator.domain.training.positioning import Moment, checked
from simulator.domain.training.rehearsal import FEWEST, MOST, BadHeadcount, Bot
from tests import make
from tests.domain.exercises.examples import EVERY

EXERCISES = [exercise.question(World(make.portfolio(1, 40))) for exercise in EVERY]
LUCK = Luck(7)
ROOM = tuple(rehearsal.bot(LUCK, rank) for rank in range(MOST))
ABLE, LOST = Bot(LUCK, 0, 100), Bot(LUCK, 1, 0)


def option(name: str, *, right: bool | None = None, match: str = "") -> QuizOption:
    return QuizOption(name, f"texte {name}", right=right, match=match)


def figure(value: Fraction, tolerance: Fraction = Fraction(0), measure: str = "euro") -> Answer:
    return Answer(value, tolerance, MEASURES[measure])


YES, NO = option("a", right=True), option("b", right=False)
ASKED = {
    "single": QuizQuestion("s", QuizKind.SINGLE, "?", (YES, NO)),
    "multiple": QuizQuestion("m", QuizKind.MULTIPLE, "?", (YES, option("c", right=True), NO)),
    "true_false": QuizQuestion("t", QuizKind.TRUE_FALSE, "?", (YES, NO)),
    "numeric": QuizQuestion(
        "n", QuizKind.NUMERIC, "?", answer=figure(Fraction(123456, 100) * 100, Fraction(50))
    ),
    "third": QuizQuestion(
        "n3",
        QuizKind.NUMERIC,
        "?",
        answer=figure(Fraction(1, 3), Fraction(1, 10_000), "percent"),
        also=(Alternative(figure(Fraction(2, 3), Fraction(1, 10_000), "percent"), Fraction(1)),),
    ),
    "zero": QuizQuestion("z", QuizKind.NUMERIC, "?", answer=figure(Fraction(0))),
    "ordering": QuizQuestion("o", QuizKind.ORDERING, "?", tuple(map(option, "abc"))),
    "matching": QuizQuestion(
        "p", QuizKind.MATCHING, "?", (option("a", match="un"), option("b", match="deux"))
    ),
    "short": QuizQuestion(
        "h",
        QuizKind.SHORT,
        "?",
        (QuizOption("a", "échu*", right=True), QuizOption("b", "payé", right=False)),
    ),
}
"""One question of each kind that has a right answer."""

SILENT = QuizQuestion("v", QuizKind.SHORT, "?", (QuizOption("a", "échu", right=True),))
OPINION = QuizQuestion("x", QuizKind.OPINION, "?", (option("a"), option("b")))


@pytest.mark.parametrize("people", [FEWEST - 1, MOST + 1])
def test_a_rehearsal_has_from_four_to_twelve_people(people: int) -> None:
    with pytest.raises(BadHeadcount):
        rehearsal.headcount(people)


@pytest.mark.parametrize("people", [4, 12])
def test_the_smallest_and_the_largest_room_are_taken(people: int) -> None:
    assert rehearsal.headcount(people) == people


def test_a_room_has_people_at_ease_and_people_in_trouble_the_same_each_time() -> None:
    skills = [one.skill for one in ROOM]

    assert len(set(skills)) == MOST
    assert min(skills) < 40
    assert 85 < max(skills) < 100
    assert tuple(rehearsal.bot(Luck(7), rank) for rank in range(MOST)) == ROOM
    assert skills != [rehearsal.bot(Luck(8), rank).skill for rank in range(MOST)]


@pytest.mark.parametrize("name", sorted(ASKED))
def test_a_right_answer_is_right_and_a_wrong_one_is_wrong(name: str) -> None:
    question = ASKED[name]

    right = grade(question, rehearsal.right_answer(question))
    wrong = grade(question, rehearsal.wrong_answer(question, 3))

    assert right.verdict is QuizVerdict.RIGHT
    assert wrong.verdict is QuizVerdict.WRONG


def test_where_the_content_offers_no_wrong_answer_nothing_is_said() -> None:
    assert not rehearsal.wrong_answer(SILENT)
    assert grade(SILENT, rehearsal.right_answer(SILENT)).verdict is QuizVerdict.RIGHT


def test_what_nobody_grades_is_left_empty_or_given_as_an_opinion() -> None:
    opened = QuizQuestion("w", QuizKind.OPEN, "?")
    note = QuizQuestion("y", QuizKind.NOTE, "à lire")

    assert [rehearsal.right_answer(one) for one in (opened, note)] == ["", ""]
    assert rehearsal.right_answer(OPINION) == "a"
    given = {rehearsal.quiz_answer(one, OPINION, "quiz") for one in ROOM}
    assert given == {"a", "b"}


def test_skill_says_how_often_an_answer_is_right() -> None:
    quiz = Quiz("essai", "Essai", tuple(ASKED.values()))

    assert all(
        grade(question, rehearsal.quiz_answers(ABLE, quiz)[question.id]).fraction == 1
        for question in quiz.questions
    )
    assert all(
        grade(question, rehearsal.quiz_answers(LOST, quiz)[question.id]).fraction < 1
        for question in quiz.questions
    )


@pytest.mark.parametrize("question", EXERCISES, ids=lambda question: question.exercise)
def test_an_able_bot_solves_an_exercise_and_a_lost_one_only_falls_in_foreseen_mistakes(
    question: Question,
) -> None:
    foreseen = {judge.part.name: set(rehearsal.mistakes(judge)) for judge in question.judges}

    assert rehearsal.answers(ABLE, question) == question.solved()
    assert rehearsal.tries(ABLE, question) == 1
    lost = rehearsal.answers(LOST, question)
    assert all(raw in foreseen[name] for name, raw in lost.items())
    assert set(lost) == {name for name, known in foreseen.items() if known}
    assert {rehearsal.tries(Bot(LUCK, rank, 0), question) for rank in range(20)} == {1, 2}


def test_what_was_learnt_from_a_try_is_not_lost_at_the_next() -> None:
    question = max(EXERCISES, key=lambda one: len(one.judges))
    right = question.solved()

    for one in ROOM:
        first, again = (rehearsal.answers(one, question, turn) for turn in (0, 1))
        kept = {name for name, raw in first.items() if raw == right[name]}
        assert kept <= {name for name, raw in again.items() if raw == right[name]}


def test_everybody_comes_to_the_first_half_day_and_few_miss_another() -> None:
    assert all(rehearsal.present(one, 0) for one in ROOM)
    missed = sum(not rehearsal.present(one, half) for one in ROOM for half in range(1, 101))
    assert 12 < missed < 96  # 4 in 100 of 1 200: 48 on average, six deviations either side


def test_the_able_finish_more_often_than_those_who_struggle() -> None:
    able, slow = Bot(LUCK, 2, 95), Bot(LUCK, 2, 35)
    done = {
        one.skill: sum(rehearsal.finishes(one, f"activité {n}") for n in range(200))
        for one in (able, slow)
    }

    assert 200 >= done[95] > done[35] > 100


def test_neighbours_do_not_say_the_same() -> None:
    said = [rehearsal.picks(one, "role", 4) for one in ROOM[:4]]

    assert sorted(said) == [0, 1, 2, 3]


def test_levels_are_on_the_scale_and_nobody_goes_back() -> None:
    gained = 0
    for one in (*ROOM, ABLE, LOST):
        before = checked(rehearsal.positions(one, 6, Moment.BEFORE), 6)
        after = checked(rehearsal.positions(one, 6, Moment.AFTER), 6)
        assert all(late >= early for early, late in zip(before, after, strict=True))
        gained += sum(after) - sum(before)
    assert gained > 0


def test_an_opinion_answers_every_scale_within_its_bounds() -> None:
    asked = {ask.name: ask for ask in QUESTIONS if ask.shape is not Shape.TEXT}

    for one in ROOM:
        given = rehearsal.opinion(one)
        assert set(given) == set(asked)
        assert all(in_bounds(asked[name], value) for name, value in given.items())


def test_each_signs_in_a_hand_of_their_own() -> None:
    signatures = {drawn(rehearsal.strokes(one)) for one in ROOM}

    assert len(signatures) == MOST
