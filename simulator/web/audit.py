"""The log of a training, read by its trainers."""

from __future__ import annotations

from flask import Blueprint, render_template

from simulator.services import audit, trainings
from simulator.web import access, audit_words, db
from simulator.web.access import Role

pages = Blueprint("audit", __name__, url_prefix="/formations/<int:training_id>/journal")
access.rules("audit", index=Role.TRAINER)
SHOWN = 400


@pages.get("")
def index(training_id: int) -> str:
    """Show what was done, the newest first; the export has it all."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    every = audit.told(db.session(), training)
    lines = [(one, audit_words.sentence(one)) for one in reversed(every[-SHOWN:])]
    return render_template(
        "audit/index.html", training=training, lines=lines, hidden=len(every) - len(lines)
    )
