"""A room that has worked on an exercise whose key is wrong."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.exercises.question import Question
from simulator.services import attempt_rows, attempts, catalogue, corrections, rooms
from simulator.store.attempts import AttemptRow, GradingRow, GradingRunRow
from simulator.store.audit import AuditRow
from tests import classroom, practice
from tests.classroom import Classroom
from tests.conftest import Clock

# The key says that own funds are the line DL; the corrected file says that they are line EE.
CORRECTED = replace(
    practice.WORKSHEET,
    parts=(
        replace(practice.WORKSHEET.parts[0], formula="EE", mistakes=()),
        practice.WORKSHEET.parts[1],
    ),
)


class Afternoon:
    """A room that has worked on a key that is wrong."""

    def __init__(
        self, session: Session, room: Classroom, clock: Clock, patch: pytest.MonkeyPatch
    ) -> None:
        self.session, self.room, self.clock, self.patch = session, room, clock, patch
        self.activity = classroom.activity(session, room.exercise)

    def question(self, who: int) -> Question:
        return attempts.exercise(
            self.session, self.room.people[who], self.activity, self.clock()
        ).question

    def statement(self, who: int) -> Any:
        (number,) = self.question(who).customers
        portfolio = attempts.world_of(self.session, self.room.people[who], self.clock()).portfolio
        return portfolio.customers[number].statements[-1]

    def euros(self, who: int, line: str) -> str:
        cents = self.statement(who)[line]
        return f"{cents // 100},{cents % 100:02d}"

    def send(self, who: int, own_funds: str, debts: str = "EC") -> Fraction:
        raw = {"own_funds": self.euros(who, own_funds), "debts": self.euros(who, debts)}
        client = f"{who}-{self.count(GradingRow)}"
        return attempts.submit(
            self.session, self.room.people[who], self.activity, raw, client, self.clock()
        ).fraction

    def correct(self, exercise: Any = CORRECTED) -> None:
        known = catalogue.content()
        every = {**known.exercises, practice.PRACTICE: exercise}
        self.patch.setattr(catalogue, "content", lambda: replace(known, exercises=every))

    def compare(self, *, keeps_points: bool = True) -> corrections.Comparison:
        return corrections.compare(
            self.session, self.activity, self.clock(), keeps_points=keeps_points
        )

    def regrade(self, *, keeps_points: bool = True) -> GradingRunRow:
        return corrections.regrade(
            self.session,
            self.room.trainer,
            self.activity,
            self.compare(keeps_points=keeps_points).seal,
            "La clé disait DL pour EE",
            self.clock(),
            keeps_points=keeps_points,
        )

    def switch(self, run: int | None) -> None:
        corrections.switch(self.session, self.room.trainer, self.activity, run, self.clock())

    def marks(self) -> list[Fraction | None]:
        self.session.flush()
        found = rooms.grid(self.session, self.activity.training, self.clock())
        column = [row.id for row in found.activities].index(self.activity.id)
        by_person = {person.trainee.id: person.cells[column].best for person in found.people}
        return [by_person[person.id] for person in self.room.people]

    def attempt(self, who: int) -> AttemptRow:
        row = attempt_rows.find(self.session, self.room.people[who], self.activity, 0)
        assert row is not None
        return row

    def count(self, table: type) -> int:
        return self.session.scalar(select(func.count()).select_from(table)) or 0

    def journal(self) -> list[str]:
        self.session.flush()
        return list(self.session.scalars(select(AuditRow.action).order_by(AuditRow.id)))
