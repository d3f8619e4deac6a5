"""Interest on a judgment, plain then raised."""

from datetime import date
from decimal import Decimal

import pytest

from simulator.domain.collection.judgment import judgment_interest
from simulator.domain.collection.penalties import interest_of
from simulator.domain.money import Cents
from simulator.domain.refusals import NotPositive, WrongOrder
from tests.domain.collection.lawbook import LAW, eur


def test_the_rate_rises_two_months_after_the_judgment_can_be_enforced():
    found = judgment_interest(
        eur(10000), date(2026, 3, 1), date(2026, 7, 31), date(2026, 3, 1), LAW
    )
    assert [(part.first_day, part.last_day, part.rate.value) for part in found] == [
        (date(2026, 3, 1), date(2026, 5, 1), Decimal("0.0262")),
        (date(2026, 5, 2), date(2026, 6, 30), Decimal("0.0762")),
        (date(2026, 7, 1), date(2026, 7, 31), Decimal("0.0775")),
    ]
    # 10000 × (2,62 % × 62 + 7,62 % × 60 + 7,75 % × 31) / 365 = 235,588…
    assert interest_of(found) == eur("235.59")


def test_an_individual_has_the_higher_legal_rate():
    found = judgment_interest(
        eur(1), date(2026, 1, 1), date(2026, 1, 31), date(2026, 1, 1), LAW, individual=True
    )
    assert [part.rate.value for part in found] == [Decimal("0.0667")]


def test_impossible_judgments_are_refused():
    with pytest.raises(NotPositive):
        judgment_interest(Cents(0), date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 1), LAW)
    with pytest.raises(WrongOrder):
        judgment_interest(eur(1), date(2026, 1, 2), date(2026, 1, 1), date(2026, 1, 1), LAW)
