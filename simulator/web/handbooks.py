"""The handbook of a training's programme, for its trainer and for its trainees."""

from __future__ import annotations

from flask import Blueprint, Response

from simulator.services import handbooks, trainings
from simulator.web import access, db, downloads
from simulator.web.access import Role

pages = Blueprint("handbooks", __name__)
access.rules("handbooks", mine=Role.TRAINEE, of_training=Role.TRAINER)


@pages.get("/salle/document-de-reference.pdf")
def mine() -> Response:
    """Give the trainee the handbook of their training."""
    return _file(*handbooks.of_trainee(db.session(), access.trainee()))


@pages.get("/formations/<int:training_id>/document-de-reference.pdf")
def of_training(training_id: int) -> Response:
    """Give the trainer the handbook of a training."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    return _file(*handbooks.of_training(training))


def _file(programme: str, body: bytes) -> Response:
    return downloads.pdf(body, f"document-de-reference-{programme.lower()}.pdf")
