"""The opinions of a group: counted exactly, never shown when a person would be."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.training import evaluation
from simulator.domain.training.evaluation import (
    QUESTIONS,
    Ask,
    GroupTooSmall,
    Recommendation,
    Shape,
    group_result,
)


def reply(pace: int = 3, recommend: int = 8, **more: object) -> dict[str, object]:
    return {"pace": pace, "recommend": recommend, **more}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_group_of_fewer_than_three_is_never_shown(count: int) -> None:
    with pytest.raises(GroupTooSmall) as refused:
        group_result([reply()] * count)

    assert (refused.value.replies, refused.value.smallest) == (count, 3)


def test_three_replies_are_averaged_and_counted_by_hand() -> None:
    found = group_result([reply(1, 10), reply(4, 9), reply(5, 6)])

    assert found.replies == 3
    (pace,) = found.averages
    assert (pace.name, pace.mean, pace.counts) == ("pace", Decimal("3.33"), (1, 0, 0, 1, 1))
    assert found.recommendation == Recommendation(2, 0, 1, Decimal(33))


@pytest.mark.parametrize(
    ("grades", "net"),
    [((10, 9, 9), 100), ((0, 6, 5), -100), ((7, 8, 7), 0), ((9, 0, 0), -33), ((9, 9, 0, 0), 0)],
)
def test_the_net_score_is_promoters_less_detractors(grades: tuple[int, ...], net: int) -> None:
    found = group_result([reply(recommend=grade) for grade in grades])

    assert found.recommendation is not None
    assert found.recommendation.net == net


def test_texts_come_without_names_and_in_an_order_that_says_nothing() -> None:
    replies = [reply(liked="zèbre"), reply(liked=""), reply(liked="abeille"), reply()]

    assert group_result(replies).texts["liked"] == ("abeille", "zèbre")
    assert group_result(replies[::-1]).texts["liked"] == ("abeille", "zèbre")


def test_a_question_that_nobody_answered_has_no_average() -> None:
    found = group_result([{}, {}, {}])

    assert found.averages == ()
    assert found.recommendation is None


@given(st.lists(st.integers(1, 5), min_size=3, max_size=40))
def test_the_mean_lies_between_the_grades_and_the_counts_add_up(grades: list[int]) -> None:
    (pace,) = group_result([{"pace": grade} for grade in grades]).averages

    assert min(grades) <= pace.mean <= max(grades)
    assert sum(pace.counts) == len(grades)
    weighted = sum(grade * count for grade, count in enumerate(pace.counts, 1))
    assert abs(pace.mean * len(grades) - weighted) <= Decimal("0.005") * len(grades)


@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [(Shape.SCALE, (1, 5), (0, 6, -1)), (Shape.RECOMMEND, (0, 10), (-1, 11))],
)
def test_grades_have_bounds(
    shape: Shape, inside: tuple[int, ...], outside: tuple[int, ...]
) -> None:
    ask = Ask("x", shape)

    assert all(evaluation.in_bounds(ask, grade) for grade in inside)
    assert not any(evaluation.in_bounds(ask, grade) for grade in outside)


def test_every_question_has_a_name_of_its_own() -> None:
    assert len({ask.name for ask in QUESTIONS}) == len(QUESTIONS)
