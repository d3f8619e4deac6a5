"""The dated tables of the law, read once from ``content/rates``."""

from __future__ import annotations

from functools import lru_cache

from simulator.content.rates import read_rates
from simulator.domain.rates import LawBook
from simulator.paths import CONTENT


@lru_cache(maxsize=1)
def law_book() -> LawBook:
    """Return every table; a file with a fault is left out, and asking for it is then refused."""
    tables = (read_rates(path, path.name)[0] for path in sorted((CONTENT / "rates").glob("*.yaml")))
    return LawBook({table.name: table for table in tables if table is not None})
