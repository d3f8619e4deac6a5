"""Receipts of the trainee's portfolio, month by month, against the forecast."""

from __future__ import annotations

from flask import Blueprint, render_template

from simulator.domain.ledger.columns import Kind
from simulator.services import portfolios, receipts
from simulator.web import access, clock, db
from simulator.web.access import Role

pages = Blueprint("receipts", __name__, url_prefix="/salle")
access.rules("receipts", index=Role.TRAINEE)

_KINDS = {Kind.INVOICE: "trop-perçu", Kind.CREDIT_NOTE: "avoir"}


@pages.get("/encaissements")
def index() -> str:
    """Show the receipts, the credits to allocate and the promises."""
    portfolio = portfolios.of_trainee(db.session(), access.trainee().id, clock.now())
    db.commit()
    found = receipts.of_portfolio(portfolio)
    return render_template("receipts/index.html", portfolio=portfolio, found=found, kinds=_KINDS)
