"""The file of a training: its report for the client, and where each of its papers is."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for

from simulator.services import organisations, reports, trainings
from simulator.services.trainings import Training
from simulator.web import access, clock, db, downloads, seals
from simulator.web.access import Role
from simulator.web.evaluations import WORDINGS

pages = Blueprint("reports", __name__)
access.rules(
    "reports",
    index=Role.TRAINER,
    document=Role.TRAINER,
    programme=Role.TRAINER,
    convocations=Role.TRAINER,
    convocation=Role.TRAINER,
)


def _training(training_id: int) -> Training:
    return trainings.get(db.session(), access.trainer(), training_id)


@pages.get("/formations/<int:training_id>/dossier")
def index(training_id: int) -> str:
    """List the papers of a training."""
    training = _training(training_id)
    return render_template(
        "reports/index.html",
        training=training,
        found=reports.of_training(db.session(), training),
        address=url_for("reports.document", training_id=training_id, form="pdf"),
    )


@pages.get("/formations/<int:training_id>/bilan.<any(pdf, xlsx):form>")
def document(training_id: int, form: str) -> Response:
    """Print the report for the client; ``personnes=1`` adds a page of results for each person."""
    from simulator.documents import reports as documents  # noqa: PLC0415 - loads typst

    training = _training(training_id)
    personal = request.args.get("personnes") == "1"
    found = reports.of_training(db.session(), training, personal=personal)
    name = f"bilan-formation-{training.id}"
    if form == "xlsx":
        return downloads.table(documents.tables(found, WORDINGS), name, form)
    identity = organisations.of_training(db.session(), training.id)
    body = documents.report(found, identity, WORDINGS, clock.now())
    return downloads.pdf(seals.sealed(body), f"{name}.pdf")


@pages.get("/formations/<int:training_id>/programme.pdf")
def programme(training_id: int) -> Response:
    """Print the programme sheet."""
    from simulator.documents import programmes  # noqa: PLC0415 - loads typst

    training = _training(training_id)
    identity = organisations.of_training(db.session(), training.id)
    body = programmes.programme(reports.programme_sheet(training), identity, clock.now())
    return downloads.pdf(body, f"programme-{training.programme.lower()}.pdf")


@pages.get("/formations/<int:training_id>/convocations.pdf")
def convocations(training_id: int) -> Response:
    """Print the convocation of everybody, a page each."""
    return _convocations(_training(training_id), None)


@pages.get("/formations/<int:training_id>/convocations/<int:trainee_id>.pdf")
def convocation(training_id: int, trainee_id: int) -> Response:
    """Print the convocation of one person."""
    return _convocations(_training(training_id), trainee_id)


def _convocations(training: Training, trainee_id: int | None) -> Response:
    from simulator.documents import programmes  # noqa: PLC0415 - loads typst

    people = reports.invited(training, trainee_id)
    identity = organisations.of_training(db.session(), training.id)
    body = programmes.convocations(reports.run(training), people, identity, clock.now())
    return downloads.pdf(body, f"convocations-formation-{training.id}.pdf")
