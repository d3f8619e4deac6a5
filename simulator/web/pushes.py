"""Pushing an activity to every screen: the trainer's buttons, and what trainees' pages ask."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.services import pushes, trainees, trainings
from simulator.web import access, clock, db, links
from simulator.web.access import Role

pages = Blueprint("pushes", __name__)
access.rules(
    "pushes",
    push=Role.TRAINER,
    move_on=Role.TRAINER,
    stop=Role.TRAINER,
    state=Role.TRAINEE,
)


def _back(training_id: int) -> Response:
    db.commit()
    return redirect(url_for("schedules.index", training_id=training_id), 303)


@pages.post("/formations/<int:training_id>/activites/<int:activity_id>/pousser")
def push(training_id: int, activity_id: int) -> Response:
    """Send an activity to every screen."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainings.activity(db.session(), training, activity_id)
    pushes.push(db.session(), access.trainer(), training, row, clock.now())
    flash(f"Envoyée sur tous les écrans\u202f: {row.title}.")
    return _back(training_id)


@pages.post("/formations/<int:training_id>/envoi/avancer")
def move_on(training_id: int) -> Response:
    """Move on those who are elsewhere."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    pushes.move_on(db.session(), access.trainer(), training, clock.now())
    flash("Les retardataires y vont dans dix secondes\u202f; ce qu’ils tapaient est gardé.")
    return _back(training_id)


@pages.post("/formations/<int:training_id>/envoi/arreter")
def stop(training_id: int) -> Response:
    """Stop sending an activity."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    pushes.stop(db.session(), access.trainer(), training, clock.now())
    return _back(training_id)


@pages.get("/salle/envoi")
def state() -> Response:
    """Answer what the trainer sends to this screen; remember that the person is there."""
    person = access.trainee()
    now = clock.now()
    found = pushes.of_trainee(db.session(), person.training_id, now)
    here = request.args.get("ici", type=int)
    if found is not None and here == found.activity.id:
        trainees.seen(db.session(), person.id, here, now)
        db.commit()
    return links.unless_same(render_template("pushes/_banner.html", push=found))
