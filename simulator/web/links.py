"""Addresses that people copy or scan, and answers that say « unchanged »."""

from __future__ import annotations

import base64
import hashlib
import io

from flask import current_app, g, make_response, request, url_for
from werkzeug.wrappers import Response

from simulator.config import Settings
from simulator.services import network, trainees
from simulator.services.trainees import Trainee


def settings() -> Settings:
    """Return the settings of this application."""
    kept: Settings = current_app.config["SETTINGS"]
    return kept


def secret_key() -> str:
    """Return the key that signs links."""
    return settings().secret_key


def absolute(path: str) -> str:
    """Return a path as an address that another device of the room can open."""
    base = settings().public_url or request.host_url
    return base.rstrip("/") + path


def lasting(path: str) -> str:
    """Return a path at the address of the settings, or nothing when it dies with the room.

    What stays outside (a badge) must not take an address from a request, which anybody writes.
    """
    base = settings().public_url or ""
    return base + path if network.outlives_the_room(base) else ""


def resume_link(person: Trainee) -> str:
    """Return the address that reopens a trainee's work on any device."""
    token = trainees.resume_token(secret_key(), person)
    return absolute(url_for("trainees.resume", token=token))


def qr_data(text: str) -> str:
    """Return a QR code as a ``data:`` image."""
    import segno  # noqa: PLC0415 - only pages with a QR need it

    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=8, border=2, xmldecl=False)

    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()


def unless_same(body: str, mimetype: str = "text/html") -> Response:
    """Answer a fragment with its ETag, or 304 when the browser has it.

    The token of its forms is signed anew each second and the one before stays good as long as the
    session: another token is not another fragment.
    """
    token = g.get("csrf_token")
    same = body.replace(token, "") if token else body
    tag = hashlib.sha256(same.encode()).hexdigest()[:16]
    answer = make_response(body)
    answer.mimetype = mimetype
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "no-cache"
    return answer.make_conditional(request)
