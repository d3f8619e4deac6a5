"""A yearly statement as the lines of the French tax return (liasse 2050–2053)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from simulator.domain.money import ZERO, Cents


@dataclass(frozen=True, slots=True)
class Statement:
    """One financial year: ``lines`` maps a liasse code (``"FL"``) to cents; an absent line is zero.

    Two-letter codes are those of forms 2050 to 2053 (net column unless the code is a gross or an
    impairment column); ``months`` is the length of the year.
    """

    closing: date
    lines: Mapping[str, Cents]
    months: int = 12

    def __getitem__(self, code: str) -> Cents:
        """Return the cents of a line, zero when it is absent."""
        return self.lines.get(code, ZERO)

    def add(self, *codes: str) -> Cents:
        """Add lines; a code preceded by ``-`` is subtracted."""
        return Cents(sum(-self[c[1:]] if c.startswith("-") else self[c] for c in codes))
