"""What the calculators of accounting share."""

from __future__ import annotations

from simulator.domain.accounting.entries import Entry
from simulator.services.calculators.inputs import (
    day,
)
from simulator.services.calculators.model import Family, Grid, Word


def entries_grid(entries: tuple[Entry, ...]) -> Grid:
    """Return journal entries as rows: operation, account, debit, credit."""
    rows = tuple(
        (Word(f"entry_{one.code}"), line.account, line.debit, line.credit)
        for one in entries
        for line in one.lines
    )
    return Grid(("operation:word", "account:account", "debit:euro", "credit:euro"), rows)


B = Family.ACCOUNTING

ON = day("on", default="today")
