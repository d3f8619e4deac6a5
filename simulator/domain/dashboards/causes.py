"""What moved a delay since last month: terms granted, or lateness; who is credited with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from simulator.domain.dashboards import formulas
from simulator.domain.dashboards.book import Book
from simulator.domain.dashboards.formulas import Words
from simulator.domain.dashboards.judging import computed
from simulator.domain.dashboards.kpis import kpi


class Lever(StrEnum):
    """What a comment may credit with a figure."""

    TERMS = "terms"
    COLLECTION = "collection"
    DISPUTES = "disputes"
    ACTIVITY = "activity"


_TERMS: Mapping[str, tuple[str, Callable[[Words], str]]] = MappingProxyType(
    {
        "dso": ("dso", formulas.dso_terms),
        "dso_countback": ("dso", formulas.dso_terms),
        "dmp": ("dmp", lambda w: formulas.weighted(w, formulas.GRANTED)),
    }
)
"""Indicators in days that add up from terms granted and lateness: where to read the terms."""
_NOTHING, _MOSTLY = Fraction(1, 2), Fraction(2, 3)


def joined(lever: str, text: str) -> str:
    """Return a comment as it is kept, with the lever it credits: ``[terms] Plus de 60 jours``."""
    return f"[{lever}] {text}" if lever in set(Lever) else text


def split(kept: str) -> tuple[str, str]:
    """Return the lever of a kept comment, empty without one, and its text."""
    for lever in Lever:
        mark = f"[{lever.value}] "
        if kept.startswith(mark):
            return lever.value, kept.removeprefix(mark)
    return "", kept


@dataclass(frozen=True, slots=True)
class Movement:
    """How many days an indicator moved in a month, and how many of them come from terms."""

    total: Fraction
    terms: Fraction

    @property
    def by_terms(self) -> bool:
        """Say whether terms granted explain most of a move of half a day or more."""
        return abs(self.total) >= _NOTHING and self.terms / self.total >= _MOSTLY


def movement(code: str, book: Book) -> Movement | None:
    """Return how an indicator moved since last month; ``None`` when it does not split so."""
    if code not in _TERMS:
        return None
    read, terms = _TERMS[code]
    words, indicator = Words(book.conventions), kpi(read)
    before = book.at(book.since - timedelta(days=1))
    moved = []
    for text in (indicator.formula(book.conventions), terms(words)):
        new, old = (computed(indicator, text, one) for one in (book, before))
        if isinstance(new, str) or isinstance(old, str):
            return None
        moved.append(new - old)
    return Movement(*moved)


def wrongly_credited(code: str, lever: str, book: Book) -> bool:
    """Say whether a comment credits collection with what terms granted did (``CAUSALITY``)."""
    if lever != Lever.COLLECTION:
        return False
    found = movement(code, book)
    return found is not None and found.by_terms
