"""Calculators of the choice of a procedure."""

from __future__ import annotations

from typing import Any

from simulator.domain.collection import courts, routes
from simulator.domain.results import NotComputable
from simulator.services.calculators.inputs import (
    choice,
    count,
    day,
    flag,
    money,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values, Word
from simulator.services.calculators.shelves.insolvency_common import N


def _routes(v: Values) -> Raw:
    names = (
        "due",
        "liquid",
        "contractual",
        "disputed",
        "seriously",
        "merchants",
        "invoiced",
        "public",
        "local",
        "insolvent",
        "title",
    )
    facts = routes.Facts(
        v.cents("principal"),
        v.cents("interest"),
        place=routes.Place(v.text("place")),
        **{name: v.flag(name) for name in names},
    )
    found = routes.assess(facts, v.date("on"), v.law)
    rows = tuple(
        (
            Word(a.route.value),
            a.open,
            tuple(Word(code) for code in a.missing),
            Word(f"proof_{a.confidence.value}"),
        )
        for a in found
    )
    best = next((a for a in found if a.open), None)
    lawyer = courts.lawyer_needed(v.cents("principal"), v.date("on"), v.law)
    values = {
        "best": Word(best.route.value) if best else NotComputable("no_route_open", {}),
        "lawyer_needed": lawyer,
        "may_appeal": courts.may_appeal(v.cents("principal"), v.date("on"), v.law),
        "routes": Grid(("route:word", "open:flag", "missing:words", "proof:word"), rows),
    }
    return Raw(values)


def _contribution(v: Values) -> Raw:
    found = courts.contribution(
        v.cents("claim"),
        v.whole("claimant_staff"),
        v.date("on"),
        v.law,
        tae=v.flag("tae"),
        public=v.flag("public"),
    )
    return Raw({"due": found.due, "reason": Word(found.reason), "amount": found.amount})


def _court(given: dict[str, Any]) -> dict[str, Any]:
    court = given.pop("court", None)
    if court is not None:
        given["tae"] = court == "TAE"
    return given


CALCULATORS = (
    Calculator(
        "procedure-choice",
        N,
        _routes,
        (
            money("principal", "claim", above=True),
            money("interest", default=""),
            flag("due", default=True),
            flag("liquid", default=True),
            flag("contractual", default=True),
            flag("disputed"),
            flag("seriously"),
            flag("merchants", default=True),
            flag("invoiced", default=True),
            choice("place", routes.Place, "france"),
            flag("public"),
            flag("local"),
            flag("insolvent"),
            flag("title"),
            day("on", default="today"),
        ),
        ("best:word", "lawyer_needed:flag", "may_appeal:flag", "routes:table"),
        golden=("court_cost",),
    ),
    Calculator(
        "court-contribution",
        N,
        _contribution,
        (
            money("claim", above=True),
            count("claimant_staff"),
            flag("tae", default=True),
            flag("public"),
            day("on", default="today"),
        ),
        ("due:flag", "reason:word", "amount:euro"),
        golden=("court_cost",),
        adapt=_court,
    ),
)
