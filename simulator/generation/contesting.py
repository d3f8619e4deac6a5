"""Disputes on invoices, returns that nobody disputes, and the credit notes they end in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.quantiles import normal_table
from simulator.generation import exact
from simulator.generation.calendar import Calendar
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.exact import Ints
from simulator.generation.library import CAUSES
from simulator.generation.orders import Orders

NEVER_SETTLED = 0.06
"""Share of disputes that drag on for years (judgement)."""
DISPUTED = {
    "price": (0.03, 0.15),
    "quantity": (0.10, 0.35),
    "quality": (0.20, 1.0),
    "delivery": (0.15, 0.60),
    "administrative": (1.0, 1.0),
    "credit_note_expected": (0.20, 1.0),
    "other": (0.30, 1.0),
}
"""Share of the invoice that a dispute bears on, by cause (judgement)."""
RETURNED = (0.1, 0.7)
"""Share of an invoice that a return or a rebate without dispute takes back (judgement)."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Disputes before the payment of their invoice is known, one a row of ``rows``."""

    rows: Ints
    cause: Ints
    opened: Ints
    amount: Ints
    credit: Ints
    extra: Ints  # days that the payment waits


@dataclass(frozen=True, slots=True, eq=False)
class Contested:
    """Disputes: the invoices in their order, and what is said of each."""

    rows: Ints
    cause: Ints
    opened: Ints
    closed: Ints
    amount: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Credited:
    """Credit notes: the invoices they correct, in their order, the amount and the day."""

    rows: Ints
    amount: Ints
    issued: Ints


def disputes(frame: Frame, cohort: Cohort, orders: Orders) -> Drawn:
    """Draw disputes, what they bear on, how long they last and the credit note they may end in."""
    law = frame.calibration.disputes
    rates = np.array([s.dispute_rate for s in frame.calibration.sectors.values()])[cohort.sector]
    rate = rates * frame.scenario.customers.dispute_factor
    held = orders.dice.uniform("dispute") < rate.take(orders.customer)
    rows = np.flatnonzero(held)
    dice, gross, issued = orders.dice.of(rows), orders.gross[rows], orders.issued[rows]
    cause = dice.pick(exact.row(law.causes, CAUSES), "cause")
    bounds = np.array([DISPUTED[name] for name in CAUSES])[cause]
    share = bounds[:, 0] + (bounds[:, 1] - bounds[:, 0]) * dice.uniform("contested")
    amount = np.maximum(np.rint(gross * share).astype(np.int64), 1)
    noise = law.delay_sigma * dice.unit(normal_table(), "dispute days")
    extra = law.delay_median * exact.exp(noise)
    endless = dice.uniform("endless") < NEVER_SETTLED
    founded = dice.uniform("founded") < law.founded
    given = dice.uniform("credited") < law.credited_when_founded
    part = np.rint(amount * (0.5 + 0.5 * dice.uniform("credit share"))).astype(np.int64)
    term = np.maximum(orders.due[rows] - issued, 8)
    return Drawn(
        rows=rows,
        cause=cause,
        opened=issued + 2 + dice.integers(2**20, "opened") * (term - 2) // 2**20,
        amount=np.minimum(amount, gross),
        credit=np.where(founded & given & ~endless, np.minimum(part, gross), 0),
        extra=np.rint(np.where(endless, extra + 400.0, extra)).astype(np.int64),
    )


def settled(
    frame: Frame, orders: Orders, drawn: Drawn, paid: Ints, days: Calendar
) -> tuple[Contested, Credited]:
    """Close disputes by the payment of their invoice, and draw the credit notes of all kinds.

    All of it on working days: a dispute is what two offices write to each other.
    """
    settlement = paid[drawn.rows]
    opened, eve = days.next(drawn.opened), days.previous(settlement - 1)
    # What would be said after the payment was said the day before it, once there is an invoice.
    opened = np.where((opened >= settlement) & (eve > orders.issued[drawn.rows]), eve, opened)
    closed = days.next(np.maximum(settlement - 3, opened + 1))
    given = drawn.credit > 0
    returned, back, on = _returns(frame, orders, drawn.rows)
    rows = np.concatenate([drawn.rows[given], returned])
    order = rows.argsort(kind="stable")
    credited = Credited(
        rows[order],
        np.concatenate([drawn.credit[given], back])[order],
        days.next(np.concatenate([closed[given], on])[order]),
    )
    return Contested(drawn.rows, drawn.cause, opened, closed, drawn.amount), credited


def _returns(frame: Frame, orders: Orders, disputed: Ints) -> tuple[Ints, Ints, Ints]:
    """Draw returns and rebates that nobody disputes: which invoices, how much, when."""
    some = orders.dice.uniform("return") < frame.calibration.disputes.returns
    some[disputed] = False
    rows = np.flatnonzero(some)
    dice, (low, high) = orders.dice.of(rows), RETURNED
    part = low + (high - low) * dice.uniform("returned")
    back = np.maximum(np.rint(orders.gross[rows] * part).astype(np.int64), 1)
    return rows, back, orders.issued[rows] + 5 + dice.integers(40, "return day")
