"""How long portfolios take to make, to store and to read back: medians of interleaved repeats.

Run: ``python benchmarks/generation.py``. Times are shown beside that of a fixed piece of numpy
work in the same run, because machines differ: read the ratios.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from simulator.exchange import snapshots
from simulator.generation.build import generate
from simulator.generation.check import check

AS_OF = date(2026, 11, 30)
REPEATS = 7
BUDGET_MS = 150.0


def clock(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
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
    return int(medians["generate 200 customers"] > BUDGET_MS)


if __name__ == "__main__":
    raise SystemExit(main())
