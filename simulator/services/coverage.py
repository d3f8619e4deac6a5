"""What the content has for each topic of each programme, and what a topic still lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from simulator.content.catalogue import Catalogue
from simulator.content.programmes import Need, Programme
from simulator.services import screens

SCREENS = {"tool": Need.TOOL, "roleplay": Need.ROLEPLAY, "negotiation": Need.ROLEPLAY}
"""Kinds of activities that are screens of the product, by the need that they answer."""


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
    known: Mapping[Need, Container[str]] = {
        Need.TOOL: screens.TITLES,
        Need.ROLEPLAY: catalogue.negotiations,
    }
    for programme in catalogue.programmes.values():
        yield from _screens(programme, known)


def _screens(
    programme: Programme, known: Mapping[Need, Container[str]]
) -> Iterator[tuple[Need, str, str]]:
    """Yield what a half-day opens for its topics: tools and role-plays are screens, not files.

    A name that nothing answers covers nothing, although a programme may already have it.
    """
    for half in programme.half_days:
        for activity in half.activities:
            kind, _, reference = activity.partition(":")
            need = SCREENS.get(kind)
            if need is not None and reference in known[need]:
                yield from ((need, f"{programme.id}/{topic}", activity) for topic in half.topics)
