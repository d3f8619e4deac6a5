"""How long a year takes, and the same model written with SimPy processes, in one run.

Run: ``python benchmarks/year.py [--customers 5000] [--days 250]``. Machines differ: read the
ratios. SimPy is no part of the project (``pip install simpy``); without it the years are timed
alone. Both play the same slots under the same policy; the share of money received is shown beside
the times, because a faster model that is another model proves nothing.
"""

from __future__ import annotations

import argparse
import math
import random  # noqa: TID251 - the plain model has dice of its own
import statistics
import sys
import time
from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from simulator.domain.year.behaviour import LEVERS, Lever
from simulator.domain.year.compare import compare, hidden_draws
from simulator.domain.year.engine import advance, play
from simulator.domain.year.standing import NO_STEP, apply
from simulator.domain.year.state import Flow, State, open_year
from simulator.domain.year.world import World
from simulator.generation.build import generate
from simulator.services import years

AS_OF = date(2026, 11, 30)
SCENARIO = "negoce-materiaux"
REPEATS = 5
BUDGET_MS = {"one year, 200 customers": 150.0, "24 years x 2 policies": 3_000.0}
LEAST_RATIO = 50.0


def clock(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


class Plain:
    """The same model, one object a customer and one process for each, in plain Python."""

    def __init__(self, env: Any, state: State, policy: Any) -> None:
        world = state.world
        self.env, self.world = env, world
        self.days, self.gaps = world.calendar.days.tolist(), world.calendar.gaps.tolist()
        self.runs = world.calendar.runs.tolist()
        self.laws, self.slots = world.behaviour, world.slots
        self.standing = apply(world, policy)
        self.steps = self.standing.steps
        self.dice = random.Random(1)
        self.cash = 0
        owned: list[list[int]] = [[] for _ in range(world.size)]
        for slot, who in enumerate(self.slots.customer.tolist()):
            owned[who].append(slot)
        self.left = state.left.tolist()
        self.due = state.due.tolist()
        self.hazard = [0.0] * len(self.left)
        self.blocked, self.found = state.blocked.tolist(), state.found.tolist()
        self.fixed = state.fixed.tolist()
        self.liquidity = state.liquidity.tolist()
        for who in range(world.size):
            if state.status[who] == 0:
                env.process(self.customer(who, owned[who]))

    def customer(  # noqa: C901, PLR0912, PLR0915 - written as one writes a process
        self, who: int, slots: list[int]
    ) -> Generator[Any, Any, None]:
        found, world = self.world.traits, self.world
        place = int(world.place[who])
        kind = world.behaviour.archetypes[
            list(world.behaviour.archetypes)[int(found.archetype[place])]
        ]
        responds = [kind.responds[name] for name in LEVERS]
        scale, mean = float(found.scale[place]), float(found.delay[place])
        key, limit = int(world.run_key[who]), int(self.standing.limit[who])
        scenario, terms = int(self.standing.scenario[who]), int(self.standing.days[who])
        pd, exact = float(found.pd[place]), self.slots.exact
        stock, used = [0.0] * len(LEVERS), [0] * len(LEVERS)
        relation, belief, wear, owed = 70.0, 0.3, 0.0, sum(self.left[s] for s in slots)
        pointer, last, leader, promise = 0, -30, -1, 10**9
        for row, day in enumerate(self.days):
            gap = self.gaps[row]
            yield self.env.timeout(gap)
            for s in slots:
                if self.slots.document[s] < 0 and self.slots.planned[s] == day:
                    gross = int(self.slots.gross[s])
                    if owed + gross <= limit:
                        self.left[s], self.due[s] = gross, day + terms
                        owed += gross
            oldest = max(
                (day - self.due[s] for s in slots if self.left[s] and not self.blocked[s]),
                default=0,
            )
            boost = min(sum(stock) + (1.3 if abs(promise - day) <= 2 else 0.0), 3.0)
            usual = float(
                world.laws.reference[int(found.archetype[place]), min(max(oldest, 0), 240)]
            )
            rate = math.exp(boost - usual + 0.7 * min(self.liquidity[who], 0.0)) / scale
            for s in slots:
                if not self.left[s]:
                    continue
                if self.blocked[s]:
                    if self.found[s] > day >= self.slots.planned[s] + self.slots.unfound_days[s]:
                        self.found[s] = day
                    if self.found[s] <= day and self.fixed[s] > 10**8:
                        self.fixed[s] = day + math.ceil(12 * self.slots.fix[s])
                    if self.fixed[s] <= day:
                        self.blocked[s] = 0
                    continue
                ramp = 1 / (1 + math.exp(-max(min((day - self.due[s] - mean) / scale, 12), -12)))
                self.hazard[s] += ramp * rate * gap
                ready = self.hazard[s] >= self.slots.patience[s] and self.runs[row][key]
                if ready or (exact[s] and self.due[s] <= day):
                    owed -= self.left[s]
                    self.cash += self.left[s]
                    self.left[s] = 0
            chased = [s for s in slots if self.left[s] and not self.blocked[s]]
            if chased:
                first = min(chased, key=lambda s: (self.due[s], s))
                if first != leader:
                    leader, pointer = first, 0
                late, here = day - self.due[first], (scenario, pointer)
                if (
                    late >= self.steps.offset[here] < NO_STEP
                    and row - last >= 2
                    and owed >= self.steps.min_overdue[here]
                ):
                    lever = int(self.steps.lever[here])
                    law = self.laws.levers[LEVERS[lever]]
                    pointer, last = pointer + 1, row
                    relation += law.relation
                    if self.dice.random() < law.reach:
                        stock[lever] += responds[lever] * law.repeat ** used[lever]
                        belief += law.belief * (1 - belief)
                        if self.dice.random() < law.discovery:
                            for s in slots:
                                if self.left[s] and self.blocked[s] and self.due[s] <= day + 15:
                                    self.found[s] = min(self.found[s], day)
                        if lever == Lever.CALL and self.dice.random() < 0.65:
                            promise = day + 3 + self.dice.randrange(9)
                    used[lever] += 1
            wear += pd / 365 * gap * math.exp(-1.1 * self.liquidity[who])
            if wear >= world.default_at[who]:
                return
            for lever, law in enumerate(self.laws.levers.values()):
                stock[lever] *= 0.5 ** (gap / law.half_life)
            relation += 0.01 * (70 - relation) * gap


def against_simpy(world: World, days: int) -> float | None:
    """Return how many times faster the columns are, on the same days; ``None`` without SimPy."""
    try:
        import simpy
    except ImportError:
        print("SimPy is not installed: pip install simpy to compare with it.")
        return None
    policy = years.reference("segmentee")
    start = open_year(world, events=False)
    columns = min(clock(lambda: advance(start, policy, days=days)) for _ in range(3))
    done = advance(start, policy, days=days)
    env = simpy.Environment()
    plain = Plain(env, start, policy)
    last = int(world.calendar.days[days - 1]) - world.first
    slow = clock(lambda: env.run(until=last + 0.5))
    cash = int(done.flow[Flow.CASH].sum() + done.months[:, Flow.CASH].sum())
    print(f"{world.size} customers, {days} working days")
    print(f"  columns  {columns:10.0f} ms   received {cash / 100:16,.0f}")
    print(f"  SimPy    {slow:10.0f} ms   received {plain.cash / 100:16,.0f}")
    print(f"  ratio    x {slow / columns:.0f}")
    return slow / columns


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--days", type=int, default=250)
    asked = parser.parse_args()
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
        for name, work in tasks.items():
            times[name].append(clock(work))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["reference: sort 2 M floats"]
    for name, value in medians.items():
        print(f"{name:28} {value:8.1f} ms   x {value / base:6.2f}")
    large = years.prepare(generate(SCENARIO, 1, asked.customers, as_of=AS_OF), draws=(1,))
    ratio = against_simpy(large, asked.days)
    slow = any(medians[name] > most for name, most in BUDGET_MS.items())
    return int(slow or (ratio is not None and ratio < LEAST_RATIO))


if __name__ == "__main__":
    raise SystemExit(main())
