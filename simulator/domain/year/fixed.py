"""What neither the days nor the events of a year change, looked up once for a call to play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.domain.luck import Luck, Words
from simulator.domain.year.behaviour import Archetype, Lever
from simulator.domain.year.exact import RAMP_STEP, Bools, Floats, Ints
from simulator.domain.year.standing import EARLIEST, Standing
from simulator.domain.year.world import CALLED, FEED, HARSH, NO_FATE, REFERENCE_DAYS, TRUSTED, World

NOTHING = (2**30 << 32) + 2**32 - 1
"""A key beyond all others: that of no invoice, whose slot reads −1."""
AGES = REFERENCE_DAYS + 1
GOOD_PAYER = 5
CONTACT, PROMISED, MOOD, LEAVES = (
    "year contact",
    "year promised day",
    "year liquidity",
    "year leaves",
)
PURPOSES = (CONTACT, PROMISED, MOOD, LEAVES)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What the steps of the scenarios ask, in one row; ``start`` is where a customer's begin."""

    start: Ints
    offset: Ints
    gap: Ints
    lever: Ints
    min_overdue: Ints
    announces: Bools
    waits_promise: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """What neither the days nor the events change, looked up once: by customer, then by order."""

    customer: Ints
    first: Ints  # first slot of each customer, and the end of the last
    mean: Floats
    haggling: Ints  # rows of those who bargain
    archetype: Ints
    usual: Ints  # where the reference stimulus of the customer begins
    effects: Ints  # where the effects of levers on the customer begin
    rank: Ints  # of the draw
    good: Bools  # pays well, as seen
    private: Bools
    calm: Floats
    scale: Floats
    pace: Floats  # steps of the ramp a day
    hold: Floats  # what orders on hold add to the stimulus
    lean: Floats
    sector: Ints
    risk: Floats  # yearly rate of default by day
    means: Ints
    weak: Bools
    own: Bools  # whose failure follows the portfolio's own day
    stops: Bools  # by customer: all the steps wait for the end of a dispute
    early_steps: Ints
    heard: Ints  # by lever, as the five after it: dice under it reach someone, or make them tell
    told: Ints
    calls: Bools
    harsh: Bools
    trusted: Bools
    feeds: Bools
    missed: Ints  # steps whose day has gone: of each scenario, by days late
    missing: Ints  # where those of the scenario of a customer are, on the due date
    foresees: bool  # something is said before the due date
    unfound: Ints  # by slot: day on which the customer speaks up
    order_who: Ints  # by order, in the order of days
    order_net: Ints
    vat: int  # ten-thousandths
    nothing: Ints  # no invoice, by customer
    ones: Floats
    blocked: Bools  # by slot: an order whose invoice will not be payable at once
    reference: Floats  # stimulus of the reference policy, by archetype then age
    effect: Floats  # of levers, by archetype then lever
    repeat: Floats  # by lever then times used
    own_at: Floats  # day of failure of who has one
    wear_at: Floats  # waiting before failure of the others
    asked: Asked
    late_payer: Bools
    extra: Floats  # days of delay by day from the first: slow months
    stems: Mapping[str, Words]


def _asked(standing: Standing) -> Asked:
    steps = standing.steps
    names = ("offset", "gap", "lever", "min_overdue", "announces", "waits_promise")
    return Asked(
        standing.scenario * steps.offset.shape[1],
        *(np.ascontiguousarray(getattr(steps, name)).reshape(-1) for name in names),
    )


def fixed(world: World, standing: Standing) -> Fixed:
    """Return what stays the same in a world under a policy applied to it."""
    found, place, slots = world.traits, world.place, world.slots
    luck, draw = Luck(world.portfolio.seed), world.draw
    kind, mean = found.archetype[place], found.delay[place]
    own = (draw == 0) & world.assumptions.own_fate
    rank = np.repeat(np.arange(len(world.draws)), world.count)
    law, lean = world.behaviour.customers, np.where(found.public, 0.0, found.dependence)[place]
    return Fixed(
        customer=slots.customer,
        first=np.searchsorted(slots.customer, np.arange(world.size + 1)),
        mean=mean,
        haggling=(world.laws.bargains[kind] & (mean > 0)).nonzero()[0],
        archetype=kind,
        usual=kind * AGES,
        effects=kind * len(Lever),
        rank=rank,
        good=(found.late_days < GOOD_PAYER)[place],
        private=kind != Archetype.PUBLIC,
        calm=np.minimum(world.laws.liquidity[kind], 0.0),
        scale=1.0 / found.scale[place],
        pace=1.0 / found.scale[place] * RAMP_STEP,
        hold=law.hold_base + law.hold_dependence * lean,
        lean=lean,
        sector=rank * len(found.sectors) + found.sector[place],
        risk=found.pd[place] / 365.0 * world.assumptions.stress,
        means=found.means[place],
        weak=(kind == Archetype.TIGHT) | (kind == Archetype.BAD_FAITH),
        own=own,
        nothing=np.full(world.size, NOTHING, dtype=np.int64),
        ones=np.ones(world.size),
        blocked=slots.block > 0,
        reference=world.laws.reference.reshape(-1),
        effect=world.laws.effect.reshape(-1),
        repeat=world.laws.repeat.reshape(-1),
        own_at=np.where(own, world.default_at, NO_FATE),
        wear_at=np.where(own, NO_FATE, world.default_at),
        asked=_asked(standing),
        stops=standing.steps.waits_dispute[standing.scenario],
        foresees=bool(standing.steps.spontaneous.any()),
        heard=np.ceil(world.laws.heard).astype(np.int64),
        told=np.ceil(world.laws.told).astype(np.int64),
        calls=(world.laws.flags & CALLED) > 0,
        harsh=(world.laws.flags & HARSH) > 0,
        trusted=(world.laws.flags & TRUSTED) > 0,
        feeds=(world.laws.flags & FEED) > 0,
        missed=standing.steps.missed.reshape(-1),
        missing=standing.scenario * standing.steps.missed.shape[1] - EARLIEST,
        early_steps=standing.steps.spontaneous[standing.scenario],
        unfound=slots.planned + slots.unfound_days,
        order_who=slots.customer[world.by_day],
        order_net=slots.net[world.by_day],
        vat=round(world.portfolio.supplier.vat_rate * 10_000),
        late_payer=mean > 0,
        extra=np.array(world.population.slow_months).take(world.calendar.due_month),
        stems={purpose: luck.stems(purpose, draw, place) for purpose in PURPOSES},
    )
