"""One writer that commits for many: answers of a room that come together share a transaction.

A laptop's disk takes a few milliseconds to make a commit durable; three hundred phones in two
seconds would queue for it one by one. Here those that wait are written together, and
each is acknowledged only once the commit is on the disk.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from flask import Flask

from simulator.domain.refusals import Refusal
from simulator.web import db

MOST = 64
"""Answers of one transaction."""
IDLE = 10.0
"""Seconds without work after which the thread ends."""
PATIENCE = 30.0

Job = Callable[[], Any]
T = TypeVar("T")


class Writer:
    """The queue of one process and the thread that empties it."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._jobs: SimpleQueue[tuple[Job, Future[Any]]] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def write(self, job: Callable[[], T]) -> T:
        """Run a job in a shared transaction; return or raise what it did once it is durable.

        The session of the job is ``db.session()``.

        The caller must hold no transaction of its own: on SQLite it would wait for itself.
        """
        future: Future[T] = Future()
        with self._lock:
            self._jobs.put((job, future))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
                self._thread.start()
        return future.result(PATIENCE)

    def _work(self) -> None:
        while True:
            try:
                batch = [self._jobs.get(timeout=IDLE)]
            except Empty:
                with self._lock:
                    if self._jobs.empty():
                        self._thread = None
                        return
                continue
            while len(batch) < MOST:
                try:
                    batch.append(self._jobs.get_nowait())
                except Empty:
                    break
            self._write(batch)

    def _write(self, batch: list[tuple[Job, Future[Any]]]) -> None:
        try:
            outcomes = self._together([job for job, _ in batch])
        except Exception:  # one by one, so that what broke takes nothing from the others
            if len(batch) > 1:
                logging.getLogger(__name__).exception("a shared transaction failed")
            outcomes = [self._alone(job) for job, _ in batch]
        for (_, future), (result, refused) in zip(batch, outcomes, strict=True):
            if refused is None:
                future.set_result(result)
            else:
                future.set_exception(refused)

    def _together(self, jobs: list[Job]) -> list[tuple[Any, Exception | None]]:
        """Run jobs in one transaction; a refusal is an outcome like another and writes nothing."""
        outcomes: list[tuple[Any, Exception | None]] = []
        with self._app.app_context():
            for job in jobs:
                try:
                    outcomes.append((job(), None))
                except Refusal as refusal:
                    outcomes.append((None, refusal))
            db.commit()
        return outcomes

    def _alone(self, job: Job) -> tuple[Any, Exception | None]:
        try:
            return self._together([job])[0]
        except Exception as error:  # noqa: BLE001 - it is raised again where the job was asked
            return None, error
