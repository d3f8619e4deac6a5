"""A policy applied to the customers of a world: what it says of each of them, as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.collection.reminders import Stop
from simulator.domain.dates import NEVER, to_day
from simulator.domain.year.exact import Bools, Floats, Ints
from simulator.domain.year.policy import CLASSES, STAKES, Cap, Policy, Scenario, Segment
from simulator.domain.year.world import World

NO_LIMIT = 2**60
NEVER_HELD = 10**6
NO_STEP = 10**6
MOST_GAP = 7
EARLIEST = -61
"""Days late (before the due date) at which no step has been missed: the first is at −60."""
EXTRA_DAYS = 25
LUMPS = 1.8
"""Need: yearly purchases × (terms + 25 days) ÷ 365, plus 1.8 orders (house formula)."""


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Steps of the scenarios: a row each (the first one never chases), a column a step."""

    offset: Ints
    gap: Ints
    lever: Ints
    min_overdue: Ints
    announces: Bools
    waits_dispute: Bools  # one a scenario: all its steps wait for the end of a dispute
    waits_promise: Bools
    spontaneous: Ints  # number of steps before the due date
    missed: Ints  # steps whose day has gone, by days late, from EARLIEST to 0


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What a policy says of each row of customers."""

    policy: Policy
    scenarios: tuple[Scenario, ...]
    segment: Ints  # row of the segment, −1 for none
    scenario: Ints
    steps: Steps
    risk: Ints
    days: Ints
    month_end: Bools
    volume: Floats
    limit: Ints  # while what was decided holds
    rule: Ints  # what the rule of the policy gives, from the expiry on
    expiry: Ints  # day from which the rule applies, NEVER for most
    hold_after: Ints
    cover: Ints
    factored: Bools
    discounted: Bools

    def limit_on(self, day: int) -> Ints:
        """Return the limits in force on a day, in cents."""
        return np.where(self.expiry <= day, self.rule, self.limit)


def apply(world: World, policy: Policy) -> Standing:
    """Return what a policy says of each customer of a world."""
    found, place = world.traits, world.place
    risk = found.risk.copy()
    for customer, code in policy.decisions.classes.items():
        risk[customer] = CLASSES.index(code)
    days, ends, volume = _terms(world, policy, risk)
    need = _needs(world, days + np.where(ends, 15, 0))
    segment, scenario = _scenarios(world, policy, risk)
    scenarios = (Scenario("none"), *policy.scenarios)
    spared = np.isin(found.stake, [STAKES.index(s) for s in policy.hold.spared_stakes])
    after = policy.hold.after_days or NEVER_HELD
    rule, limit, expiry = _limits(world, policy, risk, need)
    return Standing(
        policy=policy,
        scenarios=scenarios,
        segment=segment[place],
        scenario=scenario[place],
        steps=_steps(scenarios),
        risk=risk[place],
        days=days[place],
        month_end=ends[place],
        volume=volume[place],
        limit=limit[place],
        rule=rule[place],
        expiry=expiry[place],
        hold_after=np.where(spared | found.public, NEVER_HELD, after)[place],
        cover=_covers(world, policy, risk, need)[place],
        factored=_factored(policy, risk, found.public)[place],
        discounted=_discounts(world, policy, days)[place],
    )


def _terms(world: World, policy: Policy, risk: Ints) -> tuple[Ints, Bools, Floats]:
    """Return days, end of month, and what the change of terms does to orders (a factor)."""
    files = world.files
    days, ends = files.days.copy(), files.ends.copy()
    private = ~world.traits.public
    for code, terms in policy.terms.items():
        mine = private & (risk == CLASSES.index(code))
        days[mine], ends[mine] = terms.days, terms.end_of_month
    for customer, terms in policy.decisions.terms.items():
        if private[customer]:
            days[customer], ends[customer] = terms.days, terms.end_of_month
    shift = days + 15 * ends - files.days - 15 * files.ends
    volume = 1.0 + world.behaviour.customers.volume_by_15_days * shift / 15.0
    return days, ends, np.maximum(volume, 0.2)


def _needs(world: World, days: Ints) -> Ints:
    vat = 1.0 + float(world.portfolio.supplier.vat_rate)
    yearly = world.traits.yearly * vat
    rate = (days + EXTRA_DAYS) / 365.0 + LUMPS / np.maximum(world.traits.orders, 1.0)
    return np.rint(yearly * rate).astype(np.int64)


def _limits(world: World, policy: Policy, risk: Ints, need: Ints) -> tuple[Ints, Ints, Ints]:
    rule = policy.limits
    if rule.cap is Cap.NEED:
        share = np.array([rule.by_class.get(code, 1.0) for code in CLASSES])[risk]
        limit = np.rint(need * share * rule.factor).astype(np.int64)
    else:
        limit = np.full(world.count, NO_LIMIT, dtype=np.int64)
    if rule.cap is Cap.FILE:
        line = world.files.line
        limit = np.where(line >= 0, np.rint(line * rule.factor).astype(np.int64), limit)
    limit = np.where(world.traits.public, NO_LIMIT, limit)
    made, expiry = limit.copy(), np.full(world.count, NEVER, dtype=np.int64)
    for customer_id, decided in policy.decisions.limits.items():
        made[customer_id] = decided
    for customer_id, until in policy.decisions.expiries.items():
        expiry[customer_id] = to_day(until)
    return limit, made, expiry


def _covers(world: World, policy: Policy, risk: Ints, need: Ints) -> Ints:
    """Return the cover of each customer in cents including VAT: the insurer's decision if any."""
    if not policy.insurance.on:
        return np.zeros(world.count, dtype=np.int64)
    share = np.array([policy.insurance.cover.get(code, 0.0) for code in CLASSES])[risk]
    cover = np.rint(need * share).astype(np.int64)
    cover = np.where(world.files.granted >= 0, world.files.granted, cover)
    return np.where(world.traits.public, 0, cover)


def _factored(policy: Policy, risk: Ints, public: Bools) -> Bools:
    classes = [CLASSES.index(code) for code in policy.factoring.classes]
    return np.asarray(np.isin(risk, classes) & ~public & policy.factoring.on)


def _discounts(world: World, policy: Policy, days: Ints) -> Bools:
    """Say who would take the discount: its yearly rate is above what their funds cost them."""
    offer = policy.discount
    if not offer.rate:
        return np.zeros(world.count, dtype=np.bool_)
    gained = days - offer.within_days
    yearly = offer.rate / (1.0 - offer.rate) * 365.0 / np.maximum(gained, 1)
    return np.asarray((gained > 0) & (yearly > world.traits.funds) & ~world.traits.public)


def _scenarios(world: World, policy: Policy, risk: Ints) -> tuple[Ints, Ints]:
    codes = [scenario.code for scenario in policy.scenarios]
    segment = np.full(world.count, -1, dtype=np.int64)
    scenario = np.zeros(world.count, dtype=np.int64)
    for rank, rule in enumerate(policy.segments):
        taken = (segment < 0) & _members(world, rule, risk)
        segment[taken] = rank
        scenario[taken] = 1 + codes.index(rule.scenario)
    for customer, code in policy.decisions.scenarios.items():
        scenario[customer] = 1 + codes.index(code)
    return segment, scenario


def _members(world: World, rule: Segment, risk: Ints) -> Bools:
    found = world.traits
    kept = found.late_days >= rule.late_from
    if rule.classes:
        kept &= np.isin(risk, [CLASSES.index(code) for code in rule.classes])
    if rule.stakes:
        kept &= np.isin(found.stake, [STAKES.index(code) for code in rule.stakes])
    if rule.sectors:
        sectors = [found.sectors.index(name) for name in rule.sectors if name in found.sectors]
        kept &= np.isin(found.sector, sectors)
    if rule.public_only:
        kept &= found.public
    return np.asarray(kept)


def _steps(scenarios: tuple[Scenario, ...]) -> Steps:
    width = 1 + max(len(scenario.steps) for scenario in scenarios)
    shape = (len(scenarios), width)
    offset = np.full(shape, NO_STEP, dtype=np.int64)
    gap, lever, least = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    announces, promise = (np.zeros(shape, dtype=np.bool_) for _ in range(2))
    dispute = np.array([all(Stop.DISPUTED in s.stops for s in each.steps) for each in scenarios])
    early = np.zeros(len(scenarios), dtype=np.int64)
    for row, scenario in enumerate(scenarios):
        before = -NO_STEP
        for column, step in enumerate(scenario.steps):
            here = (row, column)
            offset[here], lever[here], least[here] = step.offset, step.lever, step.min_overdue
            gap[here] = min(max(step.offset - before, 2), MOST_GAP)
            announces[here] = step.announces
            promise[here] = Stop.PROMISED in step.stops
            early[row] += step.offset < 0
            before = step.offset
    late = np.arange(EARLIEST, 1)
    missed = (offset[:, :, None] < late).sum(axis=1)
    return Steps(offset, gap, lever, least, announces, dispute, promise, early, missed)
