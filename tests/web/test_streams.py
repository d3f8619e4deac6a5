"""Event streams: one thread for all, a cap, one stream a person, nothing lost by a sleeper."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from flask import Flask

from simulator.web.streams import Frame, Hub, Stream, Topic, answer

ROOM = ("player", 1)


class Source:
    """What a topic shows, changed by the tests."""

    def __init__(self) -> None:
        self.version = "1"

    def __call__(self, topic: Topic, known: str) -> Frame | None:
        return None if known == self.version else Frame(self.version, {"v": self.version})


def read(stream: Stream, wanted: bytes) -> bool:
    """Read events until one has a text; a stream that says nothing for long has lost it."""
    return any(wanted in next(stream) for _ in range(5))


def hub(capacity: int = 10) -> tuple[Hub, Source]:
    source = Source()
    return Hub(Flask("essai"), capacity, source), source


def eventually(condition: Callable[[], bool]) -> bool:
    for _ in range(3000):
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_everybody_receives_the_state_then_each_change() -> None:
    streams, source = hub()
    readers = [streams.open(ROOM, name) for name in "ab"]
    for each in readers:
        assert each is not None
        assert read(each, b'"v": "1"')
    source.version = "2"
    streams.wake()
    for each in readers:
        assert each is not None
        assert read(each, b'"v": "2"')
        each.close()
    assert streams.count == 0


def test_beyond_the_cap_the_browser_is_told_to_ask() -> None:
    streams, _ = hub(1)
    first = streams.open(ROOM, "a")
    assert first is not None

    assert streams.open(ROOM, "b") is None
    assert answer(None).status_code == 503
    first.close()
    again = streams.open(ROOM, "b")
    assert again is not None
    again.close()


def test_a_second_tab_takes_over_and_the_first_is_told() -> None:
    streams, _ = hub(1)
    first = streams.open(ROOM, "a")
    second = streams.open(ROOM, "a")
    assert first is not None
    assert second is not None

    assert b"bye" in b"".join(first)
    assert streams.count == 1
    assert read(second, b'"v": "1"')
    second.close()


def test_a_reader_that_sleeps_keeps_the_last_state_and_no_pile() -> None:
    streams, _ = hub()
    stream = streams.open(ROOM, "a")
    assert stream is not None
    for number in range(100):
        stream.send(f"data: {number}\n\n".encode())

    assert read(stream, b"data: 99")
    stream.close()


def test_the_thread_rests_when_nobody_looks() -> None:
    streams, _ = hub()
    stream = streams.open(ROOM, "a")
    assert stream is not None
    stream.close()

    assert eventually(lambda: streams._thread is None)


def test_a_server_that_stops_ends_every_stream() -> None:
    streams, _ = hub()
    stream = streams.open(ROOM, "a")
    assert stream is not None
    streams.shut()

    assert b"bye" not in b"".join(stream)
    assert streams.count == 0


def test_those_who_listen_are_said_to_be_there_all_together() -> None:
    found: list[frozenset[str]] = []
    streams = Hub(Flask("essai"), 10, Source(), found.append)
    stream = streams.open(ROOM, "a")
    assert stream is not None

    assert eventually(lambda: bool(found))
    assert found == [{"a"}], "once, not at each look"
    stream.close()


def test_a_thread_that_could_not_start_is_started_by_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    streams, _ = hub()

    def refused(_thread: threading.Thread) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refused)
        with pytest.raises(RuntimeError):
            streams.open(ROOM, "a")
    assert streams.count == 0
    reader = streams.open(ROOM, "a")
    assert reader is not None
    assert read(reader, b'"v": "1"')
    reader.close()
