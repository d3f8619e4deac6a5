"""What live screens receive when the game moves while they ask, and what comes with a fault."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import update

from simulator.domain.quiz.live_view import Role
from simulator.services.games import LiveGame
from simulator.web import game_frames
from simulator.web.db import db
from tests.conftest import Clock, House
from tests.web.game_table import Table


@pytest.fixture
def table(house: House, clock: Clock) -> Table:
    return Table(house, clock)


def test_a_game_that_moved_since_it_was_read_is_read_again_and_kept_only_as_it_is(
    table: Table, clock: Clock
) -> None:
    game_frames._frames.clear()
    with table.house.app.app_context():
        session = db.session()
        row = session.get_one(LiveGame, table.game_id)
        later = update(LiveGame).values(revision=row.revision + 1, finished_at=clock())
        session.execute(later, execution_options={"synchronize_session": False})
        pulse = game_frames.pulse(table.game_id, Role.PLAYER, clock())

        old = replace(pulse, revision=pulse.revision - 1)
        session.refresh(row)
        game_frames.frame(table.game_id, Role.PLAYER, old, clock())
        assert not game_frames._frames, "what is newer than its version is not kept for it"

        session.execute(
            later.values(revision=pulse.revision + 1, finished_at=None),
            execution_options={"synchronize_session": False},
        )
        pulse = game_frames.pulse(table.game_id, Role.PLAYER, clock())
        shown = game_frames.frame(table.game_id, Role.PLAYER, pulse, clock())
        assert shown["phase"] == "lobby"
        assert len(game_frames._frames) == 1


def test_a_writer_that_could_not_start_starts_with_the_next_answer(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.enter()
    table.act("next")

    def refused(_thread: threading.Thread) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refused)
        with pytest.raises(RuntimeError):
            table.answer(table.phones[0], "1", question=0)

    assert table.answer(table.phones[0], "1", question=0).status_code == 200


def test_a_character_that_no_database_keeps_is_left_out_of_an_answer(table: Table) -> None:
    table.enter()
    table.act("next")
    assert table.answer(table.phones[0], "1\0", "a\0").status_code == 200
    assert table.answer(table.phones[0], "1", "a").status_code == 200, "it is the same one"
