"""Calculators of guarantees."""

from __future__ import annotations

from simulator.domain.credit import (
    guarantees,
)
from simulator.domain.results import Confidence
from simulator.services.calculators.inputs import (
    choices,
    ratio,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values, Word
from simulator.services.calculators.shelves.credit_common import C


def _guarantees(v: Values) -> Raw:
    weights = guarantees.Weights(v.number("cheap"), v.number("fast"), v.number("strong"))
    available = frozenset(guarantees.Need(code) for code in v.chosen("available"))
    rows = tuple(
        (
            Word(r.guarantee.code),
            r.mark,
            r.guarantee.reference,
            tuple(Word(need.value) for need in sorted(r.missing)),
        )
        for r in guarantees.rank(available, weights=weights)
    )
    columns = ("guarantee:word", "mark:points", "reference:text", "missing:words")
    return Raw({"guarantees": Grid(columns, rows)}, (), (), Confidence.PEDAGOGICAL)


CALCULATORS = (
    Calculator(
        "guarantees",
        C,
        _guarantees,
        (
            choices("available", guarantees.Need),
            ratio("cheap", default="1", low=0),
            ratio("fast", default="1", low=0),
            ratio("strong", default="2", low=0),
        ),
        ("guarantees:table",),
        Confidence.PEDAGOGICAL,
    ),
)
