"""What the organisation's documents say of it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from simulator.services import organisations
from simulator.web import access, db
from simulator.web.access import Role
from simulator.web.forms.organisations import OrganisationForm

pages = Blueprint("organisations", __name__)
access.rules("organisations", edit=Role.TRAINER)


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
    page = render_template("organisations/edit.html", form=form, may=may)
    return (page, 422) if form.is_submitted() else page
