"""A child that reads what strangers send: it may refuse, loop, swell or crash, alone."""

from __future__ import annotations

import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from simulator.exchange import guard
from simulator.exchange.guard import Bounds, UploadRefused, check_zip, guarded

HERE = "tests.exchange.hostile"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the kernel's limits are POSIX")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "sent"
    path.write_bytes(b"content")
    return path


def refused(task: str, path: Path, bounds: Bounds | None = None) -> str:
    with pytest.raises(UploadRefused) as caught:
        guarded(f"{HERE}:{task}", path, bounds)
    return caught.value.reason


def test_the_answer_of_the_child_comes_back(sent: Path) -> None:
    assert guarded(f"{HERE}:shout", sent) == b"CONTENT"


def test_what_the_child_prints_is_no_part_of_its_answer(sent: Path) -> None:
    assert guarded(f"{HERE}:chatter", sent) == b"quiet"


def test_the_child_knows_no_secret(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_SECRET_KEY", "x" * 40)
    monkeypatch.setenv("SIMULATOR_DATABASE_URL", "postgresql://somebody:secret@host/base")

    known = guarded(f"{HERE}:environment", sent).decode()

    assert "PATH" in known
    assert "SIMULATOR" not in known


def test_a_refusal_of_the_child_is_the_same_refusal_here(sent: Path) -> None:
    assert refused("refuse", sent) == "binary"


@pytest.mark.parametrize("task", ["crash", "leave", "missing"])
def test_a_child_that_dies_is_a_refusal(sent: Path, task: str) -> None:
    assert refused(task, sent) == "crashed"


def test_an_empty_file_and_a_large_one_start_no_child(tmp_path: Path) -> None:
    path = tmp_path / "sent"
    path.write_bytes(b"")
    assert refused("shout", path) == "empty"
    path.write_bytes(b"x" * 1001)
    assert refused("shout", path, Bounds(size=1000)) == "too_large"


@POSIX
def test_a_child_that_computes_for_ever_is_ended(sent: Path) -> None:
    assert refused("loop", sent, Bounds(seconds=1)) == "too_long"


def test_a_child_that_waits_for_ever_is_ended(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "START_UP", 1)

    assert refused("wait", sent, Bounds(seconds=1)) == "too_long"


@POSIX
def test_a_child_that_swells_is_refused(sent: Path) -> None:
    assert refused("swell", sent, Bounds(memory=200 * 1024 * 1024)) == "too_much_memory"


@POSIX
def test_a_child_writes_no_more_than_it_may(sent: Path) -> None:
    assert refused("flood", sent, Bounds(answer=1024 * 1024)) in {"crashed", "too_large"}


def archive(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return path


def zip_refused(path: Path, bounds: Bounds | None = None) -> str:
    with pytest.raises(UploadRefused) as caught:
        check_zip(path, bounds or Bounds())
    return caught.value.reason


def test_an_honest_archive_passes_and_names_its_parts(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", xl__workbook_xml=b"<workbook/>", note=b"n" * 10)

    assert check_zip(path, Bounds()) == ("xl/workbook.xml", "note")


def test_a_bomb_is_refused_by_what_it_inflates_to(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", a=b"\0" * 600_000, b=b"\0" * 600_000)

    assert path.stat().st_size < 5_000
    assert zip_refused(path, Bounds(inflated=1_000_000)) == "inflates"


def test_a_bomb_whose_headers_lie_is_refused(tmp_path: Path) -> None:
    """The sizes of the directory say ten bytes; the stream holds a million."""
    path = archive(tmp_path / "a.zip", a=b"\0" * 1_000_000)
    content = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.find(sign) + place, 10)
    path.write_bytes(content)

    assert zip_refused(path, Bounds(inflated=100_000)) in {"inflates", "not_a_zip"}


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{f"p{i}": b"" for i in range(12)})

    assert zip_refused(path, Bounds(parts=10)) == "too_many_parts"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16"])
@pytest.mark.parametrize("place", [0, 256 * 1024 - 5])
def test_declared_entities_are_refused_wherever_they_are(
    tmp_path: Path, encoding: str, place: int
) -> None:
    bomb = "<?xml version='1.0'?>" + " " * place + '<!DOCTYPE a [<!ENTITY b "c">]><a/>'
    path = archive(tmp_path / "a.zip", sheet_xml=bomb.encode(encoding))

    assert zip_refused(path) == "entities"


def test_what_is_no_archive_or_is_locked_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 nothing more")
    assert zip_refused(path) == "not_a_zip"
    archive(path, a=b"hello" * 100)
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert zip_refused(path) == "encrypted"
    archive(path, a=os.urandom(4000))
    content = bytearray(path.read_bytes())
    content[500:600] = b"\xff" * 100
    path.write_bytes(content)
    assert zip_refused(path) == "not_a_zip"
