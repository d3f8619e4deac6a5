"""A file being imported is kept an hour, for its owner only."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.config import Settings
from simulator.exchange import drafts
from simulator.exchange.drafts import Draft, DraftGone
from simulator.web.app import create_app

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DRAFT = Draft((1, 2), {"header": 0}, b"cells")


def test_a_draft_comes_back_for_its_owner(tmp_path: Path) -> None:
    token = drafts.save(tmp_path, DRAFT, NOW)

    assert drafts.load(tmp_path, token, (1, 2), NOW) == DRAFT
    with pytest.raises(DraftGone):
        drafts.load(tmp_path, token, (1, 3), NOW)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_of_the_machine_reads_it(tmp_path: Path) -> None:
    drafts.save(tmp_path, DRAFT, NOW)

    [kept] = (tmp_path / drafts.FOLDER).iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_it_ends_after_an_hour_even_when_it_was_corrected(tmp_path: Path) -> None:
    token = drafts.save(tmp_path, DRAFT, NOW)
    later = NOW + timedelta(minutes=50)
    assert drafts.save(tmp_path, DRAFT, later, token) == token

    with pytest.raises(DraftGone):
        drafts.load(tmp_path, token, (1, 2), NOW + timedelta(minutes=61))
    assert list((tmp_path / drafts.FOLDER).iterdir()) == []


def test_it_is_forgotten_when_asked(tmp_path: Path) -> None:
    token = drafts.save(tmp_path, DRAFT, NOW)

    drafts.forget(tmp_path, token)
    drafts.forget(tmp_path, token)

    with pytest.raises(DraftGone):
        drafts.load(tmp_path, token, (1, 2), NOW)


def test_what_an_interrupted_save_left_is_swept(tmp_path: Path) -> None:
    drafts.save(tmp_path, DRAFT, NOW)
    left = tmp_path / drafts.FOLDER / ".0123456789abcdef"
    left.write_bytes(b"half")
    os.utime(left, (NOW.timestamp() - 4000, NOW.timestamp() - 4000))

    assert drafts.sweep(tmp_path, NOW) == 1
    assert not left.exists()


def test_a_server_that_starts_sweeps_what_the_last_one_left(tmp_path: Path) -> None:
    drafts.save(tmp_path, DRAFT, NOW - timedelta(days=9_000))
    settings = Settings(
        instance=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'x.sqlite3'}",
        secret_key="k" * 40,
        testing=True,
    )

    create_app(settings)

    assert list((tmp_path / drafts.FOLDER).iterdir()) == []
    assert drafts.sweep(tmp_path / "nowhere", NOW) == 0


@pytest.mark.parametrize("token", ["", "..", "*", "a" * 31, "../../etc/passwd", "A" * 32, "g" * 32])
def test_a_token_that_is_none_of_ours_names_nothing(tmp_path: Path, token: str) -> None:
    drafts.save(tmp_path, DRAFT, NOW)

    with pytest.raises(DraftGone):
        drafts.load(tmp_path, token, (1, 2), NOW)
