"""Personal data: what is kept and why, one person's data taken out, one person's data erased."""

from __future__ import annotations

import io
import json
import zipfile

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import Refusal
from simulator.services import audit, certificates, privacy, trainings
from simulator.services.privacy import Person
from simulator.services.retention import YEARS
from simulator.services.trainings import Training
from simulator.web import access, clock, db, downloads
from simulator.web.access import Role
from simulator.web.certificates import document_body, file_name
from simulator.web.errors import sentence

pages = Blueprint("privacy", __name__)
access.rules(
    "privacy",
    notice=Role.PUBLIC,
    mine=Role.TRAINEE,
    person=Role.TRAINER,
    taken_out=Role.TRAINER,
    erase=Role.ADMINISTRATOR,
)
LONGEST_REASON = 300


@pages.get("/donnees-personnelles")
def notice() -> str:
    """Say what is kept, why, how long, and what everybody may ask."""
    return render_template("privacy/notice.html", years=YEARS)


def _archive(row: Person) -> bytes:
    """Return everything that is held of a person: JSON, and their documents in PDF."""
    told = json.dumps(privacy.held(db.session(), row), ensure_ascii=False, indent=1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("donnees.json", told)
        for issued in certificates.of_trainee(db.session(), row.id):
            archive.writestr(file_name(issued), document_body(issued))
    return out.getvalue()


@pages.get("/salle/mes-donnees.zip")
def mine() -> Response:
    """Give a trainee everything that is held of them."""
    row = privacy.of_trainee(db.session(), access.trainee())
    return downloads.zipped(_archive(row), "mes-donnees.zip")


def _person(training_id: int, trainee_id: int) -> tuple[Training, Person]:
    training = trainings.get(db.session(), access.trainer(), training_id)
    return training, privacy.person(db.session(), training, trainee_id)


@pages.get("/formations/<int:training_id>/stagiaires/<int:trainee_id>/donnees")
def person(training_id: int, trainee_id: int) -> str:
    """Offer to take one person's data out, or to erase them."""
    training, row = _person(training_id, trainee_id)
    return render_template(
        "privacy/person.html",
        training=training,
        row=row,
        may=access.who().may(Role.ADMINISTRATOR),
        longest=LONGEST_REASON,
    )


@pages.get("/formations/<int:training_id>/stagiaires/<int:trainee_id>/donnees.zip")
def taken_out(training_id: int, trainee_id: int) -> Response:
    """Give everything that is held of one person; that it was given is logged."""
    _, row = _person(training_id, trainee_id)
    body = _archive(row)
    db.commit()  # the reading is over: what follows begins by writing
    trainer = access.trainer()
    data = {"trainee": trainee_id}
    audit.record(db.session(), trainer.id, training_id, "person.taken_out", data, clock.now())
    db.commit()
    return downloads.zipped(body, f"donnees-stagiaire-{trainee_id}.zip")


@pages.post("/formations/<int:training_id>/stagiaires/<int:trainee_id>/effacer")
def erase(training_id: int, trainee_id: int) -> Response:
    """Erase one person's data, but for the proofs."""
    _, row = _person(training_id, trainee_id)
    reason = request.form.get("reason", "")[:LONGEST_REASON]
    try:
        done = privacy.erase(db.session(), access.trainer(), row, reason, clock.now())
    except Refusal as refusal:
        db.db.session.rollback()
        flash(sentence(refusal), "refused")
    else:
        db.commit()
        flash(f"Données effacées ({done.total} enregistrements). Les preuves sont gardées.")
    back = url_for("privacy.person", training_id=training_id, trainee_id=trainee_id)
    return redirect(back, 303)
