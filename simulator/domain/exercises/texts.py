"""Texts that authors write, filled with figures: ``{ebe}``, ``{ebe|keuro}``, ``{r1|percent.1}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from simulator.domain.accounts.liasse import LINES
from simulator.domain.dates import from_day, write_date
from simulator.domain.exercises import english
from simulator.domain.exercises.calculators import MEASURED
from simulator.domain.exercises.formula import Figures
from simulator.domain.measures import DATE, MEASURES, MINUS, Measure, write
from simulator.domain.results import Unit

HOW = {**MEASURES, DATE.name: DATE, **english.HOW}
"""How a text may write a figure: the measures, dates in words, and both as in English."""
_LARGE = Fraction(10_000_00)
"""From ten thousand euros on, a worked formula leaves the cents out."""
ABSENT = "—"
"""Written for a figure that does not exist for this customer."""

_TOKEN = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)(?:\|([a-z]+)(?:\.([0-9]))?)?\}")


@dataclass(frozen=True, slots=True)
class Token:
    """A place in a text: the name of a figure or of a word, and how to write it."""

    name: str
    measure: str | None
    places: int | None


def tokens(template: str) -> tuple[Token, ...]:
    """Return the places of a text, in order."""
    return tuple(_token(match) for match in _TOKEN.finditer(template))


def _token(match: re.Match[str]) -> Token:
    name, measure, places = match.groups()
    return Token(name, measure, None if places is None else int(places))


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """All that a text may quote: words as they are, figures with their usual measure."""

    words: Mapping[str, str]
    figures: Figures
    measures: Mapping[str, Measure] = field(default_factory=dict)

    def fill(self, template: str, extra: Mapping[str, str] | None = None) -> str:
        """Fill a text; what is unknown is written as absent (the loader refuses it beforehand)."""

        def written(match: re.Match[str]) -> str:
            token = _token(match)
            if extra is not None and token.name in extra:
                return extra[token.name]
            if token.name in self.words:
                return self.words[token.name]
            return self.write(token.name, token.measure, token.places)

        return _TOKEN.sub(written, template)

    def write(self, name: str, measure: str | None = None, places: int | None = None) -> str:
        """Write a figure in a measure, else in its usual one, else as a plain number."""
        value = self.figures.get(name)
        usual = self.usual(name)
        how = usual if measure is None else HOW.get(measure, usual)
        if value is None:
            return ABSENT
        if how.name in english.HOW:
            return english.write(value, how)
        return write_date(from_day(int(value))) if how is DATE else write(value, how, places)

    def usual(self, name: str) -> Measure:
        """Return how a figure is usually written: as its exercise says, else as the house does."""
        base = name.removesuffix("_1")
        if name in self.measures or base in self.measures:
            return self.measures[name if name in self.measures else base]
        return HOW["euro" if base in LINES else MEASURED.get(base, "ratio")]

    def operand(self, name: str) -> str:
        """Write a figure inside a worked formula: amounts without sign, negatives in brackets."""
        value = self.figures.get(name)
        if value is None:
            return ABSENT
        how = self.usual(name)
        if how is DATE:
            return self.write(name)
        amount = how.unit is Unit.CENTS
        whole = amount and (value % 100 == 0 or abs(value) >= _LARGE)
        text = write(value, how, 0 if whole else None, sign=how.unit is Unit.RATIO)
        return f"({text})" if text.startswith(MINUS) else text
