"""The year played: conservation, luck by name, months and hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from simulator.domain.collection.reminders import Channel
from simulator.domain.dates import NEVER, from_day
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.domain.year import state as states
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.behaviour import Assumptions, Lever
from simulator.domain.year.engine import advance, play
from simulator.domain.year.events import Happening, Why, events_of
from simulator.domain.year.policy import (
    Discount,
    Factoring,
    Hold,
    Insurance,
    Policy,
    Priority,
    Scenario,
    Segment,
    Step,
    Who,
)
from simulator.domain.year.state import Flow, Phase, Status, open_year
from simulator.generation.build import generate
from simulator.services import years
from tests.domain.year.conftest import AS_OF

GOLDEN = "8237c66af6117e2827fef9d71e3994ae9a589a3e7f814310281e3c9bdd070531"


def count(state, kind):
    return int((events_of(state.log).kind == kind).sum())


def test_the_same_seed_and_policy_give_the_same_year(portfolio, world, segmented):
    first = states.digest(play(world, segmented))
    assert first == states.digest(play(years.prepare(portfolio), segmented))
    assert first == GOLDEN


def test_months_one_by_one_are_the_whole_year(world, segmented):
    state = open_year(world)
    before = states.digest(state)
    for month in range(12):
        assert state.month == month
        assert not state.over
        state = advance(state, segmented, months=1)
    assert state.over
    assert states.digest(state) == states.digest(play(world, segmented))
    assert states.digest(open_year(world)) == before


def test_days_one_by_one_are_the_same_month(world, segmented):
    month = advance(open_year(world), segmented, months=1)
    state = open_year(world)
    for _ in range(month.step):
        state = advance(state, segmented, days=1)
    assert state.day == month.day
    assert states.digest(state) == states.digest(month)


def test_a_draw_is_the_same_alone_or_among_others(portfolio, segmented):
    alone = play(years.prepare(portfolio, draws=(7,)), segmented)
    among = play(years.prepare(portfolio, draws=(12, 7)), segmented)
    size = len(portfolio.customers)
    assert (among.months[:, :, size:] == alone.months).all()
    assert (among.stocks[:, :, size:] == alone.stocks).all()


@pytest.mark.parametrize("code", years.REFERENCES)
def test_cents_are_conserved_every_month_for_every_customer(crisis, code):
    policy = replace(
        years.reference(code), discount=Discount(0.02, 10), hold=Hold(40, 1000), dispute_days=20
    )
    state = play(crisis, policy, events=False)
    opening = open_year(crisis).owed
    for month in range(12):
        flow = state.months[month]
        out = sum(
            flow[name] for name in (Flow.CREDITED, Flow.DISCOUNTED, Flow.CASH, Flow.WRITTEN_OFF)
        )
        closing = state.stocks[month][states.Stock.OPEN]
        assert (opening + flow[Flow.INVOICED] - out == closing).all()
        opening = closing
    whole = state.months.sum(axis=0)
    assert (whole[Flow.WRITTEN_OFF] > 0).any()
    assert (whole[Flow.DISCOUNTED] > 0).any()
    assert (state.left >= 0).all()


def test_acting_on_one_customer_changes_only_that_customer(world, segmented):
    other = replace(
        segmented, decisions=replace(segmented.decisions, scenarios={4: "public"}, limits={4: 0})
    )
    first, second = play(world, segmented), play(world, other)
    moved = (first.months != second.months).any(axis=(0, 1))
    assert set(np.flatnonzero(moved)) == {4}


def test_too_little_time_makes_customers_wait_for_one_another(world, segmented):
    short = play(world, replace(segmented, capacity_minutes=4))
    assert short.months[:, Flow.POSTPONED].sum() > 0
    assert count(short, Happening.POSTPONED) == short.months[:, Flow.POSTPONED].sum()
    minutes = short.world.laws.minutes
    told = events_of(short.log)
    contacts = told.of(np.flatnonzero(told.kind == Happening.CONTACT))
    by_day = np.bincount(contacts.day - world.first, weights=minutes[contacts.a])
    assert by_day.max() <= 4


@pytest.mark.parametrize("priority", list(Priority))
def test_work_is_done_in_the_order_asked(world, segmented, priority):
    state = play(world, replace(segmented, capacity_minutes=12, priority=priority))
    assert state.months[:, Flow.CONTACTS].sum() > 0


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ({"months": 0}, NotPositive),
        ({"days": -1}, NotPositive),
        ({"months": 13}, OutOfRange),
        ({"days": 1000}, OutOfRange),
        ({"by_hand": [Intervention(AS_OF, 999, Act.SKIP)]}, OutOfRange),
    ],
)
def test_what_cannot_be_played_is_refused(world, segmented, arguments, refusal):
    with pytest.raises(refusal):
        advance(open_year(world), segmented, **arguments)


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ({"draws": ()}, NotPositive),
        ({"draws": (1, 1)}, OutOfRange),
        ({"months": 0}, OutOfRange),
        ({"months": 25}, OutOfRange),
    ],
)
def test_a_year_without_sense_is_refused(portfolio, arguments, refusal):
    with pytest.raises(refusal):
        years.prepare(portfolio, **arguments)


def owing(world):
    """Return a customer with much open and no failure, and the next Saturday."""
    state = open_year(world)
    alive = state.owed * (state.status == Status.ACTIVE) * ~world.traits.public
    day = AS_OF
    while day.weekday() != 5:
        day += timedelta(days=1)
    return int(np.argmax(alive)), day


def test_a_contact_by_hand_is_made_on_the_next_working_day(world):
    none = years.reference("aucune")
    customer, saturday = owing(world)
    hands = [
        Intervention(saturday, customer, Act.CONTACT, Lever.DIRECTOR),
        Intervention(date(2030, 1, 1), customer, Act.CONTACT),
    ]
    state = advance(open_year(world), none, months=1, by_hand=hands)
    told = events_of(state.log)
    contacts = told.of(np.flatnonzero(told.kind == Happening.CONTACT))
    assert contacts.customer.tolist() == [customer]
    assert from_day(int(contacts.day[0])) == saturday + timedelta(days=2)
    assert contacts.a.tolist() == [Lever.DIRECTOR]


def test_nobody_is_contacted_who_owes_nothing(world):
    quiet = int(np.flatnonzero(open_year(world).owed == 0)[0])
    hand = Intervention(AS_OF + timedelta(days=1), quiet, Act.CONTACT)
    state = advance(open_year(world), years.reference("aucune"), days=1, by_hand=[hand])
    assert count(state, Happening.CONTACT) == 0


def test_a_skip_leaves_undone_what_the_policy_asks(world, segmented):
    usual = advance(open_year(world), segmented, days=10)
    told = events_of(usual.log)
    first = told.of(np.flatnonzero(told.kind == Happening.CONTACT)[:1])
    customer, day = int(first.customer[0]), from_day(int(first.day[0]))
    skip = Intervention(day, customer, Act.SKIP)
    state = advance(open_year(world), segmented, days=1, by_hand=[skip])
    kept = events_of(state.log)
    assert customer not in kept.customer[kept.kind == Happening.CONTACT]


def test_a_hold_by_hand_lasts_until_a_release(world):
    customer, _ = owing(world)
    start = AS_OF + timedelta(days=1)
    hands = [
        Intervention(start, customer, Act.HOLD),
        Intervention(date(2026, 9, 1), customer, Act.RELEASE),
    ]
    state = advance(open_year(world), years.reference("aucune"), months=3, by_hand=hands)
    told = events_of(state.log)
    held = told.of(np.flatnonzero(told.kind == Happening.HELD))
    assert held.customer.tolist() == [customer]
    assert from_day(int(told.day[told.kind == Happening.RELEASED][0])) == date(2026, 9, 1)


def test_a_promise_negotiated_by_hand_is_noted_and_judged(world):
    state = open_year(world)
    late = np.zeros(world.size, dtype=np.int64)
    rows = np.flatnonzero((state.phase == Phase.OPEN) & (state.due < world.first))
    np.add.at(late, world.slots.customer[rows], state.left[rows])
    customer = int(np.argmax(late))
    on = date(2026, 7, 2)
    whole = Intervention(on, customer, Act.PROMISE, due=date(2026, 7, 15), quality=90)
    none = years.reference("aucune")
    state = advance(open_year(world), none, days=2, by_hand=[whole])
    assert from_day(int(state.promise_due[customer])) == date(2026, 7, 15)
    assert state.promise_quality[customer] == 90
    assert state.vows.whole()[3].sum() == state.promise_amount[customer] > 0
    part = advance(open_year(world), none, days=2, by_hand=[replace(whole, amount=1_000)])
    assert part.promise_amount[customer] == 1_000
    after = advance(state, none, months=1)
    assert after.promise_due[customer] == NEVER
    judged = after.months[:, [Flow.KEPT, Flow.BROKEN], customer].sum()
    assert judged == 1


def test_a_better_promise_is_kept_more_often(portfolio):
    world = years.prepare(portfolio, draws=tuple(range(1, 61)))
    none = years.reference("aucune")
    paid = []
    for quality in (5, 100):
        hands = [
            Intervention(date(2026, 7, 2), c, Act.PROMISE, due=date(2026, 7, 10), quality=quality)
            for c in range(50)
        ]
        state = advance(open_year(world, events=False), none, months=1, by_hand=hands)
        paid.append(int(state.months[0, Flow.KEPT].sum()))
    assert paid[1] > paid[0] * 1.05


def test_failures_are_written_off_and_the_insurer_pays_what_is_covered(crisis):
    plain = years.reference("standard")
    insured = replace(plain, insurance=Insurance(on=True))
    first, second = (play(crisis, policy) for policy in (plain, insured))
    lost = [state.months[:, Flow.LOSS].sum() for state in (first, second)]
    paid = second.months[:, Flow.INDEMNITY].sum()
    assert lost[0] == lost[1] > paid > 0
    assert first.months[:, Flow.INDEMNITY].sum() == 0
    assert second.months[:, Flow.PREMIUM].sum() > 0
    assert count(second, Happening.FAILED) == second.months[:, Flow.FAILED].sum()
    assert count(second, Happening.COVER_LOST) > 0
    assert (second.left[second.phase == Phase.FROZEN] >= 0).all()


def test_retention_of_title_lowers_the_loss(crisis):
    plain = years.reference("aucune")
    first, second = (
        play(crisis, policy, events=False)
        for policy in (plain, replace(plain, retention_of_title=True))
    )
    lost = [int(state.months[:, Flow.WRITTEN_OFF].sum()) for state in (first, second)]
    assert lost[1] / lost[0] == pytest.approx(0.75 / 0.96, abs=0.01)


def test_a_factor_without_recourse_bears_the_losses_of_its_customers(crisis):
    policy = replace(years.reference("aucune"), factoring=Factoring(on=True, without_recourse=True))
    flow = play(crisis, policy, events=False).months.sum(axis=(0, 2))
    assert flow[Flow.INDEMNITY] == flow[Flow.LOSS] > 0
    assert flow[Flow.FACTORING] > flow[Flow.INVOICED] * 0.005


def test_in_its_own_year_a_customer_fails_on_its_hidden_day():
    portfolio = generate("negoce-materiaux", 5, 50, as_of=AS_OF)  # the fifth has failures to come
    state = play(years.prepare(portfolio), years.reference("aucune"))
    told = events_of(state.log)
    failed = told.of(np.flatnonzero(told.kind == Happening.FAILED))
    hidden = {
        i: h.default_on
        for i, h in enumerate(portfolio.hidden)
        if h.default_on is not None and h.default_on > AS_OF
    }
    assert hidden
    assert set(failed.customer.tolist()) == set(hidden)
    for customer, day in zip(failed.customer.tolist(), failed.day.tolist(), strict=True):
        assert 0 <= (from_day(day) - hidden[customer]).days <= 4


def test_assumptions_can_be_switched_off(portfolio, segmented):
    off = Assumptions(
        seasonality=False,
        slow_months=False,
        partial_payments=False,
        contagion=False,
        desk_cost=False,
        adverse_selection=False,
        exact_due=False,
        own_fate=False,
    )
    on = play(years.prepare(portfolio, draws=(0, 1)), segmented)
    bare = play(years.prepare(portfolio, off, draws=(0, 1)), segmented)
    assert on.months[:, Flow.DESK].sum() > 0
    assert bare.months[:, Flow.DESK].sum() == 0
    assert count(on, Happening.PAID_PART) > 0
    assert count(bare, Happening.PAID_PART) == 0
    told = events_of(bare.log)
    assert Why.ON_THE_DAY not in told.a[told.kind == Happening.PAID]


def one_step(channel, *, who=Who.COLLECTOR, announces=False):
    step = Step(20, channel, who=who, announces=announces)
    scenario = Scenario("one", steps=(step,))
    return Policy("one", scenarios=(scenario,), segments=(Segment("all", "one"),))


def test_a_call_finds_what_a_mail_does_not(portfolio):
    world = years.prepare(portfolio, draws=tuple(range(1, 13)))
    found = [
        play(world, one_step(channel), events=False).months[:, Flow.FOUND].sum()
        for channel in (Channel.SMS, Channel.PHONE)
    ]
    assert found[1] > found[0] * 1.03


def test_an_announced_consequence_that_does_not_come_is_remembered(world):
    word = play(world, one_step(Channel.LETTER))
    threat = play(world, one_step(Channel.LETTER, announces=True))
    assert count(word, Happening.EMPTY_THREAT) == 0
    assert count(threat, Happening.EMPTY_THREAT) > 0
    assert threat.belief.mean() < word.belief.mean()


def test_cash_saves_some_orders_over_the_limit(crisis):
    tight = replace(
        years.reference("standard"), limits=replace(years.reference("standard").limits, factor=0.3)
    )
    state = play(crisis, tight)
    assert count(state, Happening.CASH_SALE) > 0
    assert count(state, Happening.REFUSED) == state.months[:, Flow.REFUSED].sum() > 0


def test_months_close_on_the_day_of_the_portfolio_or_at_their_end(world):
    ends = [from_day(day) for day in world.calendar.closing.tolist()]
    assert ends[:3] == [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30)]
    middle = generate("negoce-materiaux", 1, 5, as_of=date(2026, 6, 15))
    closing = years.prepare(middle, months=2).calendar.closing.tolist()
    assert [from_day(day) for day in closing] == [date(2026, 7, 15), date(2026, 8, 15)]


def test_an_offer_withdrawn_is_no_longer_taken(crisis):
    plain = years.reference("standard")
    offered = advance(open_year(crisis), replace(plain, discount=Discount(0.02, 30)), days=40)
    assert (offered.early & (offered.phase == Phase.OPEN)).any()
    after = advance(offered, plain, months=1)
    assert (after.flow[Flow.DISCOUNTED] == 0).all()
    assert after.months[-1, Flow.DISCOUNTED].sum() == offered.flow[Flow.DISCOUNTED].sum()
