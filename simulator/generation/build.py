"""From a scenario and a seed to a portfolio, whole or some customers after the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from simulator.domain.dates import NEVER, from_day
from simulator.domain.ledger.columns import Kind, Ledger
from simulator.domain.luck import Luck
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Hidden, Portfolio, Supplier
from simulator.domain.refusals import OutOfRange
from simulator.generation import (
    accounts,
    calendar,
    cohort,
    contacts,
    dossier,
    hearsay,
    ledger,
    orders,
    settling,
)
from simulator.generation.calendar import Calendar
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.exact import Floats
from simulator.generation.identities import identities
from simulator.generation.ledger import History
from simulator.generation.library import MEANS, TERMS, calibration, scenario
from simulator.generation.spec import Scenario

VERSION = "3"
"""Changes whenever the same seed no longer gives the same portfolio."""
DEFAULT_CUSTOMERS = 120
MOST_CUSTOMERS = 200_000
MOST_MONTHS = 60
TOGETHER = 2_000
"""Customers whose ledger is made together: their columns stay near the processor."""
_MARGIN_DAYS = 200
_FAR_DAYS = 3_000
"""Longest delay the calendar covers beyond the portfolio's day."""


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """Who the customers are, before their ledgers and their files: some columns a customer."""

    frame: Frame
    cohort: Cohort
    yearly: Floats  # purchases in euros without VAT
    days: Calendar

    def parts(self, size: int = TOGETHER) -> Iterator[Draft]:
        """Return the customers some after the others; what follows of each depends on it only."""
        for first in range(0, len(self.cohort), size):
            rows = slice(first, first + size)
            yield Draft(self.frame, self.cohort.part(rows), self.yearly[rows], self.days)


def draft(
    wanted: Scenario | str,
    seed: int,
    customers: int | None = None,
    months: int = 24,
    *,
    as_of: date,
) -> Draft:
    """Return the customers of a scenario (or of its key), the same on every machine.

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
    return Draft(frame, group, orders.purchases(frame, group), days)


def generate(
    wanted: Scenario | str,
    seed: int,
    customers: int | None = None,
    months: int = 24,
    *,
    as_of: date,
) -> Portfolio:
    """Return the portfolio of a scenario (or of its key), as ``draft`` says."""
    drawn = draft(wanted, seed, customers, months, as_of=as_of)
    made = ledger.joined([ledger_of(part) for part in drawn.parts()])
    return Portfolio(
        supplier=supplier(drawn.frame, recent_sales(drawn.frame, made)),
        as_of=as_of,
        seed=seed,
        version=VERSION,
        customers=customers_of(drawn),
        ledger=made,
        hidden=hidden_of(drawn),
    )


def _within(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise OutOfRange(name, value, low, high)


def ledger_of(part: Draft) -> Ledger:
    """Return the ledger of some customers; rows of documents are counted from their first."""
    frame, group, days = part.frame, part.cohort, part.days
    bought = orders.draw(frame, group, days, part.yearly)
    paid = settling.draw(frame, group, bought, days)
    return ledger.assemble(History(frame, group, bought, paid, days))


def recent_sales(frame: Frame, made: Ledger) -> int:
    """Return what was invoiced in the last twelve months, in cents without VAT."""
    documents = made.documents
    recent = (documents.issued > frame.last - 365) & (documents.kind == Kind.INVOICE)
    return int(documents.net[recent].sum())


def supplier(frame: Frame, sales: int) -> Supplier:
    """Return the supplier; ``sales`` are its ``recent_sales``, all customers together."""
    spec = frame.scenario.supplier
    return Supplier(
        scenario=frame.scenario.key,
        name=spec.name,
        activity=spec.activity,
        story=spec.story,
        yearly_sales=Cents(sales if frame.months >= 12 else sales * 12 // frame.months),
        margin_rate=spec.margin_rate,
        vat_rate=spec.vat_rate,
    )


def customers_of(part: Draft) -> tuple[Customer, ...]:
    """Return the files of some customers."""
    frame, group = part.frame, part.cohort
    statements = accounts.statements(frame, group)
    credit = dossier.files(frame, group, part.yearly)
    reps = frame.scenario.supplier.sales_reps
    rep = [reps[i] for i in frame.luck.integers(len(reps), "rep", group.ids).tolist()]
    who = identities(frame, group, statements)
    said = hearsay.sources(frame, group, who, rep, [c.insurer is not None for c in credit])
    people = contacts.contacts(frame, group, who)
    means = ledger.means_of(group)
    return tuple(
        Customer(
            id=id_,
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
            contacts=people[i],
        )
        for i, id_ in enumerate(group.ids.tolist())
    )


def hidden_of(part: Draft) -> tuple[Hidden, ...]:
    """Return what nobody sees of some customers before the debrief."""
    names, group = list(part.frame.calibration.profiles), part.cohort
    return tuple(
        Hidden(value, names[profile], None if day == NEVER else from_day(day))
        for value, profile, day in zip(
            health_of(part).tolist(),
            group.profile.tolist(),
            group.default_day.tolist(),
            strict=True,
        )
    )


def health_of(part: Draft) -> Floats:
    """Return the health of the latest year of some customers, in millionths told as floats."""
    return np.rint(part.cohort.current * 1e6) / 1e6
