"""The year written once more, as one writes it with SimPy: a process for each customer.

The same equations on the same draws, one object a customer and one an invoice, in plain Python: at
the end ``Firm.close`` puts everything back into columns, and the digest of that state must be the
one of the engine. What the policy of the benchmark does not use is left out and refused: orders on
hold, insurance, factoring, discount. Events are not kept, by one nor by the other.
"""

from __future__ import annotations

from collections.abc import Generator
from operator import itemgetter
from typing import Any

import numpy as np

from benchmarks.year_customer import Customer
from benchmarks.year_parts import (
    FLOW,
    LUCK_COLUMNS,
    OPEN,
    OWN_COLUMNS,
    SLOT_COLUMNS,
    Invoice,
    LeverTable,
)
from simulator.domain.luck import Luck
from simulator.domain.year import exact
from simulator.domain.year.events import Log
from simulator.domain.year.policy import Policy
from simulator.domain.year.standing import NEVER_HELD, apply
from simulator.domain.year.state import State


class Firm:
    """The supplier: the desk that calls, the market that spreads failures, what all share."""

    def __init__(self, env: Any, state: State, policy: Policy) -> None:
        world = state.world
        self.env, self.world, self.policy, self.state = env, world, policy, state.copy()
        self.standing = standing = apply(world, policy)
        used = (standing.hold_after < NEVER_HELD, standing.factored, standing.discounted)
        if state.step or any(column.any() for column in (*used, standing.cover)):
            raise NotImplementedError("The plain year plays no hold, factor, discount or insurer.")
        self.chosen, self.people = world.assumptions, world.behaviour.customers
        self.vows_law = world.behaviour.promises
        self.obtained = self.vows_law.obtained * policy.call_quality * 2.0**21
        blocks = world.behaviour.blocks
        self.desk_cost = round(
            100.0 * blocks.desk_cost * (blocks.desk_reference_days / policy.dispute_days)
        )
        margin = float(world.portfolio.supplier.margin_rate)
        self.lost_margin = margin * world.behaviour.money.lost_years
        self.vat = round(world.portfolio.supplier.vat_rate * 10_000)
        calendar, laws = world.calendar, world.laws
        self.days, self.gaps = calendar.days.tolist(), calendar.gaps.tolist()
        self.runs, self.closing = calendar.runs.tolist(), calendar.closing.tolist()
        period = calendar.period.tolist()
        self.closes = [a != b for a, b in zip(period, [*period[1:], -1], strict=True)]
        self.ends = calendar.ends.tolist()
        self.slow = np.array(world.population.slow_months)[calendar.due_month].tolist()
        self.fade = laws.fade.tolist()
        names = LeverTable.__dataclass_fields__
        columns = (getattr(laws, name).tolist() for name in names)
        self.levers = [LeverTable(*row) for row in zip(*columns, strict=True)]
        self.contagion = state.contagion.tolist()
        self._luck()
        self.asked: list[Any] = []
        self.failed: list[int] = []
        self.receipts: list[tuple[int, ...]] = []
        self.vows: list[tuple[int, ...]] = []
        self.customers = [Customer(self, row) for row in range(world.size)]
        self.invoices = self._invoices()
        for customer in self.customers:
            env.process(customer.live())
        env.process(self.desk())
        env.process(self.market())

    def _luck(self) -> None:
        """Draw what has the name of a customer; the draws of invoices are in the slots."""
        world, luck = self.world, Luck(self.world.portfolio.seed)
        names = (world.draw, world.place)
        months = range(world.months)
        self.contact_stems = luck.stems("year contact", *names).tolist()
        self.promise_stems = luck.stems("year promised day", *names).tolist()
        moods = (exact.unit(luck.normal("year liquidity", *names, month)) for month in months)
        self.moods = [mood.tolist() for mood in moods]
        self.leaves = [luck.uniform("year leaves", *names, month).tolist() for month in months]

    def _invoices(self) -> list[Invoice]:
        slots, state = self.world.slots, self.state
        held = zip(*(getattr(state, name).tolist() for name in SLOT_COLUMNS), strict=True)
        fate = zip(*(getattr(slots, name).tolist() for name in LUCK_COLUMNS), strict=True)
        made = []
        rest = (slots.customer.tolist(), slots.net.tolist(), slots.unfound_days.tolist())
        for slot, (kept, drawn_, who, net, unfound) in enumerate(
            zip(held, fate, *rest, strict=True)
        ):
            one = Invoice()
            for name, value in zip(SLOT_COLUMNS, kept, strict=True):
                setattr(one, name, value)
            for name, value in zip(LUCK_COLUMNS, drawn_, strict=True):
                setattr(one, name, value)
            one.slot, one.order, one.unfound = slot, net, one.planned + unfound
            owner = self.customers[who]
            if slots.document[slot] < 0:
                owner.orders.append(one)
            else:
                (owner.open if one.phase == OPEN else owner.kept).append(one)
            made.append(one)
        return made

    def desk(self) -> Generator[Any, Any, None]:
        """Take what is asked in the order of the policy, as much as the day can hold."""
        yield self.env.timeout(self.days[0] - self.world.first + 0.25)
        for row, day in enumerate(self.days):
            used: dict[int, int] = {}
            for draw, _, _, request in sorted(
                map(self.ranked, self.asked), key=itemgetter(0, 1, 2)
            ):
                customer, lever, late, _, announces = request
                minutes = self.levers[lever].minutes
                used[draw] = used.get(draw, 0) + minutes
                if minutes and used[draw] > self.policy.capacity_minutes:
                    customer.flow[FLOW["POSTPONED"]] += 1
                    continue
                customer.contact(day, lever, late, announces=announces)
            self.asked = []
            if row + 1 < len(self.days):
                yield self.env.timeout(self.gaps[row + 1])

    def ranked(self, request: Any) -> tuple[int, int, int, Any]:
        """Return a request behind its draw and its weight."""
        customer, _, late, amount, _ = request
        how = self.policy.priority
        if how == "amount":
            weight = amount
        elif how == "age":
            weight = max(late, 0)
        elif how == "risk":
            weight = amount * (1 + int(self.standing.risk[customer.row]))
        else:
            weight = amount * (30 + max(late, 0))
        return customer.row // self.world.count, -weight, customer.row, request

    def market(self) -> Generator[Any, Any, None]:
        """Let the fear of the day before fade, and add what the failures of today bring."""
        yield self.env.timeout(self.days[0] - self.world.first + 0.75)
        for row in range(len(self.days)):
            left = exact.decay(self.chosen.contagion_half_life, self.gaps[row])
            self.contagion = [value * left for value in self.contagion]
            for sector in self.failed:
                self.contagion[sector] += self.chosen.contagion_rate
            self.failed = []
            if row + 1 < len(self.days):
                yield self.env.timeout(self.gaps[row + 1])

    def close(self) -> State:
        """Return the year as the columns of the engine."""
        state = self.state
        for name in SLOT_COLUMNS:
            column = getattr(state, name)
            column[:] = [getattr(one, name) for one in self.invoices]
        for name in OWN_COLUMNS:
            getattr(state, name)[:] = [getattr(customer, name) for customer in self.customers]
        state.stock[:] = np.array([customer.stock for customer in self.customers]).T
        state.used[:] = np.array([customer.used for customer in self.customers]).T
        state.contagion[:] = self.contagion
        state.flow[:] = np.array([customer.flow for customer in self.customers]).T
        months = np.array([customer.months for customer in self.customers], dtype=np.int64)
        stocks = np.array([customer.stocks for customer in self.customers], dtype=np.int64)
        state.months = np.ascontiguousarray(months.transpose(1, 2, 0))
        state.stocks = np.ascontiguousarray(stocks.transpose(1, 2, 0))
        state.step = len(self.days)
        state.receipts, state.vows = Log(4), Log(5)
        day, _, slot, amount, means = np.array(sorted(self.receipts), dtype=np.int64).T
        state.receipts.put(len(day), slot, day, amount, means)
        made, slot, due, amount, quality = (
            np.array(sorted(self.vows), dtype=np.int64).reshape(-1, 5).T
        )
        state.vows.put(len(made), slot, made, due, amount, quality)
        return state
