"""What a page of the toolbox shows: the shelf, the form with what was typed, the result."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from simulator.services.calculators import registry, shown, wording
from simulator.services.calculators.entry import TODAY
from simulator.services.calculators.faults import Fault
from simulator.services.calculators.model import Calculator, Family, Input, Kind
from simulator.services.calculators.refusing import sentence
from simulator.services.calculators.run import Outcome, compute


@dataclass(frozen=True, slots=True)
class Item:
    """A calculator on its shelf."""

    slug: str
    title: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A family and those of its calculators that a search found."""

    code: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a field."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: what was typed, or its default, and what is wrong with it."""

    name: str
    label: str
    kind: str
    value: str
    sign: str
    hint: str
    required: bool
    options: tuple[Option, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page; ``asked`` says that an entry was sent, ``exists`` that it has a result."""

    slug: str
    title: str
    purpose: str
    family: str
    fields: tuple[Field, ...]
    wrong: tuple[Field, ...]
    faults: tuple[str, ...]
    asked: bool
    exists: bool
    lines: tuple[shown.Line, ...]
    tables: tuple[shown.Table, ...]
    steps: tuple[shown.Worked, ...]
    warnings: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    proof: str
    example: Mapping[str, str | list[str]]


Typed = Mapping[str, list[str]]


def shelves(search: str = "") -> tuple[Shelf, ...]:
    """Return the families with the calculators whose words hold every word of a search."""
    words = _folded(search).split()
    found = []
    for family in Family:
        items = tuple(
            Item(each.slug, wording.card(each).title, wording.card(each).purpose)
            for each in registry.of_family(family)
            if all(word in _index(each) for word in words)
        )
        if items:
            found.append(Shelf(family.value, wording.said("families", family.value), items))
    return tuple(found)


def _index(calculator: Calculator) -> str:
    card = wording.card(calculator)
    family = wording.said("families", calculator.family.value)
    return _folded(f"{calculator.slug} {card.title} {card.purpose} {card.source} {family}")


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def page(calculator: Calculator, typed: Typed, today: date) -> Page:
    """Return the page of a calculator; nothing typed: the form alone, with its defaults."""
    card = wording.card(calculator)
    asked = any(one.name in typed for one in calculator.inputs)
    outcome = compute(calculator, _given(calculator, typed), today) if asked else None
    faults = outcome.faults if outcome is not None else ()
    fields = tuple(_field(calculator, one, typed, faults, today) for one in calculator.inputs)
    own = tuple(sentence(calculator, fault) for fault in faults if not fault.input)
    confidence = outcome.confidence if outcome is not None else calculator.confidence
    return Page(
        slug=calculator.slug,
        title=card.title,
        purpose=card.purpose,
        family=wording.said("families", calculator.family.value),
        fields=fields,
        wrong=tuple(field for field in fields if field.faults),
        faults=own,
        asked=asked and not faults,
        exists=outcome is not None and outcome.result is not None,
        lines=shown.lines(outcome) if outcome is not None else (),
        tables=shown.tables(outcome) if outcome is not None else (),
        steps=shown.worked(outcome) if outcome is not None else (),
        warnings=shown.warnings(outcome) if outcome is not None else (),
        sources=_sources(calculator, outcome),
        confidence=confidence.value,
        proof=wording.said("ui", f"confidence_{confidence.value}"),
        example=_example(calculator),
    )


def _sources(calculator: Calculator, outcome: Outcome | None) -> tuple[str, ...]:
    return shown.sources(outcome or Outcome(calculator, {}))


def _given(calculator: Calculator, typed: Typed) -> dict[str, str | list[str]]:
    """Take what the form sends: several values for choices, one for the others."""
    several = {one.name for one in calculator.inputs if one.kind is Kind.CHOICES}
    return {
        name: [value for value in values if value] if name in several else values[-1]
        for name, values in typed.items()
        if values
    }


def _example(calculator: Calculator) -> dict[str, str | list[str]]:
    several = {one.name for one in calculator.inputs if one.kind is Kind.CHOICES}
    example = wording.card(calculator).example
    return {name: text.split() if name in several else text for name, text in example.items()}


def _field(
    calculator: Calculator, one: Input, typed: Typed, faults: tuple[Fault, ...], today: date
) -> Field:
    values = typed.get(one.name)
    if values is None:
        values = [wording.day(today) if one.default == TODAY else one.default]
    return Field(
        name=one.name,
        label=wording.label(calculator, one.name),
        kind=one.kind.value,
        value=values[-1] if values else "",
        sign=one.unit.sign if one.kind is Kind.FIGURE else "",
        hint=_hint(calculator, one),
        required=one.required,
        options=_options(one, values),
        faults=tuple(sentence(calculator, f) for f in faults if f.input == one.name),
    )


def _options(one: Input, values: list[str]) -> tuple[Option, ...]:
    if one.kind is Kind.FLAG:
        chosen = values[-1] if values else one.default
        return tuple(Option(code, code, code == chosen) for code in ("oui", "non"))
    return tuple(Option(code, wording.said("words", code), code in values) for code in one.choices)


def _hint(calculator: Calculator, one: Input) -> str:
    if one.kind is Kind.TABLE:
        names = [_column(calculator, column) for column in one.columns]
        key = "hint_table" if len(names) > 1 else "hint_list"
        return wording.said("ui", key).format(columns=" ; ".join(names))
    if one.kind is Kind.FIGURE:
        return wording.said("ui", f"hint_{one.measure}") if one.measure in _HINTED else ""
    return wording.said("ui", f"hint_{one.kind.value}") if one.kind in _KINDS else ""


_HINTED = frozenset({"percent", "days", "euro"})
_KINDS = frozenset({Kind.DATE, Kind.CHOICES})


def _column(calculator: Calculator, column: Input) -> str:
    name = wording.label(calculator, column.name)
    if column.choices:
        codes = ", ".join(f"{code} = {wording.said('words', code)}" for code in column.choices)
        name = f"{name} ({codes})"
    if column.required:
        return name
    return wording.said("ui", "optional_column").format(column=name)
