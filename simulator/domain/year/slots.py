"""Every invoice that may exist in the year, with its luck drawn beforehand.

A slot is an open invoice of the portfolio or an order that the customer may place. What a policy
changes is whether, when and for how much it is invoiced, never its luck: thresholds are waiting
times that the policy makes come sooner or later.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.ledger.balances import disputed_at, open_at
from simulator.domain.ledger.columns import Cause, Kind
from simulator.domain.luck import Luck
from simulator.domain.portfolio import Portfolio
from simulator.domain.year.behaviour import ARCHETYPES, Assumptions, Behaviour
from simulator.domain.year.exact import Bools, Floats, Ints, exp, unit, waiting
from simulator.domain.year.traits import Population, Traits

NO_BLOCK, ADMIN, DISPUTE = 0, 1, 2
CAUSES = (30, 15, 15, 20, 0, 10, 10)
"""Weights of the causes of a dispute, in the order of ``Cause``; missing papers are apart."""
AMOUNT_NOISE = 0.15
COUNT_NOISE = 0.5
LATEST_SPLIT_DAYS = 400


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """Columns by slot, customers together; ``document`` is −1 for what is not yet invoiced."""

    customer: Ints
    key: Ints
    document: npt.NDArray[np.int64]
    planned: Ints
    due: Ints
    net: Ints
    gross: Ints
    patience: Floats
    second: Floats
    split: Floats
    exact: Bools
    block: Ints
    cause: Ints
    found: Ints
    unfound_days: Ints
    fix: Floats
    credit: Floats
    asks: Floats
    saved: Floats

    def __len__(self) -> int:
        """Return the number of slots."""
        return len(self.customer)


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """What a slot is before its luck; ``place`` is the customer's row in the portfolio."""

    draw: Ints
    place: Ints
    key: Ints
    document: Ints
    planned: Ints
    due: Ints
    net: Ints
    gross: Ints
    opened: Bools  # a dispute is already logged


def slots(
    portfolio: Portfolio,
    traits: Traits,
    *,
    population: Population,
    behaviour: Behaviour,
    assumptions: Assumptions,
    draws: tuple[int, ...],
    work: Ints,
) -> Slots:
    """Return the slots of some draws of the year over the working days ``work``."""
    season = population.season if assumptions.seasonality else (1.0,) * 12
    parts = [
        part
        for d in draws
        for part in (_open(portfolio, d), _orders(portfolio, traits, d, work, season))
    ]
    raw = Raw(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Raw)))
    rank = (
        np.searchsorted(np.array(draws), raw.draw)
        if list(draws) == sorted(draws)
        else np.array([draws.index(d) for d in raw.draw.tolist()], dtype=np.int64)
    )
    customer = rank * len(portfolio.customers) + raw.place
    order = np.lexsort((raw.key, raw.planned, customer))
    raw = Raw(*(getattr(raw, f.name)[order] for f in fields(Raw)))
    return _lucky(portfolio, traits, raw, customer[order], population, behaviour, assumptions)


def _open(portfolio: Portfolio, draw: int) -> Raw:
    """Return the invoices open on the portfolio's day; their key is below zero."""
    documents, today = portfolio.ledger.documents, to_day(portfolio.as_of)
    left = open_at(portfolio.ledger, today)
    rows = np.flatnonzero((left > 0) & (documents.kind == Kind.INVOICE))
    gross = left[rows]
    net = np.rint(gross * (documents.net[rows] / np.maximum(documents.gross[rows], 1))).astype(
        np.int64
    )
    return Raw(
        draw=np.full(len(rows), draw, dtype=np.int64),
        place=documents.customer[rows].astype(np.int64),
        key=-1 - rows.astype(np.int64),
        document=rows.astype(np.int64),
        planned=documents.issued[rows].astype(np.int64),
        due=documents.due[rows].astype(np.int64),
        net=net,
        gross=gross,
        opened=disputed_at(portfolio.ledger, today)[rows] > 0,
    )


def _orders(
    portfolio: Portfolio, traits: Traits, draw: int, work: Ints, season: tuple[float, ...]
) -> Raw:
    """Draw the orders of the year: as many as last year, give or take, of amounts already seen."""
    luck = Luck(portfolio.seed)
    ids = np.arange(len(portfolio.customers), dtype=np.int64)
    years = len(work) / 252.0
    wanted = traits.orders * years
    z = unit(luck.normal("year orders", draw, ids))
    # The square root of a count is its Poisson deviation; IEEE rounds it in one way only.
    count = wanted + COUNT_NOISE * np.sqrt(wanted) * z + luck.uniform("year rounding", draw, ids)
    number = np.where(traits.failed, 0.0, np.clip(np.floor(count), 0.0, 2_000.0)).astype(np.int64)
    place = np.repeat(ids, number)
    key = np.arange(len(place), dtype=np.int64) - np.repeat(np.cumsum(number) - number, number)
    months = np.array([from_day(day).month for day in work.tolist()])
    ends = np.cumsum(np.rint(np.array(season) * 1_000_000).astype(np.int64)[months - 1])
    spot = np.floor(luck.uniform("year day", draw, place, key) * float(ends[-1])).astype(np.int64)
    planned = work[np.minimum(np.searchsorted(ends, spot, side="right"), len(work) - 1)]
    net = _amounts(portfolio, luck, draw, place, key)
    vat = round(portfolio.supplier.vat_rate * 10_000)
    return Raw(
        draw=np.full(len(place), draw, dtype=np.int64),
        place=place,
        key=key,
        document=np.full(len(place), -1, dtype=np.int64),
        planned=planned,
        due=planned,
        net=net,
        gross=net + (net * vat + 5_000) // 10_000,
        opened=np.zeros(len(place), dtype=np.bool_),
    )


def _amounts(portfolio: Portfolio, luck: Luck, draw: int, place: Ints, key: Ints) -> Ints:
    """Draw each order among the customer's invoices of the last year, with a little noise."""
    documents = portfolio.ledger.documents
    recent = np.flatnonzero(
        (documents.kind == Kind.INVOICE) & (documents.issued > to_day(portfolio.as_of) - 365)
    )
    who = documents.customer[recent]
    starts = np.searchsorted(who, np.arange(len(portfolio.customers)))
    size = np.searchsorted(who, np.arange(len(portfolio.customers)), side="right") - starts
    pick = np.floor(luck.uniform("year amount", draw, place, key) * size[place]).astype(np.int64)
    seen = (
        documents.net[recent[starts[place] + pick]] if len(place) else np.zeros(0, dtype=np.int64)
    )
    noise = exp(AMOUNT_NOISE * unit(luck.normal("year noise", draw, place, key)))
    return np.maximum(np.rint(seen * noise).astype(np.int64), 100)


def _lucky(
    portfolio: Portfolio,
    traits: Traits,
    raw: Raw,
    customer: Ints,
    population: Population,
    behaviour: Behaviour,
    assumptions: Assumptions,
) -> Slots:
    luck, place, keys = Luck(portfolio.seed), raw.place, (raw.draw, raw.place, raw.key)
    fresh, law = raw.document < 0, behaviour.blocks
    admin = np.array([behaviour.archetypes[name].admin_block for name in ARCHETYPES])
    u = luck.uniform("year block", *keys)
    share = admin[traits.archetype[place]]
    block = np.where(u < share, ADMIN, np.where(u < share + traits.disputes[place], DISPUTE, 0))
    block = np.where(fresh, block, np.where(raw.opened, DISPUTE, NO_BLOCK))
    cause = np.where(block == ADMIN, Cause.ADMINISTRATIVE, luck.pick(CAUSES, "year cause", *keys))
    pays_twice = luck.uniform("year split", *keys) < population.two_payments
    pays_twice &= assumptions.partial_payments
    part = 0.3 + 0.4 * luck.uniform("year part", *keys)
    width = law.credit_high - law.credit_low
    credit = law.credit_low + width * luck.uniform("year credit", *keys)
    credited = (luck.uniform("year credited", *keys) < law.credited) & (block == DISPUTE)
    lateness = waiting(luck.words("year unfound", *keys)) / max(law.spontaneous, 1e-6)
    sure = luck.uniform("year exact", *keys) < traits.exact[place]
    noise = law.fix_sigma * unit(luck.normal("year fix", *keys)) - law.fix_sigma**2 / 2.0
    today = to_day(portfolio.as_of)
    return Slots(
        customer=customer,
        key=raw.key,
        document=raw.document,
        planned=raw.planned,
        due=raw.due,
        net=raw.net,
        gross=raw.gross,
        patience=waiting(luck.words("year patience", *keys)),
        second=waiting(luck.words("year second", *keys)),
        split=np.where(pays_twice & fresh, part, 0.0),
        exact=sure & fresh & assumptions.exact_due,
        block=block.astype(np.int64),
        cause=cause.astype(np.int64),
        found=np.where(raw.opened, today, NEVER),
        unfound_days=np.minimum(np.rint(lateness), 4_000.0).astype(np.int64) + 1,
        fix=exp(noise),
        credit=np.where(credited, credit, 0.0),
        asks=luck.uniform("year asks", *keys),
        saved=luck.uniform("year saved", *keys),
    )
