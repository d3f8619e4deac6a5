"""Opening an account: what the file of a prospective customer says, check by check, and the way.

Thresholds are those of the lesson on opening accounts: a convention for teaching (November 2026).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simulator.domain.accounts.reading import equity
from simulator.domain.dates import add_months
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, SourceKind

GREEN_UP_TO = Cents(5_000_00)
ORANGE_UP_TO = Cents(50_000_00)
YOUNG_MONTHS = 12
FRESH_MONTHS = 18
SMALL_CAPITAL = Cents(1_000_00)


class Verdict(StrEnum):
    """What a check concludes."""

    CLEAR = "clear"
    MISSING = "missing"
    ALERT = "alert"


class Way(StrEnum):
    """How the request is treated."""

    GREEN = "green"
    ORANGE = "orange"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a file: its code, its verdict and the figure or the day that decides."""

    code: str
    verdict: Verdict
    fact: Cents | date | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """The checks of a file and the way that they lead to for a need in cents, VAT included."""

    checks: tuple[Check, ...]
    need: Cents
    way: Way


def opening(customer: Customer, on: date, need: Cents) -> Opening:
    """Return what the file of a customer says on a day, for a need of credit in cents."""
    checks = tuple(check(customer, on) for check in _CHECKS.values())
    return Opening(checks, need, _way(checks, need))


def _way(checks: Sequence[Check], need: Cents) -> Way:
    """Return the way: any alert leads to red; a piece that misses is asked for on every way."""
    if need > ORANGE_UP_TO or any(one.verdict is Verdict.ALERT for one in checks):
        return Way.RED
    return Way.ORANGE if need > GREEN_UP_TO else Way.GREEN


def _age(customer: Customer, on: date) -> Check:
    created = customer.identity.created
    young = add_months(created, YOUNG_MONTHS) > on
    return Check("age", Verdict.ALERT if young else Verdict.CLEAR, created)


def _capital(customer: Customer, _: date) -> Check:
    """A public body has no capital, nor have a sole trader and an association: nothing to see."""
    capital = customer.identity.share_capital
    small = capital is not None and capital < SMALL_CAPITAL
    return Check("capital", Verdict.ALERT if small else Verdict.CLEAR, capital)


def _accounts(customer: Customer, on: date) -> Check:
    if customer.identity.public:
        return Check("accounts", Verdict.CLEAR)
    if not customer.statements:
        return Check("accounts", Verdict.MISSING)
    closing = customer.statements[-1].closing
    fresh = add_months(closing, FRESH_MONTHS) >= on
    return Check("accounts", Verdict.CLEAR if fresh else Verdict.MISSING, closing)


def _own_funds(customer: Customer, _: date) -> Check:
    if not customer.statements:
        return Check("own_funds", Verdict.CLEAR if customer.identity.public else Verdict.MISSING)
    amount = equity(customer.statements[-1])
    return Check("own_funds", Verdict.CLEAR if amount > 0 else Verdict.ALERT, amount)


def _notices(customer: Customer, _: date) -> Check:
    days = [one.dated for one in customer.sources if one.kind is SourceKind.BODACC]
    return Check("notices", Verdict.ALERT if days else Verdict.CLEAR, max(days, default=None))


def _insurer(customer: Customer, _: date) -> Check:
    if customer.identity.public:
        return Check("insurer", Verdict.CLEAR)
    if customer.insurer is None:
        return Check("insurer", Verdict.MISSING)
    granted = customer.insurer.granted
    return Check("insurer", Verdict.CLEAR if granted > 0 else Verdict.ALERT, granted)


def _line(customer: Customer, _: date) -> Check:
    verdict = Verdict.MISSING if customer.limit is None else Verdict.CLEAR
    return Check("line", verdict, customer.limit)


_CHECKS: Mapping[str, Callable[[Customer, date], Check]] = {
    "age": _age,
    "capital": _capital,
    "accounts": _accounts,
    "own_funds": _own_funds,
    "notices": _notices,
    "insurer": _insurer,
    "line": _line,
}
CODES = tuple(_CHECKS)
