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
_OWN = re.compile(r"\b(?:eur|euros?|local|loc|lc)\b")
_FOREIGN = re.compile(
    r"\b(?:montant|amount|amt|debit|credit) ?(?:en |in )?"
    r"(?:devise|foreign|fc\b|doc(?:ument)? cur|transaction cur)"
)
_COLLECTIVE = {
    "compte",
    "comptenum",
    "numero de compte",
    "n compte",
    "compte collectif",
    "comptelib",
}
"""Names of an account that may be that of all customers: a name of the customer's own wins."""
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])|[_/]")


@lru_cache(maxsize=4096)
def named(title: str) -> tuple[Field, float] | None:
    """Return what a column's name says that it holds, with how sure it is (0 to 100)."""
    plain = folded(title)
    if not plain or len(plain) > 60:
        return None
    spread = folded(_SPLIT.sub(" ", title))
    bare = " ".join(_CURRENCIES.sub(" ", plain).split())
    short = folded(_ASIDE.sub(" ", title))
    for form, score in ((plain, 100.0), (spread, 99.0), (bare, 98.0), (short, 97.0)):
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


def columns_named(titles: Sequence[str]) -> dict[Field, tuple[int, ...]]:
    """Return the columns that the names give to each field: the surest name first, then the first.

    Of two amounts, that in euros comes first: a file of several currencies has it beside the other.
    """
    wanted = [
        (-score - 5 * bool(field is Field.AMOUNT and _OWN.search(folded(title))), column, field)
        for column, title in enumerate(titles)
        if (found := named(title))
        for field, score in [found]
    ]
    chosen: dict[Field, tuple[int, ...]] = {}
    for _, column, field in sorted(wanted, key=lambda item: item[:2]):
        chosen[field] = (*chosen.get(field, ()), column)
    return chosen


def collective(title: str) -> bool:
    """Say whether a name may be that of the account of all customers."""
    return folded(title) in _COLLECTIVE


def has_foreign(titles: Sequence[str]) -> bool:
    """Say whether a column holds the amounts of other currencies, beside those in euros."""
    return any(_FOREIGN.search(folded(_SPLIT.sub(" ", title))) for title in titles)
