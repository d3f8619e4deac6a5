"""Forms of the year's policy: boxes that know where their value is, read with their faults.

Not WTForms: lists that grow (steps, segments) keep what was typed, even what cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from werkzeug.datastructures import MultiDict

from simulator.domain.measures import MEASURES, Measure, write_number
from simulator.domain.reading import Unreadable, read
from simulator.web.forms.base import stripped

Choices = tuple[tuple[str, str], ...]
Typed = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form: its name, the path of its value in the data, how it is typed."""

    name: str
    label: str
    kind: str
    path: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    hint: str = ""
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A box as a page shows it: what is in it, what is wrong with it."""

    box: Box
    name: str
    text: str
    many: tuple[str, ...]
    fault: str


_MEASURES: dict[str, Measure] = {
    "whole": MEASURES["count"],
    "days": MEASURES["days"],
    "offset": MEASURES["days"],
    "number": MEASURES["ratio"],
    "percent": MEASURES["percent"],
    "euros": MEASURES["euro"],
    "maybe": MEASURES["euro"],
}
_MONEY = ("euros", "maybe")
UNITS = {"days": "jours", "percent": "%", "euros": "€", "minutes": "minutes"}
_WHOLE = ("whole", "days", "offset", "euros", "maybe")
NO_TERMS = "dossier"
"""What says that the terms of each file stay."""
NO_LATE = -999
_EMPTY = {"late": NO_LATE, "maybe": None, "given": None}
"""What an empty box says, where a box may be empty."""


def value_at(data: Mapping[str, Any], path: Iterable[str]) -> Any:  # noqa: ANN401 - plain values
    """Return what is at a path of plain values, nothing when a key is missing."""
    found: Any = data
    for key in path:
        if not isinstance(found, Mapping) or key not in found:
            return None
        found = found[key]
    return found


def put_at(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:  # noqa: ANN401 - plain
    """Put a value at a path; ``None`` takes the key away."""
    for key in path[:-1]:
        data = data.setdefault(key, {})
    if value is None:
        data.pop(path[-1], None)
    else:
        data[path[-1]] = value


def shown(box: Box, value: Any) -> str:  # noqa: ANN401 - plain values
    """Write a value as its box holds it."""
    if box.kind == "terms":
        return NO_TERMS if value is None else f"{value['days']}{'f' * value['end_of_month']}"
    if box.kind == "late":
        return "" if value in (None, NO_LATE) else str(value)
    if box.kind == "sector":
        return value[0] if value else ""
    if value is None or box.kind in ("many", "flag"):
        return ""
    if box.kind in _MEASURES:
        exact = Fraction(str(value)) / _MEASURES[box.kind].factor
        places = next(n for n in range(5) if (exact * 10**n).denominator == 1 or n == 4)
        return write_number(exact, places)
    return str(value)


@dataclass(slots=True)
class Reading:
    """What a form says: values by box, and the sentence of each box that cannot be read."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def read_box(box: Box, typed: Typed, prefix: str, found: Reading) -> None:
    """Read one box of what was posted."""
    name = prefix + box.name
    if box.kind == "many":
        known = [code for code, _ in box.choices]
        found.values[box.name] = [code for code in typed.getlist(name) if code in known]
        return
    if box.kind == "flag":
        found.values[box.name] = name in typed
        return
    text = stripped(typed.get(name))
    try:
        found.values[box.name] = _value(box, text)
    except _NotGood as wrong:
        found.faults[name] = str(wrong)


class _NotGood(Exception):
    """What was typed cannot be kept; the message is for people."""


def _value(box: Box, text: str) -> Any:  # noqa: ANN401 - plain values
    if box.kind == "text":
        if not text:
            raise _NotGood("Donnez un nom.")
        if len(text) > 40:
            raise _NotGood("40 caractères au plus.")
        return text
    if box.kind in _EMPTY and not text:
        return _EMPTY[box.kind]
    if box.choices:
        return _choice(box, text)
    return _number(box, text)


def _choice(box: Box, text: str) -> Any:  # noqa: ANN401 - plain values
    if text not in [code for code, _ in box.choices]:
        raise _NotGood("Choisissez dans la liste.")
    if box.kind == "sector":
        return [text] if text else []
    if box.kind == "terms":
        if text == NO_TERMS:
            return None
        return {"days": int(text.rstrip("f")), "end_of_month": text.endswith("f")}
    return text


def _number(box: Box, text: str) -> float | int:
    kind = "days" if box.kind == "late" else box.kind
    measure = _MEASURES[kind]
    if not text:
        raise _NotGood("Donnez un nombre.")
    try:
        value = read(text, measure).value
    except Unreadable:
        raise _NotGood(f"«\u202f{text}\u202f» n’est pas un nombre lisible.") from None
    if kind in _WHOLE and value.denominator != 1:
        raise _NotGood("Deux décimales au plus." if kind in _MONEY else "Donnez un nombre entier.")
    if (box.low is not None and value < Fraction(str(box.low))) or (
        box.high is not None and value > Fraction(str(box.high))
    ):
        raise _NotGood(_bounds(box))
    return int(value) if kind in _WHOLE else float(value)


def _bounds(box: Box) -> str:
    if box.high is None:
        return "Zéro ou plus."
    return f"De {shown(box, box.low)} à {shown(box, box.high)}."


def fields(
    boxes: Iterable[Box],
    data: Mapping[str, Any],
    *,
    prefix: str = "",
    typed: Typed | None = None,
    faults: Mapping[str, str] | None = None,
) -> list[Field]:
    """Return boxes as a page shows them: what was typed when there is something, else the data."""
    made = []
    for box in boxes:
        name = prefix + box.name
        value = value_at(data, box.path)
        if typed is None:
            many = tuple(value or ()) if box.kind == "many" else ()
            if box.kind == "flag":
                many = ("1",) if value else ()
            text = shown(box, value)
        else:
            many, text = tuple(typed.getlist(name)), typed.get(name, "")
        made.append(Field(box, name, text, many, (faults or {}).get(name, "")))
    return made
