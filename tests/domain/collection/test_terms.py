"""Due dates: published cases, both counts of the end of month, and what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.collection.terms import (
    MonthEnd,
    Term,
    both_counts,
    due_date,
    longest,
    read_term,
)
from simulator.domain.refusals import Negative, OutOfRange, UnknownChoice
from tests.domain.collection.lawbook import case, day

DATES = st.dates(date(2015, 1, 1), date(2035, 12, 31))
TERMS = st.builds(Term, st.integers(0, 150), st.sampled_from(MonthEnd), st.integers(0, 31))


@pytest.mark.parametrize("name", ["GL-02", "GL-03", "GL-04", "GL-05"])
def test_both_counts_of_45_days_end_of_month(name):
    given_, expected = case(name)
    after, before = both_counts(45, day(given_["invoice_date"]))
    assert after.last_day == day(expected["method_A_date_plus_45_then_end_of_month"])
    assert after.days == expected["method_A_days"]
    assert before.last_day == day(expected["method_B_end_of_month_plus_45"])
    assert before.days == expected["method_B_days"]


def test_sixty_days_are_calendar_days():
    given_, expected = case("GL-06")
    due = due_date(Term(60), day(given_["invoice_date"]))
    assert due.last_day == day(expected["due_date"])
    assert [step.name for step in due.steps] == ["add_days"]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term(30, MonthEnd.AFTER, 10), date(2026, 3, 10)),  # 14 Feb → 28 Feb → 10 Mar
        (Term(30, MonthEnd.BEFORE, 10), date(2026, 3, 10)),  # 31 Jan → 2 Mar → 10 Mar
        (Term(0, MonthEnd.NONE, 15), date(2026, 2, 15)),  # the 15th has come: the next one
        (Term(40, MonthEnd.NONE, 31), date(2026, 2, 28)),  # no 31 February: its last day
    ],
)
def test_a_term_can_end_on_a_fixed_day_of_the_month(term, expected):
    assert due_date(term, date(2026, 1, 15)).last_day == expected


def test_the_longest_a_clause_can_give_is_found():
    assert longest(Term(60)) == 60
    assert longest(Term(45, MonthEnd.AFTER)) == 75
    assert longest(Term(45, MonthEnd.BEFORE)) == 75
    assert longest(Term(60, MonthEnd.BEFORE)) == 90


@pytest.mark.parametrize(
    ("code", "term"),
    [
        ("comptant", Term(0)),
        ("30j", Term(30)),
        ("60j", Term(60)),
        ("45j_fdm", Term(45, MonthEnd.AFTER)),
        ("30j_fdm_le10", Term(30, MonthEnd.AFTER, 10)),
    ],
)
def test_the_code_of_a_customer_is_read(code, term):
    assert read_term(code) == term


def test_the_count_of_the_end_of_month_can_be_chosen():
    assert read_term("45j_fdm", MonthEnd.BEFORE) == Term(45, MonthEnd.BEFORE)


def test_bad_terms_are_refused():
    with pytest.raises(UnknownChoice):
        read_term("quand il pourra")
    with pytest.raises(Negative):
        Term(-1)
    with pytest.raises(OutOfRange):
        Term(30, then_day=32)


@given(TERMS, DATES)
def test_no_due_date_comes_before_its_start(term, start):
    due = due_date(term, start)
    assert due.last_day >= start + timedelta(days=term.days)
    assert due.steps[-1].value == due.last_day


@given(TERMS, DATES)
def test_no_due_date_goes_past_the_longest_of_its_clause(term, start):
    assert due_date(term, start).days <= longest(term)


@given(DATES)
def test_both_counts_of_45_days_give_45_to_75_days(issued):
    for due in both_counts(45, issued):
        assert 45 <= due.days <= 75
