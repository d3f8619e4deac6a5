"""When invoices are paid: habit, mood, payment runs, and what disturbs them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.luck import grown
from simulator.domain.quantiles import quantile, student5_table
from simulator.generation import calendar, contesting, exact
from simulator.generation.calendar import Calendar
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.contesting import Contested, Credited
from simulator.generation.dice import positions
from simulator.generation.exact import Bools, Floats, Ints
from simulator.generation.library import RUNS
from simulator.generation.orders import Orders

MOODS = 8
"""Past shocks that still count in the mood of the day: 0.42 ** 8 is a thousandth."""
T5_SD = float(np.sqrt(5.0 / 3.0))
DAILY, WEEKLY, TWICE, MONTHLY = (
    RUNS.index(name) for name in ("daily", "weekly", "twice_monthly", "month_end")
)


@dataclass(frozen=True, slots=True, eq=False)
class Settling:
    """When each invoice is or would be paid; disputes and credit notes, for the few concerned."""

    paid: Ints
    drifting: Bools
    disputes: Contested
    credits: Credited


def draw(frame: Frame, cohort: Cohort, orders: Orders, days: Calendar) -> Settling:
    """Decide the day each invoice is paid, whatever happens after the portfolio's day."""
    due, customer = days.next(orders.due), orders.customer
    law = frame.calibration.paying
    target = due + np.rint(_delay(frame, cohort, orders)).astype(np.int64)
    paid = _run_day(frame, cohort, orders, target, due, days)
    punctual = cohort.profile == 1
    exact_mass = np.where(punctual, law.exact_due_punctual, law.exact_due_other)
    on_the_day = orders.dice.uniform("exact") < exact_mass.take(customer)
    np.copyto(paid, due, where=on_the_day)
    drifting, slow, drift = _drift(frame, cohort, orders)
    disputes = contesting.disputes(frame, cohort, orders)
    extra = np.zeros(len(orders), dtype=np.int64)
    extra[slow] = drift
    extra[disputes.rows] += disputes.extra
    late = extra.nonzero()[0]
    paid[late] = days.next(paid[late] + extra[late])
    np.maximum(paid, days.next(orders.issued), out=paid)
    return Settling(paid, drifting, *contesting.settled(frame, orders, disputes, paid, days))


def _delay(frame: Frame, cohort: Cohort, orders: Orders) -> Floats:
    """Return the days between the due day and the one that the customer aims at."""
    law, mean, customer = frame.calibration.paying, cohort.mean_delay, orders.customer
    wide = law.sd_floor + law.sd_slope * np.maximum(mean, 0.0)
    delay = mean.take(customer) + wide.take(customer) * _mood(frame, cohort, orders)
    span = np.arange(int(orders.due.min()), int(orders.due.max()) + 1, dtype=np.int64)
    seasons = np.array(law.extra_days_by_month)[calendar.month_of(span) - 1]
    more = law.days_per_ln_amount * orders.ln_gap + seasons.take(orders.due - span[0])
    delay += np.where((mean > 0).take(customer), more, 0.0)
    return delay


def _mood(frame: Frame, cohort: Cohort, orders: Orders) -> Floats:
    """Return an AR(1) of Student t5 shocks along each customer's invoices, unit sd.

    Each shock is drawn once, with those of the invoices before the first.
    """
    keep = frame.calibration.paying.persistence
    weight = float(np.sqrt(1.0 - keep * keep)) / T5_SD
    before = MOODS - 1
    customer, place, _ = positions(orders.count + before)
    stems = frame.luck.stems("mood", cohort.ids).take(customer)
    shocks = exact.unit(quantile(student5_table(), grown(stems, place - before)))
    mood = np.zeros(len(shocks))
    for age in range(MOODS):
        mood[age:] += weight * shocks[: len(shocks) - age]
        weight *= keep
    return mood.compress(place >= before)


def _drift(frame: Frame, cohort: Cohort, orders: Orders) -> tuple[Bools, Ints, Ints]:
    """Return which invoices fall in the months before a default, and the days it adds to some.

    The last two are the rows of these and their days.
    """
    law = frame.calibration.paying
    left = cohort.default_day.take(orders.customer) - orders.due
    inside = (left >= 0) & (left <= law.drift_window)
    rows = np.flatnonzero(inside)
    dice = orders.dice.of(rows)
    hit = dice.uniform("drift") < law.drift_share
    low, high = law.drift_days
    extra = low + dice.integers(high - low + 1, "drift days")
    return inside, rows[hit], extra[hit]


def _run_day(
    frame: Frame, cohort: Cohort, orders: Orders, target: Ints, due: Ints, days: Calendar
) -> Ints:
    """Snap to the customer's payment run.

    A firm that pays on time takes the last run before its target day; for the others the target
    is brought forward by half a period, so that runs do not lengthen the delays that the
    calibration gives.
    """
    customer = orders.customer
    habits = frame.luck.pick(
        exact.weights(frame.calibration.paying.weekdays), "weekday", cohort.ids
    )
    early = (cohort.mean_delay <= 0).take(customer) & (target <= due)
    run = cohort.run.take(customer)
    paid = np.empty(len(target), dtype=np.int64)
    for kind, late in ((DAILY, days.next), (TWICE, days.middle), (MONTHLY, days.closing)):
        rows = np.flatnonzero((run == kind) & ~early)
        paid[rows] = late(target.take(rows))
    rows = np.flatnonzero((run == WEEKLY) & ~early)
    shifted = target.take(rows) - 3
    habit = habits.take(customer.take(rows))
    paid[rows] = days.next(shifted + (habit - days.weekday(shifted)) % 7)
    rows = np.flatnonzero(early)
    soon, habit = target.take(rows), habits.take(customer.take(rows))
    back = np.where(run.take(rows) == DAILY, 0, (days.weekday(soon) - habit) % 7)
    paid[rows] = days.previous(soon - back)
    return paid
