"""A yearly statement as the lines of the French tax return (liasse 2050–2053)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from simulator.domain.accounts.liasse import TOTALS
from simulator.domain.dates import add_months
from simulator.domain.money import ZERO, Cents

PCG_2025_START = date(2025, 1, 1)


class Standard(StrEnum):
    """Chart of accounts a year is kept under (ANC 2022-06 for years opened from 1 January 2025)."""

    BEFORE_2025 = "before_2025"
    FROM_2025 = "from_2025"


@dataclass(frozen=True, slots=True)
class Statement:
    """One financial year: ``lines`` maps a liasse code (``"FL"``) to cents; an absent line is zero.

    Two-letter codes are those of forms 2050 to 2053 (net column unless the code is a gross or an
    impairment column); ``months`` is the length of the year. Lower-case codes are details of
    ``simulator.domain.accounts.liasse``. ``referentiel_pcg`` is read from the opening day unless
    it is given (a firm may have applied the 2025 chart early).
    """

    closing: date
    lines: Mapping[str, Cents]
    months: int = 12
    referentiel_pcg: Standard | None = None

    def __getitem__(self, code: str) -> Cents:
        """Return the cents of a line, zero when it is absent."""
        return self.lines.get(code, ZERO)

    def add(self, *codes: str) -> Cents:
        """Add lines; a code preceded by ``-`` is subtracted."""
        return Cents(sum(-self[c[1:]] if c.startswith("-") else self[c] for c in codes))

    def value(self, code: str) -> Cents:
        """Return a line as stated or, when it is absent and is a total, the sum of its parts."""
        if code in self.lines or code not in TOTALS:
            return self[code]
        return self.values(*TOTALS[code])

    def values(self, *codes: str) -> Cents:
        """Add lines or totals; a code preceded by ``-`` is subtracted."""
        return Cents(sum(-self.value(c[1:]) if c.startswith("-") else self.value(c) for c in codes))

    def states(self, *codes: str) -> bool:
        """Say whether at least one of these lines is stated, even as zero."""
        return any(code in self.lines for code in codes)

    @property
    def opening(self) -> date:
        """Return the first day of the year."""
        return add_months(self.closing + timedelta(days=1), -self.months)

    @property
    def standard(self) -> Standard:
        """Return the chart of accounts of the year."""
        if self.referentiel_pcg is not None:
            return self.referentiel_pcg
        return Standard.FROM_2025 if self.opening >= PCG_2025_START else Standard.BEFORE_2025
