"""Portfolios of any size in files: customers some after the others, so that memory is bounded."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.domain.ledger.columns import Ledger
from simulator.domain.portfolio import Supplier
from simulator.exchange import portfolios
from simulator.exchange.tables import Coded, Rows
from simulator.generation import build, ledger
from simulator.generation.build import Draft
from simulator.generation.library import MEANS, SIZES, TERMS

KEPT_BYTES = 31 << 20
"""Just under the highest threshold that glibc takes (``DEFAULT_MMAP_THRESHOLD_MAX``, 32 MiB)."""
WORKERS = 2
"""Ledgers being made at the same time; each waits to be written in its turn."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a folder was given."""

    supplier: Supplier
    customers: int
    documents: int


def write(drawn: Draft, directory: Path, form: str, *, ledger_only: bool = False) -> Written:
    """Write the portfolio of a draft into a folder, a part of its customers after the other.

    With ``ledger_only`` customers have no name, accounts or sources, which take far longer to
    make than their invoices. ``UnknownChoice`` on another format.
    """
    sales = 0
    with portfolios.writing(directory, form) as folder:
        for part, made in ledgers(drawn):
            folder.add_ledger(made)
            if not ledger_only:
                folder.add_customers(build.customers_of(part))
            sales += build.recent_sales(drawn.frame, made)
        folder.add_hidden(_hidden(drawn))
        if ledger_only:
            folder.add_known(_known(drawn))
        supplier = build.supplier(drawn.frame, sales)
        folder.close(
            supplier,
            as_of=drawn.frame.as_of.isoformat(),
            seed=drawn.frame.luck.seed,
            version=build.VERSION,
            months=drawn.frame.months,
            ledger_only=ledger_only,
        )
    return Written(supplier, len(drawn.cohort), folder.documents)


def _keep_memory() -> None:
    """Have the columns of a part take the memory of those of the part before.

    The allocator of glibc gives what is freed back to the system above a threshold, and pays for
    it again page by page: a third of the time. It raises its threshold to the size of what it has
    seen freed. Elsewhere this does nothing.
    """
    np.empty(KEPT_BYTES, dtype=np.uint8)


def ledgers(drawn: Draft) -> Iterator[tuple[Draft, Ledger]]:
    """Return the parts of a draft and their ledgers, made some ahead of their use.

    Numpy and whoever writes them let each other run.
    """
    _keep_memory()
    with ThreadPoolExecutor(WORKERS) as pool:
        ahead: deque[tuple[Draft, Future[Ledger]]] = deque()
        for part in drawn.parts():
            ahead.append((part, pool.submit(build.ledger_of, part)))
            if len(ahead) > WORKERS:
                first, made = ahead.popleft()
                yield first, made.result()
        for first, made in ahead:
            yield first, made.result()


def _known(drawn: Draft) -> Rows:
    """Return what the ledger needs to be read: who is public, of what sector and size."""
    group, sectors = drawn.cohort, list(drawn.frame.calibration.sectors)
    return {
        "id": group.ids,
        "sector": Coded(group.sector, sectors),
        "size": Coded(group.size, SIZES),
        "public": group.public,
        "terms": Coded(group.terms, TERMS),
        "means": Coded(ledger.means_of(group), MEANS),
    }


def _hidden(drawn: Draft) -> Rows:
    """Return what nobody sees of the customers."""
    return {
        "health": build.health_of(drawn),
        "profile": Coded(drawn.cohort.profile, list(drawn.frame.calibration.profiles)),
        "default_on": drawn.cohort.default_day,
    }
