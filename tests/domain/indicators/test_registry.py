"""The registry holds the sheet together; reasoning mistakes are read from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from simulator.domain.indicators.choices import (
    Remark,
    remarks_on_charts,
    remarks_on_comments,
    remarks_on_days,
    remarks_on_targets,
)
from simulator.domain.indicators.conventions import CONVENTION_NAMES
from simulator.domain.indicators.indicator import Chart, Direction, Nature, Reading
from simulator.domain.indicators.measure import Measure
from simulator.domain.indicators.mistakes import WRONG, Mistake
from simulator.domain.indicators.registry import BY_CODE, INDICATORS, indicator, read
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Confidence, NotComputable, Unit


def test_every_line_of_the_sheet_has_an_indicator_and_no_code_is_there_twice():
    assert {each.line for each in INDICATORS} == set(range(1, 36))
    assert len(BY_CODE) == len(INDICATORS)
    assert [each.line for each in INDICATORS] == sorted(each.line for each in INDICATORS)


@pytest.mark.parametrize("each", INDICATORS, ids=[each.code for each in INDICATORS])
def test_a_descriptor_refers_to_what_exists(each):
    assert each.counters
    assert set(each.counters) <= set(BY_CODE) - {each.code}
    assert set(each.conventions) <= set(CONVENTION_NAMES)
    assert each.charts
    assert not set(each.charts) & set(each.avoid)
    assert each.functions
    assert each.key
    if each.bands:
        assert each.bands.confidence is Confidence.PEDAGOGICAL
        sign = -1 if each.direction is Direction.HIGHER else 1
        bounds = [sign * b for b in (each.bands.excellent, each.bands.normal, each.bands.alarm)]
        assert bounds == sorted(bounds)


def test_means_and_results_are_told_apart():
    assert indicator("contacts_per_day").nature is Nature.MEANS
    assert indicator("cei").nature is Nature.RESULT
    with pytest.raises(UnknownChoice):
        indicator("nps")


def ratio(code: str, value: str) -> Measure:
    return Measure(code, Decimal(value), indicator(code).unit)


@pytest.mark.parametrize(
    ("code", "value", "reading"),
    [
        ("overdue_ratio", "0.10", Reading.EXCELLENT),
        ("overdue_ratio", "0.101", Reading.NORMAL),
        ("overdue_ratio", "0.25", Reading.WATCH),
        ("overdue_ratio", "0.251", Reading.ALARM),
        ("cei", "0.90", Reading.EXCELLENT),
        ("cei", "0.80", Reading.NORMAL),
        ("cei", "0.75", Reading.WATCH),
        ("cei", "0.749", Reading.ALARM),
        ("dispute_weight", "0.051", Reading.ALARM),
        ("add", "12", Reading.NORMAL),
    ],
)
def test_a_value_reads_in_its_band(code, value, reading):
    assert read(ratio(code, value)) is reading


def test_what_has_no_band_or_no_value_has_no_reading():
    assert read(ratio("dso", "45")) is None
    assert read(Measure("unknown", Decimal(1), Unit.DAYS)) is None
    assert read(Measure("cei", NotComputable("x"), Unit.RATIO)) is None


def test_a_target_needs_its_counter_indicator():
    assert remarks_on_targets(["dso"]) == (
        Remark(Mistake.DSO_ONLY, ("dso",)),
        Remark(Mistake.NO_COUNTERKPI, ("dso",)),
    )
    found = remarks_on_targets(["cei", "dispute_weight", "dispute_days", "dispute_age"])
    assert found == ()
    assert remarks_on_targets(["contacts_per_day", "cei", "dispute_weight", "dispute_days"]) == (
        Remark(Mistake.NO_COUNTERKPI, ("contacts_per_day", "dispute_days")),
    )
    assert remarks_on_targets([]) == ()


def test_a_chart_against_the_advice_is_remarked():
    assert remarks_on_charts({"dso": Chart.GAUGE, "ageing": Chart.STACKED_BAR}) == (
        Remark(Mistake.WRONG_CHART, ("dso",)),
    )
    assert remarks_on_charts({"dso": Chart.LINE}) == ()


def test_a_figure_needs_a_cause_and_a_decision():
    comments = {"dso": ("litiges logistiques", "réunion le 4"), "cei": ("congés", " ")}
    assert remarks_on_comments(comments) == (Remark(Mistake.NO_COMMENT, ("cei",)),)
    assert remarks_on_comments({}) == ()


@pytest.mark.parametrize(
    ("first", "second", "comparable"),
    [
        (date(2025, 5, 31), date(2025, 6, 30), True),
        (date(2025, 5, 31), date(2025, 6, 29), False),
        (date(2025, 5, 15), date(2025, 6, 15), True),
        (date(2025, 6, 6), date(2025, 6, 13), True),
        (date(2025, 6, 6), date(2025, 6, 12), False),
    ],
)
def test_a_month_end_does_not_compare_with_another_day(first, second, comparable):
    found = remarks_on_days("overdue_ratio", first, second)
    assert found == (() if comparable else (Remark(Mistake.MONTH_END, ("overdue_ratio",)),))


def test_every_code_is_computed_or_recognised_but_causality():
    recognised = {
        Mistake.DSO_ONLY,
        Mistake.NO_COUNTERKPI,
        Mistake.WRONG_CHART,
        Mistake.NO_COMMENT,
        Mistake.MONTH_END,
    }
    assert len(Mistake) == 24
    assert set(Mistake) - set(WRONG) - recognised == {Mistake.CAUSALITY}
