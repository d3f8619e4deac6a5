"""Formulas that authors write: arithmetic on named figures, exact, and nothing else.

``24 * r1 + (CJ - CK) / EE``, ``score >= 10 and not alert``, ``a if b else round(c, 2)``.
Parsed once with ``ast`` and turned into closures: no ``eval``, no attribute, a few functions.
Dates are numbers of days (``dates.to_day``) with functions of their own: ``add_months``,
``end_of_month``, ``working_day`` and ``working_day_before``, those of the ground floor. Comparisons
give 1 or 0. A division by zero or a missing figure makes the result not computable.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from simulator.domain.dates import (
    add_months,
    end_of_month,
    from_day,
    is_working_day,
    next_working_day,
    to_day,
)
from simulator.domain.measures import rounded
from simulator.domain.refusals import Refusal
from simulator.domain.results import NotComputable

Figures = Mapping[str, Fraction]
Compiled = Callable[[Figures], Fraction]

LONGEST = 600
_DEEPEST = 40
_TRUE, _FALSE = Fraction(1), Fraction(0)


@dataclass(eq=False)
class BadFormula(Refusal):
    """A text that is not a formula; ``reason`` is a code.

    ``syntax``, ``too_long``, ``too_deep``, ``not_a_number``, ``not_allowed``, ``arguments``.
    """

    text: str
    reason: str


class Overlay(Mapping[str, Fraction]):
    """Figures of which some have another value: those of a trainee, over the right ones."""

    def __init__(self, over: Figures, under: Figures) -> None:
        self._over = over
        self._under = under

    def __getitem__(self, name: str) -> Fraction:
        return self._over[name] if name in self._over else self._under[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._under, **self._over})

    def __len__(self) -> int:
        return len({**self._under, **self._over})


class _Stop(Exception):
    """Ends a computation that has no result."""

    def __init__(self, result: NotComputable) -> None:
        super().__init__(result.reason)
        self.result = result


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A parsed formula; ``names`` are the figures it needs."""

    text: str
    names: frozenset[str]
    compiled: Compiled

    def value(self, figures: Figures) -> Fraction | NotComputable:
        """Compute; not computable on a division by zero or a figure that is missing."""
        try:
            return self.compiled(figures)
        except _Stop as stop:
            return stop.result

    def holds(self, figures: Figures) -> bool:
        """Say whether the result is computable and not zero."""
        value = self.value(figures)
        return not isinstance(value, NotComputable) and value != 0

    def shown(self, writer: Callable[[str], str]) -> str:
        """Write the formula with figures in place of names, in French signs."""
        text = re.sub(r"(?<=[0-9])\.(?=[0-9])", ",", self.text)
        text = _NAME.sub(lambda m: writer(m[0]) if m[0] in self.names else m[0], text)
        for plain, sign in ((" * ", " × "), (" / ", " ÷ "), (" - ", " − ")):
            text = text.replace(plain, sign)
        return text.replace("  ", " ").replace(", ", "\u202f; ")


_NAME = re.compile(r"(?<![0-9A-Za-z_])[A-Za-z][A-Za-z0-9_]*")


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """Read a formula; raises ``BadFormula``."""
    if len(text) > LONGEST:
        raise BadFormula(text, "too_long")
    try:
        tree = ast.parse(" ".join(text.split()), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise BadFormula(text, "syntax") from error
    reader = _Reader(text)
    compiled = reader.compiled(tree.body, 0)
    return Formula(" ".join(text.split()), frozenset(reader.names), compiled)


def _divide(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        raise _Stop(NotComputable("zero_denominator"))
    return left / right


_BINARY: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: _divide,
}
_COMPARED: dict[type[ast.cmpop], Callable[[Fraction, Fraction], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
}


def _round(value: Fraction, places: Fraction) -> Fraction:
    return rounded(value, max(0, min(12, int(places))))


def _dated(change: Callable[..., date]) -> Callable[..., Fraction]:
    """Return a function on days as numbers; out of the calendar, it has no result."""

    def changed(day: Fraction, *more: Fraction) -> Fraction:
        try:
            return Fraction(to_day(change(from_day(int(day)), *(int(one) for one in more))))
        except (ValueError, OverflowError) as error:
            raise _Stop(NotComputable("date_out_of_range")) from error

    return changed


def _working_day_before(day: date) -> date:
    """Return the day itself when it is worked, else the last one that was."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


_CALLS: dict[str, tuple[int, int, Callable[..., Fraction]]] = {
    "min": (2, 20, min),
    "max": (2, 20, max),
    "abs": (1, 1, abs),
    "round": (2, 2, _round),
    "add_months": (2, 2, _dated(add_months)),
    "end_of_month": (1, 1, _dated(end_of_month)),
    "working_day": (1, 1, _dated(next_working_day)),
    "working_day_before": (1, 1, _dated(_working_day_before)),
}


class _Reader:
    """Turns a syntax tree into closures and collects the names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: set[str] = set()

    def compiled(self, node: ast.expr, depth: int) -> Compiled:
        if depth > _DEEPEST:
            raise BadFormula(self.text, "too_deep")
        reader = _READERS.get(type(node))
        if reader is None:
            raise BadFormula(self.text, "not_allowed")
        return reader(self, node, depth + 1)

    def constant(self, node: ast.Constant, depth: int) -> Compiled:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise BadFormula(self.text, "not_a_number")
        try:
            value = Fraction(str(node.value))
        except ValueError as error:
            raise BadFormula(self.text, "not_a_number") from error
        return lambda _: value

    def name(self, node: ast.Name, depth: int) -> Compiled:
        name = node.id
        self.names.add(name)

        def figure(figures: Figures) -> Fraction:
            found = figures.get(name)
            if found is None:
                raise _Stop(NotComputable("missing_figure", {"name": name}))
            return found

        return figure

    def binary(self, node: ast.BinOp, depth: int) -> Compiled:
        operation = _BINARY.get(type(node.op))
        if operation is None:
            raise BadFormula(self.text, "not_allowed")
        left, right = self.compiled(node.left, depth), self.compiled(node.right, depth)
        return lambda figures: operation(left(figures), right(figures))

    def unary(self, node: ast.UnaryOp, depth: int) -> Compiled:
        inner = self.compiled(node.operand, depth)
        if isinstance(node.op, ast.USub):
            return lambda figures: -inner(figures)
        if isinstance(node.op, ast.Not):
            return lambda figures: _FALSE if inner(figures) else _TRUE
        raise BadFormula(self.text, "not_allowed")

    def compare(self, node: ast.Compare, depth: int) -> Compiled:
        operations = [_COMPARED.get(type(op)) for op in node.ops]
        terms = [self.compiled(term, depth) for term in (node.left, *node.comparators)]
        known = [operation for operation in operations if operation is not None]
        if len(known) < len(operations):
            raise BadFormula(self.text, "not_allowed")

        def compared(figures: Figures) -> Fraction:
            values = [term(figures) for term in terms]
            pairs = zip(known, values, values[1:], strict=False)
            return _TRUE if all(operation(a, b) for operation, a, b in pairs) else _FALSE

        return compared

    def boolean(self, node: ast.BoolOp, depth: int) -> Compiled:
        terms = [self.compiled(term, depth) for term in node.values]
        wanted = all if isinstance(node.op, ast.And) else any
        return lambda figures: _TRUE if wanted(term(figures) != 0 for term in terms) else _FALSE

    def choice(self, node: ast.IfExp, depth: int) -> Compiled:
        test = self.compiled(node.test, depth)
        then, other = self.compiled(node.body, depth), self.compiled(node.orelse, depth)
        return lambda figures: then(figures) if test(figures) else other(figures)

    def call(self, node: ast.Call, depth: int) -> Compiled:
        if not isinstance(node.func, ast.Name) or node.func.id not in _CALLS or node.keywords:
            raise BadFormula(self.text, "not_allowed")
        fewest, most, function = _CALLS[node.func.id]
        if not fewest <= len(node.args) <= most:
            raise BadFormula(self.text, "arguments")
        terms = [self.compiled(term, depth) for term in node.args]
        return lambda figures: function(*(term(figures) for term in terms))


_READERS: dict[type[ast.expr], Callable[..., Compiled]] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.name,
    ast.BinOp: _Reader.binary,
    ast.UnaryOp: _Reader.unary,
    ast.Compare: _Reader.compare,
    ast.BoolOp: _Reader.boolean,
    ast.IfExp: _Reader.choice,
    ast.Call: _Reader.call,
}
