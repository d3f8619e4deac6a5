"""How long a turn of a call takes on the server: a class plays its scripts, typing and choosing.

The real application on a temporary installation, asked in this process: what is timed is a line
sent to the page of the call until its answer is whole, sessions, rendering and database included,
no network. Each person opens as many calls as there are customers for, and says by turns a line in
their own words (of the corpus of the hearing) and the first line offered, until the call ends.
Printed: milliseconds for typed lines, chosen lines and both, and the processor's time of the same
turns, which says more on a machine that others use; the exit code says whether the p95 of all is
under the target.

    python -m benchmarks.talk [--trainees 4] [--calls 6] [--json]
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from flask.testing import FlaskClient
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from simulator.config import Settings
from simulator.domain.negotiation import hearing
from simulator.services import calls, catalogue, databases, trainees
from simulator.web.app import create_app
from tools import classroom
from tools.hearing import utterances

TARGET_MS = 50.0
MOST_TRAINEES, MOST_CALLS, MOST_TURNS = 30, 16, 40
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_OPTION = re.compile(r'name="option" value="([^"]+)"')
_TURN = re.compile(r'name="turn" value="([0-9]+)"')

Times = dict[str, list[float]]


def furnished(settings: Settings, people: int) -> tuple[list[str], list[list[str]]]:
    """Make a class; return its resume links and the scripts that each person can play."""
    now = datetime.now(UTC)  # noqa: TID251 - the application beside it reads the clock too
    databases.upgrade(settings.database_url)
    engine = create_engine(settings.database_url)
    with Session(engine) as session:
        trainer = classroom.trainer(session, now)
        room = classroom.make(session, trainer, now, now.date(), people=people)
        playable = [
            [
                one.script.id
                for one in calls.lines(session, person, now)
                if one.customer and one.playable
            ]
            for person in room.people
        ]
        session.commit()
        links = [trainees.resume_token(settings.secret_key, person) for person in room.people]
    engine.dispose()
    return links, playable


def page(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path, follow_redirects=True)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    return answer.get_data(as_text=True)


def sent(browser: FlaskClient, path: str, form: dict[str, str]) -> tuple[str, str]:
    """Send a form; return where it leads and what it answers."""
    answer = browser.post(path, data=form, headers={"Accept": "application/json"})
    if answer.status_code not in {200, 303}:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    return answer.headers.get("Location", path), answer.get_data(as_text=True)


def played(browser: FlaskClient, script: str, words: Iterator[str], times: Times) -> None:
    """Play one call to its end, timing each turn."""
    first = f"/salle/appels/{script}/dossier"
    found = _TOKEN.search(page(browser, first))
    if found is None:
        raise RuntimeError(f"no form on {first}")
    token = found[1]
    where, _ = sent(browser, first, {"csrf_token": token})
    sheet = where
    sent(browser, sheet, {"csrf_token": token, "submit": "1"})
    here = sheet.removesuffix("/preparation")
    shown = page(browser, here)
    for rank in range(MOST_TURNS):
        turn, option = _TURN.search(shown), _OPTION.search(shown)
        if turn is None or option is None:  # the call is over
            return
        typed = rank % 2 == 0
        line = {"text": next(words)} if typed else {"option": option[1]}
        start, spent = time.perf_counter(), time.process_time()
        _, answer = sent(browser, here, {"csrf_token": token, "turn": turn[1], **line})
        times["typed" if typed else "chosen"].append((time.perf_counter() - start) * 1000)
        times["cpu"].append((time.process_time() - spent) * 1000)
        shown = json.loads(answer)["answer"]


def measured(people: int, most: int) -> Times:
    """Play the calls of a class one after the other."""
    times: Times = {"typed": [], "chosen": [], "cpu": []}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"SIMULATOR_INSTANCE": folder})
        links, playable = furnished(settings, people)
        hearing.ready()
        app = create_app(settings)
        words = repeated()
        for link, scripts in zip(links, playable, strict=True):
            browser = app.test_client()
            page(browser, f"/reprendre/{link}")
            for script in scripts[:most]:
                played(browser, script, words, times)
    return times


def repeated() -> Iterator[str]:
    """Yield what may be typed, over and over."""
    said = [one.text for one in utterances()]
    while True:
        yield from said


def quantile(values: list[float], share: float) -> float:
    """Return a quantile by rank, without interpolation."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def summary(times: Times) -> list[dict[str, object]]:
    """Return a line for each kind of turn and one for all."""
    kinds = {**times, "all": [*times["typed"], *times["chosen"]]}
    return [
        {
            "turn": kind,
            "count": len(values),
            "p50_ms": round(statistics.median(values), 1),
            "p95_ms": round(quantile(values, 0.95), 1),
            "max_ms": round(max(values), 1),
        }
        for kind, values in kinds.items()
        if values
    ]


def main() -> int:
    """Run once; the exit code says whether the p95 of a turn is under the target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trainees", type=int, default=4)
    parser.add_argument("--calls", type=int, default=6)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    catalogue.content()  # read once, as a server does before its first page
    lines = summary(measured(min(asked.trainees, MOST_TRAINEES), min(asked.calls, MOST_CALLS)))
    if asked.json:
        print(json.dumps(lines, indent=2))
    else:
        print(f"{'turn':<10}{'count':>7}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}")
        for one in lines:
            figures = "".join(f"{one[name]:>9}" for name in ("p50_ms", "p95_ms", "max_ms"))
            print(f"{one['turn']:<10}{one['count']:>7}{figures}")
    return int(float(str(lines[-1]["p95_ms"])) > TARGET_MS)


if __name__ == "__main__":
    raise SystemExit(main())
