"""The trainer's guide of a training: what to say, what people ask, where they go wrong."""

from __future__ import annotations

from flask import Blueprint, render_template

from simulator.services import notes, trainings
from simulator.web import access, db
from simulator.web.access import Role

pages = Blueprint("notes", __name__, url_prefix="/formations")
access.rules("notes", guide=Role.TRAINER)


@pages.get("/<int:training_id>/notes")
def guide(training_id: int) -> str:
    """Show the guide of a training."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    return render_template("notes/guide.html", training=training, halves=notes.guide(training))
