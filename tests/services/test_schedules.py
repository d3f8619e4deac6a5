"""The day script: what is moved, timed, put aside, inserted and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.refusals import OutOfRange
from simulator.domain.training.schedule import Stage
from simulator.services import pushes, schedule_changes, schedules, trainings
from simulator.services.schedule_changes import NothingToUndo
from simulator.services.trainings import NotAScreen, Planned, Training
from simulator.store.audit import AuditRow
from simulator.store.trainings import ActivityRow
from tests.conftest import Clock, House

PLANNED = tuple(
    Planned(half, "lesson", f"lecon-{name}", name, minutes)
    for half, name, minutes in ((0, "A", 30), (0, "B", 60), (0, "C", 45), (1, "D", 20))
)


class Desk:
    """A trainer and a script of four lessons: A, B and C in the morning, D in the afternoon."""

    def __init__(self, house: House, session: Session) -> None:
        self.session, self.clock = session, house.clock
        self.trainer = house.trainer()
        self.training = session.get_one(
            Training, house.training(self.trainer, PLANNED, opened=False)
        )

    def row(self, title: str) -> ActivityRow:
        return next(one for one in self.training.activities if one.title == title)

    def order(self) -> list[str]:
        script = schedules.script(self.training, self.clock())
        return ["".join(line.activity.title for line in half.lines) for half in script.half_days]

    def undo(self) -> str:
        return schedule_changes.undo(self.session, self.trainer, self.training, self.clock())

    @property
    def on(self) -> tuple[Session, object, Training]:
        return self.session, self.trainer, self.training


@pytest.fixture
def desk(house: House, session: Session) -> Desk:
    return Desk(house, session)


def test_an_activity_goes_one_place_up_and_down_and_no_further(desk: Desk) -> None:
    now = desk.clock()
    for title, by in (("C", -1), ("A", -1), ("B", 1)):
        schedules.step(desk.session, desk.trainer, desk.training, desk.row(title), by, now)

    assert desk.order() == ["ACB", "D", "", ""]


def test_a_half_day_tells_its_breaks_from_its_work_and_its_lunch(desk: Desk) -> None:
    pause = schedules.pause("Café", 15)
    half = desk.training.half_days[0]
    schedules.insert(desk.session, desk.trainer, desk.training, half, pause, desk.clock())

    halves = schedules.script(desk.training, desk.clock()).half_days

    assert [(half.work, half.pauses) for half in halves[:2]] == [(135, 15), (20, 0)]
    assert [half.lunch for half in halves[:3]] == [None, halves[0].row.ends_at, None]


def test_an_activity_goes_to_a_rank_of_another_half_day(desk: Desk) -> None:
    afternoon = desk.training.half_days[1]
    schedules.move(
        desk.session, desk.trainer, desk.training, desk.row("B"), afternoon, 0, desk.clock()
    )

    assert desk.order() == ["AC", "BD", "", ""]
    assert [row.position for row in desk.training.activities] == [0, 1, 2, 3]


def test_changes_are_taken_back_one_by_one_and_nothing_else_with_them(desk: Desk) -> None:
    now = desk.clock()
    who = (desk.session, desk.trainer, desk.training)
    schedules.step(*who, desk.row("C"), -1, now)
    schedules.set_minutes(*who, desk.row("A"), 50, now)
    trainings.set_activity(*who, desk.row("B"), "open", now)

    assert desk.undo() == "minutes"
    assert (desk.row("A").minutes, desk.order()[0]) == (30, "ACB")
    assert desk.undo() == "moved"
    assert desk.order()[0] == "ABC"
    assert desk.row("B").state == "open"
    with pytest.raises(NothingToUndo):
        desk.undo()


def test_what_is_set_to_what_it_was_is_no_change(desk: Desk) -> None:
    schedules.set_minutes(
        desk.session, desk.trainer, desk.training, desk.row("A"), 30, desk.clock()
    )

    assert schedule_changes.last(desk.session, desk.training) is None


@pytest.mark.parametrize("minutes", [0, -5, 481])
def test_a_length_that_is_not_one_is_refused(desk: Desk, minutes: int) -> None:
    with pytest.raises(OutOfRange):
        schedules.set_minutes(
            desk.session, desk.trainer, desk.training, desk.row("A"), minutes, desk.clock()
        )
    with pytest.raises(OutOfRange):
        schedules.pause("Pause", minutes)


def test_the_clock_of_the_room_counts_from_what_was_begun(desk: Desk) -> None:
    # The morning begins at 9:00 in Paris; the tests' clock says 9:30.
    desk.clock.forward(minutes=-25)
    schedules.start(desk.session, desk.trainer, desk.training, desk.row("A"), desk.clock())
    desk.clock.forward(minutes=5)

    half = schedules.script(desk.training, desk.clock()).current

    assert half is not None
    assert half.on is not None
    assert half.on.activity.title == "A"
    assert half.timed.late == 5
    # 9:05 + 135 minutes = 11:20; the half-day ends at 12:30.
    assert half.timed.ends == half.row.starts_at + timedelta(minutes=140)
    assert half.spare == 70
    assert desk.row("A").state == "open"


def test_a_half_day_is_over_when_said_so_or_when_the_next_one_begins(desk: Desk) -> None:
    who = (desk.session, desk.trainer, desk.training)
    schedules.start(*who, desk.row("A"), desk.clock())
    morning, afternoon = desk.training.half_days[:2]
    schedules.finish(*who, morning, desk.clock())
    assert schedules.script(desk.training, desk.clock()).half_days[0].timed.over

    desk.undo()
    assert not schedules.script(desk.training, desk.clock()).half_days[0].timed.over

    desk.clock.at = afternoon.starts_at
    schedules.start(*who, desk.row("D"), desk.clock())
    found = schedules.script(desk.training, desk.clock())
    assert found.half_days[0].timed.over
    assert found.half_days[0].timed.ends == morning.ends_at
    assert found.current is found.half_days[1]


def test_beginning_again_reopens_a_half_day_that_was_over(desk: Desk) -> None:
    who = (desk.session, desk.trainer, desk.training)
    schedules.start(*who, desk.row("A"), desk.clock())
    schedules.finish(*who, desk.training.half_days[0], desk.clock())
    schedules.start(*who, desk.row("B"), desk.clock())

    lines = schedules.script(desk.training, desk.clock()).half_days[0].lines
    assert [line.slot.stage for line in lines] == [Stage.DONE, Stage.ON, Stage.COMING]


def test_what_is_put_aside_leaves_the_screens_and_comes_back(desk: Desk) -> None:
    who = (desk.session, desk.trainer, desk.training)
    trainings.set_activity(*who, desk.row("B"), "open", desk.clock())
    schedules.put_aside(*who, desk.row("B"), desk.clock())

    assert desk.order()[0] == "AC"
    assert desk.row("B").state == "hidden"
    assert [row.title for row in schedules.script(desk.training, desk.clock()).aside] == ["B"]

    schedules.insert(*who, desk.training.half_days[0], desk.row("B"), desk.clock())
    assert desk.order()[0] == "ACB"
    desk.undo()
    desk.undo()
    assert desk.order()[0] == "ABC"
    assert desk.row("B").state == "open"


def test_a_break_is_on_the_clock_and_on_no_screen(desk: Desk) -> None:
    who = (desk.session, desk.trainer, desk.training)
    row = schedules.insert(
        *who, desk.training.half_days[0], schedules.pause("Café", 15), desk.clock()
    )
    trainings.open_half_day(*who, desk.training.half_days[0].id, desk.clock())
    schedules.start(*who, row, desk.clock())

    assert row.state == "hidden"
    assert desk.row("A").state == "open"
    for send in (
        lambda: pushes.push(*who, row, desk.clock()),
        lambda: trainings.set_activity(*who, row, "open", desk.clock()),
    ):
        with pytest.raises(NotAScreen):
            send()


def test_what_the_programme_has_and_the_training_has_not_can_be_inserted(desk: Desk) -> None:
    missing = schedules.missing(desk.training)
    row = schedules.insert(
        desk.session,
        desk.trainer,
        desk.training,
        desk.training.half_days[2],
        missing[0],
        desk.clock(),
    )

    assert desk.order()[2] == missing[0].title
    assert (row.kind, row.reference) not in {
        (one.kind, one.reference) for one in schedules.missing(desk.training)
    }
    desk.undo()
    assert desk.order()[2] == ""


def test_every_change_of_the_script_is_in_the_log(desk: Desk) -> None:
    who = (desk.session, desk.trainer, desk.training)
    schedules.step(*who, desk.row("A"), 1, desk.clock())
    desk.undo()

    actions = list(desk.session.scalars(select(AuditRow.action).order_by(AuditRow.id)))
    assert actions[-2:] == ["schedule.moved", "schedule.undone"]


def test_a_push_lasts_until_it_is_stopped_its_activity_closes_or_the_half_day_is_past(
    desk: Desk, clock: Clock
) -> None:
    who = (desk.session, desk.trainer, desk.training)

    def pushed() -> str | None:
        found = pushes.of_trainee(desk.session, desk.training.id, clock())
        return None if found is None else found.activity.title

    assert pushed() is None
    pushes.push(*who, desk.row("A"), clock())
    assert (pushed(), desk.row("A").state) == ("A", "open")
    clock.forward(hours=5)
    assert pushed() is None
    pushes.push(*who, desk.row("B"), clock())
    trainings.set_activity(*who, desk.row("B"), "closed", clock())
    assert pushed() is None
    with pytest.raises(pushes.NothingPushed):
        pushes.move_on(*who, clock())
    pushes.push(*who, desk.row("C"), clock())
    pushes.stop(*who, clock())
    assert pushed() is None


def test_moving_people_on_is_the_same_push_for_those_who_have_been_there(desk: Desk) -> None:
    who = (desk.session, desk.trainer, desk.training)
    pushes.push(*who, desk.row("A"), desk.clock())
    first = pushes.current(desk.session, desk.training, desk.clock())
    desk.clock.forward(minutes=1)
    pushes.move_on(*who, desk.clock())
    second = pushes.current(desk.session, desk.training, desk.clock())

    assert first is not None
    assert second is not None
    assert (first.key, first.everybody, second.everybody) == (second.key, False, True)
