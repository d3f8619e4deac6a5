from decimal import Decimal
from fractions import Fraction

import pytest

from simulator.domain.credit import working
from simulator.domain.credit.inputs import finite, not_negative, partial, positive, share
from simulator.domain.refusals import Negative, NotFinite, NotPositive, OutOfRange

CHECKS = (finite, not_negative, positive, share, partial)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_not_a_number_is_refused_by_every_check(check, value):
    with pytest.raises(NotFinite) as refusal:
        check("rate", Decimal(value))
    assert refusal.value.name == "rate"


@pytest.mark.parametrize("check", CHECKS)
def test_a_value_inside_comes_back_exact(check):
    assert check("rate", Decimal("0.1")) == Fraction(1, 10)


def test_bounds_are_those_that_are_announced():
    assert not_negative("x", 0) == 0
    assert share("x", 0) == 0
    assert share("x", 1) == 1
    with pytest.raises(Negative):
        not_negative("x", -1)
    with pytest.raises(NotPositive):
        positive("x", 0)
    for outside in (Decimal("-0.01"), Decimal(20)):
        with pytest.raises(OutOfRange):
            share("x", outside)
    with pytest.raises(OutOfRange):
        partial("x", 1)


def test_steps_are_written_with_french_figures():
    assert working.money(123_456_78) == "123\u202f456,78\u202f€"
    assert working.money(-5) == "−0,05\u202f€"
    assert working.percent(Decimal("0.125")) == "12,5\u202f%"
    assert working.percent(Fraction(1, 3)) == "33,3333\u202f%"
    assert working.plain(1200) == "1\u202f200"
    assert working.plain(Decimal("1.50")) == "1,5"
