"""Putting one person's work on an activity aside, with a reason."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import NotFound, Refusal
from simulator.services import resets, trainees, trainings
from simulator.web import access, clock, db
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("resets", __name__, url_prefix="/formations/<int:training_id>")
access.rules("resets", new=Role.TRAINER)


@pages.route("/activites/<int:activity_id>/remise-a-zero/<int:trainee_id>", methods=["GET", "POST"])
def new(training_id: int, activity_id: int, trainee_id: int) -> str | Response | tuple[str, int]:
    """Ask why, then deal another draw."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    activity = trainings.activity(db.session(), training, activity_id)
    person = trainees.of_training(db.session(), training.id, trainee_id)
    if activity.kind not in resets.KINDS:
        raise NotFound("activity")
    fault, typed = "", request.form.get("reason", "")
    if request.method == "POST":
        try:
            resets.reset(db.session(), access.trainer(), activity, person, typed, clock.now())
        except Refusal as refusal:
            fault = sentence(refusal)
        else:
            db.commit()
            flash(f"{person.first_name} {person.last_name} recommence avec d’autres chiffres.")
            address = url_for("corrections.index", training_id=training_id, activity_id=activity_id)
            return redirect(address, 303)
    page = render_template(
        "resets/new.html",
        training=training,
        activity=activity,
        person=person,
        attempt=resets.current(db.session(), activity, person),
        history=resets.history(db.session(), activity, person),
        fault=fault,
        typed=typed,
    )
    return (page, 422) if fault else page
