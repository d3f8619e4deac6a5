"""Risk classes A to D as editable data: share of the limit, review rhythm, usual conditions.

No universal grid exists: these figures are a teaching proposal of November 2026, not a standard.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Confidence


@dataclass(frozen=True, slots=True)
class ClassRule:
    """What a class of risk means for a line.

    ``coefficient`` is the share of the computed limit that is granted; ``review_months`` is
    ``None`` when there is no line to review; ``conditions`` are codes.
    """

    code: str
    coefficient: Decimal
    review_months: int | None
    conditions: tuple[str, ...]
    confidence: Confidence = Confidence.PEDAGOGICAL


CLASSES = (
    ClassRule("A", Decimal(1), 12, ()),
    ClassRule("B", Decimal("0.75"), 6, ()),
    ClassRule("C", Decimal("0.40"), 3, ("guarantee",)),
    ClassRule("D", Decimal(0), None, ("prepayment",)),
)


def class_rule(code: str, rules: tuple[ClassRule, ...] = CLASSES) -> ClassRule:
    """Return the rule of a class; ``UnknownChoice`` when the grid has none of that name."""
    for rule in rules:
        if rule.code == code:
            return rule
    raise UnknownChoice("risk_class", code, tuple(rule.code for rule in rules))
