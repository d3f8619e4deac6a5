"""Dashboards of a training, side by side; what the projector may show of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from simulator.domain.dashboards.judging import Verdict
from simulator.services.dashboards import settings
from simulator.store.dashboards import DashboardGradingRow, DashboardLineRow, DashboardRow
from simulator.store.teams import TeamMemberRow, TeamRow
from simulator.store.trainings import ActivityRow, TraineeRow


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator of somebody: its last judgement, the value that their formula gave."""

    verdict: Verdict
    value: Fraction | str
    code: str
    formula: str
    tries: int
    target: str
    current: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A dashboard of the room."""

    trainee_id: int
    name: str
    conventions: tuple[str, int, bool, bool]
    shown: Mapping[str, Shown]
    changed_at: datetime
    team: str = ""

    @property
    def right(self) -> int:
        """Return how many formulas are right."""
        return sum(one.verdict is Verdict.RIGHT and one.current for one in self.shown.values())


@dataclass(frozen=True, slots=True)
class Side:
    """A team of the room and its dashboards; people without a team are a side without a name."""

    team: str
    people: tuple[Person, ...]

    @property
    def right(self) -> int:
        """Return how many formulas of the team are right."""
        return sum(one.right for one in self.people)

    @property
    def sent(self) -> int:
        """Return how many formulas the team sent."""
        return sum(len(one.shown) for one in self.people)


def sides(people: Sequence[Person]) -> tuple[Side, ...]:
    """Return the teams of a room by name, those who have none last."""
    names = sorted({one.team for one in people}, key=lambda name: (not name, name))
    return tuple(Side(name, tuple(one for one in people if one.team == name)) for name in names)


def _teams(session: Session, training_id: int) -> dict[int, str]:
    """Return the team of each trainee: the last one in which they were put."""
    asked = (
        select(TeamMemberRow.trainee_id, TeamRow.name)
        .join(TeamRow, TeamRow.id == TeamMemberRow.team_id)
        .join(ActivityRow, ActivityRow.id == TeamRow.activity_id)
        .where(ActivityRow.training_id == training_id)
        .order_by(TeamMemberRow.id)
    )
    return {row.trainee_id: row.name for row in session.execute(asked)}


def of_training(session: Session, training_id: int) -> tuple[Person, ...]:
    """Return the dashboards of a training, those who left taken off, by name."""
    asked = (
        select(DashboardRow, TraineeRow)
        .join(TraineeRow, TraineeRow.id == DashboardRow.trainee_id)
        .where(TraineeRow.training_id == training_id, TraineeRow.removed_at.is_(None))
        .options(selectinload(DashboardRow.lines).selectinload(DashboardLineRow.gradings))
    )
    teams = _teams(session, training_id)
    found = sorted(session.execute(asked), key=lambda both: both.TraineeRow.by_name())
    return tuple(_person(row, person, teams.get(person.id, "")) for row, person in found)


def _person(row: DashboardRow, person: TraineeRow, team: str) -> Person:
    chosen = settings(row.conventions)
    return Person(
        person.id,
        f"{person.first_name} {person.last_name}",
        (chosen.tax, chosen.days, chosen.factored, chosen.doubtful),
        {
            line.code: _shown(line, line.gradings[-1], chosen.data)
            for line in row.lines
            if line.shown and line.gradings
        },
        row.changed_at,
        team,
    )


def _shown(line: DashboardLineRow, last: DashboardGradingRow, data: dict[str, object]) -> Shown:
    value = last.value if last.value.startswith("#") else Fraction(last.value)
    return Shown(
        Verdict(last.verdict),
        value,
        last.code,
        last.formula,
        len(line.gradings),
        line.target,
        last.conventions == data,
    )
