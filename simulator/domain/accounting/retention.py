"""How long papers are kept."""

from __future__ import annotations

from datetime import date

from simulator.domain.rates import LawBook


def keep_until(year_end_of: date, table: str, law: LawBook) -> date:
    """Return the last day to keep a paper: so many years from the end of the year of a day.

    ``table`` is ``retention_training_years`` (year of the last payment), or
    ``retention_accounting_years`` and ``retention_tax_years`` (calendar financial year).
    """
    return date(year_end_of.year + law.count(table, year_end_of), 12, 31)
