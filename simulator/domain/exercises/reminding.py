"""Figures of one account for the exercises on reminders and negotiation.

What the ledger says (open invoices, receipts, disputes, promises) on the day of the portfolio. What
no ledger says (the share of a dispute that is our fault, an offer, a plan) is drawn once for each
customer and quoted by the statements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from simulator.domain.exercises.calculator import Calculator, Raw, calculator, of_claim
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.claims import Claim
from simulator.domain.exercises.lines import delay
from simulator.domain.exercises.pilot import PLAIN, Receipt
from simulator.domain.indicators.ageing import Ageing, Item, ageing
from simulator.domain.indicators.delays import days_beyond_terms, days_to_pay
from simulator.domain.indicators.forecast import expected_receipt
from simulator.domain.money import cents
from simulator.domain.negotiation.preparation import RATE, ROUTES, mesore, worth_of

ITEMS, RECEIPTS, EDGE = 3, 4, 30
_LEGAL, _AGENCY = ROUTES
SIGNS = ("lost", "price", "signature", "unapplied", "cash", "strategic")
"""What the file of a late customer shows: three causes of ours, two of its own, one of its will."""


def items(case: Case) -> tuple[Claim, ...]:
    """Return the open invoices of the customer on which most is left, in order of due date."""
    largest = sorted(case.claims.unpaid, key=lambda one: (-one.left, one.number))[:ITEMS]
    return tuple(sorted(largest, key=lambda one: (one.due, one.number)))


def cut(case: Case) -> date | None:
    """Return the day on which the largest of these invoices is exactly thirty days late."""
    found = items(case)
    largest = max(found, key=lambda one: (one.left, -one.number), default=None)
    return largest.due + timedelta(days=EDGE) if largest else None


def _aged(case: Case) -> Ageing | None:
    on = cut(case)
    rows = [Item(one.left, one.due, one.issued) for one in items(case)]
    return ageing(rows, on) if on else None


def _band(rank: int) -> Calculator:
    def value(case: Case) -> Raw:
        found = _aged(case)
        return found.amounts[rank] if found else None

    return calculator("euro", value)


def _item(rank: int, measure: str, read: Callable[[Claim], Raw]) -> Calculator:
    def value(case: Case) -> Raw:
        found = items(case)
        return read(found[rank]) if len(found) == ITEMS else None

    return calculator(measure, value)


def _receipts(case: Case) -> tuple[Receipt, ...]:
    found = case.pilot.receipts(case.customer.id, RECEIPTS)
    return found if len(found) == RECEIPTS else ()


def _receipt(rank: int, measure: str, read: Callable[[Receipt], Raw]) -> Calculator:
    def value(case: Case) -> Raw:
        found = _receipts(case)
        return read(found[rank]) if found else None

    return calculator(measure, value)


def _to_pay(case: Case, *, plain: bool) -> Raw:
    timed = [one.timed(one.issued) for one in _receipts(case)]
    return days_to_pay(timed, PLAIN).number if plain else days_to_pay(timed).number


def _beyond(case: Case) -> Raw:
    return days_beyond_terms([one.timed(one.due) for one in _receipts(case)]).number


def _desk(rank: int) -> Calculator:
    return calculator("euro", lambda case: int(case.pilot.desk[rank][case.customer.id]))


def _sign(case: Case) -> int:
    return case.drawn("cause of lateness", 0, len(SIGNS) - 1)


def _drawn(name: str, low: int, high: int, step: int) -> Calculator:
    """Return a percentage drawn once for the customer, by steps."""
    return calculator(
        "percent", lambda case: Decimal(step * case.drawn(name, low // step, high // step)) / 100
    )


def _next(case: Case) -> Claim | None:
    ahead = [one for one in case.claims.unpaid if one.due >= case.portfolio.as_of]
    return max(ahead, key=lambda one: (one.left, -one.number), default=None)


def _of_next(measure: str, read: Callable[[Case, Claim], Raw]) -> Calculator:
    def value(case: Case) -> Raw:
        found = _next(case)
        return read(case, found) if found else None

    return calculator(measure, value)


def _expected(case: Case, one: Claim) -> Raw:
    found = expected_receipt(one.due, mean_delay=delay(case)).value
    return found if isinstance(found, date) else None


def _factor(years: Decimal) -> Decimal:
    """Return what one euro in so many years is worth today: e^(-r·t)."""
    return (-RATE * years).exp()


REMINDING: Mapping[str, Calculator] = {
    # the open invoices, and their ageing on a day of our choice
    **{f"item{k + 1}_number": _item(k, "word", lambda one: str(one.number)) for k in range(ITEMS)},
    **{f"item{k + 1}_issued": _item(k, "date", lambda one: one.issued) for k in range(ITEMS)},
    **{f"item{k + 1}_due": _item(k, "date", lambda one: one.due) for k in range(ITEMS)},
    **{f"item{k + 1}_left": _item(k, "euro", lambda one: one.left) for k in range(ITEMS)},
    "cut_on": calculator("date", cut),
    "cut_not_due": _band(0),
    "cut_1_30": _band(1),
    "cut_31_60": _band(2),
    "cut_61_90": _band(3),
    "cut_over_90": _band(4),
    "credit_drawn": calculator("euro", lambda case: cents(50 * case.drawn("credit", 3, 40))),
    # the last receipts
    **{f"pay{k + 1}_number": _receipt(k, "word", lambda r: str(r.number)) for k in range(RECEIPTS)},
    **{f"pay{k + 1}_amount": _receipt(k, "euro", lambda r: r.amount) for k in range(RECEIPTS)},
    **{f"pay{k + 1}_issued": _receipt(k, "date", lambda r: r.issued) for k in range(RECEIPTS)},
    **{f"pay{k + 1}_due": _receipt(k, "date", lambda r: r.due) for k in range(RECEIPTS)},
    **{f"pay{k + 1}_on": _receipt(k, "date", lambda r: r.paid) for k in range(RECEIPTS)},
    "pay_dmp": calculator("days", lambda case: _to_pay(case, plain=False)),
    "pay_dmp_plain": calculator("days", lambda case: _to_pay(case, plain=True)),
    "pay_dbt": calculator("days", _beyond),
    # what is overdue, by what is known of it
    "late_disputed": _desk(0),
    "late_promised": _desk(1),
    "late_unexplained": _desk(2),
    # what the customer contests, and the share that is our fault
    "dispute_share": _drawn("dispute share", 10, 40, 5),
    "dispute_fault": _drawn("dispute fault", 20, 80, 10),
    "late_sign": calculator("word", lambda case: SIGNS[_sign(case)]),
    "late_sign_rank": calculator("count", _sign),
    # the next receipt
    "next_number": _of_next("word", lambda _, one: str(one.number)),
    "next_due": _of_next("date", lambda _, one: one.due),
    "next_left": _of_next("euro", lambda _, one: one.left),
    "next_expected": _of_next("date", _expected),
    # what one is worth without an agreement, and what is offered
    "alt_rate": calculator("percent", lambda _: RATE),
    "alt_legal_chance": calculator("percent", lambda _: _LEGAL.probability),
    "alt_legal_cost": calculator("euro", lambda _: _LEGAL.cost),
    "alt_legal_factor": calculator("ratio", lambda _: _factor(_LEGAL.years)),
    "alt_legal": calculator("euro", of_claim(lambda _, one: worth_of(one.left, _LEGAL))),
    "alt_agency_chance": calculator("percent", lambda _: _AGENCY.probability),
    "alt_agency_fee": calculator("percent", lambda _: _AGENCY.fee),
    "alt_agency_factor": calculator("ratio", lambda _: _factor(_AGENCY.years)),
    "alt_agency": calculator("euro", of_claim(lambda _, one: worth_of(one.left, _AGENCY))),
    "alt_best": calculator("euro", of_claim(lambda _, one: mesore(one.left))),
    "offer_cut": _drawn("offer", 10, 60, 5),
    "plan_first": _drawn("plan first", 10, 50, 10),
    "plan_kept": _drawn("plan kept", 50, 90, 5),
    "plan_months": calculator("count", lambda case: case.drawn("plan months", 3, 8)),
    "plan_effort": _drawn("plan effort", 60, 140, 10),
}
"""Figures of one account by name."""
