"""What a room's answers say of the questions: facility, discrimination, mistakes by name.

Facility is the mean share earned. Discrimination is the corrected item-total correlation: Pearson's
between the share earned on a part and the mark on all the others (for a part right or wrong, the
corrected point-biserial), without which a part would correlate with itself (classical test theory).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from simulator.domain.exercises.question import Verdict
from simulator.domain.results import NotComputable

FEWEST = 5
"""People under whom a correlation says nothing: it is not shown."""

_SILENT = frozenset(
    {Verdict.RIGHT.value, Verdict.CARRIED.value, Verdict.BLANK.value, Verdict.KEPT.value, ""}
)
"""Outcomes that are no mistake of that part: a carried error was made, and counted, before."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one person got on one part: the share earned, its points, the outcome code."""

    fraction: Fraction
    points: Fraction
    code: str

    @property
    def mark(self) -> Fraction:
        """Return the points earned."""
        return self.fraction * self.points


Sheet = Mapping[str, Answered]
"""One person's parts, by name."""


@dataclass(frozen=True, slots=True)
class Item:
    """One part over a room: how many answered, facility and discrimination, codes by frequency."""

    name: str
    people: int
    blanks: int
    facility: Fraction
    discrimination: Decimal | NotComputable
    mistakes: tuple[tuple[str, int], ...]


def items(sheets: Sequence[Sheet]) -> tuple[Item, ...]:
    """Return the statistics of each part, in the order of the first sheet; none for no sheet.

    A blank part counts as nothing earned. Parts worth no point (free texts) are left out.
    """
    names = dict.fromkeys(name for sheet in sheets for name in sheet)
    return tuple(_item(name, sheets) for name in names if _weighs(name, sheets))


def _weighs(name: str, sheets: Iterable[Sheet]) -> bool:
    return any(name in sheet and sheet[name].points > 0 for sheet in sheets)


def _item(name: str, sheets: Sequence[Sheet]) -> Item:
    asked = [sheet for sheet in sheets if name in sheet]
    got = [sheet[name] for sheet in asked]
    rest = [
        sum((one.mark for other, one in sheet.items() if other != name), Fraction(0))
        for sheet in asked
    ]
    shares = [one.fraction for one in got]
    codes = Counter(one.code for one in got if one.code not in _SILENT)
    return Item(
        name,
        len(got),
        sum(one.code == Verdict.BLANK.value for one in got),
        sum(shares, Fraction(0)) / len(got),
        correlation(shares, rest),
        tuple(sorted(codes.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def correlation(
    first: Sequence[Fraction], second: Sequence[Fraction], fewest: int = FEWEST
) -> Decimal | NotComputable:
    """Return Pearson's correlation of two columns, exact up to the square root.

    Not computable with too few people, or when one of the two does not vary.
    """
    count = len(first)
    if count < fewest:
        return NotComputable("too_few", {"people": count, "fewest": fewest})
    one, two = (sum(column, Fraction(0)) / count for column in (first, second))
    spread = sum(((a - one) ** 2 for a in first), Fraction(0)) * sum(
        ((b - two) ** 2 for b in second), Fraction(0)
    )
    if spread == 0:
        return NotComputable("no_variance")
    together = sum(((a - one) * (b - two) for a, b in zip(first, second, strict=True)), Fraction(0))
    squared = together**2 / spread
    with localcontext() as exact:
        exact.prec = 28
        root = (Decimal(squared.numerator) / Decimal(squared.denominator)).sqrt()
        return +root if together >= 0 else -root


def mistakes(sent: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[tuple[str, str, int], ...]:
    """Return (part, code, people) for what people got wrong at least once, the commonest first.

    ``sent`` are the outcome codes by part of each submission, with a number of its author.
    """
    found = {
        (name, code, author)
        for author, outcomes in sent
        for name, code in outcomes.items()
        if code not in _SILENT
    }
    counted = Counter((name, code) for name, code, _ in found)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((name, code, people) for (name, code), people in ranked)
