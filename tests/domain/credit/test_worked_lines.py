"""Lines, parameters and refusals of the credit rules, whole and by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from simulator.domain.credit.capacity import (
    ScoreBand,
    ScoreTable,
    concentration_cap,
    score_table_cap,
    working_capital_need_cap,
)
from simulator.domain.credit.claims import Claim, breaches, deadlines
from simulator.domain.credit.discount import annual_rate, rate_steps, seller_effect, settlement
from simulator.domain.credit.expectation import break_even_payment
from simulator.domain.credit.factoring import Contract, assign, yearly_cost
from simulator.domain.credit.inputs import TaxBase
from simulator.domain.credit.insurance import Policy
from simulator.domain.credit.limits import combine
from simulator.domain.credit.marginal import net_loss
from simulator.domain.credit.need import complete_need, seasonal_need
from simulator.domain.credit.season import rolling_need
from simulator.domain.money import ZERO, cents
from simulator.domain.refusals import Negative, NotPositive, OutOfRange
from simulator.domain.results import Confidence, NotComputable, Unit

VAT, TWO = Decimal("0.2"), Decimal("0.02")


def lines(steps):
    """Return the lines with plain spaces in their formulas."""
    return [
        (s.name, s.formula.replace("\u202f", " ").replace("\u00a0", " "), s.value, s.unit)
        for s in steps
    ]


def in_cents(*rows):
    return [(name, formula, cents(value), Unit.CENTS) for name, formula, value in rows]


def test_a_year_of_discount_is_shown_line_by_line():
    found = seller_effect(
        cents(1000),
        VAT,
        taken_share=Decimal(1),
        discount=TWO,
        days=30,
        funding_rate=Decimal("0.06"),
    )
    # 1 000 × 1,2 × 0,98 × 30 ÷ 360 = 98 ; 98 × 6 % = 5,88 ; 5,88 − 20 = −14,12
    assert lines(found.steps) == in_cents(
        ("taken", "1 000,00 € × 100 %", 1000),
        ("cash_freed", "1 000,00 € × (1 + 20 %) × (1 − 2 %) × 30 ÷ 360", 98),
        ("financing_saved", "98,00 € × 6 %", "5.88"),
        ("discount_cost", "1 000,00 € × 2 %", 20),
        ("net", "5,88 € + 0,00 € − 20,00 €", "-14.12"),
    )


def test_the_rate_of_a_discount_is_shown_for_its_days_then_for_a_year():
    period, year = lines(rate_steps(TWO, 30))
    assert period[:2] == ("period_rate", "2 % ÷ 98 %")
    assert year[:2] == ("annual_rate", "2 % ÷ 98 % × 360 ÷ 30")
    assert (period[3], year[3]) == (Unit.RATIO, Unit.RATIO)
    assert annual_rate(TWO, 0) == NotComputable("no_days_gained", {"days": 0})


def test_a_loss_is_shown_net_of_tax_and_of_its_indemnity():
    found = net_loss(cents(120), TaxBase.TTC, VAT, quota=Decimal("0.5"))
    # 120 ÷ 1,2 = 100, half of it insured
    (net, formula, *_), insured, loss = lines(found.steps)
    assert (net, formula) == ("net", "120,00 € ÷ (1 + 20 %)")
    assert [insured, loss] == in_cents(
        ("indemnity", "100,00 € × 50 %", 50),
        ("loss", "100,00 € − 0,00 € − 50,00 €", 50),
    )


def test_an_invoice_sold_is_shown_from_its_retention_to_its_net():
    contract = Contract(Decimal("0.01"), Decimal("0.036"), Decimal("0.1"))
    found = assign(contract, cents(1000), 30)
    # interest of 30 days on what is lent: 900 × 3,6 % × 30 ÷ 360 = 2,70
    assert lines(found.steps) == in_cents(
        ("retained", "1 000,00 € × 10 %", 100),
        ("advance", "1 000,00 € − 100,00 €", 900),
        ("commission", "1 000,00 € × 1 %", 10),
        ("interest", "900,00 € × 3,6 % × 30 ÷ 360", "2.70"),
        ("net", "900,00 € − 10,00 € − 2,70 €", "887.30"),
    )


def test_without_an_advance_there_is_no_effective_rate():
    contract = Contract(Decimal("0.01"), Decimal("0.036"), Decimal(1))
    found = yearly_cost(contract, cents(1000), 60)
    assert found.effective_rate == NotComputable("no_advance", {"advance": ZERO})


def test_a_proposal_keeps_what_it_was_made_from():
    need = seasonal_need(cents(1000), Decimal("0.25"))
    assert need.parameters == {"peak_month_share": Decimal("0.25")}
    assert need.amount == cents(3000)
    assert lines(need.steps) == in_cents(
        ("mean_need", "1 000,00 €", 1000), ("need", "1 000,00 € × 25 % × 12", 3000)
    )
    assert complete_need(cents(777), VAT, 47).confidence is Confidence.CERTAIN


def test_a_year_that_repeats_itself_has_its_peak_over_new_year():
    months = [cents(100), *[ZERO] * 10, cents(100)]
    assert rolling_need(months, 2).amount == cents(100)
    found = rolling_need(months, 2, cyclic=True)
    assert found.amount == cents(200)
    assert found.parameters == {"window": 2, "start": 11}
    # a mean window holds 200 × 2 ÷ 12 = 33,33
    assert lines(found.steps)[-1][:2] == ("coefficient", "200,00 € ÷ 33,33 €")


def test_a_table_of_the_house_keeps_its_own_level_of_proof():
    table = ScoreTable((ScoreBand(Decimal(0), Decimal("0.1")),), Confidence.DISPUTED)
    found = score_table_cap(cents(100), Decimal(5), table=table)
    assert not isinstance(found, NotComputable)
    assert (found.amount, found.confidence) == (cents(10), Confidence.DISPUTED)


def test_a_cent_of_need_is_a_need():
    assert not isinstance(working_capital_need_cap(cents("0.01")), NotComputable)
    assert isinstance(working_capital_need_cap(ZERO), NotComputable)


@pytest.mark.parametrize(
    ("refused", "kind", "name"),
    [
        (lambda: concentration_cap(cents(-1)), Negative, "own_sales_ht"),
        (lambda: break_even_payment(cents(1), ZERO), NotPositive, "revenue"),
        (lambda: settlement(cents(1), Decimal(2), VAT), OutOfRange, "discount"),
        (lambda: net_loss(cents(1), TaxBase.TTC, Decimal(2)), OutOfRange, "vat_rate"),
    ],
)
def test_a_refusal_names_the_figure_refused(refused, kind, name):
    with pytest.raises(kind) as refusal:
        refused()
    assert refusal.value.name == name


def test_an_invoice_paid_on_sight_and_a_delivery_on_the_day_of_a_default_are_covered():
    on = date(2026, 3, 2)
    policy = Policy("exemple")
    claim = Claim(cents(1_000_000), on, on, on)
    assert deadlines(claim, policy).extend_until >= on
    assert breaches(replace(claim, customer_default_on=on), policy, on) == ()


def test_without_any_proposal_each_reason_is_kept():
    found = combine([working_capital_need_cap(ZERO)])
    assert found == NotComputable("no_proposal", {"reasons": ("base_not_positive",)})
