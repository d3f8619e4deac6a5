"""The list of exercise types, written by hand: to add one, write its module and its line here."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.exercises.annotating import Annotating
from simulator.domain.exercises.builder import FormulaBuilder
from simulator.domain.exercises.choice import Pick
from simulator.domain.exercises.classing import Classing
from simulator.domain.exercises.dates import Dates
from simulator.domain.exercises.decision import Decision
from simulator.domain.exercises.journal import Journal
from simulator.domain.exercises.letter import Letter
from simulator.domain.exercises.matching import Matching
from simulator.domain.exercises.ordering import Ordering
from simulator.domain.exercises.spreadsheet import Spreadsheet
from simulator.domain.exercises.table import Table
from simulator.domain.exercises.worksheet import Worksheet

AnyExercise = (
    Worksheet
    | Table
    | Dates
    | Journal
    | Pick
    | Classing
    | Decision
    | Ordering
    | Matching
    | FormulaBuilder
    | Letter
    | Annotating
    | Spreadsheet
)
"""What has ``question(world, variant) -> Question``."""

TYPES: Mapping[str, type[AnyExercise]] = {
    one.kind: one
    for one in (
        Worksheet,
        Table,
        Dates,
        Journal,
        Pick,
        Classing,
        Decision,
        Ordering,
        Matching,
        Spreadsheet,
        FormulaBuilder,
        Letter,
        Annotating,
    )
}
"""Types by the word that an exercise file writes after ``type:``."""
