"""The complaints log: sent by a trainee, kept and treated by the staff."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice as Choice  # type: ignore[attr-defined]

from simulator.domain.refusals import Refusal
from simulator.domain.tables import Column, Kind, Table, table
from simulator.domain.training.complaints import Nature
from simulator.services import complaints, trainings
from simulator.services.complaints import Entry, Written
from simulator.web import access, clock, db, downloads
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.complaints import NATURES, ComplaintForm, SentForm, TreatmentForm

pages = Blueprint("complaints", __name__)
access.rules(
    "complaints",
    index=Role.TRAINER,
    edit=Role.TRAINER,
    export=Role.TRAINER,
    mine=Role.TRAINEE,
)


def as_table(entries: tuple[Entry, ...]) -> Table:
    """Return the log as a table to export."""
    return table(
        "Réclamations et aléas",
        entries,
        (Column("Date", Kind.DATE), lambda one: one.received_on),
        (Column("Nature"), lambda one: NATURES[one.nature]),
        (Column("Source"), lambda one: one.source),
        (Column("Formation"), lambda one: one.title),
        (Column("Ce qui s’est passé"), lambda one: one.what),
        (Column("Traitement"), lambda one: one.treatment),
        (
            Column("Close le", Kind.DATE),
            lambda one: one.closed_at.astimezone(clock.PARIS).date() if one.closed_at else None,
        ),
    )


@pages.route("/reclamations", methods=["GET", "POST"])
def index() -> str | Response | tuple[str, int]:
    """Show the log, and write a line in it."""
    trainer = access.trainer()
    form = ComplaintForm.of_request(received_on=clock.today())
    known = trainings.of_organisation(db.session(), trainer)
    form.training_id.choices = [Choice(0, "—"), *(Choice(one.id, one.title) for one in known)]
    if form.is_submitted() and form.validate():
        written = Written(
            Nature(form.nature.data),
            form.source.data or "",
            form.received_on.data or clock.today(),
            form.what.data or "",
            form.treatment.data or "",
            form.training_id.data or None,
        )
        complaints.write(db.session(), trainer, written, clock.now())
        db.commit()
        flash("Inscrit au registre.")
        return redirect(url_for("complaints.index"), 303)
    page = render_template(
        "complaints/index.html",
        form=form,
        entries=complaints.of_organisation(db.session(), trainer),
        natures=NATURES,
    )
    return (page, 422) if form.is_submitted() else page


@pages.route("/reclamations/<int:complaint_id>", methods=["GET", "POST"])
def edit(complaint_id: int) -> str | Response | tuple[str, int]:
    """Write what was done about an entry."""
    trainer = access.trainer()
    entry = complaints.get(db.session(), trainer, complaint_id)
    form = TreatmentForm.of_request(treatment=entry.treatment, closed=entry.closed_at is not None)
    if form.is_submitted() and form.validate():
        try:
            complaints.treat(
                db.session(),
                trainer,
                complaint_id,
                form.treatment.data or "",
                clock.now(),
                closed=bool(form.closed.data),
            )
        except Refusal as refusal:
            form.refuse("treatment", sentence(refusal))
        else:
            db.commit()
            flash("Traitement enregistré.")
            return redirect(url_for("complaints.index"), 303)
    page = render_template("complaints/edit.html", form=form, entry=entry, natures=NATURES)
    return (page, 422) if form.is_submitted() else page


@pages.get("/reclamations.<any(xlsx, csv):form>")
def export(form: str) -> Response:
    """Export the log."""
    entries = complaints.of_organisation(db.session(), access.trainer())
    return downloads.table(as_table(entries), "reclamations", form)


@pages.route("/salle/signaler", methods=["GET", "POST"])
def mine() -> str | Response | tuple[str, int]:
    """Report something to the organisation, and read what was answered."""
    person = access.trainee()
    form = SentForm.of_request()
    if form.is_submitted() and form.validate():
        complaints.send(
            db.session(), person, Nature(form.nature.data), form.what.data or "", clock.now()
        )
        db.commit()
        flash("Transmis à l’organisme. La réponse se lira sur cette page.")
        return redirect(url_for("complaints.mine"), 303)
    page = render_template(
        "complaints/mine.html",
        form=form,
        entries=complaints.of_trainee(db.session(), person),
        natures=NATURES,
    )
    return (page, 422) if form.is_submitted() else page
