"""Reading a letter as a person checks it: what it says, its amounts, its dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from simulator.domain.exercises import english
from simulator.domain.reading import Unreadable, read_date

_WORD = re.compile(r"[0-9]+|[^\W\d_]+")
_AMOUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[ .\u00a0\u202f\u2009]\d{3})+|\d+)(?:,(\d{1,2}))?(?![\d])"
)
_DATE = re.compile(
    r"\b(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}(?:er)?\s+[^\W\d_]{3,9}\s+\d{4})\b", re.IGNORECASE
)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case nor accents; ``L. 441-10`` makes three."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("’", "'"))
    return tuple(
        match[0].casefold()
        for match in _WORD.finditer("".join(c for c in plain if not unicodedata.combining(c)))
    )


def says(given: tuple[str, ...], wanted: str) -> bool:
    """Say whether words say something: all the pieces parted by ``+``, each word for word.

    A word that ends with ``*`` stands for all those that begin so.
    """
    return all(_has(given, piece) for piece in wanted.split("+"))


def _has(given: tuple[str, ...], piece: str) -> bool:
    pattern = [(words(one), one.endswith("*")) for one in piece.split()]
    flat = [(word, open_end and word == group[-1]) for group, open_end in pattern for word in group]
    size = len(flat)
    return size > 0 and any(
        all(
            seen.startswith(word) if open_end else seen == word
            for seen, (word, open_end) in zip(given[start : start + size], flat, strict=True)
        )
        for start in range(len(given) - size + 1)
    )


def amounts(text: str) -> frozenset[int]:
    """Return the amounts that a text writes, in cents: ``1 234,56``, ``1234,5``, ``1,234.56``."""
    return english.amounts(text) | frozenset(
        int(re.sub(r"\D", "", match[1])) * 100 + int((match[2] or "0").ljust(2, "0"))
        for match in _AMOUNT.finditer(text)
        if len(match[1]) <= 20
    )


def dates(text: str) -> frozenset[date]:
    """Return the dates that a text writes, in figures or in words."""
    found = set()
    for match in _DATE.finditer(text):
        try:
            found.add(read_date(match[1]))
        except Unreadable:
            continue
    return english.dates(text) | frozenset(found)
