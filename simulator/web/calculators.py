"""The toolbox: calculators that anybody may use, during a course and long after."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from simulator.domain.refusals import NotFound
from simulator.services.calculators import pages as toolbox
from simulator.services.calculators import registry
from simulator.web import access, clock
from simulator.web.access import Role

pages = Blueprint("calculators", __name__, url_prefix="/outils")
access.rules("calculators", index=Role.PUBLIC, show=Role.PUBLIC)


@pages.get("")
def index() -> str:
    """Show the shelves, or what a search finds on them."""
    search = request.args.get("q", "").strip()[:80]
    return render_template("calculators/index.html", shelves=toolbox.shelves(search), search=search)


@pages.get("/<slug>")
def show(slug: str) -> str:
    """Show a calculator; the entry is in the address, so that a result can be kept and shared."""
    calculator = registry.BY_SLUG.get(slug)
    if calculator is None:
        raise NotFound("calculator")
    typed = request.args.to_dict(flat=False)
    page = toolbox.page(calculator, typed, clock.today())
    return render_template("calculators/show.html", page=page)
