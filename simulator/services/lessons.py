"""A lesson for a reader: their own figures in the text, the way to what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from simulator.content.modules import Lesson
from simulator.domain.exercises.reader import Reader
from simulator.domain.exercises.world import World
from simulator.services import attempts, catalogue
from simulator.services.trainees import Trainee
from simulator.store.trainings import ActivityRow, TrainingRow


@dataclass(frozen=True, slots=True)
class LessonPage:
    """What the page of a lesson shows; addresses are put in by the view."""

    lesson: Lesson
    module: str
    figures: Mapping[str, str]
    activities: Mapping[tuple[str, str], int]
    previous: ActivityRow | None
    next: ActivityRow | None

    @property
    def updated(self) -> date:
        """Return when the lesson was last revised."""
        return self.lesson.updated


@lru_cache(maxsize=512)
def _figures(world: World, lesson: Lesson) -> Mapping[str, str]:
    """Return the reader's figures of a lesson; neither a world nor a lesson ever changes."""
    reader = Reader(world)
    return {name: reader.written(name) for name in lesson.figures}


def page(session: Session, trainee: Trainee, activity: ActivityRow, now: datetime) -> LessonPage:
    """Return the lesson of an activity with the reader's figures."""
    lesson = catalogue.lesson(activity.reference)
    figures = _figures(attempts.world_of(session, trainee, now), lesson)
    training = session.get_one(TrainingRow, activity.training_id)
    shown = [row for row in training.activities if row.state != "hidden"]
    place = shown.index(activity)
    module = catalogue.module_of(lesson.id)
    return LessonPage(
        lesson,
        module.title if module else "",
        figures,
        {(row.kind, row.reference): row.id for row in shown},
        shown[place - 1] if place else None,
        shown[place + 1] if place + 1 < len(shown) else None,
    )
