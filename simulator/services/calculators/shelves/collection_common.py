"""What the calculators of collection share."""

from __future__ import annotations

from simulator.domain.collection import (
    clauses,
)
from simulator.services.calculators.inputs import (
    choice,
    count,
    rate,
)
from simulator.services.calculators.model import Family, Input, Values


def clause_of(v: Values) -> clauses.RateClause:
    """Return the rate clause typed."""
    kind = clauses.RateKind(v.text("clause"))
    if kind is clauses.RateKind.LEGAL_MULTIPLE:
        return clauses.RateClause(kind, v.number("multiple"))
    figure = v.number("contract_rate") if v.has("contract_rate") else None
    return clauses.RateClause(kind, figure if kind in WITH_FIGURE else None)


WITH_FIGURE = frozenset({clauses.RateKind.FIXED, clauses.RateKind.ECB_PLUS})

K = Family.COLLECTION

CLAUSE: tuple[Input, ...] = (
    choice(
        "clause",
        tuple(k.value for k in clauses.RateKind if k is not clauses.RateKind.PUBLIC),
        "default",
    ),
    rate("contract_rate", "contract_rate_pct%", ""),
    count("multiple", default="3", low=1, high=20),
)

DIVISOR = choice("basis", ("365", "360"), "365", alias="divisor base")
