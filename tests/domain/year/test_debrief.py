"""The day's work, the boards, and the answers of the debrief."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from simulator.domain.dates import NEVER, from_day
from simulator.domain.refusals import NotFound, OutOfRange
from simulator.domain.year import story, worklist
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.behaviour import ARCHETYPES, LEVERS, Lever
from simulator.domain.year.engine import advance, play
from simulator.domain.year.events import Happening, Why, events_of
from simulator.domain.year.paying import lever_name
from simulator.domain.year.state import Flow, Phase, Status, open_year
from simulator.services import years
from tests.domain.year.conftest import AS_OF


@pytest.fixture(scope="module")
def half(world, segmented):
    return advance(open_year(world), segmented, days=120)


def test_the_worklist_is_what_will_be_done(world, segmented, half):
    on, tasks = worklist.worklist(half, segmented)
    later = advance(half, segmented, days=1)
    told = events_of(later.log)
    done = told.of(np.flatnonzero((told.kind == Happening.CONTACT) & (told.day == later.day)))
    assert from_day(later.day) == on
    assert set(done.customer.tolist()) <= {task.customer for task in tasks}
    for task in tasks:
        assert task.reasons[0] == "step"
        assert ("before_due" in task.reasons) == (task.days_late <= 0)
        assert ("first_contact" in task.reasons) == (task.step == 0)


def test_every_reason_appears_in_a_year(world, aggressive):
    state, seen = open_year(world), set()
    policy = replace(aggressive, capacity_minutes=4, limits=replace(aggressive.limits, factor=0.3))
    fits = set()
    for _ in range(25):
        for code in (policy, years.reference("segmentee")):
            for task in worklist.worklist(state, code)[1]:
                seen.update(task.reasons)
                fits.add(task.fits)
        state = advance(state, policy, days=8)
    assert fits == {True, False}
    assert {"key_account", "risky", "orders_held", "over_limit", "broken_promise"} <= seen


def test_there_is_no_worklist_after_the_year(world, segmented):
    with pytest.raises(NotFound):
        worklist.worklist(play(world, segmented), segmented)


def test_the_promise_board_shows_what_is_not_judged(world, segmented):
    state, seen = open_year(world), set()
    for _ in range(60):
        state = advance(state, segmented, days=1)
        board = worklist.promises(state)
        assert len(board) == (state.promise_due != NEVER).sum()
        assert [p.due for p in board] == sorted(p.due for p in board)
        seen.update(promise.status for promise in board)
    assert seen >= {"pending", "late"}


def test_the_dispute_board_shows_what_is_known(half):
    board = worklist.disputes(half)
    assert board
    for dispute in board:
        assert half.found[dispute.slot] != NEVER
        assert half.left[dispute.slot] == dispute.amount > 0
    start = worklist.disputes(open_year(half.world))
    assert all(dispute.expected is None for dispute in start)


def test_a_story_has_the_cause_of_each_payment(half):
    told = story.story(half)
    assert [event.on for event in told] == sorted(event.on for event in told)
    causes = {event.cause for event in told if event.kind in ("paid", "paid_part")}
    assert causes <= {*LEVERS, *(why.name.lower() for why in Why)}
    assert {"habit", "on_the_day"} <= causes
    contacts = [event for event in told if event.kind == "contact"]
    assert {event.cause for event in contacts} <= set(LEVERS)
    found = {event.cause for event in told if event.kind == "found"}
    assert found <= {*LEVERS, "customer"}
    one = contacts[0].customer
    assert story.story(half, one) == tuple(e for e in told if e.customer == one)


def test_a_refused_order_says_why(world, aggressive):
    told = story.story(play(world, aggressive))
    assert {e.cause for e in told if e.kind == "refused"} == {"hold", "limit"}


def test_a_cause_has_its_name():
    assert lever_name(int(Lever.CALL)) == "call"
    assert lever_name(int(Why.SOLVED)) == "solved"


def test_every_overdue_invoice_has_its_reason(crisis, segmented):
    seen = set()
    state = open_year(crisis)
    for policy in (segmented, years.reference("aucune")):
        state = advance(state, policy, days=100)
        for customer in range(crisis.count):
            for row in range(len(crisis.draws)):
                reasons = story.why_unpaid(state, customer, row)
                who = row * crisis.count + customer
                rows = (crisis.slots.customer == who) & (state.due < state.day)
                rows &= (state.left > 0) & np.isin(state.phase, (Phase.OPEN, Phase.FROZEN))
                assert len(reasons) == rows.sum()
                seen.update(reason.code for reason in reasons)
                # what may be said before the end is the same with and without a hidden cause
                for reason in reasons:
                    failed = state.status[who] == Status.FAILED
                    promised = state.promise_due[who] != NEVER
                    known = state.found[reason.slot] != NEVER and state.blocked[reason.slot] != 0
                    ignored = not state.used[:, who].any()
                    facts = ("insolvent", failed), ("in_hand", known), ("promise", promised)
                    every = (*facts, ("not_chased", ignored), ("unknown", True))
                    assert reason.seen == next(code for code, holds in every if holds)
    assert {"insolvent", "in_hand", "admin_block", "promise", "payment_run", "habit"} <= seen
    with pytest.raises(OutOfRange):
        story.why_unpaid(state, 999)


def test_nobody_chased_is_said(world):
    state = advance(open_year(world), years.reference("aucune"), days=30)
    codes = {r.code for c in range(world.count) for r in story.why_unpaid(state, c)}
    assert "not_chased" in codes
    assert "patience" not in codes


def test_the_debrief_unveils_what_was_hidden(half):
    shown = story.unveil(half, 3)
    assert shown.archetype == ARCHETYPES[int(half.world.traits.archetype[3])]
    assert shown.relation == half.relation[3]


def test_what_if_one_call_had_been_made(world):
    none = years.reference("aucune")
    state = advance(open_year(world), none, months=1)
    late = np.zeros(world.size, dtype=np.int64)
    rows = np.flatnonzero((state.phase == Phase.OPEN) & (state.due < state.day))
    np.add.at(late, world.slots.customer[rows], state.left[rows])
    late[state.status != Status.ACTIVE] = 0
    customer = int(np.argmax(late))
    calls = [
        Intervention(date(2026, 8, day), customer, Act.CONTACT, Lever.CALL) for day in (3, 5, 7)
    ]
    changes = story.what_if(world, [none, none], [], calls)
    assert {change.customer for change in changes} == {customer}
    assert story.what_if(world, [none], calls, []) == ()


def test_a_policy_may_change_between_months(world, segmented, aggressive):
    script = [years.reference("aucune"), segmented, aggressive]
    state = open_year(world)
    for policy, months in zip(script, (1, 1, 10), strict=True):
        state = advance(state, policy, months=months)
    again = story.replay(world, script)
    assert story.differences(state, again) == ()
    assert state.months[0, Flow.CONTACTS].sum() == 0
    assert world.portfolio.as_of == AS_OF
