"""Calculators of public buyers."""

from __future__ import annotations

from typing import Any

from simulator.domain.collection import (
    penalties,
    public,
)
from simulator.domain.collection.halves import half_name
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    choice,
    day,
    money,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.collection_common import (
    DIVISOR,
    K,
)
from simulator.services.calculators.shelves.penalties import PENALTY_OUT, segments, sources

_BUYERS = {
    "état": public.Buyer.STATE,
    "commune": public.Buyer.LOCAL,
    "collectivité territoriale": public.Buyer.LOCAL,
    "établissement public de santé": public.Buyer.HOSPITAL,
}


def _public(v: Values) -> Raw | NotComputable:
    if not v.has("received") and not v.has("performed"):
        return NotComputable("request_unknown")
    buyer = public.Buyer(v.text("buyer"))
    received = v.date_or_none("received")
    performed = v.date_or_none("performed") or v.date("received")
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
    kept = found.segments and found.segments[0].half != half_name(found.segments[-1].last_day)
    warnings = ("public_rate_kept",) if kept else ()
    return Raw(values, (first, *found.steps()), warnings, found.confidence, sources(found))


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
        claim = public.PublicClaim(
            buyer, v.date_or_none("performed") or v.date("received"), v.date("received")
        )
        values["legal_due_date"] = public.public_due_date(claim, v.law)
        shown = f"{claim.start} + {values['days']} d"
        steps = (Step("public_term", shown, values["legal_due_date"], Unit.DATE),)
    return Raw(values, steps, (), found.confidence, (found.source,))


CALCULATORS = (
    Calculator(
        "public-interest",
        K,
        _public,
        (
            money("amount_ttc", above=True),
            choice("buyer", public.Buyer),
            day("received", "payment_request_received", ""),
            day("performed", default=""),
            day("payment_date", default="today"),
            DIVISOR,
        ),
        (*PENALTY_OUT, "legal_due_date:date", "accessories_by:date", "segments:table"),
        golden=("public_interest",),
        adapt=_public_case,
    ),
    Calculator(
        "public-term",
        K,
        _public_term,
        (
            choice("buyer", public.Buyer),
            day("received", default=""),
            day("performed", default=""),
            day("on", default="today"),
        ),
        ("days:days", "legal_due_date:date"),
        golden=("public_terms",),
        adapt=_public_case,
    ),
)
