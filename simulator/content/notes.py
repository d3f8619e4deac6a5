"""What a trainer is told of each lesson: what to say, what people ask, where they go wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.content.problems import Problem
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import Source, read_yaml
from simulator.domain.exercises.specification import Specified


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked(Specified):
    """A usual question and what to answer."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonNotes(Specified):
    """The notes of one lesson; each list has at least one entry."""

    lesson: str
    say: tuple[str, ...]
    asked: tuple[Asked, ...]
    traps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NotesFile(Specified):
    """``notes.yaml`` of a module."""

    notes: tuple[LessonNotes, ...]
    debrief: tuple[str, ...] = ()
    """What to ask the group at the end of the module, in order."""


def read_notes(path: Path, file: str, lessons: Collection[str]) -> tuple[NotesFile, list[Problem]]:
    """Read the notes of a module, whose ``lessons`` are known by id; what is faulty is left out."""
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    problems = [*problems, *check_source(source)]
    record, faults = fill(NotesFile, source) if source.lines else (None, [])
    problems += faults
    if record is None:
        return NotesFile(notes=()), problems
    return record, [*problems, *_checked(record, source, lessons)]


def _checked(record: NotesFile, source: Source, lessons: Collection[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for rank, one in enumerate(record.notes):
        place = ("notes", rank)
        if one.lesson not in lessons:
            sentence = f"La leçon « {one.lesson} » n'est pas dans ce module."
            yield source.problem((*place, "lesson"), "notes-lesson", sentence)
        if one.lesson in seen:
            sentence = f"La leçon « {one.lesson} » a deux notes."
            yield source.problem((*place, "lesson"), "notes-twice", sentence)
        seen.add(one.lesson)
        for key in ("say", "asked", "traps"):
            if not getattr(one, key):
                sentence = f"La liste « {key} » est vide."
                yield source.problem((*place, key), "notes-empty", sentence)
