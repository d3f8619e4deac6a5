"""Figures of the credit line: need, caps, delegation, insurance, factoring, marginal analysis.

Each is that of ``domain.credit``. What no file says (terms of a factor, probabilities of default by
class, price of money) is a teaching value of November 2026, a figure like the others: statements
quote it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from simulator.domain.accounts import reading
from simulator.domain.accounts.functional import functional_of
from simulator.domain.collection.terms import MonthEnd, read_term
from simulator.domain.credit import capacity, delegation, insurance, limits, marginal, need, season
from simulator.domain.credit.classes import ClassRule, class_rule
from simulator.domain.credit.expectation import CreditSale, Expectation, expected_value
from simulator.domain.credit.factoring import Contract, against_overdraft, yearly_cost
from simulator.domain.credit.proposal import Proposal
from simulator.domain.exercises.calculator import Calculator, calculator
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.notes import points_of
from simulator.domain.measures import rounded
from simulator.domain.money import Cents, cents
from simulator.domain.results import NotComputable

OWN_LAYER = cents(10_000)
CONTRACT = Contract(
    commission_rate=Decimal("0.006"),
    financing_rate=Decimal("0.045"),
    guarantee_fund=Decimal("0.10"),
    recourse=False,
    insurance_rate=Decimal("0.003"),
    fees=cents(1_500),
)
OVERDRAFT_RATE = Decimal("0.065")
MONEY_RATE = Decimal("0.06")
DEFAULTS = {
    "A": Decimal("0.005"),
    "B": Decimal("0.015"),
    "C": Decimal("0.05"),
    "D": Decimal("0.15"),
}
POLICY = insurance.Policy("pédagogique")


def _nearest(value: Fraction) -> Cents:
    return Cents(int(rounded(value, 0)))


def bought(case: Case) -> Cents:
    """Return what the customer was invoiced in a year without VAT, in cents, never under zero."""
    gross = Fraction(max(0, case.pays["invoiced"]))
    return _nearest(gross / (1 + Fraction(case.portfolio.supplier.vat_rate)))


def exposed(case: Case) -> Cents:
    """Return what the customer owes, VAT included, in cents, never under zero."""
    return Cents(max(0, case.pays["open"]))


def delay(case: Case) -> int:
    """Return the customer's mean lateness in whole days, zero when it pays early."""
    paid = case.pays["paid"]
    return max(0, int(rounded(Fraction(case.pays["late_weight"], paid), 0))) if paid > 0 else 0


def terms_days(case: Case) -> int:
    """Return the days of the terms granted, without the wait for the end of the month."""
    return read_term(case.customer.terms).days


def end_of_month(case: Case) -> int:
    """Return the mean wait for the end of the month, zero when the terms have none."""
    by_month = read_term(case.customer.terms).month_end is not MonthEnd.NONE
    return need.MEAN_END_OF_MONTH if by_month else 0


def complete(case: Case) -> Proposal:
    """Return the need of the customer: VAT, terms, end of month and usual lateness."""
    return need.complete_need(
        bought(case),
        case.portfolio.supplier.vat_rate,
        terms_days(case),
        end_of_month_days=end_of_month(case),
        lateness_days=delay(case),
    )


def _peak(case: Case) -> Fraction | None:
    total = sum(case.months)
    ordinary = total > 0 and min(case.months) >= 0
    return Fraction(max(case.months), total) if ordinary else None


def _seasonal(case: Case) -> int | None:
    peak = _peak(case)
    if peak is None:
        return None
    share = Decimal(peak.numerator) / Decimal(peak.denominator)
    return need.seasonal_need(complete(case).amount, max(share, Decimal(1) / 12)).amount


def _rolling(case: Case) -> int | None:
    months = [Cents(amount) for amount in case.months]
    if _peak(case) is None:
        return None
    return season.rolling_need(months, 2).amount


def asked(case: Case) -> Cents:
    """Return the line that sales ask for: the need, more or less a third, in whole thousands."""
    share = Fraction(case.drawn("line asked", 70, 150), 100)
    return cents(max(1, round(share * complete(case).amount / 100_000)) * 1_000)


def proposals(case: Case) -> tuple[Proposal | NotComputable, ...]:
    """Return what the methods propose for the customer; none without accounts."""
    if case.statement is None:
        return ()
    return (
        complete(case),
        capacity.equity_cap(Cents(reading.equity(case.statement))),
        capacity.suppliers_cap(Cents(case.statement["DX"])),
        capacity.concentration_cap(case.portfolio.supplier.yearly_sales),
    )


def cover(case: Case) -> limits.Cover | None:
    """Return the insurer's agreement with our own layer, none without a decision."""
    decision = case.customer.insurer
    return None if decision is None else limits.Cover(decision.granted, decision.quota, OWN_LAYER)


def _combined(case: Case, *, covered: bool) -> limits.Combined | None:
    agreement = cover(case) if covered else None
    if covered and agreement is None:
        return None
    found = limits.combine(proposals(case), agreement)
    return None if isinstance(found, NotComputable) else found


def _line(case: Case) -> int | None:
    found = _combined(case, covered=False)
    return found.limit if found else None


def _covered(case: Case) -> int | None:
    found = _combined(case, covered=True)
    return found.limit if found else None


def _max_loss(case: Case) -> int | None:
    found = _combined(case, covered=True)
    return found.max_loss if found else None


def _cap(proposal: Proposal | NotComputable | None) -> int | None:
    return proposal.amount if isinstance(proposal, Proposal) else None


def _equity(case: Case) -> int | None:
    return _cap(proposals(case)[1]) if case.statement else None


def _suppliers(case: Case) -> int | None:
    return _cap(proposals(case)[2]) if case.statement else None


def _need_cap(case: Case) -> int | None:
    if case.statement is None:
        return None
    return _cap(capacity.working_capital_need_cap(Cents(functional_of(case.statement).bfr)))


def _capital_cap(case: Case) -> int | None:
    if case.statement is None:
        return None
    return _cap(capacity.working_capital_cap(Cents(functional_of(case.statement).frng)))


def _class(case: Case) -> ClassRule | None:
    score = points_of(case)
    return class_rule(score.grade) if score and score.grade else None


def _by_class(case: Case) -> int | None:
    rule, line = _class(case), _line(case)
    return None if rule is None or line is None else _nearest(line * Fraction(rule.coefficient))


def _authority(case: Case) -> delegation.Authority | None:
    rule, insurer = _class(case), case.customer.insurer
    granted = insurer.granted if insurer else None
    return (
        delegation.who_decides(delegation.Demand(asked(case), rule.code, granted)) if rule else None
    )


def _role(case: Case) -> str | None:
    found = _authority(case)
    return found.role.value if found else None


def _rank(case: Case) -> int | None:
    found = _authority(case)
    return list(delegation.Role).index(found.role) if found else None


def _indemnity(case: Case) -> insurance.Indemnity | None:
    decision = case.customer.insurer
    if decision is None:
        return None
    return insurance.indemnity(exposed(case), decision.granted, decision.quota)


def _premium(case: Case) -> int:
    sales = case.portfolio.supplier.yearly_sales
    return insurance.premium(POLICY, sales, sales, len(case.portfolio.customers)).total


def _factored(case: Case) -> tuple[Cents, Decimal]:
    """Return yearly sales and their days when the whole receivables would be assigned."""
    sales = Cents(case.invoiced_total)
    return sales, Decimal(int(rounded(Fraction(case.open_total * 360, max(1, sales)), 0)))


def _made_up(case: Case) -> marginal.MakeUp | None:
    lost = _nearest(exposed(case) / (1 + Fraction(case.portfolio.supplier.vat_rate)))
    found = marginal.sales_to_make_up(lost, case.portfolio.supplier.margin_rate)
    return None if isinstance(found, NotComputable) else found


def _sale(case: Case) -> Expectation | None:
    """Return what one more month of sales to the customer is expected to earn."""
    rule, price = _class(case), order(case)
    if rule is None or price <= 0:
        return None
    found = expected_value(
        CreditSale(
            price_ht=price,
            margin_rate=case.portfolio.supplier.margin_rate,
            default_probability=DEFAULTS[rule.code],
            vat_rate=case.portfolio.supplier.vat_rate,
            days=terms_days(case) + end_of_month(case) + delay(case),
            annual_rate=MONEY_RATE,
        )
    )
    return None if isinstance(found, NotComputable) else found


def order(case: Case) -> Cents:
    """Return the order under study, without VAT: a month of business, in whole hundreds."""
    return cents(round(Fraction(bought(case), 12 * 10_000)) * 100)


def _excess(case: Case) -> int | None:
    limit = case.customer.limit
    return None if limit is None else max(0, exposed(case) - limit)


def _month(rank: int) -> Callable[[Case], int | None]:
    return lambda case: case.months[rank] if case.months else None


def _months(names: Sequence[str]) -> dict[str, Calculator]:
    return {name: calculator("euro", _month(rank)) for rank, name in enumerate(names)}


CREDIT: Mapping[str, Calculator] = {
    "bought": calculator("euro", bought),
    "terms_days": calculator("days", terms_days),
    "month_end_days": calculator("days", end_of_month),
    "delay_days": calculator("days", delay),
    "need_simple": calculator(
        "euro",
        lambda case: (
            need.simple_need(Cents(max(0, case.pays["invoiced"])), terms_days(case)).amount
        ),
    ),
    "need_complete": calculator("euro", lambda case: complete(case).amount),
    "need_seasonal": calculator("euro", _seasonal),
    "need_rolling": calculator("euro", _rolling),
    "peak_share": calculator("percent", _peak),
    **_months([f"m{rank:02d}" for rank in range(1, 13)]),
    "cap_equity": calculator("euro", _equity),
    "cap_suppliers": calculator("euro", _suppliers),
    "cap_need": calculator("euro", _need_cap),
    "cap_working_capital": calculator("euro", _capital_cap),
    "cap_concentration": calculator(
        "euro",
        lambda case: capacity.concentration_cap(case.portfolio.supplier.yearly_sales).amount,
    ),
    "line_least": calculator("euro", _line),
    "line_covered": calculator("euro", _covered),
    "line_max_loss": calculator("euro", _max_loss),
    "line_by_class": calculator("euro", _by_class),
    "line_asked": calculator("euro", asked),
    "own_layer": calculator("euro", lambda _: OWN_LAYER),
    "quota": calculator(
        "percent", lambda case: case.customer.insurer.quota if case.customer.insurer else None
    ),
    "class_coefficient": calculator(
        "percent", lambda case: rule.coefficient if (rule := _class(case)) else None
    ),
    "authority": calculator("word", _role),
    "authority_rank": calculator("count", _rank),
    "indemnity": calculator("euro", lambda case: one.paid if (one := _indemnity(case)) else None),
    "own_loss": calculator(
        "euro", lambda case: one.own_loss if (one := _indemnity(case)) else None
    ),
    "insurance_premium": calculator("euro", _premium),
    "insurance_rate": calculator("percent", lambda _: POLICY.premium_rate),
    "enquiry_fee": calculator("euro", lambda _: POLICY.enquiry_fee),
    "factor_commission": calculator("percent", lambda _: CONTRACT.commission_rate),
    "factor_insurance": calculator("percent", lambda _: CONTRACT.insurance_rate),
    "factor_financing": calculator("percent", lambda _: CONTRACT.financing_rate),
    "factor_fund": calculator("percent", lambda _: CONTRACT.guarantee_fund),
    "factor_fees": calculator("euro", lambda _: CONTRACT.fees),
    "factor_days": calculator("days", lambda case: _factored(case)[1]),
    "factor_advance": calculator(
        "euro", lambda case: yearly_cost(CONTRACT, *_factored(case)).advance
    ),
    "factor_cost": calculator("euro", lambda case: yearly_cost(CONTRACT, *_factored(case)).total),
    "overdraft_rate": calculator("percent", lambda _: OVERDRAFT_RATE),
    "overdraft_cost": calculator(
        "euro",
        lambda case: against_overdraft(CONTRACT, *_factored(case), OVERDRAFT_RATE).overdraft,
    ),
    "money_rate": calculator("percent", lambda _: MONEY_RATE),
    "our_margin": calculator("percent", lambda case: case.portfolio.supplier.margin_rate),
    "our_sales": calculator("euro", lambda case: case.portfolio.supplier.yearly_sales),
    "sales_to_make_up": calculator(
        "euro", lambda case: one.sales if (one := _made_up(case)) else None
    ),
    "order": calculator("euro", order),
    "default_probability": calculator(
        "percent", lambda case: DEFAULTS[rule.code] if (rule := _class(case)) else None
    ),
    "expected_gain": calculator("euro", lambda case: one.net if (one := _sale(case)) else None),
    "expected_carry": calculator("euro", lambda case: one.carry if (one := _sale(case)) else None),
    "max_default": calculator(
        "percent", lambda case: one.max_default if (one := _sale(case)) else None
    ),
    "limit_excess": calculator("euro", _excess),
}
"""Figures of the credit line by name."""
