"""The ledger of a year: the portfolio's own, with what was invoiced, paid and contested since."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.indicators.measure import Measure
from simulator.domain.indicators.sheet import DsoFamily, dso_family, monthly_sheet
from simulator.domain.indicators.stock import AgeingTable, ageing_by_customer
from simulator.domain.ledger.assemble import in_order, table
from simulator.domain.ledger.columns import (
    Columns,
    Disputes,
    Documents,
    Kind,
    Ledger,
    Means,
    Payments,
    Promises,
)
from simulator.domain.refusals import UnknownChoice
from simulator.domain.year.exact import Ints
from simulator.domain.year.paying import WRITE_OFF
from simulator.domain.year.state import Phase, State

T = TypeVar("T", bound=Columns)


def ledger(state: State, draw: int | None = None) -> Ledger:
    """Return the ledger of one draw (the first by default) at the end of the last day played.

    A write-off is a row of means ``CREDIT_NOTE`` on the invoice without a credit note in face of
    it: ``flows(...).applied`` is what was written off. Raises ``UnknownChoice`` on an unknown draw.
    """
    world = state.world
    rank = _rank(state, draw)
    mine = world.slots.customer // world.count == rank
    rows = np.flatnonzero(mine & np.isin(state.phase, (Phase.OPEN, Phase.SETTLED, Phase.FROZEN)))
    fresh = rows[world.slots.document[rows] < 0]
    start = int(np.flatnonzero(mine)[0])
    old = world.portfolio.ledger
    base = int(old.documents.number.max(initial=0)) + 1
    place = np.full(len(world.slots), -1, dtype=np.int64)
    known = rows[world.slots.document[rows] >= 0]
    place[known] = world.slots.document[known]
    place[fresh] = len(old.documents) + np.arange(len(fresh))
    slot, day, amount, means = state.receipts.whole()
    kept = mine[slot]
    slot, day, amount, means = slot[kept], day[kept], amount[kept], means[kept]
    notes = (means < 0) & (means != WRITE_OFF)
    number = base + len(world.slots) + np.cumsum(notes[notes])
    credit = _credit_notes(state, slot[notes], day[notes], amount[notes], number)
    first = len(old.documents) + len(fresh)
    made = table(
        Documents,
        customer=np.concatenate([world.place[world.slots.customer[fresh]], credit.customer]),
        number=np.concatenate([base + fresh - start, credit.number]),
        kind=np.concatenate([np.full(len(fresh), int(Kind.INVOICE)), credit.kind]),
        issued=np.concatenate([world.slots.planned[fresh], credit.issued]),
        due=np.concatenate([state.due[fresh], credit.due]),
        gross=np.concatenate([state.gross[fresh], credit.gross]),
        net=np.concatenate([state.net[fresh], credit.net]),
    )
    paid = table(
        Payments,
        document=np.concatenate([place[slot], first + np.arange(len(credit))]),
        paid=np.concatenate([day, day[notes]]),
        amount=np.concatenate([amount, -amount[notes]]),
        means=np.concatenate(
            [
                np.where(means < 0, int(Means.CREDIT_NOTE), means),
                np.full(len(credit), int(Means.CREDIT_NOTE)),
            ]
        ),
    )
    closed = _closed(state, rows, old.disputes, place)
    new = Ledger(made, paid, _disputes(state, fresh, place), _promises(state, place, mine))
    return _joined(replace(old, disputes=closed), new)


def _rank(state: State, draw: int | None) -> int:
    if draw is None:
        return 0
    if draw not in state.world.draws:
        raise UnknownChoice("draw", str(draw), tuple(str(d) for d in state.world.draws))
    return state.world.draws.index(draw)


def _joined(old: Ledger, new: Ledger) -> Ledger:
    """Put together two ledgers of which the second already points into the whole."""
    return in_order(
        Ledger(
            _both(old.documents, new.documents),
            _both(old.payments, new.payments),
            _both(old.disputes, new.disputes),
            _both(old.promises, new.promises),
        )
    )


def _both(first: T, second: T) -> T:
    names = [item.name for item in fields(first)]
    return type(first)(
        **{name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in names}
    )


def _credit_notes(state: State, slot: Ints, day: Ints, amount: Ints, number: Ints) -> Documents:
    ratio = state.net[slot] / np.maximum(state.gross[slot], 1)
    world = state.world
    return table(
        Documents,
        customer=world.place[world.slots.customer[slot]],
        number=number,
        kind=np.full(len(slot), int(Kind.CREDIT_NOTE)),
        issued=day,
        due=day,
        gross=-amount,
        net=-np.rint(amount * ratio).astype(np.int64),
    )


def _closed(state: State, rows: Ints, old: Disputes, place: Ints) -> Disputes:
    """Close the old disputes that were solved in the year."""
    solved = rows[(state.world.slots.document[rows] >= 0) & (state.blocked[rows] == 0)]
    solved = solved[state.fixed[solved] != NEVER]
    days = np.full(len(state.world.portfolio.ledger.documents), NEVER, dtype=np.int64)
    days[place[solved]] = state.fixed[solved]
    closed = np.minimum(old.closed, days[old.document]).astype(np.int32)
    return replace(old, closed=closed)


def _disputes(state: State, fresh: Ints, place: Ints) -> Disputes:
    slots = state.world.slots
    rows = fresh[(slots.block[fresh] > 0) & (state.found[fresh] != NEVER)]
    over = state.blocked[rows] == 0
    return table(
        Disputes,
        document=place[rows],
        opened=state.found[rows],
        closed=np.where(over, state.fixed[rows], NEVER),
        amount=state.gross[rows],
        cause=slots.cause[rows],
    )


def _promises(state: State, place: Ints, mine: Ints) -> Promises:
    slot, made, due, amount, quality = state.vows.whole()
    kept = mine[slot]
    return table(
        Promises,
        document=place[slot[kept]],
        made=made[kept],
        due=due[kept],
        amount=amount[kept],
        quality=quality[kept],
    )


def family(state: State, on: date, months: int = 3, draw: int | None = None) -> DsoFamily:
    """Return the DSO family of a day already played, in days."""
    return dso_family(ledger(state, draw), on, months)


def sheet(state: State, on: date, months: int = 3, draw: int | None = None) -> tuple[Measure, ...]:
    """Return the monthly sheet of indicators on a day already played."""
    return monthly_sheet(ledger(state, draw), on, months)


def ageing(state: State, on: date, draw: int | None = None) -> AgeingTable:
    """Return the aged balance by customer on a day already played, in cents."""
    return ageing_by_customer(ledger(state, draw), on, customers=state.world.count)
