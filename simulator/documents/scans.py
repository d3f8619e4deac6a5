"""Sheets signed on paper, set again as a PDF of our own: nothing of the file but what is seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simulator.documents.typesetting import FOLDER, STANDARDS

TITLE = "Feuille d’émargement signée sur papier"
_NO_MORE = "does not exist"


class Undrawable(Exception):
    """A file that cannot be set: damaged, locked, or of another kind than it says."""


def pages(file: Path, most: int) -> int:
    """Return how many pages a PDF has, ``most`` + 1 when there are more; ``Undrawable``."""
    for page in range(1, most + 2):
        try:
            _compile(file, "pdf", f'#image("/{file.name}", format: "pdf", page: {page})')
        except Undrawable as fault:
            if page > 1 and _NO_MORE in str(fault):
                return page - 1
            raise
    return most + 1


def scan(file: Path, form: str, count: int) -> bytes:
    """Return a PDF of the pages of a file: an archive's (PDF/A) for images, a plain one otherwise.

    A page of another PDF cannot be vouched for, so that it is not said to be an archive's.
    """
    return _compile(file, form, (FOLDER / "scan.typ").read_text(encoding="utf-8"), count)


def _typst() -> Any:  # noqa: ANN401 - its types do not know that standards may be a list of text
    import typst  # noqa: PLC0415 - the child's

    return typst


def _compile(file: Path, form: str, source: str, count: int = 1) -> bytes:

    data = {"file": file.name, "form": form, "pages": count, "title": TITLE}
    try:
        made: bytes = _typst().compile(
            source.encode(),
            root=str(file.parent),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[] if form == "pdf" else STANDARDS,
        )
    except RuntimeError as error:  # what typst says of an image that it cannot draw
        raise Undrawable(str(error)) from error
    return made
