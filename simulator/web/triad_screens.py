"""What the screens of a role-play show and follow: clock, keys, and what each seat is served."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from werkzeug.wrappers import Response

from simulator.domain.negotiation.grid import CAP, WEIGHTS
from simulator.domain.training.rotation import Role
from simulator.domain.training.triads import AUTHORS, Part, Phase, sees
from simulator.services import triad_cases, triad_marks, triads
from simulator.services.triads import Seat, TriadRound
from simulator.web import clock, db, links, triad_words


def words() -> dict[str, Any]:
    """Return the vocabulary that every page of role-plays needs."""
    return {
        "words": triad_words,
        "weights": WEIGHTS,
        "cap": CAP,
        "grid_of": triad_marks.grid,
        "score_of": triad_marks.score,
        "Part": Part,
    }


def ticking(row: TriadRound, now: datetime) -> dict[str, Any]:
    """Return what a countdown needs, in milliseconds of the browser's clock."""
    machine = triads.clock(row)
    phase = machine.phase(now)
    running = phase in {Phase.PREPARING, Phase.PLAYING}
    return {
        "phase": phase.value,
        "left": int(machine.left(now).total_seconds() * 1000) if running else None,
        "ends": milliseconds(row.ends_at) if running and row.ends_at else None,
        "limit": 1000 * triads.limit(row, phase),
        "paused": row.paused_at is not None,
    }


def milliseconds(at: datetime) -> int:
    """Write an instant as browsers count it."""
    return round(at.timestamp() * 1000)


def state(row: TriadRound, key: str, html: str = "") -> Response:
    """Answer what a screen follows; 304 when it has it. The time is a header: it is always new."""
    now = clock.now()
    counted = ticking(row, now)
    if not counted["paused"]:  # what is left changes each time: the browser counts it from ``ends``
        del counted["left"]
    body = json.dumps({"key": key, "html": html, **counted}, ensure_ascii=False)
    answer = links.unless_same(body, "application/json")
    answer.headers["X-Now"] = str(milliseconds(now))
    return answer


def desk_key(row: TriadRound, now: datetime) -> str:
    """Return what makes the desk another page when it changes."""
    return f"{triads.clock(row).phase(now)}.{row.paused_at is not None}"


def projector_key(row: TriadRound, now: datetime) -> str:
    """Return what makes the projector another page: the phase, who sits where."""
    seated = [
        f"{seat.group_id}:{seat.trainee_id}" for one in triads.groups(row) for seat in one.seats
    ]
    return f"{desk_key(row, now)}.{'.'.join(seated)}"


def served(seat: Seat, phase: Phase, now: datetime) -> dict[str, Any]:
    """Return what a seat is served, and nothing of what the others read."""
    role = Role(seat.role)
    parts = sees(role, phase) if phase is not Phase.CLOSED else frozenset()
    progress = triad_marks.progress_of(seat.group)
    # Set apart one by one: what is not put in here cannot reach the page.
    found: dict[str, Any] = {
        "role": role,
        "group": seat.group,
        "parts": parts,
        "waits": progress.waits,
        "own": triad_marks.shown(seat.group, seat, now) if phase is Phase.ASSESSING else [],
        "notes": triad_marks.notes_for(seat.group, seat, now),
        "turn": progress.waits is AUTHORS[role] or role is Role.CUSTOMER,
    }
    if not parts:
        return found
    call = triad_cases.talk(seat.group.case)
    found["situation"] = triad_cases.situation(call)
    if Part.FILE in parts:
        found["file"] = triad_cases.file(db.session(), call, seat.trainee_id, now)
        db.commit()  # the first page that reads a portfolio makes it
    if Part.BRIEF in parts:
        found["brief"] = triad_cases.brief(call)
    return found


def play_key(row: TriadRound, seat: Seat | None, now: datetime) -> str:
    """Return what makes a phone another page: the phase, the seat, whose turn it is."""
    phase = triads.clock(row).phase(now)
    if seat is None:
        return f"{phase}.away"
    waits = triad_marks.progress_of(seat.group).waits
    return f"{phase}.{row.paused_at is not None}.{seat.group_id}.{seat.role}.{waits}"
