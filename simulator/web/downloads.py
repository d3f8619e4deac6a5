"""Files that a person downloads."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response

from simulator.documents.tables import csv_file, xlsx_file
from simulator.domain.tables import Table


def _file(body: bytes, name: str, mimetype: str, *, inline: bool) -> Response:
    answer = Response(body, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "inline" if inline else "attachment", filename=name)
    return answer


def pdf(body: bytes, name: str) -> Response:
    """Answer a PDF, shown by the browser."""
    return _file(body, name, "application/pdf", inline=True)


def file(body: bytes, name: str, mimetype: str) -> Response:
    """Answer a file of another kind."""
    return _file(body, name, mimetype, inline=False)


def zipped(body: bytes, name: str) -> Response:
    """Answer a zip archive."""
    return _file(body, name, "application/zip", inline=False)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(body: bytes, name: str) -> Response:
    """Answer a workbook."""
    return _file(body, name, XLSX, inline=False)


def table(tables: Table | Sequence[Table], name: str, form: str) -> Response:
    """Answer tables as a workbook, or the first as a CSV: the one call that an export needs.

    ``form`` is ``xlsx`` or ``csv``; ``name`` is the file's, without its ending.
    """
    every = (tables,) if isinstance(tables, Table) else tuple(tables)
    if form == "csv":
        return csv(csv_file(every[0]), f"{name}.csv")
    return xlsx(xlsx_file(*every), f"{name}.xlsx")


def csv(body: bytes, name: str) -> Response:
    """Answer a table for a spreadsheet."""
    return _file(body, name, "text/csv", inline=False)


def word(body: bytes, name: str) -> Response:
    """Answer a Word document."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return _file(body, name, kind, inline=False)
