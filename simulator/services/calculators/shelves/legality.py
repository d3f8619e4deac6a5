"""Calculators of the legality of terms."""

from __future__ import annotations

from typing import Any

from simulator.domain.collection import (
    ceilings,
    legality,
)
from simulator.domain.results import NotComputable
from simulator.services.calculators.inputs import (
    choice,
    day,
    flag,
    text,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values, Word
from simulator.services.calculators.shelves.collection_common import K
from simulator.services.calculators.shelves.due_dates import MONTH_END, month_end_of, read_term


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
    term = read_term(v.text("term"), month_end_of(v))
    found = legality.check_term(sale, term, v.law)
    if isinstance(found, NotComputable):
        return found
    # Nothing agreed: the due date is that of the law, the limit is the longest term one may agree.
    limit = max(c.last_day for c in found.ceilings) if term is None else found.latest
    rows = tuple((Word(c.rule), c.start, c.last_day, c.rate.source) for c in found.ceilings)
    columns = ("rule:word", "from_day:date", "latest:date", "source:text")
    values: dict[str, object] = {
        "lawful": found.lawful,
        "due_date": found.due,
        "latest": limit,
        "breaches": tuple(Word(code) for code in found.breaches),
        "ceilings": Grid(columns, rows),
    }
    if found.fine is not None:
        values |= {"fine_person": found.fine.person, "fine_company": found.fine.company}
    return Raw(values, found.steps, (), found.confidence, (found.ceiling.rate.source,))


_GOODS = {"produits alimentaires périssables": ceilings.Sector.PERISHABLE}


def _legality_case(given: dict[str, Any]) -> dict[str, Any]:
    """Read the French names of a kind of invoice and of goods."""
    kind, goods = given.pop("invoice_kind", None), given.pop("goods", None)
    if isinstance(kind, str):
        given["periodic"] = kind.lower().startswith(("périodique", "récapitulative"))
    if isinstance(goods, str):
        given["sector"] = _GOODS.get(goods.lower(), goods)
    return given


CALCULATORS = (
    Calculator(
        "term-legality",
        K,
        _legality,
        (
            day("invoice_date", default=""),
            day("delivery_date", default=""),
            day("received", default=""),
            text("term", "term_in_contract clause", ""),
            MONTH_END,
            choice("sector", ceilings.Sector, "general"),
            flag("periodic", "periodic_invoice"),
            day("cleared", default=""),
        ),
        (
            "lawful:flag",
            "due_date:date",
            "latest:date",
            "breaches:words",
            "fine_person:euro",
            "fine_company:euro",
            "ceilings:table",
        ),
        golden=(
            "due_date_periodic",
            "due_date_perishable",
            "due_date_spirits",
            "due_date_livestock",
            "due_date_transport",
        ),
        adapt=_legality_case,
    ),
)
