"""A live quiz under load: N phones on the loopback, five questions, answers over two seconds.

Every phone holds an event stream (beyond the cap it asks every second), and asks for what is its
own when the page would; one in five sends its answer twice at once, as an impatient thumb does.
What is said at the end comes from the database. *push*: from the server's own instant of the frame
to the phone; *press*: from the trainer's press. The processor's time of an answer is the server's,
from the first answer of a question to the last, screens included: on a machine that others use, it
says more than the delays.

Run from the root: ``python -m benchmarks.quiz 300`` (``--postgres`` for PostgreSQL, ``--threads``).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from datetime import time as hour
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import create_engine, func, select

from benchmarks.servers import processor, rested
from simulator.config import Settings
from simulator.domain.luck import Luck

KEY = "k" * 40
CSRF = "0" * 40
QUESTIONS = 5
SPREAD = 2.0
PUSH_LIMIT = ANSWER_LIMIT = 60.0
QUIZ = "quiz-enjeux"
LUCK = Luck(300)


def settings(folder: Path, url: str, port: int, threads: int) -> Settings:
    return Settings(instance=folder, database_url=url, secret_key=KEY, port=port, threads=threads)


def serve(folder: str, url: str, port: str, threads: str) -> None:
    """Be the server: that of ``simulator serve``."""
    from simulator.cli import serve as served
    from simulator.web.app import create_app

    chosen = settings(Path(folder), url, int(port), int(threads))
    server = served.listen(chosen)
    server.wsgi_app = create_app(chosen)
    served.run(server)


@dataclass
class Scene:
    """A game and the cookies of its people."""

    training: int
    game: int
    trainer: str
    phones: list[str]
    token: str


def stage(chosen: Settings, count: int) -> Scene:
    """Fill the database: a trainer, a training, its trainees, a game in its lobby."""
    from simulator.domain.quiz.question import Quiz
    from simulator.services import catalogue, game_people, games, trainees, trainers, trainings
    from simulator.store import tables
    from simulator.web import clock
    from simulator.web.app import create_app
    from simulator.web.db import db

    app = create_app(chosen)
    now = clock.system_now()
    with app.app_context():
        tables.Base.metadata.create_all(db.engine)
        session = db.session()
        person = trainers.add(session, "Banc", "banc@encours.example", None, now)
        training = trainings.create(
            session,
            person,
            programme="ACC-CTX",
            title="Banc",
            days=1,
            planned=(),
            first_day=date(2026, 11, 23),
            morning=hour(9),
            afternoon=hour(13, 30),
            place="",
            client="",
            scenario="negoce-materiaux",
            customers=40,
            now=now,
        )
        quiz = catalogue.quiz(QUIZ)
        singles = tuple(q for q in quiz.questions if q.kind == "single")[:QUESTIONS]
        assert len(singles) == QUESTIONS
        row = games.create(
            session,
            person,
            training,
            Quiz(quiz.id, quiz.title, singles),
            [q.id for q in singles],
            games.Wanted(seconds=600),
            now,
        )
        people = [
            trainees.join(session, training.id, f"P{n}", f"Banc {n}", "", now) for n in range(count)
        ]
        for each in people:
            game_people.enter(session, row, each, now)
        db.session.commit()
        sign = app.session_interface.get_signing_serializer(app)
        assert sign is not None
        cookies = [
            str(sign.dumps({"trainee": [p.id, p.stamp], "csrf_token": CSRF})) for p in people
        ]
        boss = str(sign.dumps({"trainer": [person.id, person.stamp], "csrf_token": CSRF}))
        token = URLSafeTimedSerializer(KEY, salt="wtf-csrf-token").dumps(CSRF)
        scene = Scene(training.id, row.id, boss, cookies, str(token))
        db.session.remove()
        db.engine.dispose()
    return scene


async def ask(port, method, path, cookie, body=None, token="", accept="application/json"):
    """Send one request on a connection of its own; return the status and the body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    data = urlencode(body).encode() if body else b""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: encours={cookie}\r\n"
        f"Accept: {accept}\r\nX-CSRFToken: {token}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    )
    writer.write(head.encode() + data)
    try:
        answer = await asyncio.wait_for(reader.read(), 60)
    finally:
        writer.close()
    first, _, rest = answer.partition(b"\r\n\r\n")
    return int(first.split()[1]), rest


@dataclass
class Room:
    """All the phones and what they measured, in milliseconds."""

    port: int
    scene: Scene
    push: list[float] = field(default_factory=list)
    press: list[float] = field(default_factory=list)
    polled: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    spent: float = 0.0
    server: int = 0
    faults: list[str] = field(default_factory=list)
    pressed: float = 0.0
    seen: dict[int, dict[str, float]] = field(default_factory=dict)
    streams: int = 0
    over: bool = False
    asking: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    asked: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def shown(self, phone: int, frame: dict, *, live: bool) -> None:
        now = time.time() * 1000
        key = f"{frame['number']}.{frame['phase']}"
        if key in self.seen.setdefault(phone, {}):
            return
        self.seen[phone][key] = now
        if self.pressed and live:
            self.push.append(now - frame["now"])
            self.press.append(now - self.pressed)
        elif self.pressed:
            self.polled.append(now - self.pressed)

    async def phone(self, number: int) -> None:
        cookie, path = self.scene.phones[number], f"/jeu/{self.scene.game}/etat"
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: encours={cookie}\r\n"
            "Accept: text/event-stream\r\n\r\n".encode()
        )
        status = int((await reader.readline()).split()[1])
        if status == 200:
            self.streams += 1
            await self._listen(number, reader)
        else:
            await self._poll(number, cookie, path)
        writer.close()

    async def _listen(self, number: int, reader: asyncio.StreamReader) -> None:
        while not self.over:
            line = await reader.readline()
            if not line:
                self.faults.append("a stream ended")
                return
            if line.startswith(b'data: {"'):
                frame = json.loads(line[6:])
                self.shown(number, frame, live=True)
                self._ask_later(number, frame)

    def _ask_later(self, number: int, frame: dict) -> None:
        """Ask for what is one's own as the page does: when there is a verdict, not all at once."""
        if frame["phase"] == "revealed" and frame["number"] not in self.asked[number]:
            self.asked[number].add(frame["number"])
            share = LUCK.below(1000, str(frame["number"]), number) / 1000
            delay = 0.1 + share * frame["spread"] / 1000
            self.asking[number] = asyncio.create_task(self._ask_own(number, delay))

    async def _ask_own(self, number: int, delay: float) -> None:
        await asyncio.sleep(delay)
        start = time.perf_counter()
        path = f"/jeu/{self.scene.game}/etat"
        code, _ = await ask(self.port, "GET", path, self.scene.phones[number])
        self.own.append((time.perf_counter() - start) * 1000)
        if code != 200:
            self.faults.append(f"state of phone {number}: {code}")

    async def _poll(self, number: int, cookie: str, path: str) -> None:
        while not self.over:
            _, body = await ask(self.port, "GET", path, cookie)
            self.shown(number, json.loads(body), live=False)
            await asyncio.sleep(1)

    async def answer(self, number: int, question: int) -> None:
        await asyncio.sleep(SPREAD * number / len(self.scene.phones))
        twice = number % 5 == 0
        sent = [self._send(number, question, f"{question}-{n}") for n in range(2 if twice else 1)]
        codes = sorted(await asyncio.gather(*sent))
        if codes not in ([200], [200, 409]):
            self.faults.append(f"phone {number}, question {question}: {codes}")

    async def _send(self, number: int, question: int, client_id: str) -> int:
        start = time.perf_counter()
        code, _ = await ask(
            self.port,
            "POST",
            f"/jeu/{self.scene.game}/reponse",
            self.scene.phones[number],
            {"question": question, "answer": str(1 + number % 3), "client_id": client_id},
            self.scene.token,
        )
        self.answers.append((time.perf_counter() - start) * 1000)
        return code

    async def act(self, act: str, seen: int, key: str) -> None:
        """Press a button, then wait until every phone shows it."""
        self.pressed = time.time() * 1000
        path = f"/formations/{self.scene.training}/quiz-direct/{self.scene.game}/action"
        body = {"act": act, "seen": seen}
        code, _ = await ask(self.port, "POST", path, self.scene.trainer, body, self.scene.token)
        assert code == 204, (act, code)
        for _ in range(600):
            if sum(key in shown for shown in self.seen.values()) == len(self.scene.phones):
                return
            await asyncio.sleep(0.05)
        self.faults.append(f"{key} not seen by all")

    async def play(self) -> None:
        phones = []
        for number in range(len(self.scene.phones)):
            phones.append(asyncio.create_task(self.phone(number)))
            await asyncio.sleep(0.004)
        for _ in range(400):
            if len(self.seen) == len(self.scene.phones):
                break
            await asyncio.sleep(0.05)
        for question in range(QUESTIONS):
            await self.act("next", question - 1, f"{question + 1}.asking")
            before = processor(self.server)
            await asyncio.gather(*(self.answer(n, question) for n in range(len(phones))))
            self.spent += processor(self.server) - before
            await self.act("close", question, f"{question + 1}.closed")
            await self.act("reveal", question, f"{question + 1}.revealed")
            await asyncio.gather(*self.asking.values())  # the room reads why
        self.over = True
        for task in (*phones, *self.asking.values()):
            task.cancel()


def percentile(values: list[float], rank: int) -> float:
    return quantiles(values, n=100)[rank - 1] if len(values) > 1 else float("nan")


def line(name: str, values: list[float]) -> str:
    if not values:
        return f"{name:8} none"
    shown = (percentile(values, 50), percentile(values, 95), max(values))
    return f"{name:8} p50 {shown[0]:7.1f}   p95 {shown[1]:7.1f}   max {shown[2]:7.1f} ms"


def stored(url: str) -> tuple[int, int]:
    """Return how many answers are kept, and how many different (question, subject)."""
    from simulator.store.games import GameAnswerRow

    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.scalar(select(func.count()).select_from(GameAnswerRow)) or 0
        pairs = select(GameAnswerRow.position, GameAnswerRow.subject).distinct().subquery()
        different = connection.scalar(select(func.count()).select_from(pairs)) or 0
    engine.dispose()
    return rows, different


def of_process(pid: int) -> str:
    kept = Path(f"/proc/{pid}/status")
    if not kept.exists():
        return ""
    lines = dict(row.split(":", 1) for row in kept.read_text().splitlines() if ":" in row)
    memory, now = (int(lines[name].split()[0]) // 1024 for name in ("VmHWM", "VmRSS"))
    threads = lines["Threads"].strip()
    spent = processor(pid)
    return f"memory {now} MB ({memory} at most), threads {threads}, processor {spent:.1f} s"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("phones", type=int)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--threads", type=int, default=0)
    wanted = parser.parse_args()
    threads = wanted.threads or wanted.phones + 100
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'encours.sqlite3'}"
        if wanted.postgres:
            from tests.databases import postgres_url

            url = postgres_url(folder / "server")
        from tools.serving import free_port

        port = free_port()
        scene = stage(settings(folder, url, port, threads), wanted.phones)
        command = [sys.executable, "-m", "benchmarks.quiz", "serve", name, url, str(port)]
        server = subprocess.Popen([*command, str(threads)], env=dict(os.environ))
        try:
            room = Room(port, scene, server=server.pid)
            asyncio.run(run(room))
            state = of_process(server.pid)
        finally:
            server.kill()  # what was acknowledged is on the disk: the count below proves it
            server.wait(20)
        return report(wanted, room, state, stored(url))


async def run(room: Room) -> None:
    for _ in range(600):  # a busy machine takes its time to import
        try:
            await ask(room.port, "GET", "/", "")
            break
        except OSError:
            await asyncio.sleep(0.1)
    await rested(room.server)
    await room.play()


def report(wanted: argparse.Namespace, room: Room, state: str, kept: tuple[int, int]) -> int:
    expected = wanted.phones * QUESTIONS
    base = "PostgreSQL" if wanted.postgres else "SQLite"
    load = f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{wanted.phones} phones, {base}, {room.streams} streams; {state}; {load}")
    for name in ("push", "press", "polled", "answers", "own"):
        print(line(name, getattr(room, name)))
    print(f"processor of the server by answer sent: {1000 * room.spent / len(room.answers):.2f} ms")
    print(
        f"answers kept {kept[0]} of {expected}, doubles {kept[0] - kept[1]},"
        f" faults {len(room.faults)}"
    )
    for fault in room.faults[:5]:
        print("  ", fault)
    correct = kept == (expected, expected) and not room.faults
    fast = percentile(room.push, 95) < PUSH_LIMIT and percentile(room.answers, 95) < ANSWER_LIMIT
    return 0 if correct and (fast or wanted.phones > 300) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(*sys.argv[2:])
    else:
        sys.exit(main())
