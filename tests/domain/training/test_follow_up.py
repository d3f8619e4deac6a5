"""The cold evaluation: its questions, the plan's actions, and when a group is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from simulator.domain.training.complaints import NotTreated, check_close
from simulator.domain.training.evaluation import GroupTooSmall, group_result, released
from simulator.domain.training.follow_up import (
    QUESTIONS,
    Actions,
    ActionState,
    TooEarly,
    WrongActions,
    added,
    check_time,
    checked,
)

END = datetime(2026, 11, 24, 16, tzinfo=UTC)


def test_it_is_too_early_until_the_training_has_ended() -> None:
    with pytest.raises(TooEarly) as refused:
        check_time(END, END - timedelta(seconds=1))
    assert refused.value.ends_at == END

    check_time(END, END)


def test_each_action_of_the_plan_has_a_state() -> None:
    assert checked(["done", "begun"], 2) == (ActionState.DONE, ActionState.BEGUN)
    assert checked([], 0) == ()
    for states in (["done"], ["done", "perhaps"], ["done", "done", "done"]):
        with pytest.raises(WrongActions):
            checked(states, 2)


def test_actions_of_everybody_are_added() -> None:
    found = added([["done", "not_done"], ["done", "begun"], []])

    assert found == Actions(2, 1, 1)
    assert found.rate == Fraction(1, 2)
    assert added([]).rate is None


def test_its_own_questions_are_averaged_from_three_replies() -> None:
    reply = {"applied": 4, "effect": 2, "support": 3, "remembered": 5, "recommend": 10}

    found = group_result([reply] * 3, QUESTIONS)

    assert [(one.name, int(one.mean)) for one in found.averages] == [
        ("applied", 4),
        ("effect", 2),
        ("support", 3),
        ("remembered", 5),
    ]
    with pytest.raises(GroupTooSmall):
        group_result([reply] * 2, QUESTIONS)


@pytest.mark.parametrize(("late", "read"), [(0, 3), (1, 3), (2, 3), (3, 6), (4, 6), (6, 9)])
def test_late_replies_join_by_whole_groups(late: int, read: int) -> None:
    before = [END - timedelta(hours=1)] * 3
    after = [END + timedelta(hours=1 + rank) for rank in range(late)]

    assert released([*before, *after], END) == read


def test_a_complaint_is_closed_once_something_was_done() -> None:
    with pytest.raises(NotTreated):
        check_close("  \n")

    check_close("Salle changée")
