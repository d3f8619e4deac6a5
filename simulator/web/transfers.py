"""A training leaves in one file, or comes back from one."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from simulator.domain.refusals import Refusal
from simulator.exchange import trainings as files
from simulator.services import trainings, transfer_opening, transfers
from simulator.web import access, clock, db, downloads
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("transfers", __name__)
_FORM = 64 * 1024
"""What a form weighs beside its file."""
access.rules("transfers", take=Role.TRAINER, open_file=Role.TRAINER)


def let_in() -> None:
    """Let the file of a training be heavier than others, from a trainer who is signed in."""
    if request.endpoint == "transfers.open_file" and access.who().trainer is not None:
        usual = request.max_content_length or 0
        request.max_content_length = max(usual, files.MOST_BYTES + _FORM)


@pages.post("/formations/<int:training_id>/fichier")
def take(training_id: int) -> Response:
    """Download everything of a training."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    found = transfers.bundle(db.session(), access.trainer(), training, clock.now())
    db.commit()
    return downloads.zipped(files.pack(found), f"formation-{training_id}.zip")


@pages.route("/formations/reprendre", methods=["GET", "POST"])
def open_file() -> str | Answer | tuple[str, int]:
    """Open the file of a training."""
    fault = ""
    if request.method == "POST":
        sent = request.files.get("file")
        trainer = access.trainer()
        db.commit()  # a file takes seconds, and people are answering
        try:
            found = transfer_opening.read(sent.read() if sent is not None else b"")
            made = transfer_opening.restore(db.session(), trainer, found, clock.now())
        except Refusal as refusal:
            db.session().rollback()
            fault = sentence(refusal)
        else:
            db.commit()
            flash("Formation reprise avec ses stagiaires, leurs travaux et ses documents.")
            return redirect(url_for("trainings.desk", training_id=made.id), 303)
    page = render_template("transfers/open.html", fault=fault)
    return (page, 422) if fault else page
