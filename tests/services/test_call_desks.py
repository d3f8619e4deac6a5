"""The trainer and the calls: correcting what was heard, the desk of a class, maps of scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from simulator.domain.negotiation.talk import Words
from simulator.domain.refusals import NotFound, UnknownChoice
from simulator.services import (
    call_desks,
    call_maps,
    calls,
    catalogue,
    promises,
    rooms,
    trainings,
)
from simulator.services.call_desks import ReasonMissing, Ruling
from tests.calling import SCRIPT, Desk
from tests.conftest import House


@pytest.fixture
def desk(house: House, session: Session) -> Desk:
    return Desk(house, session)


def test_the_trainer_corrects_what_was_heard_and_the_call_goes_on_from_there(desk: Desk) -> None:
    row = desk.begin()
    desk.say(row, Words("Bla bla."))
    desk.play(row)
    assert promises.promises_won(desk.session, desk.me.id)
    options = call_desks.choices(calls.talk_of(row), 0)
    best = max(options, key=lambda one: one.worth.rank)

    made = call_desks.overrule(
        desk.session,
        desk.trainer,
        desk.training(),
        row.id,
        Ruling(0, best.id, "C’était une question ouverte."),
        desk.now,
    )

    assert (made.origin, made.counts, made.state, made.attempt) == ("ruling", True, "talking", 1)
    assert made.trainer_id == desk.trainer.id
    assert row.counts is False
    turn = calls.talk_of(made).turns[0]
    assert (turn.move.option, turn.move.text, turn.move.overruled) == (best.id, "Bla bla.", True)
    assert promises.promises_won(desk.session, desk.me.id) == ()
    desk.play(made)
    assert [one.call_id for one in promises.promises_won(desk.session, desk.me.id)] == [made.id]
    room = rooms.of_trainee(desk.session, desk.me.id)
    (entry,) = [e for half in room.half_days for e in half.entries]
    assert entry.work is not None
    assert entry.work.best is not None
    assert entry.work.best * 100 == made.gradings[-1].score


def test_a_correction_that_ends_the_call_is_judged_at_once(desk: Desk) -> None:
    row = desk.begin()
    desk.say(row, Words("Bla bla."))

    made = call_desks.overrule(
        desk.session,
        desk.trainer,
        desk.training(),
        row.id,
        Ruling(0, "menace_illicite", "Vous avez menacé."),
        desk.now,
    )

    assert made.state == "over"
    assert made.gradings[-1].score <= 40


@pytest.mark.parametrize(
    ("ruling", "refusal"),
    [
        (Ruling(0, "menace_illicite", "  "), ReasonMissing),
        (Ruling(5, "menace_illicite", "parce que"), NotFound),
        (Ruling(0, "inconnu", "parce que"), UnknownChoice),
    ],
)
def test_a_correction_says_what_and_why(
    desk: Desk, ruling: Ruling, refusal: type[Exception]
) -> None:
    row = desk.begin()
    desk.say(row, Words("Bla bla."))

    with pytest.raises(refusal):
        call_desks.overrule(desk.session, desk.trainer, desk.training(), row.id, ruling, desk.now)


def test_the_desk_lists_the_calls_of_the_class_and_only_of_it(desk: Desk) -> None:
    other = desk.house.training(desk.trainer)
    row = desk.play(desk.begin())

    seen = call_desks.desk(desk.session, desk.training())

    assert [one.call.id for one in seen.made] == [row.id]
    assert seen.promised == row.engagement["amount"]
    played = next(one for one in seen.scripts if one.script.id == SCRIPT)
    assert (played.people, played.mean) == (1, row.gradings[-1].score)
    elsewhere = trainings.get(desk.session, desk.trainer, other)
    assert call_desks.desk(desk.session, elsewhere).made == ()
    with pytest.raises(NotFound):
        call_desks.of_training(desk.session, elsewhere, row.id)


def points(path: str) -> Iterator[tuple[float, float]]:
    """Yield points along a path of curves and horizontal lines."""
    here = (0.0, 0.0)
    for letter, rest in re.findall(r"([MCH])([^MCH]*)", path):
        given = [float(one) for one in rest.split()]
        if letter == "C":
            ends = [here, *zip(given[::2], given[1::2], strict=True)]
            for step in range(13):
                t = step / 12
                mix = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
                yield tuple(
                    sum(m * one[k] for m, one in zip(mix, ends, strict=True)) for k in (0, 1)
                )  # type: ignore[misc]
        here = (given[-2], given[-1]) if letter != "H" else (given[0], here[1])
        if letter == "H":
            yield here
            yield (here[0] - 75, here[1])
            yield (here[0] + 75, here[1])


@pytest.mark.parametrize("script", sorted(catalogue.content().negotiations))
def test_the_map_of_a_script_places_every_moment_and_every_ending_apart(script: str) -> None:
    chart = call_maps.drawn(calls.script_of(script), ())

    places = [(box.x, box.y) for box in chart.boxes]
    assert len(set(places)) == len(places)
    assert set(chart.script.nodes) <= {box.name for box in chart.boxes}
    for box in chart.boxes:
        assert box.x + box.width <= chart.width
        assert box.y + box.height <= chart.height
    for edge in chart.edges:
        for x, y in points(edge.path):
            assert not [
                box.name
                for box in chart.boxes
                if box.x < x < box.x + box.width and box.y < y < box.y + box.height
            ]
            assert 0 < x < chart.width
            assert 0 < y < chart.height
    options = sum(len(node.options) for node in chart.script.nodes.values())
    assert len(chart.roads) == options
    assert chart.taken == 0


def test_the_map_counts_the_roads_that_the_class_took(desk: Desk) -> None:
    row = desk.play(desk.begin())
    script = calls.script_of(SCRIPT)
    talks = call_desks.talks(desk.session, desk.training(), script)

    chart = call_maps.drawn(script, talks)

    said = {(turn.node, turn.move.option) for turn in calls.talk_of(row).turns}
    assert {(road.node, road.option.id) for road in chart.roads if road.passages} == said
    assert chart.talks == 1
    (ended,) = [box for box in chart.boxes if box.success and box.visits]
    assert ended.name == f"@{calls.talk_of(row).ending}"
