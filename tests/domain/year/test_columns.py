"""What the columns of a run keep from one day to the next, at their edges."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulator.domain.luck import Luck, grown
from simulator.domain.year import run as runs
from simulator.domain.year.engine import advance, play
from simulator.domain.year.events import Log
from simulator.domain.year.fixed import CONTACT
from simulator.domain.year.policy import Decisions, Terms
from simulator.domain.year.run import make, merged, thrown, total, without
from simulator.domain.year.standing import apply
from simulator.domain.year.state import Flow, Phase, Stock, open_year
from simulator.domain.year.worklist import worklist


def work(world, policy):
    return make(open_year(world), apply(world, policy), {})


def test_nobody_is_chased_when_nothing_is_open(world, segmented):
    state = open_year(world)
    state.phase[state.phase == Phase.OPEN] = Phase.SETTLED
    state.left[:] = 0
    assert worklist(state, segmented)[1] == ()
    assert advance(state, segmented, days=1).flow[Flow.CONTACTS].sum() == 0


def test_sums_stay_exact_beyond_what_doubles_hold(world, segmented):
    assert not work(world, segmented).large
    huge = replace(world, slots=replace(world.slots, gross=world.slots.gross * 10**9))
    run = work(huge, segmented)
    assert run.large
    assert total(run, np.array([3, 3]), np.array([2**53, 1]))[3] == 2**53 + 1


def test_an_invoice_that_a_credit_note_settles_is_not_paid_again(crisis, segmented):
    whole = replace(crisis, slots=replace(crisis.slots, credit=np.ones(len(crisis.slots))))
    state = play(whole, segmented)
    _, _, amount, _ = state.receipts.whole()
    assert (amount > 0).all()
    assert (state.left >= 0).all()
    flow = state.months.sum(axis=0)
    assert flow[Flow.CREDITED].sum() > 0
    out = sum(flow[name] for name in (Flow.CREDITED, Flow.CASH, Flow.WRITTEN_OFF))
    closing = state.stocks[-1][Stock.OPEN]
    assert (open_year(whole).owed + flow[Flow.INVOICED] - out == closing).all()


def test_public_bodies_keep_their_terms_whatever_is_decided(world, segmented):
    body = int(np.flatnonzero(world.traits.public)[0])
    policy = replace(segmented, decisions=Decisions(terms={body: Terms(10)}))
    assert apply(world, policy).days[body] == world.files.days[body] != 10


def test_slots_are_merged_and_taken_away_in_their_order():
    slots = merged(np.array([1, 4, 9]), np.array([2, 30]))
    assert slots.tolist() == [1, 2, 4, 9, 30]
    assert without(slots, np.array([2, 5, 30, 31])).tolist() == [1, 4, 9]


def as_it_is(words):
    return (words,)


def test_what_is_thrown_ahead_is_what_is_thrown_on_the_day(world, segmented, monkeypatch):
    rows = np.array([0, 7, 31])
    ahead, alone = work(world, segmented), work(world, segmented)
    luck = Luck(world.portfolio.seed)
    for day in (world.first + 1, world.first + 3, world.first + 200):
        ahead.day = alone.day = day
        expected = luck.words(CONTACT, world.draw[rows], world.place[rows], day)
        assert (thrown(ahead, CONTACT, rows, as_it_is)[0] == expected).all()
        with monkeypatch.context() as small:
            small.setattr(runs, "FEW", 0)
            assert (thrown(alone, CONTACT, rows, as_it_is)[0] == expected).all()
    assert (grown(luck.stems("x", rows), -1) == luck.words("x", rows, -1)).all()


def test_a_log_written_late_is_the_log(world, segmented):
    log, seen = Log(3), np.array([5, 6])
    log.put(2, 1, seen, seen > 5)
    copy = log.copy()
    log.put(1, 2, np.array([7]), 9)
    assert log.whole().tolist() == [[1, 1, 2], [5, 6, 7], [0, 1, 9]]
    assert copy.whole().tolist() == [[1, 1], [5, 6], [0, 1]]
    before = advance(open_year(world), segmented, months=1)
    told = before.log.whole().copy()
    advance(before, segmented, months=1)
    assert (before.log.whole() == told).all()
