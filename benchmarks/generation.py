"""How long portfolios take to make, to store and to read back: medians of interleaved repeats.

Run: ``python benchmarks/generation.py``. Times are shown beside that of a fixed piece of numpy
work in the same run, because machines differ: read the ratios.

Then ledgers of 4 years, of half as many customers and of all of them (``--customers``, 100 000 by
default: five million invoices), are made, then made and written to Parquet, beside a loop that
fills the same tables field by field with Faker and keeps nothing; in elapsed time, since two
ledgers are made at once. The bar is on what is made, as the loop makes it. Imports are counted
apart, and the memory is the most that the whole run has held. ``--files N`` writes N customers
with their accounts, identities and sources, beside the same loop with those.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from faker import Faker

from benchmarks import faker_loop
from simulator.exchange import snapshots
from simulator.generation.build import Draft, draft, generate
from simulator.generation.check import check
from simulator.services import portfolio_files

AS_OF = date(2026, 11, 30)
REPEATS = 7
BUDGET_MS = 150.0
MONTHS, INVOICES = 48, 50
"""Four years: about fifty invoices a customer, as many as in the loop."""
LOOPED = 100
LEAST_RATIO = 200.0


def clock(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def small() -> bool:
    """Time portfolios of the size of a course, and say whether the bar holds."""
    made = generate("negoce-materiaux", 1, 200, as_of=AS_OF)
    blob = snapshots.dump(made)
    numbers = np.arange(2_000_000, dtype=np.float64)[::-1].copy()
    tasks: dict[str, Callable[[], object]] = {
        "reference: sort 2 M floats": lambda: np.sort(numbers),
        "generate 200 customers": lambda: generate("negoce-materiaux", 1, 200, as_of=AS_OF),
        "generate 400 customers": lambda: generate("negoce-materiaux", 1, 400, as_of=AS_OF),
        "generate 2 000 customers": lambda: generate("panel-de-calage", 1, 2000, as_of=AS_OF),
        "snapshot 200 customers": lambda: snapshots.dump(made),
        "load 200 customers": lambda: snapshots.load(blob),
        "check 200 customers": lambda: check(made),
    }
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(REPEATS):
        for name, work in tasks.items():
            times[name].append(clock(work))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["reference: sort 2 M floats"]
    for name, value in medians.items():
        print(f"{name:28} {value:8.1f} ms   x {value / base:6.2f}")
    print(f"invoices: {len(made.ledger.documents)}, snapshot: {len(blob) / 1024:.0f} KiB")
    growth = medians["generate 400 customers"] / medians["generate 200 customers"]
    print(f"twice the customers: x {growth:.2f}")
    return medians["generate 200 customers"] <= BUDGET_MS


def elapsed(work: Callable[[], object]) -> float:
    """Return seconds as a person waits for them."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def loop(customers: int, invoices: int, *, files: bool) -> Callable[[], object]:
    """Return a Faker loop that fills the tables of some customers."""
    fake = Faker("fr_FR")
    fake.seed_instance(1)

    def rows() -> int:
        made = sum(1 for _ in faker_loop.ledger(fake, customers, invoices))
        if files:
            made += sum(1 for _ in range(customers) for _ in faker_loop.dossier(fake, 109, 1))
        return made

    return rows


def drawn(customers: int) -> Draft:
    """Draw customers whose ledgers are those of four years."""
    return draft("negoce-materiaux", 1, customers, MONTHS, as_of=AS_OF)


def made(customers: int) -> int:
    """Make ledgers and drop them; return how many documents."""
    return sum(len(ledger.documents) for _, ledger in portfolio_files.ledgers(drawn(customers)))


def written(customers: int, *, ledger_only: bool) -> int:
    """Make a portfolio and write it to Parquet; return how many documents."""
    with tempfile.TemporaryDirectory() as name:
        return portfolio_files.write(
            drawn(customers), Path(name), "parquet", ledger_only=ledger_only
        ).documents


def large(customers: int, *, files: bool) -> bool:
    """Time large portfolios beside the loop, before and after each, and say if the bar holds."""
    written(1_000, ledger_only=not files)  # imports
    some = LOOPED if files else 2 * LOOPED
    looped, ratios = loop(some, INVOICES, files=files), dict[str, float]()
    ways: dict[str, Callable[[int], int]] = {
        "made": made,
        "made and written": lambda count: written(count, ledger_only=not files),
    }
    if files:
        del ways["made"]
    for part in (customers // 2, customers):
        for way, work in ways.items():
            before = elapsed(looped)
            start = time.perf_counter()
            documents = work(part)
            seconds = time.perf_counter() - start
            faker = some * INVOICES / statistics.mean((before, elapsed(looped)))
            ratios[way] = documents / seconds / faker
            print(
                f"{part:7} customers, {documents:8} documents {way:16}: {seconds:6.2f} s"
                f" ({documents / seconds / 1e6:5.2f} M/s), Faker {faker / 1e3:5.1f} k/s,"
                f" x {ratios[way]:5.0f}"
            )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {most:.0f} MiB at most")
    return files or ratios["made"] >= LEAST_RATIO


def main() -> int:
    """Print times and ratios; 1 when a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=0)
    asked = parser.parse_args()
    holds = small()
    holds &= large(asked.customers, files=False)
    if asked.files:
        large(asked.files, files=True)
    return int(not holds)


if __name__ == "__main__":
    raise SystemExit(main())
