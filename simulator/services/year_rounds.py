"""Rounds of the year in a training: how far it may be played, who is where, how people rank."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.refusals import OutOfRange
from simulator.services import audit
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.services.trainings import Training
from simulator.store.trainings import TraineeRow
from simulator.store.years import YearPositionRow, YearRoundRow, YearRow

WHOLE = 12
AROUND = 1
"""Places above and below that somebody sees when only neighbours are shown."""


@dataclass(frozen=True, slots=True)
class Round:
    """How many months may be played, and whether each sees only their neighbours."""

    months: int = WHOLE
    neighbours: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: ``rank`` is nothing before the first month closed.

    Money in cents since the start; ``gain`` is the profit over that of the standard policy on the
    same portfolio under the same luck, in points of the demand; ``loss`` in points of the sales.
    """

    trainee_id: int
    name: str
    rank: int | None
    run: int
    month: int
    started: bool
    profit: int
    over: int
    gain: float
    relation: float
    loss: float
    dso: float | None
    left: int
    played_at: datetime | None


def of_training(session: Session, training_id: int) -> Round:
    """Return the round of a training; without one the whole year is open."""
    row = session.scalar(select(YearRoundRow).where(YearRoundRow.training_id == training_id))
    return Round() if row is None else Round(row.months, row.neighbours)


def set_round(
    session: Session,
    trainer: Trainer,
    training: Training,
    months: int,
    *,
    neighbours: bool,
    now: datetime,
) -> Round:
    """Open the year up to a month; ``OutOfRange`` outside 0 to 12."""
    if not 0 <= months <= WHOLE:
        raise OutOfRange("months", months, 0, WHOLE)
    row = session.scalar(select(YearRoundRow).where(YearRoundRow.training_id == training.id))
    if row is None:
        row = YearRoundRow(training_id=training.id)
        session.add(row)
    row.months, row.neighbours, row.changed_at = months, neighbours, now
    touch(session, training.id)
    data = {"months": months, "neighbours": neighbours}
    audit.record(session, trainer.id, training.id, "year.round", data, now)
    session.flush()
    return Round(months, neighbours)


def places(session: Session, training_id: int) -> tuple[Place, ...]:
    """Return everybody of a training, the best gain first, then those who have no month yet."""
    people = session.execute(
        select(TraineeRow, YearRow)
        .outerjoin(YearRow, YearRow.trainee_id == TraineeRow.id)
        .where(TraineeRow.training_id == training_id, TraineeRow.removed_at.is_(None))
    ).all()
    ends = {
        row.year_id: row
        for row in session.scalars(
            select(YearPositionRow)
            .join(YearRow, YearRow.id == YearPositionRow.year_id)
            .join(TraineeRow, TraineeRow.id == YearRow.trainee_id)
            .where(
                TraineeRow.training_id == training_id,
                YearPositionRow.run == YearRow.run,
                YearPositionRow.month == YearRow.month,
                YearPositionRow.closes,
            )
        )
    }
    by_name = sorted(people, key=lambda both: both.TraineeRow.by_name())
    found = [_place(person, year, ends) for person, year in by_name]
    found.sort(key=lambda place: (not place.month, -place.gain))
    return tuple(_ranked(found))


def _place(person: TraineeRow, year: YearRow | None, ends: dict[int, YearPositionRow]) -> Place:
    name = f"{person.first_name} {person.last_name}"
    end = None if year is None else ends.get(year.id)
    if year is None or end is None:
        started = year is not None and year.step > 0
        run = 1 if year is None else year.run
        when = None if year is None else year.played_at
        return Place(person.id, name, None, run, 0, started, 0, 0, 0.0, 0.0, 0.0, None, 0, when)
    told = end.figures["year"]
    flows = told["flows"]
    profit, demand = year.benchmark[end.month - 1]
    mine = flows["sales"] + flows["lost_sales"]
    return Place(
        trainee_id=person.id,
        name=name,
        rank=None,
        run=year.run,
        month=end.month,
        started=True,
        profit=told["profit"],
        over=told["profit"] - profit,
        gain=100.0 * (told["profit"] / max(mine, 1) - profit / max(demand, 1)),
        relation=told["relation"],
        loss=100.0 * (flows["loss"] - flows["indemnity"]) / max(told["sales"], 1),
        dso=told["dso"],
        left=flows["left"],
        played_at=year.played_at,
    )


def _ranked(found: list[Place]) -> list[Place]:
    """Give ranks; equal gains share one."""
    made: list[Place] = []
    for position, place in enumerate(found, start=1):
        if not place.month:
            made.append(place)
            continue
        tied = made and made[-1].rank is not None and made[-1].gain == place.gain
        rank = made[-1].rank if tied else position
        made.append(replace(place, rank=rank))
    return made


def seen_by(places_: tuple[Place, ...], trainee_id: int, round_: Round) -> tuple[Place, ...]:
    """Return what somebody may see of the ranking: all of it, or the neighbours only."""
    ranked = tuple(place for place in places_ if place.rank is not None)
    if not round_.neighbours:
        return ranked
    mine = next((i for i, place in enumerate(ranked) if place.trainee_id == trainee_id), None)
    if mine is None:
        return ()
    return ranked[max(0, mine - AROUND) : mine + AROUND + 1]
