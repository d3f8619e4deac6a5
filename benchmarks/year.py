"""How long a year takes, and the same year written with SimPy processes, in one run.

Run: ``python benchmarks/year.py [--sizes 200,1000,5000]``. Machines differ: read the ratios. SimPy
is a part of the tests only; without it the years are timed alone. Both start from the same
prepared world and play the whole year under the same policy, without events; ``year_processes``
says what its plain year leaves out. The two must end in the same state, to the last bit: a faster
model that is another model proves nothing. Times are of the processor, garbage collection
included; there is no compiler, and imports and the preparation of the world are counted apart.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from simulator.domain.year.compare import compare, hidden_draws
from simulator.domain.year.engine import advance, play
from simulator.domain.year.policy import Policy
from simulator.domain.year.state import State, digest, open_year
from simulator.domain.year.world import World
from simulator.generation.build import generate
from simulator.services import years

AS_OF = date(2026, 11, 30)
SCENARIO = "negoce-materiaux"
REPEATS = 5
SIZES = (200, 1_000, 5_000)
BUDGET_MS = {"one year, 200 customers": 150.0, "24 years x 2 policies": 3_000.0}
LARGE, LEAST_RATIO = 5_000, 50.0


def clock(work: Callable[[], object]) -> float:
    """Return milliseconds of processor: what shares the machine does not count."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def plain_year(world: World, policy: Policy) -> State:
    """Play a year with SimPy, from the same world to the same columns."""
    import simpy

    from benchmarks.year_processes import Firm

    env = simpy.Environment()
    firm = Firm(env, open_year(world, events=False), policy)
    env.run()
    return firm.close()


def against_simpy(size: int) -> float | None:
    """Return how many times faster the columns are; ``None`` without SimPy or on a difference."""
    policy = years.reference("segmentee")
    world = years.prepare(generate(SCENARIO, 1, size, as_of=AS_OF), draws=(1,))
    ends: dict[str, State] = {}

    def columns() -> None:
        ends["columns"] = advance(open_year(world, events=False), policy)

    def plain() -> None:
        ends["SimPy"] = plain_year(world, policy)

    # Before and after the slow one, so that both meet the machine in the same mood.
    fast = [clock(columns) for _ in range(REPEATS)]
    slow = clock(plain)
    fast += [clock(columns) for _ in range(REPEATS)]
    middle = statistics.median(fast)
    same = digest(ends["columns"]) == digest(ends["SimPy"])
    days = size * len(world.calendar.days)
    print(
        f"{size:6} customers  columns {middle:8.0f} ms ({days / middle / 1000:5.2f} M/s)"
        f"  SimPy {slow:8.0f} ms ({days / slow / 1000:5.2f} M/s)  x {slow / middle:5.1f}"
        f"  same state: {'yes' if same else 'NO'}"
    )
    return slow / middle if same else None


def budgets() -> bool:
    """Time the years of the bars beside a reference, and say whether they hold."""
    portfolio = generate(SCENARIO, 1, 200, as_of=AS_OF)
    policies = (years.reference("segmentee"), years.reference("courriels"))
    world, hidden = years.prepare(portfolio), hidden_draws(1)
    numbers = np.arange(2_000_000, dtype=np.float64)[::-1].copy()
    tasks: dict[str, Callable[[], object]] = {
        "reference: sort 2 M floats": lambda: np.sort(numbers),
        "prepare, 200 customers": lambda: years.prepare(portfolio),
        "one year, 200 customers": lambda: play(world, policies[0]),
        "24 years x 2 policies": lambda: compare(years.prepare(portfolio, draws=hidden), policies),
    }
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for work in tasks.values():
        work()
    for _ in range(REPEATS):
        for name, task in tasks.items():
            times[name].append(clock(task))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["reference: sort 2 M floats"]
    for name, value in medians.items():
        least = min(times[name])
        print(f"{name:28} {value:8.1f} ms (least {least:8.1f})  x {value / base:6.2f}")
    return all(medians[name] <= most for name, most in BUDGET_MS.items())


def main() -> int:
    """Print times and ratios; 1 when a bar is missed or the two years differ."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default=",".join(str(size) for size in SIZES))
    asked = parser.parse_args()
    holds = budgets()
    try:
        import simpy  # noqa: F401 - asked here so that its import is not in the times
    except ImportError:
        print("SimPy is not installed: pip install simpy to compare with it.")
        return int(not holds)
    for size in (int(text) for text in asked.sizes.split(",")):
        ratio = against_simpy(size)
        holds &= ratio is not None and (size < LARGE or ratio >= LEAST_RATIO)
    return int(not holds)


if __name__ == "__main__":
    raise SystemExit(main())
