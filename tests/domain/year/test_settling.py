"""Disputes solved by hand: what is founded is credited, what is not is upheld, and at what cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from simulator.domain.dates import NEVER, from_day
from simulator.domain.refusals import OutOfRange
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.engine import advance
from simulator.domain.year.settling import CENTS_A_MINUTE, MINUTES
from simulator.domain.year.slots import ADMIN, DISPUTE
from simulator.domain.year.state import Flow, Phase, open_year
from simulator.domain.year.story import story
from simulator.domain.year.worklist import disputes
from simulator.services import years
from tests.domain.year.conftest import AS_OF

ASKED = years.behaviour().blocks.credit_high


def known(world, kind, share):
    """Return the year after a month where an invoice is blocked, whose claim is a share."""
    slots = world.slots
    state = advance(open_year(world), years.reference("segmentee"), months=1)
    there = (state.blocked == 0) & (state.phase == Phase.OPEN) & (state.left > 1_000)
    rows = np.flatnonzero(there & (state.due < state.day) & (slots.customer < world.count - 1))
    slot = int(rows[0])
    credit = slots.credit.copy()
    credit[slot] = share
    state.world = replace(world, slots=replace(slots, credit=credit))
    state.blocked[slot], state.found[slot] = kind, state.day
    # The desk is slow: whatever happens the next day was done by hand.
    state.fixed[slot] = state.day + 300
    return state, slot, int(world.slots.customer[slot])


def settled(state, slot, customer, act):
    day = int(state.world.calendar.days[state.step])
    hand = Intervention(from_day(day), customer, act, slot=slot)
    quiet = years.reference("aucune")
    return (
        advance(state, quiet, days=1, by_hand=[hand]),
        advance(state, quiet, days=1),
    )


@pytest.mark.parametrize(
    ("act", "share", "credited"),
    [
        (Act.ANSWER, 0.0, 0.0),
        (Act.ANSWER, 0.2, 0.2),
        (Act.CREDIT, 0.0, ASKED),
        (Act.CREDIT, 0.2, ASKED),
        (Act.UPHOLD, 0.0, 0.0),
    ],
)
def test_a_dispute_is_solved_at_once_by_a_credit_note_or_none(world, act, share, credited):
    state, slot, customer = known(world, DISPUTE, share)
    owed = int(state.left[slot])
    after, without = settled(state, slot, customer, act)
    assert after.blocked[slot] == 0 < without.blocked[slot]
    gained = after.flow - without.flow
    assert gained[Flow.CREDITED, customer] == round(owed * credited)
    assert gained[Flow.MINUTES, customer] == MINUTES[act]
    assert gained[Flow.DESK, customer] == MINUTES[act] * CENTS_A_MINUTE
    told = [each for each in story(after, customer) if each.kind == "solved"][-1]
    assert (told.cause, told.slot, told.amount) == (act.value, slot, round(owed * credited))
    others = np.delete(gained, customer, axis=1)
    assert not others.any()


def test_a_founded_claim_that_is_refused_stays_and_offends(world):
    state, slot, customer = known(world, DISPUTE, 0.2)
    after, without = settled(state, slot, customer, Act.UPHOLD)
    assert after.blocked[slot] == DISPUTE
    assert after.left[slot] == without.left[slot]
    assert after.relation[customer] < without.relation[customer]
    assert [each.kind for each in story(after, customer)][-1] == "insisted"
    # The desk begins again: it will answer, at its price.
    later = advance(after, years.reference("aucune"), days=1)
    assert state.day < later.fixed[slot] < NEVER
    assert later.flow[Flow.DESK, customer] > after.flow[Flow.DESK, customer]


def test_a_paper_that_was_missing_is_sent_without_a_credit_note(world):
    state, slot, customer = known(world, ADMIN, 0.2)
    after, _ = settled(state, slot, customer, Act.ANSWER)
    assert after.blocked[slot] == 0
    assert after.flow[Flow.CREDITED, customer] == state.flow[Flow.CREDITED, customer]


def test_what_is_not_in_dispute_or_is_another_customers_is_left_alone(world):
    state, slot, customer = known(world, DISPUTE, 0.0)
    open_slot = int(np.flatnonzero((state.blocked == 0) & (state.left > 0))[-1])
    for wrong, who in ((slot, customer + 1), (open_slot, int(world.slots.customer[open_slot]))):
        after, without = settled(state, wrong, who, Act.ANSWER)
        assert (after.flow == without.flow).all()
    board = {each.slot for each in disputes(state)}
    assert slot in board
    assert open_slot not in board


def test_nothing_is_settled_without_an_invoice():
    with pytest.raises(OutOfRange):
        Intervention(AS_OF, 1, Act.ANSWER)


def test_a_line_decided_holds_until_its_expiry_then_the_rule_applies(world):
    plain = years.reference("standard")
    orders = np.bincount(world.slots.customer[world.by_day], minlength=world.count)
    customer = int(np.argmax(orders * ~world.traits.public))
    until = date(2026, 10, 1)
    closed, lapsing = (
        replace(plain, decisions=replace(plain.decisions, limits={customer: 0}, expiries=expiries))
        for expiries in ({}, {customer: until})
    )
    free, refused, lapsed = (advance(open_year(world), each) for each in (plain, closed, lapsing))
    months = [m for m in range(12) if from_day(int(world.calendar.closing[m])) < until]
    before = slice(0, len(months))
    lost = [state.months[:, Flow.REFUSED, customer] for state in (free, refused, lapsed)]
    assert (lost[2][before] == lost[1][before]).all()
    assert lost[1][before].sum() > 0
    assert lost[2][len(months) + 1 :].sum() < lost[1][len(months) + 1 :].sum()
