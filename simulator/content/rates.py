"""Dated legal values: one table a file, in the format of ``rates/LISEZMOI.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from simulator.content.problems import Problem
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import Source, read_yaml
from simulator.domain.exercises.specification import Specified
from simulator.domain.rates import DatedRate, RateTable
from simulator.domain.results import Confidence


class RateUnit(StrEnum):
    """Unit of the values of a table."""

    RATIO = "ratio"
    EUROS = "euros"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    COUNT = "count"


@dataclass(frozen=True, kw_only=True, slots=True)
class RateEntry(Specified):
    """One dated value as written."""

    start: date
    value: Decimal
    source: str
    confidence: Confidence
    end: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RateFile(Specified):
    """A table as written."""

    name: str
    unit: RateUnit
    entries: tuple[RateEntry, ...]


def read_rates(path: Path, file: str) -> tuple[RateTable | None, list[Problem]]:
    """Read one table; overlaps and reversed dates are refused, gaps are allowed."""
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    problems = [*problems, *check_source(source)]
    record, faults = fill(RateFile, source) if source.lines else (None, [])
    problems += faults
    if record is None:
        return None, problems
    problems += _order(record, source, path.stem)
    rates = tuple(
        DatedRate(e.start, e.end, e.value, e.source, e.confidence) for e in record.entries
    )
    return RateTable(record.name, rates), problems


def _order(record: RateFile, source: Source, stem: str) -> Iterator[Problem]:
    if record.name != stem:
        sentence = f"La table « {record.name} » n'a pas le nom de son fichier."
        yield source.problem(("name",), "rates-name", sentence)
    for rank, entry in enumerate(record.entries):
        if entry.end is not None and entry.end < entry.start:
            sentence = "La période finit avant de commencer."
            yield source.problem(("entries", rank, "end"), "rates-period", sentence)
    for rank, (one, following) in enumerate(pairwise(record.entries), 1):
        if one.end is None or following.start <= one.end:
            sentence = "Cette période commence avant la fin de la précédente."
            yield source.problem(("entries", rank, "start"), "rates-overlap", sentence)
