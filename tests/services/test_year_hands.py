"""What is decided by hand reaches the engine, and the day has only so many minutes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from simulator.domain.refusals import NotFound, OutOfRange
from simulator.domain.year import worklist
from simulator.domain.year.behaviour import Lever
from simulator.domain.year.engine import advance
from simulator.domain.year.run import Act, Intervention
from simulator.domain.year.state import digest
from simulator.services import (
    played_years,
    year_desks,
    year_hands,
    year_policies,
    years,
)
from simulator.services.played_years import Span
from simulator.services.year_hands import Choice
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
    day = player.state().day
    year_hands.cancel(player.session, player.year, hand.id, day, player.clock())
    assert [each.id for each in year_hands.of_run(player.session, player.year)] == [kept.id]
    with pytest.raises(NotFound):
        year_hands.cancel(player.session, player.year, hand.id, day, player.clock())
    player.plays()
    with pytest.raises(OutOfRange):
        year_hands.cancel(player.session, player.year, kept.id, player.state().day, player.clock())
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
