"""What somebody works with during the year: the day's list, the boards, a customer's account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from simulator.domain.dates import from_day
from simulator.domain.ledger.columns import Cause
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Portfolio
from simulator.domain.refusals import NotFound
from simulator.domain.year import books, story
from simulator.domain.year.policy import CLASSES, STAKES, Policy
from simulator.domain.year.settling import MINUTES
from simulator.domain.year.standing import NEVER_HELD, NO_LIMIT, Standing, apply
from simulator.domain.year.state import State, Status
from simulator.domain.year.story import Event, Reason, Unveiled
from simulator.domain.year.worklist import (
    Dispute,
    Promise,
    Task,
    disputes,
    promises,
    worklist,
)
from simulator.domain.year.world import World
from simulator.services import portfolios, year_hands
from simulator.services.portfolios import File, Listing
from simulator.services.year_hands import Hand


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the day's list: the task, its customer, what was decided by hand."""

    task: Task
    customer: Customer
    hands: tuple[Hand, ...]

    @property
    def skipped(self) -> bool:
        """Say whether it is left for another day."""
        return any(hand.choice is year_hands.Choice.SKIP for hand in self.hands)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The next working day: its list in order, its minutes, what is added by hand."""

    on: date
    jobs: tuple[Job, ...]
    added: tuple[Hand, ...]
    capacity: int
    asked: int
    used: int
    holding: frozenset[int]

    @property
    def postponed(self) -> int:
        """Return how many contacts the day cannot hold."""
        return sum(not job.task.fits for job in self.jobs)


def agenda(portfolio: Portfolio, state: State, policy: Policy, hands: Sequence[Hand]) -> Agenda:
    """Return the next day's work; ``NotFound`` when the year is over."""
    on, tasks = worklist(state, policy)
    today = [hand for hand in hands if hand.on == on]
    jobs = tuple(
        Job(
            task,
            portfolio.customers[task.customer],
            tuple(hand for hand in today if hand.customer == task.customer),
        )
        for task in tasks
    )
    return Agenda(
        on,
        jobs,
        tuple(today),
        policy.capacity_minutes,
        sum(task.minutes for task in tasks),
        year_hands.minutes_used(state, tasks, today),
        year_hands.holding(hands),
    )


def at_work(portfolio: Portfolio, state: State) -> Portfolio:
    """Return the portfolio as it stands at the end of the last day played."""
    return replace(portfolio, ledger=books.ledger(state), as_of=from_day(state.day))


@dataclass(frozen=True, slots=True)
class Boards:
    """Promises not yet judged, those judged lately (newest first), disputes in hand."""

    promises: tuple[Promise, ...]
    judged: tuple[Event, ...]
    disputes: tuple[Dispute, ...]
    kept: int
    broken: int
    won: tuple[Hand, ...]  # on the phone, since the last day played
    settling: dict[int, Hand]  # what was decided of a dispute, by slot

    def choices(self, dispute: Dispute) -> tuple[tuple[str, int], ...]:
        """Return what may be done of a dispute by hand, each with its minutes."""
        missing = dispute.cause is Cause.ADMINISTRATIVE
        return tuple(
            (choice.value, MINUTES[act])
            for choice, act in year_hands.SETTLING.items()
            if choice is year_hands.Choice.ANSWER or not missing
        )


_SHOWN = 25


def boards(state: State, hands: Sequence[Hand] = ()) -> Boards:
    """Return the promise board and the dispute board at the end of the last day played."""
    waiting = [hand for hand in hands if hand.on > from_day(state.day)]
    told = [event for event in story.story(state) if event.kind in ("kept", "broken")]
    kept = sum(event.kind == "kept" for event in told)
    return Boards(
        promises(state),
        tuple(reversed(told[-_SHOWN:])),
        disputes(state),
        kept,
        len(told) - kept,
        tuple(hand for hand in waiting if hand.choice is year_hands.Choice.PROMISE),
        {hand.slot: hand for hand in waiting if hand.choice in year_hands.SETTLING},
    )


def listing(portfolio: Portfolio, state: State, policy: Policy) -> Listing:
    """Return the customers and what they owe, with the lines that the policy gives them."""
    now = at_work(portfolio, state)
    limits = apply(state.world, policy).limit_on(state.day + 1)
    customers = tuple(
        replace(each, limit=_limit(int(limits[each.id]))) for each in portfolio.customers
    )
    return portfolios.listing(replace(now, customers=customers))


def _limit(amount: int) -> Cents | None:
    return None if amount >= NO_LIMIT else Cents(amount)


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account during the year; ``unveiled`` only when the year is over."""

    file: File
    on: date
    limit: Cents | None
    expiry: date | None  # of the line decided
    expired: bool  # the rule of the policy then applies
    risk: str
    stake: str
    scenario: str
    segment: str
    days: int
    month_end: bool
    hold_after: int | None
    status: Status
    events: tuple[Event, ...]
    reasons: tuple[Reason, ...]
    unveiled: Unveiled | None


def account(portfolio: Portfolio, state: State, policy: Policy, customer: int) -> Account:
    """Return a customer's account; ``NotFound`` when there is none of this number.

    What is hidden is told when the year is over, never before.
    """
    if not 0 <= customer < len(portfolio.customers):
        raise NotFound("customer")
    standing = apply(state.world, policy)
    segment, scenario = names(policy, standing)
    after = int(standing.hold_after[customer])
    told = story.why_unpaid(state, customer)
    if not state.over:
        told = tuple(replace(each, code=each.seen) for each in told)
    return Account(
        file=portfolios.file(at_work(portfolio, state), customer),
        on=from_day(state.day),
        limit=_limit(int(standing.limit_on(state.day + 1)[customer])),
        expiry=policy.decisions.expiries.get(customer),
        expired=int(standing.expiry[customer]) <= state.day + 1,
        risk=CLASSES[int(standing.risk[customer])],
        stake=STAKES[int(state.world.traits.stake[customer])],
        scenario=scenario[customer],
        segment=segment[customer],
        days=int(standing.days[customer]),
        month_end=bool(standing.month_end[customer]),
        hold_after=None if after >= NEVER_HELD else after,
        status=Status(int(state.status[customer])),
        events=tuple(reversed(story.story(state, customer))),
        reasons=told,
        unveiled=story.unveil(state, customer) if state.over else None,
    )


def names(policy: Policy, standing: Standing) -> tuple[list[str], list[str]]:
    """Return the segment and the scenario of each customer, empty for none."""
    segments = [*(segment.code for segment in policy.segments), ""]
    scenarios = ["", *(scenario.title or scenario.code for scenario in policy.scenarios)]
    return (
        [segments[rank] for rank in standing.segment.tolist()],
        [scenarios[rank] for rank in standing.scenario.tolist()],
    )


@dataclass(frozen=True, slots=True)
class Members:
    """How many customers a segment takes, and what they buy in a year (cents, excluding VAT)."""

    name: str
    count: int
    yearly: Cents


def members(world: World, policy: Policy) -> tuple[Members, ...]:
    """Return what each segment takes, in order; the last line is who is in none."""
    standing = apply(world, policy)
    ranks = standing.segment[: world.count]
    made = []
    for rank, name in enumerate([*(segment.code for segment in policy.segments), ""]):
        rows = np.flatnonzero(ranks == (rank if name else -1))
        yearly = Cents(int(world.traits.yearly[rows].sum()))
        made.append(Members(name, len(rows), yearly))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided of one customer beside the rules; nothing where the rule holds."""

    customer: Customer
    limit: Cents | None
    expiry: date | None  # the first day on which the limit no longer holds
    risk: str
    scenario: str


def rulings(portfolio: Portfolio, policy: Policy) -> tuple[Ruling, ...]:
    """Return what was decided customer by customer, in the order of their names."""
    decided = policy.decisions
    titles = {each.code: each.title or each.code for each in policy.scenarios}
    known = {*decided.limits, *decided.classes, *decided.scenarios}
    made = [
        Ruling(
            portfolio.customers[who],
            decided.limits.get(who),
            decided.expiries.get(who),
            decided.classes.get(who, ""),
            titles.get(decided.scenarios.get(who, ""), ""),
        )
        for who in known
    ]
    return tuple(sorted(made, key=lambda each: (each.customer.identity.name, each.customer.id)))
