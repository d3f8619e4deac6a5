"""Functions of a sheet by their French names, computed exactly; arguments are not yet computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from simulator.domain.exercises.excel_values import (
    Column,
    Compiled,
    Scalar,
    Sheet,
    SheetError,
    Value,
    fold,
    number,
    order,
)
from simulator.domain.measures import rounded

Function = Callable[[Sheet, Sequence[Compiled]], Value]
_MANY = 60
_SIGNS = ("<=", ">=", "<>", "<", ">", "=")


def _flat(sheet: Sheet, terms: Sequence[Compiled]) -> Iterator[Scalar]:
    for term in terms:
        found = term(sheet)
        yield from found if isinstance(found, tuple) else (found,)


def _numbers(sheet: Sheet, terms: Sequence[Compiled]) -> list[Fraction]:
    """Return the numbers of ranges, texts left out as Excel does, and of plain values."""
    found: list[Fraction] = []
    for term in terms:
        value = term(sheet)
        if isinstance(value, tuple):
            found += [one for one in value if isinstance(one, Fraction)]
        else:
            found.append(number(value))
    return found


def _column(value: Value) -> Column:
    return value if isinstance(value, tuple) else (value,)


def _scalar(value: Value) -> Scalar:
    if isinstance(value, tuple):
        raise SheetError("#VALEUR!")
    return value


def _total(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _mean(values: Sequence[Fraction]) -> Fraction:
    if not values:
        raise SheetError("#DIV/0!")
    return _total(values) / len(values)


def _extreme(choose: Callable[[Sequence[Fraction]], Fraction]) -> Function:
    return lambda sheet, terms: choose(_numbers(sheet, terms) or [Fraction(0)])


def criterion(wanted: Scalar) -> Callable[[Scalar], bool]:
    """Return the test of a criterion: ``"<100"``, ``"<>oui"``, ``"oui"``, a number."""
    if not isinstance(wanted, str):
        return lambda one: not isinstance(one, str) and number(one) == number(wanted)
    sign = next((sign for sign in _SIGNS if wanted.startswith(sign)), "")
    text = wanted.removeprefix(sign)
    try:
        bound: Scalar = number(text)
    except SheetError:
        bound = text

    def holds(one: Scalar) -> bool:
        if isinstance(one, str) != isinstance(bound, str):
            return sign == "<>"
        found = order(one, bound) if sign or not isinstance(one, str) else _same(one, text)
        return _HOLDS[sign](found)

    return holds


def _same(one: str, wanted: str) -> int:
    first, second = fold(one), fold(wanted)
    if second.endswith("*"):
        return int(not first.startswith(second.removesuffix("*")))
    return int(first != second)


_HOLDS: Mapping[str, Callable[[int], bool]] = {
    "": lambda found: found == 0,
    "=": lambda found: found == 0,
    "<>": lambda found: found != 0,
    "<": lambda found: found < 0,
    ">": lambda found: found > 0,
    "<=": lambda found: found <= 0,
    ">=": lambda found: found >= 0,
}


def _rows(sheet: Sheet, pairs: Sequence[Compiled]) -> list[bool]:
    """Return which rows meet every (range, criterion)."""
    if len(pairs) % 2:
        raise SheetError("#VALEUR!")
    kept: list[bool] = []
    for place in range(0, len(pairs), 2):
        column = _column(pairs[place](sheet))
        holds = criterion(_scalar(pairs[place + 1](sheet)))
        met = [holds(one) for one in column]
        if kept and len(kept) != len(met):
            raise SheetError("#VALEUR!")
        kept = [a and b for a, b in zip(kept, met, strict=True)] if kept else met
    return kept


def _kept(sheet: Sheet, of: Compiled, pairs: Sequence[Compiled]) -> list[Fraction]:
    column, rows = _column(of(sheet)), _rows(sheet, pairs)
    if len(column) != len(rows):
        raise SheetError("#VALEUR!")
    return [one for one, met in zip(column, rows, strict=True) if met and isinstance(one, Fraction)]


def _one_test(sheet: Sheet, terms: Sequence[Compiled]) -> list[Fraction]:
    """Return the values of ``SOMME.SI``: the third range, else the one that is tested."""
    return _kept(sheet, terms[2] if len(terms) > 2 else terms[0], terms[:2])


def _if(sheet: Sheet, terms: Sequence[Compiled]) -> Value:
    test = terms[0](sheet)
    if isinstance(test, tuple):
        met = [bool(number(one)) for one in test]
        # each branch is computed once, and only when some row takes it
        then = terms[1](sheet) if any(met) else False
        other = terms[2](sheet) if len(terms) > 2 and not all(met) else False
        return tuple(_chosen(then if one else other, rank) for rank, one in enumerate(met))
    if number(test):
        return terms[1](sheet)
    return terms[2](sheet) if len(terms) > 2 else False


def _chosen(found: Value, rank: int) -> Scalar:
    if not isinstance(found, tuple):
        return found
    return found[rank]  # the columns of a sheet have as many rows


def _if_error(sheet: Sheet, terms: Sequence[Compiled]) -> Value:
    try:
        return terms[0](sheet)
    except SheetError:
        return terms[1](sheet)


def _products(sheet: Sheet, terms: Sequence[Compiled]) -> Value:
    columns = [_column(term(sheet)) for term in terms]
    if len({len(column) for column in columns}) > 1:
        raise SheetError("#VALEUR!")
    products = (
        reduce(lambda a, b: a * b, (_weight(one, alone=len(columns) == 1) for one in row))
        for row in zip(*columns, strict=True)
    )
    return _total(list(products))


def _weight(one: Scalar, *, alone: bool) -> Fraction:
    if isinstance(one, str) or (isinstance(one, bool) and not alone):
        return Fraction(0)  # as Excel: texts and conditions that no sign has made numbers
    return Fraction(0) if isinstance(one, bool) else number(one)


def _round(sheet: Sheet, terms: Sequence[Compiled]) -> Value:
    value, places = (number(_scalar(term(sheet))) for term in terms)
    if not 0 <= places <= 9:
        raise SheetError("#NOMBRE!")
    return rounded(value, int(places))


def _count_if(sheet: Sheet, terms: Sequence[Compiled]) -> Value:
    return Fraction(sum(_rows(sheet, terms)))


FUNCTIONS: Mapping[str, tuple[int, int, Function]] = {
    "SOMME": (1, _MANY, lambda sheet, terms: _total(_numbers(sheet, terms))),
    "MOYENNE": (1, _MANY, lambda sheet, terms: _mean(_numbers(sheet, terms))),
    "MIN": (1, _MANY, _extreme(min)),
    "MAX": (1, _MANY, _extreme(max)),
    "NB": (1, _MANY, lambda sheet, terms: Fraction(len(_numbers(sheet, terms)))),
    "NBVAL": (1, _MANY, lambda sheet, terms: Fraction(sum(1 for _ in _flat(sheet, terms)))),
    "SOMME.SI": (2, 3, lambda sheet, terms: _total(_one_test(sheet, terms))),
    "MOYENNE.SI": (2, 3, lambda sheet, terms: _mean(_one_test(sheet, terms))),
    "NB.SI": (2, 2, _count_if),
    "SOMME.SI.ENS": (3, _MANY, lambda sheet, t: _total(_kept(sheet, t[0], t[1:]))),
    "MOYENNE.SI.ENS": (3, _MANY, lambda sheet, t: _mean(_kept(sheet, t[0], t[1:]))),
    "NB.SI.ENS": (2, _MANY, _count_if),
    "SOMMEPROD": (1, _MANY, _products),
    "SI": (2, 3, _if),
    "SIERREUR": (2, 2, _if_error),
    "ET": (1, _MANY, lambda sheet, terms: all(number(one) for one in _flat(sheet, terms))),
    "OU": (1, _MANY, lambda sheet, terms: any(number(one) for one in _flat(sheet, terms))),
    "NON": (1, 1, lambda sheet, terms: not number(_scalar(terms[0](sheet)))),
    "ABS": (1, 1, lambda sheet, terms: abs(number(_scalar(terms[0](sheet))))),
    "ARRONDI": (2, 2, _round),
}
"""Fewest and most arguments, and what is done with them."""
