"""Ceilings by sector, legality of a clause, fines."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.collection.ceilings import (
    Sale,
    Sector,
    acceptance_limit,
    ceilings,
    decade_end,
    default_due_date,
)
from simulator.domain.collection.legality import check_term, invoice_fine
from simulator.domain.collection.terms import MonthEnd, Term
from simulator.domain.refusals import WrongOrder
from simulator.domain.results import NotComputable
from tests.domain.collection.lawbook import LAW, case, day, eur

A, B = Term(45, MonthEnd.AFTER), Term(45, MonthEnd.BEFORE)
SALE = Sale(date(2026, 6, 18), date(2026, 6, 10))


def test_without_a_term_thirty_days_run_from_the_receipt_of_the_goods():
    given_, expected = case("GL-07")
    received = day(given_["receipt_of_goods"])
    sale = Sale(day(given_["invoice_date"]), received)
    verdict = check_term(sale, None, LAW)
    assert verdict.due == day(expected["due_date"])
    assert verdict.lawful
    assert verdict.fine is None


def test_a_late_receipt_moves_the_default_term():
    sale = replace(SALE, received=date(2026, 6, 20))
    assert default_due_date(sale, LAW).last_day == date(2026, 7, 20)


def test_a_periodic_invoice_has_no_end_of_month():
    given_, expected = case("GL-08")
    issued = day(given_["invoice_date"])
    verdict = check_term(Sale(issued, issued, periodic=True), A, LAW)
    assert verdict.latest == day(expected["max_due_date"])
    assert verdict.lawful is expected["contract_term_lawful"]
    assert verdict.due == day(expected["fdm_A_would_give"])
    assert "month_end_closed" in verdict.breaches


def test_perishable_goods_count_from_the_end_of_the_decade_or_from_delivery():
    given_, expected = case("GL-09")
    delivered = day(given_["delivery_date"])
    assert decade_end(delivered) == day(expected["decade_end"])
    sale = Sale(delivered, delivered, sector=Sector.PERISHABLE, periodic=True)
    assert ceilings(sale, LAW)[0].last_day == day(expected["due_date"])
    single = replace(sale, periodic=False)
    assert ceilings(single, LAW)[0].last_day == day(expected["if_not_periodic_due_date"])


@pytest.mark.parametrize(
    ("name", "sector"), [("GL-10", Sector.LIVESTOCK), ("GL-11", Sector.SPIRITS)]
)
def test_livestock_and_spirits_have_ceilings_of_their_own(name, sector):
    given_, expected = case(name)
    delivered = day(given_["delivery_date"])
    limit = ceilings(Sale(delivered, delivered, sector=sector), LAW)[0]
    assert limit.last_day == day(expected["max_due_date"])


def test_transport_never_goes_past_thirty_days_from_the_invoice():
    given_, expected = case("GL-12")
    issued = day(given_["invoice_date"])
    for clause in (A, B):
        verdict = check_term(Sale(issued, issued, sector=Sector.TRANSPORT), clause, LAW)
        assert verdict.latest == day(expected["max_due_date"])
        assert verdict.lawful is expected["clause_lawful"]
        assert "L441-11" in verdict.ceiling.rate.source


@pytest.mark.parametrize(
    ("clause", "lawful"),
    [
        (Term(60), True),
        (Term(61), False),
        (A, True),
        (B, True),
        (Term(30, MonthEnd.AFTER), True),
        (Term(60, MonthEnd.AFTER), False),
        (Term(60, MonthEnd.BEFORE), False),
        (Term(46, MonthEnd.BEFORE), False),
        (Term(30, MonthEnd.AFTER, 10), False),
        (Term(0), True),
    ],
)
def test_the_clauses_of_ordinary_sales_are_judged(clause, lawful):
    verdict = check_term(SALE, clause, LAW)
    assert verdict.lawful is lawful
    assert (verdict.fine is None) is lawful


def test_sixty_days_end_of_month_is_unlawful_even_when_the_date_fits():
    verdict = check_term(Sale(date(2026, 3, 31), date(2026, 3, 31)), Term(60, MonthEnd.BEFORE), LAW)
    assert verdict.due == date(2026, 5, 30)  # as 60 days net would give
    assert verdict.breaches == ("clause_too_long",)


def test_an_unlawful_term_shows_its_article_and_its_fine():
    verdict = check_term(SALE, Term(90), LAW)
    assert verdict.breaches == ("after_ceiling", "clause_too_long")
    assert verdict.latest == date(2026, 8, 17)
    assert "L441-16" in verdict.fine.source
    assert (verdict.fine.person, verdict.fine.company) == (eur(75000), eur(2000000))
    assert (verdict.fine.person_repeat, verdict.fine.company_repeat) == (eur(150000), eur(4000000))
    assert verdict.fine.repeat_months == 24
    assert invoice_fine(date(2026, 1, 1), LAW).company == eur(375000)


@pytest.mark.parametrize(
    ("sector", "periodic", "expected"),
    [
        # all from an invoice of 18 June and a delivery of 10 June 2026
        (Sector.SEASONAL_PRODUCE, True, date(2026, 7, 30)),  # 30 June + 30
        (Sector.SEASONAL_PRODUCE, False, date(2026, 7, 10)),  # 10 June + 30
        (Sector.EXPORT, False, date(2026, 9, 16)),  # 18 June + 90
        (Sector.WINTER_SPORTS, False, date(2026, 9, 16)),  # 18 June + 60 + 30
        (Sector.WINTER_SPORTS, True, date(2026, 9, 1)),  # 18 June + 45 + 30
        (Sector.WINE, False, date(2026, 8, 31)),  # 18 June + 45 = 2 Aug, end of month
        (Sector.GREEN_EQUIPMENT, False, date(2026, 8, 31)),  # + 55 = 12 Aug, end of month
        (Sector.FARM_MACHINERY, False, date(2026, 10, 31)),  # + 110 = 6 Oct, end of month
        (Sector.LEATHER, False, date(2026, 8, 31)),  # + 54 = 11 Aug, end of month
    ],
)
def test_the_furthest_ceiling_of_each_sector(sector, periodic, expected):
    found = ceilings(replace(SALE, sector=sector, periodic=periodic), LAW)
    assert max(limit.last_day for limit in found) == expected


def test_an_unconfirmed_sector_figure_is_not_computed():
    for sector in (Sector.TOYS, Sector.WATCHES):
        sale = replace(SALE, sector=sector)
        assert isinstance(ceilings(sale, LAW), NotComputable)
        assert isinstance(check_term(sale, A, LAW), NotComputable)
        assert default_due_date(sale, LAW).last_day == date(2026, 7, 10)


def test_a_sector_of_public_policy_shortens_the_default_term():
    sale = replace(SALE, sector=Sector.LIVESTOCK, received=date(2026, 6, 12))
    assert default_due_date(sale, LAW).last_day == date(2026, 6, 30)  # 10 June + 20


def test_overseas_the_term_starts_at_customs_clearance():
    sale = replace(SALE, cleared=date(2026, 7, 1))
    assert ceilings(sale, LAW)[0].last_day == date(2026, 8, 30)


def test_an_acceptance_procedure_lasts_thirty_days():
    assert acceptance_limit(date(2026, 6, 10), LAW) == date(2026, 7, 10)


def test_a_receipt_before_delivery_is_refused():
    with pytest.raises(WrongOrder):
        replace(SALE, received=date(2026, 6, 9))


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(Sector), st.booleans())
def test_no_ceiling_comes_before_the_delivery(delivered, sector, periodic):
    sale = Sale(delivered, delivered, sector=sector, periodic=periodic)
    found = ceilings(sale, LAW)
    for limit in () if isinstance(found, NotComputable) else found:
        assert limit.last_day >= delivered + timedelta(days=20)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 100))
def test_an_ordinary_net_clause_is_lawful_up_to_sixty_days(issued, days):
    assert check_term(Sale(issued, issued), Term(days), LAW).lawful is (days <= 60)


@pytest.mark.parametrize(("on", "ends"), [(4, 10), (10, 10), (11, 20), (20, 20), (21, 31)])
def test_a_period_of_ten_days_ends_on_the_tenth_the_twentieth_or_the_last(on, ends):
    assert decade_end(date(2026, 3, on)) == date(2026, 3, ends)
