"""Flows of the month: noted day by day, added up by customer all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.domain.ledger.sums import sums
from simulator.domain.year.exact import Ints
from simulator.domain.year.run import Run
from simulator.domain.year.state import Flow

Counted = tuple[int, Ints]
"""A flow, and the rows that each get something of it."""


def settle(run: Run) -> None:
    """Add to the state all that was counted since the last time."""
    _contacts(run)
    _payments(run)
    ones, values = list[Counted](), list[tuple[Counted, Ints]]()
    for flow, entries in enumerate(run.tally.flows):
        for rows, value in entries:
            if value is None:
                ones.append((flow, rows))
            else:
                values.append(((flow, rows), value))
        entries.clear()
    flows = run.state.flow
    if ones:
        flows += np.bincount(_place(run, ones), minlength=flows.size).reshape(flows.shape)
    if values:
        place = _place(run, [counted for counted, _ in values])
        amounts = np.concatenate([value for _, value in values])
        flows += sums(place, amounts, flows.size).reshape(flows.shape)


def _place(run: Run, counted: Sequence[Counted]) -> Ints:
    """Return where each thing counted goes in the table of flows, row after row."""
    flow = np.repeat([flow for flow, _ in counted], [len(rows) for _, rows in counted])
    return np.asarray(flow * run.size + np.concatenate([rows for _, rows in counted]))


def _contacts(run: Run) -> None:
    """Count contacts, talks, their costs (cents) and the minutes they took."""
    if not run.tally.contacts:
        return
    laws = run.world.laws
    columns = zip(*run.tally.contacts, strict=True)
    who, lever, reached = (np.concatenate(column) for column in columns)
    run.count(Flow.CONTACTS, who)
    run.count(Flow.TALKS, who[reached])
    run.count(Flow.ACTIONS, who, laws.cost.take(lever) + laws.talk_cost.take(lever) * reached)
    run.count(Flow.MINUTES, who, laws.minutes.take(lever) + laws.talk_minutes.take(lever) * reached)
    run.tally.contacts.clear()


def _payments(run: Run) -> None:
    """Count money received, invoices paid in full, and how late (days, never below zero)."""
    if not run.tally.payments:
        return
    paid = run.tally.payments
    who, amount, late = (np.concatenate([row[column] for row in paid]) for column in range(3))
    whole = [np.ones(len(row[0]), dtype=np.bool_) if row[3] is None else row[3] for row in paid]
    done = np.concatenate(whole)
    run.count(Flow.CASH, who, amount)
    payers, days = who[done], late[done]
    run.count(Flow.PAID_COUNT, payers)
    run.count(Flow.LATE_DAYS, payers, np.maximum(days, 0))
    run.count(Flow.LATE_COUNT, payers[days > 0])
    run.tally.payments.clear()
