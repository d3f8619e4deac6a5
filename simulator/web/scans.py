"""Scans of the sheets signed on paper: sent by the trainer, shown, taken away."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import Refusal
from simulator.exchange.guard import UploadRefused
from simulator.services import scans, trainings
from simulator.web import access, clock, db, downloads
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("scans", __name__)
access.rules("scans", add=Role.TRAINER, show=Role.TRAINER, remove=Role.TRAINER)

FAULTS = {
    "empty": "Choisissez un fichier.",
    "too_large": "Ce fichier est trop lourd : 10 Mo au plus. Numérisez en 200 points par pouce.",
    "too_many_pages": "Ce fichier a plus de 12 pages : envoyez seulement les feuilles signées.",
}
UNREADABLE = (
    "Ce fichier n’est ni une photo (JPEG, PNG) ni un PDF lisible et sans mot de passe :"
    " numérisez la feuille à nouveau."
)


def _back(training_id: int, half_day_id: int) -> Response:
    address = url_for("attendances.sheet", training_id=training_id, half_day_id=half_day_id)
    return redirect(address + "#papier", 303)


@pages.post("/formations/<int:training_id>/emargement/<int:half_day_id>/numerisations")
def add(training_id: int, half_day_id: int) -> Response:
    """Attach a scan to a half-day."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    half_day = trainings.half_day(db.session(), training, half_day_id)
    sent = request.files.get("file")
    content = sent.read(scans.LARGEST + 1) if sent else b""
    name = (sent.filename if sent else "") or ""
    trainer = access.trainer()
    number = half_day.id
    db.commit()  # a file takes seconds, and people are answering
    try:
        found = scans.read(content)
        half_day = trainings.half_day(db.session(), training, number)
        scans.keep(db.session(), trainer, half_day, found, name, clock.now())
    except UploadRefused as refusal:
        flash(FAULTS.get(refusal.reason, UNREADABLE), "refused")
    except Refusal as refusal:
        flash(sentence(refusal), "refused")
    else:
        db.commit()
        flash("Feuille numérisée jointe à la demi-journée et au dossier de preuves.")
    return _back(training_id, half_day_id)


@pages.get("/formations/<int:training_id>/numerisations/<int:scan_id>.pdf")
def show(training_id: int, scan_id: int) -> Response:
    """Show a scan."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    body = scans.body(db.session(), training, scan_id)
    return downloads.pdf(body, f"emargement-papier-signe-{scan_id}.pdf")


@pages.post("/formations/<int:training_id>/numerisations/<int:scan_id>/retirer")
def remove(training_id: int, scan_id: int) -> Response:
    """Take a scan away."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    half_day = scans.remove(db.session(), access.trainer(), training, scan_id, clock.now())
    db.commit()
    flash("Feuille numérisée retirée ; le journal en garde la trace.")
    return _back(training_id, half_day)
