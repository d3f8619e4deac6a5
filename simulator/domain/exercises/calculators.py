"""Every figure of a customer that exercises and lessons may name, each from the rule that owns it.

Amounts are cents, ratios fractions, scores points; ``None`` when the figure does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from simulator.domain.accounts import ratios, reading, sig
from simulator.domain.accounts.caf import caf
from simulator.domain.accounts.functional import functional_of, stable_resources, stable_uses
from simulator.domain.accounts.ratio import COMMERCIAL_YEAR
from simulator.domain.accounts.statement import Statement
from simulator.domain.dates import write_date
from simulator.domain.exercises.books import BOOKS
from simulator.domain.exercises.calculator import Calculator, Value
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.legal import LEGAL
from simulator.domain.exercises.lines import CREDIT
from simulator.domain.exercises.notes import knocked_out, measures, notes, points_of, rating_rank
from simulator.domain.exercises.practice import PRACTICE
from simulator.domain.exercises.reminding import REMINDING
from simulator.domain.exercises.scores import (
    Scoring,
    conan_holder_of,
    exact,
    ratio_of,
    z1983_of,
)
from simulator.domain.exercises.steering import STEERING
from simulator.domain.risk import bdf_z, conan_holder
from simulator.domain.risk.default_grid import DEFAULT_GRID


def _amount(read: Callable[[Statement], int]) -> Calculator:
    return Calculator(
        "euro", lambda case: Fraction(read(case.statement)) if case.statement else None
    )


def _line(*codes: str) -> Calculator:
    return _amount(lambda s: s.values(*codes))


def _ratio(name: str, measure: str = "percent") -> Calculator:
    return Calculator(measure, lambda case: ratio_of(case, name))


def _quotient(top: Callable[[Statement], int], bottom: Callable[[Statement], int]) -> Calculator:
    """Return a quotient of two amounts of the same year; none when the second is not positive."""

    def compute(case: Case) -> Value:
        if case.statement is None or bottom(case.statement) <= 0:
            return None
        return Fraction(top(case.statement), bottom(case.statement))

    return Calculator("percent", compute)


def _days_of_sales(amount: Callable[[Statement], int]) -> Calculator:
    """Return an amount counted in days of yearly sales excluding VAT."""

    def compute(case: Case) -> Value:
        if case.statement is None or reading.sales(case.statement) <= 0:
            return None
        yearly = Fraction(reading.sales(case.statement) * 12, case.statement.months)
        return amount(case.statement) / yearly * COMMERCIAL_YEAR

    return Calculator("days", compute)


def _supplier_days(case: Case) -> Value:
    if case.statement is None:
        return None
    vat = case.portfolio.supplier.vat_rate
    return exact(ratios.dpo_of(case.statement, vat_rate=vat, basis=COMMERCIAL_YEAR))


def _customer_days(case: Case) -> Value:
    if case.statement is None:
        return None
    vat = case.portfolio.supplier.vat_rate
    return exact(ratios.dso_of(case.statement, vat_rate=vat, basis=COMMERCIAL_YEAR))


def _points(scoring: Scoring) -> Calculator:
    def compute(case: Case) -> Value:
        score = scoring(case)
        return Fraction(score.value) if score else None

    return Calculator("points", compute)


def _grade(scoring: Scoring) -> Calculator:
    def compute(case: Case) -> Value:
        score = scoring(case)
        return score.grade if score else None

    return Calculator("word", compute)


def _used(scoring: Scoring, name: str, measure: str, *, percent: bool = False) -> Calculator:
    """Return a ratio of a score; a percentage given in points is brought back to a fraction."""

    def compute(case: Case) -> Value:
        score = scoring(case)
        if score is None:
            return None
        value = next(Fraction(used.value) for used in score.ratios if used.name == name)
        return value / 100 if percent else value

    return Calculator(measure, compute)


def _contribution(scoring: Scoring, name: str) -> Calculator:
    def compute(case: Case) -> Value:
        score = scoring(case)
        return Fraction(score.contribution(name).amount) if score else None

    return Calculator("points", compute)


def _paid(name: str, measure: str = "euro") -> Calculator:
    return Calculator(measure, lambda case: Fraction(case.pays[name]))


def _share(top: str, bottom: str) -> Calculator:
    def compute(case: Case) -> Value:
        whole = case.pays[bottom]
        return Fraction(case.pays[top], whole) if whole > 0 else None

    return Calculator("percent", compute)


def _average_delay(case: Case) -> Value:
    paid = case.pays["paid"]
    return Fraction(case.pays["late_weight"], paid) if paid > 0 else None


def _sources(kind: str) -> Calculator:
    return Calculator(
        "count",
        lambda case: Fraction(sum(source.kind.value == kind for source in case.customer.sources)),
    )


def _word(read: Callable[[Case], str | None]) -> Calculator:
    return Calculator("word", read)


def _note(criterion: str) -> Calculator:
    return Calculator("count", lambda case: Fraction(notes(case)[criterion]))


def _weight(weight: Decimal) -> Calculator:
    return Calculator("count", lambda _: Fraction(weight))


def _measure(criterion: str) -> Calculator:
    return Calculator("percent", lambda case: measures(case)[criterion])


def _share_of_sales() -> Calculator:
    def compute(case: Case) -> Value:
        whole = case.invoiced_total
        return Fraction(case.pays["invoiced"], whole) if whole > 0 else None

    return Calculator("percent", compute)


def _rating(case: Case) -> Value:
    rank = rating_rank(case)
    return None if rank is None else Fraction(rank)


_CH = conan_holder.NAMES

CALCULATORS: Mapping[str, Calculator] = {
    # words
    "name": _word(lambda case: case.customer.identity.name),
    "sector": _word(lambda case: case.customer.identity.sector),
    "legal_form": _word(lambda case: case.customer.identity.legal_form),
    "city": _word(lambda case: case.customer.identity.city),
    "manager": _word(lambda case: case.customer.identity.manager),
    "terms": _word(lambda case: case.customer.terms),
    "means": _word(lambda case: case.customer.means),
    "cotation": _word(lambda case: case.customer.cotation),
    "closing": _word(lambda case: write_date(case.statement.closing) if case.statement else None),
    "created": _word(lambda case: write_date(case.customer.identity.created)),
    "since": _word(lambda case: write_date(case.customer.since)),
    # income statement
    "sales": _amount(reading.sales),
    "commercial_margin": _amount(sig.commercial_margin),
    "production": _amount(sig.production),
    "value_added": _amount(sig.value_added),
    "ebe": _amount(sig.ebe),
    "operating_income": _amount(sig.operating_result),
    "current_income": _amount(sig.current_result),
    "net_income": _amount(sig.net_result),
    "caf": _amount(caf),
    "interest": _line("GU"),
    "staff_costs": _amount(reading.staff_costs),
    # balance sheet
    "total_assets": _amount(reading.total_assets),
    "equity": _amount(reading.equity),
    "debts": _amount(reading.debts),
    "financial_debt": _amount(reading.financial_debt),
    "long_term_debt": _amount(reading.long_term_debt),
    "short_term_debts": _amount(reading.short_term_debts),
    "permanent_capital": _amount(reading.permanent_capital),
    "net_stocks": _amount(reading.net_stocks),
    "net_current_assets": _amount(reading.net_current_assets),
    "liquid_assets": _amount(reading.quick_assets),
    "cash_assets": _amount(reading.net_cash_assets),
    "stable_resources": _amount(stable_resources),
    "stable_uses": _amount(stable_uses),
    "working_capital": _amount(lambda s: functional_of(s).frng),
    "operating_need": _amount(lambda s: functional_of(s).bfre),
    "need": _amount(lambda s: functional_of(s).bfr),
    "net_cash": _amount(lambda s: functional_of(s).net_cash),
    "vat_rate": Calculator("percent", lambda case: Fraction(case.portfolio.supplier.vat_rate)),
    "months": Calculator(
        "count", lambda case: Fraction(case.statement.months) if case.statement else None
    ),
    # ratios
    "autonomy": _ratio("autonomie_financiere"),
    "net_gearing": _ratio("gearing_net"),
    "repayment_years": _ratio("capacite_remboursement", "years"),
    "current_ratio": _ratio("liquidite_generale", "ratio"),
    "quick_ratio": _ratio("liquidite_reduite", "ratio"),
    "cash_ratio": _ratio("liquidite_immediate", "ratio"),
    "interest_burden": _ratio("frais_financiers_ebe"),
    "interest_on_sales": _ratio("frais_financiers_ca"),
    "value_added_rate": _ratio("taux_valeur_ajoutee"),
    "ebe_rate": _ratio("taux_ebe"),
    "operating_margin": _ratio("taux_rex"),
    "net_margin": _ratio("taux_resultat_net"),
    "net_interest_burden": _quotient(lambda s: s.values("GU", "-GP"), sig.ebe),
    "caf_to_debt": _quotient(caf, reading.financial_debt),
    "tax_social_share": _quotient(lambda s: s["DY"], sig.value_added),
    "capital_days": _days_of_sales(lambda s: functional_of(s).frng),
    "need_days": _days_of_sales(lambda s: functional_of(s).bfr),
    "cash_days": _days_of_sales(lambda s: functional_of(s).net_cash),
    "staff_share": _ratio("personnel_va"),
    "supplier_days": Calculator("days", _supplier_days),
    "customer_days": Calculator("days", _customer_days),
    # scores
    "conan_holder": _points(conan_holder_of),
    "conan_holder_class": _grade(conan_holder_of),
    **{f"ch_r{i}": _used(conan_holder_of, name, "ratio") for i, name in enumerate(_CH, 1)},
    **{f"ch_p{i}": _contribution(conan_holder_of, name) for i, name in enumerate(_CH, 1)},
    "z": _points(z1983_of),
    "z_zone": _grade(z1983_of),
    **{
        f"z_{name}": _used(
            z1983_of,
            name,
            "days" if name in bdf_z.DAYS else "percent",
            percent=name not in bdf_z.DAYS,
        )
        for name in bdf_z.NAMES
    },
    # points of risk
    "risk_points": _points(points_of),
    "risk_class": _grade(points_of),
    "knocked_out": Calculator("count", lambda case: Fraction(len(knocked_out(case)))),
    **{f"note_{one.code}": _note(one.code) for one in DEFAULT_GRID.criteria},
    **{f"weight_{one.code}": _weight(one.weight) for one in DEFAULT_GRID.criteria},
    "guarantee_share": _measure("garanties"),
    "exposure_share": _measure("dependance"),
    "sector_late": Calculator("percent", lambda case: case.sector_late),
    "volume_share": _share_of_sales(),
    "rating_rank": Calculator("count", _rating),
    # the account in the ledger
    "exposure": _paid("open"),
    "overdue": _paid("overdue"),
    "overdue_30": _paid("overdue_30"),
    "overdue_60": _paid("overdue_60"),
    "overdue_90": _paid("overdue_90"),
    "overdue_share": _share("overdue", "open"),
    "oldest_days": _paid("oldest_days", "days"),
    "average_delay": Calculator("days", _average_delay),
    "invoiced": _paid("invoiced"),
    "disputed": _paid("disputed"),
    "broken_promises": _paid("broken_promises", "count"),
    "incidents": _paid("incidents", "count"),
    # the file
    "limit": Calculator(
        "euro",
        lambda case: None if case.customer.limit is None else Fraction(case.customer.limit),
    ),
    "insured_limit": Calculator(
        "euro",
        lambda case: Fraction(case.customer.insurer.granted) if case.customer.insurer else None,
    ),
    "insurer_known": Calculator("count", lambda case: Fraction(case.customer.insurer is not None)),
    "seniority": Calculator("years", lambda case: case.years_since(case.customer.since)),
    "age": Calculator("years", lambda case: case.years_since(case.customer.identity.created)),
    "public": Calculator("count", lambda case: Fraction(case.customer.identity.public)),
    "years_known": Calculator("count", lambda case: Fraction(len(case.customer.statements))),
    "bodacc_notices": _sources("bodacc"),
    "press_notes": _sources("press"),
    **CREDIT,
    **LEGAL,
    **BOOKS,
    **PRACTICE,
    **STEERING,
    **REMINDING,
}
"""Figures by name; the lessons' ``example_…`` are these, of one customer of the reader."""

MEASURED = {name: one.measure for name, one in CALCULATORS.items() if one.measure != "word"}
WORDS = frozenset(name for name, one in CALCULATORS.items() if one.measure == "word")
