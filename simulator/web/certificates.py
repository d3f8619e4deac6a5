"""Certificates: issued by the trainer, downloaded by the trainee, checked by anybody."""

from __future__ import annotations

import io
import zipfile

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import NotFound, Refusal
from simulator.domain.training.certificates import Kind
from simulator.services import certificates, organisations, trainees, trainings
from simulator.services.certificates import Issued
from simulator.services.limits import TooManyTries
from simulator.services.secrets import fold
from simulator.web import access, badges, clock, db, downloads, links, seals
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("certificates", __name__)
access.rules(
    "certificates",
    index=Role.TRAINER,
    issue=Role.TRAINER,
    issue_all=Role.TRAINER,
    printed=Role.TRAINER,
    archive=Role.TRAINER,
    mine=Role.TRAINEE,
    my_pdf=Role.TRAINEE,
    check=Role.PUBLIC,
)

NAMES = {
    Kind.ATTESTATION: "Attestation de fin de formation",
    Kind.CERTIFICAT: "Certificat de réalisation",
}
ISSUED = {Kind.ATTESTATION: "émise", Kind.CERTIFICAT: "émis"}


@pages.get("/formations/<int:training_id>/certificats")
def index(training_id: int) -> str:
    """Show who can have what, and what was issued."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    return render_template(
        "certificates/index.html",
        training=training,
        lines=certificates.lines(db.session(), training),
        names=NAMES,
        open_half_days=sum(half.closed_at is None for half in training.half_days),
    )


@pages.post(
    "/formations/<int:training_id>/certificats/<int:trainee_id>/<any(attestation, certificat):kind>"
)
def issue(training_id: int, trainee_id: int, kind: str) -> Response:
    """Issue one document; an earlier one is replaced."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainees.of_training(db.session(), training.id, trainee_id)
    issued = certificates.issue(
        db.session(), access.trainer(), training, row, Kind(kind), clock.now()
    )
    db.commit()
    flash(f"{NAMES[issued.kind]} n° {issued.number} {ISSUED[issued.kind]}.")
    return redirect(url_for("certificates.index", training_id=training_id), 303)


@pages.post("/formations/<int:training_id>/certificats/tous/<any(attestation, certificat):kind>")
def issue_all(training_id: int, kind: str) -> Response:
    """Issue a document to all who may have it and have none; say who may not, and why."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    issued, refused = 0, []
    for line in certificates.lines(db.session(), training):
        if Kind(kind) in line.issued:
            continue
        row = trainees.of_training(db.session(), training.id, line.trainee_id)
        try:
            certificates.issue(
                db.session(), access.trainer(), training, row, Kind(kind), clock.now()
            )
            issued += 1
        except Refusal as refusal:
            refused.append(sentence(refusal))
    db.commit()
    agreed = ISSUED[Kind(kind)] + ("s" if issued > 1 and Kind(kind) is Kind.ATTESTATION else "")
    if issued or not refused:
        flash(f"{NAMES[Kind(kind)]} : {issued} {agreed}.")
    for text in dict.fromkeys(refused):
        flash(text, "refused")
    return redirect(url_for("certificates.index", training_id=training_id), 303)


def document_body(issued: Issued, *, reissued: bool = False) -> bytes:
    """Return a document in PDF; reissued, it keeps its number and says so."""
    from simulator.documents.certificates import certificate  # noqa: PLC0415 - loads typst

    address = links.absolute(url_for("certificates.check", number=issued.number))
    body = certificate(
        issued.kind.value,
        issued.number,
        issued.facts,
        address,
        issued.issued_at,
        logo=organisations.of_training(db.session(), issued.training_id)["logo"],
        reissued_on=clock.today().isoformat() if reissued else "",
        lasting=bool(links.lasting("/")),
    )
    return seals.sealed(body)


def file_name(issued: Issued) -> str:
    """Return the name of the file of a document."""
    person = fold(issued.facts["last_name"]) + "-" + fold(issued.facts["first_name"])
    return f"{issued.kind.value}-{person}-{issued.number}.pdf"


@pages.get("/formations/<int:training_id>/certificats/<int:certificate_id>.pdf")
def printed(training_id: int, certificate_id: int) -> Response:
    """Print one document; ``reedition=1`` prints it again with its number and the mention."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    issued = certificates.of_training(db.session(), training, certificate_id)
    again = request.args.get("reedition") == "1"
    return downloads.pdf(document_body(issued, reissued=again), file_name(issued))


@pages.get("/formations/<int:training_id>/certificats.zip")
def archive(training_id: int) -> Response:
    """Print every current document in one archive."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    issued = [
        document
        for line in certificates.lines(db.session(), training)
        for document in line.issued.values()
    ]
    if not issued:
        raise NotFound("certificate")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for document in issued:
            folder.writestr(file_name(document), document_body(document))
    return downloads.zipped(out.getvalue(), f"certificats-formation-{training.id}.zip")


@pages.get("/salle/certificats")
def mine() -> str:
    """List my documents."""
    person = access.trainee()
    return render_template(
        "certificates/mine.html",
        issued=certificates.of_trainee(db.session(), person.id),
        names=NAMES,
        has_badge=badges.is_given,
        online=bool(links.lasting("/")),
    )


@pages.get("/salle/certificats/<number>.pdf")
def my_pdf(number: str) -> Response:
    """Print one of my documents."""
    person = access.trainee()
    for issued in certificates.of_trainee(db.session(), person.id):
        if issued.number == number:
            return downloads.pdf(document_body(issued), file_name(issued))
    raise NotFound("certificate")


@pages.get("/verifier")
@pages.get("/verifier/<number>")
def check(number: str = "") -> str | tuple[str, int]:
    """Say whether a document of this number was issued here."""
    number = number or request.args.get("numero", "")
    issued, foreign, wait, status = None, False, 0, 200
    if number:
        try:
            issued = certificates.check_from(
                db.session(), number, request.remote_addr or "", clock.now()
            )
            foreign = certificates.came_by_file(db.session(), issued)
        except NotFound:
            db.commit()  # the failure counts
            status = 404
        except TooManyTries as refusal:
            wait, status = refusal.minutes, 429
    page = render_template(
        "certificates/check.html",
        number=number,
        issued=issued,
        foreign=foreign,
        wait=wait,
        names=NAMES,
        has_badge=badges.is_given,
        online=bool(links.lasting("/")),
    )
    return page, status
