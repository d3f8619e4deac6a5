"""A policy that contradicts itself is refused when it is made."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.domain.collection.reminders import Channel, Stop
from simulator.domain.refusals import NotPositive, OutOfRange, UnknownChoice
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.behaviour import Lever
from simulator.domain.year.policy import (
    Cap,
    Decisions,
    Discount,
    Factoring,
    Hold,
    Insurance,
    Limits,
    Policy,
    Scenario,
    Segment,
    Step,
    Terms,
    Who,
)
from simulator.domain.year.standing import NO_LIMIT, apply
from simulator.domain.year.world import present_terms


@pytest.mark.parametrize(
    "made",
    [
        lambda: Step(-61, Channel.EMAIL),
        lambda: Step(1, Channel.EMAIL, min_overdue=-1),
        lambda: Scenario("x", steps=(Step(5, Channel.EMAIL), Step(5, Channel.PHONE))),
        lambda: Terms(61),
        lambda: Terms(46, end_of_month=True),
        lambda: Limits(factor=-0.1),
        lambda: Hold(after_days=-1),
        lambda: Hold(min_overdue=-1),
        lambda: Insurance(quota=1.2),
        lambda: Insurance(premium_rate=0.5),
        lambda: Factoring(advance=1.1),
        lambda: Factoring(commission=0.2),
        lambda: Discount(rate=0.5),
        lambda: Discount(within_days=90),
        lambda: Decisions(limits={1: -5}),
        lambda: Policy("x", dispute_days=0),
        lambda: Policy("x", capacity_minutes=-1),
        lambda: Policy("x", call_quality=2.0),
        lambda: Intervention(date(2026, 7, 1), 1, Act.PROMISE),
        lambda: Intervention(date(2026, 7, 1), 1, Act.PROMISE, due=date(2026, 7, 1)),
        lambda: Intervention(date(2026, 7, 1), 1, Act.CONTACT, quality=101),
    ],
)
def test_a_figure_out_of_range_is_refused(made):
    with pytest.raises(OutOfRange):
        made()


@pytest.mark.parametrize(
    "made",
    [
        lambda: Segment("x", "s", classes=("E",)),
        lambda: Segment("x", "s", stakes=("Z",)),
        lambda: Limits(by_class={"E": 1.0}),
        lambda: Hold(spared_stakes=("D",)),
        lambda: Insurance(cover={"E": 1.0}),
        lambda: Factoring(classes=("E",)),
        lambda: Decisions(classes={1: "E"}),
        lambda: Policy("x", segments=(Segment("all", "unknown"),)),
        lambda: Policy("x", decisions=Decisions(scenarios={1: "unknown"})),
        lambda: Policy("x", terms={"E": Terms(30)}),
    ],
)
def test_a_name_that_does_not_exist_is_refused(made):
    with pytest.raises(UnknownChoice):
        made()


def test_a_promise_of_less_than_nothing_is_refused():
    with pytest.raises(NotPositive):
        Intervention(date(2026, 7, 1), 1, Act.PROMISE, amount=-1, due=date(2026, 7, 2))


@pytest.mark.parametrize(
    ("step", "lever"),
    [
        (Step(-5, Channel.EMAIL), Lever.PRE_DUE),
        (Step(3, Channel.EMAIL), Lever.EMAIL),
        (Step(3, Channel.PHONE, who=Who.COLLECTOR), Lever.CALL),
        (Step(3, Channel.PHONE, who=Who.MANAGER), Lever.DIRECTOR),
        (Step(3, Channel.PHONE, who=Who.SALES), Lever.SALES),
        (Step(3, Channel.VISIT), Lever.SALES),
        (Step(3, Channel.REGISTERED), Lever.REGISTERED),
        (Step(3, Channel.COURT), Lever.COURT),
    ],
)
def test_a_contact_is_what_the_customer_feels(step, lever):
    assert step.lever is lever


@pytest.mark.parametrize(
    ("code", "days", "ends"),
    [("comptant", 0, False), ("45j_fdm", 45, True), ("20j_perissable", 20, False)],
)
def test_the_terms_of_a_file_are_read(code, days, ends):
    assert present_terms(code) == Terms(days, end_of_month=ends)


def test_a_policy_is_said_customer_by_customer(world):
    chase = Scenario("chase", steps=(Step(3, Channel.EMAIL, stops=(Stop.PAID,)),))
    sector = world.traits.sectors[0]
    policy = Policy(
        "x",
        scenarios=(chase, Scenario("other")),
        segments=(
            Segment("late", "chase", late_from=30),
            Segment(
                "sector", "chase", sectors=(sector, "nowhere"), classes=("A",), stakes=("A", "B")
            ),
        ),
        limits=Limits(Cap.FILE, factor=0.5),
        decisions=Decisions({0: 12_345}, {1: "D"}, {2: "other"}, {3: Terms(10)}),
    )
    standing = apply(world, policy)
    late = world.traits.late_days >= 30
    late[2] = False
    assert (standing.scenario[late] == 1).all()
    assert (standing.segment[late] == 0).all()
    assert standing.scenario[2] == 2
    assert standing.limit[0] == 12_345
    assert standing.risk[1] == 3
    people = world.portfolio.customers
    for customer in people[4:]:
        if customer.identity.public or customer.limit is None:
            assert standing.limit[customer.id] == NO_LIMIT
        else:
            assert standing.limit[customer.id] == round(customer.limit * 0.5)
    before = present_terms(people[3].terms)
    assert people[3].identity.public or standing.days[3] == 10 != before.days
    assert not standing.steps.waits_dispute[1]


def test_only_those_whose_funds_cost_more_take_a_discount(world):
    standing = apply(world, Policy("x", discount=Discount(0.01, 10)))
    days = standing.days
    rate = 0.01 / 0.99 * 365 / (days - 10).clip(1)
    expected = (days > 10) & (rate > world.traits.funds) & ~world.traits.public
    assert expected.any()
    assert (standing.discounted == expected).all()


def test_factored_customers_are_those_of_the_classes_and_not_public(world):
    standing = apply(world, Policy("x", factoring=Factoring(on=True, classes=("A",))))
    assert (standing.factored == ((standing.risk == 0) & ~world.traits.public)).all()
