"""What the organisation's documents say of it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.exchange.guard import UploadRefused
from simulator.services import logos, organisations
from simulator.web import access, clock, db
from simulator.web.access import Role
from simulator.web.forms.organisations import OrganisationForm

pages = Blueprint("organisations", __name__)
access.rules(
    "organisations",
    edit=Role.TRAINER,
    logo=Role.TRAINER,
    set_logo=Role.ADMINISTRATOR,
    remove_logo=Role.ADMINISTRATOR,
)

LOGO_FAULTS = {
    "empty": "Choisissez un fichier.",
    "too_large": "Ce logo est trop lourd : 200 Ko au plus.",
    "too_many_pixels": "Ce logo a trop de pixels : 2 000 de côté au plus.",
    "active": (
        "Ce dessin contient autre chose que des formes (texte, script, image liée) : convertissez"
        " les textes en tracés, ou envoyez un PNG."
    ),
}
LOGO_UNREADABLE = "Ce fichier n’est pas un logo lisible : envoyez un SVG, un PNG ou un JPEG."


@pages.route("/organisme", methods=["GET", "POST"])
def edit() -> str | Response | tuple[str, int]:
    """Edit the organisation's identity; trainers read it, administrators change it."""
    person = access.trainer()
    known = organisations.get(db.session(), person.organisation_id)
    form = OrganisationForm.of_request(**known)
    may = access.who().may(Role.ADMINISTRATOR)
    if form.is_submitted() and not may:
        flash("Seul un administrateur de l’organisme peut modifier cette page.", "refused")
        return redirect(url_for("organisations.edit"), 303)
    if form.is_submitted() and form.validate():
        organisations.change(db.session(), person, form.data)
        db.commit()
        flash("Organisme enregistré. Les documents déjà émis ne changent pas.")
        return redirect(url_for("organisations.edit"), 303)
    page = render_template(
        "organisations/edit.html",
        form=form,
        may=may,
        logo=organisations.identity(db.session(), person.organisation_id)["logo"],
    )
    return (page, 422) if form.is_submitted() else page


@pages.get("/organisme/logo.svg")
def logo() -> Response:
    """Show the logo of one's own organisation."""
    text = organisations.identity(db.session(), access.trainer().organisation_id)["logo"]
    if not text:
        abort(404)
    answer = Response(text, mimetype="image/svg+xml")
    # An address that is opened by itself may run nothing, whatever the drawing holds.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; img-src data:; sandbox"
    return answer


@pages.post("/organisme/logo")
def set_logo() -> Response:
    """Replace the logo; a file that cannot be printed is refused."""
    sent = request.files.get("file")
    content = sent.read(logos.LARGEST + 1) if sent else b""
    trainer = access.trainer()
    db.commit()  # a file takes seconds, and people are answering
    try:
        body = logos.read(content)
    except UploadRefused as refusal:
        flash(LOGO_FAULTS.get(refusal.reason, LOGO_UNREADABLE), "refused")
    else:
        logos.keep(db.session(), trainer, body, clock.now())
        db.commit()
        flash("Logo enregistré : il figure sur les documents imprimés à partir de maintenant.")
    return redirect(url_for("organisations.edit"), 303)


@pages.post("/organisme/logo/retirer")
def remove_logo() -> Response:
    """Take the logo away."""
    logos.remove(db.session(), access.trainer(), clock.now())
    db.commit()
    flash("Logo retiré.")
    return redirect(url_for("organisations.edit"), 303)
