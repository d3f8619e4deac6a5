"""The trainee's agenda and the trainer's live grid."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from simulator.services import attempts, attendances, rooms, trainees
from simulator.services.rooms import Cell, Grid
from simulator.services.trainings import HalfDay, Planned, Training
from simulator.store.trainings import TraineeRow
from tests import classroom
from tests.classroom import STROKES, Classroom
from tests.conftest import Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


def grid(session: Session, room: Classroom, clock: Clock) -> Grid:
    session.flush()
    session.expire_all()
    return rooms.grid(session, session.get_one(Training, room.training_id), clock())


def cell(found: Grid, person: int, activity: int) -> Cell:
    line = next(line for line in found.people if line.trainee.id == person)
    place = [row.id for row in found.activities].index(activity)
    return line.cells[place]


def submit(session: Session, room: Classroom, who: int, raw: dict[str, str], clock: Clock) -> None:
    activity = classroom.activity(session, room.exercise)
    client = f"{who}-{clock().isoformat()}-{len(raw)}"
    attempts.submit(session, room.people[who], activity, raw, client, clock())
    clock.forward(seconds=1)


def test_the_agenda_shows_what_is_open_by_half_day_and_hides_the_rest(
    session: Session, room: Classroom, clock: Clock
) -> None:
    hidden = classroom.activity(session, room.quiz)
    hidden.state = "hidden"
    half = session.get_one(HalfDay, room.half_days[0])
    attendances.open_half_day(session, room.trainer, half, clock())
    session.flush()

    found = rooms.of_trainee(session, room.people[0].id)

    assert [len(half.entries) for half in found.half_days] == [2, 1, 0, 0]
    assert room.quiz not in {entry.id for half in found.half_days for entry in half.entries}
    assert [half.open_for_signature for half in found.half_days] == [True, False, False, False]
    assert (found.trainer, found.place, found.state) == ("Claire Fontaine", "Lyon", "open")


def test_the_agenda_stops_asking_for_a_signature_once_it_is_given(
    session: Session, room: Classroom, clock: Clock
) -> None:
    half = session.get_one(HalfDay, room.half_days[0])
    attendances.open_half_day(session, room.trainer, half, clock())
    attendances.sign(session, room.people[0], half, STROKES, "phone", clock())

    asked = [
        rooms.of_trainee(session, person.id).half_days[0].open_for_signature
        for person in room.people[:2]
    ]

    assert asked == [False, True]


def test_the_agenda_shows_a_break_between_what_is_open_and_never_alone(
    house: House, session: Session
) -> None:
    planned = (
        Planned(0, "lesson", "escompte", "A", 30),
        Planned(0, "break", "pause", "Pause", 15),
        Planned(0, "lesson", "penalites", "B", 30),
        Planned(1, "break", "pause", "Pause", 15),
    )
    person = house.trainee(house.training(house.trainer(), planned))

    found = rooms.of_trainee(session, person.id).half_days

    assert [[entry.title for entry in half.entries] for half in found[:2]] == [
        ["A", "Pause", "B"],
        [],
    ]


def test_the_agenda_says_what_this_trainee_did_and_only_that(
    session: Session, room: Classroom, clock: Clock
) -> None:
    right = classroom.right(session, room.people[0], room.exercise, clock())
    submit(session, room, 0, {"debts": right["debts"]}, clock)
    submit(session, room, 1, {}, clock)

    def work(who: int) -> object:
        found = rooms.of_trainee(session, room.people[who].id)
        return next(e for e in found.half_days[0].entries if e.id == room.exercise).work

    assert (work(0).best, work(0).submissions, work(0).status) == (Fraction(3, 4), 1, "done")  # type: ignore[attr-defined]
    assert work(1).best == 0  # type: ignore[attr-defined]
    assert work(2) is None


def test_the_grid_shows_the_best_result_and_who_is_at_work(
    session: Session, room: Classroom, clock: Clock
) -> None:
    right = classroom.right(session, room.people[0], room.exercise, clock())
    submit(session, room, 0, right, clock)
    submit(session, room, 0, {}, clock)
    activity = classroom.activity(session, room.exercise)
    attempts.attempt_of(session, room.people[1], activity, clock())

    found = grid(session, room, clock)

    assert cell(found, room.people[0].id, room.exercise) == Cell("done", Fraction(1), 2)
    assert cell(found, room.people[1].id, room.exercise) == Cell("doing", None, 0)
    assert cell(found, room.people[2].id, room.exercise) == Cell("", None, 0)


def test_practice_on_other_figures_is_not_in_the_grid(
    session: Session, room: Classroom, clock: Clock
) -> None:
    activity = classroom.activity(session, room.exercise)
    attempts.submit(session, room.people[0], activity, {}, "x", clock(), 1)

    assert cell(grid(session, room, clock), room.people[0].id, room.exercise) == Cell("", None, 0)


def test_who_fails_twice_or_stays_long_without_an_answer_needs_help(
    session: Session, room: Classroom, clock: Clock
) -> None:
    submit(session, room, 0, {}, clock)
    assert cell(grid(session, room, clock), room.people[0].id, room.exercise).status == "done"
    submit(session, room, 0, {}, clock)
    assert cell(grid(session, room, clock), room.people[0].id, room.exercise).status == "stuck"

    activity = classroom.activity(session, room.exercise)
    attempts.attempt_of(session, room.people[1], activity, clock())
    clock.forward(minutes=12, seconds=1)
    trainees.seen(session, room.people[1].id, room.exercise, clock())
    found = grid(session, room, clock)
    assert cell(found, room.people[1].id, room.exercise).status == "stuck"
    clock.forward(minutes=1)
    found = grid(session, room, clock)
    assert cell(found, room.people[1].id, room.exercise).status == "doing"


def test_a_lesson_read_slowly_is_not_a_difficulty(
    session: Session, room: Classroom, clock: Clock
) -> None:
    activity = classroom.activity(session, room.lesson)
    attempts.attempt_of(session, room.people[0], activity, clock())
    clock.forward(minutes=30)
    trainees.seen(session, room.people[0].id, room.lesson, clock())

    assert cell(grid(session, room, clock), room.people[0].id, room.lesson).status == "doing"


def test_the_grid_says_who_is_here_and_where(
    session: Session, room: Classroom, clock: Clock
) -> None:
    clock.forward(seconds=45)
    trainees.seen(session, room.people[0].id, room.exercise, clock())
    removed = session.get_one(TraineeRow, room.people[2].id)
    trainees.remove(session, removed, clock())

    found = grid(session, room, clock)

    here = {line.trainee.id: (line.present, line.where) for line in found.people}
    assert here == {
        room.people[0].id: (True, "Lire un bilan"),
        room.people[1].id: (False, "Agenda"),
    }
    assert found.present == 1
