"""Discount for early payment: its cost, and its entries at the seller's and the buyer's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simulator.domain.accounting.doubtful import BANK, CUSTOMER, VAT_DUE, VAT_PENDING, vat_account
from simulator.domain.accounting.entries import Entry, credit, debit, entry
from simulator.domain.accounting.vat import VatBasis, percent, split_vat
from simulator.domain.money import Cents, times
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.domain.results import Step, Unit

SUPPLIER, GRANTED, OBTAINED, VAT_DEDUCTED = "401", "665", "765", "44566"


@dataclass(frozen=True, slots=True)
class DiscountCost:
    """The yearly cost (fractions) of a discount for the days that it gains."""

    rate: Decimal
    days: int
    year: int
    simple: Decimal
    compounded: Decimal

    def steps(self) -> tuple[Step, ...]:
        """Return both rates."""
        e = percent(self.rate)
        period = f"{e} ÷ (1 − {e})"
        power = f"(1 + {period}) ^ (365 ÷ {self.days}) − 1"
        return (
            Step("simple", f"{period} × {self.year} ÷ {self.days}", self.simple, Unit.RATIO),
            Step("compounded", power, self.compounded, Unit.RATIO),
        )


def discount_cost(
    rate: Decimal, discount_days: int, net_days: int, *, year: int = 360
) -> DiscountCost:
    """Return the yearly cost of « rate, discount_days / net net_days » (unrounded).

    Simple: e/(1 − e) × 360/days; compounded: (1 + e/(1 − e))^(365/days) − 1. ``OutOfRange`` for a
    rate outside ]0, 1[, ``NotPositive`` when no day is gained.
    """
    if not 0 < rate < 1:
        raise OutOfRange("rate", rate, 0, 1)
    days = net_days - discount_days
    if days <= 0:
        raise NotPositive("days_gained", days)
    if year <= 0:
        raise NotPositive("year", year)
    period = rate / (1 - rate)
    compounded = (1 + period) ** (Decimal(365) / days) - 1
    return DiscountCost(rate, days, year, period * year / days, compounded)


@dataclass(frozen=True, slots=True)
class Settlement:
    """A payment with discount: the discount excluding VAT, its VAT, what is paid."""

    gross: Cents
    discount: Cents
    vat: Cents

    @property
    def paid(self) -> Cents:
        """Return the amount of the payment."""
        return Cents(self.gross - self.discount - self.vat)


def settle(gross: Cents, rate: Decimal, vat_rate: Decimal) -> Settlement:
    """Apply a discount rate to an invoice including VAT, at settlement."""
    if gross <= 0:
        raise NotPositive("gross", gross)
    if not 0 < rate < 1:
        raise OutOfRange("rate", rate, 0, 1)
    split = split_vat(times(gross, rate), vat_rate)
    return Settlement(gross, split.net, split.vat)


def seller_entries(
    on: date, settled: Settlement, vat_rate: Decimal, basis: VatBasis
) -> tuple[Entry, ...]:
    """Book a discount granted: 512 / 665 / 44571 (or 4458) / 411."""
    main = entry(
        on,
        "discount_granted",
        debit(BANK, settled.paid),
        debit(GRANTED, settled.discount),
        debit(vat_account(basis), settled.vat),
        credit(CUSTOMER, settled.gross),
    )
    if basis == VatBasis.DELIVERY:
        return (main,)
    # What is left of the invoice's VAT, so that the pending account closes to the cent.
    vat = Cents(split_vat(settled.gross, vat_rate).vat - settled.vat)
    if not vat:
        return (main,)
    return main, entry(on, "vat_due", debit(VAT_PENDING, vat), credit(VAT_DUE, vat))


def buyer_entry(on: date, settled: Settlement) -> Entry:
    """Book a discount obtained: 401 / 512 / 765 / 44566."""
    return entry(
        on,
        "discount_obtained",
        debit(SUPPLIER, settled.gross),
        credit(BANK, settled.paid),
        credit(OBTAINED, settled.discount),
        credit(VAT_DEDUCTED, settled.vat),
    )
