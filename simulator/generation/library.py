"""The files of ``scenarios/`` that generation reads, each read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator.domain.portfolio import SourceKind
from simulator.domain.refusals import UnknownChoice
from simulator.generation import difficulties
from simulator.generation.reading import Reader
from simulator.generation.spec import Bar, Calibration, Scenario
from simulator.paths import SCENARIOS

SIZES = ("TPE", "PME", "ETI", "GE")
TERMS = (
    "comptant",
    "20j_perissable",
    "30j",
    "30j_fdm",
    "45j_fdm",
    "60j",
    "30j_public",
    "50j_hopital",
)
MEANS = ("virement", "prelevement", "lcr", "cheque")
RUNS = ("daily", "weekly", "twice_monthly", "month_end")
CAUSES = (
    "price",
    "quantity",
    "quality",
    "delivery",
    "administrative",
    "credit_note_expected",
    "other",
)
GOODS = ("goods", "products", "services")
BOUGHT = ("goods", "materials", "external")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One template of a source.

    What it says of the customer, and about which customers it may be said.
    """

    kind: SourceKind
    tone: str = dataclass_field(
        metadata={"choices": ("good", "neutral", "bad", "procedure", "notice")}
    )
    text: str
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Frozen pools of labels; none of the composed names is a known firm."""

    roots: tuple[str, ...]
    endings: tuple[str, ...]
    places: tuple[str, ...]
    activities: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[str, ...]]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]


@lru_cache(maxsize=1)
def calibration(folder: Path = SCENARIOS) -> Calibration:
    """Read the calibration; ``FaultyScenario`` lists everything wrong with it."""
    reader = Reader(folder / "calibration.yaml")
    found: Calibration | None = reader.build(Calibration, reader.root, "calibration")
    if found is not None:
        _check_calibration(reader, found)
    reader.finish()
    assert found is not None
    return found


def _check_calibration(reader: Reader, found: Calibration) -> None:
    known = {"terms": TERMS, "methods": MEANS, "sales": GOODS, "bought": BOUGHT}
    for key, sector in found.sectors.items():
        for part, choices in known.items():
            _keys(reader, f"sectors.{key}.{part}", getattr(sector, part), choices)
    _keys(reader, "sizes", found.sizes, SIZES, whole=True)
    for key, size in found.sizes.items():
        _keys(reader, f"sizes.{key}.payment_runs", size.payment_runs, RUNS, whole=True)
    for key, profile in found.profiles.items():
        _keys(reader, f"profiles.{key}.weights", profile.weights, SIZES, whole=True)
    _keys(reader, "disputes.causes", found.disputes.causes, CAUSES)


def _keys(
    reader: Reader,
    where: str,
    found: Mapping[str, Any],
    choices: tuple[str, ...],
    *,
    whole: bool = False,
) -> None:
    for key in found:
        if key not in choices:
            reader.fault(reader.at(where), where, "unknown_choice", key)
    if whole:
        for key in choices:
            if key not in found:
                reader.fault(reader.at(where), where, "missing", key)


def read_scenario(path: Path, shared: Calibration) -> Scenario:
    """Read one scenario file; ``FaultyScenario`` lists everything wrong with it, with its lines."""
    reader = Reader(path)
    found: Scenario | None = reader.build(Scenario, reader.root, "scenario", key=path.stem)
    if found is not None:
        sectors = tuple(shared.sectors)
        _keys(reader, "customers.sectors", found.customers.sectors, sectors)
        _keys(reader, "customers.sizes", found.customers.sizes, SIZES)
        _keys(reader, "customers.terms", found.customers.terms, sectors)
        for key, terms in found.customers.terms.items():
            _keys(reader, f"customers.terms.{key}", terms, TERMS)
        for part in ("goods", "sales_reps"):
            if not getattr(found.supplier, part):
                reader.fault(reader.at(f"supplier.{part}"), f"supplier.{part}", "empty")
    reader.finish()
    assert found is not None
    return found


@lru_cache(maxsize=1)
def scenarios(folder: Path = SCENARIOS) -> Mapping[str, Scenario]:
    """Read every scenario of ``companies/``, by key; playable or not."""
    shared = calibration(folder)
    paths = sorted((folder / "companies").glob("*.yaml"))
    return {path.stem: read_scenario(path, shared) for path in paths}


def scenario(key: str) -> Scenario:
    """Return a scenario, at the level that its key ends with; ``UnknownChoice`` on another name.

    ``negoce-materiaux`` is the scenario as it is written, ``negoce-materiaux.difficile`` a harder
    one.
    """
    found = scenarios()
    name, mark, level = key.partition(difficulties.MARK)
    if name not in found:
        raise UnknownChoice("scenario", key, tuple(found))
    if not mark:
        return found[name]
    levels = difficulties.difficulties()
    if level not in levels or level == difficulties.NORMAL:
        raise UnknownChoice("difficulty", level, tuple(levels))
    return difficulties.at(found[name], level)


def playable() -> tuple[Scenario, ...]:
    """Return the scenarios that a trainer may choose, in order of title."""
    return tuple(sorted((s for s in scenarios().values() if s.playable), key=lambda s: s.title))


@lru_cache(maxsize=1)
def names(folder: Path = SCENARIOS) -> Names:
    """Read the pools of labels."""
    reader = Reader(folder / "names.yaml")
    found: Names | None = reader.build(Names, reader.root, "names")
    reader.finish()
    assert found is not None
    return found


@lru_cache(maxsize=1)
def sentences(folder: Path = SCENARIOS) -> tuple[Sentence, ...]:
    """Read the templates of what is said of customers."""
    reader = Reader(folder / "sources.yaml")
    found = tuple(
        reader.build(Sentence, node, f"sentences[{rank}]")
        for rank, node in enumerate(reader.items(reader.root))
    )
    reader.finish()
    return found


@lru_cache(maxsize=1)
def bars(folder: Path = SCENARIOS) -> Mapping[str, Bar]:
    """Read the realism bars, by name."""
    reader = Reader(folder / "realism.yaml")
    found = {
        name: reader.build(Bar, node, name)
        for name, node in reader.pairs(reader.root, "realism").items()
    }
    reader.finish()
    return found
