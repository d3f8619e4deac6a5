"""The traps of the golden cases: the right value is shown and the error is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from simulator.domain.indicators import mistakes
from simulator.domain.indicators.activity import right_party_contacts
from simulator.domain.indicators.ageing import ageing
from simulator.domain.indicators.conventions import (
    DEFAULT,
    ContactBase,
    Conventions,
    DayBasis,
    SalesMode,
)
from simulator.domain.indicators.dso import dso
from simulator.domain.indicators.measure import Flag
from simulator.domain.money import cents
from tests.domain.indicators.runners import (
    BY_ID,
    items_of,
    promise_of,
    run_cei,
    run_countback_and_simple,
    run_dso,
    slices_of,
    timed,
)
from tests.domain.indicators.runners_risk import euros, exposed, number, run_chain, run_discount


def trap(case_id: str) -> dict:
    assert BY_ID[case_id]["trap"] or BY_ID[case_id]["status"] != "ok"
    return BY_ID[case_id]["inputs"]


def test_the_edebex_page_divides_by_other_sales_than_it_states():
    inputs = trap("dso_simple_06_trap_base")
    found = run_dso(inputs)
    assert found["value_with_formula_sales"] == BY_ID["dso_simple_06_trap_base"]["published_value"]
    assert found["value_with_text_sales"] == 65


def test_the_divalto_page_takes_the_rest_off_the_sales_and_prints_74_days():
    case = BY_ID["dso_countback_03_trap_published_error"]
    wrong = mistakes.reversed_cb(cents(case["inputs"]["ar_ttc"]), slices_of(case["inputs"]))
    assert wrong.number is not None
    assert round(wrong.number) == case["published_value"]


def test_the_calculatorshub_formula_uses_the_past_due_and_its_own_figure_the_current():
    case = BY_ID["cei_04_trap_past_due"]
    found = run_cei(case["inputs"])
    assert found["wrong_value_if_past_due_used"] == Decimal("87.5")
    # The page prints what the right formula gives, rounded up: 95.45 shown as 96.
    assert abs(found["value"] - case["published_value"]) < 1


def test_grossing_up_exports_is_the_trap_of_the_mixed_rates():
    inputs = trap("dso_simple_08_mixed_vat")
    flat = sum(Decimal(s["ht"]) for s in inputs["sales"]) * Decimal("1.2")
    wrong = dso(cents(inputs["ar_ttc"]), cents(flat), inputs["days"])
    assert number(wrong) == Decimal("32.5")


def test_360_days_are_flagged_unless_declared():
    inputs = trap("dso_simple_04")
    ar, sales = cents(inputs["ar_ttc"]), cents(inputs["sales_ttc"])
    assert Flag.UNDECLARED_360 in dso(ar, sales, 360).flags
    assert not dso(ar, sales, 360, Conventions(day_basis=DayBasis.BANKING)).flags
    right = dso(ar, sales, 365)
    assert abs(number(right) - Decimal("48.6667")) < Decimal("0.0001")
    assert number(mistakes.d360(right)) == 48


def test_the_two_sales_conventions_of_the_index_give_each_other_as_a_mistake():
    inputs = trap("cei_02")
    figures = {
        "opening": cents(inputs["beg_ar"]),
        "sales": cents(inputs["credit_sales"]),
        "closing": cents(inputs["end_ar"]),
        "closing_not_due": cents(inputs["end_current"]),
    }
    wrong = mistakes.cei_salesmode(**figures, months=3)
    assert abs(number(wrong, 100) - Decimal("55.929")) < Decimal("0.001")
    monthly = replace(DEFAULT, sales_mode=SalesMode.MONTHLY_AVERAGE)
    back = mistakes.cei_salesmode(**figures, months=3, conventions=monthly)
    assert abs(number(back, 100) - Decimal("79.630")) < Decimal("0.001")


def test_credits_apart_leave_the_old_band_gross():
    items, on = items_of(trap("ageing_01_boundaries"))
    apart, netted = ageing(items, on), mistakes.net_credits(items, on)
    assert apart.amounts[-1] == 900_00
    assert apart.credits == -200_00
    assert netted.amounts[-1] == 700_00
    assert apart.total == netted.total == 4600_00


def test_moving_the_bounds_by_a_day_moves_the_invoices_of_30_60_and_90_days():
    items, on = items_of(trap("ageing_01_boundaries"))
    wrong = mistakes.boundary(items, on)
    # F4 is 30 days late, F6 60, F8 90: each slips to the next band.
    assert wrong.amounts == (1500_00, 700_00, 700_00, 400_00, 1500_00)
    assert wrong.bands == ageing(items, on).bands


def test_one_plain_mean_is_the_unweighted_trap():
    invoices = timed(trap("dmp_01"))
    assert number(mistakes.unweighted("dmp", invoices)) == Decimal("7.5")


def test_netting_early_payments_is_the_signed_trap():
    invoices = timed(trap("dbt_03_floor_vs_signed"))
    assert number(mistakes.signed_dbt(invoices)) == 5


def test_future_promises_in_the_denominator_make_one_in_four():
    inputs = trap("promise_01")
    promises = [promise_of(p) for p in inputs["promises"]]
    grace = Conventions(grace_days=inputs["grace_days"])
    wrong = mistakes.future_promises(promises, date.fromisoformat(inputs["asof"]), grace)
    assert number(wrong.by_count) == Decimal("0.25")
    assert number(wrong.by_amount) == Decimal("0.1")


def test_adding_limits_overstates_the_cover():
    assert number(mistakes.limit_sum(exposed(trap("cover_01")))) == Decimal("0.725")


def test_a_gross_loss_is_more_than_three_times_the_net_one():
    inputs = trap("baddebt_01")
    wrong = mistakes.gross_loss(cents(inputs["written_off_ttc"]), cents(inputs["sales_ht"]))
    assert number(wrong) == Decimal("0.006")


def test_attempts_are_another_base_than_contacts_reached():
    inputs = trap("rpc_01")
    by_attempts = Conventions(contact_base=ContactBase.ATTEMPTS)
    rate = right_party_contacts(inputs["right_party"], inputs["reached"], 200, by_attempts)
    assert number(rate) == Decimal("0.125")


def test_the_growth_bias_pushes_the_simple_method_above_the_count_back():
    found = run_countback_and_simple(trap("dso_countback_07_growth"))
    assert found["simple_quarter"] > found["countback"] == 46


def test_the_one_step_chain_sees_only_the_next_period():
    inputs = BY_ID["markov_03"]["inputs"]
    balances = {state: cents(amount) for state, amount in inputs["balances"].items()}
    wrong = mistakes.one_step_markov(inputs["P"], balances, "bad")
    # Only state II can lose next month: 10 % of 600 000.
    assert euros(wrong) == 60_000
    assert euros(wrong) < run_chain(inputs)["bad_amount"]


def test_the_rule_of_thumb_and_the_effective_rate_frame_the_simple_discount():
    found = run_discount(trap("discount_01"))
    assert found["rule_of_thumb_360"] < found["simple_exact"] < found["compounded"]
