"""Work on an exercise: drafts, hints, gradings that are only ever added, corrections."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.exercises.question import Grading, Verdict
from simulator.domain.refusals import NotFound
from simulator.services import attempts, trainings, variants
from simulator.services.attempts import ActivityClosed, AnswerTooLong, CorrectionSeen, Sheet
from simulator.services.trainings import Training
from simulator.store.attempts import AttemptRow, GradingRow, SubmissionRow
from simulator.web.db import db
from tests import classroom
from tests.classroom import Classroom
from tests.conftest import Clock, House
from tests.practice import HINT, PRICE


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


class Desk:
    """The first trainee at work on the exercise."""

    def __init__(self, session: Session, room: Classroom, clock: Clock) -> None:
        self.session, self.room, self.clock = session, room, clock
        self.who = room.people[0]
        self.activity = classroom.activity(session, room.exercise)

    def right(self) -> dict[str, str]:
        return classroom.right(self.session, self.who, self.room.exercise, self.clock())

    def submit(self, raw: dict[str, str], client: str = "", variant: int = 0) -> Grading:
        client = client or f"clic-{self.count(SubmissionRow)}"
        return attempts.submit(
            self.session, self.who, self.activity, raw, client, self.clock(), variant
        )

    def save(self, raw: dict[str, str], variant: int = 0) -> object:
        return attempts.save_draft(
            self.session, self.who, self.activity, raw, self.clock(), variant
        )

    def hint(self, key: str = HINT) -> None:
        attempts.open_hint(self.session, self.who, self.activity, key, self.clock())

    def sheet(self, variant: int = 0) -> Sheet:
        self.session.flush()
        self.session.expire_all()
        return attempts.exercise(self.session, self.who, self.activity, self.clock(), variant)

    def count(self, table: type) -> int:
        return self.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def desk(session: Session, room: Classroom, clock: Clock) -> Desk:
    return Desk(session, room, clock)


def test_a_page_that_was_never_opened_is_blank(desk: Desk) -> None:
    sheet = desk.sheet()

    assert (sheet.raw, sheet.hints, sheet.submissions) == ({}, (), 0)
    assert (sheet.best, sheet.grading, sheet.saved_at) == (None, None, None)
    assert sheet.answerable
    assert not sheet.revealed
    assert [part.name for part in sheet.question.parts] == ["own_funds", "debts"]


def test_right_answers_earn_everything_and_a_blank_costs_only_itself(desk: Desk) -> None:
    right = desk.right()

    assert desk.submit({"own_funds": right["own_funds"]}).fraction == Fraction(1, 4)
    assert desk.submit({"debts": right["debts"]}).fraction == Fraction(3, 4)
    assert desk.submit(right).fraction == 1
    assert desk.submit({}).fraction == 0


def test_a_draft_is_kept_as_typed_and_says_when(desk: Desk, clock: Clock) -> None:
    clock.forward(minutes=3)

    assert desk.save({"own_funds": " 12 k€ ", "debts": "  "}) == clock()
    sheet = desk.sheet()
    assert sheet.raw == {"own_funds": " 12 k€ "}
    assert sheet.saved_at == clock()
    assert sheet.submissions == 0


def test_a_retry_never_lowers_the_best_result_and_every_grading_stays(desk: Desk) -> None:
    right = desk.right()
    marks = [
        desk.submit(raw).fraction
        for raw in ({"debts": right["debts"]}, {}, {"own_funds": right["own_funds"]})
    ]

    assert marks == [Fraction(3, 4), 0, Fraction(1, 4)]
    sheet = desk.sheet()
    assert (sheet.best, sheet.submissions) == (Fraction(3, 4), 3)
    kept = desk.session.scalars(select(GradingRow.fraction).order_by(GradingRow.id)).all()
    assert kept == ["3/4", "0", "1/4"]


def test_the_last_grading_of_a_submission_counts_and_the_earlier_ones_stay(desk: Desk) -> None:
    desk.submit({})
    submission = desk.session.scalars(select(SubmissionRow)).one()
    desk.session.add(
        GradingRow(
            submission_id=submission.id,
            fraction="1/2",
            outcomes={},
            content_digest="",
            reason="barème corrigé",
            graded_at=desk.clock(),
        )
    )
    desk.session.flush()

    assert desk.sheet().best == Fraction(1, 2)
    assert desk.count(GradingRow) == 2


def test_an_answer_that_cannot_be_read_costs_nothing_and_is_kept_to_be_corrected(
    desk: Desk,
) -> None:
    right = desk.right()
    typed = {**right, "own_funds": "douze mille"}

    graded = desk.submit(typed)

    assert graded.unreadable == ("own_funds",)
    sheet = desk.sheet()
    assert (sheet.submissions, sheet.best, sheet.raw) == (0, None, typed)
    assert desk.submit(right).fraction == 1


def test_a_hint_costs_its_price_of_its_own_part(desk: Desk) -> None:
    right = desk.right()
    desk.hint()
    desk.hint()

    graded = desk.submit(right)

    assert desk.sheet().hints == (HINT,)
    assert graded.part("own_funds").mark == 1 - PRICE
    assert graded.part("debts").mark == 3
    assert graded.fraction == (4 - PRICE) / 4


def test_a_hint_opened_after_an_answer_does_not_lower_it(desk: Desk) -> None:
    desk.submit(desk.right())
    desk.hint()

    assert desk.submit(desk.right()).fraction < 1
    assert desk.sheet().best == 1


def test_a_hint_that_does_not_exist_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.hint("own_funds#9")


def test_the_worked_solution_stops_the_grading_and_keeps_the_best(desk: Desk) -> None:
    desk.submit({"debts": desk.right()["debts"]})
    attempts.reveal(desk.session, desk.who, desk.activity, desk.clock())
    moment = desk.clock()
    desk.clock.forward(minutes=1)
    attempts.reveal(desk.session, desk.who, desk.activity, desk.clock())

    sheet = desk.sheet()
    assert sheet.revealed
    assert not sheet.answerable
    assert desk.session.scalars(select(AttemptRow.revealed_at)).one() == moment
    for refused in (lambda: desk.submit(desk.right()), lambda: desk.save({}), desk.hint):
        with pytest.raises(CorrectionSeen):
            refused()
    assert desk.sheet().best == Fraction(3, 4)


def test_a_perfect_answer_shows_the_worked_solution(desk: Desk) -> None:
    desk.submit(desk.right())

    assert desk.sheet().revealed
    assert desk.sheet().answerable


def test_other_figures_are_practice_and_do_not_touch_the_mark(desk: Desk) -> None:
    attempts.reveal(desk.session, desk.who, desk.activity, desk.clock())
    practice = desk.sheet(1)
    assert practice.answerable
    assert not practice.revealed

    right = practice.question.solved()
    assert desk.submit(right, variant=1).fraction == 1
    assert desk.sheet(1).best == 1
    assert desk.sheet().best is None


def _close_activity(desk: Desk) -> None:
    training = desk.session.get_one(Training, desk.room.training_id)
    trainings.set_activity(
        desk.session, desk.room.trainer, training, desk.activity, "closed", desk.clock()
    )


def _close_training(desk: Desk) -> None:
    training = desk.session.get_one(Training, desk.room.training_id)
    trainings.close(desk.session, desk.room.trainer, training, desk.clock())


def _release_correction(desk: Desk) -> None:
    desk.activity.corrected_at = desk.clock()


@pytest.mark.parametrize("end", [_close_activity, _close_training, _release_correction])
def test_what_is_closed_is_read_and_not_answered(desk: Desk, end: Callable[[Desk], None]) -> None:
    right = desk.right()
    desk.save({"own_funds": "12"})
    end(desk)

    for refused in (lambda: desk.submit(right), lambda: desk.save(right), desk.hint):
        with pytest.raises(ActivityClosed) as caught:
            refused()
        assert caught.value.title == desk.activity.title
    sheet = desk.sheet()
    assert sheet.raw == {"own_funds": "12"}
    assert not sheet.answerable


def test_an_answer_already_acknowledged_is_acknowledged_again_after_the_end(desk: Desk) -> None:
    """The network lost the answer, the trainer closed, the browser tries again."""
    first = desk.submit(desk.right(), "le-clic")
    _close_activity(desk)

    assert desk.submit({"own_funds": "autre chose"}, "le-clic").fraction == first.fraction
    assert desk.count(SubmissionRow) == 1


def test_the_same_click_twice_is_one_submission(desk: Desk) -> None:
    right = desk.right()
    assert desk.submit(right, "le-clic").fraction == 1
    assert desk.submit({}, "le-clic").fraction == 1
    assert (desk.count(SubmissionRow), desk.count(GradingRow)) == (1, 1)
    desk.submit(right, "un autre")
    assert desk.count(SubmissionRow) == 2


def test_two_trainees_may_send_the_same_client_id(desk: Desk) -> None:
    desk.submit({}, "le-clic")
    other = Desk(desk.session, desk.room, desk.clock)
    other.who = desk.room.people[1]
    other.submit(other.right(), "le-clic")

    assert desk.count(SubmissionRow) == 2
    assert (desk.sheet().best, other.sheet().best) == (0, 1)


@pytest.mark.parametrize(
    "raw", [{"own_funds": "9" * 5001}, {f"p{rank}": "1" for rank in range(401)}]
)
def test_what_nobody_types_is_refused(desk: Desk, raw: dict[str, str]) -> None:
    with pytest.raises(AnswerTooLong):
        desk.save(raw)
    with pytest.raises(AnswerTooLong):
        desk.submit(raw)


def test_hidden_activities_and_those_of_others_are_not_found(
    house: House, session: Session
) -> None:
    here, there = house.classroom(), house.classroom(name="Luc Ferry")
    desk = Desk(session, here, house.clock)
    for number in (there.exercise, 9999):
        with pytest.raises(NotFound):
            attempts.activity_of(session, desk.who, number)
    with pytest.raises(NotFound):
        attempts.activity_of(session, desk.who, desk.room.exercise, "quiz")
    assert attempts.activity_of(session, desk.who, desk.room.exercise).id == desk.room.exercise
    desk.activity.state = "hidden"
    with pytest.raises(NotFound):
        attempts.activity_of(session, desk.who, desk.room.exercise, "exercise")


def test_a_mistake_that_was_foreseen_is_kept_by_name(desk: Desk) -> None:
    question = desk.sheet().question
    portfolio = attempts.world_of(desk.session, desk.who, desk.clock()).portfolio
    (number,) = question.customers
    total = portfolio.customers[number].statements[-1]["EE"]

    graded = desk.submit({"own_funds": f"{total // 100}"})

    assert graded.part("own_funds").verdict is Verdict.MISTAKE
    outcomes = desk.session.scalars(select(GradingRow.outcomes)).one()
    assert outcomes == {"own_funds": "TOTAL_DU_BILAN", "debts": "blank"}


def at_once(app: Flask, count: int, do: Callable[[Session, int], Any]) -> list[Any]:
    """Run something in several connections in the same instant; return what each got."""
    gate, got = Barrier(count), []

    def run(rank: int) -> None:
        with app.app_context():
            session = db.session()
            gate.wait()
            try:
                got.append(do(session, rank))
                session.commit()
            except Exception as error:  # noqa: BLE001 - the test says which are expected
                session.rollback()
                got.append(error)
            session.close()

    threads = [Thread(target=run, args=(rank,)) for rank in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def _rows(app: Flask, table: type) -> int:
    with app.app_context():
        found = db.session().scalar(select(func.count()).select_from(table)) or 0
        db.session().rollback()
        return found


def test_one_click_that_arrives_six_times_at_once_is_one_submission(
    app: Flask, room: Classroom, clock: Clock
) -> None:
    who = room.people[0]
    with app.app_context():
        right = classroom.right(db.session(), who, room.exercise, clock())
        db.session().commit()

    def send(session: Session, _rank: int) -> Fraction:
        activity = classroom.activity(session, room.exercise)
        return attempts.submit(session, who, activity, right, "le-clic", clock()).fraction

    assert at_once(app, 6, send) == [1] * 6
    assert (_rows(app, SubmissionRow), _rows(app, GradingRow)) == (1, 1)


def test_a_page_opened_in_six_tabs_at_once_is_one_attempt_on_one_portfolio(
    app: Flask, room: Classroom, clock: Clock
) -> None:
    who = room.people[0]

    def show(session: Session, _rank: int) -> tuple[int, ...]:
        activity = classroom.activity(session, room.exercise)
        return attempts.exercise(session, who, activity, clock()).question.customers

    got = at_once(app, 6, show)

    assert len(set(got)) == 1, got
    assert _rows(app, AttemptRow) == 1


def test_hints_opened_at_once_in_two_tabs_are_both_paid(
    app: Flask, room: Classroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = room.people[0]
    with app.app_context():
        session = db.session()
        activity = classroom.activity(session, room.exercise)
        question = attempts.exercise(session, who, activity, clock()).question
        session.commit()
    hint = question.parts[0].hints[0]
    several = tuple(type(hint)(f"own_funds#{rank}", hint.text, hint.price) for rank in range(6))
    part = question.parts[0]

    class Hinted:
        parts = (type(part)(part.name, part.kind, part.label, part.points, hints=several),)

    monkeypatch.setattr(variants, "question", lambda *_: Hinted)

    def open_one(session: Session, rank: int) -> None:
        activity = classroom.activity(session, room.exercise)
        attempts.open_hint(session, who, activity, several[rank].key, clock())

    assert at_once(app, 6, open_one) == [None] * 6
    with app.app_context():
        kept = db.session().scalars(select(AttemptRow.hints)).one()
        assert sorted(kept) == [hint.key for hint in several]
