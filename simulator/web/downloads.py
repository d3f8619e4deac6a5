"""Files that a person downloads."""

from __future__ import annotations

from flask import Response


def _file(body: bytes, name: str, mimetype: str, *, inline: bool) -> Response:
    answer = Response(body, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "inline" if inline else "attachment", filename=name)
    return answer


def pdf(body: bytes, name: str) -> Response:
    """Answer a PDF, shown by the browser."""
    return _file(body, name, "application/pdf", inline=True)


def zipped(body: bytes, name: str) -> Response:
    """Answer a zip archive."""
    return _file(body, name, "application/zip", inline=False)


def csv(body: bytes, name: str) -> Response:
    """Answer a table for a spreadsheet."""
    return _file(body, name, "text/csv", inline=False)
