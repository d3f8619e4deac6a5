"""The words of the trade and their definitions, where the lessons lead."""

from __future__ import annotations

from flask import Blueprint, render_template

from simulator.services import glossaries
from simulator.web import access
from simulator.web.access import Role

pages = Blueprint("glossaries", __name__)
access.rules("glossaries", index=Role.TRAINEE)


@pages.get("/salle/glossaire")
def index() -> str:
    """Show every term, in alphabetical order, each at its anchor."""
    letters = glossaries.by_letter()
    whole = sum(len(entries) for entries in letters.values())
    return render_template("glossaries/index.html", letters=letters, whole=whole)
