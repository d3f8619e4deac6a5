"""Signing in and out of the staff."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import Refusal
from simulator.services import trainers
from simulator.web import access, clock, db
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.trainers import PasswordForm, SignInForm

pages = Blueprint("trainers", __name__)
access.rules(
    "trainers",
    sign_in=Role.PUBLIC,
    use_link=Role.PUBLIC,
    sign_out=Role.PUBLIC,
    account=Role.TRAINER,
)


@pages.route("/connexion", methods=["GET", "POST"])
def sign_in() -> str | Response | tuple[str, int]:
    """Sign in with an address and a password."""
    form = SignInForm.of_request()
    target = access.safe_next(request.args.get("next"))
    if request.method == "GET":
        return render_template("trainers/sign_in.html", form=form, target=target)
    if form.validate():
        try:
            trainer = trainers.sign_in(
                db.session(),
                form.email.data or "",
                form.password.data or "",
                request.remote_addr or "",
                clock.now(),
            )
        except Refusal as refusal:
            db.commit()  # the failure counts
            form.refuse("password", sentence(refusal))
        else:
            db.commit()
            access.sign_in_trainer(trainer)
            return redirect(target or url_for("trainings.index"), 303)
    return render_template("trainers/sign_in.html", form=form, target=target), 422


@pages.route("/connexion/<secret>", methods=["GET", "POST"])
def use_link(secret: str) -> str | Response | tuple[str, int]:
    """Open a one-time link; a click confirms, so that a link preview does not use it up."""
    if request.method == "GET":
        return render_template("trainers/use_link.html", secret=secret)
    try:
        trainer = trainers.use_link(db.session(), secret, clock.now())
    except Refusal as refusal:
        return render_template("trainers/link_expired.html", text=sentence(refusal)), 410
    db.commit()
    access.sign_in_trainer(trainer)
    return redirect(url_for("trainings.index"), 303)


@pages.post("/deconnexion")
def sign_out() -> Response:
    """Close the sessions of this browser."""
    access.sign_out()
    flash("Vous êtes déconnecté de ce navigateur.")
    return redirect(url_for("home.index"), 303)


@pages.route("/compte", methods=["GET", "POST"])
def account() -> str | Response | tuple[str, int]:
    """Choose or change one's password."""
    form = PasswordForm.of_request()
    if request.method == "GET":
        return render_template("trainers/account.html", form=form)
    if form.validate():
        try:
            trainer = trainers.change_password(
                db.session(), access.trainer().id, form.password.data or ""
            )
        except Refusal as refusal:
            form.refuse("password", sentence(refusal))
        else:
            db.commit()
            access.sign_in_trainer(trainer)
            flash("Mot de passe enregistré. Vos autres sessions sont fermées.")
            return redirect(url_for("trainings.index"), 303)
    return render_template("trainers/account.html", form=form), 422
