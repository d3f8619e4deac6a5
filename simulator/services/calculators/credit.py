"""Calculators of credit decisions: margins, carry, insurance, factoring, discount, guarantees."""

from __future__ import annotations

from datetime import date
from typing import Any

from simulator.domain.credit import carry, claims, cost, discount, expectation, factoring
from simulator.domain.credit import guarantees, insurance, marginal
from simulator.domain.credit.inputs import TaxBase, YearBasis
from simulator.domain.money import Cents
from simulator.domain.results import Confidence, NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    basis,
    choice,
    choices,
    count,
    day,
    days,
    flag,
    money,
    rate,
    ratio,
    table,
    vat,
)
from simulator.services.calculators.model import Calculator, Family, Grid, Input, Raw, Values, Word


def _basis(v: Values) -> YearBasis:
    return YearBasis(v.whole("basis"))


def fields(found: Any, *names: str) -> dict[str, object]:
    """Return attributes of a result of the domain, by name."""
    return {name: getattr(found, name) for name in names}


def _make_up(v: Values) -> Raw | NotComputable:
    margin = marginal.margin_on_price(v.number("margin_rate"), marginal.MarginBase(v.text("margin_base")))
    convention = marginal.LossConvention(v.text("convention"))
    found = marginal.sales_to_make_up(v.cents("unpaid"), margin, convention=convention)
    if isinstance(found, NotComputable):
        return found
    return Raw(fields(found, "sales", "loss", "multiple", "whole_sales"), found.steps)


def _net_loss(v: Values) -> Raw:
    found = marginal.net_loss(
        v.cents("amount"),
        TaxBase(v.text("tax_base")),
        v.number("vat_rate"),
        vat_recovered=v.flag("vat_recovered"),
        recovery=v.cents("recovery"),
        quota=v.number("quota"),
        granted=v.cents("granted") if v.has("granted") else None,
    )
    return Raw(fields(found, "loss", "net", "recovery", "indemnity"), found.steps)


def _expected(v: Values) -> Raw | NotComputable:
    found = expectation.expected_value(
        expectation.CreditSale(
            v.cents("price_ht"),
            v.number("margin_rate"),
            v.number("default_probability"),
            vat_rate=v.number("vat_rate"),
            days=v.number("days"),
            annual_rate=v.number("annual_rate"),
            admin=v.cents("admin"),
            recovery=v.cents("recovery"),
            basis=_basis(v),
        )
    )
    if isinstance(found, NotComputable):
        return found
    values = fields(found, "net", "gross", "carry", "admin", "max_default", "accept")
    return Raw(values, found.steps, ("real_probability",))


def _break_even(v: Values) -> Raw | NotComputable:
    amounts = (v.cents("cost"), v.cents("revenue"))
    found = expectation.break_even_payment(
        *amounts,
        annual_rate=v.number("annual_rate"),
        cost_days=v.number("cost_days"),
        revenue_days=v.number("revenue_days"),
        basis=_basis(v),
    )
    if isinstance(found, NotComputable):
        return found
    steps = expectation.break_even_steps(
        *amounts,
        annual_rate=v.number("annual_rate"),
        cost_days=v.number("cost_days"),
        revenue_days=v.number("revenue_days"),
        basis=_basis(v),
    )
    return Raw({"probability": found}, steps)


def _carrying(v: Values) -> Raw:
    found = carry.carrying_cost(
        v.cents("sales_ht"),
        v.number("vat_rate"),
        v.number("days"),
        v.number("annual_rate"),
        contract_days=v.number("contract_days") if v.has("contract_days") else None,
        domestic_share=v.number("domestic_share"),
        basis=_basis(v),
    )
    return Raw(fields(found, "cost", "outstanding", "late_days", "late_cost"), found.steps)


def _dso_day(v: Values) -> Raw:
    found = carry.dso_day(v.cents("sales_ttc"), v.number("annual_rate"), basis=_basis(v))
    return Raw(fields(found, "cash", "yearly_cost"), found.steps)


def _consume(v: Values) -> Raw | NotComputable:
    rates = (v.number("margin_rate"), v.number("vat_rate"), v.number("annual_rate"))
    found = carry.days_that_consume(*rates, basis=_basis(v))
    if isinstance(found, NotComputable):
        return found
    return Raw({"days": found}, carry.consume_steps(*rates, basis=_basis(v)))


def _late_debt(v: Values) -> Raw:
    span = v.number("days") if v.has("days") else None
    found = carry.late_debt_cost(v.cents("amount"), v.number("annual_rate"), days=span, basis=_basis(v))
    shown = f"{v.euros('amount')} × {v.number('annual_rate')}"
    if span is not None:
        shown += f" × {span} ÷ {v.whole('basis')}"
    return Raw({"cost": found}, (Step("cost", shown, found, Unit.CENTS),))


_COSTS = {
    "carry": "portage", "bad_debts": "pertes_ht", "department": "service", "cover": "assurance",
    "collection": "recouv", "indemnities": "indem", "recoveries": "", "late_charges": "penalites",
}  # fmt: skip


def _full_cost(v: Values) -> Raw:
    costs = cost.CreditCosts(**{name: v.cents(name) for name in _COSTS})
    found = cost.full_cost(costs, v.cents("sales_ht"))
    return Raw(fields(found, "total", "of_sales"), found.steps)


def _policy(v: Values) -> Raw:
    found = cost.profitability(
        v.cents("extra_sales_ht"),
        v.number("margin_rate"),
        costs=v.cents("costs"),
        losses=v.cents("losses"),
        tax_rate=v.number("tax_rate"),
        invested=v.cents("invested"),
        tax_credit=v.flag("tax_credit"),
    )
    return Raw(fields(found, "net", "margin", "before_tax", "tax", "on_invested"), found.steps)


def _guarantees(v: Values) -> Raw:
    weights = guarantees.Weights(v.number("cheap"), v.number("fast"), v.number("strong"))
    available = frozenset(guarantees.Need(code) for code in v.chosen("available"))
    rows = tuple(
        (
            Word(r.guarantee.code),
            r.mark,
            r.guarantee.reference,
            tuple(Word(need.value) for need in sorted(r.missing)),
        )
        for r in guarantees.rank(available, weights=weights)
    )
    columns = ("guarantee:word", "mark:points", "reference:text", "missing:words")
    return Raw({"guarantees": Grid(columns, rows)}, (), (), Confidence.PEDAGOGICAL)


def _policy_of(v: Values) -> insurance.Policy:
    return insurance.Policy(
        "calculator",
        premium_rate=v.number("premium_rate"),
        premium_base=TaxBase(v.text("premium_base")),
        minimum_share=v.number("minimum_share"),
        enquiry_fee=v.cents("enquiry_fee"),
        ceiling_multiple=v.number("ceiling_multiple") if v.has("ceiling_multiple") else None,
    )


def _premium(v: Values) -> Raw:
    found = insurance.premium(
        _policy_of(v), v.cents("expected_sales"), v.cents("actual_sales"), v.whole("enquiries")
    )
    warnings = ("minimum_premium",) if found.minimum_applies else ()
    return Raw(fields(found, "total", "due", "fees", "ceiling"), found.steps, warnings)


def _franchise(v: Values) -> insurance.Franchise:
    kind = insurance.FranchiseKind(v.text("franchise_kind"))
    return insurance.Franchise(kind, v.cents("franchise"))


def _indemnity(v: Values) -> Raw:
    granted = v.cents("granted") if v.has("granted") else None
    found = insurance.indemnity(v.cents("exposure"), granted, v.number("quota"), _franchise(v))
    return Raw(fields(found, "paid", "own_loss", "insured"), found.steps)


def _claim_year(v: Values) -> Raw:
    losses = [insurance.Loss(row["exposure"], row.get("granted")) for row in v.rows("losses")]
    ceiling = v.cents("ceiling") if v.has("ceiling") else None
    found = insurance.claim_year(losses, v.number("quota"), _franchise(v), ceiling=ceiling)
    rows = tuple(
        (loss.exposure, claim.insured, claim.paid, claim.own_loss)
        for loss, claim in zip(losses, found.claims, strict=True)
    )
    columns = ("exposure:euro", "insured:euro", "paid:euro", "own_loss:euro")
    values = {**fields(found, "paid", "insured", "own_loss"), "claims": Grid(columns, rows)}
    steps = tuple(step for claim in found.claims for step in claim.steps)
    return Raw(values, steps)


def _claim_dates(v: Values) -> Raw:
    claim = claims.Claim(
        v.cents("amount"),
        v.date("delivered_on"),
        v.date("issued_on"),
        v.date("due_on"),
        export=v.flag("export"),
        extended_to=v.date_or_none("extended_to"),
        customer_default_on=v.date_or_none("customer_default_on"),
        notified_on=v.date_or_none("notified_on"),
        collection_on=v.date_or_none("collection_on"),
    )
    policy = insurance.Policy("calculator")
    found = claims.deadlines(claim, policy)
    broken = claims.breaches(claim, policy, v.date("today"))
    values = fields(found, "notify_by", "collection_by", "extend_until", "paid_from", "paid_until")
    values["breaches"] = tuple(Word(code.value) for code in broken)
    return Raw(values, (), ("policy_delays",), Confidence.PROBABLE)


def _contract(v: Values, basis_of: YearBasis) -> factoring.Contract:
    return factoring.Contract(
        v.number("commission_rate"),
        v.number("financing_rate"),
        v.number("guarantee_fund"),
        recourse=v.flag("recourse"),
        insurance_rate=v.number("insurance_rate"),
        minimum_commission=v.cents("minimum_commission"),
        fees=v.cents("fees"),
        basis=basis_of,
    )


_YEARLY = ("total", "commission", "insurance", "interest", "fees", "outstanding", "advance", "effective_rate")


def _factoring(v: Values) -> Raw:
    found = factoring.yearly_cost(_contract(v, _basis(v)), v.cents("sales_ttc"), v.number("days"))
    return Raw(fields(found, *_YEARLY), found.steps)


def _assignment(v: Values) -> Raw:
    found = factoring.assign(
        _contract(v, _basis(v)),
        v.cents("invoice_ttc"),
        v.number("days"),
        interest_base=factoring.InterestBase(v.text("interest_base")),
    )
    names = ("net", "advance", "retained", "commission", "interest", "received_in_all")
    return Raw(fields(found, *names), found.steps)


def _overdraft(v: Values) -> Raw:
    found = factoring.against_overdraft(
        _contract(v, _basis(v)),
        v.cents("sales_ttc"),
        v.number("days"),
        v.number("overdraft_rate"),
        overdraft_fees=v.cents("overdraft_fees"),
        saved=v.cents("saved"),
    )
    names = ("difference", "factoring", "overdraft", "saved", "break_even_rate")
    return Raw(fields(found, *names), found.steps)


def _reverse(v: Values) -> Raw:
    found = factoring.reverse_factoring(
        v.cents("invoice_ttc"), v.number("rate"), v.number("days"), basis=_basis(v)
    )
    return Raw(fields(found, "cost", "net", "of_invoice"), found.steps)


def _factored_dso(v: Values) -> Raw | NotComputable:
    amounts = (v.cents("receivables_ttc"), v.cents("assigned_ttc"), v.cents("sales_ttc"))
    found = factoring.shown_and_real_dso(*amounts, basis=_basis(v))
    if isinstance(found, NotComputable):
        return found
    left, sales = v.euros("receivables_ttc"), v.euros("sales_ttc")
    times = f"÷ {sales} × {v.whole('basis')}"
    steps = (
        Step("shown_dso", f"{left} {times}", found[0], Unit.DAYS),
        Step("real_dso", f"({left} + {v.euros('assigned_ttc')}) {times}", found[1], Unit.DAYS),
    )
    return Raw({"shown_dso": found[0], "real_dso": found[1]}, steps)


def _discount(v: Values) -> Raw | NotComputable:
    span = v.number("days")
    if not v.has("days"):
        gained = discount.days_gained(v.number("discount_days"), v.number("paid_on_days"))
        if isinstance(gained, NotComputable):
            return gained
        span = gained
    found = discount.equivalents(v.number("discount"), span)
    if isinstance(found, NotComputable):
        return found
    steps = (
        *discount.rate_steps(v.number("discount"), span),
        *discount.rate_steps(v.number("discount"), span, basis=YearBasis.D365, compound=True),
    )
    names = ("simple_360", "simple_365", "compound_360", "compound_365")
    return Raw({**fields(found, *names), "days": span}, steps)


def _affordable(v: Values) -> Raw:
    found = discount.highest_affordable(v.number("rate"), v.number("days"), basis=_basis(v))
    steps = discount.affordable_steps(v.number("rate"), v.number("days"), basis=_basis(v))
    return Raw({"discount": found}, steps)


def _settlement(v: Values) -> Raw:
    found = discount.settlement(v.cents("invoice_ttc"), v.number("discount"), v.number("vat_rate"))
    return Raw(fields(found, "paid", "discount_ttc", "discount_ht", "vat"), found.steps)


def _buyer(v: Values) -> Raw:
    given = (v.cents("invoice_ttc"), v.number("discount"), v.number("days"), v.number("funding_rate"))
    found = discount.buyer_gain(*given, basis=_basis(v))
    steps = discount.buyer_steps(*given, basis=_basis(v))
    return Raw({"gain": found, "accept": found > 0}, steps)


def _seller(v: Values) -> Raw:
    found = discount.seller_effect(
        v.cents("sales_ht"),
        v.number("vat_rate"),
        taken_share=v.number("taken_share"),
        discount=v.number("discount"),
        days=v.number("days"),
        funding_rate=v.number("funding_rate"),
        losses_avoided=v.cents("losses_avoided"),
        basis=_basis(v),
    )
    names = ("net", "cash_freed", "financing_saved", "losses_avoided", "discount_cost")
    return Raw(fields(found, *names), found.steps)


_C = Family.CREDIT


def _euros(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}:euro" for name in names)


_MARGIN = rate("margin_rate", "marge margin m", high=None)
_YEARLY_RATE = rate("annual_rate", "taux t")
_CONTRACT: tuple[Input, ...] = (
    rate("commission_rate", "com", default="0 %"),
    rate("financing_rate", "taux", default="0 %"),
    rate("guarantee_fund", "fg", default="10 %"),
    flag("recourse", default=True),
    rate("insurance_rate", default="0 %"),
)
_YEAR: tuple[Input, ...] = (money("minimum_commission", default=""), money("fees", default=""))
_FRANCHISE = (
    choice("franchise_kind", insurance.FranchiseKind, "none"),
    money("franchise", default=""),
)


def _aggregate(given: dict[str, Any]) -> dict[str, Any]:
    """A yearly franchise given without its kind is an aggregate one."""
    if given.get("franchise") is not None and "franchise_kind" not in given:
        given["franchise_kind"] = insurance.FranchiseKind.AGGREGATE.value
    return given


def _today(name: str) -> Input:
    return day(name, default="today")


CALCULATORS = (
    Calculator(
        "sales-to-make-up", _C, _make_up,
        (
            money("unpaid", "perte pv loss"), _MARGIN,
            choice("convention", marginal.LossConvention, "sale_price"),
            choice("margin_base", marginal.MarginBase, "price"),
        ),
        (*_euros("sales", "loss"), "multiple:ratio", "whole_sales:count"),
        golden=("analyse_marginale", "sales_to_offset_loss"),
    ),
    Calculator(
        "net-loss", _C, _net_loss,
        (
            money("amount"), choice("tax_base", TaxBase, "ttc"), vat(),
            flag("vat_recovered", default=True), money("recovery", default=""),
            rate("quota", "quotite", "0 %"), money("granted", "agrement", ""),
        ),
        _euros("loss", "net", "recovery", "indemnity"),
    ),
    Calculator(
        "expected-value", _C, _expected,
        (
            money("price_ht", "pv", above=True), rate("margin_rate", "mcv"), rate("default_probability", "p"),
            vat(), days("days", "j", "0"), rate("annual_rate", "taux", "0 %"),
            money("admin", "frais", ""), money("recovery", default=""), basis(),
        ),
        (*_euros("net", "gross", "carry", "admin"), "max_default:percent", "accept:flag"),
        golden=("analyse_marginale",),
    ),
    Calculator(
        "break-even-payment", _C, _break_even,
        (
            money("cost", "cout"), money("revenue", "rec", above=True), rate("annual_rate", "taux", "0 %"),
            days("cost_days", default="0"), days("revenue_days", default="0"), basis(),
        ),
        ("probability:percent",),
        golden=("analyse_marginale",),
    ),
    Calculator(
        "carrying-cost", _C, _carrying,
        (
            money("sales_ht", "ca_ht"), vat(), days("days", "dso"), _YEARLY_RATE,
            days("contract_days", "dso_contrat", ""), rate("domestic_share", default="100 %"), basis(),
        ),
        (*_euros("cost", "outstanding", "late_cost"), "late_days:days"),
        golden=("cout_credit",),
    ),
    Calculator(
        "dso-day", _C, _dso_day, (money("sales_ttc"), _YEARLY_RATE, basis()),
        _euros("cash", "yearly_cost"),
    ),
    Calculator(
        "margin-days", _C, _consume, (rate("margin_rate", "m"), vat(), _YEARLY_RATE, basis()),
        ("days:days",), golden=("cout_credit",),
    ),
    Calculator(
        "late-debt-cost", _C, _late_debt,
        (money("amount", "m"), _YEARLY_RATE, days("days", default=""), basis()), ("cost:euro",),
        golden=("rentabilite",),
    ),
    Calculator(
        "full-cost", _C, _full_cost,
        (*(money(name, alias, "") for name, alias in _COSTS.items()), money("sales_ht", "ca")),
        ("total:euro", "of_sales:percent"),
        golden=("rentabilite",),
    ),
    Calculator(
        "credit-policy-return", _C, _policy,
        (
            money("extra_sales_ht"), rate("margin_rate"), money("costs", default=""),
            money("losses", default=""), rate("tax_rate", default="0 %"), money("invested", default=""),
            flag("tax_credit"),
        ),
        (*_euros("net", "margin", "before_tax", "tax"), "on_invested:percent"),
    ),
    Calculator(
        "guarantees", _C, _guarantees,
        (
            choices("available", guarantees.Need), ratio("cheap", default="1", low=0),
            ratio("fast", default="1", low=0), ratio("strong", default="2", low=0),
        ),
        ("guarantees:table",), Confidence.PEDAGOGICAL,
    ),
    Calculator(
        "insurance-premium", _C, _premium,
        (
            money("expected_sales"), money("actual_sales"), count("enquiries", default="0"),
            rate("premium_rate", default="0,3 %"), choice("premium_base", TaxBase, "ht"),
            rate("minimum_share", default="80 %"), money("enquiry_fee", default="35 €"),
            ratio("ceiling_multiple", default="25", low=0),
        ),
        _euros("total", "due", "fees", "ceiling"),
    ),
    Calculator(
        "insurance-indemnity", _C, _indemnity,
        (money("exposure", "encours"), money("granted", "agrement", ""), rate("quota", "quotite", "90 %"), *_FRANCHISE),
        _euros("paid", "own_loss", "insured"),
        golden=("assurance_credit",), adapt=_aggregate,
    ),
    Calculator(
        "insurance-claim-year", _C, _claim_year,
        (
            table("losses", money("exposure"), money("granted", default=""), alias="pertes"),
            rate("quota", "quotite", "90 %"), *_FRANCHISE, money("ceiling", default=""),
        ),
        (*_euros("paid", "insured", "own_loss"), "claims:table"),
        golden=("assurance_credit",), adapt=_aggregate,
    ),
    Calculator(
        "insurance-claim-deadlines", _C, _claim_dates,
        (
            money("amount"), day("delivered_on"), day("issued_on"), day("due_on"), flag("export"),
            *(day(n, default="") for n in ("extended_to", "customer_default_on", "notified_on", "collection_on")),
            _today("today"),
        ),
        (
            *(f"{n}:date" for n in ("notify_by", "collection_by", "extend_until", "paid_from", "paid_until")),
            "breaches:words",
        ),
        Confidence.PROBABLE,
    ),
    Calculator(
        "factoring", _C, _factoring,
        (money("sales_ttc", "ca"), days("days", "j"), *_CONTRACT, *_YEAR, basis()),
        (*_euros(*_YEARLY[:-1]), "effective_rate:percent"),
        golden=("affacturage",),
    ),
    Calculator(
        "factoring-assignment", _C, _assignment,
        (
            money("invoice_ttc", "f fact"), days("days", "j", "0"), *_CONTRACT, *_YEAR,
            choice("interest_base", factoring.InterestBase, "advance"), basis(),
        ),
        _euros("net", "advance", "retained", "commission", "interest", "received_in_all"),
        golden=("affacturage",),
    ),
    Calculator(
        "factoring-or-overdraft", _C, _overdraft,
        (
            money("sales_ttc", "ca"), days("days", "j"), *_CONTRACT, *_YEAR, rate("overdraft_rate"),
            money("overdraft_fees", default=""), money("saved", default=""), basis(),
        ),
        (*_euros("difference", "factoring", "overdraft", "saved"), "break_even_rate:percent"),
    ),
    Calculator(
        "reverse-factoring", _C, _reverse,
        (money("invoice_ttc", "f"), rate("rate", "taux"), days("days", "j"), basis()),
        (*_euros("cost", "net"), "of_invoice:percent"),
        golden=("affacturage",),
    ),
    Calculator(
        "factoring-dso", _C, _factored_dso,
        (money("receivables_ttc"), money("assigned_ttc"), money("sales_ttc"), basis()),
        ("shown_dso:days", "real_dso:days"),
    ),
    Calculator(
        "discount-rate", _C, _discount,
        (
            rate("discount", "e discount_pct%"), days("days", "d", ""), days("discount_days", "disc_days", "0"),
            days("paid_on_days", "net_days", ""),
        ),
        (*(f"{n}:percent" for n in ("simple_360", "simple_365", "compound_360", "compound_365")), "days:days"),
        golden=("escompte", "annualised_discount_cost", "treasury"),
    ),
    Calculator(
        "discount-affordable", _C, _affordable, (rate("rate", "t taux"), days("days", "d"), basis()),
        ("discount:percent",), golden=("escompte",),
    ),
    Calculator(
        "discount-settlement", _C, _settlement,
        (money("invoice_ttc", "f"), rate("discount", "e"), vat()),
        _euros("paid", "discount_ttc", "discount_ht", "vat"),
        golden=("escompte",),
    ),
    Calculator(
        "discount-buyer", _C, _buyer,
        (money("invoice_ttc", "f"), rate("discount", "e"), days("days", "d"), rate("funding_rate", "taux"), basis()),
        ("gain:euro", "accept:flag"),
    ),
    Calculator(
        "discount-seller", _C, _seller,
        (
            money("sales_ht"), vat(), rate("taken_share"), rate("discount", "e"), days("days", "d"),
            rate("funding_rate", "taux"), money("losses_avoided", default=""), basis(),
        ),
        _euros("net", "cash_freed", "financing_saved", "losses_avoided", "discount_cost"),
    ),
)  # fmt: skip
