"""What the content has for each topic of each programme, and what a topic still lacks.

Strictly: only what names a topic covers it, never what happens to stand in the same half-day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from simulator.content.catalogue import Catalogue
from simulator.content.programmes import Need, Programme
from simulator.services import screens


@dataclass(frozen=True, slots=True)
class Coverage:
    """One topic: the ids found for each of its needs."""

    programme: str
    topic: str
    label: str
    found: Mapping[Need, tuple[str, ...]]

    @property
    def missing(self) -> tuple[Need, ...]:
        """Return the needs for which there is nothing."""
        return tuple(need for need, ids in self.found.items() if not ids)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many exercises of a module, or questions of a quiz, stand at each level, 1 to 3."""

    title: str
    levels: tuple[int, int, int]


def exercise_levels(catalogue: Catalogue) -> tuple[Spread, ...]:
    """Return the spread of difficulty of the exercises, module by module, in their order."""
    return tuple(
        Spread(
            module.title,
            _levels(catalogue.exercises[name].difficulty for name in module.exercises),
        )
        for module in catalogue.modules.values()
    )


def question_levels(catalogue: Catalogue) -> tuple[Spread, ...]:
    """Return the spread of difficulty of the questions, quiz by quiz."""
    return tuple(
        Spread(quiz.title, _levels(question.level for question in quiz.questions))
        for quiz in catalogue.quizzes.values()
    )


def _levels(values: Iterable[int]) -> tuple[int, int, int]:
    found = Counter(values)
    return found[1], found[2], found[3]


def spare(catalogue: Catalogue) -> tuple[tuple[Need, tuple[str, ...]], ...]:
    """Return what no half-day of any programme opens, by kind: what a trainer may add."""
    opened = {
        activity
        for programme in catalogue.programmes.values()
        for half in programme.half_days
        for activity in half.activities
    }
    known = (
        (Need.EXERCISE, catalogue.exercises),
        (Need.QUIZ, catalogue.quizzes),
        (Need.ROLEPLAY, catalogue.negotiations),
        (Need.TOOL, screens.TITLES),
    )
    return tuple(
        (need, tuple(name for name in names if f"{need}:{name}" not in opened))
        for need, names in known
    )


def measure(catalogue: Catalogue) -> tuple[Coverage, ...]:
    """Return the coverage of every topic, programme by programme, in their order."""
    found = _found(catalogue)
    return tuple(
        Coverage(
            programme.id,
            topic.id,
            topic.label,
            {need: found[need, f"{programme.id}/{topic.id}"] for need in topic.needs},
        )
        for programme in catalogue.programmes.values()
        for topic in programme.topics
    )


def _found(catalogue: Catalogue) -> defaultdict[tuple[Need, str], tuple[str, ...]]:
    found: defaultdict[tuple[Need, str], tuple[str, ...]] = defaultdict(tuple)
    for need, topic, name in _all(catalogue):
        found[need, topic] = (*found[need, topic], name)
    return found


def _all(catalogue: Catalogue) -> Iterator[tuple[Need, str, str]]:
    """Yield (need, topic, id) for all that covers a topic."""
    for lesson in catalogue.lessons.values():
        yield from ((Need.LESSON, topic, lesson.id) for topic in lesson.covers)
    for exercise in catalogue.exercises.values():
        yield from ((Need.EXERCISE, topic, exercise.id) for topic in exercise.covers)
    for question in catalogue.questions():
        yield from ((Need.QUIZ, topic, question.id) for topic in question.tags)
    for script in catalogue.negotiations.values():
        yield from ((Need.ROLEPLAY, topic, script.id) for topic in script.covers)
    for programme in catalogue.programmes.values():
        yield from _screens(programme)


def _screens(programme: Programme) -> Iterator[tuple[Need, str, str]]:
    """Yield the tools that topics name, that exist, and that a half-day of the topic opens."""
    for topic in programme.topics:
        opened = {
            activity
            for half in programme.half_days
            if topic.id in half.topics
            for activity in half.activities
        }
        for tool in topic.tools:
            if tool in screens.TITLES and f"tool:{tool}" in opened:
                yield Need.TOOL, f"{programme.id}/{topic.id}", tool
