"""What the customers bought: invoices spread over the working days of the history."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.generation import calendar, exact
from simulator.generation.calendar import Calendar
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.exact import Bools, Floats, Ints
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


@dataclass(frozen=True, slots=True, eq=False)
class Orders:
    """Invoices, customer-major; ``rank`` is the place of an invoice in its customer's history."""

    customer: Ints
    rank: Ints
    issued: Ints
    due: Ints
    net: Ints
    gross: Ints
    ln_gap: Floats

    def __len__(self) -> int:
        """Return the number of invoices."""
        return len(self.customer)


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


def draw(frame: Frame, cohort: Cohort, days: Calendar) -> Orders:
    """Draw every invoice from the first order to the end, or to a past default."""
    yearly = purchases(frame, cohort)
    law, years = frame.calibration.invoicing, frame.months / 12.0
    ln_yearly = cohort.ln_purchases
    noise = exact.unit(frame.luck.normal("invoices", cohort.ids))
    ln_count = law.ln_invoices_mu + law.ln_invoices_noise * noise
    ln_count += law.invoices_elasticity * (ln_yearly - law.ln_purchases_mu)
    wanted = np.minimum(exact.exp(np.minimum(ln_count, 10.0)), MOST_INVOICES) * years
    rounding = frame.luck.uniform("invoices rounding", cohort.ids)
    count = np.maximum(np.floor(wanted + rounding), 1.0).astype(np.int64)
    customer = np.repeat(cohort.ids, count)
    draws = np.arange(len(customer)) - np.repeat(np.cumsum(count) - count, count)
    issued = _issued(frame, cohort, days, customer, draws)
    issued = np.where(draws == 0, _sure(frame, cohort, days, issued, customer), issued)
    ln_gap = law.ln_amount_within * exact.unit(frame.luck.normal("amount", customer, draws))
    euros = (yearly * years)[customer] * _parts(ln_gap, customer, count)
    order = np.lexsort((draws, issued, customer))
    order = order[_kept(cohort, issued[order], customer[order])]
    customer, issued = customer[order], issued[order]
    net = np.maximum(exact.cents(euros[order]), 500)
    vat = round(frame.scenario.supplier.vat_rate * 10_000)
    starts = np.searchsorted(customer, cohort.ids)
    return Orders(
        customer=customer,
        rank=np.arange(len(customer)) - starts[customer],
        issued=issued,
        due=due_days(cohort.terms[customer], issued),
        net=net,
        gross=net + (net * vat + 5_000) // 10_000,
        ln_gap=ln_gap[order],
    )


def _issued(frame: Frame, cohort: Cohort, days: Calendar, customer: Ints, draws: Ints) -> Ints:
    """Place invoices on working days, by the season of the scenario.

    A weak customer orders less and less.
    """
    span = np.arange(frame.first, frame.last + 1, dtype=np.int64)
    season = np.array(exact.weights(frame.scenario.seasonality), dtype=np.int64)
    weight = np.where(days.working[span - days.first], season[calendar.month_of(span) - 1], 0)
    ends = np.cumsum(weight)
    u = frame.luck.uniform("issued", customer, draws)
    lean = np.clip(0.25 * cohort.current, -0.5, 0.4)[customer]
    # u + lean * u * (1 - u) stays in [0, 1] and grows with u for |lean| < 1.
    place = np.floor((u + lean * u * (1.0 - u)) * float(ends[-1])).astype(np.int64)
    return span[np.minimum(np.searchsorted(ends, place, side="right"), len(span) - 1)]


def _sure(frame: Frame, cohort: Cohort, days: Calendar, issued: Ints, customer: Ints) -> Ints:
    """Return the day of an invoice that newcomers and firms that failed have for sure."""
    opened, default = cohort.since[customer], cohort.default_day[customer]
    failed = days.next(np.maximum(np.maximum(default - 100, opened), frame.first))
    first = np.where(opened >= frame.first, days.next(opened), issued)
    return np.where(default <= frame.last, failed, first)


def _kept(cohort: Cohort, issued: Ints, customer: Ints) -> Bools:
    """Say which invoices fall between the opening of the account and a default."""
    inside = (issued >= cohort.since[customer]) & (issued <= cohort.default_day[customer])
    return np.asarray(inside)


def _parts(ln_gap: Floats, customer: Ints, count: Ints) -> Floats:
    """Return the share of its customer's purchases that each invoice makes."""
    weight = np.rint(exact.exp(ln_gap) * 1_000.0).astype(np.int64)
    whole = np.add.reduceat(weight, np.cumsum(count) - count)
    return np.asarray(weight / whole[customer])


def due_days(terms: Ints, issued: Ints) -> Ints:
    """Return due days.

    « fin de mois » counts the days first, then goes to the end of that month.
    """
    shift = np.array([FIRST_SHIFT.get(name, 0) for name in TERMS], dtype=np.int64)[terms]
    ends = np.array([name in MONTH_END for name in TERMS])[terms]
    due = issued + shift
    return np.where(ends, calendar.end_of_month(due), due)
