"""One day of a year at work: the state being changed, and what is looked up once a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.ledger.sums import EXACT, sums
from simulator.domain.luck import Luck, Words, grown
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.domain.year.behaviour import Archetype, Lever
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import RAMP_STEP, Bools, Floats, Ints, exp
from simulator.domain.year.slots import DISPUTE
from simulator.domain.year.standing import NEVER_HELD, Standing
from simulator.domain.year.state import Phase, State
from simulator.domain.year.world import REFERENCE_DAYS, World

NOT_LATE = -(10**6)
AGES = REFERENCE_DAYS + 1
GOOD_PAYER = 5
CONTACT, PROMISED, MOOD, LEAVES = (
    "year contact",
    "year promised day",
    "year liquidity",
    "year leaves",
)
PURPOSES = (CONTACT, PROMISED, MOOD, LEAVES)
FEW, DRAWN = 1_000, 16
"""Size of a small world, and days whose draws are made together in it."""
OPEN = int(Phase.OPEN)
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
    lean: Floats
    sector: Ints
    risk: Floats  # yearly rate of default by day
    means: Ints
    weak: Bools
    own: Bools  # whose failure follows the portfolio's own day
    stops: Bools  # by customer: all the steps wait for the end of a dispute
    early_steps: Ints
    foresees: bool  # something is said before the due date
    unfound: Ints  # by slot: day on which the customer speaks up
    order_who: Ints  # by order, in the order of days
    order_net: Ints
    vat: int  # ten-thousandths
    late_payer: Bools
    extra: Floats  # days of delay by day from the first: slow months
    stems: Mapping[str, Words]


@dataclass(slots=True, eq=False)
class Tally:
    """What was counted since the last settling, day by day: columns to be added all at once."""

    flows: dict[int, list[tuple[Ints, Ints | None]]] = field(default_factory=dict)
    contacts: list[tuple[Ints, Ints, Bools]] = field(default_factory=list)  # who, lever, reached
    payments: list[tuple[Ints, Ints, Ints, Bools]] = field(default_factory=list)
    """Who, amount, days late, whether in full."""


@dataclass(slots=True, eq=False)
class Run:
    """The work of a call to ``advance``.

    ``free`` and ``stuck`` are the open slots that can and cannot be paid, in their order; those of
    the orders of the day wait in ``fresh``. Columns of the day are refreshed by ``look``. What is
    counted waits in ``tally`` until ``counting.settle``.
    """

    state: State
    world: World
    standing: Standing
    plan: Mapping[int, tuple[Intervention, ...]]
    fixed: Fixed
    forced: dict[int, bool] = field(default_factory=dict)
    row: int = 0
    day: int = 0
    gap: int = 1
    period: int = 0
    free: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    free_who: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    stuck: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    fresh: list[Ints] = field(default_factory=list)
    discounts: bool = False  # some invoices may be paid early for a discount
    large: bool = False  # sums in double precision might not be exact
    holding: bool = False  # orders are held, or may be
    overdue: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    oldest: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    sure_on: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    delay: Floats = field(default_factory=lambda: np.zeros(0))
    cash: Floats = field(default_factory=lambda: np.zeros(0))
    hazard: Floats = field(default_factory=lambda: np.zeros(0))
    demand: Floats = field(default_factory=lambda: np.zeros(0))
    promised: Floats = field(default_factory=lambda: np.zeros(0))
    drawn: dict[str, tuple[int, Words]] = field(default_factory=dict)
    levers: int = 0  # beyond that rank, no lever has been used
    agencies: bool = False  # some customers are in the hands of an agency
    tally: Tally = field(default_factory=Tally)
    months: list[Ints] = field(default_factory=list)
    stocks: list[Ints] = field(default_factory=list)

    def count(self, flow: int, rows: Ints, values: Ints | None = None) -> None:
        """Add to a flow of the month (1 by default); a row that comes twice gets both."""
        if len(rows):
            self.tally.flows.setdefault(flow, []).append((rows, values))


def make(state: State, standing: Standing, plan: Mapping[int, tuple[Intervention, ...]]) -> Run:
    """Return the work of some days, with what does not change from one to the next."""
    world, fixed = state.world, _fixed(state.world, standing)
    there = state.phase == OPEN
    opened = there.nonzero()[0]
    blocked = state.blocked[opened] > 0
    run = Run(
        state=state,
        world=world,
        standing=standing,
        plan=plan,
        fixed=fixed,
        period=state.month,
        free=opened[~blocked],
        stuck=opened[blocked],
        levers=int(np.flatnonzero(state.stock.any(axis=1)).max(initial=-1)) + 1,
        agencies=bool(state.agency.any()),
        large=_most(state, standing) >= EXACT,
        holding=bool((standing.hold_after < NEVER_HELD).any() or state.held.any()),
        discounts=bool(standing.policy.discount.rate) or bool(state.early.any()),
        sure_on=np.where(world.slots.exact & there, state.due, NEVER),
        delay=fixed.mean.copy(),
    )
    # A policy that has changed since may have fewer steps.
    state.pointer = np.minimum(state.pointer, standing.steps.offset.shape[1] - 1)
    month(run)
    return run


def _most(state: State, standing: Standing) -> int:
    """Return more than what all customers together may ever owe, in cents."""
    orders = state.world.slots.gross.sum() * MOST_ADVERSE * float(standing.volume.max())
    return int(state.gross.sum() + orders)


def _fixed(world: World, standing: Standing) -> Fixed:
    found, place, slots = world.traits, world.place, world.slots
    luck, draw = Luck(world.portfolio.seed), world.draw
    kind, mean = found.archetype[place], found.delay[place]
    rank = np.repeat(np.arange(len(world.draws)), world.count)
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
        lean=np.where(found.public, 0.0, found.dependence)[place],
        sector=rank * len(found.sectors) + found.sector[place],
        risk=found.pd[place] / 365.0 * world.assumptions.stress,
        means=found.means[place],
        weak=(kind == Archetype.TIGHT) | (kind == Archetype.BAD_FAITH),
        own=(draw == 0) & world.assumptions.own_fate,
        stops=standing.steps.waits_dispute[standing.scenario],
        foresees=bool(standing.steps.spontaneous.any()),
        early_steps=standing.steps.spontaneous[standing.scenario],
        unfound=slots.planned + slots.unfound_days,
        order_who=slots.customer[world.by_day],
        order_net=slots.net[world.by_day],
        vat=round(world.portfolio.supplier.vat_rate * 10_000),
        late_payer=mean > 0,
        extra=np.array(world.population.slow_months).take(world.calendar.due_month),
        stems={purpose: luck.stems(purpose, draw, place) for purpose in PURPOSES},
    )


def month(run: Run) -> None:
    """Refresh what follows from the liquidity of customers, which moves once a month.

    How fast cash lets them pay, the daily hazard of default, how much more they order when short.
    """
    state, world, law = run.state, run.world, run.world.behaviour.customers
    fixed = run.fixed
    usual = world.laws.liquidity[fixed.archetype]
    tight = np.minimum(state.liquidity, 0.0) - fixed.calm
    run.cash = exp(law.liquidity_on_paying * tight) * fixed.scale
    risk = exp(-law.liquidity_on_default * (state.liquidity - usual) - RISK_LEVEL)
    run.hazard = fixed.risk * risk
    want = exp(ADVERSE_SLOPE * np.maximum(usual - ADVERSE_FROM - state.liquidity, 0.0))
    more = np.where(fixed.weak, np.minimum(want, MOST_ADVERSE), 1.0)
    adverse = world.assumptions.adverse_selection
    run.demand = run.standing.volume * more if adverse else run.standing.volume


def look(run: Run) -> None:
    """Refresh open slots, overdue amounts and oldest delays of each customer; hold orders."""
    state, day = run.state, run.day
    _renew(run)
    late = run.free[state.due.take(run.free) < day]
    stuck = run.stuck[(state.due.take(run.stuck) < day) & ~known_dispute(run, run.stuck)]
    rows = np.concatenate([late, stuck])
    who = run.fixed.customer.take(rows)
    run.overdue = total(run, who, state.left.take(rows))
    run.oldest = np.full(run.world.size, NOT_LATE)
    np.maximum.at(run.oldest, who, day - state.due.take(rows))
    _hold(run)


def total(run: Run, who: Ints, amounts: Ints) -> Ints:
    """Return the sum of what is left on some slots, by customer, in cents.

    As ``sums``, whose check of the size of amounts is made once for all of them.
    """
    if run.large:
        return sums(who, amounts, run.world.size)
    return np.bincount(who, weights=amounts, minlength=run.world.size).astype(np.int64)


def _renew(run: Run) -> None:
    """Put the invoices of the day before among the open ones, and drop what is settled."""
    state = run.state
    if run.fresh:
        rows = run.fresh[0] if len(run.fresh) == 1 else np.concatenate(run.fresh)
        rows = rows[state.phase.take(rows) == OPEN]
        blocked = state.blocked.take(rows) > 0
        if blocked.any():
            run.stuck = merged(run.stuck, rows[blocked])
            rows = rows[~blocked]
        run.free = merged(run.free, rows)
        run.fresh = []


def without(slots: Ints, rows: Ints) -> Ints:
    """Return sorted slots less some of them; those that are not there are no matter."""
    place = np.searchsorted(slots, rows)
    there = place < len(slots)
    place = place[there]
    kept = np.ones(len(slots), dtype=np.bool_)
    kept[place[slots.take(place) == rows[there]]] = False
    return slots[kept]


def merged(first: Ints, second: Ints) -> Ints:
    """Return the slots of two lists in their order."""
    both = np.concatenate([first, second])
    both.sort(kind="stable")  # of a few sorted pieces: one pass
    return both


def known_dispute(run: Run, rows: Ints) -> Bools:
    """Say which slots are in a dispute that the supplier knows."""
    state = run.state
    return np.asarray((state.blocked.take(rows) == DISPUTE) & (state.found.take(rows) != NEVER))


def _hold(run: Run) -> None:
    state, standing = run.state, run.standing
    if not (run.holding or run.forced):
        return
    held = (run.oldest >= standing.hold_after) & (run.overdue > 0)
    held &= run.overdue >= standing.policy.hold.min_overdue
    for row, forced in run.forced.items():
        held[row] = forced
    changed = (held != state.held).nonzero()[0]
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
    state, law, fixed = run.state, run.world.behaviour.customers, run.fixed
    made = np.add.reduce(state.stock[: run.levers], axis=0)
    if state.held.any():
        made += np.where(state.held, law.hold_base + law.hold_dependence * fixed.lean, 0.0)
    run.promised = promise_boost(run)
    made += run.promised
    age = np.minimum(np.maximum(run.oldest, 0), REFERENCE_DAYS)
    age += fixed.usual
    np.minimum(made, MOST_STIMULUS, out=made)
    made -= run.world.laws.reference.ravel().take(age)
    rate = exp(made)
    rate *= run.cash
    return rate


def promise_boost(run: Run) -> Floats:
    """Return what promises about to fall due add to the stimulus."""
    state, law = run.state, run.world.behaviour.promises
    boost = np.zeros(run.world.size)
    rows = (state.promise_due <= run.day + PROMISE_BEFORE).nonzero()[0]
    if not len(rows):
        return boost
    rows = rows[state.promise_due.take(rows) >= run.day - PROMISE_AFTER]
    usual = np.where(state.liquidity[rows] < SHORT_OF_CASH, law.boost_short_of_cash, law.boost)
    boost[rows] = usual * (0.5 + 0.008 * state.promise_quality[rows])
    return boost


def words(run: Run, purpose: str, rows: Ints) -> Words:
    """Return the draws of some customers on this day.

    In a small world those of everybody are drawn some days ahead: the same words, fewer calls.
    """
    stems = run.fixed.stems[purpose]
    if run.world.size > FEW:
        return grown(stems.take(rows), run.day)
    first, table = run.drawn.get(purpose, (run.day - DRAWN, stems))
    if run.day >= first + DRAWN:
        days = np.arange(run.day, run.day + DRAWN, dtype=np.int64)[:, None]
        first, table = run.day, grown(stems, days).reshape(-1)
        run.drawn[purpose] = first, table
    return table.take(rows + (run.day - first) * run.world.size)
