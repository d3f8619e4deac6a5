"""The rating of the Banque de France (scale of 8 January 2022): assigned and read, never computed.

A rating is an activity letter and a credit rating (``F3+``). It comes from expert judgement; no
formula is public. The scale before 2022 must not be mixed in: its levels mean something else, and
it had a 9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.refusals import Refusal
from simulator.domain.results import Confidence

SCALE_START = date(2022, 1, 8)
OLDEST_MONTHS = 20
"""Accounts older than this give the letter X."""


@dataclass(eq=False)
class UnknownCotation(Refusal):
    """A rating that is not of the scale; ``old_scale`` when it was of the one before 2022."""

    text: str
    old_scale: bool


RATINGS: Mapping[str, str] = {
    "1+": "excellente ++",
    "1": "excellente +",
    "1-": "excellente",
    "2+": "très satisfaisante ++",
    "2": "très satisfaisante +",
    "2-": "très satisfaisante",
    "3+": "forte ++",
    "3": "forte +",
    "3-": "forte",
    "4+": "bonne +",
    "4": "bonne",
    "4-": "intermédiaire +",
    "5+": "intermédiaire −",
    "5": "fragile",
    "5-": "assez faible",
    "6+": "très faible",
    "6": "menacée",
    "6-": "compromise",
    "7": "très compromise",
    "8": "fortement compromise",
    "P": "procédure collective",
    "0": "non significative",
}
"""The 22 ratings from the best to the worst, then P and 0, with their official names."""

ELIGIBLE = frozenset(tuple(RATINGS)[:10])
"""The ten best, 1+ to 4+: candidates for refinancing by the Eurosystem (probable)."""

_OLD_ONLY = frozenset({"3++", "4++", "5++", "9"})


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the activity scale: letters and the yearly sales (euros) they start from."""

    name: str
    start: date | None
    bands: tuple[tuple[str, Decimal], ...]
    confidence: Confidence


def _bands(h: str, j: str) -> tuple[tuple[str, Decimal], ...]:
    lows = {
        "A": "750",
        "B": "150",
        "C": "50",
        "D": "30",
        "E": "15",
        "F": "7.5",
        "G": "1.5",
        "H": h,
        "J": j,
        "K": "0.25",
        "L": "0.1",
        "M": "0",
    }
    return tuple((letter, Decimal(low) * 1_000_000) for letter, low in lows.items())


EDITION_2022 = Edition("2022", SCALE_START, _bands("0.75", "0.5"), Confidence.CERTAIN)
EDITION_RAISED = Edition("seuil_1_25", None, _bands("1.25", "0.5"), Confidence.CERTAIN)
"""Edition after the threshold moved from 0.75 to 1.25 M€; its day is not known here."""

LETTERS = (*(letter for letter, _ in EDITION_RAISED.bands), "N", "X")
_FORMAT = re.compile(r"([A-HJ-NX])([0-8][+-]?|P)")


@dataclass(frozen=True, slots=True)
class Cotation:
    """A rating assigned to a firm: letter, credit rating, day it was given."""

    letter: str
    rating: str
    dated: date | None = None

    @property
    def meaning(self) -> str:
        """Return the official name of the credit rating."""
        return RATINGS[self.rating]

    @property
    def rank(self) -> int | None:
        """Return 0 for the best to 20 for P, ``None`` for 0 (not significant)."""
        return None if self.rating == "0" else tuple(RATINGS).index(self.rating)

    @property
    def eligible(self) -> bool:
        """Say whether the rating is in the natural set of eligible ones (probable)."""
        return self.rating in ELIGIBLE

    def __str__(self) -> str:
        """Write the rating as it is printed."""
        return f"{self.letter}{self.rating}"


def cotation(text: str, dated: date | None = None) -> Cotation:
    """Read ``F3+``; ``UnknownCotation`` when it is not of the scale, or is older than it."""
    cleaned = text.strip().upper().replace("\N{MINUS SIGN}", "-").replace(" ", "")
    if dated is not None and dated < SCALE_START:
        raise UnknownCotation(text, old_scale=True)
    match = _FORMAT.fullmatch(cleaned)
    if match is None or match[2] not in RATINGS:
        raise UnknownCotation(text, old_scale=cleaned[1:] in _OLD_ONLY)
    return Cotation(match[1], match[2], dated)


def activity_letter(
    yearly_sales: Number | None,
    *,
    edition: Edition = EDITION_RAISED,
    age_months: int = 0,
    significant: bool = True,
) -> str:
    """Return the letter of yearly sales in euros; a bound belongs to the higher band.

    ``X`` when sales are unknown or accounts older than 20 months, ``N`` when sales do not measure
    the activity. Raises ``NotFinite``.
    """
    if yearly_sales is None or age_months > OLDEST_MONTHS:
        return "X"
    if not significant:
        return "N"
    amount = decimal_of("yearly_sales", yearly_sales)
    return next((letter for letter, low in edition.bands if amount >= low), "M")
