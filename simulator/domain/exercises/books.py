"""Figures of the accounts: what receivables tie up, write-downs, VAT of bad debts.

Each is that of ``domain.accounting`` or ``domain.credit``. The doubtful file of a customer is its
largest overdue invoice; the expected loss and the write-down of last year are drawn once for each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from simulator.domain.accounting import vat, working_capital, write_downs
from simulator.domain.credit.carry import carrying_cost, dso_day
from simulator.domain.exercises.calculator import Calculator, Raw, calculator, of_claim
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.claims import Claim
from simulator.domain.exercises.lines import MONEY_RATE
from simulator.domain.measures import rounded
from simulator.domain.money import Cents, cents
from simulator.domain.results import NotComputable

AGE_RATES = {
    "not_due": Decimal("0.005"),
    "1_30": Decimal("0.02"),
    "31_60": Decimal("0.08"),
    "61_90": Decimal("0.20"),
    "over_90": Decimal("0.50"),
}
"""Loss rates by age: a teaching history of the house, not a standard."""
TARGET_DAYS = 5


def loss_rate(case: Case) -> Decimal:
    """Return the loss expected on the doubtful claim, as a fraction."""
    return Decimal(case.drawn("loss rate", 4, 16)) / 20


def doubtful(case: Case, claim: Claim) -> write_downs.Row:
    """Return the row of the year-end table for a claim of the customer."""
    rate, supplier = loss_rate(case), case.portfolio.supplier
    net = vat.split_vat(claim.left, supplier.vat_rate).net
    share = Fraction(case.drawn("write-down of last year", 1, 9), 10) * Fraction(rate)
    existing = Cents(int(rounded(net * share / 100, 0)) * 100)
    row = write_downs.Doubtful(str(claim.number), claim.left, supplier.vat_rate, rate, existing)
    return write_downs.year_end([row]).rows[0]


def received(case: Case, claim: Claim) -> Cents:
    """Return what the liquidator pays: a share of the claim, in whole euros."""
    share = Fraction(case.drawn("dividend", 5, 30), 100)
    return cents(max(1, int(claim.left * share / 100)))


def _row(read: Callable[[write_downs.Row], int]) -> Callable[[Case], Raw]:
    return of_claim(lambda case, claim: read(doubtful(case, claim)))


def recovery(case: Case, claim: Claim) -> vat.VatRecovery:
    """Return the VAT taken back on a claim when its debtor is liquidated."""
    return vat.vat_recovery(
        claim.left,
        case.portfolio.supplier.vat_rate,
        vat.VatBasis.DELIVERY,
        vat.Event.LIQUIDATION_JUDGMENT,
        case.portfolio.as_of,
        on=case.portfolio.as_of,
        duplicate_sent=True,
        law=case.law,
    )


def ages(case: Case) -> Mapping[str, Cents]:
    """Return the receivables of the portfolio without VAT by age, in cents."""
    total, tax = case.totals, 1 + Fraction(case.portfolio.supplier.vat_rate)
    steps = [total[name] for name in ("open", "overdue", "overdue_30", "overdue_60", "overdue_90")]
    bands = [more - less for more, less in zip(steps, [*steps[1:], 0], strict=True)]
    nets = (Cents(int(rounded(Fraction(max(0, band)) / tax, 0))) for band in bands)
    return dict(zip(AGE_RATES, nets, strict=True))


def _statistical(case: Case) -> int:
    return sum(band.required for band in write_downs.by_age(ages(case), AGE_RATES))


def _need_days(case: Case) -> Raw:
    found = working_capital.need_in_days(Cents(case.open_total), Cents(case.invoiced_total))
    return None if isinstance(found, NotComputable) else found


def _late_days(case: Case) -> int:
    paid = case.totals["paid"]
    return max(0, int(rounded(Fraction(case.totals["late_weight"], paid), 0))) if paid > 0 else 0


def _late_cost(case: Case) -> int:
    supplier = case.portfolio.supplier
    sales = Cents(int(rounded(case.invoiced_total / (1 + Fraction(supplier.vat_rate)), 0)))
    return carrying_cost(sales, supplier.vat_rate, _late_days(case), MONEY_RATE).cost


def _age(name: str) -> Calculator:
    return calculator("euro", lambda case: ages(case)[name])


def _rate(name: str) -> Calculator:
    return calculator("percent", lambda _: AGE_RATES[name])


BOOKS: Mapping[str, Calculator] = {
    "all_open": calculator("euro", lambda case: case.open_total),
    "all_invoiced": calculator("euro", lambda case: case.invoiced_total),
    "all_overdue": calculator("euro", lambda case: case.totals["overdue"]),
    "receivable_days": calculator("days", _need_days),
    "target_days": calculator("days", lambda _: TARGET_DAYS),
    "day_of_sales": calculator(
        "euro", lambda case: dso_day(Cents(case.invoiced_total), MONEY_RATE).cash
    ),
    "day_cost": calculator(
        "euro", lambda case: dso_day(Cents(case.invoiced_total), MONEY_RATE).yearly_cost
    ),
    "cash_freed": calculator(
        "euro", lambda case: working_capital.cash_effect(Cents(case.invoiced_total), TARGET_DAYS)
    ),
    "late_days": calculator("days", _late_days),
    "late_cost": calculator("euro", _late_cost),
    "loss_rate": calculator("percent", loss_rate),
    "claim_net": calculator("euro", _row(lambda row: row.net)),
    "claim_vat": calculator("euro", _row(lambda row: row.claim.gross - row.net)),
    "claim_required": calculator("euro", _row(lambda row: row.required)),
    "claim_existing": calculator("euro", _row(lambda row: row.claim.existing)),
    "claim_adjustment": calculator("euro", _row(lambda row: row.adjustment)),
    "dividend": calculator("euro", of_claim(received)),
    "vat_recovered": calculator("euro", of_claim(lambda case, one: recovery(case, one).recovered)),
    "vat_until": calculator("date", of_claim(lambda case, one: recovery(case, one).last_day)),
    **{f"age_{name}": _age(name) for name in AGE_RATES},
    **{f"rate_{name}": _rate(name) for name in AGE_RATES},
    "age_write_down": calculator("euro", _statistical),
}
"""Figures of the accounts by name."""
