"""A class of thirty at work on the real server, beside a bare page of it, in one run.

``simulator serve`` runs in a process of its own on a temporary installation. Each trainee has a
kept-alive connection and does, over and over, what a phone does: read the agenda, a lesson, an
exercise, the portfolio, save a draft, send answers. Two paces: each one thing a second (a class
that never stops), and all at the same instant (« envoyez vos réponses »). As many newcomers then
join with the code, all at the same instant too. Beside them a lone
connection asks for ``/sante``, which touches neither the database nor a template. What is printed
is milliseconds from the first byte sent to the last received, and ratios to ``/sante``.

    python -m benchmarks.web [--trainees 30] [--seconds 12] [--bursts 5] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from benchmarks.servers import processor, rested
from simulator.config import Settings
from simulator.domain.luck import Luck
from simulator.services import catalogue, databases, portfolios, trainees, trainings
from tools import classroom, serving

ROOT = Path(__file__).resolve().parent.parent
TARGET_MS = 60.0
MOST_TRAINEES, MOST_SECONDS, MOST_BURSTS = 60, 60, 20
LESSON, EXERCISE = "conan-holder", "conan-holder-pas-a-pas"
HELLO = "/sante"
LUCK = Luck(30)
_TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')

Times = defaultdict[str, list[float]]


@dataclass
class Class:
    """What the phones need: where the server is, whose links, which pages, which answers."""

    port: int
    tokens: list[str]
    paths: dict[str, str]
    answers: list[dict[str, str]]
    code: str
    pid: int = 0


@dataclass
class Phone:
    """A browser on one kept-alive connection: a cookie, a token, a stopwatch."""

    port: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    cookie: str = ""
    token: str = ""
    sent: int = 0
    times: Times = field(default_factory=lambda: defaultdict(list))

    async def ask(self, kind: str, path: str, form: Mapping[str, str] | None = None) -> bytes:
        """Send a request, read its whole answer, keep how long it took."""
        body = urlencode(form).encode() if form is not None else b""
        head = f"{'POST' if form is not None else 'GET'} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        if self.cookie:
            head += f"Cookie: {self.cookie}\r\n"
        if form is not None:
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
        head += f"Accept: text/html,application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        start = time.perf_counter()
        try:
            status, answer = await self._exchange(head.encode() + body)
        except ConnectionError:  # as a browser does: a connection that slept was closed
            self.writer.close()
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            status, answer = await self._exchange(head.encode() + body)
        self.times[kind].append((time.perf_counter() - start) * 1000)
        self.sent += 1
        if status not in (200, 302, 303):
            raise RuntimeError(f"{path} answers {status}")
        found = _TOKEN.search(answer)
        if found:
            self.token = found[1].decode()
        return answer

    async def _exchange(self, request: bytes) -> tuple[int, bytes]:
        self.writer.write(request)
        await self.writer.drain()
        first = await self.reader.readline()
        if not first or b" 408 " in first:
            raise ConnectionResetError
        status = int(first.split()[1])
        length = 0
        while (line := await self.reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
            elif name.lower() == "set-cookie":
                self.cookie = value.split(";")[0].strip()
        return status, await self.reader.readexactly(length)


@contextmanager
def served(people: int) -> Iterator[Class]:
    """Make a class in a temporary installation and serve it as the command does."""
    with tempfile.TemporaryDirectory() as folder:
        port = serving.free_port()
        environ = {"SIMULATOR_INSTANCE": folder, "SIMULATOR_PORT": str(port)}
        room = _furnished(Settings.from_env(environ), people)
        room.port = port
        process = subprocess.Popen(
            [sys.executable, "-m", "simulator.cli", "serve"],
            cwd=ROOT,
            env={**os.environ, **environ, "SIMULATOR_LOG_LEVEL": "ERROR"},
            stdout=subprocess.DEVNULL,
        )
        room.pid = process.pid
        try:
            yield room
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _furnished(settings: Settings, people: int) -> Class:
    now = datetime.now(UTC)  # noqa: TID251 - the server beside it reads the clock too
    databases.upgrade(settings.database_url)
    engine = create_engine(settings.database_url)
    with Session(engine) as session:
        trainer = classroom.trainer(session, now)
        made = classroom.make(session, trainer, now, now.date(), people=people)
        lesson = classroom.activity(session, made, LESSON).id
        exercise = classroom.activity(session, made, EXERCISE).id
        answers = []
        for person in made.people:
            portfolio = portfolios.of_trainee(session, person.id, now)
            answers.append(catalogue.question(EXERCISE, portfolio, 0).solved())
        code = session.get_one(trainings.Training, made.training_id).join_code
        session.commit()
    engine.dispose()
    return Class(
        port=0,
        tokens=[trainees.resume_token(settings.secret_key, person) for person in made.people],
        paths={
            "room": "/salle",
            "lesson": f"/salle/lecons/{lesson}",
            "exercise": f"/salle/exercices/{exercise}",
            "portfolio": "/salle/portefeuille",
            "draft": f"/salle/exercices/{exercise}/brouillon",
            "answer": f"/salle/exercices/{exercise}",
        },
        answers=answers,
        code=code,
    )


@asynccontextmanager
async def phones(room: Class) -> AsyncIterator[tuple[list[Phone], Phone]]:
    """Connect everybody, and the lone one that only asks whether the server is there."""
    await _ready(room.port)
    everybody = [
        Phone(room.port, *await asyncio.open_connection("127.0.0.1", room.port))
        for _ in range(len(room.tokens) + 1)
    ]
    try:
        yield everybody[:-1], everybody[-1]
    finally:
        for phone in everybody:
            phone.writer.close()


async def _ready(port: int, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise RuntimeError("the server did not start")


def forms(room: Class, rank: int, phone: Phone) -> dict[str, str]:
    """Return what the form of a trainee sends now; each sending has an id of its own."""
    return {
        "csrf_token": phone.token,
        "client_id": f"bench-{rank}-{phone.sent}",
        **room.answers[rank],
    }


STEPS = ("room", "lesson", "exercise", "draft", "portfolio", "exercise", "draft", "answer")


async def step(room: Class, rank: int, phone: Phone, kind: str) -> None:
    """Do one thing."""
    form = forms(room, rank, phone) if kind in {"draft", "answer"} else None
    await phone.ask(kind, room.paths[kind], form)


async def first_visit(room: Class, rank: int, phone: Phone) -> None:
    """Come in, and see each page once: what is made and kept on the first visit is made here."""
    await phone.ask("resume", f"/reprendre/{room.tokens[rank]}")
    for kind in ("room", "lesson", "exercise", "portfolio"):
        await step(room, rank, phone, kind)


async def a_class(room: Class, rank: int, phone: Phone, seconds: float) -> None:
    """Do one thing a second, each at an instant of one's own."""
    start = time.monotonic()
    for turn in range(int(seconds)):
        place = turn + LUCK.below(1000, "bench", rank, turn) / 1000
        await asyncio.sleep(max(0.0, start + place - time.monotonic()))
        await step(room, rank, phone, STEPS[(turn + rank) % len(STEPS)])


async def hello(phone: Phone, seconds: float, every: float = 0.1) -> None:
    """Ask the bare page while the class works."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await phone.ask("hello", HELLO)
        await asyncio.sleep(every)


def taken(everybody: list[Phone], alone: Phone) -> dict[str, list[float]]:
    """Return the times by kind, and forget them."""
    found: dict[str, list[float]] = {}
    for phone in (*everybody, alone):
        for kind, values in phone.times.items():
            found.setdefault(kind, []).extend(values)
        phone.times.clear()
    return found


async def measured(room: Class, seconds: float, bursts: int) -> dict[str, dict[str, list[float]]]:
    """Return milliseconds by pace and kind."""
    async with phones(room) as (everybody, alone):
        await rested(room.pid)
        ranked = list(enumerate(everybody))
        for rank, phone in ranked:
            await first_visit(room, rank, phone)
        found = {"first visit, one after the other": taken(everybody, alone)}
        before, count = processor(room.pid), sum(phone.sent for phone in (*everybody, alone))
        await asyncio.gather(
            hello(alone, seconds), *(a_class(room, rank, phone, seconds) for rank, phone in ranked)
        )
        count = sum(phone.sent for phone in (*everybody, alone)) - count
        found["one thing a second each"] = taken(everybody, alone)
        found["one thing a second each"]["cpu a request"] = [
            (processor(room.pid) - before) * 1000 / count
        ]
        for kind in ("exercise", "answer"):
            for _ in range(bursts):
                await asyncio.sleep(0.5)
                await alone.ask("hello", HELLO)
                await asyncio.gather(*(step(room, rank, phone, kind) for rank, phone in ranked))
        found["all at the same instant"] = taken(everybody, alone)
    async with phones(room) as (newcomers, alone):
        address = f"/rejoindre/{room.code}"
        await asyncio.gather(*(phone.ask("code", address) for phone in newcomers))
        await asyncio.gather(
            *(
                phone.ask("join", address, {"csrf_token": phone.token, **newcomer(rank)})
                for rank, phone in enumerate(newcomers)
            )
        )
        found["newcomers at the same instant"] = taken(newcomers, alone)
    return found


def newcomer(rank: int) -> dict[str, str]:
    """Return what somebody types to join."""
    return {"first_name": f"Prénom {rank}", "last_name": f"Nom {rank}", "company": "Banc"}


def quantile(values: list[float], share: float) -> float:
    """Return a quantile by rank, without interpolation."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def summary(found: dict[str, dict[str, list[float]]]) -> list[dict[str, object]]:
    """Return a line a pace and kind, with ratios to the bare page of the same pace."""
    lines: list[dict[str, object]] = []
    for pace, kinds in found.items():
        bare = kinds.get("hello")
        for kind, values in kinds.items():
            p50, p95 = statistics.median(values), quantile(values, 0.95)
            lines.append(
                {
                    "pace": pace,
                    "kind": kind,
                    "count": len(values),
                    "p50_ms": round(p50, 2),
                    "p95_ms": round(p95, 2),
                    "ratio_p50": round(p50 / statistics.median(bare), 1) if bare else None,
                }
            )
    return lines


def show(lines: list[dict[str, object]], write: Callable[[str], object]) -> None:
    """Write the table."""
    write(f"{'pace':<34}{'what':<16}{'count':>6}{'p50 ms':>9}{'p95 ms':>9}{'× hello':>9}")
    for line in lines:
        ratio = "" if line["ratio_p50"] is None else f"{line['ratio_p50']}"
        write(
            f"{line['pace']:<34}{line['kind']:<16}{line['count']:>6}"
            f"{line['p50_ms']:>9}{line['p95_ms']:>9}{ratio:>9}"
        )


def main() -> int:
    """Run once; the exit code says whether the class at work stays under the target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trainees", type=int, default=30)
    parser.add_argument("--seconds", type=int, default=12)
    parser.add_argument("--bursts", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with served(min(asked.trainees, MOST_TRAINEES)) as room:
        seconds, bursts = min(asked.seconds, MOST_SECONDS), min(asked.bursts, MOST_BURSTS)
        found = asyncio.run(measured(room, seconds, bursts))
    lines = summary(found)
    if asked.json:
        print(json.dumps(lines, indent=1))
    else:
        show(lines, print)
    steady = found["one thing a second each"]
    worst = max(quantile(steady[kind], 0.95) for kind in set(STEPS))
    if not asked.json:
        print(f"\nclass at work, worst p95: {worst:.1f} ms (target {TARGET_MS:.0f} ms)")
    return int(worst >= TARGET_MS)


if __name__ == "__main__":
    sys.exit(main())
