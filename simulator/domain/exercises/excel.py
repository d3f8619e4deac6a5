"""Formulas as French Excel users type them: ``=SOMME.SI.ENS(Reste;Échéance;"<"&Jour)``.

Names of columns and cells, ranges (``D2:D41``, ``$D:$D``), ``;`` between arguments, decimal comma,
``&``, ``%``, comparisons. Read once into closures and computed exactly on a table: no ``eval``, no
file, no date of the machine; length, depth and powers are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from simulator.domain.exercises.excel_functions import FUNCTIONS
from simulator.domain.exercises.excel_values import (
    OPERATIONS,
    Compiled,
    Scalar,
    Sheet,
    SheetError,
    Value,
    fold,
    number,
)
from simulator.domain.refusals import Refusal

LONGEST, DEEPEST = 600, 30


@dataclass(eq=False)
class BadExcel(Refusal):
    """A text that is not a formula of a sheet; ``reason`` is a code and ``seen`` where it stops.

    ``syntax``, ``too_long``, ``too_deep``, ``unknown_name``, ``unknown_function``, ``arguments``.
    """

    reason: str
    seen: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Excel:
    """A formula that was read: what it names, the functions it calls, how to compute it."""

    text: str
    names: frozenset[str]
    functions: frozenset[str]
    compiled: Compiled

    def value(self, sheet: Sheet) -> Fraction | str:
        """Return the value on a table, or the error that a cell would show."""
        try:
            found = self.compiled(sheet)
        except SheetError as error:
            return error.code
        if isinstance(found, tuple):
            return "#VALEUR!"
        return Fraction(found) if isinstance(found, bool) else found


_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:,[0-9]+)?)"
    r"|(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<range>\$?[A-Za-z]\$?[0-9]*:\$?[A-Za-z]\$?[0-9]*)"
    r"|(?P<name>[^\W\d][\w.]*)"
    r"|(?P<sign><=|>=|<>|[-+*/^&=<>();%]))"
)
_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2009", " ")
    | dict.fromkeys("−–", "-")
    | dict.fromkeys("“”«»", '"')
    | {"×": "*", "÷": "/"}
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def _tokens(text: str) -> list[_Token]:
    found, place = [], 0
    text = text.translate(_SPACES).strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.end() == place:
            raise BadExcel("syntax", text[place : place + 20])
        kind = match.lastgroup or ""
        found.append(_Token(kind, match[kind]))
        place = match.end()
    return found


def pieces(text: str) -> tuple[tuple[str, str], ...]:
    """Return the tokens of a formula as (kind, text), to write it in another language.

    Kinds: ``number``, ``text``, ``range``, ``name``, ``sign``. Raises ``BadExcel``.
    """
    return tuple((token.kind, token.text) for token in _tokens(text.strip().removeprefix("=")))


def parse(text: str, names: frozenset[str]) -> Excel:
    """Read a formula over the names of a table (folded); raises ``BadExcel``."""
    if len(text) > LONGEST:
        raise BadExcel("too_long")
    plain = text.strip().removeprefix("=")
    reader = _Reader(_tokens(plain), names)
    compiled = reader.comparison(0)
    if reader.place < len(reader.tokens):
        raise BadExcel("syntax", reader.tokens[reader.place].text)
    shown = "=" + " ".join(plain.split())
    return Excel(shown, frozenset(reader.used), frozenset(reader.called), compiled)


class _Reader:
    """Reads tokens from the weakest sign to the strongest, as Excel does."""

    def __init__(self, tokens: list[_Token], names: frozenset[str]) -> None:
        self.tokens = tokens
        self.names = names
        self.place = 0
        self.used: set[str] = set()
        self.called: set[str] = set()

    def peek(self, *signs: str) -> str:
        """Return the next sign when it is one of these, else nothing."""
        if self.place < len(self.tokens):
            token = self.tokens[self.place]
            if token.kind == "sign" and token.text in signs:
                return token.text
        return ""

    def take(self, *signs: str) -> str:
        found = self.peek(*signs)
        self.place += bool(found)
        return found

    def level(
        self, signs: tuple[str, ...], under: Callable[[int], Compiled], depth: int
    ) -> Compiled:
        left = under(depth)
        while sign := self.take(*signs):
            left = _binary(sign, left, under(depth))
        return left

    def comparison(self, depth: int) -> Compiled:
        if depth > DEEPEST:
            raise BadExcel("too_deep")
        return self.level(("=", "<>", "<", ">", "<=", ">="), self.joined, depth)

    def joined(self, depth: int) -> Compiled:
        return self.level(("&",), self.sum, depth)

    def sum(self, depth: int) -> Compiled:
        return self.level(("+", "-"), self.product, depth)

    def product(self, depth: int) -> Compiled:
        return self.level(("*", "/"), self.power, depth)

    def power(self, depth: int) -> Compiled:
        return self.level(("^",), self.signed, depth)

    def signed(self, depth: int) -> Compiled:
        if depth > DEEPEST:
            raise BadExcel("too_deep")
        sign = self.take("-", "+")
        if sign:
            inner = self.signed(depth + 1)
            return _each(inner, lambda one: -number(one)) if sign == "-" else inner
        found = self.atom(depth)
        while self.take("%"):
            found = _each(found, lambda one: number(one) / 100)
        return found

    def atom(self, depth: int) -> Compiled:
        if self.take("("):
            inner = self.comparison(depth + 1)
            self.close()
            return inner
        if self.place >= len(self.tokens):
            raise BadExcel("syntax")
        token = self.tokens[self.place]
        self.place += 1
        if token.kind == "number":
            value = Fraction(token.text.replace(",", "."))
            return lambda _: value
        if token.kind == "text":
            text = token.text[1:-1].replace('""', '"')
            return lambda _: text
        if token.kind == "range":
            return self.range(token.text)
        if token.kind == "name":
            return self.call(token.text, depth) if self.take("(") else self.name(token.text)
        raise BadExcel("syntax", token.text)

    def close(self) -> None:
        if not self.take(")"):
            raise BadExcel("syntax", ")")

    def range(self, text: str) -> Compiled:
        first, last = (end.replace("$", "").rstrip("0123456789") for end in text.split(":"))
        if first.upper() != last.upper():
            raise BadExcel("syntax", text)
        self.used.add(first.upper())

        def column(sheet: Sheet) -> Value:
            found = sheet.letter(first)
            if found is None:
                raise SheetError("#REF!")
            return found

        return column

    def name(self, text: str) -> Compiled:
        name = fold(text)
        if name in {"vrai", "faux"}:
            return lambda _: name == "vrai"
        if name not in self.names:
            raise BadExcel("unknown_name", text)
        self.used.add(name)
        return lambda sheet: sheet.columns[name] if name in sheet.columns else sheet.cells[name]

    def call(self, text: str, depth: int) -> Compiled:
        name = fold(text).upper()
        if name not in FUNCTIONS:
            raise BadExcel("unknown_function", text)
        self.called.add(name)
        terms: list[Compiled] = []
        while not self.peek(")"):
            terms.append(self.comparison(depth + 1))
            if not self.take(";"):
                break
        self.close()
        fewest, most, function = FUNCTIONS[name]
        if not fewest <= len(terms) <= most:
            raise BadExcel("arguments", text)
        return lambda sheet: function(sheet, terms)


def _each(inner: Compiled, change: Callable[[Scalar], Scalar]) -> Compiled:
    def changed(sheet: Sheet) -> Value:
        found = inner(sheet)
        return tuple(map(change, found)) if isinstance(found, tuple) else change(found)

    return changed


def _binary(sign: str, left: Compiled, right: Compiled) -> Compiled:
    operation = OPERATIONS[sign]

    def computed(sheet: Sheet) -> Value:
        one, two = left(sheet), right(sheet)
        if not isinstance(one, tuple) and not isinstance(two, tuple):
            return operation(one, two)
        size = len(one) if isinstance(one, tuple) else len(two) if isinstance(two, tuple) else 0
        firsts = one if isinstance(one, tuple) else (one,) * size
        seconds = two if isinstance(two, tuple) else (two,) * size
        return tuple(map(operation, firsts, seconds))

    return computed
