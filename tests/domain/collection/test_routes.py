"""Routes, orders, courts: conditions, dates and costs."""

from dataclasses import replace
from datetime import date

import pytest

from simulator.domain.collection import injunction
from simulator.domain.collection.courts import (
    TAE_CITIES,
    contribution,
    lawyer_needed,
    may_appeal,
)
from simulator.domain.collection.injunction import (
    Service,
    after_service,
    precaution_dates,
    service_deadline,
    summons_dates,
    undisputed_dates,
)
from simulator.domain.collection.routes import Facts, Place, Route, assess, open_routes
from simulator.domain.money import Cents
from simulator.domain.rates import DatedRate, LawBook, RateTable
from simulator.domain.refusals import MissingRate, Negative, NotPositive, WrongOrder
from simulator.domain.results import Confidence, NotComputable
from tests.domain.collection.lawbook import LAW, case, day, eur

ON = date(2026, 10, 1)
FACTS = Facts(eur(8000))


def test_an_older_order_keeps_six_months():
    given_, expected = case("GL-40")
    found = service_deadline(day(given_["order_date"]), LAW)
    assert found.raw == day(expected["raw_expiry"])
    assert found.last_day == day(expected["last_day_to_serve"])


@pytest.mark.parametrize(
    ("ordered", "last"),
    [("2026-08-31", "2027-03-01"), ("2026-09-01", "2026-12-01"), ("2026-09-10", "2026-12-10")],
)
def test_the_date_of_the_order_chooses_the_delay(ordered, last):
    assert service_deadline(day(ordered), LAW).last_day == day(last)


def test_after_service_come_opposition_then_enforcement():
    given_, expected = case("GL-42")
    service = Service(day(given_["order_date"]), day(given_["served_in_person"]))
    found = after_service(service, LAW)
    assert found.in_time
    assert found.opposition.raw == day(expected["opposition_raw"])
    assert found.opposition.last_day == day(expected["opposition_last_day"])
    assert found.enforcement.last_day == day(expected["enforcement_possible_after"])


def test_not_served_in_person_the_opposition_waits_for_the_first_act():
    waiting = Service(date(2026, 9, 10), date(2026, 10, 7), in_person=False)
    assert after_service(waiting, LAW).opposition is None
    reached = replace(waiting, first_act=date(2026, 12, 1))
    assert after_service(reached, LAW).opposition.last_day == date(2027, 1, 4)  # 1 Jan: holiday


def test_a_late_service_makes_the_order_void():
    assert not after_service(Service(date(2026, 9, 10), date(2026, 12, 11)), LAW).in_time


def test_an_old_order_is_enforced_after_the_opposition_month():
    found = after_service(Service(date(2026, 8, 20), date(2026, 10, 7)), LAW)
    assert (found.enforcement.last_day, found.enforcement.confidence) == (
        date(2026, 11, 9),
        Confidence.PROBABLE,
    )


def test_services_in_the_wrong_order_are_refused():
    with pytest.raises(WrongOrder):
        Service(date(2026, 9, 10), date(2026, 9, 9))
    with pytest.raises(WrongOrder):
        Service(date(2026, 9, 10), date(2026, 10, 9), in_person=False, first_act=date(2026, 10, 8))
    with pytest.raises(WrongOrder):
        precaution_dates(date(2026, 9, 10), date(2026, 9, 9), LAW)


def test_the_other_delays_of_procedures():
    start = date(2026, 9, 15)
    assert injunction.cost_deposit(start, LAW).last_day == date(2026, 9, 30)
    assert injunction.small_claim_answer(start, LAW).last_day == date(2026, 10, 15)
    assert injunction.european_opposition(start, LAW).last_day == date(2026, 10, 15)
    assert injunction.interim_appeal(start, LAW).last_day == date(2026, 9, 30)
    assert injunction.undisputed_service(start, LAW).last_day == date(2027, 3, 15)
    found = undisputed_dates(start, LAW)
    assert (found.answer.last_day, found.record.last_day) == (
        date(2026, 10, 15),
        date(2026, 10, 23),
    )
    with pytest.raises(MissingRate):
        undisputed_dates(date(2026, 1, 5), LAW)
    summons = summons_dates(date(2026, 10, 20), LAW)
    assert (summons.summon_by.last_day, summons.file_by.last_day) == (
        date(2026, 10, 5),
        date(2026, 10, 12),
    )
    seizure = precaution_dates(start, date(2026, 9, 28), LAW)
    assert seizure.execute_by.last_day == date(2026, 12, 15)
    assert seizure.sue_by.last_day == date(2026, 10, 28)
    assert seizure.tell_debtor_by.last_day == date(2026, 10, 6)


def test_an_undisputed_invoice_is_for_the_injunction():
    assert open_routes(FACTS, ON, LAW) == (Route.INJUNCTION, Route.INTERIM, Route.MERITS)


def test_a_serious_dispute_leaves_the_merits_only():
    facts = replace(FACTS, disputed=True, seriously=True)
    assert open_routes(facts, ON, LAW) == (Route.MERITS,)
    assert open_routes(replace(facts, seriously=False), ON, LAW) == (Route.INTERIM, Route.MERITS)


def test_the_new_route_waits_for_its_decree_and_opens_by_data_alone():
    found = {row.route: row for row in assess(FACTS, ON, LAW)}[Route.UNDISPUTED]
    assert found.missing == ("decree_pending",)
    assert found.confidence == Confidence.PROBABLE
    decree = DatedRate(date(2027, 1, 1), None, 1, "décret", Confidence.CERTAIN)
    name = "undisputed_commercial_route"
    law = LawBook({**LAW.tables, name: RateTable(name, (decree,))})
    assert Route.UNDISPUTED in open_routes(FACTS, date(2027, 1, 1), law)
    assert Route.UNDISPUTED not in open_routes(FACTS, date(2026, 12, 31), law)


@pytest.mark.parametrize(
    ("principal", "interest", "merchants", "on", "is_open"),
    [
        (5000, 0, False, ON, True),
        (4900, 100, False, ON, True),
        (4900, 101, False, ON, False),
        (3000, 0, True, ON, False),  # carved out by the law of April 2026
        (3000, 0, True, date(2026, 4, 1), True),
    ],
)
def test_small_claims_have_a_ceiling_and_lost_the_merchants(
    principal, interest, merchants, on, is_open
):
    facts = Facts(eur(principal), eur(interest), merchants=merchants)
    assert (Route.SMALL_CLAIMS in open_routes(facts, on, LAW)) is is_open


def test_a_public_debtor_is_never_for_the_injunction():
    town = replace(FACTS, public=True, local=True)
    assert open_routes(town, ON, LAW) == (Route.PREFECT_ORDER, Route.ADMINISTRATIVE_INTERIM)
    missing = {row.route: row.missing for row in assess(town, ON, LAW)}
    assert missing[Route.INJUNCTION] == ("public_debtor",)
    state = replace(town, local=False)
    assert open_routes(state, ON, LAW) == (Route.ADMINISTRATIVE_INTERIM,)


def test_a_debtor_in_another_member_state_is_for_the_european_order():
    facts = replace(FACTS, place=Place.EUROPE)
    assert open_routes(facts, ON, LAW)[0] == Route.EUROPEAN_ORDER
    assert Route.EUROPEAN_SMALL_CLAIMS not in open_routes(facts, ON, LAW)
    small = replace(facts, principal=eur(5000))
    assert Route.EUROPEAN_SMALL_CLAIMS in open_routes(small, ON, LAW)


def test_open_proceedings_leave_the_declaration_only():
    assert open_routes(replace(FACTS, insolvent=True), ON, LAW) == (Route.DECLARATION,)


def test_a_title_is_enforced_rather_than_asked_again():
    assert open_routes(replace(FACTS, title=True), ON, LAW) == (Route.ENFORCEMENT,)


def test_a_claim_not_yet_due_waits():
    assert open_routes(replace(FACTS, due=False), ON, LAW) == ()
    with pytest.raises(NotPositive):
        Facts(Cents(0))


def test_a_lawyer_is_compulsory_above_ten_thousand_euros():
    given_, expected = case("GL-59")
    for claim in given_["claims"]:
        needed = expected[str(claim)] == "avocat obligatoire"
        assert lawyer_needed(eur(claim), ON, LAW) is needed
    assert not may_appeal(eur(5000), ON, LAW)
    assert may_appeal(eur("5000.01"), ON, LAW)
    for function in (lawyer_needed, may_appeal):
        with pytest.raises(NotPositive):
            function(Cents(0), ON, LAW)


def test_a_small_claimant_owes_no_contribution():
    given_, expected = case("GL-58")
    found = contribution(eur(given_["claim"]), given_["claimant_staff"], ON, LAW, tae=True)
    assert found.due is expected["due"]
    assert found.amount == eur(expected["amount"])
    assert found.reason == "few_employees"


@pytest.mark.parametrize(
    ("claim", "staff", "on", "options", "reason"),
    [
        (80000, 250, ON, {"tae": True}, "due"),
        (50000, 250, ON, {"tae": True}, "claim_too_small"),
        (80000, 250, ON, {"tae": False}, "not_a_tae"),
        (80000, 250, ON, {"tae": True, "public": True}, "public_claimant"),
        (80000, 250, date(2024, 12, 31), {"tae": True}, "outside_the_trial"),
        (80000, 250, date(2029, 1, 1), {"tae": True}, "outside_the_trial"),
    ],
)
def test_when_the_contribution_is_due(claim, staff, on, options, reason):
    found = contribution(eur(claim), staff, on, LAW, **options)
    assert (found.reason, found.due) == (reason, reason == "due")
    assert isinstance(found.amount, NotComputable) is found.due


def test_impossible_contributions_are_refused_and_twelve_courts_are_named():
    with pytest.raises(NotPositive):
        contribution(Cents(0), 1, ON, LAW, tae=True)
    with pytest.raises(Negative):
        contribution(eur(1), -1, ON, LAW, tae=True)
    assert len(TAE_CITIES) == 12
