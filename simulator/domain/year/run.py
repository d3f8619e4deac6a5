"""One day of a year at work: the state being changed, and what is looked up once a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.ledger.sums import EXACT, sums
from simulator.domain.luck import Words, grown
from simulator.domain.year.acts import Intervention
from simulator.domain.year.basket import Basket
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import (
    Bools,
    Floats,
    Ints,
    exp,
    exp_near,
    real,
    some,
    whole,
)
from simulator.domain.year.fixed import Fixed, fixed
from simulator.domain.year.slots import DISPUTE
from simulator.domain.year.standing import NEVER_HELD, Standing
from simulator.domain.year.state import Flow, Phase, State, Status
from simulator.domain.year.world import NO_FATE, REFERENCE_DAYS, World

NOT_LATE = 0
FEW, DRAWN = 1_000, 16
"""Size of a small world, and days whose draws are made together in it."""
OPEN = int(Phase.OPEN)
MOST_STIMULUS = 3.0
_MOST, _OLDEST = real(MOST_STIMULUS), whole(REFERENCE_DAYS)
PROMISE_BEFORE, PROMISE_AFTER, JUDGED_AFTER = 2, 3, 1
"""Days from the day of a promise: before it, beyond it, and before it is judged."""
SHORT_OF_CASH = -0.6
RISK_LEVEL = 0.2
ADVERSE_SLOPE, ADVERSE_FROM, MOST_ADVERSE = 1.6, 0.35, 3.0
Throws = tuple[Ints, ...]
"""Whole numbers thrown, a column a dice."""
DAY = 32
"""Bits to the right of the day in a key: a key is a due date, then the slot."""


def _no_rows() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(slots=True, eq=False)
class Tally:
    """What was counted since the last settling, day by day: columns to be added all at once."""

    flows: list[list[tuple[Ints, Ints | None]]] = field(default_factory=lambda: [[] for _ in Flow])
    contacts: list[tuple[Ints, Ints, Bools]] = field(default_factory=list)  # who, lever, reached
    payments: list[tuple[Ints, Ints, Ints, Bools | None]] = field(default_factory=list)
    """Who, amount, days late, whether in full (all of them: nothing)."""


@dataclass(slots=True, eq=False)
class Stuck:
    """The open slots that cannot be paid, in their order, with what is read of them all day."""

    rows: Ints
    who: Ints
    key: Ints
    disputed: Bools
    known: Bools  # in a dispute that the supplier knows
    past: Bools  # due before the day

    def of(self, kept: Bools) -> Stuck:
        """Return some of the slots."""
        return Stuck(
            self.rows[kept],
            self.who[kept],
            self.key[kept],
            self.disputed[kept],
            self.known[kept],
            self.past[kept],
        )


@dataclass(slots=True, eq=False)
class Run:
    """The work of a call to ``advance``.

    ``free`` are the open slots that can be paid, in their order, and ``free_who`` whose they are;
    ``stuck`` are those that cannot; those of the orders of the day wait in ``fresh``. Columns of
    the day are refreshed by ``look``. What is counted waits in ``tally`` until ``counting.settle``.
    """

    state: State
    world: World
    standing: Standing
    plan: Mapping[int, tuple[Intervention, ...]]
    fixed: Fixed
    free: Ints
    stuck: Stuck
    key: Ints  # by slot: the due date and the slot in one number
    sure_on: Ints  # by slot: day from which it is paid whatever is felt
    splits: Bools  # by slot: a first part is paid before the rest
    delay: Floats
    bears: Floats  # waiting before failure: beyond reach for those who have failed
    free_who: Ints = field(default_factory=_no_rows)
    forced: dict[int, bool] = field(default_factory=dict)
    size: int = 0  # rows of customers
    row: int = 0
    day: int = 0
    now: Ints = field(default_factory=_no_rows)  # the day as columns meet it
    today: Ints = field(default_factory=_no_rows)  # the key of what is due on it
    gap: int = 1
    period: int = 0
    fresh: Ints = field(default_factory=_no_rows)
    discounts: bool = False  # some invoices may be paid early for a discount
    large: bool = False  # sums in double precision might not be exact
    holding: bool = False  # orders are held, or may be
    held: bool = False  # orders of some customers are
    overdue: Ints = field(default_factory=_no_rows)
    oldest: Ints = field(default_factory=_no_rows)
    late: Ints = field(default_factory=_no_rows)  # free slots due before the day, and whose
    late_who: Ints = field(default_factory=_no_rows)
    cash: Floats = field(default_factory=lambda: np.zeros(0))
    hazard: Floats = field(default_factory=lambda: np.zeros(0))
    demand: Floats = field(default_factory=lambda: np.zeros(0))
    boost: Floats = field(default_factory=lambda: np.zeros(0))
    promised: Floats = field(default_factory=lambda: np.zeros(0))
    drawn: dict[str, tuple[int, Throws]] = field(default_factory=dict)
    levers: int = 0  # from that rank on, no lever has been used or will be
    agencies: bool = False  # some customers are in the hands of an agency
    to_find: int = 0  # no block is known by chance before that day
    to_solve: int = 0  # no block is solved before that day
    to_take: bool = True  # blocks that are known may not be in hand yet
    to_chase: int = 0  # no promise broken is too long without a contact before that day
    next_own: float = 0.0  # no customer whose failure has a day fails before that one
    fear: bool = False  # failures of others weigh on some
    basket: Basket | None = None  # the orders of the month from its first day played
    mourning: bool = False  # some have failed since these orders were prepared
    tally: Tally = field(default_factory=Tally)
    flows: Ints = field(default_factory=_no_rows)  # tables of this month and of the next ones
    stocks: list[Ints] = field(default_factory=list)

    def count(self, flow: int, rows: Ints, values: Ints | None = None) -> None:
        """Add to a flow of the month (1 by default); a row that comes twice gets both."""
        if len(rows):
            self.tally.flows[flow].append((rows, values))


def make(state: State, standing: Standing, plan: Mapping[int, tuple[Intervention, ...]]) -> Run:
    """Return the work of some days, with what does not change from one to the next."""
    world, known = state.world, fixed(state.world, standing)
    there = state.phase == OPEN
    opened = there.nonzero()[0]
    blocked = state.blocked[opened] > 0
    key = (state.due << DAY) | np.arange(len(state.due), dtype=np.int64)
    run = Run(
        state=state,
        world=world,
        standing=standing,
        plan=plan,
        fixed=known,
        period=state.month,
        free=opened[~blocked],
        stuck=_stuck(state, known, key, opened[blocked]),
        key=key,
        size=world.size,
        sure_on=np.where(world.slots.exact & there, state.due, NEVER),
        splits=(world.slots.split > 0) & ~state.halved,
        delay=known.mean.copy(),
        bears=np.where(state.status == Status.FAILED, NO_FATE, known.wear_at),
        levers=1 + max(_last(state.stock), _last(state.used), _last_asked(standing, plan)),
        agencies=bool(state.agency.any()),
        large=_most(state, standing) >= EXACT,
        holding=bool((standing.hold_after < NEVER_HELD).any() or state.held.any()),
        held=bool(state.held.any()),
        discounts=bool(standing.policy.discount.rate) or bool(state.early.any()),
        fear=bool(state.contagion.any()),
    )
    own_days(run)
    # A policy that has changed since may have fewer steps.
    state.pointer = np.minimum(state.pointer, standing.steps.offset.shape[1] - 1)
    month(run)
    return run


def _stuck(state: State, known: Fixed, key: Ints, rows: Ints) -> Stuck:
    disputed = state.blocked[rows] == DISPUTE
    heard = disputed & (state.found[rows] != NEVER)
    return Stuck(rows, known.customer[rows], key[rows], disputed, heard, np.zeros_like(disputed))


def _last(levers: Floats | Ints) -> int:
    """Return the rank of the last lever of which something is left, −1 for none."""
    return int(np.flatnonzero(levers.any(axis=1)).max(initial=-1))


def _last_asked(standing: Standing, plan: Mapping[int, tuple[Intervention, ...]]) -> int:
    """Return the rank of the last lever that a scenario or a hand may use."""
    hands = [int(hand.lever) for day in plan.values() for hand in day]
    return max(int(standing.steps.lever.max()), *hands, 0)


def own_days(run: Run) -> None:
    """Note the next day on which a customer whose failure has a day of its own will fail."""
    coming = run.fixed.own_at[run.state.status != Status.FAILED]
    run.next_own = float(coming.min(initial=NO_FATE))


def _most(state: State, standing: Standing) -> int:
    """Return more than what all customers together may ever owe, in cents."""
    orders = state.world.slots.gross.sum() * MOST_ADVERSE * float(standing.volume.max())
    return int(state.gross.sum() + orders)


def month(run: Run) -> None:
    """Refresh what follows from the liquidity of customers, which moves once a month.

    How fast cash lets them pay, the daily hazard of default, how much more they order when short,
    and what a promise about to fall due does.
    """
    state, world, law = run.state, run.world, run.world.behaviour.customers
    known = run.fixed
    usual = world.laws.liquidity[known.archetype]
    tight = np.minimum(state.liquidity, 0.0) - known.calm
    run.cash = exp(law.liquidity_on_paying * tight) * known.scale
    risk = exp(-law.liquidity_on_default * (state.liquidity - usual) - RISK_LEVEL)
    run.hazard = known.risk * risk
    want = exp(ADVERSE_SLOPE * np.maximum(usual - ADVERSE_FROM - state.liquidity, 0.0))
    more = np.where(known.weak, np.minimum(want, MOST_ADVERSE), 1.0)
    adverse = world.assumptions.adverse_selection
    run.demand = run.standing.volume * more if adverse else run.standing.volume
    promises, short = world.behaviour.promises, state.liquidity < SHORT_OF_CASH
    run.boost = np.where(short, promises.boost_short_of_cash, promises.boost)
    run.basket = None


def look(run: Run) -> None:
    """Refresh open slots, overdue amounts and oldest delays of each customer; hold orders."""
    state = run.state
    run.now, run.today = whole(run.day), whole(run.day << DAY)
    _renew(run)
    stuck = run.stuck
    late = (run.key.take(run.free) < run.today).nonzero()[0]
    rows, who = run.free.take(late), run.free_who.take(late)
    if len(stuck.rows):
        stuck.past = stuck.key < run.today
        # An invoice in a known dispute is not overdue.
        past = stuck.past & ~stuck.known
        rows = np.concatenate([rows, stuck.rows[past]])
        who = np.concatenate([who, stuck.who[past]])
    run.overdue = total(run, who, state.left.take(rows))
    run.oldest = np.zeros(run.size, dtype=np.int64)
    np.maximum.at(run.oldest, who, run.now - state.due.take(rows))
    if run.holding or run.forced:
        _hold(run)


def total(run: Run, who: Ints, amounts: Ints) -> Ints:
    """Return the sum of what is left on some slots, by customer, in cents.

    As ``sums``, whose check of the size of amounts is made once for all of them.
    """
    if run.large:
        return sums(who, amounts, run.size)
    return np.bincount(who, weights=amounts, minlength=run.size).astype(np.int64)


def _renew(run: Run) -> None:
    """Put the invoices of the day before among the open ones, and drop what is settled."""
    state, known = run.state, run.fixed
    if len(run.fresh):
        rows = run.fresh
        blocked = known.blocked[rows]
        if some(blocked):
            both = merged(run.stuck.rows, rows[blocked])
            run.stuck = _stuck(state, known, run.key, both)
            run.to_find = min(run.to_find, int(known.unfound[rows[blocked]].min()))
            rows = rows[~blocked]
        run.free = merged(run.free, rows)
        run.fresh = _no_rows()
    run.free_who = known.customer.take(run.free)


def without(slots: Ints, rows: Ints) -> Ints:
    """Return sorted slots less some of them; those that are not there are no matter."""
    return slots[kept_without(slots, rows)]


def kept_without(slots: Ints, rows: Ints) -> Bools:
    """Say which sorted slots are left once some are taken away."""
    place = slots.searchsorted(rows)
    there = place < len(slots)
    place = place[there]
    kept = np.ones(len(slots), dtype=np.bool_)
    kept[place[slots[place] == rows[there]]] = False
    return kept


def merged(first: Ints, second: Ints) -> Ints:
    """Return the slots of two lists in their order."""
    both = np.concatenate([first, second])
    both.sort(kind="stable")  # of a few sorted pieces: one pass
    return both


def _hold(run: Run) -> None:
    state, standing = run.state, run.standing
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
        run.held = bool(held.any())


def pressure(run: Run) -> Floats:
    """Return the rate at which the waiting of each customer's invoices goes by, by day.

    Hazard ratio of what was done against what the reference policy does at the same age, and of
    cash against its usual level, over the scale of the customer's own law of delays.
    """
    state, known = run.state, run.fixed
    made = np.add.reduce(state.stock[: run.levers], axis=0)
    if run.held:
        made += state.held * known.hold
    run.promised = promise_boost(run)
    made += run.promised
    age = np.minimum(run.oldest, _OLDEST)
    age += known.usual
    np.minimum(made, _MOST, out=made)
    made -= known.reference.take(age)
    rate = exp_near(made)
    rate *= run.cash
    return rate


def promise_boost(run: Run) -> Floats:
    """Return what promises about to fall due add to the stimulus."""
    state = run.state
    boost = np.zeros(run.size)
    rows = (state.promise_due <= run.day + PROMISE_BEFORE).nonzero()[0]
    if not len(rows):
        return boost
    if run.gap > PROMISE_AFTER - JUDGED_AFTER:  # else the day before has judged older ones
        rows = rows[state.promise_due[rows] >= run.day - PROMISE_AFTER]
    boost[rows] = run.boost[rows] * (0.5 + 0.008 * state.promise_quality[rows])
    return boost


def thrown(run: Run, purpose: str, rows: Ints, read: Callable[[Words], Throws]) -> Throws:
    """Return what some customers throw on this day, ``read`` from their words of luck.

    In a small world everybody throws some days ahead: the same words, fewer calls.
    """
    stems = run.fixed.stems[purpose]
    if run.size > FEW:
        return read(grown(stems.take(rows), run.day))
    first, throws = run.drawn.get(purpose, (run.day - DRAWN, ()))
    if run.day >= first + DRAWN:
        days = np.arange(run.day, run.day + DRAWN, dtype=np.int64)[:, None]
        first, throws = run.day, read(grown(stems, days).reshape(-1))
        run.drawn[purpose] = first, throws
    here = rows + (run.day - first) * run.size
    return tuple([throw[here] for throw in throws])
