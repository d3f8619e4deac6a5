"""Security headers, and how long a browser may keep a file."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, url_for

from simulator.paths import STATIC

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)


@lru_cache(maxsize=256)
def _stamp(path: Path, _changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """Return the address of a static file, stamped with its content so that it can be kept."""
    path = STATIC / name
    return _address(request.script_root, name, _stamp(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=256)
def _address(_root: str, name: str, stamp: str) -> str:
    # a page asks for seven of them, and under one root they are always the same
    return url_for("static", filename=name, v=stamp)


def _add(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if request.endpoint == "static" and "v" in request.args:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def setup(app: Flask) -> None:
    """Put the headers on every answer and give ``asset`` to the templates."""
    app.after_request(_add)
    app.add_template_global(asset, "asset")
