"""What is decided by hand reaches the engine, and the day has only so many minutes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from simulator.domain.ledger.columns import Cause
from simulator.domain.refusals import NotFound, OutOfRange
from simulator.domain.year import worklist
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.behaviour import Lever
from simulator.domain.year.engine import advance
from simulator.domain.year.state import digest
from simulator.services import (
    played_years,
    year_desks,
    year_hands,
    year_policies,
    years,
)
from simulator.services.played_years import Span
from simulator.services.year_hands import Choice, StaleYear
from tests.conftest import Clock, House
from tests.playing import Player, playing


@pytest.fixture
def player(house: House, clock: Clock) -> Iterator[Player]:
    with playing(house, clock) as made:
        yield made


def test_a_call_by_hand_is_made_on_the_next_working_day(player: Player) -> None:
    state = player.state()
    owing = int(np.flatnonzero(state.owed > 0)[0])
    hand = player.decides(owing, Choice.CALL)
    again = player.decides(owing, Choice.CALL)
    assert again.id == hand.id, "a second click is the same call"
    player.plays()

    act = Intervention(hand.on, owing, Act.CONTACT, Lever.CALL)
    expected = advance(state, years.reference("standard"), months=1, by_hand=(act,))
    assert digest(player.state()) == digest(expected)
    assert digest(expected) != digest(advance(state, years.reference("standard"), months=1))


def test_what_was_decided_can_be_taken_back_until_it_is_done(player: Player) -> None:
    hand = player.decides(2, Choice.CALL)
    kept = player.decides(3, Choice.SMS)
    state = player.state()
    year_hands.cancel(player.session, player.year, hand.id, state, player.clock())
    assert [each.id for each in year_hands.of_run(player.session, player.year)] == [kept.id]
    with pytest.raises(NotFound):
        year_hands.cancel(player.session, player.year, hand.id, state, player.clock())
    player.plays()
    with pytest.raises(StaleYear):
        year_hands.cancel(player.session, player.year, kept.id, state, player.clock())
    with pytest.raises(OutOfRange):
        year_hands.cancel(player.session, player.year, kept.id, player.state(), player.clock())
    with pytest.raises(NotFound):
        player.decides(999, Choice.CALL)


def test_a_full_day_takes_no_more_calls_until_one_is_left(player: Player) -> None:
    data = year_policies.latest(player.session, player.year)
    played_years.save_policy(
        player.session, player.person, data | {"capacity_minutes": 1}, player.clock()
    )
    with pytest.raises(year_hands.DayFull) as refused:
        player.decides(4, Choice.CALL)
    call = years.behaviour().levers["call"].minutes
    assert (refused.value.minutes, refused.value.left) == (call, 1)
    # what takes nobody's minutes always fits
    assert player.decides(4, Choice.HOLD).lever is None


def test_a_hold_by_hand_lasts_over_the_months_until_it_is_released(player: Player) -> None:
    state = player.state()
    owing = int(np.argmax(state.owed))
    player.decides(owing, Choice.HOLD)
    player.plays()
    assert bool(player.state().held[owing])
    player.plays()
    assert bool(player.state().held[owing])
    hands = year_hands.of_run(player.session, player.year)
    assert year_hands.holding(hands) == {owing}
    player.decides(owing, Choice.RELEASE)
    player.plays()
    hands = year_hands.of_run(player.session, player.year)
    assert year_hands.holding(hands) == frozenset()


def test_leaving_somebody_of_the_list_frees_their_minutes(player: Player) -> None:
    policy = year_policies.policy_of(year_policies.latest(player.session, player.year))
    state = player.state()
    while not any(task.minutes and task.fits for task in worklist.worklist(state, policy)[1]):
        player.plays(Span.DAY)
        state = player.state()
    before = year_desks.agenda(player.portfolio, state, policy, ())
    job = next(job for job in before.jobs if job.task.minutes and job.task.fits)
    player.decides(job.task.customer, Choice.SKIP)
    hands = year_hands.of_run(player.session, player.year)
    after = year_desks.agenda(player.portfolio, state, policy, hands)

    assert before.used - after.used == job.task.minutes
    assert [each.skipped for each in after.jobs].count(True) == 1
    assert after.asked == before.asked


def on_board(player: Player, *, missing: bool = False) -> worklist.Dispute:
    """Play until the board holds a dispute (or a missing paper), and return it."""
    while True:
        for each in worklist.disputes(player.state()):
            if (each.cause is Cause.ADMINISTRATIVE) == missing:
                return each
        player.plays(Span.WEEK)


def test_a_dispute_is_settled_by_hand_in_one_way_on_the_minutes_of_the_day(player: Player) -> None:
    dispute = on_board(player)
    hand = player.decides(dispute.customer, Choice.CREDIT, dispute.slot)
    other = player.decides(dispute.customer, Choice.UPHOLD, dispute.slot)
    assert other == hand, "what was decided first is to be taken back before another"
    assert (hand.slot, hand.minutes, hand.lever) == (dispute.slot, 10, None)
    hands = year_hands.of_run(player.session, player.year)
    assert hands == (hand,)
    board = year_desks.boards(player.state(), hands)
    assert board.settling == {dispute.slot: hand}
    assert [code for code, _ in board.choices(dispute)] == ["answer", "credit", "uphold"]
    policy = year_policies.policy_of(year_policies.latest(player.session, player.year))
    with_it = year_desks.agenda(player.portfolio, player.state(), policy, hands).used
    without = year_desks.agenda(player.portfolio, player.state(), policy, ()).used
    assert with_it - without == 10
    player.plays(Span.DAY)
    after = player.state()
    assert after.blocked[dispute.slot] == 0
    assert after.gross[dispute.slot] > after.left[dispute.slot]


def test_only_what_is_on_the_board_is_settled(player: Player) -> None:
    dispute = on_board(player)
    for customer, choice, slot in (
        (dispute.customer, Choice.ANSWER, dispute.slot + 10**6),
        (dispute.customer + 1, Choice.ANSWER, dispute.slot),
        (dispute.customer, Choice.PROMISE, -1),
    ):
        with pytest.raises(NotFound):
            player.decides(customer, choice, slot)


def test_a_missing_paper_is_sent_not_argued(player: Player) -> None:
    paper = on_board(player, missing=True)
    with pytest.raises(NotFound):
        player.decides(paper.customer, Choice.CREDIT, paper.slot)
    assert player.decides(paper.customer, Choice.ANSWER, paper.slot).minutes == 25
    board = year_desks.boards(player.state())
    assert [code for code, _ in board.choices(paper)] == ["answer"]
