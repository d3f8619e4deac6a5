"""What an author may have left out of a decision, a file to annotate or a letter."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.exercises.annotating import Annotating
from simulator.domain.exercises.decision import Decision
from simulator.domain.exercises.letter import Letter
from simulator.domain.exercises.specification import Exercise

Found = tuple[tuple[str | int, ...], str, str]
"""The path in the record, the code of the fault, what was seen."""


def faults(exercise: Exercise) -> Iterator[Found]:
    """Yield the faults of an exercise of one of these types."""
    if isinstance(exercise, Annotating):
        yield from _tags(exercise)
    if isinstance(exercise, Letter):
        yield from _mentions(exercise)
    if isinstance(exercise, Decision):
        names = [fact.name for criterion in exercise.criteria for fact in criterion.facts]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield ("criteria",), "duplicate_name", name


def _tags(exercise: Annotating) -> Iterator[Found]:
    known = {tag.name for tag in exercise.tags}
    for rank, line in enumerate(exercise.lines):
        for place, reading in enumerate(line.readings):
            if reading.tag not in known:
                yield (("lines", rank, "readings", place, "tag"), "unknown_name", reading.tag)
        if not line.readings:
            yield (("lines", rank, "readings"), "empty", "readings")


def _mentions(exercise: Letter) -> Iterator[Found]:
    if not exercise.mentions:
        yield (("mentions",), "empty", "mentions")
    for rank, mention in enumerate(exercise.mentions):
        if not (mention.says or mention.amount or mention.day):
            yield (("mentions", rank), "empty", "says")
    for rank, one in enumerate(exercise.forbidden):
        if not one.says:
            yield (("forbidden", rank, "says"), "empty", "says")
