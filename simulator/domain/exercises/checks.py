"""Checking what an author wrote before any portfolio is at hand: formulas, names, texts, bounds.

A fault is data: where it is in the record, a code, what was seen. The loader words it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction

from simulator.domain.exercises import excel, shape_checks, spreadsheet_checks
from simulator.domain.exercises.annotating import Annotating
from simulator.domain.exercises.builder import NAMES, FormulaBuilder
from simulator.domain.exercises.calculators import WORDS
from simulator.domain.exercises.classing import Classing
from simulator.domain.exercises.dates import Dates
from simulator.domain.exercises.entries import ENTRIES
from simulator.domain.exercises.formula import BadFormula, parse
from simulator.domain.exercises.journal import Journal
from simulator.domain.exercises.ordering import Ordering
from simulator.domain.exercises.specification import ClassSpec, Exercise
from simulator.domain.exercises.spreadsheet import ABOUT, Spreadsheet
from simulator.domain.exercises.table import Table
from simulator.domain.exercises.texts import HOW, tokens
from simulator.domain.exercises.types import AnyExercise
from simulator.domain.exercises.worksheet import Worksheet
from simulator.domain.exercises.world import is_known
from simulator.domain.measures import MEASURES

Path = tuple[str | int, ...]

_FORMULAS = frozenset({"formula", "where", "holds", "worth", "score", "when", "amount", "day"})
_PLAIN = frozenset(
    {"type", "id", "name", "code", "measure", "agrees", "covers", "version", "reversed_code"}
    | {"tag", "near"}
)
_ABOUT_ENTRY = frozenset({"given", "expected", "gap"})
_CODE = re.compile(r"[A-Z][A-Z0-9_]*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SHARES = frozenset({"price", "near", "penalty", "rounding", "unit", "sign", "carried"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in an exercise: its path in the record, a code, what was seen."""

    path: Path
    code: str
    seen: str


@dataclass(frozen=True, slots=True)
class _Scope:
    """Names that formulas and texts may use at a place."""

    formulas: frozenset[str]
    texts: frozenset[str]


def faults(exercise: AnyExercise) -> tuple[Fault, ...]:
    """Return every fault of an exercise, in the order of the file."""
    every = frozenset(name for _, name in _own_names(exercise))
    found = [*_doubles(_own_names(exercise)), *_shape(exercise)]
    apart: frozenset[str] = frozenset()
    if isinstance(exercise, Spreadsheet):
        apart, every = spreadsheet_checks.APART, every | ABOUT
    for place, value in _members(exercise):
        if place not in apart:
            found += _walk(value, (place,), _Scope(_known(exercise, place, every), every))
    if isinstance(exercise, Spreadsheet):
        found += [Fault(*one) for one in spreadsheet_checks.faults(exercise)]
    return tuple(found)


def _known(exercise: AnyExercise, place: str, every: frozenset[str]) -> frozenset[str]:
    """Return the names that formulas may use at the start of a member: entries come last of all."""
    if place == "bookings":
        return every
    if place == "figures" and isinstance(exercise, Dates):
        return _defined(exercise) | {part.name for part in exercise.parts}
    if place == "ask" and isinstance(exercise, Classing):
        return _defined(exercise) | {queue.name for queue in exercise.queues}
    return _defined(exercise)


def _defined(exercise: Exercise) -> frozenset[str]:
    return frozenset(figure.name for figure in exercise.defines)


def _own_names(exercise: AnyExercise) -> list[tuple[Path, str]]:
    """Return the names that the exercise gives to figures and parts, with their places."""
    names: list[tuple[Path, str]] = [
        (("defines", rank), figure.name) for rank, figure in enumerate(exercise.defines)
    ]
    if isinstance(exercise, Classing):
        names += [(("queues", rank), queue.name) for rank, queue in enumerate(exercise.queues)]
    if isinstance(exercise, Annotating):
        names += [(("lines", rank), line.name) for rank, line in enumerate(exercise.lines)]
    if isinstance(exercise, FormulaBuilder):
        names += [(("parts", rank), typed.name) for rank, typed in enumerate(exercise.parts)]
    if isinstance(exercise, Worksheet):
        names += [(("parts", rank), part.name) for rank, part in enumerate(exercise.parts)]
    if isinstance(exercise, Dates):
        names += [(("parts", rank), asked.name) for rank, asked in enumerate(exercise.parts)]
    if isinstance(exercise, Dates | Journal):
        names += [(("figures", rank), one.name) for rank, one in enumerate(exercise.figures)]
    if isinstance(exercise, Journal):
        names += [(("bookings", rank), one.name) for rank, one in enumerate(exercise.bookings)]
    if isinstance(exercise, Table):
        names += [(("rows", rank), row.name) for rank, row in enumerate(exercise.rows)]
    if isinstance(exercise, Spreadsheet):
        names += [(("cells", rank), cell.name) for rank, cell in enumerate(exercise.cells)]
    return names


def _doubles(names: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, name in names:
        if name in seen:
            yield Fault((*path, "name"), "duplicate_name", name)
        if not _NAME.fullmatch(name):
            yield Fault((*path, "name"), "bad_name", name)
        seen.add(name)


def _shape(exercise: AnyExercise) -> Iterator[Fault]:
    if not 1 <= exercise.difficulty <= 3:
        yield Fault(("difficulty",), "out_of_range", str(exercise.difficulty))
    if exercise.minutes <= 0:
        yield Fault(("minutes",), "out_of_range", str(exercise.minutes))
    for key in ("covers", "objectives"):
        if not getattr(exercise, key):
            yield Fault((key,), "empty", key)
    if isinstance(exercise, Classing | Ordering | FormulaBuilder):
        # the statement speaks of several customers: it cannot quote the figures of one
        for token in tokens(exercise.statement):
            yield Fault(("statement",), "unknown_name", token.name)
    for place, code, seen in shape_checks.faults(exercise):
        yield Fault(place, code, seen)


def _members(record: object) -> Iterator[tuple[str, object]]:
    assert is_dataclass(record)
    for field in fields(record):
        yield field.name, getattr(record, field.name)


def _walk(value: object, path: Path, scope: _Scope) -> Iterator[Fault]:
    if isinstance(value, str):
        yield from _text(value, path, scope)
    elif isinstance(value, Fraction):
        yield from _number(value, path)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _walk(inner, (*path, str(key)), scope)
    elif isinstance(value, tuple):
        yield from _list(value, path, scope)
    elif is_dataclass(value):
        if isinstance(value, ClassSpec):
            yield from _bands(value, path)
        for name, inner in _members(value):
            yield from _walk(inner, (*path, name), scope)


def _list(value: tuple[object, ...], path: Path, scope: _Scope) -> Iterator[Fault]:
    """Walk a list; in a list of figures, each may use those before it."""
    before = scope
    for rank, inner in enumerate(value):
        if path == ("defines",):
            known = {getattr(one, "name", "") for one in value[:rank]}
            before = _Scope(frozenset(known), scope.texts)
        yield from _walk(inner, (*path, rank), before)
        if path in {("parts",), ("rows",), ("figures",)}:
            before = _Scope(before.formulas | {getattr(inner, "name", "")}, scope.texts)


def _text(value: str, path: Path, scope: _Scope) -> Iterator[Fault]:
    key = path[-1] if isinstance(path[-1], str) else path[-2]
    if _is_formula(key, path):
        yield from _formula(value, path, scope)
    elif key in _NAMED:
        code, known = _NAMED[key]
        if value and not known(value, path):
            yield Fault(path, code, value)
    elif key not in _PLAIN:
        yield from _template(value, path, scope)


def _is_formula(key: str | int, path: Path) -> bool:
    chosen = key == "right" and path[0] == "options"
    return key in _FORMULAS or chosen or path[-2:-1] == ("amounts",)


_NAMED: Mapping[str | int, tuple[str, Callable[[str, Path], bool]]] = {
    "measure": (
        "unknown_measure",
        lambda value, path: value in (HOW if path[0] == "defines" else MEASURES),
    ),
    "entry": ("unknown_entry", lambda value, _: value in ENTRIES),
    "agrees": ("unknown_name", lambda value, _: is_known(value)),
    "excel": ("excel", lambda value, _: _reads(value)),
    "code": ("bad_code", lambda value, _: _CODE.fullmatch(value) is not None),
}
"""Keys whose text is a name: the code of the fault, and whether the name is good."""


def _reads(value: str) -> bool:
    try:
        excel.parse(value, NAMES)
    except excel.BadExcel:
        return False
    return True


def _formula(value: str, path: Path, scope: _Scope) -> Iterator[Fault]:
    if path[-1] in {"score", "amount", "day"} and not value:
        return
    try:
        formula = parse(value)
    except BadFormula as refusal:
        yield Fault(path, f"formula_{refusal.reason}", value)
        return
    after = scope.texts if path[0] == "conclusion" else scope.formulas
    for name in sorted(formula.names):
        if name not in after and (not is_known(name) or name in WORDS):
            yield Fault(path, "unknown_name", name)


def _template(value: str, path: Path, scope: _Scope) -> Iterator[Fault]:
    for token in tokens(value):
        known = token.name in scope.texts or token.name in _ABOUT_ENTRY or is_known(token.name)
        if not known:
            yield Fault(path, "unknown_name", token.name)
        if token.measure is not None and token.measure not in HOW:
            yield Fault(path, "unknown_measure", token.measure)


def _number(value: Fraction, path: Path) -> Iterator[Fault]:
    key = path[-1]
    if key in _SHARES or (key == "keeps" and len(path) > 1):
        if not 0 <= value <= 1:
            yield Fault(path, "out_of_range", str(value))
    elif key in {"points", "weight", "plausible", "needed"}:
        if value <= 0:
            yield Fault(path, "out_of_range", str(value))
    elif key in {"absolute", "relative", "margin", "gap"} and value < 0:
        yield Fault(path, "out_of_range", str(value))


def _bands(spec: ClassSpec, path: Path) -> Iterator[Fault]:
    bounds = [band.above for band in spec.bands]
    whole = [bound for bound in bounds[:-1] if bound is not None]
    ordered = whole == sorted(set(whole), reverse=True)
    if len(bounds) < 2 or len(whole) < len(bounds) - 1 or bounds[-1] is not None or not ordered:
        yield Fault((*path, "bands"), "bad_bands", "")
