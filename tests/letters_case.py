"""One account whose letters can be checked by hand: late, disputed, promised, coming, a credit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from simulator.domain.dates import NEVER, to_day
from simulator.domain.ledger.columns import Disputes, Documents, Ledger, Payments, Promises
from simulator.domain.portfolio import Portfolio
from tests import make

AS_OF = date(2026, 11, 1)
FIRM, CLEAN, BODY = 0, 1, 8
"""A company with everything, one that owes nothing, and a public body (see ``tests.make``)."""

_LINES = (
    # number, kind, issued, due, euros
    (101, 0, date(2026, 8, 31), date(2026, 9, 30), 1200),
    (102, 0, date(2026, 9, 15), date(2026, 10, 15), 600),
    (103, 0, date(2026, 9, 20), date(2026, 10, 20), 300),
    (104, 0, date(2026, 10, 16), date(2026, 11, 15), 480),
    (105, 1, date(2026, 10, 28), date(2026, 10, 28), -90),
)
"""102 is disputed for 150 €, 103 is promised for 10 November."""


def account_portfolio() -> Portfolio:
    """Return a portfolio of nine customers, two of whom have the lines above."""
    rows = [(who, *line) for who in (FIRM, BODY) for line in _LINES]
    gross = np.array([100 * row[5] for row in rows], dtype=np.int64)
    documents = Documents(
        np.array([row[0] for row in rows], dtype=np.int32),
        np.array([row[1] + 1000 * row[0] for row in rows], dtype=np.int64),
        np.array([row[2] for row in rows], dtype=np.int16),
        np.array([to_day(row[3]) for row in rows], dtype=np.int32),
        np.array([to_day(row[4]) for row in rows], dtype=np.int32),
        gross,
        gross * 5 // 6,
    )
    firsts = (0, len(_LINES))

    def days(on: date) -> np.ndarray:
        return np.array([to_day(on)] * len(firsts), dtype=np.int32)

    disputes = Disputes(
        np.array([first + 1 for first in firsts], dtype=np.int32),
        days(date(2026, 10, 16)),
        np.array([NEVER] * len(firsts), dtype=np.int32),
        np.array([15_000] * len(firsts), dtype=np.int64),
        np.zeros(len(firsts), dtype=np.int16),
    )
    promises = Promises(
        np.array([first + 2 for first in firsts], dtype=np.int32),
        days(date(2026, 10, 25)),
        days(date(2026, 11, 10)),
        np.array([30_000] * len(firsts), dtype=np.int64),
        np.array([70] * len(firsts), dtype=np.int16),
    )
    made = make.portfolio(count=9, as_of=AS_OF)
    empty = Payments(
        np.array([], dtype=np.int32),
        np.array([], dtype=np.int32),
        np.array([], dtype=np.int64),
        np.array([], dtype=np.int16),
    )
    return replace(made, ledger=Ledger(documents, empty, disputes, promises))
