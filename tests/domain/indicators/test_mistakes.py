"""Each wrong path gives its own wrong value, worked out by hand, and differs from the right one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulator.domain.indicators import mistakes
from simulator.domain.indicators.ageing import Item, ageing
from simulator.domain.indicators.conventions import Conventions
from simulator.domain.indicators.countback import Slice, countback
from simulator.domain.indicators.dso import best_possible, dso, roll_up
from simulator.domain.indicators.measure import Flag, Measure
from simulator.domain.results import Unit

ON = date(2025, 6, 30)
MONTHS = [Slice(100, 30), Slice(200, 31), Slice(400, 30)]


def test_going_forward_starts_with_the_oldest_month():
    assert countback(200, MONTHS).number == 30 + Decimal("15.5")
    assert mistakes.forward_cb(200, MONTHS).number == 15


def test_counting_the_last_month_whole_forgets_the_fraction():
    assert mistakes.no_fraction(200, MONTHS).number == 61


def test_a_short_history_given_in_silence_has_a_value_and_no_flag():
    assert mistakes.cb_no_history(800, MONTHS).number == 91
    assert not mistakes.cb_no_history(800, MONTHS).flags
    assert mistakes.cb_no_history(100, MONTHS).number == 30


def test_the_published_arithmetic_needs_three_months():
    assert mistakes.reversed_cb(200, MONTHS).number == 30 + 31 + Decimal(100) / 400 * 30
    assert not mistakes.reversed_cb(200, MONTHS[:2]).computable
    assert not mistakes.reversed_cb(200, [*MONTHS[:2], Slice(0, 30)]).computable


def test_upside_down_a_dso_is_another_number_of_days():
    assert mistakes.inv_ratio(dso(30, 60, 90)).number == 180
    assert not mistakes.inv_ratio(dso(0, 60, 90)).computable
    assert not mistakes.inv_ratio(dso(30, 0, 90)).computable
    assert not mistakes.inv_ratio(Measure("x", Decimal(1), Unit.DAYS)).computable


def test_360_days_shorten_every_figure_in_days():
    assert mistakes.d360(best_possible(365, 360, 365)).number == 365
    assert not mistakes.d360(dso(1, 0, 90)).computable


def test_ageing_from_the_invoice_makes_everything_older():
    items = [Item(100, date(2025, 6, 20), date(2025, 5, 21)), Item(50, date(2025, 7, 31))]
    assert ageing(items, ON).amounts == (50, 100, 0, 0, 0)
    wrong = mistakes.age_from_invoice(items, ON)
    assert wrong.amounts == (50, 0, 100, 0, 0)
    assert wrong.bands == ageing(items, ON).bands


def test_the_mean_of_ratios_is_not_the_ratio_of_sums():
    measures = [dso(900, 10, 1), dso(10, 90, 1)]
    assert roll_up(measures).number == Decimal("9.1")
    wrong = mistakes.avg_of_ratios(measures)
    assert wrong.flags == {Flag.MEAN_OF_RATIOS}
    assert abs(wrong.number - Decimal("45.0555")) < Decimal("0.0001")


def test_the_bounds_slip_the_other_way_too():
    excluded = Conventions(bounds_inclusive=False)
    items = [Item(100, date(2025, 5, 31))]
    assert ageing(items, ON, excluded).amounts == (0, 0, 100, 0, 0)
    assert mistakes.boundary(items, ON, excluded).amounts == (0, 100, 0, 0, 0)
