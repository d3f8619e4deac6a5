"""Losses and provisions: bad-debt ratio, provision rate, provision matrix.

Formulas: sheet of the house, lines 21 and 22 (November 2026). Amounts are cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from simulator.domain.indicators.conventions import DEFAULT, Conventions
from simulator.domain.indicators.measure import (
    Measure,
    Number,
    Part,
    Reason,
    cents_part,
    decimal,
    exact,
    not_computable,
    not_negative,
    part,
    quotient,
    shown,
    whole_cents,
)
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import OutOfRange
from simulator.domain.results import NotComputable, Step, Unit


def net_loss(
    written_off: Cents,
    vat_rate: Number,
    indemnity: Cents = ZERO,
    recovered_later: Cents = ZERO,
) -> Cents:
    """Return the loss excluding VAT: written off ÷ (1 + rate) − indemnity − recovered later.

    VAT comes back on a debt that is definitively lost.
    """
    not_negative(vat_rate=vat_rate)
    without_vat = Fraction(written_off) / (1 + exact(vat_rate))
    return whole_cents(without_vat - indemnity - recovered_later)


def bad_debt_ratio(loss: Cents, sales: Cents, conventions: Conventions = DEFAULT) -> Measure:
    """Return the loss ratio: net loss excluding VAT ÷ sales excluding VAT.

    Loss and sales of one year make the ratio by year of loss; losses of all years on the sales of
    one year make it by vintage.
    """
    return quotient(
        "bad_debt_ratio",
        cents_part("net_loss", loss),
        cents_part("sales", sales),
        conventions=conventions,
    )


def provision_rate(
    provision: Cents, receivable: Cents, conventions: Conventions = DEFAULT
) -> Measure:
    """Return provision ÷ receivable, both excluding VAT (a ratio)."""
    return quotient(
        "provision_rate",
        cents_part("provision", provision),
        cents_part("receivable", receivable),
        conventions=conventions,
    )


def loss_rates(reaching: Sequence[Cents], never_paid: Cents) -> tuple[Measure, ...]:
    """Return the loss rate of each band: never paid ÷ amount that reached the band."""
    lost = cents_part("never_paid", never_paid)
    return tuple(
        quotient(f"loss_rate_{row + 1}", lost, cents_part("reaching", amount))
        for row, amount in enumerate(reaching)
    )


@dataclass(frozen=True, slots=True)
class ProvisionMatrix:
    """Expected credit losses by band, each rounded to the cent, and their sum."""

    losses: tuple[Cents, ...]
    total: Measure


def provision_matrix(
    balances: Sequence[Cents], rates: Sequence[Number | Measure], conventions: Conventions = DEFAULT
) -> ProvisionMatrix | NotComputable:
    """Return balance × rate by band (IFRS 9 simplified approach) and the total in cents.

    Rates are fractions, or the results of ``loss_rates``; not computable when one of these is.
    Raises ``OutOfRange`` when there are not as many rates as balances.
    """
    if len(balances) != len(rates):
        raise OutOfRange("rates", len(rates), len(balances), len(balances))
    losses: list[Cents] = []
    steps: list[Step] = []
    for row, (balance, given) in enumerate(zip(balances, rates, strict=True)):
        rate = given.number if isinstance(given, Measure) else given
        if rate is None:
            return NotComputable(Reason.RATE_NOT_COMPUTABLE, {"band": row})
        loss = whole_cents(balance * exact(rate))
        losses.append(loss)
        formula = f"{shown(balance, Unit.CENTS)} × {shown(rate, Unit.RATIO)}"
        steps.append(Step(f"band_{row + 1}", formula, loss, Unit.CENTS))
    total = Cents(sum(losses))
    parts = (cents_part("receivable", sum(balances)),)
    result = Measure(
        "expected_loss", total, Unit.CENTS, conventions, parts=parts, steps=tuple(steps)
    )
    return ProvisionMatrix(tuple(losses), result)


def sales_to_offset(loss: Cents, margin_rate: Number) -> Measure:
    """Return the sales in cents that earn back a loss: loss ÷ margin rate.

    Source: Juridis, table of the effort of sales, read in November 2026.
    """
    return quotient(
        "sales_to_offset",
        cents_part("loss", loss),
        part("margin_rate", margin_rate, Unit.RATIO),
        unit=Unit.CENTS,
    )


def expected_loss(probability: Number, exposure: Cents) -> Measure:
    """Return exposure × probability of loss, in cents; not computable outside 0 to 1."""
    rate = exact(probability)
    if not 0 <= rate <= 1:
        return not_computable(
            "expected_loss", Unit.CENTS, Reason.NOT_A_PROBABILITY, rate=decimal(rate)
        )
    formula = f"{shown(exposure, Unit.CENTS)} × {shown(rate, Unit.RATIO)}"
    value = whole_cents(exposure * rate)
    parts = (cents_part("exposure", exposure), Part("probability", decimal(rate), Unit.RATIO))
    step = Step("expected_loss", formula, value, Unit.CENTS)
    return Measure("expected_loss", value, Unit.CENTS, parts=parts, steps=(step,))
