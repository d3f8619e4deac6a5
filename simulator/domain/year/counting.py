"""Flows of the month: noted day by day, added up by customer all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.domain.ledger.sums import sums
from simulator.domain.year.exact import Ints
from simulator.domain.year.run import Run
from simulator.domain.year.state import Flow


def settle(run: Run) -> None:
    """Add to the state all that was counted since the last time."""
    tally = run.tally
    for flow, entries in tally.flows.items():
        ones = [rows for rows, values in entries if values is None]
        if ones:
            _ones(run, flow, np.concatenate(ones))
        some = [(rows, values) for rows, values in entries if values is not None]
        if some:
            _add(run, flow, _joined([rows for rows, _ in some]), _joined([v for _, v in some]))
    tally.flows.clear()
    _contacts(run)
    _payments(run)


def _joined(columns: Sequence[Ints]) -> Ints:
    return np.concatenate(columns)


def _ones(run: Run, flow: Flow | int, rows: Ints) -> None:
    run.state.flow[flow] += np.bincount(rows, minlength=run.world.size)


def _add(run: Run, flow: Flow | int, rows: Ints, values: Ints) -> None:
    run.state.flow[flow] += sums(rows, values, run.world.size)


def _contacts(run: Run) -> None:
    """Count contacts, talks, their costs (cents) and the minutes they took."""
    if not run.tally.contacts:
        return
    laws = run.world.laws
    columns = zip(*run.tally.contacts, strict=True)
    who, lever, reached = (np.concatenate(column) for column in columns)
    _ones(run, Flow.CONTACTS, who)
    _ones(run, Flow.TALKS, who[reached])
    _add(run, Flow.ACTIONS, who, laws.cost.take(lever) + laws.talk_cost.take(lever) * reached)
    _add(run, Flow.MINUTES, who, laws.minutes.take(lever) + laws.talk_minutes.take(lever) * reached)
    run.tally.contacts.clear()


def _payments(run: Run) -> None:
    """Count money received, invoices paid in full, and how late (days, never below zero)."""
    if not run.tally.payments:
        return
    paid = run.tally.payments
    who, amount, late = (np.concatenate([row[column] for row in paid]) for column in range(3))
    whole = [np.ones(len(row[0]), dtype=np.bool_) if row[3] is None else row[3] for row in paid]
    done = np.concatenate(whole)
    _add(run, Flow.CASH, who, amount)
    payers, days = who[done], late[done]
    _ones(run, Flow.PAID_COUNT, payers)
    _add(run, Flow.LATE_DAYS, payers, np.maximum(days, 0))
    _ones(run, Flow.LATE_COUNT, payers[days > 0])
    run.tally.payments.clear()
