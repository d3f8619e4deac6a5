"""The list of the blueprints, written by hand."""

from __future__ import annotations

from flask import Flask

from simulator.web import (
    attempts,
    attendances,
    calculators,
    certificates,
    evaluations,
    game_frames,
    games,
    home,
    imports,
    lessons,
    organisations,
    portfolios,
    trainees,
    trainers,
    trainings,
)

ALL = (
    attempts.pages,
    attendances.pages,
    calculators.pages,
    certificates.pages,
    evaluations.pages,
    games.pages,
    home.pages,
    imports.pages,
    lessons.pages,
    organisations.pages,
    portfolios.pages,
    trainees.pages,
    trainers.pages,
    trainings.pages,
)


def setup(app: Flask) -> None:
    """Register every blueprint."""
    for pages in ALL:
        app.register_blueprint(pages)
    game_frames.setup(app)
