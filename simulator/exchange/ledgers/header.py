"""Where the names of the columns are, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from simulator.exchange.folding import folded
from simulator.exchange.ledgers.cells import Record
from simulator.exchange.ledgers.fields import EXACT, Field

_NEAR = 86.0
_LOOKED_AT = 60
_ALL = tuple(EXACT)
_CURRENCIES = re.compile(r"\b(eur|euro|euros|usd|k)\b")
_COLLECTIVE = {
    "compte",
    "comptenum",
    "numero de compte",
    "n compte",
    "compte collectif",
    "comptelib",
}
"""Names of an account that may be that of all customers: a name of the customer's own wins."""
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])|[_/]")


@lru_cache(maxsize=4096)
def named(title: str) -> tuple[Field, float] | None:
    """Return what a column's name says that it holds, with how sure it is (0 to 100)."""
    plain = folded(title)
    if not plain or len(plain) > 60:
        return None
    spread = folded(_SPLIT.sub(" ", title))
    bare = " ".join(_CURRENCIES.sub(" ", plain).split())
    for form, score in ((plain, 100.0), (spread, 99.0), (bare, 98.0)):
        if form in EXACT:
            return EXACT[form], score - 5 * (form in _COLLECTIVE)
    found = process.extractOne(spread, _ALL, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR)
    # Two letters that differ in a short word make another word.
    if found is None or len(spread) < 5:
        return None
    return EXACT[found[0]], float(found[1]) - 2


def header_score(record: Record) -> int:
    """Return how many different fields the cells of a line name."""
    texts = [cell for cell in record.cells if isinstance(cell, str) and cell]
    return len({found[0] for text in texts if (found := named(text))})


def header_of(records: Sequence[Record]) -> int | None:
    """Return the place of the line of column names, ``None`` when the file has none."""
    best, place = 1, None
    for index, record in enumerate(records[:_LOOKED_AT]):
        score = header_score(record)
        if score > best:
            best, place = score, index
    return place


def columns_named(titles: Sequence[str]) -> dict[Field, int]:
    """Return the column of each field that the names give; the surest name wins, then the first."""
    wanted = [
        (-score, column, field)
        for column, title in enumerate(titles)
        if (found := named(title))
        for field, score in [found]
    ]
    chosen: dict[Field, int] = {}
    for _, column, field in sorted(wanted, key=lambda item: item[:2]):
        chosen.setdefault(field, column)
    return chosen
