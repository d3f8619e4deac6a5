"""Series of DSO on columns, against the plain ones slice by slice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.dates import add_months, end_of_month
from simulator.domain.indicators.conventions import (
    Conventions,
    DayBasis,
    EmptyMonth,
    Receivable,
)
from simulator.domain.indicators.countback import Slice, countback
from simulator.domain.indicators.measure import Flag
from simulator.domain.indicators.trend import (
    countback_by_customer,
    countback_series,
    dso_series,
    period_sales,
    slices,
    trend,
)
from simulator.domain.ledger.assemble import empty_ledger
from simulator.domain.refusals import NotPositive, OutOfRange
from tests.domain.ledger.builder import DAYS, ROWS, START, Row, ledger_of

HISTORY = 12


def plain(rows: list[Row], on: date, first: date, conventions: Conventions):
    """Work the count-back out of the rows, one month after another."""
    months = []
    for start, end in slices(on, HISTORY):
        if start >= first.replace(day=1):
            sales = sum(r.gross for r in rows if start <= r.issued <= end)
            months.append(Slice(sales, (end - start).days + 1))
    return countback(sum(r.open_on(on) for r in rows), months, conventions)


CONVENTIONS = st.builds(
    Conventions,
    empty_month=st.sampled_from(EmptyMonth),
    last_month_fraction=st.booleans(),
)


@settings(max_examples=60)
@given(ROWS, st.lists(DAYS, min_size=1, max_size=4), CONVENTIONS)
def test_series_and_tables_of_count_back_are_the_plain_one(rows, days, conventions):
    table = trend(ledger_of(rows), days, HISTORY, conventions)
    first = min((r.issued for r in rows), default=table.first_month)
    found = countback_by_customer(table)
    together = trend(ledger_of(rows), days, HISTORY, conventions, apart=False)
    assert countback_series(together) == countback_series(table)
    for column, measure in enumerate(countback_series(table)):
        expected = plain(rows, days[column], first, conventions)
        assert (measure.value, measure.flags) == (expected.value, expected.flags)
        for customer in range(found.dso.shape[0]):
            mine = [r for r in rows if r.customer == customer]
            one = plain(mine, days[column], first, conventions)
            if one.computable:
                assert found.dso[customer, column] == pytest.approx(float(one.number or 0))
                assert not found.short[customer, column]
            else:
                bound = float(one.part("lower_bound"))
                assert found.dso[customer, column] == pytest.approx(bound)
                assert found.short[customer, column]
                assert found.remaining[customer, column] == one.part("remaining")


@settings(max_examples=40)
@given(ROWS, st.lists(DAYS, min_size=1, max_size=4))
def test_the_receivable_of_a_trend_is_the_open_balance(rows, days):
    owed = trend(ledger_of(rows), days, 2).receivable()
    for column, on in enumerate(days):
        assert owed[:, column].sum() == sum(r.open_on(on) for r in rows)


def monthly(count: int, gross: int, paid_after: int | None = None) -> list[Row]:
    """One invoice on the 10th of each month, paid in full some days later, or never."""
    rows = []
    for shift in range(count):
        issued = add_months(date(2025, 1, 10), shift)
        payments = () if paid_after is None else ((issued + timedelta(paid_after), gross),)
        rows.append(Row(0, issued, issued + timedelta(30), gross, payments=payments))
    return rows


@given(st.integers(1, 10), st.integers(1, 10**9))
def test_constant_sales_unpaid_for_k_months_make_the_days_of_k_months(unpaid, gross):
    on = date(2025, 12, 31)
    paid = monthly(12 - unpaid, gross, paid_after=5)
    late = monthly(12, gross)[12 - unpaid :]
    (measure,) = countback_series(trend(ledger_of(paid + late), [on], 24))
    first_day = add_months(date(2025, 12, 1), 1 - unpaid)
    assert measure.number == (on - first_day).days + 1


def test_in_mid_month_the_first_slice_has_the_elapsed_days_and_sales_to_date():
    rows = [Row(0, date(2025, 3, 5), date(2025, 4, 5), 1000), Row(0, date(2025, 2, 5), START, 2000)]
    on = date(2025, 3, 10)
    (measure,) = countback_series(trend(ledger_of(rows), [on], 24))
    # 1 000 of sales in 10 elapsed days, then the whole of February.
    assert measure.number == 10 + 28
    assert slices(on, 2) == (
        (date(2025, 3, 1), on),
        (date(2025, 2, 1), date(2025, 2, 28)),
    )


def test_months_before_the_ledger_are_a_short_history_not_empty_months():
    rows = [Row(0, date(2025, 3, 5), date(2025, 4, 5), 1000, payments=((date(2025, 3, 9), 900),))]
    note = Row(0, date(2025, 3, 6), date(2025, 3, 6), -500)
    late = Row(0, date(2025, 4, 6), date(2025, 4, 6), 700)
    (measure,) = countback_series(trend(ledger_of([*rows, late]), [date(2025, 4, 30)], 24))
    assert measure.number == 30 + Decimal(100) / 1000 * 31
    (other,) = countback_series(trend(ledger_of([*rows, note, late]), [date(2025, 4, 30)], 24))
    assert other.number == 30 * Decimal(300) / 700
    unpaid = [Row(0, date(2025, 4, 6), date(2025, 4, 6), 700), Row(0, START, START, 300)]
    stopped = countback_series(trend(ledger_of(unpaid), [date(2025, 4, 30)], 24))[0]
    assert stopped.flags == {Flag.MONTH_WITHOUT_SALES}
    short = countback_series(trend(ledger_of(unpaid), [date(2025, 4, 30)], 1))[0]
    assert short.flags == {Flag.INSUFFICIENT_HISTORY}


def test_the_simple_series_divides_by_the_sales_of_the_months_asked_for():
    ledger = ledger_of(monthly(12, 1000_00, paid_after=45))
    days = [end_of_month(add_months(START, shift)) for shift in range(5, 12)]
    table = trend(ledger, days, 12)
    # Invoices of the 10th live 45 days: at a month end that of the month is open, and that of the
    # month before when fewer than 45 days passed.
    for on, measure in zip(days, dso_series(table, 3), strict=True):
        live = [
            shift
            for shift in range(12)
            if add_months(date(2025, 1, 10), shift) <= on
            and add_months(date(2025, 1, 10), shift) + timedelta(45) > on
        ]
        first = add_months(on.replace(day=1), -2)
        assert measure.number == Decimal(len(live) * ((on - first).days + 1)) / 3


def test_a_year_of_360_days_has_months_of_30_and_partial_months_as_they_are():
    table = trend(
        ledger_of(monthly(12, 900)),
        [date(2025, 12, 31), date(2025, 12, 15)],
        12,
        Conventions(day_basis=DayBasis.BANKING),
    )
    assert period_sales(table, date(2025, 12, 31), 12).days == 360
    assert period_sales(table, date(2025, 12, 15), 2).days == 30 + 15


def test_the_average_receivable_takes_the_balance_before_the_period():
    table = trend(
        ledger_of(monthly(12, 900)),
        [date(2025, 12, 31)],
        12,
        Conventions(receivable=Receivable.AVERAGE),
    )
    # 9 unpaid invoices before October, 12 at the end: 10,5 on sales of 3, over 92 days.
    assert dso_series(table, 3)[0].number == Decimal("10.5") / 3 * 92
    assert period_sales(table, date(2025, 12, 31), 3).opening == 8100


def test_what_a_trend_cannot_do_is_refused():
    with pytest.raises(NotPositive):
        trend(empty_ledger(), [])
    with pytest.raises(NotPositive):
        trend(empty_ledger(), [START], 0)
    with pytest.raises(OutOfRange):
        dso_series(trend(empty_ledger(), [START], 2), 3)


def test_an_empty_ledger_has_a_count_back_of_zero_and_no_simple_dso():
    table = trend(empty_ledger(), [START])
    assert countback_series(table)[0].number == 0
    assert not dso_series(table)[0].computable
    assert countback_by_customer(table).dso.shape == (0, 1)


def test_a_history_that_ends_leaves_a_lower_bound_for_each_customer():
    rows = [
        Row(0, date(2025, 2, 6), date(2025, 2, 6), 700),
        Row(0, date(2025, 3, 6), date(2025, 3, 6), 300),
    ]
    found = countback_by_customer(trend(ledger_of(rows), [date(2025, 3, 31)], 1))
    assert found.dso.tolist() == [[31.0]]
    assert found.short.tolist() == [[True]]
    assert found.remaining.tolist() == [[700]]
