"""The practice function shaped like AFDCC 2, applied to a customer: made up, and said to be so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.domain.exercises.calculator import Calculator, Raw, calculator
from simulator.domain.exercises.case import Case
from simulator.domain.risk.afdcc2 import (
    NAMES,
    SMALL_BELOW,
    PracticeSize,
    afdcc2_practice_of,
    practice_function,
)
from simulator.domain.risk.profile import profile_of
from simulator.domain.risk.result import LinearModel, Score

SECTORS = {
    "gros": "commerce_gros",
    "detail": "commerce_detail",
    "btp": "construction",
    "agro": "industrie",
    "meca": "industrie",
    "mecanique": "industrie",
    "transport": "transport",
    "services": "services",
    "sante": "services",
    "chr": "hotellerie_restauration",
}
"""Sector of the practice function for each sector of the portfolios."""


def model_of(case: Case) -> LinearModel | None:
    """Return the practice function of a customer; none without accounts or sector."""
    sector = SECTORS.get(case.customer.identity.sector)
    if case.statement is None or sector is None:
        return None
    sales = profile_of(case.statement).yearly_sales
    small = sales is not None and sales < SMALL_BELOW
    return practice_function(sector, PracticeSize.SMALL if small else PracticeSize.MEDIUM)


def score_of(case: Case) -> Score | None:
    """Return the practice score of a customer, none when it does not exist."""
    sector = SECTORS.get(case.customer.identity.sector)
    if case.statement is None or sector is None:
        return None
    found = afdcc2_practice_of(case.statement, sector)
    return found if isinstance(found, Score) else None


def _of_model(read: Callable[[LinearModel], Raw]) -> Calculator:
    def value(case: Case) -> Raw:
        model = model_of(case)
        return read(model) if model else None

    return calculator("points", value)


def _coefficient(name: str) -> Calculator:
    return _of_model(lambda model: model.coefficients[name])


PRACTICE: Mapping[str, Calculator] = {
    "practice_constant": _of_model(lambda model: model.constant),
    **{f"practice_c{rank}": _coefficient(name) for rank, name in enumerate(NAMES, 1)},
    "practice_score": calculator(
        "points", lambda case: found.value if (found := score_of(case)) else None
    ),
}
"""Figures of the practice function by name."""
