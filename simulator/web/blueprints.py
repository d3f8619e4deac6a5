"""The list of the blueprints, written by hand."""

from __future__ import annotations

from flask import Flask

from simulator.web import (
    attempts,
    attendances,
    certificates,
    evaluations,
    home,
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
    certificates.pages,
    evaluations.pages,
    home.pages,
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
