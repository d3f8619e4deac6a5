"""Foreseen mistakes: each wrong path computed by hand on the reference firm."""

from decimal import Decimal

from simulator.domain.accounts import mistakes
from simulator.domain.accounts.mistake import day_mistakes, ratio_mistakes
from simulator.domain.accounts.ratio import Ratio, ratio
from tests.domain.accounts.reference import reference

VAT = Decimal("0.2")


def _euros(found):
    return {m.code: int(m.value / 100) for m in found}


def test_on_days_of_credit():
    wrong = {m.code: m.value for m in day_mistakes(100, 1000, vat_rate=VAT, basis=365)}
    assert wrong["ht_flow"] == Decimal("36.5")
    assert wrong["other_basis"] == 30  # 100 ÷ 1 200 × 360
    assert wrong["both"] == 36
    assert round(wrong["not_in_days"], 4) == Decimal("0.0833")
    assert wrong["inverted"] == 4380
    assert "inverted" not in {m.code for m in day_mistakes(0, 1000, vat_rate=VAT, basis=360)}
    assert day_mistakes(100, 0, vat_rate=VAT, basis=360) == ()


def test_on_a_plain_ratio():
    right = ratio("x", 1, 4)
    assert isinstance(right, Ratio)
    assert {m.code: m.value for m in ratio_mistakes(right)} == {
        "inverted": 4,
        "hundred_times": 25,
    }


def test_on_the_balances():
    made = reference()
    assert _euros(mistakes.margin_mistakes(made)) == {
        "variation_forgotten": 300,
        "variation_sign": 320,
        "all_sales": 4280,
    }
    assert _euros(mistakes.value_added_mistakes(made)) == {
        "stored_production_forgotten": 1970,
        "variation_sign": 1970,  # −30 counted as a charge: 2 030 − 60
        "external_charges_forgotten": 2990,
        "sales_for_production": 1950,
    }
    assert _euros(mistakes.ebe_mistakes(made)) == {
        "subsidies_forgotten": 680,
        "taxes_forgotten": 760,
        "depreciation_taken_off": 480,
        "operating_result": 460,
    }


def test_on_the_cash_flow():
    assert _euros(mistakes.caf_mistakes(reference())) == {
        "net_result_plus_depreciation": 506,
        "disposals_left_in": 516,
        "disposals_sign": 531,
        "reversals_forgotten": 531,
        "tax_forgotten": 600,
    }


def test_on_the_functional_balance_sheet():
    made = reference()
    assert _euros(mistakes.frng_mistakes(made)) == {
        "net_fixed_assets": 970,
        "depreciation_forgotten": -480,
        "overdrafts_stable": 1230,
        "provisions_forgotten": 990,
        "liquidity_reading": 800,
    }
    assert _euros(mistakes.bfr_mistakes(made)) == {
        "net_current_assets": 980,
        "advances_sign": 1100,
        "overdrafts_inside": 880,
        "cash_inside": 1230,
        "other_items_forgotten": 1005,
    }
