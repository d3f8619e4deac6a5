"""A process that stops dead in the middle of a room's answers: no receipt lies, no answer doubles.

No process is killed and no thread is started: where the writer would stop, it is stopped.
"""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from sqlalchemy import func, select

from simulator.services import game_answers
from simulator.services.game_answers import Receipt, Sent
from simulator.store.games import GameAnswerRow
from simulator.web import game_writer
from simulator.web.db import db
from simulator.web.game_writer import Writer
from tests.conftest import Clock, House
from tests.web.game_table import Table

KEPT = select(func.count()).select_from(GameAnswerRow)


class Killed(BaseException):
    """What ``kill -9`` does to a line of Python: nothing follows it, and nothing catches it."""


class Witness(Future[Receipt]):
    """A phone that looks, as it is told « received », at what another process would find."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table, self.kept = table, -1

    def set_result(self, result: Receipt) -> None:
        with self.table.house.app.app_context(), db.engine.connect() as other:
            self.kept = other.scalar(KEPT) or 0
        super().set_result(result)


@pytest.fixture
def table(house: House, clock: Clock) -> Table:
    made = Table(house, clock)
    made.enter()
    made.act("next")
    return made


def sent(table: Table) -> list[tuple[Sent, Witness]]:
    """Return an answer of each of three people, under the name that their phones gave it."""
    return [
        (
            Sent(table.game_id, one.id, one.stamp, 0, "1", f"clic-{one.id}", table.clock()),
            Witness(table),
        )
        for one in table.room.people[:3]
    ]


def wrote(table: Table, waiting: list[tuple[Sent, Witness]]) -> None:
    """Write answers as the thread of the process does."""
    Writer(table.house.app, game_answers.keep)._write([*waiting])


def test_an_answer_is_acknowledged_when_another_process_can_read_it(table: Table) -> None:
    waiting = sent(table)

    wrote(table, waiting)

    assert [phone.kept for _, phone in waiting] == [3, 3, 3]
    assert all(phone.result(0).received_at == table.clock() for _, phone in waiting)


def test_a_commit_that_fails_acknowledges_nothing_and_keeps_nothing(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError("no space left on the disk")

    waiting = sent(table)
    with monkeypatch.context() as broken:
        broken.setattr(game_writer.db, "commit", full)
        wrote(table, waiting)

    assert all(isinstance(phone.exception(0), OSError) for _, phone in waiting)
    assert table.count(GameAnswerRow) == 0
    again = sent(table)
    wrote(table, again)
    assert [phone.kept for _, phone in again] == [3, 3, 3]


@pytest.mark.parametrize("committed", [False, True])
def test_a_process_killed_around_its_commit_has_told_nobody_and_phones_send_again(
    table: Table, monkeypatch: pytest.MonkeyPatch, *, committed: bool
) -> None:
    commit = game_writer.db.commit

    def stopped() -> None:
        if committed:
            commit()
        raise Killed

    waiting = sent(table)
    with monkeypatch.context() as dying:
        dying.setattr(game_writer.db, "commit", stopped)
        with pytest.raises(Killed):
            wrote(table, waiting)

    assert not any(phone.done() for _, phone in waiting)
    assert table.count(GameAnswerRow) == (3 if committed else 0)
    again = sent(table)
    wrote(table, again)
    assert all(phone.result(0).received_at == table.clock() for _, phone in again)
    assert table.count(GameAnswerRow) == 3
