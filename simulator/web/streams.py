"""Live screens by server-sent events: one thread looks at the database for all of a process.

A stream is a plain iterator that a WSGI server can carry. Whoever finds no room is told to ask
again every second: the payload is the same. Nothing here is the truth; it can stop at any time.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from flask import Flask
from werkzeug.wrappers import Response

EVENTS = "text/event-stream"
HEARTBEAT = 5.0
"""Seconds of silence after which a byte is sent, so that a phone that left is noticed."""
LOOK = 0.4
"""Seconds between two looks, for what another process or an answer changed."""
PRESENCE = 15.0
"""Seconds between two times that those who listen are written down as being there."""
_BACKLOG = 4
_MARGIN = 0.005
"""Seconds after a change that comes by itself, so as not to look just before it."""
_RETRY = b"retry: 1500\n\n"
_BYE = b"event: bye\ndata: {}\n\n"
_BEAT = b": \n\n"

Topic = tuple[str, int]
"""Who looks (an audience) and at what."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a topic shows: its version, its payload, and in how long it will change by itself."""

    version: str
    payload: dict[str, object]
    seconds: float | None = None

    def event(self) -> bytes:
        """Return the frame as one event."""
        return f"data: {json.dumps(self.payload, ensure_ascii=False)}\n\n".encode()


Render = Callable[[Topic, str], Frame | None]
"""Return the frame of a topic, or nothing when its version is the one given."""


Present = Callable[[frozenset[str]], None]
"""Write down that the people who listen are there."""


class Stream:
    """What one browser reads; closed when it leaves, when another of its tabs takes over."""

    def __init__(self, hub: Hub, topic: Topic, person: str) -> None:
        self.topic, self.person = topic, person
        self._hub = hub
        self._events: SimpleQueue[bytes | None] = SimpleQueue()
        self._events.put(_RETRY)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        """Wait for the next event; a comment keeps the line open meanwhile."""
        try:
            event = self._events.get(timeout=HEARTBEAT)
        except Empty:
            return _BEAT
        if event is None:
            self.close()
            raise StopIteration
        return event

    def send(self, event: bytes | None) -> None:
        """Queue an event; a reader that sleeps keeps only the last ones, each being complete."""
        while self._events.qsize() >= _BACKLOG:
            try:
                self._events.get_nowait()
            except Empty:  # the reader woke up in between
                break
        self._events.put(event)

    def close(self) -> None:
        """Give the place back; safe to call again."""
        self._hub.left(self)


@dataclass
class _Place:
    version: str = ""
    event: bytes = b""
    streams: set[Stream] = field(default_factory=set)
    due: float | None = None
    """When it changes by itself, on the monotonic clock."""


class Hub:
    """The streams of one process and the thread that feeds them, which rests without streams."""

    def __init__(
        self, app: Flask, capacity: int, render: Render, present: Present | None = None
    ) -> None:
        self._app, self._capacity, self._render, self._present = app, capacity, render, present
        self._counted = 0.0
        self._lock = threading.Lock()
        self._places: dict[Topic, _Place] = {}
        self._people: dict[tuple[Topic, str], Stream] = {}
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def count(self) -> int:
        """Return how many streams are open."""
        with self._lock:
            return len(self._people)

    def open(self, topic: Topic, person: str) -> Stream | None:
        """Return a stream, or nothing beyond the cap; one person has one a topic, the last."""
        with self._lock:
            before = self._people.pop((topic, person), None)
            if before is not None:
                self._places[topic].streams.discard(before)
            elif len(self._people) >= self._capacity:
                return None
            self._start()
            stream = Stream(self, topic, person)
            place = self._places.setdefault(topic, _Place())
            if place.event:
                stream.send(place.event)
            place.streams.add(stream)
            self._people[topic, person] = stream
        if before is not None:
            before.send(_BYE)
            before.send(None)
        self._wake.set()
        return stream

    def left(self, stream: Stream) -> None:
        """Forget a stream."""
        with self._lock:
            place = self._places.get(stream.topic)
            if place is not None:
                place.streams.discard(stream)
                if not place.streams:
                    del self._places[stream.topic]
            if self._people.get((stream.topic, stream.person)) is stream:
                del self._people[stream.topic, stream.person]

    def shut(self) -> None:
        """End every stream, so that a server can stop; browsers come back by themselves."""
        with self._lock:
            streams = list(self._people.values())
        for stream in streams:
            stream.send(None)

    def wake(self) -> None:
        """Look now: something was just committed."""
        self._wake.set()

    def _start(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            thread = threading.Thread(target=self._work, name="streams", daemon=True)
            thread.start()  # it may be refused: the next one tries again
            self._thread = thread

    def _work(self) -> None:
        """Look, send, sleep until something changes; end when nobody is left."""
        while True:
            self._wake.wait(self._delay())
            self._wake.clear()
            with self._lock:
                topics = list(self._places)
                if not topics:
                    self._thread = None
                    return
            try:
                for topic in topics:
                    with self._app.app_context():  # each its own session, and nothing kept
                        self._look(topic)
                self._count_present()
            except Exception:  # the database may be away for a while; screens ask again
                logging.getLogger(__name__).exception("a live screen could not be read")
                time.sleep(LOOK)

    def _count_present(self) -> None:
        """Say who listens: three hundred phones need not write it one by one."""
        if self._present is None or time.monotonic() < self._counted + PRESENCE:
            return
        self._counted = time.monotonic()
        with self._lock:
            people = frozenset(person for _, person in self._people)
        with self._app.app_context():
            self._present(people)

    def _delay(self) -> float:
        with self._lock:
            due = [place.due for place in self._places.values() if place.due is not None]
        return max(0.0, min([LOOK, *(at - time.monotonic() for at in due)]))

    def _look(self, topic: Topic) -> None:
        with self._lock:
            place = self._places.get(topic)
        if place is None:
            return
        frame = self._render(topic, place.version)
        if frame is None:
            if place.due is not None and place.due <= time.monotonic():
                place.due = None
            return
        event = frame.event()
        due = None if frame.seconds is None else time.monotonic() + frame.seconds + _MARGIN
        with self._lock:
            place.version, place.event, place.due = frame.version, event, due
            streams = list(place.streams)
        for stream in streams:
            stream.send(event)


def answer(stream: Stream | None) -> Response:
    """Answer a stream, or 503 when there is no room: the browser then asks every second."""
    if stream is None:
        return Response("", 503, {"Retry-After": "30"})
    return Response(
        stream,
        mimetype=EVENTS,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        direct_passthrough=True,
    )
