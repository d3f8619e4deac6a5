"""Losses, exposure, rolls, forecasts, costs, upstream quality on plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.indicators.conventions import Conventions, DayBasis
from simulator.domain.indicators.cost import (
    cost_of_a_day,
    credit_cost,
    discount_cost,
    late_interest,
)
from simulator.domain.indicators.exposure import (
    Exposed,
    by_group,
    concentration,
    insurance_coverage,
    overruns,
)
from simulator.domain.indicators.forecast import expected_receipt, forecast_accuracy
from simulator.domain.indicators.losses import (
    expected_loss,
    loss_rates,
    provision_matrix,
    provision_rate,
    sales_to_offset,
)
from simulator.domain.indicators.measure import Flag
from simulator.domain.indicators.rolls import (
    NotStochastic,
    absorption,
    loss_forecast,
    one_way,
    roll_rate,
)
from simulator.domain.indicators.upstream import (
    BlockedOrder,
    blocked_orders,
    invoice_quality,
    limits_reviewed,
    unapplied_cash,
)
from simulator.domain.refusals import Negative, NotPositive, OutOfRange
from simulator.domain.results import NotComputable

ON = date(2025, 6, 30)


def test_provisions_are_a_share_of_the_receivable():
    assert provision_rate(3_000, 100_000).number == Decimal("0.03")


def test_a_matrix_needs_a_rate_for_each_balance_and_a_flow_for_each_rate():
    with pytest.raises(OutOfRange):
        provision_matrix([1, 2], [Decimal("0.1")])
    rates = loss_rates([100, 0], 10)
    assert provision_matrix([5, 5], rates) == NotComputable("rate_not_computable", {"band": 1})


def test_an_expected_loss_needs_a_probability():
    assert expected_loss(Decimal("0.02"), 1_000_00).number == 20_00
    assert not expected_loss(2, 1_000_00).computable
    assert not sales_to_offset(1_000_00, 0).computable


def test_a_customer_without_a_limit_is_not_an_overrun():
    found = overruns(
        [Exposed(100, None), Exposed(100, 60, over_since=date(2025, 6, 20)), Exposed(50, 50)], ON
    )
    assert (found.count.number, found.amount.number) == (1, 40)
    assert found.share.number == Decimal("0.16")
    assert found.age.number == 10
    assert found.count.flags == {Flag.WITHOUT_LIMIT}
    assert found.count.part("without_limit") == 1
    assert not overruns([Exposed(1, 0)]).age.computable


EXPOSED = st.lists(st.builds(Exposed, st.integers(0, 10**9), st.none(), st.integers(0, 10**9)))


@given(EXPOSED)
def test_what_is_covered_and_what_is_not_make_the_exposure(customers):
    found = insurance_coverage(customers)
    covered, whole = found.share.part("covered"), found.share.part("exposure")
    assert covered + found.uninsured.value == whole == sum(c.exposure for c in customers)
    assert covered <= sum(c.insured for c in customers)


def test_a_credit_balance_is_not_covered_exposure():
    found = insurance_coverage([Exposed(-50, None, 100), Exposed(100, None, 40)])
    assert found.share.number == Decimal("0.4")


def test_groups_are_consolidated_before_concentration():
    assert by_group([("A", 10), ("B", 5), ("A", 20)]) == (30, 5)


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=50))
def test_the_equivalent_number_lies_between_one_and_the_number_of_customers(balances):
    found = concentration(balances, 3)
    assert 1 <= found.equivalent_number.number <= len(balances)
    assert found.first.number <= found.top.number <= 1
    equal = concentration([7] * len(balances))
    assert abs(equal.equivalent_number.number - len(balances)) < Decimal("1e-20")


def test_concentration_leaves_credit_balances_out_and_needs_a_top():
    found = concentration([100, -40])
    assert found.first.number == 1
    assert found.hhi.flags == {Flag.CREDIT_BALANCE}
    with pytest.raises(NotPositive):
        concentration([1], 0)
    empty = concentration([])
    assert not empty.first.computable
    assert not empty.equivalent_number.computable


def test_a_roll_over_another_lag_than_the_band_is_flagged():
    assert roll_rate(100, 20, lag_days=31).number == Decimal("0.2")
    assert not roll_rate(100, 20, lag_days=31).flags
    assert roll_rate(100, 20, lag_days=7).flags == {Flag.LAG_MISMATCH}


HALF = Fraction(1, 2)


def test_a_ladder_ends_lost_below_its_last_state():
    ladder = one_way(["a", "b"], [HALF, HALF], [HALF, HALF], [0, 0])
    chain = absorption(ladder)
    assert chain.probabilities["a"] == {"paid": Decimal("0.75"), "lost": Decimal("0.25")}
    assert chain.periods == {"a": Decimal("1.5"), "b": 1}
    with pytest.raises(OutOfRange):
        one_way(["a"], [1], [], [0])


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99))
def test_the_ends_of_a_chain_share_the_whole(a, b, c):
    def rate(percent: int) -> Decimal:
        return Decimal(percent) / 200

    chain = absorption(
        {
            "x": {"paid": rate(a), "y": rate(b), "x": 1 - rate(a) - rate(b)},
            "y": {"x": rate(c), "lost": 1 - rate(c)},
            "lost": {"lost": 1},
        }
    )
    assert chain.states == ("x", "y")
    for state in chain.states:
        assert sum(chain.exact[state].values()) == 1
    paid, lost = (loss_forecast(chain, {"x": 100_00}, end).number for end in ("paid", "lost"))
    assert abs(paid + lost - 100_00) <= 1


def test_a_chain_that_never_ends_has_no_forecast():
    found = absorption({"a": {"b": 1}, "b": {"a": 1}})
    assert found == NotComputable("no_absorption", {"states": ("a", "b")})


def test_a_pivot_of_zero_is_exchanged():
    # I − Q of a state that stays put with its share exchanged through the other one.
    chain = absorption({"a": {"b": 1}, "b": {"a": HALF, "lost": HALF}})
    assert chain.probabilities["a"]["lost"] == 1
    assert chain.periods["a"] == 4


def test_probabilities_that_are_not_are_refused():
    with pytest.raises(NotStochastic) as refused:
        absorption({"a": {"lost": Decimal("0.9")}})
    assert refused.value.total == Decimal("0.9")
    with pytest.raises(OutOfRange):
        absorption({"a": {"lost": Decimal("1.5"), "paid": Decimal("-0.5")}})
    chain = absorption({"a": {"lost": 1}})
    with pytest.raises(OutOfRange):
        loss_forecast(chain, {"a": 1}, "paid")
    with pytest.raises(OutOfRange):
        loss_forecast(chain, {"z": 1}, "lost")


def test_gaps_of_two_weeks_do_not_offset_each_other():
    found = forecast_accuracy([(120, 100), (80, 100)])
    assert [p.number for p in found.periods] == [Decimal("0.8")] * 2
    assert found.overall.number == Decimal("0.8")
    assert found.overall.part("gap") == 40
    assert not forecast_accuracy([(10, 0)]).overall.computable
    assert forecast_accuracy([(300, 100)]).overall.number == -1


def test_an_expected_day_is_rounded_half_up():
    found = expected_receipt(date(2025, 6, 1), None, Decimal("2.5"))
    assert found.value == date(2025, 6, 4)
    assert found.steps[0].formula == "2025-06-01 + 2.5"


def test_the_cost_of_credit_follows_the_declared_year():
    assert credit_cost(365_000_00, Decimal("0.1"), 10).number == 1_000_00
    banking = Conventions(day_basis=DayBasis.BANKING)
    assert credit_cost(360_000_00, Decimal("0.1"), 10, banking).number == 1_000_00
    assert cost_of_a_day(36_500_000_00, Decimal("0.05")).number == 5_000_00
    with pytest.raises(Negative):
        credit_cost(1, Decimal("-0.1"), 10)
    with pytest.raises(Negative):
        late_interest(1, Decimal("0.1"), -1)


def test_a_discount_that_gains_no_day_has_no_yearly_cost():
    found = discount_cost(Decimal("0.02"), 30, 30)
    assert [m.computable for m in (found.simple, found.rule_of_thumb, found.compounded)] == [
        False
    ] * 3
    with pytest.raises(OutOfRange):
        discount_cost(1, 10, 30)


def test_reviews_and_accounts_without_limit_are_shares():
    found = limits_reviewed(45, 60, 5, 200)
    assert found.on_time.number == Decimal("0.75")
    assert found.without_limit.number == Decimal("0.025")


def at(day: int, hour: int) -> datetime:
    return datetime(2025, 6, day, hour, tzinfo=UTC)


def test_blocked_orders_measure_the_friction_with_sales():
    orders = [
        BlockedOrder(100_00, at(2, 8), at(2, 18), after_action=True),
        BlockedOrder(200_00, at(3, 8), at(4, 14)),
        BlockedOrder(300_00, at(29, 8)),
        BlockedOrder(400_00, at(29, 8), at(30, 23)),
    ]
    found = blocked_orders(orders, at(30, 12))
    assert (found.count.number, found.amount.number) == (4, 1_000_00)
    assert found.hours.number == 20
    assert found.hours.part("held") == 2
    assert found.for_nothing.number == Decimal("0.5")
    with pytest.raises(OutOfRange):
        blocked_orders([BlockedOrder(1, at(2, 8), at(1, 8))], at(30, 12))


def test_the_quality_of_invoices_has_three_faces():
    delivered = [(date(2025, 6, 1), date(2025, 6, 3)), (date(2025, 6, 1), date(2025, 6, 6))]
    found = invoice_quality(4, 200, delivered, 6, 150)
    assert found.credit_notes.number == Decimal("0.02")
    assert found.billing_days.number == Decimal("3.5")
    assert found.rejections.number == Decimal("0.04")


def test_unapplied_cash_is_aged_by_amount():
    found = unapplied_cash([(100_00, date(2025, 6, 20)), (300_00, date(2025, 6, 28))], 4_000_00, ON)
    assert found.share.number == Decimal("0.1")
    assert found.age.number == 4
    assert not unapplied_cash([], 100, ON).age.computable
