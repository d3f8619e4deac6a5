"""Calculators of proceedings: routes to a title, injonction, insolvency deadlines and amounts."""

from __future__ import annotations

from typing import Any

from simulator.domain.collection import courts, injunction, insolvency, proceedings, routes
from simulator.domain.collection.deadlines import Deadline
from simulator.domain.money import Cents
from simulator.domain.results import NotComputable, Unit
from simulator.domain.results import Step
from simulator.services.calculators.collection import CLAUSE, clause_of
from simulator.services.calculators.inputs import (
    choice,
    count,
    day,
    flag,
    money,
    table,
    text,
)
from simulator.services.calculators.model import Calculator, Family, Grid, Raw, Values, Word


def _dated(found: Deadline, **more: object) -> Raw:
    values = {"deadline": found.last_day, "raw_expiry": found.raw, **more}
    warnings = ("moved_by_642",) if found.moved else ()
    return Raw(values, found.steps, warnings, found.confidence, (found.source,))


def _declaration(v: Values) -> Raw:
    apart = insolvency.lives_apart(v.text("creditor"))
    return _dated(insolvency.declaration(v.date("bodacc_publication"), v.law, apart=apart))


_PLACES = {
    "france métropolitaine": insolvency.MAINLAND,
    "belgique": "abroad",
    "étranger": "abroad",
}


def _creditor(given: dict[str, Any]) -> dict[str, Any]:
    """Read where the creditor is established, in French."""
    place = given.pop("creditor_location", None)
    if isinstance(place, str):
        given["creditor"] = _PLACES.get(place.lower(), "abroad")
    return given


def _amounts(v: Values) -> Raw:
    invoices = [
        insolvency.OpenInvoice(str(row["reference"]), row["ttc"], row["due_date"], row.get("delivered"))
        for row in v.rows("invoices")
    ]
    found = insolvency.to_declare(invoices, v.date("opening_judgment"), v.law, clause_of(v))
    rows = tuple(
        (
            line.invoice.reference,
            line.invoice.amount,
            line.penalty.days,
            line.penalty.interest,
            line.penalty.indemnity,
            line.to_fall_due,
        )
        for line in found.lines
    )
    columns = ("reference:text", "principal:euro", "days_late:days", "interest:euro",
               "fixed_indemnity:euro", "to_fall_due:flag")  # fmt: skip
    values: dict[str, object] = {
        "total_declared": found.total,
        "principal_declared": found.principal,
        "declared": Grid(columns, rows),
    }
    warnings = []
    if found.left_out:
        values["left_out"] = ", ".join(invoice.reference for invoice in found.left_out)
        warnings.append("later_claims_left_out")
    return Raw(values, found.steps, tuple(warnings), found.confidence)


def _invoices(given: dict[str, Any]) -> dict[str, Any]:
    """Gather invoices given one by one (``invoice_A``, ``invoice_B``)."""
    keys = [key for key in given if key.startswith("invoice_")]
    rows = [{"reference": key.removeprefix("invoice_"), **given.pop(key)} for key in keys if isinstance(given[key], dict)]
    if rows:
        given["invoices"] = rows
    if given.get("penalty_rate") == "BCE + 10":
        given.pop("penalty_rate")
    return given


def _ownership(v: Values) -> Raw:
    return _dated(insolvency.ownership_claim(v.date("bodacc_publication"), v.law))


def _published(given: dict[str, Any]) -> dict[str, Any]:
    """An unpublished contract is the case of the calculator; a published one is another rule."""
    if given.get("contract_published") is False:
        given.pop("contract_published")
    if "answer" in given and given["answer"] is None:
        given.pop("answer")
    return given


def _petition(v: Values) -> Raw:
    found = insolvency.ownership_petition(v.date("received"), v.law)
    values = {
        "deadline": found.last_day.last_day,
        "raw_expiry": found.last_day.raw,
        "answer_ends": found.answer_ends.raw,
    }
    warnings = ("moved_by_642",) if found.last_day.moved else ()
    steps = (*found.answer_ends.steps, *found.last_day.steps)
    return Raw(values, steps, warnings, found.last_day.confidence, (found.last_day.source,))


def _relief(v: Values) -> Raw:
    return _dated(
        insolvency.relief(v.date("bodacc_publication"), v.law, unknowable=v.flag("unknowable"))
    )


def _regime(v: Values) -> Raw:
    found = insolvency.regime(v.date("delivery"), v.date("opening_judgment"), useful=v.flag("useful"))
    values: dict[str, object] = {"regime": Word(found.value)}
    steps: tuple[Step, ...] = ()
    ends = (v.date_or_none("observation_end"), v.date_or_none("liquidation_published"))
    if found is insolvency.Regime.USEFUL and any(ends):
        report = insolvency.later_claim_report(
            v.law, observation_end=ends[0], liquidation_published=ends[1]
        )
        values["report_by"] = report.last_day
        steps = report.steps
    return Raw(values, steps)


def _service(v: Values) -> Raw:
    return _dated(injunction.service_deadline(v.date("order_date"), v.law))


def _after_service(v: Values) -> Raw:
    found = injunction.after_service(
        injunction.Service(
            v.date("order_date"), v.date("served"), v.flag("in_person"), v.date_or_none("first_act")
        ),
        v.law,
    )
    values: dict[str, object] = {"in_time": found.in_time, "enforcement": found.enforcement.raw}
    steps = found.enforcement.steps
    if found.opposition is None:
        values["opposition"] = NotComputable("no_act_in_person", {})
    else:
        values["opposition"] = found.opposition.last_day
        values["opposition_raw"] = found.opposition.raw
        steps = (*found.opposition.steps, *steps)
    warnings = () if found.in_time else ("order_void",)
    sources = (found.enforcement.source,)
    return Raw(values, steps, warnings, found.enforcement.confidence, sources)


def _served(given: dict[str, Any]) -> dict[str, Any]:
    """Read a service in person given by its date."""
    if "served_in_person" in given:
        given["served"] = given.pop("served_in_person")
        given["in_person"] = True
    if "opposition_notice_from_greffe" in given and given["opposition_notice_from_greffe"] is None:
        given.pop("opposition_notice_from_greffe")
    return given


def _summons(v: Values) -> Raw:
    found = injunction.summons_dates(v.date("hearing"), v.law)
    steps = (*found.summon_by.steps, *found.file_by.steps)
    values = {"summon_by": found.summon_by.last_day, "file_by": found.file_by.last_day}
    return Raw(values, steps, ("counted_backwards",), found.summon_by.confidence, (found.summon_by.source,))


def _routes(v: Values) -> Raw:
    names = ("due", "liquid", "contractual", "disputed", "seriously", "merchants", "invoiced",
             "public", "local", "insolvent", "title")  # fmt: skip
    facts = routes.Facts(
        v.cents("principal"),
        v.cents("interest"),
        place=routes.Place(v.text("place")),
        **{name: v.flag(name) for name in names},
    )
    found = routes.assess(facts, v.date("on"), v.law)
    rows = tuple(
        (Word(a.route.value), a.open, tuple(Word(code) for code in a.missing), Word(f"proof_{a.confidence.value}"))
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


def _proceedings(v: Values) -> Raw:
    names = ("recoverable", "difficulties", "natural_person", "real_estate", "in_conciliation",
             "accounts_certified", "plan_supported")  # fmt: skip
    debtor = proceedings.Debtor(
        v.date_or_none("cessation"),
        staff=v.whole("staff"),
        turnover=v.cents("turnover"),
        assets=v.cents("assets"),
        **{name: v.flag(name) for name in names},
    )
    found = proceedings.possible_proceedings(debtor, v.date("on"), v.law)
    rows = tuple(
        (
            Word(p.proceeding.value),
            p.open,
            tuple(Word(code) for code in p.missing),
            tuple(Word(effect.value) for effect in sorted(proceedings.EFFECTS[p.proceeding])),
        )
        for p in found
    )
    columns = ("proceeding:word", "open:flag", "missing:words", "effects:words")
    return Raw({"proceedings": Grid(columns, rows)})


def _contribution(v: Values) -> Raw:
    found = courts.contribution(
        v.cents("claim"), v.whole("claimant_staff"), v.date("on"), v.law,
        tae=v.flag("tae"), public=v.flag("public"),
    )  # fmt: skip
    return Raw({"due": found.due, "reason": Word(found.reason), "amount": found.amount})


def _court(given: dict[str, Any]) -> dict[str, Any]:
    court = given.pop("court", None)
    if court is not None:
        given["tae"] = court == "TAE"
    return given


def _suspect(v: Values) -> Raw:
    found = insolvency.earliest_suspect_day(v.date("opening_judgment"), v.date("cessation"), v.law)
    shown = f"{v.date('cessation')} → {v.date('opening_judgment')}"
    return Raw({"suspect_from": found}, (Step("suspect_from", shown, found, Unit.DATE),))


_N = Family.INSOLVENCY
_DATED = ("deadline:date", "raw_expiry:date")
_PUBLICATION = day("bodacc_publication")
CALCULATORS = (
    Calculator(
        "procedure-choice", _N, _routes,
        (
            money("principal", "claim", above=True), money("interest", default=""), flag("due", default=True),
            flag("liquid", default=True), flag("contractual", default=True), flag("disputed"), flag("seriously"),
            flag("merchants", default=True), flag("invoiced", default=True),
            choice("place", routes.Place, "france"), flag("public"), flag("local"), flag("insolvent"),
            flag("title"), day("on", default="today"),
        ),
        ("best:word", "lawyer_needed:flag", "may_appeal:flag", "routes:table"),
        golden=("court_cost",),
    ),
    Calculator(
        "injonction-service", _N, _service, (day("order_date"),), _DATED, golden=("injonction",)
    ),
    Calculator(
        "injonction-after-service", _N, _after_service,
        (day("order_date"), day("served"), flag("in_person", default=True), day("first_act", default="")),
        ("in_time:flag", "opposition:date", "opposition_raw:date", "enforcement:date"),
        golden=("injonction",), adapt=_served,
    ),
    Calculator(
        "hearing-summons", _N, _summons, (day("hearing"),), ("summon_by:date", "file_by:date"),
    ),
    Calculator(
        "court-contribution", _N, _contribution,
        (
            money("claim", above=True), count("claimant_staff"), flag("tae", default=True), flag("public"),
            day("on", default="today"),
        ),
        ("due:flag", "reason:word", "amount:euro"),
        golden=("court_cost",), adapt=_court,
    ),
    Calculator(
        "claim-declaration", _N, _declaration,
        (_PUBLICATION, choice("creditor", (insolvency.MAINLAND, "overseas", "abroad"), insolvency.MAINLAND)),
        _DATED, golden=("claim_declaration",), adapt=_creditor,
    ),
    Calculator(
        "claim-amounts", _N, _amounts,
        (
            table("invoices", text("reference"), money("ttc", "amount", above=True), day("due_date", "due"),
                  day("delivered", default="")),
            day("opening_judgment"), *CLAUSE,
        ),
        ("total_declared:euro", "principal_declared:euro", "left_out:text", "declared:table"),
        golden=("collective_procedure",), adapt=_invoices,
    ),
    Calculator(
        "revendication", _N, _ownership, (_PUBLICATION,), _DATED, golden=("revendication",), adapt=_published
    ),
    Calculator(
        "revendication-petition", _N, _petition, (day("received", "request_received_by_administrator"),),
        (*_DATED, "answer_ends:date"), golden=("revendication",), adapt=_published,
    ),
    Calculator(
        "releve-forclusion", _N, _relief, (_PUBLICATION, flag("unknowable")), _DATED,
    ),
    Calculator(
        "later-claim", _N, _regime,
        (
            day("delivery"), day("opening_judgment"),
            flag("useful", "supply_for_observation_period", default=True),
            day("observation_end", default=""), day("liquidation_published", default=""),
        ),
        ("regime:word", "report_by:date"), golden=("collective_procedure",),
    ),
    Calculator(
        "suspect-period", _N, _suspect, (day("opening_judgment"), day("cessation")), ("suspect_from:date",),
    ),
    Calculator(
        "proceedings", _N, _proceedings,
        (
            day("cessation", default=""), flag("recoverable", default=True), flag("difficulties", default=True),
            flag("natural_person"), count("staff", default="0"), money("turnover", default=""),
            money("assets", default=""), flag("real_estate"), flag("in_conciliation"),
            flag("accounts_certified"), flag("plan_supported"), day("on", default="today"),
        ),
        ("proceedings:table",),
    ),
)  # fmt: skip
