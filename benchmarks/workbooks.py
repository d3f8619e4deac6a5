"""What a workbook costs beside the page: an exercise of ten figures written, sent back and read.

Run from the root of the repository: ``python -m benchmarks.workbooks``. The reading is that of the
guarded child, start-up included; the page's part is the grading, which both pay.
"""

import io
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from openpyxl import load_workbook

from simulator.content.catalogue import load
from simulator.documents import workbooks as documents
from simulator.documents.workbooks import Book
from simulator.domain.exercises import sheets
from simulator.domain.exercises.question import PartKind
from simulator.domain.exercises.world import World
from simulator.exchange.workbooks import reading
from simulator.services.workbooks import wanted
from tests import make

EXERCISE = "score-z-banque-de-france"
FIELDS, ROUNDS = 10, 7
LIMIT = 5.0
"""Seconds from the click to the marks, on a machine that does other things."""


def typed(made, raw):
    """The workbook as a program fills it: figures in cells, one formula without a value."""
    file = load_workbook(io.BytesIO(documents.write(made)))
    for one in sheets.answers(made.question):
        cell = sheets.worth(one.part, raw[one.part.name])
        if one.part.kind is PartKind.NUMBER:
            value = float(cell.value) / (100 if cell.kind.value == "cents" else 1)
            file[made.sheet][one.address] = f"={value!r}*1"
        else:
            file[made.sheet][one.address] = cell.value
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def timed(work):
    spent = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        spent.append(perf_counter() - start)
    return median(spent)


def main() -> int:
    catalogue, _ = load(Path("content"))
    world = World(make.portfolio(1, 60), catalogue.words, catalogue.law)
    question = catalogue.exercises[EXERCISE].question(world)
    assert len(question.parts) >= FIELDS
    made = Book(question, "Réponses", "référence", sheets.tables(question.documents))
    raw = question.solved()
    content = typed(made, raw)
    writing = timed(lambda: documents.write(made))
    received = timed(lambda: reading.read(content, wanted(made)))
    page = timed(lambda: question.grade(raw))
    print(f"{len(question.parts)} parts, workbook of {len(content) / 1024:.0f} kB")
    print(f"download: {writing * 1000:.0f} ms · upload read: {received * 1000:.0f} ms")
    print(f"page, graded: {page * 1000:.2f} ms, {(received + page) / page:.0f} times less")
    return int(writing + received > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
