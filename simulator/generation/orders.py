"""What the customers bought: invoices spread over the working days of the history."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.quantiles import normal_table
from simulator.generation import calendar, exact
from simulator.generation.calendar import Calendar
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.dice import Dice, positions
from simulator.generation.exact import Floats, Ints
from simulator.generation.library import TERMS

MOST_INVOICES = 400
"""No customer gets more invoices a year: beyond, a supplier sends monthly statements."""
FIRST_SHIFT = {
    "20j_perissable": 20,
    "30j": 30,
    "30j_fdm": 30,
    "45j_fdm": 45,
    "60j": 60,
    "30j_public": 30,
    "50j_hopital": 50,
}
MONTH_END = ("30j_fdm", "45j_fdm")
_DAY, _CUSTOMER = 16, 32
"""Bits to the right of the day, then of the customer, in a key that puts invoices in order."""


@dataclass(frozen=True, slots=True, eq=False)
class Orders:
    """Invoices, customer-major; ``customer`` is its row in the cohort.

    ``dice`` draws by rank of the invoice in its customer's history.
    """

    dice: Dice
    count: Ints  # of each customer
    issued: Ints
    due: Ints
    net: Ints
    gross: Ints
    ln_gap: Floats

    @property
    def customer(self) -> Ints:
        """Return the row of the customer of each invoice."""
        return self.dice.customer

    def __len__(self) -> int:
        """Return the number of invoices."""
        return len(self.issued)


def purchases(frame: Frame, cohort: Cohort) -> Floats:
    """Return yearly purchases in euros, no customer above its share of what is invoiced.

    Only the customers above the cap are moved: it is the one thing that depends on the others.
    """
    wanted = exact.exp(np.minimum(cohort.ln_purchases, 20.0))
    window = float(frame.last - frame.first + 1)
    end = np.minimum(cohort.default_day, frame.last)
    present = np.clip((end - np.maximum(cohort.since, frame.first) + 1) / window, 0.01, 1.0)
    weight = np.rint(wanted * present * 100.0).astype(np.int64)
    held = _capped(weight, frame.calibration.invoicing.largest_customer_share)
    return wanted * (held / np.maximum(weight, 1))


def _capped(weight: Ints, most: float) -> Ints:
    """Bring the largest values down until none makes more than its share of the whole.

    When ``n`` values are at the cap c and the rest adds up to r, c = most (r + n c): with too few
    customers for the share to be possible, the largest come down to the next ones.
    """
    order = np.argsort(-weight, kind="stable")
    held = weight.copy()
    for number in range(1, len(held)):
        if int(held[order[0]]) <= most * int(held.sum()):
            break
        top, rest = order[:number], int(weight[order[number:]].sum())
        room = 1.0 - most * number
        cap = int(most * rest / room) if room > 1e-9 else 0
        cap = max(cap, int(weight[order[number]]), 1)
        held[top] = np.minimum(weight[top], cap)
    return held


def draw(frame: Frame, cohort: Cohort, days: Calendar, yearly: Floats) -> Orders:
    """Draw every invoice from the first order to the end, or to a past default.

    ``yearly`` are the purchases of these customers.
    """
    years = frame.months / 12.0
    customer, draws, starts = positions(_counts(frame, cohort))
    dice = Dice(frame.luck, cohort.ids, customer, draws)
    issued = _issued(frame, cohort, days, dice)
    issued[starts] = _sure(frame, cohort, days, issued[starts])
    law = frame.calibration.invoicing
    ln_gap = law.ln_amount_within * dice.unit(normal_table(), "amount")
    euros = (yearly * years).take(customer) * _parts(ln_gap, customer, starts)
    key = (customer << _CUSTOMER) | ((issued - frame.first) << _DAY) | draws
    key.sort()
    drawn = key & ((1 << _DAY) - 1)
    issued = (key >> _DAY & ((1 << _CUSTOMER - _DAY) - 1)) + frame.first
    order = starts.take(customer) + drawn
    inside = issued >= cohort.since.take(customer)
    inside &= issued <= cohort.default_day.take(customer)
    if not inside.all():
        customer, issued, order = customer[inside], issued[inside], order[inside]
    count = np.bincount(customer, minlength=len(cohort))
    customer, rank, _ = positions(count)
    net = np.maximum(exact.cents(euros.take(order)), 500)
    vat = round(frame.scenario.supplier.vat_rate * 10_000)
    return Orders(
        dice=Dice(frame.luck, cohort.ids, customer, rank),
        count=count,
        issued=issued,
        due=due_days(cohort.terms, issued, customer, days),
        net=net,
        gross=net + (net * vat + 5_000) // 10_000,
        ln_gap=ln_gap.take(order),
    )


def _counts(frame: Frame, cohort: Cohort) -> Ints:
    """Draw the number of invoices of each customer over the history."""
    law, years = frame.calibration.invoicing, frame.months / 12.0
    noise = exact.unit(frame.luck.normal("invoices", cohort.ids))
    ln_count = law.ln_invoices_mu + law.ln_invoices_noise * noise
    ln_count += law.invoices_elasticity * (cohort.ln_purchases - law.ln_purchases_mu)
    wanted = np.minimum(exact.exp(np.minimum(ln_count, 10.0)), MOST_INVOICES) * years
    rounding = frame.luck.uniform("invoices rounding", cohort.ids)
    return np.maximum(np.floor(wanted + rounding), 1.0).astype(np.int64)


def _issued(frame: Frame, cohort: Cohort, days: Calendar, dice: Dice) -> Ints:
    """Place invoices on working days, by the season of the scenario.

    A weak customer orders less and less.
    """
    span = np.arange(frame.first, frame.last + 1, dtype=np.int64)
    season = np.array(exact.weights(frame.scenario.seasonality), dtype=np.int64)
    weight = np.where(days.working[span - days.first], season[calendar.month_of(span) - 1], 0)
    open_days = np.flatnonzero(weight)
    ends = np.cumsum(weight[open_days])
    u = dice.uniform("issued")
    lean = np.clip(0.25 * cohort.current, -0.5, 0.4).take(dice.customer)
    # u + lean * u * (1 - u) stays in [0, 1] and grows with u for |lean| < 1.
    place = np.floor((u + lean * u * (1.0 - u)) * float(ends[-1])).astype(np.int64)
    return np.append(span[open_days], frame.last).take(found(ends, place))


def found(ends: Ints, places: Ints) -> Ints:
    """Return what ``ends.searchsorted(places, side="right")`` does, from a guess that is near.

    The steps of ``ends`` are all wider than the cells of the guess: one step at most is missing.
    """
    narrow = int(np.diff(ends, prepend=0).min()).bit_length() - 1
    cells = np.arange((int(ends[-1]) >> narrow) + 1, dtype=np.int64)
    guess = ends.searchsorted(cells << narrow, side="right").take(places >> narrow)
    guess += np.append(ends, np.iinfo(np.int64).max).take(guess) <= places
    return guess


def _sure(frame: Frame, cohort: Cohort, days: Calendar, issued: Ints) -> Ints:
    """Return the day of an invoice that newcomers and firms that failed have for sure.

    The others have theirs, ``issued``.
    """
    opened, default = cohort.since, cohort.default_day
    failed = days.next(np.maximum(np.maximum(default - 100, opened), frame.first))
    first = np.where(opened >= frame.first, days.next(opened), issued)
    return np.where(default <= frame.last, failed, first)


def _parts(ln_gap: Floats, customer: Ints, starts: Ints) -> Floats:
    """Return the share of its customer's purchases that each invoice makes."""
    weight = np.rint(exact.exp(ln_gap) * 1_000.0).astype(np.int64)
    return np.asarray(weight / np.add.reduceat(weight, starts).take(customer))


def due_days(terms: Ints, issued: Ints, customer: Ints, days: Calendar) -> Ints:
    """Return due days, by the terms of each customer.

    « fin de mois » counts the days first, then goes to the end of that month.
    """
    shift = np.array([FIRST_SHIFT.get(name, 0) for name in TERMS], dtype=np.int64)[terms]
    ends = np.array([name in MONTH_END for name in TERMS])[terms]
    due = issued + shift.take(customer)
    return np.where(ends.take(customer), days.end_of_month(due), due)
