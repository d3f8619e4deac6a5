"""Judging a formula: on one's own book, then on the hidden one; wrong paths are named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from simulator.domain.dashboards.book import Book
from simulator.domain.dashboards.formulas import Path
from simulator.domain.dashboards.kpis import Kpi, exact
from simulator.domain.dashboards.naming import NAMES
from simulator.domain.exercises.excel import BadExcel, parse
from simulator.domain.indicators.indicator import Chart, Indicator

TYPED, LUCKY = "NOMBRE_TAPE", "JUSTE_ICI_SEULEMENT"
_CLOSE = Fraction(1, 10**7)


class Verdict(StrEnum):
    """What a formula is worth."""

    RIGHT = "right"
    MISTAKE = "mistake"
    WRONG = "wrong"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict; ``value`` is what the formula gives on one's own data, or a cell's error.

    ``code`` names a foreseen mistake; ``reason`` and ``seen`` say why a text is no formula.
    """

    verdict: Verdict
    value: Fraction | str | None = None
    code: str = ""
    reason: str = ""
    seen: str = ""


def computed(kpi: Kpi, text: str, book: Book) -> Fraction | str:
    """Return what a formula gives on a book; raises ``BadExcel``."""
    return parse(text, NAMES[kpi.source]).value(book.sheet(kpi.source))


def preview(kpi: Kpi, text: str, book: Book) -> Judged:
    """Return a formula's value on one's own data, without saying whether it is right."""
    try:
        return Judged(Verdict.WRONG, computed(kpi, text, book))
    except BadExcel as refusal:
        return Judged(Verdict.UNREADABLE, reason=refusal.reason, seen=refusal.seen)


def judge(kpi: Kpi, text: str, own: Book, other: Book) -> Judged:
    """Judge a formula; never raises. ``other`` is the hidden book, under the same conventions."""
    try:
        typed = parse(text, NAMES[kpi.source])
    except BadExcel as refusal:
        return Judged(Verdict.UNREADABLE, reason=refusal.reason, seen=refusal.seen)
    books = (own, other)
    found = tuple(typed.value(book.sheet(kpi.source)) for book in books)
    if not typed.names:
        return Judged(Verdict.MISTAKE, found[0], TYPED)
    right = tuple(_right(kpi, book) for book in books)
    if _same(found, right):
        return Judged(Verdict.RIGHT, found[0])
    for path in kpi.paths(own.conventions):
        values = tuple(_followed(kpi, path, book) for book in books)
        if _same(found, values):
            return Judged(Verdict.MISTAKE, found[0], path.code)
    if _same(found[:1], right[:1]):
        return Judged(Verdict.MISTAKE, found[0], LUCKY)
    return Judged(Verdict.WRONG, found[0])


def _right(kpi: Kpi, book: Book) -> Fraction | str:
    """Return the domain's value; one that cannot be computed is a division by zero in a sheet."""
    value = exact(kpi.value(book))
    return "#DIV/0!" if value is None else value


def _followed(kpi: Kpi, path: Path, book: Book) -> Fraction | str:
    if path.computed is None:
        return computed(kpi, path.formula, book)
    value = exact(path.computed(book))
    return "#DIV/0!" if value is None else value


def _same(one: tuple[Fraction | str, ...], two: tuple[Fraction | str, ...]) -> bool:
    return all(
        abs(a - b) <= _CLOSE * (1 + abs(b))
        if isinstance(a, Fraction) and isinstance(b, Fraction)
        else a == b
        for a, b in zip(one, two, strict=True)
    )


class Fit(StrEnum):
    """How a chart suits an indicator."""

    BEST = "best"
    SUITS = "suits"
    POOR = "poor"
    WRONG = "wrong"


def fit(indicator: Indicator, chart: Chart) -> Fit:
    """Grade a chart: the one advised first, another advised, neither, or one advised against."""
    if chart is indicator.charts[0]:
        return Fit.BEST
    if chart in indicator.charts:
        return Fit.SUITS
    return Fit.WRONG if chart in indicator.avoid else Fit.POOR
