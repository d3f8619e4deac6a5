"""Lessons, with the reader's own figures in the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, render_template, url_for
from markupsafe import Markup

from simulator.services import attempts, glossaries, lessons
from simulator.services.lessons import LessonPage
from simulator.web import access, clock, db
from simulator.web.access import Role

pages = Blueprint("lessons", __name__, url_prefix="/salle")
access.rules("lessons", read=Role.TRAINEE)


@pages.get("/lecons/<int:activity_id>")
def read(activity_id: int) -> str:
    """Show a lesson."""
    person = access.trainee()
    activity = attempts.activity_of(db.session(), person, activity_id, "lesson")
    attempts.attempt_of(db.session(), person, activity, clock.now())
    page = lessons.page(db.session(), person, activity, clock.now())
    db.commit()
    lesson = replace(
        page.lesson, html=glossaries.linked(page.lesson.html, url_for("glossaries.index"))
    )
    html = Markup(lesson.filled(page.figures, _address(page)))  # noqa: S704 - made safe by content
    return render_template("lessons/read.html", activity=activity, page=page, html=html)


def _address(page: LessonPage) -> Callable[[str, str], str]:
    """Return what turns a link of the content into an address, when that activity is open."""

    def address(kind: str, reference: str) -> str:
        found = page.activities.get((_KINDS.get(kind, kind), reference))
        if found is None:
            return url_for("trainees.room")
        endpoint = "lessons.read" if kind == "lecon" else "attempts.exercise"
        return url_for(endpoint, activity_id=found)

    return address


_KINDS = {"lecon": "lesson", "exercice": "exercise"}
