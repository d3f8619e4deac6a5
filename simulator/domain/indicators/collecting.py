"""Effectiveness of collection: CEI, recovery rates, flash rate, activation.

Formulas: sheet of the house, lines 8 and 13 to 15 (November 2026). Amounts are cents.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from simulator.domain.indicators.conventions import (
    DEFAULT,
    Conventions,
    RecoveryBase,
    SalesMode,
)
from simulator.domain.indicators.measure import (
    Flag,
    Measure,
    cents_part,
    part,
    quotient,
    shown,
)
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import NotPositive
from simulator.domain.results import Step, Unit


def effectiveness(
    *,
    opening: Cents,
    sales: Cents,
    closing: Cents,
    closing_not_due: Cents,
    months: int = 1,
    conventions: Conventions = DEFAULT,
) -> Measure:
    """Return the collection effectiveness index, a ratio: what was collected over what could be.

    (opening + sales − closing) ÷ (opening + sales − closing not due). ``sales`` are those of the
    whole period of ``months``; the convention ``sales_mode`` takes them whole or by month, which
    moves the figure by tens of points. Source: CreditGuru's index, read in November 2026.
    """
    if months <= 0:
        raise NotPositive("months", months)
    monthly = conventions.sales_mode is SalesMode.MONTHLY_AVERAGE
    taken = Decimal(sales) / months if monthly else Decimal(sales)
    top, bottom = opening + taken - closing, opening + taken - closing_not_due
    flags = frozenset({Flag.PERIMETERS_DIFFER}) if closing_not_due > closing else frozenset()
    found = quotient(
        "cei",
        part("collected", top, Unit.CENTS),
        part("collectable", bottom, Unit.CENTS),
        conventions=conventions,
        flags=flags,
        parts=(cents_part("sales", taken),),
    )
    sides = tuple(
        Step(name, _without(opening, taken, less), value, Unit.CENTS)
        for name, less, value in (
            ("collected", closing, top),
            ("collectable", closing_not_due, bottom),
        )
    )
    return replace(found, steps=(*sides, *found.steps))


def _without(opening: Cents, sales: Decimal, less: Cents) -> str:
    amounts = [shown(amount, Unit.CENTS) for amount in (opening, sales, less)]
    return f"{amounts[0]} + {amounts[1]} − {amounts[2]}"


def recovery_rate(
    collected: Cents,
    claimed: Cents,
    fallen_due: Cents = ZERO,
    conventions: Conventions = DEFAULT,
) -> Measure:
    """Return the recovery rate, a ratio of amounts, on the base that the conventions declare.

    ``claimed`` is what was due at the start of the period, or what was entrusted; ``fallen_due``
    what fell due during it, used by the base ``DUE_AND_FALLEN_DUE`` only.
    """
    with_fallen = conventions.recovery_base is RecoveryBase.DUE_AND_FALLEN_DUE
    base = Cents(claimed + fallen_due) if with_fallen else claimed
    return _share("recovery_rate", collected, "claimed", base, conventions)


def flash_rate(collected: Cents, fallen_due: Cents, conventions: Conventions = DEFAULT) -> Measure:
    """Return the flash rate, a ratio: cash received at a date ÷ amount fallen due in the month.

    Only the name is published; the definition is a judgement of the house.
    """
    return _share("flash_rate", collected, "fallen_due", fallen_due, conventions)


def activation_rate(with_payment: int, in_progress: int) -> Measure:
    """Return the activation rate, a ratio of files: with a payment ÷ in progress."""
    return quotient(
        "activation_rate",
        part("with_payment", with_payment, Unit.COUNT),
        part("in_progress", in_progress, Unit.COUNT),
        flags=frozenset({Flag.ABOVE_ONE}) if with_payment > in_progress else frozenset(),
    )


def _share(code: str, amount: Cents, name: str, base: Cents, conventions: Conventions) -> Measure:
    return quotient(
        code,
        cents_part("collected", amount),
        cents_part(name, base),
        conventions=conventions,
        flags=frozenset({Flag.ABOVE_ONE}) if amount > base else frozenset(),
    )
