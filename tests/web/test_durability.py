"""What was acknowledged is there, whatever happens to the server."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from simulator import paths
from simulator.services import catalogue, trainers, trainings
from simulator.services.trainings import Planned, Training
from simulator.store.attempts import AttemptRow, SubmissionRow
from tests.practice import QUIZ

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PEOPLE = 4

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


@dataclass
class Served:
    """The real server, in a process of its own, on a database of its own."""

    instance: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environ = {
            **os.environ,
            "SIMULATOR_INSTANCE": str(self.instance),
            "PYTHONPATH": str(paths.DATA),
        }
        command = [sys.executable, "-m", "simulator.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}/sante", timeout=5):
                    return
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=20)

    def session(self) -> Session:
        return Session(create_engine(f"sqlite:///{self.instance / 'encours.sqlite3'}"))


@dataclass
class Person:
    """A trainee's browser, which remembers what the server acknowledged."""

    served: Served
    name: str
    acknowledged: list[int] = field(default_factory=list)
    sent: int | None = None
    token: str = ""

    def __post_init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)

    def get(self, path: str) -> str:
        with self.browser.open(self.served.address + path, timeout=20) as page:
            return str(page.read().decode())

    def post(self, path: str, **form: str) -> str:
        body = urllib.parse.urlencode({"csrf_token": self.token, **form}).encode()
        with self.browser.open(self.served.address + path, body, timeout=20) as page:
            return str(page.read().decode())

    def _read_token(self, page: str) -> None:
        found = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert found is not None
        self.token = found[1]

    def join(self, code: str) -> None:
        self._read_token(self.get(f"/rejoindre/{code}"))
        page = self.post(f"/rejoindre/{code}", first_name=self.name, last_name="Essai")
        self._read_token(page)

    def work(self, drafts: int, quiz: int, question: str, until: threading.Event) -> None:
        """Save drafts one after the other; send the quiz in the middle."""
        number = 0
        while not until.is_set():
            number += 1
            try:
                answer = self.post(f"/salle/quiz/{drafts}/brouillon", **{question: str(number)})
                assert "saved" in json.loads(answer)
                self.acknowledged.append(number)
                if number == 3:
                    self.post(f"/salle/quiz/{quiz}", **{question: "77", "client_id": self.name})
                    self.sent = 77
            except (OSError, urllib.error.URLError, ValueError):
                return  # the server is gone: what was not acknowledged was not promised


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path / "instance", _free())
    made.start()
    yield made
    assert made.process is not None
    made.process.kill()
    made.process.wait(timeout=20)


def _training(served: Served) -> tuple[str, int, int]:
    """Return the code of a training, and two activities on the same quiz."""
    title = catalogue.quiz(QUIZ).title
    planned = (Planned(0, "quiz", QUIZ, title, 15), Planned(0, "quiz", QUIZ, title, 15))
    with served.session() as session:
        trainer = trainers.add(session, "Claire", "claire@organisme.example", None, AT)
        training = trainings.create(
            session,
            trainer,
            programme="ACC-CTX",
            title="Durable",
            days=1,
            planned=planned,
            first_day=date(2026, 11, 23),
            morning=clock_time(9, 0),
            afternoon=clock_time(13, 30),
            place="",
            client="",
            scenario="negoce-materiaux",
            customers=30,
            now=AT,
        )
        trainings.open_half_day(session, trainer, training, training.half_days[0].id, AT)
        session.commit()
        first, second = (row.id for row in session.get_one(Training, training.id).activities)
        return training.join_code, first, second


@pytest.mark.parametrize("seconds", [1.5, 3.1])
def test_killing_the_server_loses_no_answer_that_it_acknowledged(
    served: Served, seconds: float
) -> None:
    question = next(q.id for q in catalogue.quiz(QUIZ).questions if q.answer is not None)
    code, drafts, quiz = _training(served)
    people = [Person(served, f"Personne{rank}") for rank in range(PEOPLE)]
    for person in people:
        person.join(code)
    until = threading.Event()
    threads = [
        threading.Thread(target=person.work, args=(drafts, quiz, question, until))
        for person in people
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 60
    while not all(person.sent for person in people) and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(seconds / 3)
    served.kill()
    until.set()
    for thread in threads:
        thread.join(timeout=30)

    served.start()

    assert all(person.acknowledged and person.sent for person in people)
    for person in people:
        page = person.get(f"/salle/quiz/{drafts}")
        found = re.search(rf'name="{question}" value="(\d+)"', page)
        assert found is not None
        # One more may have been written and its acknowledgement lost; never one fewer.
        assert int(found[1]) - person.acknowledged[-1] in {0, 1}
    with served.session() as session:
        kept = session.scalars(
            select(SubmissionRow.raw).join(AttemptRow).where(AttemptRow.activity_id == quiz)
        ).all()
        assert kept == [{question: "77"}] * PEOPLE
