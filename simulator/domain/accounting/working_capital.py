"""Working capital, net cash, and what a day of delay costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from simulator.domain.accounting.vat import shown
from simulator.domain.money import ZERO, Cents, round_half_up
from simulator.domain.refusals import Negative, NotPositive
from simulator.domain.results import NotComputable, Step, Unit


@dataclass(frozen=True, slots=True)
class Operations:
    """Operating assets and debts of a balance sheet, in cents."""

    stocks: Cents = ZERO
    receivables: Cents = ZERO
    other_assets: Cents = ZERO
    suppliers: Cents = ZERO
    tax_and_social: Cents = ZERO
    other_debts: Cents = ZERO


@dataclass(frozen=True, slots=True)
class Balance:
    """Working capital (FRNG), its need (BFR), and net cash: FRNG − BFR."""

    working_capital: Cents
    need: Cents

    @property
    def net_cash(self) -> Cents:
        """Return the trésorerie nette."""
        return Cents(self.working_capital - self.need)

    def steps(self) -> tuple[Step, ...]:
        """Return the three sums."""
        return (
            Step("frng", "", self.working_capital, Unit.CENTS),
            Step("bfr", "", self.need, Unit.CENTS),
            Step(
                "net_cash",
                f"{shown(self.working_capital)} − {shown(self.need)}",
                self.net_cash,
                Unit.CENTS,
            ),
        )


def working_capital(stable_resources: Cents, fixed_assets: Cents) -> Cents:
    """Return the FRNG: stable resources less fixed assets."""
    return Cents(stable_resources - fixed_assets)


def need(operations: Operations) -> Cents:
    """Return the BFR: stocks, receivables and other assets less operating debts."""
    assets = operations.stocks + operations.receivables + operations.other_assets
    debts = operations.suppliers + operations.tax_and_social + operations.other_debts
    return Cents(assets - debts)


def _year(days: int) -> int:
    if days <= 0:
        raise NotPositive("year", days)
    return days


def cash_effect(annual_sales: Cents, days: Decimal | int, *, year: int = 360) -> Cents:
    """Return the cash freed by so many days less of receivables (sales including VAT).

    Annual sales / year × days; negative when days are lost.
    """
    if annual_sales < 0:
        raise Negative("annual_sales", annual_sales)
    exact = Fraction(annual_sales) * Fraction(days) / _year(year)
    return Cents(int(round_half_up(exact)))


def need_in_days(amount: Cents, annual_sales: Cents, *, year: int = 360) -> Decimal | NotComputable:
    """Return an amount as days of sales (both including VAT), one decimal."""
    if annual_sales <= 0:
        return NotComputable("no_sales", {"annual_sales": annual_sales})
    return round_half_up(Fraction(amount * _year(year), annual_sales), 1)


def financing_cost(amount: Cents, rate: Decimal, days: int, *, year: int = 360) -> Cents:
    """Return the interest of an amount for some days: amount × rate × days / year."""
    for name, value in (("rate", rate), ("days", days)):
        if value < 0:
            raise Negative(name, value)
    exact = Fraction(amount) * Fraction(rate) * days / _year(year)
    return Cents(int(round_half_up(exact)))


def sales_to_make_up(loss: Cents, margin_rate: Decimal) -> Cents | NotComputable:
    """Return the extra sales whose margin pays for a loss: loss / margin rate."""
    if loss < 0:
        raise Negative("loss", loss)
    if margin_rate <= 0:
        return NotComputable("no_margin", {"margin_rate": margin_rate})
    return Cents(int(round_half_up(Fraction(loss) / Fraction(margin_rate))))
