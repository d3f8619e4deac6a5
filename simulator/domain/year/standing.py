"""A policy applied to the customers of a world: what it says of each of them, as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.collection.reminders import Stop
from simulator.domain.year.exact import Bools, Floats, Ints
from simulator.domain.year.policy import CLASSES, STAKES, Cap, Policy, Scenario, Segment, Terms
from simulator.domain.year.world import World

NO_LIMIT = 2**60
NEVER_HELD = 10**6
NO_STEP = 10**6
MOST_GAP = 7
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
    limit: Ints
    hold_after: Ints
    cover: Ints
    factored: Bools
    discounted: Bools


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
        limit=_limits(world, policy, risk, need)[place],
        hold_after=np.where(spared | found.public, NEVER_HELD, after)[place],
        cover=_covers(world, policy, risk, need)[place],
        factored=_factored(policy, risk, found.public)[place],
        discounted=_discounts(world, policy, days)[place],
    )


def present_terms(code: str) -> Terms:
    """Read the terms of a customer's file, such as ``30j``, ``45j_fdm`` or ``comptant``."""
    if code == "comptant":
        return Terms(0)
    return Terms(int(code.partition("j")[0]), code.endswith("_fdm"))


def _terms(world: World, policy: Policy, risk: Ints) -> tuple[Ints, Bools, Floats]:
    """Return days, end of month, and what the change of terms does to orders (a factor)."""
    before = [present_terms(customer.terms) for customer in world.portfolio.customers]
    after = list(before)
    for row, customer in enumerate(world.portfolio.customers):
        if not customer.identity.public:
            by_class = policy.terms.get(CLASSES[int(risk[row])], before[row])
            after[row] = policy.decisions.terms.get(customer.id, by_class)

    def mean(terms: Terms) -> int:
        return terms.days + 15 * terms.end_of_month

    shift = np.array([mean(b) - mean(a) for a, b in zip(before, after, strict=True)])
    volume = 1.0 + world.behaviour.customers.volume_by_15_days * shift / 15.0
    days = np.array([terms.days for terms in after], dtype=np.int64)
    return days, np.array([terms.end_of_month for terms in after]), np.maximum(volume, 0.2)


def _needs(world: World, days: Ints) -> Ints:
    vat = 1.0 + float(world.portfolio.supplier.vat_rate)
    yearly = world.traits.yearly * vat
    rate = (days + EXTRA_DAYS) / 365.0 + LUMPS / np.maximum(world.traits.orders, 1.0)
    return np.rint(yearly * rate).astype(np.int64)


def _limits(world: World, policy: Policy, risk: Ints, need: Ints) -> Ints:
    rule = policy.limits
    if rule.cap is Cap.NEED:
        share = np.array([rule.by_class.get(code, 1.0) for code in CLASSES])[risk]
        limit = np.rint(need * share * rule.factor).astype(np.int64)
    else:
        limit = np.full(world.count, NO_LIMIT, dtype=np.int64)
    if rule.cap is Cap.FILE:
        for row, customer in enumerate(world.portfolio.customers):
            if customer.limit is not None:
                limit[row] = round(customer.limit * rule.factor)
    limit = np.where(world.traits.public, NO_LIMIT, limit)
    for customer_id, decided in policy.decisions.limits.items():
        limit[customer_id] = decided
    return limit


def _covers(world: World, policy: Policy, risk: Ints, need: Ints) -> Ints:
    """Return the cover of each customer in cents including VAT: the insurer's decision if any."""
    if not policy.insurance.on:
        return np.zeros(world.count, dtype=np.int64)
    share = np.array([policy.insurance.cover.get(code, 0.0) for code in CLASSES])[risk]
    cover = np.rint(need * share).astype(np.int64)
    for row, customer in enumerate(world.portfolio.customers):
        if customer.insurer is not None:
            cover[row] = customer.insurer.granted
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
    return Steps(offset, gap, lever, least, announces, dispute, promise, early)
