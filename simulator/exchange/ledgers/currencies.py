"""The currency of a file: that of most of its lines; those in another are refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from simulator.exchange.folding import folded
from simulator.exchange.ledgers.cells import Record, text_of
from simulator.exchange.ledgers.fields import AMOUNTS, Field

EURO = "eur"
_SAME = {"euro": EURO, "euros": EURO, "e": EURO, "": ""}
_SIGN = re.compile(r"\$|£|\b(?:usd|gbp)\b", re.IGNORECASE)
_CODES = {"$": "usd", "£": "gbp"}


def of(record: Record, columns: Mapping[Field, int]) -> str:
    """Return the currency that a line tells, in lower case, nothing when it tells none."""
    column = columns.get(Field.CURRENCY)
    if column is not None:
        written = text_of(record[column])
        told = folded(written) or _CODES.get(written, "")
        if told:
            return _SAME.get(told, told)
    for field in AMOUNTS & set(columns):
        cell = record[columns[field]]
        if isinstance(cell, str) and (match := _SIGN.search(cell)):
            return _CODES.get(match[0], match[0].lower())
    return ""


def main(records: Iterable[Record], columns: Mapping[Field, int]) -> str:
    """Return the currency of most lines; the euro where none is told, and on a tie."""
    votes = Counter(of(record, columns) or EURO for record in records if not record.blank)
    return max(votes, key=lambda code: (votes[code], code == EURO, code), default=EURO)
