"""The credit committee of a room: sittings, files, votes, minutes written in the portfolio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.credit import delegation
from simulator.domain.money import Cents
from simulator.domain.refusals import NotFound, Refusal
from simulator.domain.training import committee as rules
from simulator.domain.training.committee import Choice, Decision, Outcome, Part, Stage, Viewer
from simulator.services import audit, catalogue, line_facts, line_grants, portfolios
from simulator.services.lines import COMMITTEE, Decided
from simulator.services.trainees import Trainee, touch
from simulator.services.trainers import Trainer
from simulator.store.committees import CommitteeFileRow, CommitteeRow, CommitteeVoteRow
from simulator.store.trainings import TraineeRow, TrainingRow

Committee = CommitteeRow
"""A sitting, as pages read it."""
File = CommitteeFileRow
"""A file, as pages read it."""
MOST_FILES = 6
"""Files of one person in a sitting: a committee that hears more decides nothing."""


@dataclass(eq=False)
class NoCommittee(Refusal):
    """The trainer has not opened a sitting, or has closed it."""


@dataclass(eq=False)
class TooManyFiles(Refusal):
    """More files of one person than a sitting hears."""

    most: int


@dataclass(eq=False)
class VoteRunning(Refusal):
    """Another file is being voted: one at a time."""

    name: str


@dataclass(eq=False)
class MinutesIncomplete(Refusal):
    """Minutes without all that the rule of the committee wants; ``missing`` counts it."""

    missing: int


@dataclass(frozen=True, slots=True)
class Bench:
    """Who may vote on a file, and where it stands: seats by person, those who have voted."""

    seats: Mapping[int, str]
    voted: int
    present: int
    needed: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The votes of a closed file, without a name."""

    tally: rules.Tally
    present: tuple[str, ...]


def of_training(session: Session, training_id: int) -> list[CommitteeRow]:
    """Return the sittings of a training, the last first."""
    query = select(CommitteeRow).where(CommitteeRow.training_id == training_id)
    return list(session.scalars(query.order_by(CommitteeRow.number.desc())))


def sitting(session: Session, training_id: int) -> CommitteeRow | None:
    """Return the sitting that is open, if there is one."""
    return session.scalar(
        select(CommitteeRow).where(
            CommitteeRow.training_id == training_id, CommitteeRow.closed_at.is_(None)
        )
    )


def open_sitting(
    session: Session, trainer: Trainer, training: TrainingRow, now: datetime
) -> CommitteeRow:
    """Open a sitting; the one that is open when there is one already."""
    session.scalars(select(TrainingRow).where(TrainingRow.id == training.id).with_for_update())
    known = sitting(session, training.id)
    if known is not None:
        return known
    last = session.scalar(
        select(func.max(CommitteeRow.number)).where(CommitteeRow.training_id == training.id)
    )
    row = CommitteeRow(
        training_id=training.id, trainer_id=trainer.id, number=(last or 0) + 1, opened_at=now
    )
    session.add(row)
    session.flush()
    audit.record(session, trainer.id, training.id, "committee.opened", {"number": row.number}, now)
    touch(session, training.id)
    return row


def close_sitting(session: Session, trainer: Trainer, row: CommitteeRow, now: datetime) -> None:
    """Close a sitting; ``VoteRunning`` while a file is being voted."""
    running = voting(row)
    if running is not None:
        raise VoteRunning(running.facts["name"])
    row.closed_at = row.closed_at or now
    data = {"number": row.number}
    audit.record(session, trainer.id, row.training_id, "committee.closed", data, now)
    touch(session, row.training_id)


def get(session: Session, training_id: int, committee_id: int) -> CommitteeRow:
    """Return a sitting of a training; ``NotFound`` outside it."""
    row = session.get(CommitteeRow, committee_id)
    if row is None or row.training_id != training_id:
        raise NotFound("committee")
    return row


def file_of(session: Session, training_id: int, file_id: int) -> CommitteeFileRow:
    """Return a file of a training, drafts left out; ``NotFound`` outside it."""
    row = session.get(CommitteeFileRow, file_id)
    if row is None or row.committee.training_id != training_id or row.stage == Stage.DRAFT:
        raise NotFound("committee_file")
    return row


def draft(session: Session, trainee: Trainee, customer: int) -> CommitteeFileRow | None:
    """Return the file that a person has on a customer in the open sitting."""
    row = sitting(session, trainee.training_id)
    return None if row is None else _own(session, row, trainee, customer)


def _own(
    session: Session, row: CommitteeRow, trainee: Trainee, customer: int
) -> CommitteeFileRow | None:
    return session.scalar(
        select(CommitteeFileRow).where(
            CommitteeFileRow.committee_id == row.id,
            CommitteeFileRow.trainee_id == trainee.id,
            CommitteeFileRow.customer == customer,
        )
    )


def facts(session: Session, trainee: Trainee, customer: int, now: datetime) -> dict[str, Any]:
    """Return what a trainee's portfolio says of a customer; ``NotFound`` when it has none."""
    portfolio = portfolios.of_trainee(session, trainee.id, now)
    if not 0 <= customer < len(portfolio.customers):
        raise NotFound("customer")
    return line_facts.facts(catalogue.world(portfolio), portfolio.customers[customer])


def save(
    session: Session,
    trainee: Trainee,
    customer: int,
    typed: Mapping[str, str],
    now: datetime,
    *,
    submit: bool,
) -> rules.Entry:
    """Keep a file and submit it if asked and nothing in it is faulty; return what was read.

    Raises ``NoCommittee`` without a sitting, ``WrongStage`` once the vote is open,
    ``TooManyFiles``.
    """
    known = facts(session, trainee, customer, now)
    sits = sitting(session, trainee.training_id)
    if sits is None:
        raise NoCommittee
    entry = rules.understand(rules.OF_FILE, typed, date.min)
    row = _own(session, sits, trainee, customer)
    if row is None:
        mine = [one for one in sits.files if one.trainee_id == trainee.id]
        if len(mine) >= MOST_FILES:
            raise TooManyFiles(MOST_FILES)
        row = CommitteeFileRow(
            committee_id=sits.id, trainee_id=trainee.id, customer=customer, minutes={}
        )
        row.stage = Stage.DRAFT
        session.add(row)
    if row.stage not in {Stage.DRAFT, Stage.SUBMITTED}:
        raise rules.WrongStage(row.stage)
    row.typed = {name: typed.get(name, "") for name in rules.OF_FILE}
    row.facts, row.saved_at = known, now
    row.stage = Stage.SUBMITTED if submit and not entry.faults else Stage.DRAFT
    session.flush()
    session.refresh(sits)
    touch(session, trainee.training_id)
    return entry


def entry_of(row: CommitteeFileRow) -> rules.Entry:
    """Return a file as it was understood."""
    return rules.understand(rules.OF_FILE, row.typed, date.min)


def viewer(row: CommitteeFileRow, trainee: Trainee) -> Viewer:
    """Return who a trainee is for a file."""
    return Viewer.AUTHOR if row.trainee_id == trainee.id else Viewer.MEMBER


def parts(row: CommitteeFileRow, who: Viewer) -> frozenset[Part]:
    """Return what somebody may see of a file."""
    return rules.parts(Stage(row.stage), who)


def voting(row: CommitteeRow) -> CommitteeFileRow | None:
    """Return the file that a sitting is voting, if there is one."""
    return next((one for one in row.files if one.stage == Stage.VOTING), None)


def open_vote(
    session: Session, trainer: Trainer, row: CommitteeFileRow, now: datetime
) -> CommitteeFileRow:
    """Put a file to the vote; ``WrongStage``, or ``VoteRunning`` when another one is."""
    if row.stage != Stage.SUBMITTED:
        raise rules.WrongStage(row.stage)
    other = voting(row.committee)
    if other is not None:
        raise VoteRunning(other.facts["name"])
    row.stage, row.voted_at = Stage.VOTING, now
    session.flush()
    data = {"file": row.id}
    audit.record(session, trainer.id, row.committee.training_id, "committee.vote", data, now)
    touch(session, row.committee.training_id)
    return row


def bench(session: Session, row: CommitteeFileRow) -> Bench:
    """Return who may vote on a file; the author does not sit."""
    query = select(TraineeRow.id).where(
        TraineeRow.training_id == row.committee.training_id,
        TraineeRow.removed_at.is_(None),
        TraineeRow.id != row.trainee_id,
    )
    voters = list(session.scalars(query))
    sits = delegation.RULES.committee
    present = {vote.seat for vote in row.votes}
    seats = rules.seats(voters, sits.members, _turn(row))
    held = len(set(seats.values()))
    return Bench(seats, len(row.votes), len(present), rules.quorum(held, sits.quorum))


def _turn(row: CommitteeFileRow) -> int:
    """Return the rank of a file among those put to the vote: the same in another installation."""
    voted = [one.voted_at for one in row.committee.files if one.voted_at is not None]
    earlier = sum(row.voted_at is None or at < row.voted_at for at in voted)
    return row.committee.number + earlier


def vote(
    session: Session, trainee: Trainee, row: CommitteeFileRow, choice: Choice, now: datetime
) -> None:
    """Vote, or change one's vote; raises ``WrongStage`` or ``AuthorVotes``."""
    session.refresh(row, with_for_update=True)
    rules.may_vote(Stage(row.stage), row.trainee_id, trainee.id)
    seat = bench(session, row).seats[trainee.id]
    known = own_vote(row, trainee)
    if known is None:
        known = CommitteeVoteRow(file_id=row.id, trainee_id=trainee.id, seat=seat)
        row.votes.append(known)
    known.choice, known.voted_at = choice.value, now
    session.flush()
    touch(session, trainee.training_id)


def own_vote(row: CommitteeFileRow, trainee: Trainee) -> CommitteeVoteRow | None:
    """Return a person's vote on a file."""
    return next((one for one in row.votes if one.trainee_id == trainee.id), None)


def close_vote(
    session: Session,
    trainer: Trainer,
    row: CommitteeFileRow,
    typed: Mapping[str, str],
    casting: Choice | None,
    now: datetime,
) -> rules.Entry:
    """Close the vote, write the minutes and, when granted, the line in the author's portfolio.

    Returns what was read: with a fault, nothing is closed. Raises ``WrongStage``, ``NoQuorum``,
    ``CastingVoteNeeded``, ``AboveProposal``, ``MinutesIncomplete``.
    """
    session.refresh(row, with_for_update=True)
    if row.stage != Stage.VOTING:
        raise rules.WrongStage(row.stage)
    training = row.committee.training
    entry = rules.understand(rules.OF_MINUTES, typed, training.as_of)
    if entry.faults:
        return entry
    found, sits = bench(session, row), delegation.RULES.committee
    count = rules.tally([Choice(one.choice) for one in row.votes])
    proposal = entry_of(row).amounts["proposal"]
    decision = rules.decide(
        count, found.present, found.needed, proposal, entry.amounts["amount"], casting
    )
    if found.needed == sits.quorum:
        present = {one.seat for one in row.votes} | {sits.chair}
        written = {"file", "decision", *entry.texts, *entry.days}
        missing = delegation.missing_in_minutes(present, written)
        if missing:
            raise MinutesIncomplete(len(missing))
    row.minutes = _minutes(row, entry, decision, count)
    row.stage, row.closed_at = Stage.CLOSED, now
    session.flush()
    if decision.outcome is Outcome.GRANTED and decision.amount is not None:
        conditions, expiry = entry.texts["conditions"], entry.days["expiry"]
        made = Decided(row.customer, decision.amount, COMMITTEE, conditions, expiry)
        line_grants.grant(session, row.trainee_id, (made,), now)
    data = {"file": row.id, "outcome": decision.outcome.value}
    audit.record(session, trainer.id, training.id, "committee.decided", data, now)
    touch(session, training.id)
    return entry


def _minutes(
    row: CommitteeFileRow, entry: rules.Entry, decision: Decision, count: rules.Tally
) -> dict[str, Any]:
    return {
        "outcome": decision.outcome.value,
        "amount": decision.amount,
        "casting": decision.casting.value if decision.casting else None,
        "conditions": entry.texts["conditions"],
        "reasons": entry.texts["reasons"],
        "expiry": entry.days["expiry"].isoformat(),
        "votes": [count.in_favour, count.against, count.abstained],
        "seats": sorted({one.seat for one in row.votes}),
    }


def deciders(row: CommitteeFileRow) -> delegation.Authority | None:
    """Return who may grant what a file proposes, by the firm's delegation."""
    amount = entry_of(row).amounts.get("proposal", Cents(0))
    return line_facts.authority(row.facts, amount)


def shown(session: Session, training_id: int) -> CommitteeFileRow | None:
    """Return the file that the projector shows: the one being voted, else the last closed."""
    row = sitting(session, training_id)
    if row is None:
        return None
    running = voting(row)
    if running is not None:
        return running
    done = [one for one in row.files if one.closed_at is not None]
    return max(done, key=lambda one: one.closed_at or one.saved_at, default=None)
