"""The DSO family on plain values: identities, roll-ups, count-back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.indicators.conventions import (
    Conventions,
    DayBasis,
    EmptyMonth,
    Receivable,
    RollUp,
)
from simulator.domain.indicators.countback import Slice, countback
from simulator.domain.indicators.dso import (
    best_possible,
    delinquent_days,
    dso,
    period_days,
    roll_up,
    share_countback,
)
from simulator.domain.indicators.measure import Flag
from simulator.domain.refusals import Negative, NotPositive, OutOfRange

AMOUNTS = st.integers(0, 10**12)
SALES = st.integers(1, 10**12)


@given(AMOUNTS, AMOUNTS, SALES, st.integers(1, 400))
def test_best_possible_plus_late_days_is_the_dso(not_due, overdue, sales, days):
    whole = dso(not_due + overdue, sales, days).number
    parts = (
        best_possible(not_due, sales, days).number,
        delinquent_days(not_due + overdue, not_due, sales, days).number,
    )
    assert abs(sum(parts, Decimal(0)) - whole) <= Decimal("1e-24") * max(1, whole)


def test_more_not_due_than_owed_betrays_two_perimeters():
    assert delinquent_days(100, 150, 1000, 30).flags == {Flag.PERIMETERS_DIFFER}
    assert not delinquent_days(100, 100, 1000, 30).flags


def test_the_average_receivable_needs_an_opening():
    average = Conventions(receivable=Receivable.AVERAGE)
    assert dso(301, 100, 2, average, opening=100).number == Decimal("4.01")
    with pytest.raises(OutOfRange):
        dso(301, 100, 2, average)


def test_negative_days_are_refused():
    with pytest.raises(Negative):
        dso(1, 1, -1)


def test_a_month_has_30_days_only_when_the_year_has_360():
    assert period_days(12, 365) == 365
    assert period_days(12, 365, Conventions(day_basis=DayBasis.BANKING)) == 360


def entities():
    # 90 days and 9 days: 99 000 owed over 20 000 of sales in 10 days make 49,5.
    return [dso(90_000, 10_000, 10), dso(9_000, 10_000, 10), dso(0, 10_000, 10)]


def test_rolling_up_on_sums_is_the_dso_of_the_whole():
    whole = dso(99_000, 30_000, 10).number
    assert whole == 33
    assert roll_up(entities()).number == whole
    assert roll_up(entities(), Conventions(roll_up=RollUp.WEIGHTED_BY_SALES)).number == whole
    assert roll_up(entities()).part("receivable") == 99_000


def test_other_roll_ups_are_flagged_means_of_ratios():
    plain = roll_up([dso(900, 10, 1), dso(10, 10, 1)], Conventions(roll_up=RollUp.PLAIN_MEAN))
    assert plain.number == Decimal("45.5")
    assert plain.flags == {Flag.MEAN_OF_RATIOS}
    by_receivable = Conventions(roll_up=RollUp.WEIGHTED_BY_RECEIVABLE)
    weighted = roll_up([dso(30, 10, 1), dso(10, 10, 1)], by_receivable)
    assert weighted.number == Decimal(100) / 40
    assert weighted.flags == {Flag.MEAN_OF_RATIOS}
    assert not roll_up([dso(0, 10, 1)], by_receivable).computable


def test_a_roll_up_keeps_the_code_of_what_it_rolls_and_needs_every_part():
    assert roll_up([best_possible(1, 10, 10)]).code == "bpdso"
    assert not roll_up([dso(1, 1, 1), dso(1, 0, 1)]).computable
    with pytest.raises(NotPositive):
        roll_up([])


MONTH = st.tuples(st.integers(1, 10**9), st.sampled_from([28, 29, 30, 31]))
MONTHS = st.lists(MONTH, min_size=1, max_size=12).map(lambda ms: [Slice(*m) for m in ms])


@given(MONTHS, st.integers(0, 10**9))
def test_count_back_of_k_whole_months_is_their_days(months, extra):
    taken = len(months)
    exactly = sum(m.sales for m in months)
    assert countback(exactly, months).number == sum(m.days for m in months)
    more = countback(exactly + 1 + extra, months)
    assert more.flags == {Flag.INSUFFICIENT_HISTORY}
    assert more.part("remaining") == 1 + extra
    assert more.part("lower_bound") == sum(m.days for m in months[:taken])


@given(st.integers(1, 10**9), st.integers(0, 359))
def test_count_back_of_constant_sales_is_the_simple_dso(sales, days_owed):
    owed = sales * days_owed
    # Monthly sales of 30 × s, so that a day is worth s.
    months = [Slice(sales * 30, 30)] * 12
    assert countback(owed, months).number == days_owed
    assert dso(owed, sales * 360, 360).number == days_owed


@given(MONTHS, st.integers(0, 10**9), st.integers(0, 10**9))
def test_count_back_grows_with_the_receivable(months, owed, more):
    whole = sum(m.sales for m in months)
    low, high = sorted((min(owed, whole), min(more, whole)))
    assert countback(low, months).number <= countback(high, months).number


def test_a_month_without_sales_stops_or_counts_its_days():
    months = [Slice(100, 30), Slice(0, 31), Slice(100, 30)]
    stopped = countback(150, months)
    assert stopped.flags == {Flag.MONTH_WITHOUT_SALES}
    assert (stopped.part("lower_bound"), stopped.part("remaining")) == (30, 50)
    assert stopped.part("receivable") == 150
    counting = Conventions(empty_month=EmptyMonth.COUNT_DAYS)
    assert countback(150, months, counting).number == 30 + 31 + 15
    negative = [Slice(100, 30), Slice(-50, 31), Slice(100, 30)]
    # The excess of credit notes goes back to what is left: 50 + 50 in the third month.
    assert countback(150, negative, counting).number == 30 + 31 + 30


def test_a_receivable_that_ends_with_a_month_does_not_look_further():
    assert countback(100, [Slice(100, 30), Slice(0, 31)]).number == 30


def test_the_last_month_may_be_counted_whole():
    whole = Conventions(last_month_fraction=False)
    assert countback(150, [Slice(100, 30), Slice(100, 31)], whole).number == 61


def test_a_credit_balance_has_a_count_back_of_zero_and_says_so():
    found = countback(-5, [Slice(100, 30)])
    assert found.number == 0
    assert found.flags == {Flag.CREDIT_BALANCE}


def test_no_history_at_all_is_a_lower_bound_of_zero():
    assert countback(5, []).part("lower_bound") == 0
    assert countback(0, []).number == 0


def test_a_slice_without_days_is_refused():
    with pytest.raises(NotPositive):
        countback(5, [Slice(100, 0)])


def test_each_month_of_a_count_back_is_a_step():
    steps = countback(2500_00, [Slice(1200_00, 30), Slice(800_00, 31), Slice(700_00, 30)]).steps
    assert [s.name for s in steps] == ["month_1", "month_2", "month_3", "dso_countback"]
    assert steps[0].formula == "2500.00 − 1200.00 → 1300.00"
    assert steps[2].formula == "500.00 ÷ 700.00 × 30"
    assert steps[3].formula.startswith("30 + 31 + 21.42")  # 500 ÷ 700 × 30 = 21,428…
    assert [s.value for s in steps[:2]] == [30, 31]


def test_the_not_due_share_of_a_count_back_is_its_best_possible_version():
    whole = countback(150, [Slice(100, 30), Slice(100, 30)])
    best = share_countback(whole, 150, 50)
    assert best.code == "bpdso_countback"
    assert best.number == 15
    assert share_countback(countback(5, []), 5, 1).flags == {Flag.INSUFFICIENT_HISTORY}
    assert share_countback(countback(5, []), 5, 1).code == "bpdso_countback"
