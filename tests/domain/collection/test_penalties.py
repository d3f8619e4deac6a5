"""Late penalties: the published cases, the refusals, and what always holds."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.collection.clauses import (
    FOR_PUBLIC,
    RateClause,
    RateKind,
    annual_rate,
    check_rate,
    floor_rate,
)
from simulator.domain.collection.halves import half_end, half_name, half_start, split_halves
from simulator.domain.collection.penalties import (
    LateInvoice,
    accrue,
    fixed_indemnity,
    penalty,
    penalty_statement,
)
from simulator.domain.collection.public import (
    Buyer,
    PublicClaim,
    accessories_due,
    judgment_payment,
    prefect_order,
    public_due_date,
    public_penalty,
    public_term,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import MissingRate, Negative, NotFinite, NotPositive, WrongOrder
from tests.domain.collection.lawbook import LAW, case, day, eur, pct

KNOWN = st.dates(date(2015, 1, 1), date(2026, 12, 31))
CLAUSES = st.sampled_from(
    [
        RateClause(),
        FOR_PUBLIC,
        RateClause(RateKind.FIXED, Decimal("0.15")),
        RateClause(RateKind.LEGAL_MULTIPLE, Decimal(3)),
        RateClause(RateKind.ECB_PLUS, Decimal("0.12")),
    ]
)


@pytest.mark.parametrize("name", ["GL-13", "GL-14", "GL-15", "GL-16"])
def test_penalties_by_default_follow_each_half_year(name):
    given_, expected = case(name)
    invoice = LateInvoice(
        eur(given_["amount_ttc"]), day(given_["due_date"]), day(given_["payment_date"])
    )
    result = penalty(invoice, LAW, divisor=given_["divisor"])
    assert result.days == expected["days_late"]
    assert result.interest == eur(expected["interest"])
    assert result.indemnity == eur(expected["fixed_indemnity"])
    assert result.total == eur(expected["total_accessories"])
    assert [
        (part.half, part.first_day, part.last_day, part.days, part.rate.value)
        for part in result.segments
    ] == [
        (
            row["half"],
            day(row["first_day"]),
            day(row["last_day"]),
            row["days"],
            pct(row["annual_rate_pct"]),
        )
        for row in expected["segments"]
    ]
    for part, row in zip(result.segments, expected["segments"], strict=True):
        assert part.shown == eur(row["interest"])


def test_the_steps_show_each_segment_and_the_sums():
    result = penalty(LateInvoice(eur(10000), date(2026, 5, 31), date(2026, 8, 15)), LAW)
    names = [step.name for step in result.steps()]
    assert names == [
        "days_late",
        "interest_2026-S1",
        "interest_2026-S2",
        "interest",
        "fixed_indemnity",
        "total_accessories",
    ]
    assert result.steps()[1].formula == "10 000,00 € × 12,15 % × 30 ÷ 365"
    assert result.confidence == "probable"


@pytest.mark.parametrize("paid", ["2026-09-30", "2026-09-02"])
def test_nothing_is_due_when_paid_on_the_due_date_or_before(paid):
    given_, expected = case("GL-20")
    invoice = LateInvoice(eur(given_["amount_ttc"]), day(given_["due_date"]), day(paid))
    result = penalty(invoice, LAW)
    assert (result.days, result.interest) == (expected["days_late"], 0)
    assert result.indemnity == eur(expected["fixed_indemnity"])
    assert result.steps()[-1].value == 0


def test_the_indemnity_is_one_for_each_late_invoice():
    given_, expected = case("GL-21")
    count = given_["late_invoices"]
    assert fixed_indemnity(count, date(2026, 1, 1), LAW) == eur(expected["fixed_indemnity"])
    late = LateInvoice(eur(100), date(2026, 1, 31), date(2026, 3, 1))
    on_time = LateInvoice(eur(100), date(2026, 1, 31), date(2026, 1, 31))
    statement = penalty_statement([late, late, late, on_time], LAW)
    assert statement.indemnity == eur(120)
    assert statement.total == statement.interest + eur(120)
    assert len(statement.rows) == 4


def test_a_missing_half_year_is_refused():
    invoice = LateInvoice(eur(1000), date(2026, 12, 15), date(2027, 1, 2))
    with pytest.raises(MissingRate) as caught:
        penalty(invoice, LAW)
    assert caught.value.on == date(2027, 1, 1)


def test_a_fixed_rate_needs_no_half_year():
    invoice = LateInvoice(eur(1000), date(2026, 12, 31), date(2027, 3, 14))
    result = penalty(invoice, LAW, RateClause(RateKind.FIXED, Decimal("0.15")))
    assert result.interest == eur("30.00")  # 1000 × 15 % × 73 / 365
    assert len(result.segments) == 1


def test_a_rate_of_three_times_the_legal_interest_follows_each_half_year():
    clause = RateClause(RateKind.LEGAL_MULTIPLE, Decimal(3))
    result = penalty(LateInvoice(eur(10000), date(2026, 5, 31), date(2026, 8, 15)), LAW, clause)
    # 10000 × 7,86 % × 30/365 = 64,60 ; 10000 × 8,25 % × 46/365 = 103,97
    assert [part.shown for part in result.segments] == [eur("64.60"), eur("103.97")]
    assert result.interest == eur("168.58")
    assert result.confidence == "probable"


def test_interest_stops_the_day_before_the_opening_judgment():
    late = LateInvoice(eur(6000), date(2026, 7, 31), date(2026, 12, 1), None, date(2026, 10, 5))
    assert penalty(late, LAW).days == 65
    later = LateInvoice(eur(4800), date(2026, 10, 31), date(2026, 12, 1), None, date(2026, 10, 5))
    assert penalty(later, LAW).total == 0


@pytest.mark.parametrize(("amount", "refusal"), [(0, NotPositive), (-1, Negative)])
def test_an_amount_that_is_not_positive_is_refused(amount, refusal):
    with pytest.raises(refusal):
        LateInvoice(Cents(amount), date(2026, 1, 31), date(2026, 3, 1))


def test_impossible_data_are_refused():
    with pytest.raises(WrongOrder):
        LateInvoice(eur(1), date(2026, 1, 31), date(2026, 3, 1), issued=date(2026, 2, 1))
    with pytest.raises(Negative):
        fixed_indemnity(-1, date(2026, 1, 1), LAW)
    with pytest.raises(NotPositive):
        penalty(LateInvoice(eur(1), date(2026, 1, 31), date(2026, 3, 1)), LAW, divisor=0)
    with pytest.raises(NotFinite):
        RateClause(RateKind.FIXED)
    with pytest.raises(NotFinite):
        RateClause(RateKind.FIXED, Decimal("NaN"))
    with pytest.raises(Negative):
        RateClause(RateKind.FIXED, Decimal("-0.01"))
    with pytest.raises(NotPositive):
        RateClause(RateKind.LEGAL_MULTIPLE, Decimal(0))


def test_an_invoice_due_after_its_issue_is_accepted():
    late = LateInvoice(eur(1), date(2026, 1, 31), date(2026, 3, 1), issued=date(2026, 1, 1))
    assert penalty(late, LAW).days == 29


def test_the_floor_of_a_contract_rate_is_three_times_the_legal_rate():
    given_, expected = case("GL-22")
    for half in given_["half_years"]:
        year, number = half.split("-S")
        on = date(int(year), 1 if number == "1" else 7, 1)
        assert half_name(on) == half
        assert floor_rate(on, LAW).value == pct(expected[half])


def test_a_rate_under_the_floor_is_flagged_with_its_fine():
    given_, expected = case("GL-23")
    clause = RateClause(RateKind.FIXED, pct(given_["contract_rate_pct"]))
    verdict = check_rate(clause, date(2026, 9, 1), LAW)
    assert verdict.compliant is expected["compliant"]
    assert verdict.floor.value == pct(expected["floor_pct"])
    assert verdict.by_default.value == pct(expected["default_pct"])
    assert verdict.fine.source == "C. com., art. L441-16"
    assert (verdict.fine.person, verdict.fine.company) == (eur(75000), eur(2000000))
    assert verdict.rate.value == pct(given_["contract_rate_pct"])  # flagged, not replaced
    assert [step.value for step in verdict.steps] == [pct("8.25"), pct("5")]


def test_the_default_may_lie_under_the_floor_and_stay_valid():
    verdict = check_rate(RateClause(), date(2024, 8, 1), LAW)
    assert verdict.default_below_floor  # 14,25 < 14,76
    assert verdict.compliant
    assert not check_rate(RateClause(), date(2026, 8, 1), LAW).default_below_floor


def test_a_rate_at_the_floor_complies():
    clause = RateClause(RateKind.FIXED, Decimal("0.0825"))
    assert check_rate(clause, date(2026, 9, 1), LAW).compliant
    assert check_rate(clause, date(2026, 9, 1), LAW).fine is None


def test_a_local_authority_owes_a_rate_frozen_at_the_first_half_year():
    given_, expected = case("GL-25")
    received, paid = day(given_["payment_request_received"]), day(given_["payment_date"])
    claim = PublicClaim(Buyer.LOCAL, received, received)
    due = public_due_date(claim, LAW)
    assert due == day(expected["legal_due_date"])
    result = public_penalty(LateInvoice(eur(given_["amount_ttc"]), due, paid), LAW)
    assert result.days == expected["days_late"]
    assert [part.rate.value for part in result.segments] == [pct(expected["annual_rate_pct"])]
    assert result.interest == eur(expected["interest"])
    assert result.indemnity == eur(expected["fixed_indemnity"])
    assert accessories_due(paid, LAW) == day(expected["interest_must_be_paid_by"])


def test_each_public_buyer_has_its_limit():
    _, expected = case("GL-26")
    named = {
        "État": Buyer.STATE,
        "commune": Buyer.LOCAL,
        "établissement public de santé": Buyer.HOSPITAL,
        "entreprise publique (non EPL)": Buyer.UNDERTAKING,
    }
    for name, days in expected.items():
        assert public_term(named[name], date(2026, 9, 1), LAW) == days
    assert public_term(Buyer.ARMY_HEALTH, date(2026, 9, 1), LAW) == 50
    assert public_term(Buyer.ESTABLISHMENT, date(2026, 9, 1), LAW) == 30


def test_the_public_limit_starts_on_performance_when_it_is_later_or_receipt_is_uncertain():
    performed = date(2026, 3, 20)
    for received in (date(2026, 3, 10), None):
        claim = PublicClaim(Buyer.STATE, performed, received)
        assert public_due_date(claim, LAW) == date(2026, 4, 19)


def test_a_public_buyer_on_time_owes_nothing():
    invoice = LateInvoice(eur(1000), date(2026, 4, 9), date(2026, 4, 9))
    assert public_penalty(invoice, LAW).total == 0


def test_the_prefect_and_the_judgment_have_their_delays():
    assert prefect_order(date(2026, 6, 14), LAW).raw == date(2026, 7, 14)
    assert prefect_order(date(2026, 6, 14), LAW).last_day == date(2026, 7, 15)
    assert judgment_payment(date(2026, 6, 1), LAW).last_day == date(2026, 8, 3)  # 1 Aug: Saturday


@given(st.integers(1, 10**9), KNOWN, st.integers(0, 900), st.integers(0, 900), CLAUSES)
def test_penalties_add_up_over_split_periods(amount, first, length, cut, clause):
    last = min(first + timedelta(days=length), date(2026, 12, 31))
    middle = min(first + timedelta(days=cut), last)
    principal = Cents(amount)

    def interest(start, end):
        parts = accrue(principal, start, end, LAW, clause, rate_day=first)
        return sum(part.interest for part in parts)

    whole = interest(first, last)
    assert whole == interest(first, middle) + interest(middle + timedelta(days=1), last)


@given(KNOWN, st.integers(0, 900))
def test_half_years_cover_each_day_once(first, length):
    last = first + timedelta(days=length)
    parts = split_halves(first, last)
    days = [
        start + timedelta(days=n) for start, end in parts for n in range((end - start).days + 1)
    ]
    assert days == [first + timedelta(days=n) for n in range(length + 1)]
    for start, end in parts:
        assert half_start(start) == half_start(end)
        assert half_end(start) == half_end(end)


@given(st.integers(1, 10**9), KNOWN, st.integers(1, 400))
def test_a_longer_delay_never_costs_less(amount, due, days):
    until = min(due + timedelta(days=days), date(2026, 12, 31))
    shorter = penalty(LateInvoice(Cents(amount), due, until - timedelta(days=1)), LAW)
    longer = penalty(LateInvoice(Cents(amount), due, until), LAW)
    assert longer.total >= shorter.total


@given(KNOWN)
def test_the_default_rate_is_the_ecb_rate_of_the_anchor_day_plus_ten_points(on):
    anchor = date(on.year, 1 if on.month <= 6 else 7, 1)
    expected = LAW.on("ecb_refinancing", anchor).value + Decimal("0.10")
    assert annual_rate(RateClause(), on, LAW).value == expected
