"""The front door: a code to join, or the trainer's desk."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from simulator.web import access
from simulator.web.access import Role
from simulator.web.forms.trainees import CodeForm

pages = Blueprint("home", __name__)
access.rules("home", index=Role.PUBLIC, health=Role.PUBLIC)


@pages.get("/")
def index() -> str | Answer:
    """Show the door, or lead whoever is signed in to their own room."""
    who = access.who()
    if who.trainer is not None:
        return redirect(url_for("trainings.index"))
    if who.trainee is not None:
        return redirect(url_for("trainees.room"))
    return render_template("home/index.html", form=CodeForm())


@pages.get("/sante")
def health() -> Response:
    """Answer that the server is alive (for whoever watches it)."""
    return Response("ok", mimetype="text/plain")
