"""Who the customers are for the year: what is hidden of them, and what a credit manager sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.domain.dates import to_day
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.columns import Kind, Means
from simulator.domain.luck import Luck, ranks
from simulator.domain.portfolio import Customer, Hidden, Portfolio
from simulator.domain.year.behaviour import ARCHETYPES, Archetype, Behaviour
from simulator.domain.year.exact import Bools, Floats, Ints, add, exp, unit

RUNS = ("daily", "weekly", "twice_monthly", "month_end")
HALF_RUN = (0.0, 3.0, 7.0, 14.0)
"""Half a period of each rhythm: the delays of the calibration include the wait for the run."""
QUARRELSOME_SHARE = 0.05
PROCEDURAL = "procedural_long"
COSTLY_FUNDS = (0.03, 0.15)
MEANS = {
    "virement": Means.TRANSFER,
    "prelevement": Means.DIRECT_DEBIT,
    "lcr": Means.BILL,
    "cheque": Means.CHEQUE,
}


@dataclass(frozen=True, slots=True)
class DelayLaw:
    """Law of the mean delay of a payer profile, in days."""

    lognormal: bool
    centre: float
    spread: float


@dataclass(frozen=True, slots=True)
class Population:
    """What the calibration of portfolios says that a portfolio does not carry.

    Rates are yearly or by invoice; ``season`` weighs the twelve months, ``slow_months`` adds days
    of delay to those who pay late; ``runs`` gives integer weights of payment rhythms by size.
    """

    profiles: Mapping[str, DelayLaw]
    default_rate: Mapping[str, float]
    dispute_rate: Mapping[str, float]
    size_factor: Mapping[str, float]
    runs: Mapping[str, tuple[int, ...]]
    season: tuple[float, ...]
    slow_months: tuple[float, ...]
    hazard_slope: float
    pd_cap: float
    sd_floor: float
    sd_slope: float
    exact_punctual: float
    two_payments: float


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """One value a customer, in the order of the portfolio; amounts in cents excluding VAT."""

    archetype: Ints
    delay: Floats
    scale: Floats
    run: Ints
    weekday: Ints
    pd: Floats
    disputes: Floats
    dependence: Floats
    funds: Floats
    exact: Floats
    means: Ints
    sector: Ints
    public: Bools
    sectors: tuple[str, ...]
    yearly: Ints
    orders: Floats
    late_days: Floats
    stake: Ints
    risk: Ints
    failed: Bools


def traits(portfolio: Portfolio, population: Population, behaviour: Behaviour) -> Traits:
    """Return the traits of a portfolio's customers; draws carry the portfolio's own seed."""
    luck, people = Luck(portfolio.seed), portfolio.customers
    ids = np.array([customer.id for customer in people], dtype=np.int64)
    health = np.array([hidden.health for hidden in portfolio.hidden])
    public = np.array([customer.identity.public for customer in people], dtype=np.bool_)
    yearly, orders, late = _history(portfolio, len(people))
    profile = _profiles(population, portfolio.hidden, late)
    kind = _archetypes(portfolio, luck, ids, profile, health, public)
    z = unit(luck.normal("mean delay", ids))
    known = np.array([hidden.profile in population.profiles for hidden in portfolio.hidden])
    drawn = [_mean(population.profiles[name], z[i]) for i, name in enumerate(profile.tolist())]
    delay = np.where(known, np.array(drawn), late)
    run = _runs(population, luck, people, ids)
    sectors = tuple(dict.fromkeys(customer.identity.sector for customer in people))
    weights = np.array([behaviour.archetypes[name].dispute_weight for name in ARCHETYPES])
    admin = np.array([behaviour.archetypes[name].admin_block for name in ARCHETYPES])
    disputes = np.array([population.dispute_rate[c.identity.sector] for c in people])
    punctual = profile == "ponctuel"
    sd = population.sd_floor + population.sd_slope * np.maximum(delay, 0.0)
    return Traits(
        archetype=kind,
        delay=delay - np.array(HALF_RUN)[run] - behaviour.blocks.drag * admin[kind],
        scale=sd * 0.551329,  # √3 ÷ π: the scale of a logistic law of that deviation
        run=run,
        weekday=luck.integers(5, "year weekday", ids),
        pd=_defaults(population, people, health, public),
        disputes=np.minimum(disputes * weights[kind], 0.6),
        dependence=luck.uniform("dependence", ids),
        funds=COSTLY_FUNDS[0] + (COSTLY_FUNDS[1] - COSTLY_FUNDS[0]) * luck.uniform("funds", ids),
        exact=np.where(punctual, population.exact_punctual, 0.0),
        means=np.array([MEANS.get(c.means, Means.TRANSFER) for c in people], dtype=np.int64),
        sector=np.array([sectors.index(c.identity.sector) for c in people], dtype=np.int64),
        public=public,
        sectors=sectors,
        yearly=yearly,
        orders=orders,
        late_days=late,
        stake=_stakes(yearly),
        risk=_risks(people, late),
        failed=np.array(
            [h.default_on is not None and h.default_on <= portfolio.as_of for h in portfolio.hidden]
        ),
    )


def _mean(law: DelayLaw, z: float) -> float:
    if law.lognormal:
        return law.centre * float(exp(np.array([law.spread * z]))[0])
    return law.centre + law.spread * z


def _profiles(
    population: Population, hidden: tuple[Hidden, ...], late: Floats
) -> npt.NDArray[np.str_]:
    """Return payer profiles, read in the ledger when it came alone, without what is hidden.

    The profile is then the one whose usual delay is nearest to the delays that the ledger shows;
    that of public bodies, which are known as such, is nobody else's.
    """
    laws = {name: law for name, law in population.profiles.items() if name != PROCEDURAL}
    return np.array(
        [
            each.profile
            if each.profile in population.profiles
            else min(laws, key=lambda name: abs(laws[name].centre - days))
            for each, days in zip(hidden, late.tolist(), strict=True)
        ]
    )


def _runs(population: Population, luck: Luck, people: tuple[Customer, ...], ids: Ints) -> Ints:
    """Draw the rhythm of payments of each customer, by size."""
    sizes = np.array([customer.identity.size.value for customer in people])
    words, run = luck.words("run", ids), np.zeros(len(ids), dtype=np.int64)
    for size in dict.fromkeys(sizes.tolist()):
        rows = sizes == size
        run[rows] = ranks(population.runs[size], words[rows])
    return run


def _archetypes(
    portfolio: Portfolio,
    luck: Luck,
    ids: Ints,
    profile: npt.NDArray[np.str_],
    health: Floats,
    public: Bools,
) -> Ints:
    """Turn payer profiles into ways of answering; a twentieth of the private ones quarrels."""
    large = np.array([c.identity.size.value in ("ETI", "GE") for c in portfolio.customers])
    u = luck.uniform("archetype", ids)
    kind = np.full(len(ids), Archetype.PUNCTUAL, dtype=np.int64)
    slipping = np.where(u < np.where(large, 0.7, 0.2), Archetype.STRATEGIC, Archetype.DISORGANISED)
    chronic = np.where(large | (health > 0), Archetype.STRATEGIC, Archetype.TIGHT)
    strained = np.where(u < 0.8, Archetype.TIGHT, Archetype.BAD_FAITH)
    kind = np.where(profile == "glissement_court", slipping, kind)
    kind = np.where(profile == "retard_chronique", chronic, kind)
    kind = np.where(profile == "en_tension", strained, kind)
    quarrels = luck.uniform("quarrelsome", ids) < QUARRELSOME_SHARE
    kind = np.where(quarrels, Archetype.QUARRELSOME, kind)
    return np.where(public | (profile == PROCEDURAL), Archetype.PUBLIC, kind)


def _defaults(
    population: Population, people: tuple[Customer, ...], health: Floats, public: Bools
) -> Floats:
    """Return yearly default rates: sector × size × exp(−b h − b² ÷ 2), capped; none for public."""
    base = np.array(
        [
            population.default_rate[c.identity.sector]
            * population.size_factor[c.identity.size.value]
            for c in people
        ]
    )
    slope = population.hazard_slope
    rate = base * exp(-slope * health - slope * slope / 2.0)
    return np.where(public, 0.0, np.minimum(rate, population.pd_cap))


def _history(portfolio: Portfolio, count: int) -> tuple[Ints, Floats, Floats]:
    """Return yearly purchases, orders a year and mean days late of each customer, as observed."""
    documents, last = portfolio.ledger.documents, to_day(portfolio.as_of)
    first = int(documents.issued.min()) if len(documents) else last
    window = min(last - first + 1, 365)
    invoices = (documents.kind == Kind.INVOICE) & (documents.issued > last - window)
    who = documents.customer[invoices].astype(np.intp)
    net, number = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    add(net, who, documents.net[invoices])
    add(number, who, 1)
    since = np.array([to_day(customer.since) for customer in portfolio.customers])
    present = np.clip(last - since, 30, window)
    return net * 365 // present, number * 365.0 / present, _late_days(portfolio, last, count)


def _late_days(portfolio: Portfolio, last: int, count: int) -> Floats:
    """Return the mean days late (never below zero) of what each customer paid in a year.

    What is still open and overdue counts at its age: who never pays is late too.
    """
    documents, payments = portfolio.ledger.documents, portfolio.ledger.payments
    kept = (payments.paid > last - 365) & (payments.means != Means.CREDIT_NOTE)
    paid = payments.document[kept]
    overdue = np.flatnonzero((open_at(portfolio.ledger, last) > 0) & (documents.due < last))
    rows = np.concatenate([paid, overdue])
    days = np.concatenate(
        [payments.paid[kept] - documents.due[paid], last - documents.due[overdue]]
    )
    total, number = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    add(total, documents.customer[rows].astype(np.intp), np.maximum(days, 0).astype(np.int64))
    add(number, documents.customer[rows].astype(np.intp), 1)
    return np.asarray(total / np.maximum(number, 1))


def _stakes(yearly: Ints) -> Ints:
    """Return 0 (A: the first 80 % of purchases), 1 (B: the next 15 %) or 2 (C)."""
    order = np.argsort(-yearly, kind="stable")
    before = np.cumsum(yearly[order]) - yearly[order]
    whole = max(int(yearly.sum()), 1)
    stake = np.empty(len(yearly), dtype=np.int64)
    stake[order] = np.where(before * 100 < whole * 80, 0, np.where(before * 100 < whole * 95, 1, 2))
    return stake


def _risks(people: tuple[Customer, ...], late: Floats) -> Ints:
    """Return 0 to 3 (A to D) from what is seen, when nobody has decided a class.

    D when the insurer refuses or the delay passes 60 days, C past 30, B past 10: a teaching rule.
    """
    refused = np.array([c.insurer is not None and c.insurer.granted == 0 for c in people])
    rank = (late >= 10).astype(np.int64) + (late >= 30) + (late >= 60)
    return np.where(refused, 3, rank)
