"""What covers a topic: what names it, and nothing that only stands beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.content.catalogue import Catalogue
from simulator.content.programmes import HalfDay, Need, Programme, Slot, Topic
from simulator.services import catalogue, coverage


def _content(tools: tuple[str, ...], activities: tuple[str, ...]) -> Catalogue:
    programme = Programme(
        id="P",
        title="t",
        days=1,
        hours=7,
        audience="a",
        prerequisites="p",
        objectives=("o",),
        topics=(
            Topic(id="1", label="la balance", needs=(Need.TOOL,), tools=tools),
            Topic(id="2", label="un jeu", needs=(Need.ROLEPLAY,)),
        ),
        half_days=(
            HalfDay(day=1, slot=Slot.MORNING, topics=("1", "2"), activities=activities),
            HalfDay(day=1, slot=Slot.AFTERNOON, activities=("tool:limits",)),
        ),
    )
    return replace(catalogue.content(), programmes={"P": programme})


@pytest.mark.parametrize(
    ("tools", "activities", "found"),
    [
        (("ageing",), ("tool:ageing",), ("ageing",)),
        ((), ("tool:ageing",), ()),
        (("ageing",), ("tool:letters",), ()),
        (("limits",), ("tool:ageing",), ()),
        (("crystal-ball",), ("tool:crystal-ball",), ()),
    ],
)
def test_a_tool_covers_the_topic_that_names_it_when_its_half_day_opens_it(
    tools: tuple[str, ...], activities: tuple[str, ...], found: tuple[str, ...]
) -> None:
    topic = coverage.measure(_content(tools, activities))[0]
    assert topic.found[Need.TOOL] == found
    assert topic.missing == (() if found else (Need.TOOL,))


def test_a_role_play_of_the_half_day_that_does_not_name_a_topic_does_not_cover_it() -> None:
    script = next(iter(catalogue.content().negotiations))
    topic = coverage.measure(_content((), (f"roleplay:{script}",)))[1]
    assert topic.missing == (Need.ROLEPLAY,)


def test_the_five_programmes_lack_nothing() -> None:
    topics = coverage.measure(catalogue.content())
    assert len(topics) == 142
    assert [(one.programme, one.topic) for one in topics if one.missing] == []


def test_every_exercise_and_question_stands_at_a_level() -> None:
    content = catalogue.content()
    exercises, questions = coverage.exercise_levels(content), coverage.question_levels(content)
    assert sum(sum(one.levels) for one in exercises) == len(content.exercises)
    assert sum(sum(one.levels) for one in questions) == sum(1 for _ in content.questions())
    assert [one.title for one in exercises] == [one.title for one in content.modules.values()]
