"""Calculators of collection: due dates, legality, penalties, public buyers, imputation, limitation."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from simulator.domain.collection import (
    ceilings,
    clauses,
    imputation,
    legality,
    limitation,
    penalties,
    public,
    terms,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    choice,
    count,
    day,
    flag,
    money,
    rate,
    table,
    text,
    whole_days,
)
from simulator.services.calculators.model import Calculator, Family, Grid, Input, Raw, Values, Word

_TERM = re.compile(
    r"(?P<days>\d{1,3}) ?(?:j(?:ours?)?)?(?: (?:nets?|calendaires))?"
    r"(?: (?:date d[’'](?:émission|emission|facture)|date de facture|à compter de la facture))?"
    r"(?P<end> (?:fin de mois|fdm))?(?: le (?P<day>\d{1,2}))?"
)


def read_term(words: str, month_end: terms.MonthEnd) -> terms.Term | None:
    """Read a clause: ``45 jours fin de mois``, ``60 jours``, ``30j_fdm``, ``comptant``, nothing."""
    shown = " ".join(words.replace("\u202f", " ").replace("_", " ").lower().split())
    if not shown:
        return None
    if shown == "comptant":
        return terms.Term(0)
    found = _TERM.fullmatch(shown)
    if found is None:
        raise UnknownChoice("term", words, terms.CODES)
    counted = month_end if found["end"] else terms.MonthEnd.NONE
    return terms.Term(int(found["days"]), counted, int(found["day"] or 0))


def _count(v: Values) -> terms.MonthEnd:
    return terms.MonthEnd(v.text("month_end"))


def _due(v: Values) -> Raw:
    term = read_term(v.text("term"), _count(v))
    if term is None:
        received = v.date_or_none("received") or v.date("invoice_date")
        sale = ceilings.Sale(v.date("invoice_date"), received)
        found = ceilings.default_due_date(sale, v.law)
        shown = f"{found.start} + {found.term.days} d"
        step = Step("due", shown, found.last_day, Unit.DATE)
        values = {"due_date": found.last_day, "days": (found.last_day - found.start).days}
        return Raw(values, (step,), ("default_term",), found.rate.confidence, (found.rate.source,))
    due = terms.due_date(term, v.date("invoice_date"))
    values = {"due_date": due.last_day, "days": due.days}
    steps = due.steps
    if term.month_end is not terms.MonthEnd.NONE:
        first, second = terms.both_counts(term.days, v.date("invoice_date"))
        values |= {
            "method_A": first.last_day,
            "method_A_days": first.days,
            "method_B": second.last_day,
            "method_B_days": second.days,
        }
    return Raw(values, steps)


def _legality(v: Values) -> Raw | NotComputable:
    issued = v.date_or_none("invoice_date") or v.date_or_none("delivery_date")
    delivered = v.date_or_none("delivery_date") or issued
    if issued is None or delivered is None:
        return NotComputable("missing_figure", {})
    sale = ceilings.Sale(
        issued,
        delivered,
        v.date_or_none("received"),
        ceilings.Sector(v.text("sector")),
        v.flag("periodic"),
        v.date_or_none("cleared"),
    )
    found = legality.check_term(sale, read_term(v.text("term"), _count(v)), v.law)
    if isinstance(found, NotComputable):
        return found
    rows = tuple((Word(c.rule), c.start, c.last_day, c.rate.source) for c in found.ceilings)
    columns = ("rule:word", "from_day:date", "latest:date", "source:text")
    values: dict[str, object] = {
        "lawful": found.lawful,
        "due_date": found.due,
        "latest": found.latest,
        "breaches": tuple(Word(code) for code in found.breaches),
        "ceilings": Grid(columns, rows),
    }
    if found.fine is not None:
        values |= {"fine_person": found.fine.person, "fine_company": found.fine.company}
    return Raw(values, found.steps, (), found.confidence, (found.ceiling.rate.source,))


def clause_of(v: Values) -> clauses.RateClause:
    """Return the rate clause typed."""
    kind = clauses.RateKind(v.text("clause"))
    if kind is clauses.RateKind.LEGAL_MULTIPLE:
        return clauses.RateClause(kind, v.number("multiple"))
    figure = v.number("contract_rate") if v.has("contract_rate") else None
    return clauses.RateClause(kind, figure if kind in _WITH_FIGURE else None)


_WITH_FIGURE = frozenset({clauses.RateKind.FIXED, clauses.RateKind.ECB_PLUS})


def segments(found: penalties.Penalty) -> Grid:
    """Return the interest of each half-year, with its rate, so that it can be checked by hand."""
    rows = tuple(
        (part.half, part.first_day, part.last_day, part.days, part.rate.value, part.shown)
        for part in found.segments
    )
    columns = ("half:half", "first_day:date", "last_day:date", "days:days", "rate:percent", "interest:euro")
    return Grid(columns, rows)


def _sources(found: penalties.Penalty) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.rate.source for part in found.segments))


def _penalty(v: Values) -> Raw:
    invoice = penalties.LateInvoice(v.cents("amount_ttc"), v.date("due_date"), v.date("payment_date"))
    clause = clause_of(v)
    found = penalties.penalty(invoice, v.law, clause, v.whole("basis"))
    warnings = []
    if found.segments and clause.kind is not clauses.RateKind.DEFAULT:
        verdict = clauses.check_rate(clause, found.segments[0].first_day, v.law)
        warnings += [] if verdict.compliant else ["below_floor"]
    values = {
        "total_accessories": found.total,
        "interest": found.interest,
        "fixed_indemnity": found.indemnity,
        "days_late": found.days,
        "segments": segments(found),
    }
    return Raw(values, found.steps, tuple(warnings), found.confidence, _sources(found))


_HALF = re.compile(r"(?P<year>\d{4})[- ]?S(?P<half>[12])", re.IGNORECASE)


def _floor_day(v: Values) -> date:
    if not v.has("half"):
        return v.date("on")
    found = _HALF.fullmatch(v.text("half"))
    if found is None:
        raise UnknownChoice("half", v.text("half"), ("2026-S1", "2026-S2"))
    return date(int(found["year"]), 1 if found["half"] == "1" else 7, 1)


def _floor(v: Values) -> Raw:
    on = _floor_day(v)
    found = clauses.check_rate(clause_of(v), on, v.law)
    values: dict[str, object] = {
        "compliant": found.compliant,
        "floor": found.floor.value,
        "rate": found.rate.value,
        "default_rate": found.by_default.value,
    }
    if found.fine is not None:
        values |= {"fine_person": found.fine.person, "fine_company": found.fine.company}
    warnings = () if found.compliant else ("below_floor",)
    return Raw(values, found.steps, warnings, found.floor.confidence, (found.floor.source,))


def _indemnity(v: Values) -> Raw:
    unit = v.law.on("fixed_indemnity", v.date("on"))
    found = penalties.fixed_indemnity(v.whole("late_invoices"), v.date("on"), v.law)
    shown = f"{v.whole('late_invoices')} × {unit.value}"
    step = Step("fixed_indemnity", shown, found, Unit.CENTS)
    values = {"fixed_indemnity": found, "vat_on_indemnity": Cents(0)}
    return Raw(values, (step,), (), unit.confidence, (unit.source,))


_BUYERS = {
    "état": public.Buyer.STATE,
    "commune": public.Buyer.LOCAL,
    "collectivité territoriale": public.Buyer.LOCAL,
    "établissement public de santé": public.Buyer.HOSPITAL,
}


def _public(v: Values) -> Raw:
    buyer = public.Buyer(v.text("buyer"))
    received = v.date_or_none("received")
    performed = v.date_or_none("performed") or received or v.date("payment_date")
    claim = public.PublicClaim(buyer, performed, received)
    due = public.public_due_date(claim, v.law)
    invoice = penalties.LateInvoice(v.cents("amount_ttc"), due, v.date("payment_date"))
    found = public.public_penalty(invoice, v.law, v.whole("basis"))
    values: dict[str, object] = {
        "total_accessories": found.total,
        "interest": found.interest,
        "fixed_indemnity": found.indemnity,
        "legal_due_date": due,
        "days_late": found.days,
        "accessories_by": public.accessories_due(v.date("payment_date"), v.law),
        "segments": segments(found),
    }
    term = public.public_term(buyer, claim.start, v.law)
    first = Step("public_term", f"{claim.start} + {term} d", due, Unit.DATE)
    return Raw(values, (first, *found.steps), (), found.confidence, _sources(found))


def _public_case(given: dict[str, Any]) -> dict[str, Any]:
    """Read the French name of a kind of buyer."""
    buyer = given.get("buyer")
    if isinstance(buyer, str):
        given["buyer"] = _BUYERS.get(buyer.lower(), buyer)
    return given


def _public_term(v: Values) -> Raw:
    buyer = public.Buyer(v.text("buyer"))
    found = v.law.on(f"public_term_{buyer.value}", v.date("on"))
    values: dict[str, object] = {"days": public.public_term(buyer, v.date("on"), v.law)}
    steps: tuple[Step, ...] = ()
    if v.has("received"):
        claim = public.PublicClaim(buyer, v.date_or_none("performed") or v.date("received"), v.date("received"))
        values["legal_due_date"] = public.public_due_date(claim, v.law)
        shown = f"{claim.start} + {values['days']} d"
        steps = (Step("public_term", shown, values["legal_due_date"], Unit.DATE),)
    return Raw(values, steps, (), found.confidence, (found.source,))


def _account(v: Values) -> Raw:
    receipts = [
        imputation.Receipt(row["date"], row["amount"], imputation.ReceiptKind(row["kind"]))
        for row in v.rows("receipts")
    ]
    found = imputation.account(
        v.cents("amount_ttc"),
        v.date("due_date"),
        receipts,
        v.date("computed_to"),
        v.law,
        clause=clause_of(v),
        principal_first=v.flag("principal_first"),
        divisor=v.whole("basis"),
    )
    rows = tuple(
        (p.days, p.interest, p.received, p.to_interest, p.to_principal, p.principal_after)
        for p in found.periods
    )
    columns = ("days:days", "interest:euro", "received:euro", "to_interest:euro", "to_principal:euro",
               "principal_after:euro")  # fmt: skip
    values = {
        "total_due": found.due,
        "principal": found.principal,
        "interest": found.interest,
        "fixed_indemnity": found.indemnity,
        "excess": found.excess,
        "periods": Grid(columns, rows),
    }
    warnings = ("paid_too_much",) if found.excess else ()
    return Raw(values, found.steps, warnings, found.confidence)


def _partial(given: dict[str, Any]) -> dict[str, Any]:
    """Turn one partial payment into a list of receipts."""
    amount, on = given.pop("partial_payment", None), given.pop("partial_date", None)
    if amount is not None and "receipts" not in given:
        given["receipts"] = [{"date": on, "amount": amount}]
    return given


def _share(v: Values) -> Raw:
    debts = [
        imputation.Debt(str(row["reference"]), row["amount"], row["due"], row.get("burden", 0))
        for row in v.rows("debts")
    ]
    chosen = tuple(part for part in re.split(r"[;,\s]+", v.text("chosen")) if part)
    shares = imputation.share_payment(v.cents("payment"), debts, v.date("on"), chosen)
    rows = tuple((reference, amount) for reference, amount in shares if reference)
    left = Cents(sum(amount for reference, amount in shares if not reference))
    warnings = ("paid_too_much",) if left else ()
    return Raw({"shares": Grid(("reference:text", "amount:euro"), rows), "excess": left}, (), warnings)


def _limitation(v: Values) -> Raw:
    kind = limitation.Claim(v.text("claim"))
    events = [
        limitation.Event(
            row["date"], limitation.Happening(row["kind"]), row.get("ended"), bool(row.get("void"))
        )
        for row in v.rows("events")
    ]
    months = v.whole("agreed_months") if v.has("agreed_months") else None
    found = limitation.limitation(kind, v.date("start"), events, v.law, agreed_months=months)
    values: dict[str, object] = {
        "last_day": found.last_day or NotComputable("limitation_suspended", {}),
        "months": found.months,
    }
    filed = v.date_or_none("claim_filed")
    if filed is not None:
        values["time_barred"] = found.barred(filed)
    rows = tuple(
        (r.event.on, Word(r.event.kind.value), Word(r.effect), r.last_day or Word("suspended"))
        for r in found.read
    )
    if rows:
        columns = ("date:date", "kind:word", "effect:word", "last_day:date")
        values["events"] = Grid(columns, rows)
    return Raw(values, found.steps(), (), found.confidence, (found.source,))


def _prudent(v: Values) -> Raw:
    kind = limitation.Claim(v.text("claim"))
    found = limitation.prudent_limitation(kind, v.date("completed"), v.date("due_date"), (), v.law)
    suspended = NotComputable("limitation_suspended", {})
    values = {
        "sue_before": found.teaching_day or suspended,
        "from_completion": found.from_completion.last_day or suspended,
        "from_due_date": found.from_due_date.last_day or suspended,
    }
    steps = (*found.from_completion.steps(), *found.from_due_date.steps())
    source = found.from_completion.source
    return Raw(values, steps, ("prudent_day",), found.from_completion.confidence, (source,))


_EVENTS = {
    "mise en demeure lrar": limitation.Happening.FORMAL_NOTICE,
    "paiement partiel avec reconnaissance": limitation.Happening.PARTIAL_PAYMENT,
}


def _limitation_case(given: dict[str, Any]) -> dict[str, Any]:
    """Read the shapes of a claim told in French: service completed, delivery, events."""
    events = given.get("events")
    if isinstance(events, list):
        for event in events:
            if isinstance(event, dict) and "type" in event:
                kind = str(event.pop("type"))
                event["kind"] = _EVENTS.get(kind.lower(), kind)
    if "invoice_date" in given:  # late invoicing does not move the start
        given.pop("invoice_date")
    return given


_K = Family.COLLECTION
_MONTH_END = choice("month_end", ("days_then_month_end", "month_end_then_days"), "days_then_month_end")
CLAUSE: tuple[Input, ...] = (
    choice("clause", tuple(k.value for k in clauses.RateKind if k is not clauses.RateKind.PUBLIC), "default"),
    rate("contract_rate", "contract_rate_pct%", ""),
    count("multiple", default="3", low=1, high=20),
)
_DIVISOR = choice("basis", ("365", "360"), "365", alias="divisor base")
_PENALTY_OUT = ("total_accessories:euro", "interest:euro", "fixed_indemnity:euro", "days_late:days")
_CLAIM = choice("claim", limitation.Claim, "commercial")


def _contract(given: dict[str, Any]) -> dict[str, Any]:
    """A contract rate given without its kind is a fixed one."""
    if {"contract_rate", "contract_rate_pct"} & given.keys() and "clause" not in given:
        given["clause"] = clauses.RateKind.FIXED.value
    return given


CALCULATORS = (
    Calculator(
        "due-date", _K, _due,
        (
            day("invoice_date"), text("term", "agreed_term clause", ""), _MONTH_END,
            day("received", "receipt_of_goods", ""),
        ),
        (
            "due_date:date", "days:days", "method_A:date", "method_A_days:days", "method_B:date",
            "method_B_days:days",
        ),
        golden=("due_date_45fdm", "due_date_60", "due_date_default"),
    ),
    Calculator(
        "term-legality", _K, _legality,
        (
            day("invoice_date", default=""), day("delivery_date", default=""), day("received", default=""),
            text("term", "term_in_contract clause", ""), _MONTH_END,
            choice("sector", ceilings.Sector, "general"), flag("periodic", "periodic_invoice"),
            day("cleared", default=""),
        ),
        (
            "lawful:flag", "due_date:date", "latest:date", "breaches:words", "fine_person:euro",
            "fine_company:euro", "ceilings:table",
        ),
        golden=(
            "due_date_periodic", "due_date_perishable", "due_date_spirits", "due_date_livestock",
            "due_date_transport",
        ),
    ),
    Calculator(
        "late-penalties", _K, _penalty,
        (money("amount_ttc", above=True), day("due_date"), day("payment_date", default="today"), *CLAUSE, _DIVISOR),
        (*_PENALTY_OUT, "segments:table"),
        golden=("late_penalty",), adapt=_contract,
    ),
    Calculator(
        "penalty-floor", _K, _floor,
        (day("on", default="today"), text("half", default=""), *CLAUSE),
        ("compliant:flag", "floor:percent", "rate:percent", "default_rate:percent", "fine_person:euro",
         "fine_company:euro"),
        golden=("late_penalty_floor",), adapt=_contract,
    ),
    Calculator(
        "fixed-indemnity", _K, _indemnity,
        (count("late_invoices"), day("on", default="today")),
        ("fixed_indemnity:euro", "vat_on_indemnity:euro"),
        golden=("late_penalty",),
    ),
    Calculator(
        "public-interest", _K, _public,
        (
            money("amount_ttc", above=True), choice("buyer", public.Buyer),
            day("received", "payment_request_received", ""), day("performed", default=""),
            day("payment_date", default="today"), _DIVISOR,
        ),
        (*_PENALTY_OUT, "legal_due_date:date", "accessories_by:date", "segments:table"),
        golden=("public_interest",), adapt=_public_case,
    ),
    Calculator(
        "public-term", _K, _public_term,
        (
            choice("buyer", public.Buyer), day("received", default=""), day("performed", default=""),
            day("on", default="today"),
        ),
        ("days:days", "legal_due_date:date"),
        golden=("public_terms",), adapt=_public_case,
    ),
    Calculator(
        "payment-imputation", _K, _account,
        (
            money("amount_ttc", above=True), day("due_date"),
            table(
                "receipts", day("date"), money("amount", above=True),
                choice("kind", imputation.ReceiptKind, "payment"), required=False,
            ),
            day("computed_to", default="today"), *CLAUSE, flag("principal_first"), _DIVISOR,
        ),
        ("total_due:euro", "principal:euro", "interest:euro", "fixed_indemnity:euro", "excess:euro",
         "periods:table"),
        golden=("late_penalty_partial",), adapt=_partial,
    ),
    Calculator(
        "payment-sharing", _K, _share,
        (
            money("payment", above=True),
            table("debts", text("reference"), money("amount", above=True), day("due"), count("burden", default="0")),
            day("on", default="today"), text("chosen", default=""),
        ),
        ("shares:table", "excess:euro"),
    ),
    Calculator(
        "limitation", _K, _limitation,
        (
            _CLAIM, day("start", "service_completed delivery_date"),
            table(
                "events", day("date"), choice("kind", limitation.Happening), day("ended", default=""),
                flag("void"), required=False,
            ),
            count("agreed_months", default="", low=1, high=240), day("claim_filed", default=""),
        ),
        ("last_day:date", "months:count", "time_barred:flag", "events:table"),
        golden=("limitation",), adapt=_limitation_case,
    ),
    Calculator(
        "prudent-limitation", _K, _prudent,
        (_CLAIM, day("completed", "service_completed"), day("due_date")),
        ("sue_before:date", "from_completion:date", "from_due_date:date"),
        golden=("limitation",),
    ),
)  # fmt: skip
