"""The content of the product, read once: programmes, modules, exercises, scenarios."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from threading import Lock

from simulator import paths
from simulator.content.catalogue import Catalogue, load
from simulator.content.exercises import find_exercise
from simulator.content.modules import Lesson, Module
from simulator.content.programmes import Programme
from simulator.domain.exercises.question import Question
from simulator.domain.exercises.types import AnyExercise
from simulator.domain.exercises.world import World
from simulator.domain.portfolio import Portfolio
from simulator.domain.quiz.question import Quiz
from simulator.domain.refusals import NotFound
from simulator.generation import difficulties as levels
from simulator.generation import library
from simulator.services import screens
from simulator.services.trainings import Planned

NORMAL = levels.NORMAL
"""The difficulty of a scenario as it is written."""
_KEPT = 512
_SCREEN_MINUTES = 15
_BREAKS = {"pause": ("Pause", 15)}
"""The breaks that a programme may give, and their usual minutes."""
_AROUND_A_CALL = 12
"""Minutes to prepare a call and to read its debrief."""
_questions: OrderedDict[tuple[int, str, int], tuple[Portfolio, Question]] = OrderedDict()
_worlds: OrderedDict[int, World] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A supplier that a trainer may choose."""

    id: str
    label: str


@lru_cache(maxsize=1)
def content() -> Catalogue:
    """Return the catalogue, read the first time."""
    catalogue, _problems = load(paths.CONTENT)
    return catalogue


def programmes() -> tuple[Programme, ...]:
    """Return the programmes in order of title."""
    return tuple(sorted(content().programmes.values(), key=lambda item: item.title))


def programme(programme_id: str) -> Programme:
    """Return a programme; ``NotFound`` when there is none of this name."""
    found = content().programmes.get(programme_id)
    if found is None:
        raise NotFound("programme")
    return found


def scenarios() -> tuple[Scenario, ...]:
    """Return the scenarios that may be played."""
    return tuple(Scenario(item.key, item.title) for item in library.playable())


def difficulties() -> tuple[Scenario, ...]:
    """Return how hard a scenario may be, from the easiest; each with what it changes."""
    return tuple(
        Scenario(key, f"{level.label}\u202f: {level.summary}")
        for key, level in levels.difficulties().items()
    )


def at_level(scenario: str, level: str) -> str:
    """Return the name of a scenario at a level, as portfolios are made of it."""
    return library.scenario(levels.key_of(scenario, level)).key


def chosen(scenario: str) -> tuple[str, str]:
    """Return the titles of a scenario and of its level, as a training names it."""
    found = library.scenario(scenario)
    level = scenario.partition(levels.MARK)[2] or levels.NORMAL
    return found.title, levels.difficulties()[level].label


@lru_cache(maxsize=1)
def sectors() -> dict[str, str]:
    """Return the French name of each sector."""
    return {key: sector.label for key, sector in library.calibration().sectors.items()}


def plan(programme_id: str) -> tuple[Planned, ...]:
    """Return the activities of a programme, half-day by half-day, those that exist; breaks too."""
    found = programme(programme_id)
    planned = []
    for half in found.half_days:
        place = 2 * (half.day - 1) + (half.slot != "matin")
        for name, minutes in zip_longest(half.activities, half.minutes):
            kind, _, reference = name.partition(":")
            item = _item(kind, reference)
            if item is not None:
                title, usual = item
                planned.append(Planned(place, kind, reference, title, minutes or usual))
    return tuple(planned)


def reserve(programme_id: str) -> tuple[Planned, ...]:
    """Return what no half-day of a programme opens, what bears on one of its topics first.

    Half-days are full: a trainer who has the time puts these in.
    """
    wanted = programme(programme_id)
    opened = {name for half in wanted.half_days for name in half.activities}
    topics = wanted.covers()
    found = [(name, covers) for name, covers in activities().items() if name not in opened]
    planned = []
    for name, _ in sorted(found, key=lambda one: topics.isdisjoint(one[1])):
        kind, _, reference = name.partition(":")
        if (item := _item(kind, reference)) is not None:
            planned.append(Planned(0, kind, reference, *item))
    return tuple(planned)


def activities() -> dict[str, frozenset[str]]:
    """Return all that a half-day may open, as programmes name it, and the topics that each covers.

    Lessons are left out: each has its half-day.
    """
    known = content()
    tagged = {
        one.id: frozenset(tag for question in one.questions for tag in question.tags)
        for one in known.quizzes.values()
    }
    return {
        **{f"exercise:{one.id}": frozenset(one.covers) for one in known.exercises.values()},
        **{f"quiz:{name}": tags for name, tags in tagged.items()},
        **{f"roleplay:{one.id}": frozenset(one.covers) for one in known.negotiations.values()},
        **{f"tool:{name}": frozenset() for name in screens.TITLES},
    }


def _item(kind: str, reference: str) -> tuple[str, int] | None:
    catalogue = content()
    if kind == "lesson" and (lesson := catalogue.lessons.get(reference)):
        return lesson.title, lesson.minutes
    if kind == "exercise" and (exercise := catalogue.exercises.get(reference)):
        return exercise.title, exercise.minutes
    if kind == "quiz" and (quiz := catalogue.quizzes.get(reference)):
        return quiz.title, max(1, round(sum(question.minutes for question in quiz.questions)))
    if kind == "roleplay" and (script := catalogue.negotiations.get(reference)):
        return script.title, script.minutes + _AROUND_A_CALL
    if kind == "tool" and reference in screens.TITLES:
        return screens.TITLES[reference], _SCREEN_MINUTES
    return _BREAKS.get(reference) if kind == "break" else None


def lesson(lesson_id: str) -> Lesson:
    """Return a lesson; ``NotFound`` when there is none of this name."""
    found = content().lessons.get(lesson_id)
    if found is None:
        raise NotFound("lesson")
    return found


def module_of(lesson_id: str) -> Module | None:
    """Return the module of a lesson."""
    return next((m for m in content().modules.values() if lesson_id in m.lessons), None)


def exercise(exercise_id: str) -> AnyExercise:
    """Return an exercise; ``NotFound`` when there is none of this name."""
    found = content().exercises.get(exercise_id)
    if found is None:
        raise NotFound("exercise")
    return found


def quiz(quiz_id: str) -> Quiz:
    """Return a quiz; ``NotFound`` when there is none of this name."""
    found = content().quizzes.get(quiz_id)
    if found is None:
        raise NotFound("quiz")
    return found


def digest(reference: str) -> str:
    """Return a digest of an exercise or a quiz as it is now written."""
    catalogue = content()
    return digest_of(catalogue.exercises.get(reference) or catalogue.quizzes.get(reference))


def digest_of(item: AnyExercise | Quiz | None) -> str:
    """Return a digest of an exercise or a quiz: another wording is another version."""
    return hashlib.sha256(repr(item).encode()).hexdigest()[:16]


def written(exercise_id: str) -> AnyExercise:
    """Return an exercise as its file says now; without a file, the one in memory.

    ``FaultyFile`` when the file has a fault.
    """
    return find_exercise(paths.CONTENT, exercise_id) or exercise(exercise_id)


def world(portfolio: Portfolio) -> World:
    """Return the world of a portfolio; worlds of portfolios in memory are kept."""
    with _lock:
        known = _worlds.get(id(portfolio))
        if known is None or known.portfolio is not portfolio:
            known = World(portfolio, content().words, content().law)
            _worlds[id(portfolio)] = known
            while len(_worlds) > 64:
                _worlds.popitem(last=False)
        return known


def question(exercise_id: str, portfolio: Portfolio, variant: int) -> Question:
    """Return the proved question of an exercise for a portfolio; the last ones are kept."""
    key = (id(portfolio), exercise_id, variant)
    with _lock:
        known = _questions.get(key)
    if known is not None and known[0] is portfolio:
        return known[1]
    made = exercise(exercise_id).question(world(portfolio), variant)
    with _lock:
        _questions[key] = (portfolio, made)
        while len(_questions) > _KEPT:
            _questions.popitem(last=False)
    return made
