"""The Credit-men index: three families of factors, each on a base of 100 = the norm of the sector.

Weights as published in student theses (probable): personal 40 %, economic 20 %, financial 40 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.refusals import NotPositive
from simulator.domain.results import Confidence, NotComputable, Unit
from simulator.domain.risk.result import LinearModel, RatioUsed, Score, coefficients, scale

FACTORS = LinearModel(
    "credit_men",
    coefficients(personnel="0.40", economique="0.20", financier="0.40"),
    Decimal(0),
    scale(("norme_atteinte", ">= 100"), rest="sous_la_norme"),
    Confidence.PROBABLE,
    dict.fromkeys(("personnel", "economique", "financier"), Unit.POINTS),
)

FINANCIAL_WEIGHTS = tuple(Decimal(w) for w in ("0.25", "0.25", "0.10", "0.20", "0.20"))


def credit_men(personal: Number, economic: Number, financial: Number) -> Score:
    """Return 0.40 personal + 0.20 economic + 0.40 financial, each on a base of 100."""
    values = zip(FACTORS.coefficients, (personal, economic, financial), strict=True)
    used = tuple(RatioUsed(n, decimal_of(n, v), Unit.POINTS) for n, v in values)
    return FACTORS.score(used)


def financial_factor(
    ratios: Sequence[Number],
    norms: Sequence[Number],
    weights: Sequence[Decimal] = FINANCIAL_WEIGHTS,
) -> Decimal | NotComputable:
    """Return the financial factor: each ratio over the norm of its sector × 100, weighted.

    ``NotComputable("norm_not_positive")`` on a nil norm; ``NotPositive`` when the lengths differ.
    """
    if not len(ratios) == len(norms) == len(weights):
        raise NotPositive("ratios", 0)
    total = Decimal(0)
    for value, norm, weight in zip(ratios, norms, weights, strict=True):
        base = decimal_of("norm", norm)
        if base <= 0:
            return NotComputable("norm_not_positive", {"norm": base})
        total += decimal_of("ratio", value) / base * 100 * weight
    return total
