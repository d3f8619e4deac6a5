"""Training programmes: topics, half-days and the activities that they choose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from simulator.content.problems import Problem
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import Source, read_yaml
from simulator.domain.exercises.specification import Specified


class Need(StrEnum):
    """What a topic must have in the product."""

    LESSON = "lesson"
    EXERCISE = "exercise"
    QUIZ = "quiz"
    ROLEPLAY = "roleplay"
    TOOL = "tool"


class Slot(StrEnum):
    """Half of a day."""

    MORNING = "matin"
    AFTERNOON = "après-midi"


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic(Specified):
    """One line of a programme; content covers it as ``PROGRAMME/id``.

    ``tools`` are the screens that this line is taught with: those that its half-day opens for other
    lines do not cover it.
    """

    id: str
    label: str
    needs: tuple[Need, ...]
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class HalfDay(Specified):
    """A morning or an afternoon: its topics and its activities (``lesson:id``, ``quiz:id`` …).

    ``minutes`` gives the time in class of each activity, in the same order, breaks included.
    """

    day: int
    slot: Slot
    topics: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    minutes: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Programme(Specified):
    """A programme as it is sold."""

    id: str
    title: str
    days: int
    hours: int
    audience: str
    prerequisites: str
    objectives: tuple[str, ...]
    topics: tuple[Topic, ...]
    half_days: tuple[HalfDay, ...] = ()

    def covers(self) -> frozenset[str]:
        """Return the names by which content refers to the topics."""
        return frozenset(f"{self.id}/{topic.id}" for topic in self.topics)


def read_programme(path: Path, file: str) -> tuple[Programme | None, Source, list[Problem]]:
    """Read one programme; activities are checked later, against the catalogue."""
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    problems = [*problems, *check_source(source)]
    record, faults = fill(Programme, source) if source.lines else (None, [])
    problems += faults
    if record is not None:
        problems += _topics(record, source)
    return record, source, problems


def _topics(programme: Programme, source: Source) -> Iterator[Problem]:
    known: set[str] = set()
    for rank, topic in enumerate(programme.topics):
        if topic.id in known:
            sentence = f"Le sujet « {topic.id} » est écrit deux fois."
            yield source.problem(("topics", rank), "programme-topic", sentence)
        known.add(topic.id)
    for rank, half in enumerate(programme.half_days):
        if not 1 <= half.day <= programme.days:
            sentence = f"Le jour {half.day} n'est pas dans le programme."
            yield source.problem(("half_days", rank, "day"), "programme-day", sentence)
        for place, name in enumerate(half.topics):
            if name not in known:
                sentence = f"Le sujet « {name} » n'est pas dans le programme."
                path = ("half_days", rank, "topics", place)
                yield source.problem(path, "programme-topic", sentence)
