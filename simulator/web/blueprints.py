"""The list of the blueprints, written by hand."""

from __future__ import annotations

from flask import Flask

from simulator.web import (
    attempts,
    attendances,
    calculators,
    call_desk,
    certificates,
    contributions,
    corrections,
    coverage,
    evaluations,
    exports,
    game_frames,
    games,
    home,
    imports,
    lessons,
    letters,
    notes,
    organisations,
    portfolios,
    positionings,
    questions,
    quizzes,
    teams,
    trainees,
    trainers,
    trainings,
    triads,
    workbooks,
    years,
)

ALL = (
    attempts.pages,
    attendances.pages,
    calculators.pages,
    call_desk.pages,
    certificates.pages,
    contributions.pages,
    corrections.pages,
    coverage.pages,
    evaluations.pages,
    exports.pages,
    games.pages,
    home.pages,
    imports.pages,
    lessons.pages,
    letters.pages,
    notes.pages,
    organisations.pages,
    portfolios.pages,
    positionings.pages,
    questions.pages,
    quizzes.pages,
    teams.pages,
    trainees.pages,
    trainers.pages,
    trainings.pages,
    triads.pages,
    workbooks.pages,
    years.pages,
)


def setup(app: Flask) -> None:
    """Register every blueprint."""
    for pages in ALL:
        app.register_blueprint(pages)
    game_frames.setup(app)
