"""When invoices are paid: habit, mood, payment runs, and what disturbs them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.generation import calendar, exact
from simulator.generation.calendar import Calendar
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.exact import Bools, Floats, Ints
from simulator.generation.library import CAUSES, RUNS
from simulator.generation.orders import Orders

MOODS = 8
"""Past shocks that still count in the mood of the day: 0.42 ** 8 is a thousandth."""
T5_SD = float(np.sqrt(5.0 / 3.0))
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


@dataclass(frozen=True, slots=True, eq=False)
class Settling:
    """One value an invoice: when it is or would be paid, and the dispute on it if any."""

    paid: Ints
    disputed: Bools
    cause: Ints
    opened: Ints
    closed: Ints
    contested: Ints
    credit: Ints
    credited_on: Ints
    drifting: Bools


def draw(frame: Frame, cohort: Cohort, orders: Orders, days: Calendar) -> Settling:
    """Decide the day each invoice is paid, whatever happens after the portfolio's day."""
    due = days.next(orders.due)
    mean = cohort.mean_delay[orders.customer]
    slow = mean > 0
    law = frame.calibration.paying
    delay = mean + (law.sd_floor + law.sd_slope * np.maximum(mean, 0.0)) * _mood(frame, orders)
    season = np.array(law.extra_days_by_month)[calendar.month_of(orders.due) - 1]
    delay += np.where(slow, law.days_per_ln_amount * orders.ln_gap + season, 0.0)
    drifting, drift = _drift(frame, cohort, orders)
    target = due + np.rint(delay).astype(np.int64)
    paid = _run_day(frame, cohort, orders, target, days)
    punctual = cohort.profile[orders.customer] == 1
    exact_mass = np.where(punctual, law.exact_due_punctual, law.exact_due_other)
    paid = np.where(
        frame.luck.uniform("exact", orders.customer, orders.rank) < exact_mass, due, paid
    )
    disputes = _disputes(frame, cohort, orders)
    late = days.next(paid + drift + disputes.extra)
    paid = np.where((drift > 0) | disputes.held, late, paid)
    paid = np.maximum(paid, days.next(orders.issued))
    closed = np.maximum(paid - 3, disputes.opened + 1)
    returned, back, on = _returns(frame, orders)
    returned &= ~disputes.held
    return Settling(
        paid=paid,
        disputed=disputes.held,
        cause=disputes.cause,
        opened=disputes.opened,
        closed=closed,
        contested=disputes.amount,
        credit=np.where(returned, back, disputes.credit),
        credited_on=days.next(np.where(returned, on, closed)),
        drifting=drifting,
    )


def _returns(frame: Frame, orders: Orders) -> tuple[Bools, Ints, Ints]:
    """Draw returns and rebates that nobody disputes: which invoices, how much, when."""
    luck, keys = frame.luck, (orders.customer, orders.rank)
    some = luck.uniform("return", *keys) < frame.calibration.disputes.returns
    low, high = RETURNED
    part = low + (high - low) * luck.uniform("returned", *keys)
    back = np.maximum(np.rint(orders.gross * part).astype(np.int64), 1)
    return some, back, orders.issued + 5 + luck.integers(40, "return day", *keys)


def _mood(frame: Frame, orders: Orders) -> Floats:
    """Return an AR(1) of Student t5 shocks along each customer's invoices, unit sd."""
    keep = frame.calibration.paying.persistence
    fresh = float(np.sqrt(1.0 - keep * keep)) / T5_SD
    mood, weight = np.zeros(len(orders)), fresh
    for age in range(MOODS):
        mood += weight * exact.unit(frame.luck.student5("mood", orders.customer, orders.rank - age))
        weight *= keep
    return mood


def _drift(frame: Frame, cohort: Cohort, orders: Orders) -> tuple[Bools, Ints]:
    """Return which invoices fall in the months before a default, and the days that adds to some."""
    law = frame.calibration.paying
    left = cohort.default_day[orders.customer] - orders.due
    inside = (left >= 0) & (left <= law.drift_window)
    hit = inside & (frame.luck.uniform("drift", orders.customer, orders.rank) < law.drift_share)
    low, high = law.drift_days
    extra = low + frame.luck.integers(high - low + 1, "drift days", orders.customer, orders.rank)
    return inside, np.where(hit, extra, 0)


def _run_day(frame: Frame, cohort: Cohort, orders: Orders, target: Ints, days: Calendar) -> Ints:
    """Snap to the customer's payment run.

    A firm that pays on time takes the last run before its target day; for the others the target
    is brought forward by half a period, so that runs do not lengthen the delays that the
    calibration gives.
    """
    customer = orders.customer
    early = (cohort.mean_delay <= 0)[customer] & (target <= days.next(orders.due))
    run = cohort.run[customer]
    habit = frame.luck.pick(exact.weights(frame.calibration.paying.weekdays), "weekday", cohort.ids)
    habit = habit[customer]
    back = (calendar.weekday(target) - habit) % 7
    weekly_early = days.previous(target - back)
    shifted = target - 3
    weekly_late = days.next(shifted + (habit - calendar.weekday(shifted)) % 7)
    monthly = days.previous(calendar.end_of_month(target - 15))
    choices = {
        "daily": np.where(early, days.previous(target), days.next(target)),
        "weekly": np.where(early, weekly_early, weekly_late),
        "twice_monthly": np.where(early, weekly_early, _tenth_or_25th(target - 7, days)),
        "month_end": np.where(early, weekly_early, monthly),
    }
    return np.choose(run, [choices[name] for name in RUNS])


def _tenth_or_25th(target: Ints, days: Calendar) -> Ints:
    tenth, later = calendar.of_month(target, 10), calendar.of_month(target, 25)
    next_tenth = calendar.of_month(calendar.end_of_month(target) + 1, 10)
    return days.next(np.where(target <= tenth, tenth, np.where(target <= later, later, next_tenth)))


@dataclass(frozen=True, slots=True, eq=False)
class _Disputes:
    held: Bools
    cause: Ints
    opened: Ints
    amount: Ints
    credit: Ints
    extra: Ints


RETURNED = (0.1, 0.7)
"""Share of an invoice that a return or a rebate without dispute takes back (judgement)."""


def _disputes(frame: Frame, cohort: Cohort, orders: Orders) -> _Disputes:
    """Draw disputes, what they bear on, how long they last and the credit note they may end in."""
    law, luck = frame.calibration.disputes, frame.luck
    keys = (orders.customer, orders.rank)
    rates = np.array([s.dispute_rate for s in frame.calibration.sectors.values()])[cohort.sector]
    rate = rates * frame.scenario.customers.dispute_factor
    held = luck.uniform("dispute", *keys) < rate[orders.customer]
    cause = luck.pick(exact.row(law.causes, CAUSES), "cause", *keys)
    bounds = np.array([DISPUTED[name] for name in CAUSES])[cause]
    share = bounds[:, 0] + (bounds[:, 1] - bounds[:, 0]) * luck.uniform("contested", *keys)
    amount = np.maximum(np.rint(orders.gross * share).astype(np.int64), 1)
    extra = law.delay_median * exact.exp(
        law.delay_sigma * exact.unit(luck.normal("dispute days", *keys))
    )
    endless = luck.uniform("endless", *keys) < NEVER_SETTLED
    extra = np.where(endless, extra + 400.0, extra)
    founded = luck.uniform("founded", *keys) < law.founded
    given = luck.uniform("credited", *keys) < law.credited_when_founded
    part = np.rint(amount * (0.5 + 0.5 * luck.uniform("credit share", *keys))).astype(np.int64)
    term = np.maximum(orders.due - orders.issued, 8)
    opened = orders.issued + 2 + luck.integers(2**20, "opened", *keys) * (term - 2) // 2**20
    return _Disputes(
        held=held,
        cause=cause,
        opened=opened,
        amount=np.minimum(amount, orders.gross),
        credit=np.where(held & founded & given & ~endless, np.minimum(part, orders.gross), 0),
        extra=np.where(held, np.rint(extra), 0.0).astype(np.int64),
    )
