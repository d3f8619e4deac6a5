"""What the product has for each topic of each programme, shown to the trainer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from flask import Blueprint, render_template

from simulator.content.programmes import Need
from simulator.services import catalogue, coverage, screens
from simulator.web import access
from simulator.web.access import Role

pages = Blueprint("coverage", __name__)
access.rules("coverage", index=Role.TRAINER)


@pages.get("/couverture")
def index() -> str:
    """Show the topics of the five programmes and what covers each."""
    content = catalogue.content()
    topics = coverage.measure(content)
    titles = {
        **{one.id: one.title for one in content.lessons.values()},
        **{one.id: one.title for one in content.exercises.values()},
        **{one.id: one.title for one in content.negotiations.values()},
        **{one.id: one.title for one in content.quizzes.values()},
    }
    programmes = [
        (content.programmes[name], list(lines))
        for name, lines in groupby(topics, key=lambda one: one.programme)
    ]
    return render_template(
        "coverage/index.html",
        programmes=programmes,
        named=lambda ids: _named(ids, titles),
        words=_WORDS,
        spare=[(_SPARE[need], ids) for need, ids in coverage.spare(content) if ids],
        spreads=[
            ("Exercices, par module", coverage.exercise_levels(content)),
            ("Questions, par quiz", coverage.question_levels(content)),
        ],
        covered=sum(not one.missing for one in topics),
        whole=len(topics),
    )


def _named(ids: Sequence[str], titles: Mapping[str, str]) -> list[str]:
    """Return the titles of what covers a topic, each once, whether a file or a screen."""
    names = (one.rpartition(":")[2] for one in ids)
    return list(dict.fromkeys(titles.get(name) or screens.TITLES[name] for name in names))


_SPARE = {
    Need.EXERCISE: "Exercices",
    Need.QUIZ: "Quiz",
    Need.ROLEPLAY: "Jeux de rôle",
    Need.TOOL: "Outils",
}
_WORDS = {
    Need.LESSON: "Leçon",
    Need.EXERCISE: "Exercice",
    Need.QUIZ: "Questions",
    Need.ROLEPLAY: "Jeu de rôle",
    Need.TOOL: "Outil",
}
