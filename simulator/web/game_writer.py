"""One writer that commits for many: answers of a room that come together share a transaction.

A laptop's disk takes a few milliseconds to make a commit durable; three hundred phones in two
seconds would queue for it one by one. Here those that wait are read and written together, and
each is acknowledged only once the commit is on the disk. The busier the room, the more an answer
shares: an answer costs less when there are many.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue

from flask import Flask

from simulator.services.game_answers import Keep, Outcome, Receipt, Sent
from simulator.web import db

MOST = 64
"""Answers of one transaction."""
GATHER = 0.01
"""Seconds from the end of a transaction to the next: who answers meanwhile shares it."""
IDLE = 10.0
"""Seconds without work after which the thread ends."""
PATIENCE = 30.0

_Waiting = tuple[Sent, "Future[Receipt]"]


class Writer:
    """The queue of one process and the thread that empties it."""

    def __init__(self, app: Flask, keep: Keep) -> None:
        self._app, self._keep = app, keep
        self._jobs: SimpleQueue[_Waiting] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._next = 0.0

    def write(self, sent: Sent) -> Receipt:
        """Keep an answer in a shared transaction; return its receipt once it is durable.

        Raises the refusal of an answer that was not kept. The caller must hold no transaction of
        its own: on SQLite it would wait for itself.
        """
        future: Future[Receipt] = Future()
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                thread = threading.Thread(target=self._work, name="writer", daemon=True)
                thread.start()  # it may be refused: nothing is queued then, and the next one tries
                self._thread = thread
            self._jobs.put((sent, future))
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
            time.sleep(max(0.0, self._next - time.monotonic()))
            while len(batch) < MOST:
                try:
                    batch.append(self._jobs.get_nowait())
                except Empty:
                    break
            self._write(batch)
            self._next = time.monotonic() + GATHER

    def _write(self, batch: list[_Waiting]) -> None:
        outcomes: Sequence[Receipt | Exception]
        try:
            outcomes = self._together([sent for sent, _ in batch])
        except Exception:  # one by one, so that what broke takes nothing from the others
            if len(batch) > 1:
                logging.getLogger(__name__).exception("a shared transaction failed")
            outcomes = [self._alone(sent) for sent, _ in batch]
        for (_, future), outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Receipt):
                future.set_result(outcome)
            else:
                future.set_exception(outcome)

    def _together(self, sent: Sequence[Sent]) -> list[Outcome]:
        with self._app.app_context():
            outcomes = self._keep(db.session(), sent)
            db.commit()
        return outcomes

    def _alone(self, sent: Sent) -> Receipt | Exception:
        try:
            return self._together([sent])[0]
        except Exception as error:  # noqa: BLE001 - it is raised again where it was sent
            return error
