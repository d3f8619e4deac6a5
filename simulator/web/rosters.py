"""The list of a training's people: pasted, sent as a file, confirmed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.exchange.guard import UploadRefused
from simulator.exchange.rosters import Fault, Roster
from simulator.services import rosters, trainees, trainings
from simulator.web import access, clock, db, display
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.import_words import UPLOADS

pages = Blueprint("rosters", __name__, url_prefix="/formations/<int:training_id>/liste")
access.rules("rosters", new=Role.TRAINER, confirm=Role.TRAINER, confirm_all=Role.TRAINER)
LONGEST = 60_000
_FAULTS = {
    "no_name": "il faut un prénom et un nom",
    "bad_email": "cette adresse e-mail n’en est pas une",
    "too_long": "un nom compte au plus 60 caractères, une entreprise 80",
    "too_many": "une liste compte au plus 300 personnes",
}


def _told(fault: Fault) -> str:
    return f"Ligne {fault.line}\u202f: {_FAULTS[fault.code]} ({fault.text})."


@pages.route("", methods=["GET", "POST"])
def new(training_id: int) -> str | Response | tuple[str, int]:
    """Take a list; with a fault nobody is enrolled and what was pasted stays."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    if request.method == "GET":
        return render_template("rosters/new.html", training=training, text="", faults=())
    text = request.form.get("text", "")[:LONGEST]
    sent = request.files.get("file")
    found = Roster((), ())
    try:
        found = rosters.read(text, sent.read() if sent is not None else b"")
    except UploadRefused as refusal:
        faults: tuple[str, ...] = (UPLOADS.get(refusal.reason, sentence(refusal)),)
    else:
        faults = tuple(map(_told, found.faults))
        if not found.people and not faults:
            faults = ("La liste est vide\u202f: collez au moins une ligne, ou joignez un fichier.",)
    if faults:
        page = render_template("rosters/new.html", training=training, text=text, faults=faults)
        return page, 422
    made = rosters.enrol(db.session(), access.trainer(), training, found.people, clock.now())
    db.commit()
    known = f", {len(made.known)} déjà dans la formation" if made.known else ""
    flash(f"{display.plural(len(made.added), 'personne inscrite', 'personnes inscrites')}{known}.")
    return redirect(url_for("trainings.people", training_id=training_id), 303)


@pages.post("/<int:trainee_id>/confirmer")
def confirm(training_id: int, trainee_id: int) -> Response:
    """Confirm somebody who came by themselves."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainees.of_training(db.session(), training.id, trainee_id)
    rosters.confirm(db.session(), access.trainer(), training, [row], clock.now())
    db.commit()
    return redirect(url_for("trainings.people", training_id=training_id), 303)


@pages.post("/confirmer")
def confirm_all(training_id: int) -> Response:
    """Confirm everybody who came by themselves."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    count = rosters.confirm(
        db.session(), access.trainer(), training, rosters.waiting(training), clock.now()
    )
    db.commit()
    flash(f"{display.plural(count, 'personne confirmée', 'personnes confirmées')}.")
    return redirect(url_for("trainings.people", training_id=training_id), 303)
