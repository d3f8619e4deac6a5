"""The plain year of ``year_processes``: one customer, from month to month."""

from __future__ import annotations

from typing import Any

from benchmarks.year_parts import (
    ACTIVE,
    FLOW,
    LEFT,
    OWN_COLUMNS,
    Invoice,
    exp,
)
from simulator.domain.dates import NEVER
from simulator.domain.year.behaviour import Archetype, Lever
from simulator.domain.year.fixed import GOOD_PAYER
from simulator.domain.year.run import (
    ADVERSE_FROM,
    ADVERSE_SLOPE,
    MOST_ADVERSE,
    NOT_LATE,
    RISK_LEVEL,
)
from simulator.domain.year.slots import DISPUTE
from simulator.domain.year.state import Flow, Stock


class Payer:
    """One customer from month to month: what it is, and what moves once a month."""

    def __init__(self, firm: Any, row: int) -> None:
        world, standing = firm.world, firm.standing
        found, place = world.traits, int(world.place[row])
        self.firm, self.row = firm, row
        kind = int(found.archetype[place])
        self.effect = world.laws.effect[kind].tolist()
        self.usual = world.laws.reference[kind].tolist()
        self.rest = float(world.laws.liquidity[kind])
        self.public = kind == Archetype.PUBLIC
        self.weak = kind in (Archetype.TIGHT, Archetype.BAD_FAITH)
        self.mean = float(found.delay[place])
        self.haggles = bool(world.laws.bargains[kind]) and self.mean > 0
        self.scale = 1.0 / float(found.scale[place])
        self.lean = 0.0 if found.public[place] else float(found.dependence[place])
        self.sector = row // world.count * len(found.sectors) + int(found.sector[place])
        self.risk = float(found.pd[place]) / 365.0 * world.assumptions.stress
        self.means, self.good = int(found.means[place]), bool(found.late_days[place] < GOOD_PAYER)
        self.yearly = int(found.yearly[place])
        self.own = world.draw[row] == 0 and world.assumptions.own_fate
        self.default_at = float(world.default_at[row])
        self.runs = int(world.run_key[row])
        self.days, self.month_end = int(standing.days[row]), bool(standing.month_end[row])
        self.limit, self.volume = int(standing.limit[row]), float(standing.volume[row])
        scenario = int(standing.scenario[row])
        steps = standing.steps
        names = ("offset", "gap", "lever", "min_overdue", "announces", "waits_promise")
        self.steps = list(zip(*(getattr(steps, n)[scenario].tolist() for n in names), strict=True))
        self.stops = bool(steps.waits_dispute[scenario])
        self.early_steps = int(steps.spontaneous[scenario])
        for name in OWN_COLUMNS:
            setattr(self, name, getattr(firm.state, name)[row].item())
        self.contact_stem, self.promise_stem = firm.contact_stems[row], firm.promise_stems[row]
        self.stock, self.used = [0.0] * len(Lever), [0] * len(Lever)
        self.flow, self.months, self.stocks = [0] * len(Flow), [], []
        self.open: list[Invoice] = []
        self.new: list[Invoice] = []
        self.kept: list[Invoice] = []  # of a failure: what is still owed will not be paid
        self.orders: list[Invoice] = []
        self.next_order = 0
        self.stirred = False
        self.overdue = 0
        self.oldest = NOT_LATE

    def month(self) -> None:
        law, liquidity = self.firm.people, self.liquidity
        tight = min(liquidity, 0.0) - min(self.rest, 0.0)
        self.cash = exp(law.liquidity_on_paying * tight) * self.scale
        away = -law.liquidity_on_default * (liquidity - self.rest) - RISK_LEVEL
        self.daily_risk = self.risk * exp(away)
        more = 1.0
        if self.weak and self.firm.chosen.adverse_selection:
            want = exp(ADVERSE_SLOPE * max(self.rest - ADVERSE_FROM - liquidity, 0.0))
            more = min(want, MOST_ADVERSE)
        self.demand = self.volume * more

    def close_month(self) -> None:
        firm, law, flow, period = self.firm, self.firm.people, self.flow, len(self.months)
        if self.overdue > 0 and not self.pressed:
            self.belief *= 1.0 - law.belief_fade
        self.pressed = False
        self.liquidity += law.liquidity_return * (self.rest - self.liquidity)
        self.liquidity += law.liquidity_noise * firm.moods[period][self.row]
        away = (law.relation_rest - self.relation) / law.attrition_scale
        rate = law.monthly_attrition * exp(away)
        value = self.yearly * firm.lost_margin
        if self.status == ACTIVE:
            flow[FLOW["LOST_VALUE"]] = round(value * rate)
            if firm.leaves[period][self.row] < rate:
                self.status = LEFT
                flow[FLOW["LEFT"]] += 1
        carry = firm.world.behaviour.money.carry_rate / 365.0
        flow[FLOW["CARRY"]] = round(flow[FLOW["CENT_DAYS"]] * 1.0 * carry)
        owing = [*self.open, *self.new, *self.kept]
        closing = firm.closing[period]
        seen = [0] * len(Stock)
        seen[Stock.OPEN] = self.owed
        seen[Stock.OVERDUE] = sum(one.left for one in owing if one.due < closing)
        seen[Stock.DISPUTED] = sum(
            one.left for one in owing if one.blocked == DISPUTE and one.found != NEVER
        )
        seen[Stock.RELATION] = round(self.relation * 1000.0)
        seen[Stock.BELIEF] = round(self.belief * 1000.0)
        seen[Stock.STATUS] = self.status
        self.months.append(flow)
        self.stocks.append(seen)
        self.flow = [0] * len(Flow)
        self.month()
