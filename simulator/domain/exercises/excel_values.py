"""Values of a sheet as Excel compares, adds and joins them; errors as its cells show them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Scalar = Fraction | str | bool
Column = tuple[Scalar, ...]
Value = Fraction | str | bool | Column

_MOST_POWER, _LONGEST_TEXT = 6, 400


class SheetError(Exception):
    """What a cell shows instead of a value: ``#DIV/0!``, ``#VALEUR!``, ``#NOMBRE!``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def fold(text: str) -> str:
    """Return a name without case, accents or spaces: ``Échéance`` and ``echeance`` are one."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table by folded name: columns in the order of their letters, then single cells."""

    columns: Mapping[str, Column]
    cells: Mapping[str, Scalar]

    def letter(self, letter: str) -> Column | None:
        """Return the column of a letter; ``None`` beyond the last one."""
        rank = ord(letter.upper()) - ord("A")
        known = list(self.columns.values())
        return known[rank] if 0 <= rank < len(known) else None


Compiled = Callable[[Sheet], Value]


def number(value: Value) -> Fraction:
    """Return a number; a text that is not one is ``#VALEUR!``."""
    if isinstance(value, bool | Fraction):
        return Fraction(value)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}(,[0-9]{1,9})?", value):
        return Fraction(value.replace(",", "."))
    raise SheetError("#VALEUR!")


def written(value: Scalar) -> str:
    """Return a value as Excel joins it to a text, with a decimal comma."""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, str):
        return value
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.9f}".rstrip("0").replace(".", ",")


def _divide(one: Scalar, two: Scalar) -> Scalar:
    under = number(two)
    if under == 0:
        raise SheetError("#DIV/0!")
    return number(one) / under


def _power(one: Scalar, two: Scalar) -> Scalar:
    base, exponent = number(one), number(two)
    bounded = exponent.denominator == 1 and abs(exponent) <= _MOST_POWER
    if not bounded or abs(base) > 10**15 or (base == 0 and exponent <= 0):
        raise SheetError("#NOMBRE!")
    return Fraction(base ** int(exponent))


def _join(one: Scalar, two: Scalar) -> Scalar:
    text = written(one) + written(two)
    if len(text) > _LONGEST_TEXT:
        raise SheetError("#VALEUR!")
    return text


def _compared(holds: Callable[[int], bool]) -> Callable[[Scalar, Scalar], Scalar]:
    def compare(one: Scalar, two: Scalar) -> Scalar:
        return holds(order(one, two))

    return compare


def order(one: Scalar, two: Scalar) -> int:
    """Return which of two values comes first, as Excel sorts them: negative, zero or positive."""
    if isinstance(one, str) != isinstance(two, str):
        return 1 if isinstance(one, str) else -1  # in Excel a text is above every number
    if isinstance(one, str) and isinstance(two, str):
        first, second = fold(one), fold(two)
        return (first > second) - (first < second)
    left, right = number(one), number(two)
    return (left > right) - (left < right)


OPERATIONS: Mapping[str, Callable[[Scalar, Scalar], Scalar]] = {
    "+": lambda a, b: number(a) + number(b),
    "-": lambda a, b: number(a) - number(b),
    "*": lambda a, b: number(a) * number(b),
    "/": _divide,
    "^": _power,
    "&": _join,
    "=": _compared(lambda found: found == 0),
    "<>": _compared(lambda found: found != 0),
    "<": _compared(lambda found: found < 0),
    ">": _compared(lambda found: found > 0),
    "<=": _compared(lambda found: found <= 0),
    ">=": _compared(lambda found: found >= 0),
}
