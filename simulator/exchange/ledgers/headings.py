"""Customers written above their items, as printed ledgers have them, in no column of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from simulator.exchange.folding import folded
from simulator.exchange.ledgers import amounts, dates, kinds
from simulator.exchange.ledgers.cells import Cell, Record
from simulator.exchange.ledgers.fields import Field

_WIDEST = 3
_ABOVE = 3
"""Lines above the names of the columns where the first customer may stand."""
_SAID = re.compile(
    r"\s*(?:(?:code|no|n°|num[ée]ro(?: de)?)\s+)?"
    r"(?:clients?|comptes?|tiers|customer|account|debtor)\b(?:\s*n°)?[\s:.-]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*41[0-9A-Z]", re.IGNORECASE)


def heading(record: Record) -> str:
    """Return the text of a line that could name a customer, nothing when it could not."""
    written = [cell for cell in record.cells if cell != ""]
    if not 1 <= len(written) <= _WIDEST or any(map(_figured, written)):
        return ""
    text = " ".join(map(str, written))
    if kinds.is_total(text) or not any(map(str.isalpha, text)):
        return ""
    return text


def _figured(cell: Cell) -> bool:
    """Say whether a cell is a day or an amount with decimals: what items have, not customers."""
    if not isinstance(cell, str):
        return True
    return dates.readable(cell) or ("," in cell and amounts.readable(cell))


def said(text: str) -> str:
    """Return the customer that a heading announces (« Client : », an account 41), or nothing."""
    match = _SAID.match(text)
    if match and folded(text[match.end() :]):
        return text[match.end() :]
    return text if _NUMBERED.match(text) else ""


def used(columns: Mapping[Field, int], rows: Sequence[Record]) -> bool:
    """Say whether customers are announced above their items: no column has them, lines do."""
    if {Field.CUSTOMER, Field.NAME} & set(columns):
        return False
    return any(said(heading(record)) for record in rows)


def first(records: Sequence[Record], header: int | None) -> str:
    """Return the customer announced just above the names of the columns, or nothing."""
    above = records[max(0, (header or 0) - _ABOVE) : header or 0]
    return next((name for record in reversed(above) if (name := said(heading(record)))), "")
