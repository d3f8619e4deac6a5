"""A year that somebody plays: open it, play days or months, take the last month back, begin again.

Playing takes a moment of computing: ``compute`` only reads, ``keep`` writes what it found, and
refuses when anything has moved in between. A double click plays once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import NotFound, Refusal
from simulator.domain.year.acts import Intervention
from simulator.domain.year.engine import advance, play
from simulator.domain.year.policy import Policy
from simulator.domain.year.state import State, digest, dump, load, open_year
from simulator.domain.year.world import World
from simulator.services import lines, year_figures, year_hands, year_policies, year_rounds, years
from simulator.services.trainees import Trainee
from simulator.store.years import YearActRow, YearPolicyRow, YearPositionRow, YearRow

PlayedYear = YearRow
"""A played year, as pages read it."""
MONTHS = 12
WEEK = 5


@dataclass(eq=False)
class NothingPlayed(Refusal):
    """There is nothing to take back."""


@dataclass(eq=False)
class RoundClosed(Refusal):
    """The trainer has opened the year up to a month that is reached."""

    months: int


class Span(StrEnum):
    """How far one play goes."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Position:
    """A position to be kept."""

    step: int
    month: int
    closes: bool
    script: list[Any]
    figures: dict[str, Any]
    state: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Going:
    """What a play found, before it is kept; ``revision`` is the one it started from."""

    year_id: int
    revision: int
    run: int
    positions: tuple[Position, ...]


def find(session: Session, trainee_id: int) -> YearRow | None:
    """Return a person's year, if it is open."""
    return session.scalar(select(YearRow).where(YearRow.trainee_id == trainee_id))


def of_trainee(session: Session, trainee_id: int) -> YearRow:
    """Return a person's year; ``NotFound`` when it was never opened."""
    found = find(session, trainee_id)
    if found is None:
        raise NotFound("year")
    return found


def benchmark(portfolio: Portfolio) -> list[Any]:
    """Return what the standard policy does on a portfolio, under the luck of the year played."""
    world = year_policies.world_of(portfolio)
    policy = years.reference(year_figures.BENCHMARK)
    return year_figures.benchmark(play(world, policy, events=False))


def begin(
    session: Session,
    person: Trainee,
    start: str,
    measured: list[Any],
    now: datetime,
    *,
    own_lines: bool = False,
) -> YearRow:
    """Open a person's year with a reference policy to start from; once, whatever the clicks.

    The lines decided on the person's customers are decisions of this policy.
    """
    known = find(session, person.id)
    if known is not None:
        return known
    data = year_policies.reference_data(start, own_lines=own_lines)
    data = year_policies.with_lines(data, lines.of_trainee(session, person.id))
    row = YearRow(trainee_id=person.id, benchmark=measured, opened_at=now)
    session.add(row)
    session.flush()
    session.add(YearPolicyRow(year_id=row.id, revision=1, policy=data, saved_at=now))
    log(session, row, "open", {"start": start}, now)
    return row


def log(session: Session, year: YearRow, kind: str, data: dict[str, Any], now: datetime) -> None:
    """Write down what a person did."""
    session.add(
        YearActRow(year_id=year.id, run=year.run, step=year.step, kind=kind, data=data, at=now)
    )
    session.flush()


def last_position(session: Session, year: YearRow) -> YearPositionRow | None:
    """Return where the run stands, without its state; nothing before the first day."""
    return session.scalar(
        select(YearPositionRow).where(
            YearPositionRow.year_id == year.id,
            YearPositionRow.run == year.run,
            YearPositionRow.step == year.step,
        )
    )


def closed(session: Session, year: YearRow) -> list[YearPositionRow]:
    """Return the ends of the months of the run, without their states."""
    return list(
        session.scalars(
            select(YearPositionRow)
            .where(
                YearPositionRow.year_id == year.id,
                YearPositionRow.run == year.run,
                YearPositionRow.closes,
            )
            .order_by(YearPositionRow.step)
        )
    )


def earlier_runs(session: Session, year: YearRow) -> list[YearPositionRow]:
    """Return the last month closed of each run given up, oldest first."""
    rows = session.scalars(
        select(YearPositionRow)
        .where(
            YearPositionRow.year_id == year.id,
            YearPositionRow.run < year.run,
            YearPositionRow.closes,
        )
        .order_by(YearPositionRow.run, YearPositionRow.step)
    )
    return list({row.run: row for row in rows}.values())


def state_of(session: Session, year: YearRow, world: World, step: int | None = None) -> State:
    """Return the state of the run at its last day, or at a position kept (0: the beginning)."""
    wanted = year.step if step is None else step
    if not wanted:
        return open_year(world)
    blob = session.scalar(
        select(YearPositionRow.state).where(
            YearPositionRow.year_id == year.id,
            YearPositionRow.run == year.run,
            YearPositionRow.step == wanted,
        )
    )
    if blob is None:
        raise NotFound("position")
    return load(blob, world)


def compute(
    session: Session, person: Trainee, portfolio: Portfolio, span: Span, seen: int
) -> Going:
    """Play some time from where the run stands, without keeping anything.

    ``seen`` is the number of days played that the page showed. Raises ``StaleYear`` when it is no
    longer so, ``RoundClosed`` when the trainer has not opened the next month.
    """
    year = of_trainee(session, person.id)
    if year.step != seen:
        raise year_hands.StaleYear(year.step)
    allowed = year_rounds.of_training(session, person.training_id).months
    if year.month >= min(allowed, MONTHS):
        raise RoundClosed(allowed)
    world = year_policies.world_of(portfolio)
    policy = year_policies.policy_of(year_policies.latest(session, year))
    state = state_of(session, year, world)
    before = last_position(session, year)
    script = [] if before is None or before.closes else list(before.script)
    hands = year_hands.of_run(session, year)
    stop = min(allowed, MONTHS) if span is Span.ALL else year.month + 1
    made: list[Position] = []
    while state.month < stop:
        days = {Span.DAY: 1, Span.WEEK: WEEK}.get(span)
        later = _onward(state, policy, hands, days)
        script.append([year.policy_revision, later.step - state.step])
        closes = later.month > state.month
        made.append(_position(later, script, closes=closes))
        script = [] if closes else script
        state = later
        if span is not Span.ALL:
            break
    return Going(year.id, year.revision, year.run, tuple(made))


def _onward(
    state: State, policy: Policy, hands: Sequence[year_hands.Hand], days: int | None
) -> State:
    """Return the state some days later, at most at the end of the month that has begun."""
    acts = interventions(state, hands)
    if days is not None:
        period = state.world.calendar.period
        left = int((period[state.step :] == period[state.step]).sum())
        if days < left:
            return advance(state, policy, days=days, by_hand=acts)
    return advance(state, policy, months=1, by_hand=acts)


def interventions(state: State, hands: Sequence[year_hands.Hand]) -> tuple[Intervention, ...]:
    """Return what was decided by hand, with the holds that still run on the next working day."""
    return year_hands.interventions(hands, int(state.world.calendar.days[state.step]))


def _position(state: State, script: list[Any], *, closes: bool) -> Position:
    figures = year_figures.of_state(state) if closes else {}
    return Position(
        state.step, state.month, closes, list(script), figures, dump(state), digest(state)
    )


def _locked(session: Session, year_id: int) -> YearRow:
    return session.scalars(
        select(YearRow)
        .where(YearRow.id == year_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def keep(session: Session, going: Going, now: datetime) -> YearRow:
    """Keep what was played; ``StaleYear`` when the year has moved since it was computed."""
    year = _locked(session, going.year_id)
    if year.revision != going.revision or year.run != going.run:
        raise year_hands.StaleYear(year.step)
    _drop_unclosed(session, year)
    for item in going.positions:
        session.add(
            YearPositionRow(
                year_id=year.id,
                run=year.run,
                step=item.step,
                month=item.month,
                closes=item.closes,
                script=item.script,
                figures=item.figures,
                state=item.state,
                digest=item.digest,
                played_at=now,
            )
        )
    last = going.positions[-1]
    year.step, year.month, year.played_at = last.step, last.month, now
    year.revision += 1
    log(session, year, "play", {"policy": year.policy_revision, "month": last.month}, now)
    return year


def _drop_unclosed(session: Session, year: YearRow) -> None:
    """Take away the position inside a month: the one that follows holds its script."""
    row = last_position(session, year)
    if row is not None and not row.closes:
        session.delete(row)
        session.flush()


def undo(session: Session, person: Trainee, seen: int, now: datetime) -> YearRow:
    """Go back to the end of the month before; what was decided by hand since waits again.

    ``NothingPlayed`` on the first day, ``StaleYear`` when the page was out of date.
    """
    year = _locked(session, of_trainee(session, person.id).id)
    if year.step != seen:
        raise year_hands.StaleYear(year.step)
    row = last_position(session, year)
    if row is None:
        raise NothingPlayed
    session.delete(row)
    session.flush()
    ends = closed(session, year)
    log(session, year, "undo", {"from": year.step}, now)
    year.step, year.month = (ends[-1].step, ends[-1].month) if ends else (0, 0)
    year.revision += 1
    return year


def restart(session: Session, person: Trainee, seen: int, now: datetime) -> YearRow:
    """Begin the year again with the policy in force; figures of the run given up are kept."""
    year = _locked(session, of_trainee(session, person.id).id)
    if year.step != seen:
        raise year_hands.StaleYear(year.step)
    if not year.step:
        raise NothingPlayed
    log(session, year, "restart", {"from": year.step}, now)
    session.execute(
        update(YearPositionRow)
        .where(YearPositionRow.year_id == year.id, YearPositionRow.run == year.run)
        .values(state=None)
    )
    year.run += 1
    year.step, year.month = 0, 0
    year.revision += 1
    return year


def save_policy(
    session: Session, person: Trainee, data: year_policies.Data, now: datetime
) -> YearRow:
    """Keep a policy for what will be played next; ``FaultyScenario`` keeps nothing."""
    year = _locked(session, of_trainee(session, person.id).id)
    before = year.policy_revision
    if year_policies.save(session, year, data, now) != before:
        log(session, year, "policy", {"revision": year.policy_revision}, now)
    return year


def take_lines(
    session: Session, trainee_id: int, decided: Mapping[int, lines.Decided], now: datetime
) -> None:
    """Put lines just decided, by customer, in the policy of a year that is open."""
    known = find(session, trainee_id)
    if known is None:
        return
    year = _locked(session, known.id)
    before = year_policies.latest(session, year)
    data = year_policies.with_lines(before, decided)
    if data != before:
        year_policies.add(session, year, data, now)
        log(session, year, "policy", {"revision": year.policy_revision}, now)


def script(session: Session, year: YearRow) -> list[tuple[int, int]]:
    """Return what was played: revisions of the policy with days under each, in order."""
    rows: list[YearPositionRow] = closed(session, year)
    last = last_position(session, year)
    if last is not None and not last.closes:
        rows.append(last)
    return [(int(number), int(days)) for row in rows for number, days in row.script]
