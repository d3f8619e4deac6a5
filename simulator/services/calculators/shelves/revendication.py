"""Calculators of claims of ownership."""

from __future__ import annotations

from typing import Any

from simulator.domain.collection import insolvency
from simulator.services.calculators.inputs import (
    day,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.declarations import PUBLICATION
from simulator.services.calculators.shelves.insolvency_common import DATED, N, dated


def _ownership(v: Values) -> Raw:
    return dated(insolvency.ownership_claim(v.date("bodacc_publication"), v.law))


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
    steps = (*found.answer_ends.steps(), *found.last_day.steps())
    return Raw(values, steps, warnings, found.last_day.confidence, (found.last_day.source,))


CALCULATORS = (
    Calculator(
        "revendication",
        N,
        _ownership,
        (PUBLICATION,),
        DATED,
        golden=("revendication",),
        adapt=_published,
    ),
    Calculator(
        "revendication-petition",
        N,
        _petition,
        (day("received", "request_received_by_administrator"),),
        (*DATED, "answer_ends:date"),
        golden=("revendication",),
        adapt=_published,
    ),
)
