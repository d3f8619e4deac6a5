"""Insolvency: deadlines, amounts to declare, regimes, proceedings, dividends."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.collection import insolvency
from simulator.domain.collection.insolvency import (
    MAINLAND,
    OpenInvoice,
    Regime,
    declaration,
    lives_apart,
    ownership_claim,
    ownership_petition,
    regime,
    relief,
    to_declare,
)
from simulator.domain.collection.proceedings import (
    EFFECTS,
    Debtor,
    Effect,
    Proceeding,
    classes_needed,
    possible_proceedings,
)
from simulator.domain.collection.ranking import Ranked, distribute
from simulator.domain.money import Cents
from simulator.domain.refusals import Negative, NotPositive, WrongOrder
from tests.domain.collection.lawbook import LAW, case, day, eur

ON = date(2026, 10, 1)


@pytest.mark.parametrize("name", ["GL-33", "GL-34", "GL-35", "GL-36"])
def test_a_claim_is_declared_within_two_months_of_publication_four_from_afar(name):
    given_, expected = case(name)
    place = given_["creditor_location"]
    apart = lives_apart(MAINLAND if place == "France métropolitaine" else place)
    found = declaration(day(given_["bodacc_publication"]), LAW, apart=apart)
    assert found.raw == day(expected["raw_expiry"])
    assert found.last_day == day(expected["deadline"])


def test_proceedings_opened_overseas_are_far_from_the_mainland():
    assert lives_apart(MAINLAND, "réunion")
    assert not lives_apart("réunion", "réunion")


def test_goods_are_claimed_within_three_months():
    given_, expected = case("GL-38")
    found = ownership_claim(day(given_["bodacc_publication"]), LAW)
    assert found.raw == day(expected["raw_expiry"])
    assert found.last_day == day(expected["deadline"])


def test_without_an_answer_the_judge_is_petitioned_in_one_more_month():
    given_, expected = case("GL-39")
    found = ownership_petition(day(given_["request_received_by_administrator"]), LAW)
    assert found.answer_ends.raw == day(expected["answer_period_ends"])
    assert found.last_day.raw == day(expected["last_day_to_petition"])
    assert found.last_day.last_day == day(expected["last_day_to_petition_after_642"])


def test_relief_is_asked_within_six_months_or_a_year():
    published = date(2026, 9, 15)
    assert relief(published, LAW).last_day == date(2027, 3, 15)  # a Monday
    assert relief(published, LAW, unknowable=True).last_day == date(2027, 9, 15)
    assert insolvency.declaration_after_relief(published, LAW).last_day == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (insolvency.later_declaration, date(2026, 12, 1)),
        (insolvency.dispute_answer, date(2026, 11, 2)),  # 31 October is a Saturday
        (insolvency.contract_option, date(2026, 11, 2)),  # 1 November is a Sunday
        (insolvency.plan_answer, date(2026, 11, 2)),
        (insolvency.void_payment_action, date(2029, 10, 1)),
    ],
)
def test_other_deadlines_of_the_creditor(function, expected):
    assert function(ON, LAW).last_day == expected


def test_a_personal_notice_or_a_termination_can_only_lengthen_the_delay():
    published = date(2026, 9, 15)
    on_notice = insolvency.declaration_on_notice(published, date(2026, 10, 5), LAW)
    assert on_notice.last_day == date(2026, 12, 7)  # 5 December is a Saturday
    early = insolvency.declaration_on_notice(published, date(2026, 9, 1), LAW)
    assert early.last_day == date(2026, 11, 16)
    ended = insolvency.declaration_after_termination(published, date(2026, 11, 2), LAW)
    assert ended.last_day == date(2026, 12, 2)


def test_what_is_declared_stops_the_day_before_the_judgment():
    given_, expected = case("GL-43")
    a, b = given_["invoice_A"], given_["invoice_B"]
    found = to_declare(
        [
            OpenInvoice("A", eur(a["ttc"]), day(a["due_date"])),
            OpenInvoice("B", eur(b["ttc"]), day(b["due_date"])),
        ],
        day(given_["opening_judgment"]),
        LAW,
    )
    first, second = found.lines
    assert found.principal == eur(expected["principal_declared"])
    assert first.penalty.days == expected["days_A"]
    assert first.penalty.interest == eur(expected["interest_A"])
    assert first.penalty.indemnity == eur(expected["indemnity_A"])
    assert second.penalty.interest == eur(expected["interest_B"])
    assert second.penalty.indemnity == eur(expected["indemnity_B"])
    assert (first.to_fall_due, second.to_fall_due) == (False, True)
    assert found.total == eur(expected["total_declared"])
    assert found.steps()[-1].value == found.total


def test_a_delivery_after_the_judgment_is_left_out_of_the_declaration():
    later = OpenInvoice("C", eur(100), date(2026, 11, 30), date(2026, 10, 6))
    before = replace(later, reference="D", delivered=date(2026, 10, 1))
    found = to_declare([later, before], date(2026, 10, 5), LAW)
    assert found.left_out == (later,)
    assert found.principal == eur(100)
    with pytest.raises(NotPositive):
        OpenInvoice("E", Cents(0), ON)


def test_a_useful_supply_after_the_opening_is_paid_when_due():
    given_, expected = case("GL-44")
    opening = day(given_["opening_judgment"])
    useful = given_["supply_for_observation_period"]
    assert regime(day(given_["delivery"]), opening, useful=useful) == Regime.USEFUL
    assert "L622-17 I" in expected["regime"]
    report = insolvency.later_claim_report(LAW, observation_end=date(2027, 4, 5))
    assert report.raw == date(2028, 4, 5)  # 1 year
    in_liquidation = insolvency.later_claim_report(LAW, liquidation_published=date(2026, 10, 20))
    assert in_liquidation.raw == date(2027, 4, 20)  # 6 months
    with pytest.raises(NotPositive):
        insolvency.later_claim_report(LAW)


def test_other_claims_are_declared_as_earlier_or_as_later_ones():
    assert regime(date(2026, 10, 4), date(2026, 10, 5), useful=True) == Regime.EARLIER
    assert regime(date(2026, 10, 5), date(2026, 10, 5), useful=False) == Regime.LATER


def test_the_suspect_period_goes_back_eighteen_months_at_most():
    opening = date(2026, 8, 31)
    assert insolvency.earliest_suspect_day(opening, date(2026, 1, 5), LAW) == date(2026, 1, 5)
    assert insolvency.earliest_suspect_day(opening, date(2024, 1, 5), LAW) == date(2025, 2, 28)
    with pytest.raises(WrongOrder):
        insolvency.earliest_suspect_day(opening, date(2026, 9, 1), LAW)


def open_to(debtor):
    return {found.proceeding for found in possible_proceedings(debtor, ON, LAW) if found.open}


def test_before_cessation_talks_and_safeguard_are_open():
    assert open_to(Debtor()) == {
        Proceeding.AD_HOC,
        Proceeding.CONCILIATION,
        Proceeding.SAFEGUARD,
    }


def test_conciliation_tolerates_forty_five_days_of_cessation():
    recent = Debtor(cessation=date(2026, 8, 17))  # 45 days
    assert open_to(recent) == {Proceeding.CONCILIATION, Proceeding.RECOVERY}
    assert open_to(replace(recent, cessation=date(2026, 8, 16))) == {Proceeding.RECOVERY}


def test_a_prepared_plan_opens_the_accelerated_safeguard():
    ready = Debtor(in_conciliation=True, accounts_certified=True, plan_supported=True)
    assert Proceeding.ACCELERATED in open_to(ready)


def test_without_hope_there_is_liquidation_simple_for_the_small():
    lost = Debtor(cessation=date(2026, 6, 1), recoverable=False, staff=5, turnover=eur(750000))
    assert open_to(lost) == {Proceeding.LIQUIDATION, Proceeding.SIMPLIFIED}
    assert open_to(replace(lost, staff=6)) == {Proceeding.LIQUIDATION}
    assert open_to(replace(lost, real_estate=True)) == {Proceeding.LIQUIDATION}
    alone = replace(lost, natural_person=True, staff=0, assets=eur(10000))
    assert Proceeding.PERSONAL in open_to(alone)
    assert Proceeding.PERSONAL not in open_to(replace(alone, assets=eur(15000)))


def test_an_impossible_debtor_is_refused():
    with pytest.raises(Negative):
        Debtor(staff=-1)
    with pytest.raises(WrongOrder):
        possible_proceedings(Debtor(cessation=date(2026, 10, 2)), ON, LAW)


def test_only_judgments_stay_the_actions_of_creditors():
    stayed = {kind for kind, effects in EFFECTS.items() if Effect.STAY in effects}
    assert stayed == set(Proceeding) - {
        Proceeding.AD_HOC,
        Proceeding.CONCILIATION,
        Proceeding.PERSONAL,
    }
    assert Effect.VAT_RECOVERABLE not in EFFECTS[Proceeding.RECOVERY]


@pytest.mark.parametrize(
    ("staff", "turnover", "needed"),
    [
        (250, 20_000_000, True),
        (249, 20_000_000, False),
        (250, 19_999_999, False),
        (1, 40_000_000, True),
    ],
)
def test_classes_of_parties_follow_size(staff, turnover, needed):
    assert classes_needed(staff, eur(turnover), ON, LAW) is needed
    assert classes_needed(staff, eur(turnover), ON, LAW, accelerated=True)


def test_each_rank_is_paid_before_the_next_one():
    claims = [
        Ranked("unsecured A", eur(60000), 13),
        Ranked("wages", eur(20000), 2),
        Ranked("unsecured B", eur(40000), 13),
    ]
    paid = {
        found.claim.reference: (found.paid, found.rate) for found in distribute(eur(25000), claims)
    }
    assert paid["wages"][0] == eur(20000)
    assert paid["unsecured A"][0] == eur(3000)  # 5 000 on 100 000: 5 %
    assert str(paid["unsecured B"][1]) == "0.0500"


def test_impossible_ranks_are_refused_and_nothing_pays_nothing():
    with pytest.raises(Negative):
        Ranked("x", Cents(-1), 1)
    with pytest.raises(Negative):
        distribute(Cents(-1), [])
    nothing = distribute(eur(5), [Ranked("nil", Cents(0), 1)])[0]
    assert (nothing.paid, nothing.rate) == (0, 0)


@given(
    st.integers(0, 10**8),
    st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 4)), max_size=8),
)
def test_dividends_add_up_to_what_there_is(available, rows):
    claims = [Ranked(str(n), Cents(amount), rank) for n, (amount, rank) in enumerate(rows)]
    paid = distribute(Cents(available), claims)
    assert sum(found.paid for found in paid) == min(available, sum(a for a, _ in rows))
    assert all(0 <= found.paid <= found.claim.amount for found in paid)
