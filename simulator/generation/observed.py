"""What can be seen of a portfolio, as arrays: delays, purchases, scores, defaults to come."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from simulator.domain.accounts.statement import Statement
from simulator.domain.dates import to_day
from simulator.domain.ledger.columns import Kind
from simulator.domain.portfolio import Portfolio
from simulator.generation import calendar
from simulator.generation.library import calibration
from simulator.generation.statistics import Bools, Floats, Ints

FOLLOWED = 120
"""Days after the due date during which an invoice must have been followed to be counted."""
SPAN = 365
SETTLED = 0.05
"""An invoice is settled when less than this share of it is left (a deduction is not a delay)."""


@dataclass(frozen=True, slots=True, eq=False)
class Invoices:
    """Invoices due in a year, with their delay in days.

    The delay counts from the due date moved to a working day; that of an unpaid invoice is its age.
    """

    customer: Ints
    gross: Floats
    delay: Floats
    settled: Bools
    disputed: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Firms:
    """Private customers with accounts that had not failed.

    Scores (higher is safer) and the outcome.
    """

    customer: Ints
    conan_holder: Floats
    conan_holder_older: Floats
    altman: Floats
    failed: Bools


def invoices(portfolio: Portfolio, followed: int = FOLLOWED) -> Invoices:
    """Return the invoices due in the year that ended ``followed`` days before the end."""
    documents, payments = portfolio.ledger.documents, portfolio.ledger.payments
    last = to_day(portfolio.as_of)
    paid = np.bincount(payments.document, payments.amount.astype(np.float64), len(documents))
    end = np.zeros(len(documents), dtype=np.int64)
    np.maximum.at(end, payments.document, payments.paid.astype(np.int64))
    gross = documents.gross.astype(np.float64)
    settled = gross - paid <= SETTLED * gross
    end = np.where(settled, end, last)
    due = documents.due.astype(np.int64)
    days = calendar.build(
        int(due.min(initial=last)) - 30, max(int(due.max(initial=last)), last) + 30
    )
    disputed = np.zeros(len(documents), dtype=np.bool_)
    disputed[portfolio.ledger.disputes.document] = True
    seen = (
        (documents.kind == Kind.INVOICE) & (due <= last - followed) & (due > last - followed - SPAN)
    )
    return Invoices(
        documents.customer[seen].astype(np.int64),
        gross[seen],
        (end - days.next(due)).astype(np.float64)[seen],
        settled[seen],
        disputed[seen],
    )


def customer_delays(found: Invoices, count: int) -> Floats:
    """Return each customer's habitual delay.

    The median of its undisputed invoices (NaN without any).
    """
    delays = np.full(count, np.nan)
    calm = ~found.disputed
    customer, delay = found.customer[calm], found.delay[calm]
    ends = np.searchsorted(customer, np.arange(count + 1))
    for place in range(count):
        part = delay[ends[place] : ends[place + 1]]
        if len(part):
            delays[place] = np.median(part)
    return delays


def mean_delays(found: Invoices, count: int) -> Floats:
    """Return each customer's mean delay, invoices held between -30 and 120 days, or NaN."""
    held = np.clip(found.delay, -30, 120)
    number = np.bincount(found.customer, minlength=count)
    sums = np.bincount(found.customer, held, count)
    return np.where(number > 0, sums / np.maximum(number, 1), np.nan)


def purchases(portfolio: Portfolio) -> Floats:
    """Return what each customer bought in the last twelve months, in euros without VAT."""
    documents = portfolio.ledger.documents
    recent = documents.issued > to_day(portfolio.as_of) - 365
    return (
        np.bincount(
            documents.customer[recent],
            documents.net[recent].astype(np.float64),
            len(portfolio.customers),
        )
        / 100.0
    )


def weekend_share(portfolio: Portfolio) -> float:
    """Return the share of payments dated a Saturday or a Sunday."""
    days = portfolio.ledger.payments.paid.astype(np.int64)
    return float((calendar.weekday(days) >= 5).mean()) if len(days) else 0.0


def fails(portfolio: Portfolio) -> tuple[Bools, Bools]:
    """Return (failed before the portfolio's day, fails in the year after) for each customer."""
    end = portfolio.as_of + timedelta(days=365)
    on = [hidden.default_on for hidden in portfolio.hidden]
    past = np.array([day is not None and day <= portfolio.as_of for day in on], dtype=np.bool_)
    soon = [day is not None and portfolio.as_of < day <= end for day in on]
    return past, np.array(soon, dtype=np.bool_)


def hazard(portfolio: Portfolio) -> Floats:
    """Return the yearly probability of default that each customer's hidden health gives.

    With some forty defaults a year, the ratio of two observed rates would say nothing of a
    generator; that of the probabilities behind them does.
    """
    shared = calibration()
    slope = shared.latent.hazard_slope
    found = []
    for customer, hidden in zip(portfolio.customers, portfolio.hidden, strict=True):
        sector = shared.sectors.get(customer.identity.sector)
        rate = sector.default_rate if sector else 0.0
        rate *= shared.sizes[customer.identity.size].pd_multiplier
        chance = rate * math.exp(-slope * hidden.health - slope * slope / 2.0)
        found.append(min(chance, shared.latent.pd_cap))
    return np.array(found, dtype=np.float64)


def firms(portfolio: Portfolio) -> Firms:
    """Return the scores of the firms that publish accounts and were alive."""
    past, soon = fails(portfolio)
    rows = [c.id for c in portfolio.customers if c.statements and not past[c.id]]
    latest = [portfolio.customers[row].statements[-1] for row in rows]
    oldest = [portfolio.customers[row].statements[0] for row in rows]
    return Firms(
        np.array(rows, dtype=np.int64),
        conan_holder(latest),
        conan_holder(oldest),
        altman(latest),
        soon[rows],
    )


def _column(statements: list[Statement], *codes: str) -> Floats:
    return np.array([float(s.add(*codes)) for s in statements], dtype=np.float64)


def added_value(statements: list[Statement]) -> Floats:
    """Return value added in cents."""
    return _column(statements, "FL", "FM", "FN", "-FS", "-FT", "-FU", "-FV", "-FW")


def ebe(statements: list[Statement]) -> Floats:
    """Return the gross operating surplus in cents."""
    return added_value(statements) + _column(statements, "FO", "-FX", "-FY", "-FZ")


def conan_holder(statements: list[Statement]) -> Floats:
    """Return the points of Conan and Holder (1979), for the bars only.

    The teaching one is in the domain.
    """
    total = _column(statements, "EE")
    long_term = _column(statements, "DS", "DT", "DU", "DV", "-EH", "-d1a")
    current = _column(statements, "BV", "BX", "-BY", "BZ", "CD", "CF", "CH")
    return np.asarray(
        24 * ebe(statements) / np.maximum(_column(statements, "EC"), 1.0)
        + 22 * (_column(statements, "DL", "DO", "DR") + long_term) / total
        + 16 * current / total
        - 87 * _column(statements, "GU") / _column(statements, "FL")
        - 10 * _column(statements, "FY", "FZ") / added_value(statements)
    )


def altman(statements: list[Statement]) -> Floats:
    """Return Altman's Z'' (1995 form), retained earnings being equity less capital and premiums."""
    total = _column(statements, "EE")
    current = _column(statements, "CJ", "-CK") - _column(statements, "EG")
    operating = _column(statements, "GG", "-p757", "c657")
    return np.asarray(
        6.56 * current / total
        + 3.26 * _column(statements, "DL", "-DA", "-DB") / total
        + 6.72 * operating / total
        + 1.05 * _column(statements, "DL") / np.maximum(_column(statements, "EC"), 1.0)
    )


def balance_gap(portfolio: Portfolio) -> float:
    """Return the largest gap between assets and liabilities, as a share of the total."""
    gaps = [
        abs(s.add("CO", "-1A", "-EE")) / max(s["EE"], 1)
        for customer in portfolio.customers
        for s in customer.statements
    ]
    return max(gaps, default=0.0)
