"""Rehearsals: a copy with simulated trainees, never among real ones, gone without a trace."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.quiz.game import Act, Teams
from simulator.domain.training.certificates import Kind as Document
from simulator.domain.training.contributions import Kind
from simulator.domain.training.positioning import Moment
from simulator.domain.training.rehearsal import AlreadyARehearsal, BadHeadcount, NotARehearsal
from simulator.services import (
    attendances,
    catalogue,
    certificates,
    contributions,
    evaluations,
    games,
    positionings,
    rehearsal_steps,
    rehearsals,
    rooms,
    signatures,
    trainees,
    trainings,
)
from simulator.services.trainers import Trainer
from simulator.services.trainings import Planned, Training
from simulator.store.attempts import AttemptRow, SubmissionRow
from simulator.store.audit import AuditRow
from simulator.store.calls import CallRow
from simulator.store.games import GameAnswerRow
from simulator.store.tables import Base
from tests import practice
from tests.classroom import CALLED, STROKES
from tests.conftest import Clock, House

PEOPLE = 5


@pytest.fixture
def claire(house: House) -> Trainer:
    return house.trainer()


@pytest.fixture
def training(house: House, session: Session, claire: Trainer) -> Training:
    more = (
        Planned(0, "tool", "experience-board", "Mur", 10),
        Planned(0, "tool", "ageing", "Balance âgée", 10),
        Planned(1, "roleplay", CALLED, "Appel", 10),
        Planned(3, "tool", "positioning", "Avant", 10),
        Planned(3, "tool", "progress", "Après", 10),
        Planned(3, "tool", "welcome", "Tour de table", 10),
        Planned(3, "tool", "action-plan", "Plan", 10),
        Planned(3, "tool", "hot-evaluation", "Avis", 10),
    )
    number = house.training(claire, (*practice.planned(catalogue.content()), *more))
    return session.get_one(Training, number)


@pytest.fixture
def copy(session: Session, claire: Trainer, training: Training, clock: Clock) -> Training:
    made = rehearsals.start(session, claire, training, PEOPLE, clock())
    session.flush()
    return made


def everybody_works(session: Session, claire: Trainer, copy: Training, now: datetime) -> None:
    for half in copy.half_days:
        trainings.open_half_day(session, claire, copy, half.id, now)
    for one in rehearsals.simulated(copy):
        rehearsal_steps.work(session, copy, one, copy.activities, now)
    session.flush()


def sign_everything(session: Session, claire: Trainer, copy: Training, now: datetime) -> None:
    for half in copy.half_days:
        attendances.open_half_day(session, claire, half, now)
        rehearsal_steps.sign(session, copy, half, now)
        attendances.countersign(session, claire, half, STROKES, "portable", now)


def test_a_rehearsal_copies_the_plan_and_opens_nothing(
    session: Session, copy: Training, training: Training
) -> None:
    assert copy.rehearsal_of_id == training.id
    assert copy.join_code != training.join_code
    assert copy.title.startswith("Répétition")
    assert [(row.kind, row.reference) for row in copy.activities] == [
        (row.kind, row.reference) for row in training.activities
    ]
    assert {row.state for row in copy.activities} == {"hidden"}
    assert [half.starts_at for half in copy.half_days] == [
        half.starts_at for half in training.half_days
    ]
    places = {half.id: rank for rank, half in enumerate(copy.half_days)}
    assert {places[row.half_day_id] for row in copy.activities} == {0, 1, 3}
    assert len(rehearsals.simulated(copy)) == PEOPLE == len(copy.trainees)
    assert training.trainees == []


def test_a_rehearsal_is_never_among_the_trainings(
    session: Session, claire: Trainer, copy: Training, training: Training
) -> None:
    assert [line.id for line in trainings.of_organisation(session, claire)] == [training.id]
    assert rehearsals.of_training(session, training) == (copy,)


def test_bots_never_enter_a_real_training_nor_a_rehearsal_of_a_rehearsal(
    session: Session, claire: Trainer, copy: Training, training: Training, clock: Clock
) -> None:
    with pytest.raises(NotARehearsal):
        rehearsals.simulated(training)
    with pytest.raises(NotARehearsal):
        rehearsals.remove(session, claire, training, clock())
    with pytest.raises(AlreadyARehearsal):
        rehearsals.start(session, claire, copy, PEOPLE, clock())
    with pytest.raises(BadHeadcount):
        rehearsals.start(session, claire, training, 3, clock())


def test_somebody_who_enters_with_a_telephone_is_nobodys_puppet(
    session: Session, copy: Training, clock: Clock
) -> None:
    trainees.join(session, copy.id, "Paul", "Vrai", "", clock())
    session.expire(copy)

    names = {one.person.name for one in rehearsals.simulated(copy)}
    assert len(copy.trainees) == PEOPLE + 1
    assert len(names) == PEOPLE
    assert "Paul Vrai" not in names


def test_bots_do_the_work_of_what_is_open_and_of_nothing_else(
    session: Session, claire: Trainer, copy: Training, clock: Clock
) -> None:
    first = copy.half_days[0].id
    trainings.open_half_day(session, claire, copy, first, clock())
    for one in rehearsals.simulated(copy):
        rehearsal_steps.work(session, copy, one, copy.activities, clock())
    session.flush()

    touched = set(session.scalars(select(AttemptRow.activity_id)))
    graded = {row.id for row in copy.activities if row.half_day_id == first and row.kind != "tool"}
    assert touched == graded
    sent = session.scalars(select(SubmissionRow)).all()
    assert all(each.client_id.startswith("bot-") for each in sent)
    assert len(rooms.marks(session, copy.id)) >= PEOPLE - 2
    assert len(contributions.of_room(session, copy.id, Kind.EXPERIENCE)) == PEOPLE


def test_every_screen_where_something_is_said_is_filled_and_calls_are_made(
    session: Session, claire: Trainer, copy: Training, clock: Clock
) -> None:
    everybody_works(session, claire, copy, clock())
    here = {
        one.person.id
        for one in rehearsals.simulated(copy)
        if not rehearsal_steps.absent(session, copy, one, copy.half_days[3].id)
    }

    assert evaluations.count(session, copy.id) == len(here)
    objectives = len(catalogue.programme(copy.programme).objectives)
    lines = positionings.group(session, copy, objectives).lines
    assert {line.trainee_id for line in lines if line.before and line.after} == here
    for kind in (Kind.WELCOME, Kind.ACTION):
        assert {said.trainee_id for said in contributions.of_training(session, copy, kind)} == here
    calls = session.scalars(select(CallRow)).all()
    assert calls
    assert {call.state for call in calls} == {"over"}


def test_a_step_asked_again_changes_nothing(
    session: Session, claire: Trainer, copy: Training, clock: Clock
) -> None:
    def everything() -> None:
        for one in rehearsals.simulated(copy):
            rehearsal_steps.welcome(session, one, clock())
        everybody_works(session, claire, copy, clock())
        for one in rehearsals.simulated(copy):
            rehearsal_steps.conclude(session, one, clock())
        session.flush()

    def counts() -> dict[str, int]:
        tables = (table for table in Base.metadata.sorted_tables if table.name != "audit")
        return {table.name: len(session.execute(select(table)).all()) for table in tables}

    everything()
    before, marks = counts(), rooms.marks(session, copy.id)
    everything()

    assert counts() == before
    assert rooms.marks(session, copy.id) == marks
    assert before["evaluations"] == PEOPLE


def test_bots_sign_with_the_code_of_the_screen_and_the_chain_holds(
    session: Session, claire: Trainer, copy: Training, clock: Clock
) -> None:
    half = copy.half_days[0]
    attendances.open_half_day(session, claire, half, clock(), coded=True)

    assert rehearsal_steps.sign(session, copy, half, clock()) == PEOPLE
    assert rehearsal_steps.sign(session, copy, half, clock()) == 0
    assert signatures.broken(session, copy.id) is None
    drawn = {person.strokes for person in attendances.sheet(session, half).people}
    assert len(drawn) == PEOPLE


def test_who_was_stated_absent_does_not_work_and_who_signed_does(
    session: Session, claire: Trainer, copy: Training, clock: Clock
) -> None:
    half = copy.half_days[0]
    attendances.open_half_day(session, claire, half, clock())
    away, *others = rehearsals.simulated(copy)
    row = trainees.of_training(session, copy.id, away.person.id)
    attendances.state_absence(session, claire, half, row, "malade", clock())

    assert rehearsal_steps.sign(session, copy, half, clock()) == PEOPLE - 1
    assert rehearsal_steps.absent(session, copy, away, half.id)
    assert not any(rehearsal_steps.absent(session, copy, one, half.id) for one in others)
    assert not rehearsal_steps.absent(session, copy, away, None)


def test_bots_enter_the_live_quiz_and_answer_what_is_asked(
    session: Session, claire: Trainer, copy: Training, clock: Clock
) -> None:
    assert rehearsal_steps.play(session, copy, clock()) == 0
    quiz = catalogue.quiz(practice.QUIZ)
    chosen = [question.id for question in quiz.questions]
    row = games.create(session, claire, copy, quiz, chosen, games.Wanted(), clock())
    assert rehearsal_steps.play(session, copy, clock()) == 0
    session.refresh(row)

    asked = len(row.questions)
    answered = 0
    for place in range(asked):
        games.act(session, row, Act.NEXT, place - 1, clock())
        answered += rehearsal_steps.play(session, copy, clock())
        assert rehearsal_steps.play(session, copy, clock()) <= PEOPLE
        session.refresh(row)
        for act in (Act.CLOSE, Act.REVEAL):
            games.act(session, row, act, place, clock())
            session.refresh(row)
    games.act(session, row, Act.FINISH, asked - 1, clock())

    kept = session.scalars(select(GameAnswerRow)).all()
    assert asked * PEOPLE * 6 // 10 < answered == len(kept) <= asked * PEOPLE
    assert {each.fraction for each in kept} >= {"0", "1"}


def test_without_a_team_a_bot_waits_like_anybody(
    session: Session, claire: Trainer, copy: Training, clock: Clock
) -> None:
    quiz = catalogue.quiz(practice.QUIZ)
    chosen = [question.id for question in quiz.questions][:2]
    wanted = games.Wanted(teams=Teams.PEN)
    row = games.create(session, claire, copy, quiz, chosen, wanted, clock())
    games.act(session, row, Act.NEXT, -1, clock())

    assert rehearsal_steps.play(session, copy, clock()) == 0


def test_the_page_of_a_rehearsal_says_where_it_is(
    session: Session, claire: Trainer, copy: Training, clock: Clock
) -> None:
    start = rehearsals.progress(session, copy)
    for one in rehearsals.simulated(copy)[:2]:
        rehearsal_steps.welcome(session, one, clock())
        rehearsal_steps.conclude(session, one, clock())
    trainings.open_half_day(session, claire, copy, copy.half_days[0].id, clock())
    attendances.open_half_day(session, claire, copy.half_days[0], clock())
    rehearsal_steps.sign(session, copy, copy.half_days[0], clock())
    session.expire(copy)
    then = rehearsals.progress(session, copy)

    assert (start.bots, start.welcomed, start.concluded) == (PEOPLE, 0, 0)
    assert (then.bots, then.welcomed, then.concluded) == (PEOPLE, 2, 2)
    assert [(step.opened, step.signed) for step in start.steps] == [(0, 0)] * 4
    assert (then.steps[0].opened, then.steps[0].signed) == (then.steps[0].activities, PEOPLE)


def test_a_document_of_a_rehearsal_cannot_pass_for_a_real_one(
    session: Session, claire: Trainer, copy: Training, clock: Clock
) -> None:
    sign_everything(session, claire, copy, clock())
    row = copy.trainees[0]

    issued = certificates.issue(session, claire, copy, row, Document.CERTIFICAT, clock())

    assert issued.number.startswith("REPETITION-")
    assert issued.facts["rehearsal"] is True
    assert certificates.check(session, issued.number).facts["rehearsal"] is True


def test_removing_a_rehearsal_leaves_what_was_there_before_it(
    session: Session, claire: Trainer, training: Training, clock: Clock
) -> None:
    def rows() -> dict[str, list[object]]:
        left = [table for table in Base.metadata.sorted_tables if table.name not in ignored]
        return {
            table.name: [tuple(row) for row in session.execute(select(table))] for table in left
        }

    ignored = {"audit", "exercise_versions"}
    real = trainees.join(session, training.id, "Paul", "Vrai", "", clock())
    session.flush()
    before = rows()
    copy = rehearsals.start(session, claire, training, PEOPLE, clock())
    for one in rehearsals.simulated(copy):
        rehearsal_steps.welcome(session, one, clock())
    everybody_works(session, claire, copy, clock())
    sign_everything(session, claire, copy, clock())
    first, again = (
        certificates.issue(session, claire, copy, copy.trainees[0], Document.CERTIFICAT, clock())
        for _ in range(2)
    )
    assert first.number != again.number
    number = copy.id

    rehearsals.remove(session, claire, copy, clock())
    session.flush()

    assert rows() == before
    assert trainees.signed_in(session, real.id, real.stamp) == real
    log = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
    assert [row.action for row in log if row.action.startswith("rehearsal")] == [
        "rehearsal.started",
        "rehearsal.removed",
    ]
    assert all(row.training_id != number for row in log)


def test_before_comes_before_after(session: Session, copy: Training, clock: Clock) -> None:
    (one, *_) = rehearsals.simulated(copy)
    rehearsal_steps.conclude(session, one, clock())

    assert positionings.given(session, one.person.id, Moment.AFTER) is not None
