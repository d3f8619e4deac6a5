"""The customers of the year: the list, one account statement, what is decided of one customer."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from simulator.domain.dates import from_day
from simulator.domain.refusals import NotFound
from simulator.services import year_desks, year_hands, year_policies
from simulator.services.year_policies import Data
from simulator.web import db, year_boxes, year_editors, year_pages, year_words
from simulator.web.forms import years as forms
from simulator.web.forms.years import Box, Reading
from simulator.web.portfolios import STATUSES


def accounts() -> str:
    """List the customers with what they owe after the last day played."""
    here = year_pages.here()
    listing = year_desks.listing(here.portfolio, here.state(), here.policy())
    return render_template("years/accounts.html", year=here.year, listing=listing)


def account(number: int) -> str:
    """Show a customer's account statement, its story and what can be done by hand."""
    return _page(year_pages.here(), number, Reading())


def decide(number: int) -> year_editors.Answer:
    """Keep what is decided of one customer, beside the rules of the policy."""
    here = year_pages.here()
    if number >= len(here.portfolio.customers):
        raise NotFound("customer")
    found, values = Reading(), Data()
    year_editors.read_into(values, _boxes(here), "", found)
    if found.faults:
        return _page(here, number, found), 422
    changed = year_policies.with_decision(here.data(), number, values)
    year_editors.save(here, changed, "Décision enregistrée pour ce client.")
    return redirect(url_for("years.account", number=number, _anchor="decider"), 303)


def _page(here: year_pages.Here, number: int, found: Reading) -> str:
    """Return a customer's page; a form that was refused keeps all that was typed."""
    state = here.state()
    hands = [
        hand
        for hand in year_hands.of_run(db.session(), here.year)
        if hand.customer == number and hand.on > from_day(state.day)
    ]
    return render_template(
        "years/account.html",
        year=here.year,
        portfolio=here.portfolio,
        decision=forms.fields(
            _boxes(here),
            year_policies.decided(here.data(), number),
            typed=request.form if found.faults else None,
            faults=found.faults,
        ),
        faults=found.faults,
        units=forms.UNITS,
        account=year_desks.account(here.portfolio, state, here.policy(), number),
        hands=hands,
        over=state.over,
        words=year_words,
        statuses=STATUSES,
    )


def _boxes(here: year_pages.Here) -> tuple[Box, ...]:
    """Return the boxes of what is decided of one customer."""
    known = year_policies.scenarios_of(here.policy())
    return year_boxes.decision_boxes(tuple((each.code, each.title or each.code) for each in known))
