"""A committee held by a room: sittings, files, votes, what is written."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from simulator.domain.money import cents
from simulator.domain.refusals import NotFound
from simulator.domain.training.committee import (
    AboveProposal,
    AuthorVotes,
    CastingVoteNeeded,
    Choice,
    NoQuorum,
    Stage,
    WrongStage,
)
from simulator.services import committees, lines, portfolios
from simulator.services.committees import File
from simulator.services.trainings import Training
from tests.classroom import CREDIT_FILE, CREDIT_MINUTES, Classroom
from tests.conftest import Clock, House

CUSTOMER = 4


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def training(session: Session, room: Classroom, clock: Clock) -> Training:
    row = session.get_one(Training, room.training_id)
    committees.open_sitting(session, room.trainer, row, clock())
    return row


def submitted(session: Session, room: Classroom, clock: Clock, customer: int = CUSTOMER) -> File:
    author = room.people[0]
    committees.save(session, author, customer, CREDIT_FILE, clock(), submit=True)
    row = committees.draft(session, author, customer)
    assert row is not None
    return row


def at_vote(session: Session, room: Classroom, clock: Clock, *votes: Choice) -> File:
    row = submitted(session, room, clock)
    committees.open_vote(session, room.trainer, row, clock())
    for person, choice in zip(room.people[1:], votes, strict=False):
        committees.vote(session, person, row, choice, clock())
    return row


def close(
    session: Session,
    room: Classroom,
    clock: Clock,
    row: File,
    casting: Choice | None = None,
    **typed: str,
) -> dict[str, str]:
    minutes = {**CREDIT_MINUTES, **typed}
    entry = committees.close_vote(session, room.trainer, row, minutes, casting, clock())
    return dict(entry.faults)


@pytest.mark.usefixtures("training")
def test_a_line_granted_is_that_of_the_author_s_customer(
    session: Session, room: Classroom, clock: Clock
) -> None:
    row = at_vote(session, room, clock, Choice.FOR, Choice.FOR)

    assert close(session, room, clock, row) == {}

    assert row.stage == Stage.CLOSED
    assert row.minutes["votes"] == [2, 0, 0]
    author = room.people[0].id
    mine = portfolios.of_trainee(session, author, clock())
    assert mine.customers[CUSTOMER].limit == cents(25_000)
    decided = lines.of_trainee(session, author)[CUSTOMER]
    assert (decided.origin, decided.expires_on) == ("committee", date(2027, 5, 31))
    assert decided.conditions == CREDIT_MINUTES["conditions"]
    with pytest.raises(WrongStage):
        close(session, room, clock, row)


@pytest.mark.usefixtures("training")
def test_a_proposal_refused_leaves_the_line_in_force(
    session: Session, room: Classroom, clock: Clock
) -> None:
    row = at_vote(session, room, clock, Choice.AGAINST, Choice.ABSTAIN)

    close(session, room, clock, row)

    assert (row.minutes["outcome"], row.minutes["amount"]) == ("refused", None)
    assert lines.of_trainee(session, room.people[0].id) == {}


@pytest.mark.usefixtures("training")
def test_a_vote_is_one_a_person_and_changes_until_it_is_closed(
    session: Session, room: Classroom, clock: Clock
) -> None:
    row = at_vote(session, room, clock, Choice.FOR, Choice.FOR)
    committees.vote(session, room.people[1], row, Choice.AGAINST, clock())

    assert len(row.votes) == 2
    assert committees.own_vote(row, room.people[1]).choice == Choice.AGAINST  # type: ignore[union-attr] - they voted
    with pytest.raises(AuthorVotes):
        committees.vote(session, room.people[0], row, Choice.FOR, clock())
    with pytest.raises(CastingVoteNeeded):
        close(session, room, clock, row)
    close(session, room, clock, row, Choice.AGAINST)
    assert (row.minutes["outcome"], row.minutes["casting"]) == ("refused", "against")
    with pytest.raises(WrongStage):
        committees.vote(session, room.people[1], row, Choice.FOR, clock())


@pytest.mark.usefixtures("training")
def test_nothing_is_decided_without_a_quorum_nor_above_the_proposal(
    session: Session, room: Classroom, clock: Clock
) -> None:
    row = at_vote(session, room, clock, Choice.FOR)
    with pytest.raises(NoQuorum):
        close(session, room, clock, row)
    committees.vote(session, room.people[2], row, Choice.FOR, clock())
    with pytest.raises(AboveProposal):
        close(session, room, clock, row, amount="30 001")
    assert close(session, room, clock, row, reasons="") == {"reasons": "missing"}
    assert row.stage == Stage.VOTING


@pytest.mark.usefixtures("training")
def test_one_file_is_voted_at_a_time(session: Session, room: Classroom, clock: Clock) -> None:
    row = at_vote(session, room, clock)
    other = submitted(session, room, clock, CUSTOMER + 1)

    with pytest.raises(committees.VoteRunning):
        committees.open_vote(session, room.trainer, other, clock())
    with pytest.raises(committees.VoteRunning):
        committees.close_sitting(session, room.trainer, row.committee, clock())
    with pytest.raises(WrongStage):
        committees.open_vote(session, room.trainer, row, clock())
    assert committees.shown(session, room.training_id) is row


@pytest.mark.usefixtures("training")
def test_a_file_that_is_incomplete_stays_a_draft_that_nobody_else_reads(
    session: Session, room: Classroom, clock: Clock
) -> None:
    author = room.people[0]
    typed = {**CREDIT_FILE, "justification": ""}
    entry = committees.save(session, author, CUSTOMER, typed, clock(), submit=True)
    row = committees.draft(session, author, CUSTOMER)

    assert entry.faults == {"justification": "missing"}
    assert row is not None
    assert row.stage == Stage.DRAFT
    with pytest.raises(NotFound):
        committees.file_of(session, room.training_id, row.id)
    with pytest.raises(WrongStage):
        committees.open_vote(session, room.trainer, row, clock())
    assert committees.shown(session, room.training_id) is None


@pytest.mark.usefixtures("training")
def test_a_file_at_the_vote_is_not_rewritten(
    session: Session, room: Classroom, clock: Clock
) -> None:
    at_vote(session, room, clock)
    with pytest.raises(WrongStage):
        submitted(session, room, clock)


@pytest.mark.usefixtures("training")
def test_a_sitting_hears_so_many_files_of_one_person(
    session: Session, room: Classroom, clock: Clock
) -> None:
    for customer in range(committees.MOST_FILES):
        submitted(session, room, clock, customer)
    with pytest.raises(committees.TooManyFiles):
        submitted(session, room, clock, committees.MOST_FILES)
    with pytest.raises(NotFound):
        submitted(session, room, clock, 10**6)


def test_files_are_heard_in_a_sitting_that_is_open(
    session: Session, room: Classroom, clock: Clock, training: Training
) -> None:
    sitting = committees.open_sitting(session, room.trainer, training, clock())
    assert sitting.number == 1
    committees.close_sitting(session, room.trainer, sitting, clock())
    with pytest.raises(committees.NoCommittee):
        submitted(session, room, clock)
    assert committees.draft(session, room.people[0], CUSTOMER) is None
    assert committees.shown(session, training.id) is None
    assert committees.open_sitting(session, room.trainer, training, clock()).number == 2
    with pytest.raises(NotFound):
        committees.get(session, training.id + 1, sitting.id)


@pytest.mark.usefixtures("training")
def test_a_file_says_who_should_decide(session: Session, room: Classroom, clock: Clock) -> None:
    row = submitted(session, room, clock)
    found = committees.deciders(row)

    if row.facts["risk_class"] in {"C", "D"}:
        assert found is not None
        assert found.role == "committee"
    row.facts = {**row.facts, "risk_class": "A", "insured_limit": None}
    assert committees.deciders(row).role == "credit_manager"  # type: ignore[union-attr] - 30 000 €, class A
    row.facts = {**row.facts, "risk_class": None}
    assert committees.deciders(row) is None
