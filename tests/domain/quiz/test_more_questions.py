"""Short answers, pairs, shares of points, several figures, texts that nobody grades."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from simulator.domain.luck import Luck
from simulator.domain.measures import MEASURES
from simulator.domain.quiz import live_view
from simulator.domain.quiz.game import Asked, Game, Rules, Run
from simulator.domain.quiz.grading import accepts, grade, right_answer
from simulator.domain.quiz.live_scoring import Given
from simulator.domain.quiz.live_snapshot import frozen, thawed
from simulator.domain.quiz.live_view import Role, Room
from simulator.domain.quiz.question import (
    Alternative,
    Answer,
    BadQuestion,
    QuizKind,
    QuizOption,
    QuizQuestion,
)

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def short(*options: tuple[str, Fraction | None], cased: bool = False) -> QuizQuestion:
    made = tuple(
        QuizOption(f"o{n}", text, share is None, "", share)
        for n, (text, share) in enumerate(options, 1)
    )
    return QuizQuestion("s", QuizKind.SHORT, "?", made, cased=cased)


def pairs(*given: tuple[str, str]) -> QuizQuestion:
    options = tuple(QuizOption(f"p{n}", a, match=b) for n, (a, b) in enumerate(given, 1))
    return QuizQuestion("p", QuizKind.MATCHING, "?", options)


def weighed(kind: str, *shares: Fraction | int | None) -> QuizQuestion:
    single = kind == "single"
    options = tuple(
        QuizOption(f"o{n}", f"t{n}", None if s is None else (s == 1 if single else s > 0), "", s)
        for n, s in enumerate(shares, 1)
    )
    return QuizQuestion("w", QuizKind(kind), "?", options)


SHORT = short(("Crédit  management", None), ("recouvrement", HALF), ("l’*échu*", None))
PAIRS = pairs(("DSO", "un délai"), ("BFR", "un besoin"), ("FR", "une ressource"), ("", "un chèque"))
SINGLE = weighed("single", 1, HALF, 0, -1)
MULTIPLE = weighed("multiple", THIRD, Fraction(2, 3), -HALF)
OPEN = QuizQuestion("l", QuizKind.OPEN, "Racontez.")
NOTE = QuizQuestion("n", QuizKind.NOTE, "Lisez.")
COUNT = MEASURES["count"]
FIGURES = QuizQuestion(
    "f",
    QuizKind.NUMERIC,
    "?",
    answer=Answer(Fraction(1822), Fraction(0), COUNT),
    also=(Alternative(Answer(Fraction(1822), Fraction(2), COUNT), HALF, "presque"),),
)
EVERY = (SHORT, PAIRS, SINGLE, MULTIPLE, OPEN, NOTE, FIGURES)


@pytest.mark.parametrize(
    ("asked", "raw", "verdict", "fraction"),
    [
        (SHORT, "CREDIT\u202fmanagement ", "right", 1),
        (SHORT, "Recouvrement", "partial", HALF),
        (SHORT, "l'encours échu depuis", "right", 1),
        (SHORT, "crédit", "wrong", 0),
        (SHORT, " ", "blank", 0),
        (PAIRS, "p1=3,p2=1,p3=4", "right", 1),
        (PAIRS, "p1=3,,p2=1", "partial", Fraction(2, 3)),
        (PAIRS, "p1=2,p2=2,p3=2", "wrong", 0),
        (PAIRS, "p1=9", "unreadable", 0),
        (PAIRS, "p4=1", "unreadable", 0),
        (PAIRS, "p1", "unreadable", 0),
        (SINGLE, "o1", "right", 1),
        (SINGLE, "o2", "partial", HALF),
        (SINGLE, "o4", "wrong", 0),
        (MULTIPLE, "o1,o2", "right", 1),
        (MULTIPLE, "o2", "partial", Fraction(2, 3)),
        (MULTIPLE, "o1,o2,o3", "partial", HALF),
        (MULTIPLE, "o1,o3", "wrong", 0),
        (OPEN, "Un jour, un client…", "opinion", 0),
        (OPEN, "", "blank", 0),
        (NOTE, "rien", "blank", 0),
        (FIGURES, "1822", "right", 1),
        (FIGURES, "1 824 €", "partial", HALF),
        (FIGURES, "1825", "wrong", 0),
    ],
)
def test_an_answer_is_judged(
    asked: QuizQuestion, raw: str, verdict: str, fraction: Fraction
) -> None:
    graded = grade(asked, raw)

    assert (graded.verdict.value, graded.fraction) == (verdict, fraction)


def test_the_best_of_the_answers_met_counts_and_is_named() -> None:
    asked = short(("échéance", None), ("é*", Fraction(1, 10)))

    assert (grade(asked, "échéance").fraction, grade(asked, "échéance").given) == (1, ("o1",))
    assert grade(asked, "été").fraction == Fraction(1, 10)
    assert grade(asked, "  deux   mots ").echo == "deux mots"


def test_capitals_and_accents_count_where_it_is_said() -> None:
    asked = short(("Échéance", None), cased=True)

    assert [grade(asked, raw).fraction for raw in ("Échéance", "échéance", "Echéance")] == [1, 0, 0]


def test_a_star_may_be_a_star() -> None:
    option = QuizOption("o1", r"5\*3*", right=True)

    assert accepts(option, "5*3 = 15", cased=False)
    assert not accepts(option, "5x3", cased=False)
    assert right_answer(short((r"5\*3*", None))) == "5*3"


@pytest.mark.parametrize("asked", EVERY)
def test_the_right_answer_earns_everything_where_there_is_one(asked: QuizQuestion) -> None:
    if asked.scored:
        assert grade(asked, right_answer(asked)).fraction == 1
    else:
        assert (right_answer(asked), asked.live) == ("", False)


@pytest.mark.parametrize("asked", EVERY)
def test_a_question_frozen_comes_back(asked: QuizQuestion) -> None:
    assert thawed(frozen(asked)) == asked


def test_a_question_frozen_before_there_were_shares_comes_back() -> None:
    data = frozen(SINGLE)
    data["options"] = [[n, t, r, w] for n, t, r, w, _, _ in data["options"]]
    del data["also"], data["cased"]

    assert [option.share for option in thawed(data).options] == [None] * 4


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: short(("*", None)), "empty_option"),
        (lambda: short(("a", HALF)), "rights"),
        (short, "too_few_options"),
        (lambda: pairs(("a", "1"), ("", "2")), "pairs"),
        (lambda: pairs(("a", "1"), ("b", "")), "pairs"),
        (lambda: pairs(("a", "1"), ("b", "1")), "no_wrong_option"),
        (lambda: pairs(("a", "1"), ("a", "2")), "duplicate_option"),
        (lambda: pairs(("a", "1"), ("b", "2"), ("", "3"), ("", "3")), "duplicate_option"),
        (lambda: weighed("single", 1, 2), "share"),
        (lambda: weighed("single", HALF, 0), "rights"),
        (lambda: weighed("multiple", HALF, THIRD, 0), "share"),
        (lambda: weighed("multiple", 0, -1), "share"),
        (lambda: weighed("multiple", 1, None), "share"),
        (lambda: weighed("opinion", 1, 0), "share"),
        (lambda: weighed("single", *[0] * 26, 1), "too_many_options"),
        (
            lambda: QuizQuestion(
                "x",
                QuizKind.SHORT,
                "?",
                (QuizOption("o1", "a", True, "", HALF), QuizOption("o2", "b", True)),
            ),
            "share",
        ),
        (
            lambda: QuizQuestion(
                "x",
                QuizKind.NUMERIC,
                "?",
                answer=FIGURES.answer,
                also=(Alternative(Answer(Fraction(1), Fraction(0), COUNT), Fraction(2)),),
            ),
            "share",
        ),
        (
            lambda: QuizQuestion(
                "x",
                QuizKind.NUMERIC,
                "?",
                answer=FIGURES.answer,
                also=(Alternative(Answer(Fraction(1), Fraction(-1), COUNT), HALF),),
            ),
            "negative_tolerance",
        ),
    ],
)
def test_what_could_not_be_played_is_refused(make, reason: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        make()
    assert refused.value.reason == reason


def test_two_answers_may_be_wholly_right_when_one_is_chosen() -> None:
    asked = weighed("single", 1, 1, 0)

    assert [grade(asked, name).fraction for name in ("o1", "o2", "o3")] == [1, 1, 0]
    assert right_answer(asked) == "o1"


def test_pairs_are_shown_in_an_order_that_tells_nothing() -> None:
    assert PAIRS.matches == ("un besoin", "un chèque", "un délai", "une ressource")
    assert {option.name for option in PAIRS.shown(Luck(3))} == {"p1", "p2", "p3"}


NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def seen(asked: QuizQuestion, role: Role, *, revealed: bool, given: tuple[str, ...] = ()):
    run = Run(NOW, NOW, NOW + MINUTE, NOW + MINUTE, None, NOW + MINUTE if revealed else None)
    game = Game((Asked(asked, MINUTE),), Rules(), 0, {0: run})
    answers = tuple(
        Given(
            0,
            who,
            grade(asked, live_view.names(asked, 5, raw)).fraction,
            MINUTE,
            live_view.tokens(asked, 5, live_view.names(asked, 5, raw)),
        )
        for who, raw in enumerate(given)
    )
    return live_view.view(game, role, NOW + 2 * MINUTE, Room(5, len(given), answers))


@pytest.mark.parametrize("role", [Role.PLAYER, Role.PROJECTOR])
def test_the_key_of_pairs_and_words_is_out_only_once_revealed(role: Role) -> None:
    hidden = seen(PAIRS, role, revealed=False)
    shown = seen(PAIRS, role, revealed=True)

    assert hidden.matches == PAIRS.matches
    assert {choice.match for choice in hidden.choices} == {""}
    assert {(c.text, c.match) for c in shown.choices} == {
        (option.text, option.match) for option in PAIRS.prompts
    }
    assert (seen(SHORT, role, revealed=False).right_answer, hidden.right_answer) == ("", "")
    assert seen(SHORT, role, revealed=True).right_answer == "Crédit  management / l’*échu*"
    assert seen(SHORT, role, revealed=True).choices == ()


def test_what_a_phone_sends_of_pairs_is_what_it_gets_back() -> None:
    raw = right_answer(PAIRS)
    tokens = live_view.tokens(PAIRS, 5, raw)

    assert live_view.names(PAIRS, 5, ",".join(tokens)) == raw
    assert grade(PAIRS, live_view.names(PAIRS, 5, "9=1")).verdict.value == "unreadable"
    assert live_view.names(SHORT, 5, "a, b") == "a, b"
    assert live_view.tokens(SHORT, 5, " a, b ") == ("a, b",)


def test_the_trainer_sees_who_gave_the_same_pairs_and_the_same_words() -> None:
    right = live_view.tokens(PAIRS, 5, right_answer(PAIRS))
    groups = seen(
        PAIRS, Role.TRAINER, revealed=False, given=(",".join(right), ",".join(right[::-1]), "1=1")
    ).groups
    words = seen(
        SHORT, Role.TRAINER, revealed=False, given=("Rien", "rien ", "credit management")
    ).groups

    assert {(len(group.subjects), group.right) for group in groups} == {(2, True), (1, False)}
    assert [(len(g.subjects), g.right, g.tokens) for g in words] == [
        (2, False, ("rien",)),
        (1, True, ("credit management",)),
    ]
    assert all(c.votes is None for c in seen(PAIRS, Role.TRAINER, revealed=True).choices)
