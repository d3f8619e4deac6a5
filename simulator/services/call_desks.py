"""What the trainer does with the calls of a training: see them, correct what was heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.money import Cents
from simulator.domain.negotiation.script import Option, Script
from simulator.domain.negotiation.talk import Talk, overruled
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import audit, call_marks, catalogue
from simulator.services.calls import Call, taken_up, talk_of
from simulator.services.trainees import Trainee, touch, trainee_of
from simulator.services.trainers import Trainer
from simulator.services.trainings import Training
from simulator.store.calls import CallRow
from simulator.store.trainings import TraineeRow

LONGEST_REASON = 300


@dataclass(eq=False)
class ReasonMissing(Refusal):
    """A correction of what was heard says why; the trainee reads it."""


@dataclass(frozen=True, slots=True)
class Made:
    """One call as the desk lists it; ``score`` is ``None`` while it lasts."""

    call: Call
    trainee: Trainee
    title: str
    score: int | None
    knocked_out: bool
    promised: Cents
    quality: int


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A script and what the class did of it."""

    script: Script
    people: int
    mean: int | None


@dataclass(frozen=True, slots=True)
class Desk:
    """The calls of a training: each call made, then the scripts with the class's results."""

    made: tuple[Made, ...]
    scripts: tuple[ScriptLine, ...]

    @property
    def counting(self) -> tuple[Made, ...]:
        """Return the calls that count, without the practice."""
        return tuple(one for one in self.made if one.call.counts)

    @property
    def promised(self) -> Cents:
        """Return all that was promised by the calls that count."""
        return Cents(sum(one.promised for one in self.counting))


def desk(session: Session, training: Training) -> Desk:
    """Return the calls of a training, person by person, in the order of the scripts' attempts."""
    rows = session.execute(
        select(CallRow, TraineeRow)
        .join(TraineeRow, TraineeRow.id == CallRow.trainee_id)
        .where(TraineeRow.training_id == training.id, TraineeRow.removed_at.is_(None))
        .order_by(CallRow.script, CallRow.attempt)
    )
    by_name = sorted(rows, key=lambda both: both.TraineeRow.by_name())
    made = tuple(_made(row, trainee_of(person)) for row, person in by_name)
    scripts = sorted(
        catalogue.content().negotiations.values(), key=lambda one: (one.difficulty, one.title)
    )
    return Desk(made, tuple(_script(script, made) for script in scripts))


def _made(row: CallRow, person: Trainee) -> Made:
    script = catalogue.content().negotiations.get(row.script)
    last = row.gradings[-1] if row.gradings else None
    return Made(
        row,
        person,
        script.title if script else row.script,
        last.score if last else None,
        bool(last and last.knock_outs),
        Cents(int(row.engagement.get("amount", 0))),
        int(row.engagement.get("quality", 0)),
    )


def _script(script: Script, made: tuple[Made, ...]) -> ScriptLine:
    mine = [one for one in made if one.call.script == script.id and one.call.counts]
    scores = [one.score for one in mine if one.score is not None]
    return ScriptLine(script, len(mine), round(sum(scores) / len(scores)) if scores else None)


def of_training(session: Session, training: Training, call_id: int) -> Made:
    """Return a call of this training; ``NotFound`` otherwise."""
    row = session.get(CallRow, call_id)
    person = None if row is None else session.get(TraineeRow, row.trainee_id)
    if row is None or person is None or person.training_id != training.id:
        raise NotFound("call")
    return _made(row, trainee_of(person))


def choices(talk: Talk, turn: int) -> tuple[Option, ...]:
    """Return what a line may be said to be: the lines of that moment, then the reactions."""
    node = talk.script.nodes[talk.turns[turn].node]
    return (*node.options, *talk.script.reactions)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the trainer says of a typed line: its place, the option it was, and why."""

    turn: int
    option: str
    reason: str


def overrule(
    session: Session,
    trainer: Trainer,
    training: Training,
    call_id: int,
    ruling: Ruling,
    now: datetime,
) -> Call:
    """Say what a line was; the call goes on from there, beside the one that was misheard.

    The new call takes the place of the old one in the ledger and in the record. Raises
    ``NotFound`` for a line that was not said, ``ReasonMissing``, ``UnknownChoice``.
    """
    row = of_training(session, training, call_id).call
    session.flush()
    session.refresh(row, with_for_update=True)
    words = " ".join(ruling.reason.split())[:LONGEST_REASON]
    if not words:
        raise ReasonMissing
    talk = talk_of(row)
    if not 0 <= ruling.turn < len(talk.turns):
        raise NotFound("turn")
    after = overruled(talk, ruling.turn, ruling.option)
    made = taken_up(row, after, now)
    made.from_turn = ruling.turn
    made.attempt = _attempts(session, row)
    made.origin, made.counts = "ruling", row.counts
    made.trainer_id, made.reason = trainer.id, words
    row.counts = False
    session.add(made)
    session.flush()
    if after.over:
        call_marks.finish(session, made, after, now)
    data = {"call": row.id, "turn": ruling.turn, "option": ruling.option, "reason": words}
    audit.record(session, trainer.id, training.id, "call.overruled", data, now)
    touch(session, training.id)
    return made


def _attempts(session: Session, row: CallRow) -> int:
    """Return the number of the next attempt of this person at this script."""
    known = session.scalars(
        select(CallRow.attempt).where(
            CallRow.trainee_id == row.trainee_id, CallRow.script == row.script
        )
    )
    return max(known) + 1


def talks(session: Session, training: Training, script: Script) -> tuple[Talk, ...]:
    """Return the talks of a training on the script as it is now written."""
    rows = session.scalars(
        select(CallRow)
        .join(TraineeRow, TraineeRow.id == CallRow.trainee_id)
        .where(
            TraineeRow.training_id == training.id,
            TraineeRow.removed_at.is_(None),
            CallRow.script == script.id,
            CallRow.version == script.version,
        )
        .order_by(CallRow.id)
    )
    return tuple(talk_of(row) for row in rows)
