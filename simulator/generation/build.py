"""From a scenario and a seed to a portfolio."""

from __future__ import annotations

from datetime import date

import numpy as np

from simulator.domain.dates import NEVER, from_day
from simulator.domain.luck import Luck
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Hidden, Portfolio, Supplier
from simulator.domain.refusals import OutOfRange
from simulator.generation import (
    accounts,
    calendar,
    cohort,
    dossier,
    hearsay,
    ledger,
    orders,
    settling,
)
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.identities import identity
from simulator.generation.ledger import History
from simulator.generation.library import MEANS, TERMS, calibration, scenario
from simulator.generation.orders import Orders
from simulator.generation.spec import Scenario

VERSION = "2"
"""Changes whenever the same seed no longer gives the same portfolio."""
DEFAULT_CUSTOMERS = 120
MOST_CUSTOMERS = 200_000
MOST_MONTHS = 60
_MARGIN_DAYS = 200
_FAR_DAYS = 3_000
"""Longest delay the calendar covers beyond the portfolio's day."""


def generate(
    wanted: Scenario | str,
    seed: int,
    customers: int | None = None,
    months: int = 24,
    *,
    as_of: date,
) -> Portfolio:
    """Return the portfolio of a scenario (or of its key), the same on every machine.

    ``customers`` counts customers, ``months`` is the length of the history before ``as_of``.
    Customer k does not depend on their number, except that purchases above the largest share are
    cut (``orders.purchases``). Raises ``OutOfRange`` on counts without meaning, ``UnknownChoice``
    on an unknown scenario.
    """
    count = DEFAULT_CUSTOMERS if customers is None else customers
    _within("customers", count, 1, MOST_CUSTOMERS)
    _within("months", months, 1, MOST_MONTHS)
    _within("seed", seed, 0, 2**64 - 1)
    spec = scenario(wanted) if isinstance(wanted, str) else wanted
    frame = Frame(Luck(seed), spec, calibration(), as_of, months)
    group = cohort.draw(frame, count)
    days = calendar.build(frame.first - _MARGIN_DAYS, frame.last + _FAR_DAYS)
    bought = orders.draw(frame, group, days)
    paid = settling.draw(frame, group, bought, days)
    return Portfolio(
        supplier=_supplier(frame, bought),
        as_of=as_of,
        seed=seed,
        version=VERSION,
        customers=_customers(frame, group),
        ledger=ledger.assemble(History(frame, group, bought, paid, days)),
        hidden=_hidden(frame, group),
    )


def _within(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise OutOfRange(name, value, low, high)


def _supplier(frame: Frame, bought: Orders) -> Supplier:
    """Return the supplier; its yearly sales are those invoiced in the last twelve months."""
    spec = frame.scenario.supplier
    recent = bought.issued > frame.last - 365
    sales = int(bought.net[recent].sum())
    return Supplier(
        scenario=frame.scenario.key,
        name=spec.name,
        activity=spec.activity,
        story=spec.story,
        yearly_sales=Cents(sales if frame.months >= 12 else sales * 12 // frame.months),
        margin_rate=spec.margin_rate,
        vat_rate=spec.vat_rate,
    )


def _customers(frame: Frame, group: Cohort) -> tuple[Customer, ...]:
    statements = accounts.statements(frame, group)
    credit = dossier.files(frame, group, orders.purchases(frame, group))
    reps = frame.scenario.supplier.sales_reps
    rep = [reps[i] for i in frame.luck.integers(len(reps), "rep", group.ids).tolist()]
    who = [identity(frame, group, i, statements[i]) for i in range(len(group))]
    said = hearsay.sources(frame, group, who, rep, [c.insurer is not None for c in credit])
    means = ledger.means_of(group)
    return tuple(
        Customer(
            id=i,
            identity=who[i],
            since=from_day(int(group.since[i])),
            terms=TERMS[int(group.terms[i])],
            means=MEANS[int(means[i])],
            sales_rep=rep[i],
            limit=credit[i].limit,
            statements=statements[i],
            cotation=credit[i].cotation,
            insurer=credit[i].insurer,
            sources=said[i],
        )
        for i in range(len(group))
    )


def _hidden(frame: Frame, group: Cohort) -> tuple[Hidden, ...]:
    names = list(frame.calibration.profiles)
    health = np.rint(group.current * 1e6) / 1e6
    return tuple(
        Hidden(value, names[profile], None if day == NEVER else from_day(day))
        for value, profile, day in zip(
            health.tolist(), group.profile.tolist(), group.default_day.tolist(), strict=True
        )
    )
