"""Duplicating a training for another date."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from simulator.services import duplicates, trainings
from simulator.web import access, clock, db
from simulator.web.access import Role
from simulator.web.forms.duplicates import DuplicateForm

pages = Blueprint("duplicates", __name__, url_prefix="/formations/<int:training_id>/dupliquer")
access.rules("duplicates", new=Role.TRAINER)


@pages.route("", methods=["GET", "POST"])
def new(training_id: int) -> str | Response | tuple[str, int]:
    """Ask for the first day and what differs, then lead to the new desk."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    form = DuplicateForm.of_request(
        title=training.title, place=training.place, client=training.client
    )
    if form.is_submitted() and form.validate():
        made = duplicates.duplicate(
            db.session(),
            access.trainer(),
            training,
            title=form.title.data or "",
            first_day=form.first_day.data or clock.today(),
            place=form.place.data or "",
            client=form.client.data or "",
            now=clock.now(),
        )
        db.commit()
        flash("Formation dupliquée\u202f: même déroulé, nouvelles dates, nouveau code.")
        return redirect(url_for("trainings.desk", training_id=made.id), 303)
    page = render_template("duplicates/new.html", training=training, form=form)
    return (page, 422) if form.is_submitted() else page
