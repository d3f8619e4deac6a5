"""A promise won on the phone once the year has begun bears on the months played after it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from simulator.domain.dates import to_day
from simulator.domain.refusals import NotFound
from simulator.services import (
    played_years,
    portfolios,
    promises,
    year_hands,
    year_policies,
    year_vows,
)
from simulator.services.played_years import Span
from simulator.services.year_hands import Choice, Hand
from simulator.store.calls import CallRow
from simulator.store.years import YearRow
from tests.calling import Desk
from tests.conftest import House


class Playing(Desk):
    """Somebody who calls while their year goes on."""

    def opens(self) -> None:
        person = self.me
        measured = played_years.benchmark(self.portfolio())
        played_years.begin(self.session, person, "aucune", measured, self.now)
        self.session.commit()
        self.house.clock.forward(minutes=1)

    def portfolio(self):
        return portfolios.in_year(self.session, self.me.id, self.now)

    @property
    def year(self) -> YearRow:
        return played_years.of_trainee(self.session, self.me.id)

    def takes(self) -> tuple[Hand, ...]:
        year_vows.take(self.session, self.me.id, self.portfolio().as_of, self.now)
        self.session.flush()
        hands = year_hands.of_run(self.session, self.year)
        return tuple(hand for hand in hands if hand.choice is Choice.PROMISE)

    def plays(self, span: Span = Span.MONTH) -> None:
        going = played_years.compute(self.session, self.me, self.portfolio(), span, self.year.step)
        played_years.keep(self.session, going, self.now)
        self.session.commit()

    def state(self):
        world = year_policies.world_of(self.portfolio())
        return played_years.state_of(self.session, self.year, world)


@pytest.fixture
def desk(house: House, session: Session) -> Playing:
    return Playing(house, session)


def test_what_was_won_before_the_year_is_in_its_portfolio_and_nowhere_else(desk: Playing) -> None:
    row = desk.play(desk.begin())
    desk.opens()
    assert desk.takes() == ()
    assert desk.state().promise_quality[row.customer] == row.engagement["quality"]


def test_a_promise_won_later_is_a_decision_of_the_next_working_day(desk: Playing) -> None:
    desk.opens()
    desk.plays()
    before = desk.portfolio()
    last = desk.state()
    row = desk.play(desk.begin())
    (won,) = promises.promises_won(desk.session, desk.me.id)

    (hand,) = desk.takes()

    assert desk.portfolio() is before, "the opening of the year has not moved"
    assert to_day(hand.on) == int(last.world.calendar.days[last.step])
    assert (hand.customer, hand.amount, hand.quality) == (won.customer, won.amount, won.quality)
    assert hand.due is not None
    assert hand.due - hand.on == won.due - before.as_of
    assert desk.takes() == (hand,), "once, whatever the pages that are read"
    with pytest.raises(NotFound):
        year_hands.cancel(desk.session, desk.year, hand.id, last, desk.now)
    desk.plays(Span.DAY)
    after = desk.state()
    assert after.promise_made[row.customer] == to_day(hand.on)
    assert after.promise_due[row.customer] == to_day(hand.due)
    assert 0 < after.promise_amount[row.customer] <= hand.amount


def test_a_promise_that_counts_no_more_is_taken_back_until_its_day(desk: Playing) -> None:
    desk.opens()
    row = desk.play(desk.begin())
    assert len(desk.takes()) == 1
    desk.session.get_one(CallRow, row.id).counts = False
    assert desk.takes() == ()
    desk.session.get_one(CallRow, row.id).counts = True
    (hand,) = desk.takes()
    desk.plays(Span.DAY)
    desk.session.get_one(CallRow, row.id).counts = False
    assert desk.takes() == (hand,), "what is played stays as it was played"


def test_a_year_begun_again_meets_the_promise_on_its_first_day(desk: Playing) -> None:
    desk.opens()
    desk.plays()
    desk.play(desk.begin())
    (late,) = desk.takes()
    desk.plays(Span.DAY)
    played_years.restart(desk.session, desk.me, desk.year.step, desk.now)
    (early,) = desk.takes()
    assert early.on < late.on
    assert to_day(early.on) == int(desk.state().world.calendar.days[0])
    assert early.due is not None
    assert late.due is not None
    assert early.due - early.on == late.due - late.on > timedelta(0)


def test_a_year_that_is_over_or_not_open_takes_nothing(desk: Playing) -> None:
    row = desk.begin()
    assert row.customer >= 0
    year_vows.take(desk.session, desk.me.id, desk.portfolio().as_of, desk.now)
    desk.opens()
    desk.year.month = 12
    desk.play(row)
    assert desk.takes() == ()
