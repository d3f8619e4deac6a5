"""The figures that a lesson may quote, and the words that put codes in French."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from simulator.content.problems import Problem
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import read_yaml
from simulator.domain.exercises.reader import is_figure
from simulator.domain.exercises.specification import Specified


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureName(Specified):
    """A figure of the reader's own portfolio, as lessons name it."""

    name: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureFile(Specified):
    """Figures, words by kind (``terms``, ``45j_fdm``, « 45 jours fin de mois »), feedback."""

    figures: tuple[FigureName, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    feedback: Mapping[str, str] = field(default_factory=dict)


def read_figures(path: Path, file: str) -> tuple[FigureFile, list[Problem]]:
    """Read ``figures.yaml``; a figure that nothing computes is refused."""
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    problems = [*problems, *check_source(source)]
    record, faults = fill(FigureFile, source) if source.lines else (None, [])
    problems += faults
    if record is None:
        return FigureFile(), problems
    seen: set[str] = set()
    for rank, one in enumerate(record.figures):
        place = ("figures", rank, "name")
        if one.name in seen:
            sentence = f"Le chiffre « {one.name} » est déclaré deux fois."
            problems.append(source.problem(place, "figure-twice", sentence))
        if not is_figure(one.name):
            sentence = f"Rien ne calcule le chiffre « {one.name} »."
            problems.append(source.problem(place, "figure-not-computed", sentence))
        seen.add(one.name)
    return record, problems
