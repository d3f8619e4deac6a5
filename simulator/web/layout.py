"""What every page's frame shows, and how content is written in a page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

from flask import Flask, url_for
from markupsafe import Markup

from simulator.content.markdown import render, render_inline
from simulator.domain.luck import Luck
from simulator.domain.quiz.question import QuizOption, QuizQuestion
from simulator.web import access, clock


class Activity(Protocol):
    """What an address of an activity needs."""

    id: int
    kind: str
    reference: str


_ENDPOINTS = {
    "lesson": "lessons.read",
    "exercise": "attempts.exercise",
    "quiz": "attempts.quiz",
    "roleplay": "calls.activity",
}


SCREENS: dict[str, tuple[str, dict[str, Any]]] = {
    "ageing": ("portfolios.ageing", {}),
    "overruns": ("portfolios.index", {"voir": "depassements"}),
    "disputes": ("portfolios.index", {"voir": "litiges"}),
    "collections": ("receipts.index", {}),
    "account-opening": ("openings.index", {}),
    "risk-watch": ("portfolios.index", {}),
    "welcome": ("contributions.mine", {"slug": "tour-de-table"}),
    "experience-board": ("contributions.mine", {"slug": "experiences"}),
    "action-plan": ("contributions.mine", {"slug": "plan-d-action"}),
    "advice": ("contributions.mine", {"slug": "plan-d-action"}),
    "positioning": ("positionings.mine", {"when": "avant"}),
    "progress": ("positionings.mine", {"when": "apres"}),
    "year": ("years.index", {}),
    "reminder-scenarios": ("years.policy", {}),
    "reminder-agenda": ("years.agenda", {}),
    "letters": ("letters.index", {}),
    "live-quiz": ("games.wait", {}),
    "hot-evaluation": ("evaluations.hot", {}),
    "handbook": ("handbooks.mine", {}),
    "certificates": ("certificates.mine", {}),
    "kpi-workbench": ("dashboards.workbench", {}),
    "dashboard": ("dashboards.mine", {}),
    "credit-committee": ("committees.mine", {}),
    "limits": ("lines.mine", {}),
    "loss-budget": ("line_cases.mine", {}),
}
"""Where each screen of ``services.screens`` is."""


def activity_url(activity: Activity) -> str:
    """Return the address of an activity's page."""
    if activity.kind == "tool":
        endpoint, values = SCREENS[activity.reference]
        return url_for(endpoint, **values)
    return url_for(_ENDPOINTS[activity.kind], activity_id=activity.id)


@lru_cache(maxsize=4096)
def markdown(text: str) -> Markup:
    """Write a text of the content as safe HTML."""
    return Markup(render(text).html)  # noqa: S704 - the content's own renderer makes it safe


@lru_cache(maxsize=4096)
def inline_markdown(text: str) -> Markup:
    """Write a line of the content as safe HTML; where it is cut, it stays cut."""
    return Markup(render_inline(text.replace("\n", "\\\n")))  # noqa: S704 - the content's own renderer makes it safe


def quiz_options(question: QuizQuestion, reader: int) -> tuple[QuizOption, ...]:
    """Return the options of a question in an order of this reader's own."""
    return question.shown(Luck(reader))


def _frame() -> dict[str, Any]:
    return {"who": access.who(), "now": clock.now()}


def setup(app: Flask) -> None:
    """Give the frame's values and the content's filters to every template."""
    app.context_processor(_frame)
    app.add_template_global(activity_url, "activity_url")
    app.add_template_filter(markdown, "markdown")
    app.add_template_filter(inline_markdown, "inline_markdown")
    app.add_template_filter(quiz_options, "quiz_options")
