"""Everything of a year that no policy changes: customers, slots, calendar, thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from simulator.domain.dates import add_months, end_of_month, from_day, is_working_day, to_day
from simulator.domain.luck import Luck
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.domain.year.behaviour import (
    ARCHETYPES,
    CREDIBLE,
    HARD,
    LEVERS,
    Archetype,
    Assumptions,
    Behaviour,
    Lever,
    LeverLaw,
)
from simulator.domain.year.exact import LN2, Bools, Floats, Ints, Rows, exp, waiting
from simulator.domain.year.policy import Terms
from simulator.domain.year.slots import Slots, slots
from simulator.domain.year.traits import RUNS, Population, Traits, traits

NO_FATE = 1e18
REFERENCE_DAYS = 240
LONGEST_GAP = 8
DAYS_BEYOND = 130
MOST_REPEATS = 8
CALLED, HARSH, TRUSTED, FEED = 1, 2, 4, 8
DICE = 2.0**21
"""Faces of the dice of a contact: three of them hold in one word of luck."""


@dataclass(frozen=True, slots=True, eq=False)
class Laws:
    """Behaviour as arrays: by archetype and lever, by lever, by days late."""

    effect: Floats
    reach: Floats
    discovery: Floats
    repeat: Floats
    relation: Floats
    belief: Floats
    cost: Ints
    talk_cost: Ints
    minutes: Ints
    talk_minutes: Ints
    fade: Floats
    reference: Floats
    bargains: Bools
    liquidity: Floats
    flags: Ints  # of each lever: CALLED, HARSH, TRUSTED, FEED
    heard: Floats  # reach and discovery on the scale of the dice of a contact
    told: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Working days of the year: numbers, days since the one before, months, who pays on each."""

    days: Ints
    gaps: Ints
    month: Ints
    period: Ints  # month of the year played, from 0
    closing: Ints  # last day of each period
    runs: Bools  # one row a working day, one column a (rhythm, weekday)
    ends: Ints  # last day of the month of each day from the first, and of some beyond the last
    due_month: Ints  # month, 0 to 11, of the same days


@dataclass(frozen=True, slots=True, eq=False)
class Files:
    """What the files of customers say of credit: terms, line and cover in cents (−1: none)."""

    days: Ints
    ends: Bools  # to the end of the month
    line: Ints
    granted: Ints


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """A year before anything is decided. Rows of customers: draw by draw, then by customer."""

    portfolio: Portfolio
    population: Population
    behaviour: Behaviour
    assumptions: Assumptions
    draws: tuple[int, ...]
    traits: Traits
    files: Files
    slots: Slots
    laws: Laws
    calendar: Calendar
    place: Ints
    draw: Ints
    default_at: Floats
    by_day: Rows
    day_starts: Ints
    run_key: Ints

    @property
    def size(self) -> int:
        """Return the number of rows of customers: customers × draws."""
        return len(self.place)

    @property
    def count(self) -> int:
        """Return the number of customers of one draw."""
        return len(self.portfolio.customers)

    @property
    def months(self) -> int:
        """Return the number of months of the year."""
        return len(self.calendar.closing)

    @property
    def first(self) -> int:
        """Return the day number of the portfolio's day, after which the year begins."""
        return to_day(self.portfolio.as_of)


def prepare(
    portfolio: Portfolio,
    population: Population,
    behaviour: Behaviour,
    assumptions: Assumptions | None = None,
    *,
    draws: tuple[int, ...] = (0,),
    months: int = 12,
) -> World:
    """Prepare one or several draws of the year after the portfolio's day.

    A draw is a name for a year of luck: 0 is the portfolio's own, the others are other years that
    the same customers might have had. Raises ``NotPositive`` without a draw or a customer,
    ``OutOfRange`` on months outside 1 to 24 or on a draw that comes twice.
    """
    if not draws or not portfolio.customers:
        raise NotPositive("draws", len(draws))
    if not 1 <= months <= 24:
        raise OutOfRange("months", months, 1, 24)
    if len(set(draws)) < len(draws):
        raise OutOfRange("draws", draws)
    chosen = Assumptions() if assumptions is None else assumptions
    calendar = _calendar(portfolio, months)
    found = traits(portfolio, population, behaviour)
    made = slots(
        portfolio,
        found,
        population=population,
        behaviour=behaviour,
        assumptions=chosen,
        draws=draws,
        work=calendar.days,
    )
    count = len(portfolio.customers)
    place = np.tile(np.arange(count, dtype=np.int64), len(draws))
    draw = np.repeat(np.array(draws, dtype=np.int64), count)
    future = np.flatnonzero(made.document < 0)
    by_day = future[np.argsort(made.planned[future], kind="stable")]
    return World(
        portfolio=portfolio,
        population=population,
        behaviour=behaviour,
        assumptions=chosen,
        draws=draws,
        traits=found,
        files=_files(portfolio),
        slots=made,
        laws=_laws(behaviour),
        calendar=calendar,
        place=place,
        draw=draw,
        default_at=_fates(portfolio, found, chosen, place, draw),
        by_day=by_day,
        day_starts=np.searchsorted(made.planned[by_day], np.append(calendar.days, 2**40)),
        run_key=(found.run * 5 + found.weekday)[place],
    )


def present_terms(code: str) -> Terms:
    """Read the terms of a customer's file, such as ``30j``, ``45j_fdm`` or ``comptant``."""
    if code == "comptant":
        return Terms(0)
    return Terms(int(code.partition("j")[0]), code.endswith("_fdm"))


def _files(portfolio: Portfolio) -> Files:
    people = portfolio.customers
    read = {code: present_terms(code) for code in {customer.terms for customer in people}}
    return Files(
        days=np.array([read[c.terms].days for c in people], dtype=np.int64),
        ends=np.array([read[c.terms].end_of_month for c in people]),
        line=np.array([-1 if c.limit is None else c.limit for c in people], dtype=np.int64),
        granted=np.array(
            [-1 if c.insurer is None else c.insurer.granted for c in people], dtype=np.int64
        ),
    )


def _fates(
    portfolio: Portfolio, found: Traits, chosen: Assumptions, place: Ints, draw: Ints
) -> Floats:
    """Return waiting times before default; in draw 0 a day number, or never (``own_fate``)."""
    fate = waiting(Luck(portfolio.seed).words("year default", draw, place))
    if chosen.own_fate:
        days = [
            NO_FATE if hidden.default_on is None else float(to_day(hidden.default_on))
            for hidden in portfolio.hidden
        ]
        fate = np.where(draw == 0, np.array(days)[place], fate)
    return np.where(found.failed[place] | found.public[place], NO_FATE, fate)


def _calendar(portfolio: Portfolio, months: int) -> Calendar:
    first = to_day(portfolio.as_of)
    closings = [add_months(portfolio.as_of, m + 1) for m in range(months)]
    if portfolio.as_of == end_of_month(portfolio.as_of):
        closings = [end_of_month(on) for on in closings]
    closing = [to_day(on) for on in closings]
    days = np.array(
        [d for d in range(first + 1, closing[-1] + 1) if is_working_day(from_day(d))],
        dtype=np.int64,
    )
    beyond = [from_day(d) for d in range(first, closing[-1] + DAYS_BEYOND)]
    dates = [from_day(d) for d in days.tolist()]
    following = [from_day(d) for d in days[1:].tolist()]
    last_of_month = [a.month != b.month for a, b in zip(dates, following, strict=False)] + [True]
    runs = np.zeros((len(days), len(RUNS) * 5), dtype=np.bool_)
    runs[:, :5] = True
    for row, on in enumerate(dates):
        runs[row, 5 + on.weekday()] = True
        before = dates[row - 1] if row else on - timedelta(days=1)
        for mark in (10, 25):
            # The first working day from the 10th or the 25th on.
            runs[row, 10:15] |= on.day >= mark and (before.day < mark or before.month != on.month)
        runs[row, 15:20] = last_of_month[row]
    return Calendar(
        days=days,
        gaps=np.diff(days, prepend=first),
        month=np.array([on.month for on in dates], dtype=np.int64),
        period=np.searchsorted(np.array(closing), days),
        closing=np.array(closing, dtype=np.int64),
        runs=runs,
        ends=np.array([to_day(end_of_month(on)) for on in beyond], dtype=np.int64),
        due_month=np.array([on.month - 1 for on in beyond], dtype=np.int64),
    )


def _laws(behaviour: Behaviour) -> Laws:
    levers = [behaviour.levers[name] for name in LEVERS]
    kinds = [behaviour.archetypes[name] for name in ARCHETYPES]
    effect = np.array([[kind.responds[name] for name in LEVERS] for kind in kinds])
    half_lives = np.array([law.half_life for law in levers])
    days = np.arange(LONGEST_GAP + 1)[:, None]
    return Laws(
        effect=effect,
        reach=np.array([law.reach for law in levers]),
        discovery=np.array([law.discovery for law in levers]),
        repeat=np.array([_powers(law.repeat) for law in levers]),
        relation=np.array([law.relation for law in levers]),
        belief=np.array([law.belief for law in levers]),
        cost=_cents(levers, "cost"),
        talk_cost=_cents(levers, "talk_cost"),
        minutes=np.array([law.minutes for law in levers], dtype=np.int64),
        talk_minutes=np.array([law.talk_minutes for law in levers], dtype=np.int64),
        fade=exp(-LN2 * days / half_lives),
        reference=_reference(behaviour, effect, half_lives),
        bargains=np.array([kind.bargains for kind in kinds]),
        liquidity=np.array([kind.liquidity for kind in kinds]),
        flags=np.array(
            [
                CALLED * (lever in (Lever.CALL, Lever.DIRECTOR))
                + HARSH * (lever in HARD)
                + TRUSTED * (lever in CREDIBLE)
                + FEED * (lever is Lever.AGENCY)
                for lever in Lever
            ],
            dtype=np.int64,
        ),
        heard=np.array([law.reach for law in levers]) * DICE,
        told=np.array([law.discovery for law in levers]) * DICE,
    )


def _powers(share: float) -> list[float]:
    made = [1.0]
    for _ in range(MOST_REPEATS):
        made.append(made[-1] * share)
    return made


def _cents(levers: list[LeverLaw], name: str) -> Ints:
    return np.rint(np.array([getattr(law, name) for law in levers]) * 100.0).astype(np.int64)


def _reference(behaviour: Behaviour, effect: Floats, half_lives: Floats) -> Floats:
    """Return the expected stimulus of the reference policy, by archetype and days late."""
    ages = np.arange(REFERENCE_DAYS + 1)
    made = np.zeros((len(Archetype), len(ages)))
    used: dict[int, int] = {}
    for day, name in zip(behaviour.reference_days, behaviour.reference_levers, strict=True):
        lever, law = LEVERS.index(name), behaviour.levers[name]
        times = used.get(lever, 0)
        used[lever] = times + 1
        since = np.maximum(ages - day, 0)
        left = np.where(ages > day, exp(-LN2 * since / half_lives[lever]), 0.0)
        made += effect[:, lever, None] * law.reach * law.repeat**times * left
    return np.asarray(np.minimum(made, 3.0))
