"""Deadlines by articles 641 and 642."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.collection.deadlines import (
    after_days,
    after_months,
    days_before,
    days_from,
    months_from,
)
from simulator.domain.dates import is_working_day
from simulator.domain.refusals import Negative
from tests.domain.collection.lawbook import LAW

DATES = st.dates(date(2015, 1, 1), date(2035, 12, 31))
RATE = LAW.on("claim_dispute_days", date(2026, 1, 1))


def test_months_keep_the_day_or_take_the_last_one():
    assert after_months(date(2027, 1, 31), 1, RATE).raw == date(2027, 2, 28)
    assert after_months(date(2026, 9, 15), 2, RATE).raw == date(2026, 11, 15)


def test_a_deadline_on_the_first_of_may_moves_over_the_week_end():
    found = after_days(date(2026, 4, 1), 30, RATE)  # Friday 1 May 2026
    assert (found.raw, found.last_day) == (date(2026, 5, 1), date(2026, 5, 4))
    assert found.moved
    assert [step.value for step in found.steps()] == [date(2026, 5, 1), date(2026, 5, 4)]


def test_a_worked_day_is_not_moved():
    found = after_days(date(2026, 4, 2), 5, RATE)  # Tuesday 7 April 2026, after Easter Monday
    assert not found.moved
    assert len(found.steps()) == 1
    assert found.source == RATE.source


def test_a_delay_counted_backwards_moves_to_the_working_day_before():
    # Tuesday 16 June 2026 − 15 = Monday 1 June; Sunday 14 June counts back to Friday
    summon = days_before(date(2026, 6, 16), LAW.on("merits_summons_days", date(2026, 6, 16)))
    assert (summon.last_day, summon.confidence) == (date(2026, 6, 1), "certain")
    early = days_before(date(2026, 6, 29), LAW.on("merits_summons_days", date(2026, 6, 29)))
    assert (early.raw, early.last_day) == (date(2026, 6, 14), date(2026, 6, 12))
    assert early.confidence == "probable"


def test_negative_delays_are_refused():
    with pytest.raises(Negative):
        after_days(date(2026, 1, 1), -1, RATE)
    with pytest.raises(Negative):
        after_months(date(2026, 1, 1), -1, RATE)


@given(DATES, st.integers(0, 60), st.integers(0, 24))
def test_a_deadline_never_falls_on_a_day_that_is_not_worked(event, days, months):
    for found in (after_days(event, days, RATE), after_months(event, months, RATE)):
        assert is_working_day(found.last_day)
        assert found.raw <= found.last_day <= found.raw + timedelta(days=5)
        between = (found.last_day - found.raw).days
        assert not any(is_working_day(found.raw + timedelta(days=n)) for n in range(between))


@given(DATES)
def test_a_dated_delay_reads_its_own_length(event):
    rate = LAW.on("claim_dispute_days", event)
    assert days_from(event, rate).raw == event + timedelta(days=30)
    months = LAW.on("claim_declaration_months", event)
    assert months_from(event, months, 2).months == 4
