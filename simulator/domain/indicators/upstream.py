"""Upstream and means: limits reviewed, blocked orders, quality of invoices, unapplied cash.

Formulas: sheet of the house, lines 28 to 31 (November 2026).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from simulator.domain.indicators.measure import Measure, cents_part, part, quotient
from simulator.domain.money import Cents
from simulator.domain.refusals import OutOfRange
from simulator.domain.results import Unit

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reviews:
    """Limits reviewed on time, and accounts without a limit."""

    on_time: Measure
    without_limit: Measure


def limits_reviewed(reviewed_on_time: int, to_review: int, without: int, accounts: int) -> Reviews:
    """Return reviews done on time ÷ reviews due, and accounts without a limit ÷ accounts."""
    return Reviews(
        _counts("limits_reviewed", "reviewed", reviewed_on_time, "to_review", to_review),
        _counts("accounts_without_limit", "without_limit", without, "accounts", accounts),
    )


@dataclass(frozen=True, slots=True)
class BlockedOrder:
    """An order held: released at an instant (``None``: still held), after an action or not."""

    amount: Cents
    blocked: datetime
    released: datetime | None = None
    after_action: bool = False


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocked orders: how many, how much, how long, and how many for nothing."""

    count: Measure
    amount: Measure
    hours: Measure
    for_nothing: Measure


def blocked_orders(orders: Sequence[BlockedOrder], now: datetime) -> Blocks:
    """Return count, cents, mean hours to release, and the share released without any action.

    Orders still held at ``now`` are counted, with their number in the part ``held``; the mean is
    over released ones. Raises ``OutOfRange`` when an order is released before it is blocked.
    """
    hours: list[Fraction] = []
    idle = 0
    for order in orders:
        if order.released is None or order.released > now:
            continue
        if order.released < order.blocked:
            raise OutOfRange("released", order.released, order.blocked)
        spent = order.released - order.blocked
        hours.append(
            Fraction(spent // timedelta(microseconds=1), HOUR // timedelta(microseconds=1))
        )
        idle += not order.after_action
    held = part("held", len(orders) - len(hours), Unit.COUNT)
    released = part("released", len(hours), Unit.COUNT)
    amount = cents_part("amount", sum(order.amount for order in orders))
    return Blocks(
        Measure("blocked_orders", Decimal(len(orders)), Unit.COUNT, parts=(held,)),
        Measure("blocked_amount", amount.value, Unit.CENTS, parts=(held,)),
        quotient(
            "blocked_hours",
            part("hours", sum(hours, Fraction()), Unit.HOURS),
            released,
            unit=Unit.HOURS,
            parts=(held,),
        ),
        quotient("released_without_action", part("idle", idle, Unit.COUNT), released),
    )


@dataclass(frozen=True, slots=True)
class InvoiceQuality:
    """Upstream causes of lateness: errors credited, slowness of billing, rejections of a portal."""

    credit_notes: Measure
    billing_days: Measure
    rejections: Measure


def invoice_quality(
    credit_notes_for_error: int,
    invoices: int,
    delivered_invoiced: Sequence[tuple[date, date]],
    rejected: int,
    submitted: int,
) -> InvoiceQuality:
    """Return credit notes for error ÷ invoices, days delivery → invoice, rejected ÷ submitted."""
    days = sum((invoiced - delivered).days for delivered, invoiced in delivered_invoiced)
    return InvoiceQuality(
        _counts("credit_note_rate", "credit_notes", credit_notes_for_error, "invoices", invoices),
        quotient(
            "billing_days",
            part("days", days, Unit.DAYS),
            part("deliveries", len(delivered_invoiced), Unit.COUNT),
            unit=Unit.DAYS,
        ),
        _counts("portal_rejections", "rejected", rejected, "submitted", submitted),
    )


@dataclass(frozen=True, slots=True)
class Unapplied:
    """Receipts not allocated: their share, and their mean age weighted by amount."""

    share: Measure
    age: Measure


def unapplied_cash(unapplied: Sequence[tuple[Cents, date]], receipts: Cents, on: date) -> Unapplied:
    """Return unallocated receipts ÷ receipts of the period, and their mean age in days on a day."""
    total = cents_part("unapplied", sum(amount for amount, _ in unapplied))
    aged = sum(amount * (on - received).days for amount, received in unapplied)
    return Unapplied(
        quotient("unapplied_cash", total, cents_part("receipts", receipts)),
        quotient("unapplied_age", cents_part("amount_days", aged), total, unit=Unit.DAYS),
    )


def _counts(code: str, top_name: str, top: int, bottom_name: str, bottom: int) -> Measure:
    return quotient(code, part(top_name, top, Unit.COUNT), part(bottom_name, bottom, Unit.COUNT))
