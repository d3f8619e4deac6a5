"""Limitation: start, interruption, suspension, periods by kind of claim."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.collection.limitation import (
    Claim,
    Event,
    Happening,
    cheque_start,
    limitation,
    prudent_limitation,
)
from simulator.domain.refusals import MissingRate, OutOfRange, WrongOrder
from tests.domain.collection.lawbook import LAW, case, day

START = date(2021, 5, 10)
KINDS = {
    "mise en demeure LRAR": Happening.FORMAL_NOTICE,
    "paiement partiel avec reconnaissance": Happening.PARTIAL_PAYMENT,
}


def last_day(events, kind=Claim.COMMERCIAL, start=START, **more):
    return limitation(kind, start, events, LAW, **more).last_day


def test_a_road_carrier_has_one_year():
    given_, expected = case("GL-30")
    start = day(given_["delivery_date"])
    assert last_day([], Claim.TRANSPORT, start) == day(expected["last_day"])  # a Sunday


def test_a_registered_letter_does_not_interrupt_and_a_partial_payment_does():
    given_, expected = case("GL-32")
    events = [Event(day(row["date"]), KINDS[row["type"]]) for row in given_["events"]]
    found = limitation(Claim.COMMERCIAL, day(given_["start"]), events, LAW)
    assert found.last_day == day(expected["last_day"])
    assert [row.effect for row in found.read] == ["none", "interrupts"]
    assert [step.name for step in found.steps()] == [
        "limitation_start",
        "event_none",
        "event_interrupts",
        "last_day",
    ]


def test_late_invoicing_does_not_move_the_start():
    given_, expected = case("GL-28")
    found = limitation(Claim.COMMERCIAL, day(given_["service_completed"]), [], LAW)
    assert found.barred(day(given_["claim_filed"])) is expected["time_barred"]
    assert not found.barred(date(2014, 10, 31))
    assert found.barred(date(2014, 11, 1))


def test_the_prudent_day_counts_from_completion():
    given_, expected = case("GL-27")
    found = prudent_limitation(
        Claim.COMMERCIAL, day(given_["service_completed"]), day(given_["due_date"]), [], LAW
    )
    assert found.teaching_day == day(expected["prudent_last_day_from_completion"])
    assert found.from_due_date.last_day == day(expected["last_day_from_due_date"])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Claim.PROFESSIONAL, date(2026, 5, 10)),
        (Claim.CONSUMER, date(2023, 5, 10)),
        (Claim.BILL_ACCEPTOR, date(2024, 5, 10)),
        (Claim.BILL_HOLDER, date(2022, 5, 10)),
        (Claim.BILL_ENDORSERS, date(2021, 11, 10)),
        (Claim.LEASE_COMMERCIAL, date(2026, 5, 10)),
        (Claim.LEASE_RESIDENTIAL, date(2024, 5, 10)),
        (Claim.PUBLIC, date(2025, 12, 31)),
        (Claim.JUDGMENT, date(2031, 5, 10)),
    ],
)
def test_each_kind_of_claim_has_its_period(kind, expected):
    assert last_day([], kind) == expected


def test_a_cheque_counts_from_the_end_of_presentation():
    start = cheque_start(date(2026, 3, 1), LAW)
    assert start == date(2026, 3, 9)
    assert last_day([], Claim.CHEQUE, start) == date(2027, 3, 9)


def test_any_written_claim_interrupts_against_a_public_body_only():
    letter = [Event(date(2023, 4, 2), Happening.REMINDER)]
    assert last_day(letter, Claim.PUBLIC) == date(2027, 12, 31)
    assert last_day(letter) == date(2026, 5, 10)


@pytest.mark.parametrize(
    "kind",
    [Happening.REMINDER, Happening.INJUNCTION_FILED, Happening.INVOICE, Happening.NEGOTIATION],
)
def test_what_does_not_interrupt(kind):
    assert last_day([Event(date(2024, 1, 1), kind)]) == date(2026, 5, 10)


@pytest.mark.parametrize(
    "kind",
    [
        Happening.INJUNCTION_SERVED,
        Happening.ACKNOWLEDGMENT,
        Happening.SIGNED_SCHEDULE,
        Happening.PRECAUTIONARY_MEASURE,
        Happening.ENFORCEMENT,
    ],
)
def test_what_starts_a_new_period(kind):
    assert last_day([Event(date(2024, 1, 1), kind)]) == date(2029, 1, 1)


def test_a_lawsuit_holds_the_period_until_it_ends():
    running = [Event(date(2024, 1, 1), Happening.COURT_ACTION)]
    found = limitation(Claim.COMMERCIAL, START, running, LAW)
    assert found.last_day is None
    assert not found.barred(date(2040, 1, 1))
    ended = [Event(date(2024, 1, 1), Happening.COURT_ACTION, date(2025, 6, 30))]
    assert last_day(ended) == date(2030, 6, 30)
    void = [Event(date(2024, 1, 1), Happening.COURT_ACTION, date(2025, 6, 30), void=True)]
    assert last_day(void) == date(2026, 5, 10)


def test_a_declared_claim_is_held_until_the_proceedings_close():
    events = [
        Event(date(2024, 1, 1), Happening.CLAIM_DECLARATION),
        Event(date(2025, 1, 1), Happening.ACKNOWLEDGMENT),
    ]
    found = limitation(Claim.COMMERCIAL, START, events, LAW)
    assert found.last_day is None
    assert found.read[1].effect == "already_held"


def test_a_mediation_adds_its_length_and_leaves_six_months():
    early = [Event(date(2023, 1, 1), Happening.MEDIATION, date(2023, 1, 31))]
    assert last_day(early) == date(2026, 6, 9)  # + 30 days
    late = [Event(date(2026, 5, 1), Happening.MEDIATION, date(2026, 5, 8))]
    assert last_day(late) == date(2026, 11, 8)  # six months after its end
    assert last_day([Event(date(2026, 5, 1), Happening.MEDIATION)]) is None


def test_an_event_out_of_the_period_does_nothing():
    events = [
        Event(date(2020, 1, 1), Happening.ACKNOWLEDGMENT),
        Event(date(2026, 5, 11), Happening.PARTIAL_PAYMENT),
    ]
    found = limitation(Claim.COMMERCIAL, START, events, LAW)
    assert [row.effect for row in found.read] == ["before_start", "too_late"]
    assert found.last_day == date(2026, 5, 10)


def test_acknowledgments_never_go_past_twenty_years_from_the_birth_of_the_right():
    events = [Event(date(2014 + 4 * n, 1, 1), Happening.ACKNOWLEDGMENT) for n in range(5)]
    start, born = date(2010, 1, 1), date(2009, 1, 1)
    assert last_day(events, start=start, born=born) == date(2029, 1, 1)


def test_a_contract_may_choose_between_one_and_ten_years():
    assert last_day([], agreed_months=12) == date(2022, 5, 10)
    for months in (11, 121):
        with pytest.raises(OutOfRange):
            last_day([], agreed_months=months)
    with pytest.raises(OutOfRange):
        last_day([], Claim.CONSUMER, agreed_months=24)


def test_impossible_data_are_refused():
    with pytest.raises(WrongOrder):
        Event(date(2024, 1, 2), Happening.MEDIATION, date(2024, 1, 1))
    with pytest.raises(WrongOrder):
        prudent_limitation(Claim.COMMERCIAL, START, START - timedelta(days=1), [], LAW)
    with pytest.raises(MissingRate):
        last_day([], start=date(2005, 1, 1))


@given(
    st.dates(date(2010, 1, 1), date(2025, 12, 31)),
    st.lists(
        st.builds(
            Event,
            st.dates(date(2010, 1, 1), date(2030, 12, 31)),
            st.sampled_from([h for h in Happening if h != Happening.MEDIATION]),
            st.none() | st.dates(date(2031, 1, 1), date(2033, 1, 1)),
        ),
        max_size=5,
    ),
)
def test_an_event_never_shortens_the_period(start, events):
    bare = last_day([], start=start)
    found = last_day(events, start=start)
    assert found is None or found >= bare
