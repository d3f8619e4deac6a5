"""What was acknowledged is there, whatever happens to the server."""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path

import pytest
from sqlalchemy import select

from simulator.services import catalogue, trainers, trainings
from simulator.services.trainings import Planned, Training
from simulator.store.attempts import AttemptRow, SubmissionRow
from tests.practice import QUIZ
from tests.served import GONE, PATIENCE, Browser, Served
from tools.serving import free_port

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PEOPLE = 4

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


class Person(Browser):
    """A trainee's browser, which remembers what the server acknowledged."""

    def __init__(self, served: Served, name: str) -> None:
        super().__init__(served)
        self.name = name
        self.acknowledged: list[int] = []
        self.sent: int | None = None

    def join(self, code: str) -> None:
        self.reads_token(self.get(f"/rejoindre/{code}"))
        page = self.post(f"/rejoindre/{code}", first_name=self.name, last_name="Essai")
        self.reads_token(page)

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
            except (*GONE, ValueError):
                return  # the server is gone: what was not acknowledged was not promised


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path / "instance", free_port())
    made.start()
    yield made
    made.close()


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
    end = time.monotonic() + PATIENCE
    while not all(person.sent for person in people) and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(seconds / 3)
    served.kill()
    until.set()
    for thread in threads:
        thread.join(timeout=PATIENCE)

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
