"""Workbooks as a person fills them in, by another library than the one that wrote them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from simulator.content.catalogue import load
from simulator.documents import workbooks as documents
from simulator.documents.workbooks import Book
from simulator.domain.exercises import sheets
from simulator.domain.exercises.question import Question
from simulator.domain.exercises.world import World
from simulator.services.workbooks import wanted
from tests import make

__all__ = ["WORLD", "book", "changed", "english", "filled", "models", "question", "wanted"]

CATALOGUE, _ = load(Path(__file__).resolve().parents[3] / "content")
WORLD = World(make.portfolio(3, 60), CATALOGUE.words, CATALOGUE.law)
ENGLISH = {
    "SOMME.SI.ENS": "SUMIFS",
    "SOMMEPROD": "SUMPRODUCT",
    "SOMME": "SUM",
    "NB.SI.ENS": "COUNTIFS",
    "ARRONDI": "ROUND",
}
"""Functions that model formulas use, as files store them."""


def question(exercise: str) -> Question:
    return CATALOGUE.exercises[exercise].question(WORLD)


def book(exercise: str, reference: str = "référence") -> Book:
    asked = question(exercise)
    data = getattr(asked, "data", ())
    tables = data or sheets.tables(asked.documents)
    return Book(asked, getattr(asked, "sheet", "Réponses"), reference, tables, bool(data))


def english(formula: str) -> str:
    """Return a formula as files store it: English names, commas."""
    pieces = re.split(r'("[^"]*")', formula)
    plain = [piece if piece.startswith('"') else piece.replace(";", ",") for piece in pieces]
    text = "".join(plain)
    for french, other in ENGLISH.items():
        text = re.sub(rf"(?<![A-Z.]){re.escape(french)}\(", f"{other}(", text)
    return text


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a workbook after a change made by openpyxl, which computes nothing."""
    file = load_workbook(io.BytesIO(content))
    change(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def filled(made: Book, cells: Mapping[str, object], content: bytes = b"") -> bytes:
    """Return a workbook with answers in its named cells."""
    spots = {one.part.name: one.address for one in sheets.answers(made.question)}

    def change(file: Any) -> None:
        for name, value in cells.items():
            file[made.sheet][spots[name]] = value

    return changed(content or documents.write(made), change)


def models(made: Book) -> dict[str, str]:
    """Return the model formula of each cell, as a file stores it."""
    return {step.part: english(step.computed) for step in made.question.solution}
