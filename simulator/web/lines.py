"""The credit lines of a trainee: one line a customer, what was decided, what exceeds it."""

from __future__ import annotations

from flask import Blueprint, render_template

from simulator.services import lines, portfolios
from simulator.web import access, clock, committee_words, db
from simulator.web.access import Role

pages = Blueprint("lines", __name__, url_prefix="/salle")
access.rules("lines", mine=Role.TRAINEE)


@pages.get("/lignes")
def mine() -> str:
    """List the lines of one's customers."""
    person = access.trainee()
    opened = portfolios.as_opened(db.session(), person.id, clock.now())
    db.commit()
    return render_template(
        "lines/mine.html",
        supplier=opened.supplier.name,
        listing=lines.listing(opened, lines.of_trainee(db.session(), person.id)),
        origins=committee_words.ORIGINS,
    )
