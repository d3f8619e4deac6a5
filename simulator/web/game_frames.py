"""What the live screens receive, by events or when they ask: the same frames."""

from __future__ import annotations

import json
from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import Any

from flask import Flask, current_app

from simulator.domain.quiz.live_view import Role
from simulator.services import game_answers, game_screens, games, trainees
from simulator.services.game_screens import Screen
from simulator.services.games import LiveGame, Pulse
from simulator.web import clock, db
from simulator.web.game_writer import Writer
from simulator.web.streams import Frame, Hub, Topic

PHONE, STAFF = "s", "f"
"""What the name of a listener begins with: a trainee's number or a trainer's follows."""
_EACH = 8
"""Milliseconds that each phone adds to the time over which all ask for what is their own."""
_KEPT = 64
_Key = tuple[int, int, datetime, str, str]
_frames: OrderedDict[_Key, dict[str, Any]] = OrderedDict()
_lock = Lock()
_KEY, _WRITER = "games.hub", "games.writer"


def hub() -> Hub:
    """Return the streams of this application."""
    kept: Hub = current_app.extensions[_KEY]
    return kept


def setup(app: Flask) -> None:
    """Give the application its streams; no thread starts before the first one."""
    app.extensions[_KEY] = Hub(app, app.config["SETTINGS"].streams, render, present)
    app.extensions[_WRITER] = Writer(app, game_answers.keep)


def shut(app: object) -> None:
    """End the streams of an application that is stopping (a server without pages has none)."""
    kept = getattr(app, "extensions", {}).get(_KEY)
    if kept is not None:
        kept.shut()


def writer() -> Writer:
    """Return who writes the answers of this application."""
    kept: Writer = current_app.extensions[_WRITER]
    return kept


def present(people: frozenset[str]) -> None:
    """Write down that phones listen; called by the hub's thread."""
    numbers = [int(name[1:]) for name in people if name.startswith(PHONE)]
    if numbers:
        trainees.seen_together(db.session(), sorted(numbers), clock.now())
        db.commit()


def pulse(game_id: int, role: Role, now: datetime) -> Pulse:
    """Return what tells whether a role's screen is out of date."""
    return games.pulse(db.session(), game_id, now, counts=role is not Role.PLAYER)


def version(pulse: Pulse, role: Role) -> str:
    """Return the version of a role's screen."""
    return pulse.phones if role is Role.PLAYER else pulse.staff


def render(topic: Topic, known: str) -> Frame | None:
    """Return the frame of a topic unless its version is known; called by the hub's thread."""
    role, game_id = Role(topic[0]), topic[1]
    db.read_only()
    now = clock.now()
    found = pulse(game_id, role, now)
    wanted = version(found, role)
    if wanted == known:
        return None
    left = None if found.changes_at is None else (found.changes_at - now).total_seconds()
    payload = frame(game_id, role, found, now)
    spread = _EACH * hub().count
    return Frame(wanted, {**payload, "now": milliseconds(now), "spread": spread}, left)


def frame(game_id: int, role: Role, pulse: Pulse, now: datetime) -> dict[str, Any]:
    """Return what a role's screen shows, written once for all who look."""
    session = db.session()
    row = session.get_one(LiveGame, game_id)
    if row.revision != pulse.revision:  # somebody committed since this request read the game
        session.refresh(row)
    key = (row.id, row.seed, row.created_at, role.value, version(pulse, role))
    with _lock:
        known = _frames.get(key)
    if known is None:
        known = _written(game_screens.screen(session, row, role, now), role, pulse)
        if row.revision == pulse.revision:
            _keep(key, known)
    return known


def _keep(key: _Key, known: dict[str, Any]) -> None:
    with _lock:
        _frames[key] = known
        while len(_frames) > _KEPT:
            _frames.popitem(last=False)


def _written(screen: Screen, role: Role, pulse: Pulse) -> dict[str, Any]:
    view = screen.view
    # Not render_template: its frame asks who is there, and here nobody is.
    template = current_app.jinja_env.get_template(f"games/_{role.value}.html")
    return {
        "version": version(pulse, role),
        "phase": view.phase.value,
        "number": view.number,
        "key": f"{view.number}.{view.phase.value}" if role is Role.PLAYER else "",
        "html": template.render(screen=screen, view=view, game=screen.game),
        "ends": None if view.changes_at is None else milliseconds(view.changes_at),
        "limit": screen.limit,
        "paused": view.paused,
        "concealed": view.concealed,
        "acts": [act.value for act in view.acts],
    }


def body(payload: dict[str, Any]) -> str:
    """Write a payload as JSON."""
    return json.dumps(payload, ensure_ascii=False)


def milliseconds(at: datetime) -> int:
    """Write an instant as browsers count it."""
    return round(at.timestamp() * 1000)
