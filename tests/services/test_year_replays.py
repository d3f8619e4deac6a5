"""What would have happened: one thing changed under the same luck, and what is worth asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest

from simulator.domain.dates import from_day, is_working_day, to_day
from simulator.domain.refusals import NotFound, OutOfRange
from simulator.domain.year import story
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.behaviour import Lever
from simulator.domain.year.engine import advance
from simulator.domain.year.report import report
from simulator.domain.year.state import open_year
from simulator.services import year_policies, year_replays, years
from simulator.services.played_years import Span
from simulator.services.year_hands import Choice
from tests.conftest import Clock, House
from tests.playing import Player, playing


@pytest.fixture
def player(house: House, clock: Clock) -> Iterator[Player]:
    with playing(house, clock) as made:
        yield made


def test_what_if_is_the_year_with_one_call_more_and_nothing_else(player: Player) -> None:
    player.plays(Span.ALL)
    world = year_policies.world_of(player.portfolio)
    on = from_day(int(world.calendar.days[25]))
    policy = years.reference("standard")
    plain = advance(open_year(world), policy, months=12)
    owing = int(np.argmax(advance(open_year(world), policy, months=2).owed))
    told = year_replays.what_if(
        player.session, player.year, player.portfolio, on, owing, Choice.DIRECTOR
    )

    act = Intervention(on, owing, Act.CONTACT, Lever.DIRECTOR)
    state = advance(open_year(world), policy, months=1, by_hand=(act,))
    other = advance(state, policy, months=11, by_hand=(act,))
    assert not told.veiled
    assert told.profit == report(other).year.profit - report(plain).year.profit
    assert owing in {change.customer for change in told.changes}
    assert sum(amount for _, amount in told.parts) == told.profit
    # its story before is the one played, without what is gone; its story after has what came
    before = Counter(story.story(player.state(), owing))
    assert not Counter(told.gone) - before
    assert before - Counter(told.gone) + Counter(told.come) == Counter(story.story(other, owing))
    assert (on, "director") in {(event.on, event.cause) for event in told.come}
    nothing = year_replays.what_if(
        player.session, player.year, player.portfolio, on, owing, Choice.RELEASE
    )
    assert all(change.customer == owing for change in nothing.changes)
    late = from_day(player.state().day + 1)
    with pytest.raises(OutOfRange):
        year_replays.what_if(
            player.session, player.year, player.portfolio, late, owing, Choice.CALL
        )
    with pytest.raises(NotFound):
        year_replays.what_if(player.session, player.year, player.portfolio, on, 99, Choice.CALL)


def test_before_the_end_a_dispute_that_nobody_found_is_not_told(player: Player) -> None:
    for _ in range(3):
        player.plays()
    state, policy = player.state(), years.reference("standard")
    secret = {
        (who, reason.slot)
        for who in range(30)
        for reason in story.why_unpaid(state, who)
        if reason.code in ("admin_block", "dispute")
    }
    start = advance(open_year(state.world), policy, months=2)
    found = set()
    for who, slot in sorted(secret):
        on = from_day(int(state.world.calendar.days[state.step - 9]))
        act = Intervention(on, who, Act.CONTACT, Lever.CALL)
        other = advance(start, policy, months=1, by_hand=(act,))
        found |= {(who, each.slot) for each in story.story(other, who) if each.kind == "found"} & {
            (who, slot)
        }
        told = year_replays.what_if(
            player.session, player.year, player.portfolio, on, who, Choice.CALL
        )
        assert told.veiled
        assert (told.profit, told.parts, told.changes) == (None, (), ())
        assert ("contact", on) in {(event.kind, event.on) for event in told.come}
        for event in (*told.gone, *told.come):
            assert event.kind == "contact" or state.left[event.slot] == 0
    assert found, "without a veil a call would have named it, for nothing"


def test_before_the_end_what_is_paid_may_be_asked_about(player: Player) -> None:
    for _ in range(3):
        player.plays()
    asked = [
        year_replays.what_if(
            player.session, player.year, player.portfolio, each.called, who, Choice.CALL
        )
        for who in (4, 19)
        for each in year_replays.questions(player.state(), who)
        if each.called is not None
    ]
    paid = [event for told in asked for event in told.come if event.kind == "paid"]
    assert paid
    assert all(player.state().left[event.slot] == 0 for event in paid)


def test_in_the_first_month_the_act_itself_is_told(player: Player) -> None:
    player.plays(Span.WEEK)
    state = player.state()
    late = next(who for who in range(30) if story.why_unpaid(state, who))
    on = from_day(state.day)
    told = year_replays.what_if(
        player.session, player.year, player.portfolio, on, late, Choice.REGISTERED
    )
    assert [event.cause for event in told.come if event.kind == "contact"] == ["registered"]


def test_what_is_worth_asking_are_the_invoices_of_the_year_that_were_late_the_most(
    player: Player,
) -> None:
    for _ in range(4):
        player.plays()
    soon = [each for who in range(30) for each in year_replays.questions(player.state(), who)]
    assert soon
    assert all(each.paid for each in soon), "of the others nothing can be answered yet"
    player.plays(Span.ALL)
    state = player.state()
    asked = {who: year_replays.questions(state, who) for who in range(30)}
    assert any(not each.paid for found in asked.values() for each in found)
    assert any(each.paid for found in asked.values() for each in found)
    for who, found in asked.items():
        weights = [each.amount * each.days_late for each in found]
        assert weights == sorted(weights, reverse=True)
        unpaid = {reason.due: reason.amount for reason in story.why_unpaid(state, who)}
        for each in found:
            assert to_day(each.due) > state.world.first, "a decision could come in time"
            assert each.called is not None
            assert 2 <= (each.called - each.due).days < each.days_late, "it was not paid yet"
            assert is_working_day(each.called)
            assert each.held is None or 10 <= (each.held - each.due).days < each.days_late
            assert each.paid or each.due in unpaid
    with pytest.raises(NotFound):
        year_replays.questions(state, 99)
