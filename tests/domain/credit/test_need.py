from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.credit.inputs import YearBasis
from simulator.domain.credit.need import (
    MEAN_END_OF_MONTH,
    WORST_END_OF_MONTH,
    afdcc_need,
    complete_need,
    request,
    seasonal_need,
    simple_need,
)
from simulator.domain.credit.season import rolling_need, rolling_peak
from simulator.domain.money import Cents, cents
from simulator.domain.refusals import Negative, NotPositive, OutOfRange
from simulator.domain.results import Confidence, Unit

VAT = Decimal("0.2")


def test_ninety_days_of_120_000_euros_need_30_000():
    found = simple_need(cents(120_000), 90)
    assert found.amount == cents(30_000)
    assert found.confidence is Confidence.CERTAIN


def test_the_year_of_365_days_needs_less():
    # 120 000 × 90 ÷ 365 = 29 589,041…
    found = simple_need(cents(120_000), 90, basis=YearBasis.D365)
    assert found.amount == cents("29589.04")


def test_forty_five_days_end_of_month_are_sixty_on_average_and_seventy_five_at_worst():
    def need(month: int) -> int:
        return complete_need(cents(360_000), Decimal(0), 45, end_of_month_days=month).amount

    assert need(MEAN_END_OF_MONTH) == cents(60_000)
    assert need(WORST_END_OF_MONTH) == cents(75_000)


def test_exports_bear_no_tax():
    # 100 000 HT, a quarter sold in France: 105 000 TTC, 36 days on 360 = 10 500
    found = complete_need(cents(100_000), VAT, 36, domestic_share=Decimal("0.25"))
    assert found.amount == cents(10_500)


def test_the_complete_need_is_shown_line_by_line():
    found = complete_need(cents(120_000), VAT, 45, end_of_month_days=15, lateness_days=10)
    assert [(s.name, s.value, s.unit) for s in found.steps] == [
        ("sales_ttc", 14_400_000, Unit.CENTS),
        ("days", 70, Unit.DAYS),
        ("need", 2_800_000, Unit.CENTS),
    ]
    assert found.steps[1].formula == "45 + 15 + 10"


def test_a_month_of_fifteen_percent_of_the_year_multiplies_the_need_by_1_8():
    assert seasonal_need(cents(28_000), Decimal("0.15")).amount == cents(50_400)


@pytest.mark.parametrize("outside", ["0.08", "1.01"])
def test_the_best_month_holds_between_a_twelfth_and_the_whole_year(outside):
    with pytest.raises(OutOfRange):
        seasonal_need(cents(1), Decimal(outside))


def test_a_line_asked_for_is_one_more_bound():
    assert request(cents(80_000)).amount == cents(80_000)
    with pytest.raises(Negative):
        request(Cents(-1))


def test_the_afdcc_base_adds_orders_deliveries_and_invoices():
    found = afdcc_need(
        cents(1),
        cents(20),
        cents(300),
        terms_coefficient=Decimal(2),
        behaviour_coefficient=Decimal("0.5"),
    )
    assert found.amount == cents(321)
    assert found.parameters["terms_coefficient"] == 2


def test_the_peak_says_where_it_starts():
    months = [cents(m) for m in (1, 5, 6, 2)]
    found = rolling_peak(months, 2)
    assert (found.peak, found.start, found.mean) == (cents(11), 1, cents(7))
    assert found.coefficient == Decimal(11) / 7
    assert rolling_need(months, 2).amount == cents(11)


def test_a_window_may_cut_a_month():
    # one month and a half: 6 + half of 5, begun in the middle of the second month
    found = rolling_peak([cents(m) for m in (1, 5, 6, 2)], Decimal("1.5"))
    assert (found.peak, found.start) == (cents("8.5"), Decimal("1.5"))


def test_a_year_that_repeats_itself_joins_december_to_january():
    months = [cents(m) for m in (9, 1, 1, 8)]
    assert rolling_peak(months, 2).peak == cents(10)
    found = rolling_peak(months, 2, cyclic=True)
    assert (found.peak, found.start) == (cents(17), 3)


def test_a_year_without_sales_has_no_seasonal_coefficient():
    found = rolling_peak([cents(0)] * 12, 2)
    assert found.coefficient is None
    assert [s.name for s in found.steps] == ["total", "mean", "peak"]


def test_windows_and_months_that_make_no_sense_are_refused():
    with pytest.raises(NotPositive):
        rolling_peak([], 1)
    with pytest.raises(NotPositive):
        rolling_peak([cents(1)], 0)
    with pytest.raises(OutOfRange):
        rolling_peak([cents(1)], 2)
    with pytest.raises(Negative):
        rolling_peak([cents(-1)], 1)


MONTHS = st.lists(st.integers(0, 10**9), min_size=1, max_size=24)


@given(MONTHS, st.data())
def test_the_exact_peak_is_the_best_sum_of_whole_months(months, data):
    window = data.draw(st.integers(1, len(months)))
    best = max(sum(months[i : i + window]) for i in range(len(months) - window + 1))
    assert rolling_peak([Cents(m) for m in months], window).peak == best


@given(MONTHS, st.data())
def test_the_peak_is_never_under_the_mean_nor_above_the_total(months, data):
    tenths = data.draw(st.integers(1, 10 * len(months)))
    found = rolling_peak([Cents(m) for m in months], Decimal(tenths) / 10, cyclic=True)
    assert found.mean <= found.peak <= found.total


@given(
    st.integers(0, 10**12),
    st.integers(0, 10**6),
    st.integers(0, 200),
    st.integers(0, 50),
)
def test_the_need_grows_with_sales_and_with_days(sales, more, days, longer):
    def need(amount: int, length: int) -> int:
        return complete_need(Cents(amount), VAT, length).amount

    assert need(sales, days) <= need(sales + more, days)
    assert need(sales, days) <= need(sales, days + longer)
