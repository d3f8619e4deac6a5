"""Results and conventions: what they carry, what they refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from simulator.domain.indicators.conventions import CONVENTION_NAMES, DEFAULT, Conventions
from simulator.domain.indicators.dso import dso
from simulator.domain.indicators.forecast import expected_receipt
from simulator.domain.indicators.measure import (
    Measure,
    Part,
    exact,
    not_negative,
    quotient,
    shown,
    whole_cents,
)
from simulator.domain.refusals import Negative, NotFinite, NotPositive, OutOfRange, UnknownChoice
from simulator.domain.results import NotComputable, Unit


def test_a_result_carries_its_figures_its_conventions_and_its_steps():
    declared = Conventions(factored=False)
    found = dso(30_000_00, 60_000_00, 90, declared)
    assert found.number == 45
    assert found.unit is Unit.DAYS
    assert found.conventions is declared
    assert found.part("receivable") == 30_000_00
    assert found.part("sales") == 60_000_00
    assert [(s.name, s.formula, s.value) for s in found.steps] == [
        ("dso", "30000.00 ÷ 60000.00 × 90", Decimal(45))
    ]


def test_a_ratio_on_nothing_says_why_it_has_no_value():
    found = dso(100, 0, 90)
    why = {"denominator": "sales", "value": 0}
    assert found.value == NotComputable("denominator_not_positive", why)
    assert not found.computable
    assert found.number is None
    assert found.steps == ()


def test_a_figure_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(UnknownChoice) as refused:
        dso(1, 1, 1).part("overdue")
    assert refused.value.choices == ("receivable", "sales")


def test_a_day_is_a_value_without_a_number():
    found = expected_receipt(date(2025, 6, 1))
    assert found.computable
    assert found.number is None
    assert found.figures() == (Part("wait", Decimal(0), Unit.DAYS),)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(NotFinite):
        exact(value)


def test_a_date_does_not_divide():
    day = Part("day", date(2025, 1, 1), Unit.DATE)
    with pytest.raises(NotFinite):
        quotient("x", day, Part("n", Decimal(1), Unit.COUNT))


def test_figures_are_shown_to_the_cent_and_to_six_decimals():
    assert shown(1234_56, Unit.CENTS) == "1234.56"
    assert shown(Fraction(1, 3), Unit.RATIO) == "0.333333"
    assert shown(Decimal("12.50"), Unit.DAYS) == "12.5"
    assert shown(100, Unit.DAYS) == "100"
    assert shown(date(2025, 1, 2), Unit.DATE) == "2025-01-02"


def test_half_a_cent_goes_away_from_zero():
    assert (whole_cents(Fraction(5, 2)), whole_cents(Fraction(-5, 2))) == (3, -3)


def test_negative_figures_are_refused_by_name():
    with pytest.raises(Negative) as refused:
        not_negative(days=3, rate=Decimal("-0.1"))
    assert refused.value.data() == {"name": "rate", "value": Decimal("-0.1")}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"bands": ()}, NotPositive),
        ({"bands": (0, 30)}, NotPositive),
        ({"bands": (30, 30)}, OutOfRange),
        ({"bands": (60, 30)}, OutOfRange),
        ({"grace_days": -1}, OutOfRange),
    ],
)
def test_conventions_without_a_meaning_are_refused(change, refusal):
    with pytest.raises(refusal):
        Conventions(**change)


def test_the_house_counts_what_is_legally_open_with_vat_on_calendar_days():
    assert (DEFAULT.doubtful, DEFAULT.factored, DEFAULT.accruals) == (True, True, False)
    assert int(DEFAULT.day_basis) == 365
    assert "tax" in CONVENTION_NAMES


def test_a_measure_may_be_a_plain_amount():
    assert Measure("uninsured", 12, Unit.CENTS).number == 12
