"""Rounds of the year in a training: how far it may be played, who is where, how people rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
class Score:
    """Figures at the end of a month, since the start; money in cents.

    ``gain`` is the profit over that of the standard policy on the same portfolio under the same
    luck, in points of the demand; ``over`` the same in cents; ``loss`` in points of the sales.
    """

    profit: int
    over: int
    gain: float
    relation: float
    loss: float
    dso: float | None
    left: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: ``month`` is the last one closed, ``now`` the figures at its end.

    ``then`` are the figures at the end of the month of the ranking and ``rank`` the place they
    give; nothing for who has not closed that month.
    """

    trainee_id: int
    name: str
    run: int
    month: int
    started: bool
    now: Score | None
    then: Score | None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody of a training, ranked on the end of one month (0 when nobody has closed any)."""

    month: int
    places: tuple[Place, ...]

    @property
    def ranked(self) -> tuple[Place, ...]:
        """Those who have closed the month, the best gain first."""
        return tuple(place for place in self.places if place.rank is not None)

    @property
    def behind(self) -> tuple[Place, ...]:
        """Those who play, and have not closed that month yet."""
        return tuple(place for place in self.places if place.month and place.rank is None)

    @property
    def waiting(self) -> tuple[Place, ...]:
        """Those who have closed no month."""
        return tuple(place for place in self.places if not place.month)

    def of(self, trainee_id: int) -> Place | None:
        """Return somebody's own place."""
        return next((place for place in self.places if place.trainee_id == trainee_id), None)

    def seen_by(self, trainee_id: int, round_: Round) -> tuple[Place, ...]:
        """Return what somebody may see of the ranks: all of them, or the neighbours only."""
        ranked = self.ranked
        if not round_.neighbours:
            return ranked
        mine = next((i for i, place in enumerate(ranked) if place.trainee_id == trainee_id), None)
        if mine is None:
            return ()
        return ranked[max(0, mine - AROUND) : mine + AROUND + 1]


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


def month_of(closed: Iterable[int]) -> int:
    """Return the month on which people are ranked: the last that half of those who play closed.

    ``closed`` are months closed, 0 for who has none: they do not play. Nobody is compared at
    different dates, and the slow half holds nobody back.
    """
    playing = sorted((month for month in closed if month), reverse=True)
    return playing[(len(playing) - 1) // 2] if playing else 0


def ranking(session: Session, training_id: int) -> Ranking:
    """Return everybody of a training: the ranked, then those behind, then those without a month."""
    people = session.execute(
        select(TraineeRow, YearRow)
        .outerjoin(YearRow, YearRow.trainee_id == TraineeRow.id)
        .where(TraineeRow.training_id == training_id, TraineeRow.removed_at.is_(None))
    ).all()
    years: list[YearRow | None] = [both.YearRow for both in people]
    month = month_of(year.month for year in years if year is not None)
    ends = {
        (row.year_id, row.month): row
        for row in session.scalars(
            select(YearPositionRow)
            .join(YearRow, YearRow.id == YearPositionRow.year_id)
            .join(TraineeRow, TraineeRow.id == YearRow.trainee_id)
            .where(
                TraineeRow.training_id == training_id,
                YearPositionRow.run == YearRow.run,
                YearPositionRow.month.in_((YearRow.month, month)),
                YearPositionRow.closes,
            )
        )
    }
    by_name = sorted(people, key=lambda both: both.TraineeRow.by_name())
    found = [_place(person, year, month, ends) for person, year in by_name]
    return Ranking(month, tuple(_ranked(found)))


def _place(
    person: TraineeRow,
    year: YearRow | None,
    month: int,
    ends: Mapping[tuple[int, int], YearPositionRow],
) -> Place:
    name = f"{person.first_name} {person.last_name}"
    if year is None:
        return Place(person.id, name, 1, 0, started=False, now=None, then=None)
    now, then = (_score(year, ends.get((year.id, each))) for each in (year.month, month))
    return Place(person.id, name, year.run, year.month, year.step > 0, now, then)


def _score(year: YearRow, end: YearPositionRow | None) -> Score | None:
    if end is None:
        return None
    told = end.figures["year"]
    flows = told["flows"]
    profit, demand = year.benchmark[end.month - 1]
    mine = flows["sales"] + flows["lost_sales"]
    return Score(
        profit=told["profit"],
        over=told["profit"] - profit,
        gain=100.0 * (told["profit"] / max(mine, 1) - profit / max(demand, 1)),
        relation=told["relation"],
        loss=100.0 * (flows["loss"] - flows["indemnity"]) / max(told["sales"], 1),
        dso=told["dso"],
        left=flows["left"],
    )


def _ranked(found: Sequence[Place]) -> list[Place]:
    """Give ranks, the best gain first; equal gains share one. Who is not there comes after."""
    there = [(place.then.gain, place) for place in found if place.then is not None]
    there.sort(key=lambda both: -both[0])
    gains = [gain for gain, _ in there]
    made = [replace(place, rank=gains.index(gain) + 1) for gain, place in there]
    return made + sorted((one for one in found if one.then is None), key=lambda one: -one.month)
