"""Calculators of limitation."""

from __future__ import annotations

from typing import Any

from simulator.domain.collection import (
    limitation,
)
from simulator.domain.results import NotComputable
from simulator.services.calculators.inputs import (
    choice,
    count,
    day,
    flag,
    table,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values, Word
from simulator.services.calculators.shelves.collection_common import (
    K,
)

_EFFECTS = {"none": "no_effect"}


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
        (
            r.event.on,
            Word(r.event.kind.value),
            Word(_EFFECTS.get(r.effect, r.effect)),
            r.last_day or Word("suspended"),
        )
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


def _parties(given: dict[str, Any]) -> dict[str, Any]:
    """Read the quality of the parties, in French."""
    parties = given.pop("parties", None)
    if isinstance(parties, str):
        given["claim"] = {"commerçants": "commercial"}.get(parties.lower(), parties)
    return given


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


_CLAIM = choice("claim", limitation.Claim, "commercial")


CALCULATORS = (
    Calculator(
        "limitation",
        K,
        _limitation,
        (
            _CLAIM,
            day("start", "service_completed delivery_date"),
            table(
                "events",
                day("date"),
                choice("kind", limitation.Happening),
                day("ended", default=""),
                flag("void"),
                required=False,
            ),
            count("agreed_months", default="", low=1, high=240),
            day("claim_filed", default=""),
        ),
        ("last_day:date", "months:count", "time_barred:flag", "events:table"),
        golden=("limitation",),
        adapt=_limitation_case,
    ),
    Calculator(
        "prudent-limitation",
        K,
        _prudent,
        (_CLAIM, day("completed", "service_completed"), day("due_date")),
        ("sue_before:date", "from_completion:date", "from_due_date:date"),
        golden=("limitation",),
        adapt=_parties,
    ),
)
