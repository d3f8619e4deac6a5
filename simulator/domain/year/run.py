"""One day of a year at work: the state being changed, and what is looked up once a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.ledger.sums import sums
from simulator.domain.luck import Luck
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.domain.year.behaviour import Archetype, Lever
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import Bools, Floats, Ints, exp
from simulator.domain.year.slots import DISPUTE
from simulator.domain.year.standing import Standing
from simulator.domain.year.state import Flow, Phase, State
from simulator.domain.year.world import REFERENCE_DAYS, World

NOT_LATE = -(10**6)
MOST_STIMULUS = 3.0
PROMISE_BEFORE, PROMISE_AFTER = 2, 3
SHORT_OF_CASH = -0.6
RISK_LEVEL = 0.2
ADVERSE_SLOPE, ADVERSE_FROM, MOST_ADVERSE = 1.6, 0.35, 3.0


class Act(StrEnum):
    """What a person may do by hand on one customer on one day."""

    CONTACT = "contact"
    SKIP = "skip"
    HOLD = "hold"
    RELEASE = "release"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Intervention:
    """One thing done by hand; on a day off it is done on the next working day.

    ``SKIP`` leaves undone what the policy asks that day; a ``HOLD`` lasts until a ``RELEASE`` and
    the reverse, within the call to ``advance``. A promise brings its amount in cents, its date and
    its quality (0 to 100), from a negotiation; no amount means all that is overdue.
    """

    on: date
    customer: int
    act: Act
    lever: Lever = Lever.CALL
    amount: Cents = ZERO
    due: date | None = None
    quality: int = 60

    def __post_init__(self) -> None:
        """Refuse a promise without a later date, and a quality outside 0 to 100."""
        if not 0 <= self.quality <= 100:
            raise OutOfRange("quality", self.quality, 0, 100)
        if self.amount < 0:
            raise NotPositive("amount", self.amount)
        if self.act is Act.PROMISE and (self.due is None or self.due <= self.on):
            raise OutOfRange("due", self.due, self.on)


@dataclass(slots=True, eq=False)
class Run:
    """The work of a call to ``advance``: columns of the day are refreshed by ``look``."""

    state: State
    world: World
    standing: Standing
    plan: Mapping[int, tuple[Intervention, ...]]
    luck: Luck
    forced: dict[int, bool] = field(default_factory=dict)
    row: int = 0
    day: int = 0
    gap: int = 1
    live: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    who: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    overdue: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    oldest: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    mean: Floats = field(default_factory=lambda: np.zeros(0))
    bargains: Bools = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    archetype: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    calm: Floats = field(default_factory=lambda: np.zeros(0))
    scale: Floats = field(default_factory=lambda: np.zeros(0))
    lean: Floats = field(default_factory=lambda: np.zeros(0))
    sector: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    cash: Floats = field(default_factory=lambda: np.zeros(0))
    hazard: Floats = field(default_factory=lambda: np.zeros(0))
    adverse: Floats = field(default_factory=lambda: np.zeros(0))
    promised: Floats = field(default_factory=lambda: np.zeros(0))

    def count(self, flow: Flow, rows: Ints, values: Ints | int = 1) -> None:
        """Add to a flow of the month; a row that comes twice gets both."""
        np.add.at(self.state.flow[flow], rows, values)


def make(state: State, standing: Standing, plan: Mapping[int, tuple[Intervention, ...]]) -> Run:
    """Return the work of some days, with what does not change from one to the next."""
    world = state.world
    found, place = world.traits, world.place
    calm = np.minimum(world.laws.liquidity[found.archetype], 0.0)
    kind = found.archetype[place]
    mean = found.delay[place]
    rank = np.repeat(np.arange(len(world.draws)), world.count)
    run = Run(
        state=state,
        world=world,
        standing=standing,
        plan=plan,
        luck=Luck(world.portfolio.seed),
        mean=mean,
        bargains=world.laws.bargains[kind] & (mean > 0),
        archetype=kind,
        calm=calm[place],
        scale=1.0 / found.scale[place],
        lean=np.where(found.public, 0.0, found.dependence)[place],
        sector=rank * len(found.sectors) + found.sector[place],
    )
    month(run)
    return run


def month(run: Run) -> None:
    """Refresh what follows from the liquidity of customers, which moves once a month.

    How fast cash lets them pay, the daily hazard of default, how much more they order when short.
    """
    state, world, law = run.state, run.world, run.world.behaviour.customers
    usual = world.laws.liquidity[run.archetype]
    tight = np.minimum(state.liquidity, 0.0) - run.calm
    run.cash = exp(law.liquidity_on_paying * tight) * run.scale
    risk = exp(-law.liquidity_on_default * (state.liquidity - usual) - RISK_LEVEL)
    run.hazard = world.traits.pd[world.place] / 365.0 * world.assumptions.stress * risk
    weak = (run.archetype == Archetype.TIGHT) | (run.archetype == Archetype.BAD_FAITH)
    want = exp(ADVERSE_SLOPE * np.maximum(usual - ADVERSE_FROM - state.liquidity, 0.0))
    more = np.where(weak, np.minimum(want, MOST_ADVERSE), 1.0)
    run.adverse = more if world.assumptions.adverse_selection else np.ones(world.size)


def look(run: Run) -> None:
    """Refresh open slots, overdue amounts and oldest delays of each customer; hold orders."""
    state, world = run.state, run.world
    run.live = np.flatnonzero(state.phase == Phase.OPEN)
    run.who = who = world.slots.customer[run.live]
    late = run.day - state.due[run.live]
    clear = (late > 0) & ~known_dispute(run, run.live)
    run.overdue = sums(who[clear], state.left[run.live[clear]], world.size)
    run.oldest = np.full(world.size, NOT_LATE, dtype=np.int64)
    np.maximum.at(run.oldest, who[clear], late[clear])
    _hold(run)


def known_dispute(run: Run, rows: Ints) -> Bools:
    """Say which slots are in a dispute that the supplier knows."""
    state = run.state
    return np.asarray((state.blocked[rows] == DISPUTE) & (state.found[rows] != NEVER))


def _hold(run: Run) -> None:
    state, standing = run.state, run.standing
    held = (run.oldest >= standing.hold_after) & (run.overdue > 0)
    held &= run.overdue >= standing.policy.hold.min_overdue
    for row, forced in run.forced.items():
        held[row] = forced
    changed = np.flatnonzero(held != state.held)
    if len(changed):
        log, now = state.log, held[changed]
        log.write(run.day, Happening.HELD, changed[now], amount=run.overdue[changed[now]])
        log.write(run.day, Happening.RELEASED, changed[~now])
        state.held = held


def pressure(run: Run) -> Floats:
    """Return the rate at which the waiting of each customer's invoices goes by, by day.

    Hazard ratio of what was done against what the reference policy does at the same age, and of
    cash against its usual level, over the scale of the customer's own law of delays.
    """
    state, world, law = run.state, run.world, run.world.behaviour.customers
    made = state.stock.sum(axis=0)
    if state.held.any():
        made += np.where(state.held, law.hold_base + law.hold_dependence * run.lean, 0.0)
    run.promised = promise_boost(run)
    made += run.promised
    age = np.clip(run.oldest, 0, REFERENCE_DAYS)
    usual = world.laws.reference[run.archetype, age]
    return exp(np.minimum(made, MOST_STIMULUS) - usual) * run.cash


def promise_boost(run: Run) -> Floats:
    """Return what promises about to fall due add to the stimulus."""
    state, law = run.state, run.world.behaviour.promises
    near = (state.promise_due - PROMISE_BEFORE <= run.day) & (
        run.day <= state.promise_due + PROMISE_AFTER
    )
    boost = np.where(state.liquidity < SHORT_OF_CASH, law.boost_short_of_cash, law.boost)
    return np.where(near, boost * (0.5 + 0.008 * state.promise_quality), 0.0)


def keys(run: Run, rows: Ints) -> tuple[Ints, Ints, int]:
    """Return the names of the draws of some customers on this day."""
    return run.world.draw[rows], run.world.place[rows], run.day
