from decimal import Decimal

from simulator.domain.credit.factoring import Contract
from simulator.domain.credit.inputs import YearBasis
from simulator.domain.credit.limits import Cover
from simulator.domain.credit.marginal import LossConvention
from simulator.domain.credit.mistakes import (
    Mistake,
    discount_amount_mistakes,
    discount_mistakes,
    expected_value_mistakes,
    factoring_mistakes,
    insured_loss_mistakes,
    make_up_mistakes,
    need_mistakes,
)
from simulator.domain.money import cents

VAT = Decimal("0.2")
TWO = Decimal("0.02")


def by_code(mistakes: tuple[Mistake, ...]) -> dict[str, object]:
    return {mistake.code: mistake.value for mistake in mistakes}


def rounded(mistakes: tuple[Mistake, ...]) -> dict[str, Decimal]:
    return {m.code: Decimal(m.value).quantize(Decimal("0.0001")) for m in mistakes}


def test_the_wrong_needs_of_the_published_case():
    # right: 144 000 × 70 ÷ 360 = 28 000
    found = need_mistakes(cents(120_000), VAT, 45, end_of_month_days=15, lateness_days=10)
    assert by_code(found) == {
        "HT_TTC": cents("23333.33"),
        "D365": cents("27616.44"),
        "NO_END_OF_MONTH": cents(22_000),
        "NO_LATENESS": cents(24_000),
    }


def test_a_path_that_leads_to_the_right_value_is_left_out():
    found = need_mistakes(cents(365_000), Decimal(0), 30, basis=YearBasis.D365)
    assert by_code(found) == {"D360": cents("30416.67")}


def test_the_wrong_rates_of_two_ten_net_thirty():
    assert rounded(discount_mistakes(TWO, 20)) == {
        "D365": Decimal("0.3724"),
        "ON_GROSS": Decimal("0.3600"),
        "COMPOUND_SIMPLE": Decimal("0.4386"),
        "NOT_ANNUAL": Decimal("0.0204"),
    }


def test_the_published_pro_rata_is_a_named_mistake():
    found = by_code(discount_amount_mistakes(cents(10_000), TWO, 30))
    assert found["PRORATA"] == cents("16.67")
    assert found["PRORATA_D365"] == cents("16.44")


def test_the_wrong_sales_to_make_up():
    found = make_up_mistakes(cents(100), Decimal("0.3"), VAT)
    assert by_code(found) == {
        "HT_TTC": cents(400),
        "LOSS_CONVENTION": cents("233.33"),
        "MULTIPLIED": cents(30),
        "INVERTED_MARGIN": cents("142.86"),
    }
    at_cost = make_up_mistakes(cents(100), Decimal("0.3"), VAT, convention=LossConvention.COST)
    assert by_code(at_cost)["LOSS_CONVENTION"] == cents("333.33")


def test_a_whole_margin_leaves_no_inverted_path():
    assert "INVERTED_MARGIN" not in by_code(make_up_mistakes(cents(100), Decimal(1), VAT))


def test_the_wrong_greatest_losses():
    # right: 70 000 − 50 000 × 90 % = 25 000
    found = insured_loss_mistakes(
        cents(80_000), Cover(cents(50_000), Decimal("0.9"), cents(20_000))
    )
    assert by_code(found) == {
        "QUOTA_ON_WHOLE": cents(7_000),
        "NO_QUOTA": cents(20_000),
        "QUOTA_INVERTED": cents(65_000),
        "AGREEMENT_ONLY": cents(5_000),
    }


def test_the_contract_rate_is_not_the_cost_of_factoring():
    contract = Contract(Decimal("0.009"), Decimal("0.032"), Decimal("0.1"))
    assert rounded(factoring_mistakes(contract, cents(500_000), 60)) == {
        "FINANCING_RATE_ONLY": Decimal("0.0320"),
        "ON_OUTSTANDING": Decimal("0.0828"),
        "ON_SALES": Decimal("0.0138"),
    }
    assert len(factoring_mistakes(contract, cents(500_000), 0)) == 1


def test_the_wrong_expectations_of_the_published_case():
    # right: 0,92 × 2 500 − 0,08 × 7 500 = 1 700
    found = expected_value_mistakes(cents(10_000), Decimal("0.25"), Decimal("0.08"))
    assert by_code(found) == {
        "PRICE_LOST": cents(1_500),
        "MARGIN_CERTAIN": cents(1_900),
        "PROBABILITY_INVERTED": cents(-6_700),
    }
