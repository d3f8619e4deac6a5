"""Amounts as people and programs write them; the decimal mark is settled on the whole file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from simulator.domain.money import Cents, round_half_up
from simulator.exchange.ledgers.cells import Cell

COMMA, POINT = ",", "."
LARGEST = 10**13
"""Cents: a hundred billion euros, beyond which a figure is a number of something else."""

_NOISE = re.compile(r"[\s\u00a0\u202f\u2009\u2007'’€$£]|eur(?:os?)?|usd|gbp", re.IGNORECASE)
_MINUS = str.maketrans(dict.fromkeys("−–‒—﹣－", "-"))
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
_BODY = re.compile(r"[0-9][0-9.,]*|[.,][0-9]+")
_SIDE = re.compile(r"(?P<body>.*[0-9)])(?P<side>dr|cr|db|d|c)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vote:
    """What the amounts of a file say of their decimal mark: a count for each, and of neither."""

    comma: int
    point: int
    silent: int

    @property
    def mark(self) -> str:
        """Return the mark with most voices; the comma, which is French, on a tie."""
        return POINT if self.point > self.comma else COMMA

    @property
    def mixed(self) -> bool:
        """Say whether some amounts are written otherwise than most."""
        return min(self.comma, self.point) > 0


def vote(cells: Iterable[Cell]) -> Vote:
    """Count what texts say: ``1,5`` and ``1.234,50`` the comma, ``1,234.50`` the point."""
    counts = {COMMA: 0, POINT: 0, "": 0}
    for cell in cells:
        if isinstance(cell, str) and cell:
            counts[_evidence(_bare(cell)[1])] += 1
    return Vote(counts[COMMA], counts[POINT], counts[""])


def _evidence(body: str) -> str:
    """Return the decimal mark that a figure shows, or nothing when it could be either."""
    comma, point = body.rfind(COMMA), body.rfind(POINT)
    if comma < 0 and point < 0:
        return ""
    if comma >= 0 and point >= 0:
        return COMMA if comma > point else POINT
    mark, other = (COMMA, POINT) if comma >= 0 else (POINT, COMMA)
    if body.count(mark) > 1:
        return other
    # Three figures after the mark may be thousands: money has two decimals, but not always.
    return "" if len(body) - body.rfind(mark) - 1 == 3 else mark


def _bare(text: str) -> tuple[int, str]:
    """Return the sign and the figure without spaces, currency or sign."""
    if _PLAIN.fullmatch(text):
        return 1, text
    shown = _NOISE.sub("", text.translate(_MINUS))
    sign = 1
    if match := _SIDE.fullmatch(shown):
        shown = match["body"]
        sign = -1 if match["side"].lower().startswith("c") else 1
    if shown.startswith("(") and shown.endswith(")"):
        sign, shown = -sign, shown[1:-1]
    if shown.startswith(("-", "+")):
        sign, shown = (-sign if shown[0] == "-" else sign), shown[1:]
    elif shown.endswith(("-", "+")):
        sign, shown = (-sign if shown[-1] == "-" else sign), shown[:-1]
    return sign, shown


def read(cell: Cell, mark: str) -> Cents | None:
    """Return an amount in cents, ``None`` when nothing is written.

    Raises ``ValueError`` on what is not an amount. A sole mark other than the file's is taken as
    thousands when three figures follow it, as decimals otherwise.
    """
    if isinstance(cell, Decimal):
        return _cents(cell)
    if not isinstance(cell, str):
        raise ValueError(cell)  # noqa: TRY004 — a date is a wrong value of a cell, not of a caller
    sign, body = _bare(cell)
    if not body:
        return None
    if not _BODY.fullmatch(body):
        raise ValueError(cell)
    decimal = _evidence(body) or mark
    thousands = POINT if decimal == COMMA else COMMA
    whole, _, decimals = body.rpartition(decimal) if decimal in body else (body, "", "")
    if decimal in whole or (decimals and not decimals.isdigit()):
        raise ValueError(cell)
    _grouped(whole, thousands, cell)
    digits = whole.replace(thousands, "") or "0"
    if len(decimals) > 2 or len(digits) > 12:
        return _cents(sign * Decimal(f"{digits}.{decimals or '0'}"))
    return Cents(sign * int(digits + decimals.ljust(2, "0")))


def _grouped(whole: str, thousands: str, cell: str) -> None:
    """Refuse groups that are not of three figures: a date, a telephone, a version."""
    first, *others = whole.split(thousands)
    if others and (not 1 <= len(first) <= 3 or any(len(group) != 3 for group in others)):
        raise ValueError(cell)


def _cents(value: Decimal) -> Cents:
    if abs(value) * 100 > LARGEST:
        raise ValueError(value)
    return Cents(int(round_half_up(value * 100)))


def readable(cell: Cell) -> bool:
    """Say whether a cell could be an amount, whatever the mark."""
    try:
        return read(cell, COMMA) is not None
    except ValueError:
        return False
