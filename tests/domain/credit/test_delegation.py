from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.credit.delegation import (
    RULES,
    BeyondDelegation,
    Demand,
    Level,
    Role,
    Task,
    conflicts,
    missing_in_minutes,
    sign,
    who_decides,
)
from simulator.domain.credit.review import (
    EVENT_RULES,
    Effect,
    Event,
    LineFacts,
    detect,
    strongest,
)
from simulator.domain.money import Cents, cents
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Confidence


@pytest.mark.parametrize(
    ("amount", "role", "reason"),
    [
        ("10000", Role.ANALYST, "within_level"),
        ("10000.01", Role.CREDIT_MANAGER, "within_level"),
        ("50000.01", Role.CFO, "within_level"),
        ("200000", Role.CFO, "within_level"),
        ("200000.01", Role.COMMITTEE, "amount"),
    ],
)
def test_the_lowest_level_that_reaches_the_amount_decides(amount, role, reason):
    found = who_decides(Demand(cents(amount), "B"))
    assert (found.role, found.reasons) == (role, (reason,))
    assert found.confidence is Confidence.PEDAGOGICAL
    assert found.review_months == 6


def test_a_risky_class_goes_to_the_committee_with_its_condition():
    found = who_decides(Demand(cents(100), "C"))
    assert (found.role, found.reasons) == (Role.COMMITTEE, ("risk_class",))
    assert found.conditions == ("guarantee",)
    assert who_decides(Demand(cents(100), "D")).conditions == ("prepayment",)


def test_going_above_the_cover_is_a_risk_that_the_committee_takes():
    found = who_decides(Demand(cents(5_000), "A", cover=cents(4_000)))
    assert (found.role, found.reasons) == (Role.COMMITTEE, ("above_cover",))
    assert found.conditions == ("own_risk_accepted",)
    within = who_decides(Demand(cents(4_000), "A", cover=cents(4_000)))
    assert within.role is Role.ANALYST


def test_a_firm_may_let_its_analyst_go_above_the_cover():
    rules = replace(RULES, committee_above_cover=False)
    found = who_decides(Demand(cents(5_000), "A", cover=cents(0)), rules)
    assert (found.role, found.conditions) == (Role.ANALYST, ("own_risk_accepted",))


def test_a_line_cut_in_two_is_read_on_the_group():
    found = who_decides(Demand(cents(9_000), "A", group_lines=cents(9_000)))
    assert found.role is Role.CREDIT_MANAGER


def test_levels_need_no_order_and_may_skip_a_class():
    rules = replace(
        RULES,
        levels=(Level(Role.CFO, cents(100), ("A", "B")), Level(Role.ANALYST, cents(50), ("A",))),
    )
    assert who_decides(Demand(cents(40), "A"), rules).role is Role.ANALYST
    assert who_decides(Demand(cents(40), "B"), rules).role is Role.CFO


def test_signing_above_one_s_delegation_is_refused_with_who_is_needed():
    demand = Demand(cents(60_000), "A")
    with pytest.raises(BeyondDelegation) as refusal:
        sign(demand, Role.CREDIT_MANAGER)
    assert refusal.value.data() == {
        "role": "credit_manager",
        "needed": "cfo",
        "amount": cents(60_000),
    }
    assert sign(demand, Role.COMMITTEE).role is Role.CFO


def test_an_unknown_class_is_refused():
    with pytest.raises(UnknownChoice):
        who_decides(Demand(cents(1), "Z"))


@given(st.integers(0, 10**8), st.integers(0, 10**8), st.sampled_from("ABCD"))
def test_a_bigger_line_is_never_decided_lower(amount, more, grade):
    ladder = list(Role)
    small = who_decides(Demand(Cents(amount), grade)).role
    big = who_decides(Demand(Cents(amount + more), grade)).role
    assert ladder.index(small) <= ladder.index(big)


def test_who_sells_does_not_grant():
    hands = {"Alice": {Task.SELL, Task.GRANT}, "Bruno": {Task.GRANT, Task.COLLECT}}
    assert conflicts(hands) == (("Alice", Task.SELL, Task.GRANT),)


def test_minutes_are_valid_only_when_complete():
    everything = set(RULES.committee.minutes)
    seats = {"credit_manager", "sales", "finance"}
    assert missing_in_minutes(seats, everything) == ()
    assert missing_in_minutes({"sales"}, everything - {"expiry"}) == (
        "minutes_expiry",
        "chair",
        "quorum",
    )


FACTS = LineFacts(date(2026, 5, 1), date(2026, 5, 2), cents(100), cents(99))


@pytest.mark.parametrize(
    ("change", "event"),
    [
        ({"as_of": date(2026, 5, 2)}, Event.PERIODIC),
        ({"exposure": cents(100)}, Event.LINE_REACHED),
        ({"exposure": cents(101)}, Event.LINE_EXCEEDED),
        ({"late_payments": 3}, Event.REPEATED_LATENESS),
        ({"rejected_payments": 1}, Event.PAYMENT_REJECTED),
        ({"cover_at_grant": cents(90), "cover_now": cents(50)}, Event.COVER_REDUCED),
        ({"cover_at_grant": cents(90)}, Event.COVER_CANCELLED),
        ({"procedure_open": True}, Event.PROCEDURE_OPENED),
    ],
)
def test_each_fact_shows_its_event(change, event):
    assert detect(FACTS) == ()
    assert detect(replace(FACTS, **change)) == (event,)


def test_a_line_of_zero_is_not_reached_by_nothing():
    assert detect(replace(FACTS, limit=cents(0), exposure=cents(0))) == ()


def test_the_strongest_effect_wins():
    assert strongest(()) is None
    assert strongest((Event.RUMOUR,)) is Effect.REVIEW
    assert strongest((Event.RUMOUR, Event.PUBLIC_LIEN)) is Effect.HOLD
    assert strongest((Event.LINE_EXCEEDED, Event.PROCEDURE_OPENED)) is Effect.STOP


def test_every_event_has_one_rule():
    assert [rule.event for rule in EVENT_RULES] == list(Event)
