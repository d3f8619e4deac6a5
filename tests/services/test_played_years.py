"""A year played by a person: months, undo, begun again; nothing is played twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from simulator.domain.refusals import NotFound
from simulator.domain.year.engine import advance
from simulator.domain.year.report import report
from simulator.domain.year.state import digest, load, open_year
from simulator.services import (
    played_years,
    year_policies,
    years,
)
from simulator.services.played_years import RoundClosed, Span
from simulator.services.year_hands import StaleYear
from simulator.store.years import YearActRow, YearPositionRow
from tests.conftest import Clock, House
from tests.playing import Player, playing


@pytest.fixture
def player(house: House, clock: Clock) -> Iterator[Player]:
    with playing(house, clock) as made:
        yield made


def test_a_month_played_is_the_month_of_the_engine(player: Player) -> None:
    player.plays()
    player.plays()

    world = years.prepare(player.portfolio)
    policy = years.reference("standard")
    expected = advance(open_year(world), policy, months=2)
    assert digest(player.state()) == digest(expected)
    kept = played_years.closed(player.session, player.year)
    assert [row.month for row in kept] == [1, 2]
    assert kept[1].figures["year"]["profit"] == report(expected).year.profit
    assert kept[1].digest == digest(expected)


def test_days_then_the_end_of_the_month_are_the_month(player: Player) -> None:
    player.plays(Span.DAY)
    player.plays(Span.WEEK)
    player.plays()

    expected = advance(
        open_year(years.prepare(player.portfolio)), years.reference("standard"), months=1
    )
    assert digest(player.state()) == digest(expected)
    assert player.year.month == 1
    count = select(func.count()).select_from(YearPositionRow)
    assert player.session.scalar(count) == 1, "positions inside a month do not pile up"
    assert (
        sum(days for _, days in played_years.script(player.session, player.year))
        == player.year.step
    )


def test_all_at_once_closes_every_month_and_compares_with_standard_on_equal_luck(
    player: Player,
) -> None:
    row = player.plays(Span.ALL)

    ends = played_years.closed(player.session, row)
    assert [end.month for end in ends] == list(range(1, 13))
    # the policy is the benchmark itself: the same profit month after month
    assert [end.figures["year"]["profit"] for end in ends] == [each[0] for each in row.benchmark]
    assert player.state().over
    with pytest.raises(RoundClosed):
        player.plays()


def test_two_clicks_play_one_month(player: Player) -> None:
    first, second = (
        played_years.compute(player.session, player.person, player.portfolio, Span.MONTH, 0)
        for _ in range(2)
    )
    played_years.keep(player.session, first, player.clock())
    with pytest.raises(StaleYear):
        played_years.keep(player.session, second, player.clock())
    with pytest.raises(StaleYear):
        played_years.compute(player.session, player.person, player.portfolio, Span.MONTH, 0)

    assert player.year.month == 1


def test_a_month_computed_under_another_policy_is_not_kept(player: Player) -> None:
    going = played_years.compute(player.session, player.person, player.portfolio, Span.MONTH, 0)
    played_years.save_policy(
        player.session, player.person, year_policies.reference_data("aucune"), player.clock()
    )

    with pytest.raises(StaleYear):
        played_years.keep(player.session, going, player.clock())


def test_the_last_month_is_taken_back_and_played_again_the_same(player: Player) -> None:
    player.plays()
    after_one = digest(player.state())
    player.plays()
    after_two = digest(player.state())

    played_years.undo(player.session, player.person, player.year.step, player.clock())
    assert (player.year.month, digest(player.state())) == (1, after_one)
    player.plays(Span.DAY)
    played_years.undo(player.session, player.person, player.year.step, player.clock())
    assert digest(player.state()) == after_one
    player.plays()
    assert digest(player.state()) == after_two
    played_years.undo(player.session, player.person, player.year.step, player.clock())
    played_years.undo(player.session, player.person, player.year.step, player.clock())
    with pytest.raises(played_years.NothingPlayed):
        played_years.undo(player.session, player.person, 0, player.clock())
    with pytest.raises(StaleYear):
        played_years.undo(player.session, player.person, 5, player.clock())
    kinds = player.session.scalars(select(YearActRow.kind).order_by(YearActRow.id)).all()
    assert kinds.count("undo") == 4


def test_a_year_begun_again_keeps_its_figures_and_drops_its_states(player: Player) -> None:
    player.plays()
    profit = played_years.closed(player.session, player.year)[0].figures["year"]["profit"]
    with pytest.raises(StaleYear):
        played_years.restart(player.session, player.person, 3, player.clock())
    row = played_years.restart(player.session, player.person, player.year.step, player.clock())

    assert (row.run, row.step, row.month) == (2, 0, 0)
    earlier = played_years.earlier_runs(player.session, row)
    assert [each.figures["year"]["profit"] for each in earlier] == [profit]
    blobs = player.session.scalars(select(YearPositionRow.state)).all()
    assert blobs == [None]
    with pytest.raises(played_years.NothingPlayed):
        played_years.restart(player.session, player.person, 0, player.clock())
    player.plays()
    assert played_years.closed(player.session, row)[0].figures["year"]["profit"] == profit


def test_a_year_is_opened_once(player: Player) -> None:
    again = played_years.begin(player.session, player.person, "aucune", [], player.clock())
    assert again.id == player.year.id
    assert again.benchmark
    with pytest.raises(NotFound):
        played_years.of_trainee(player.session, 10**6)
    with pytest.raises(NotFound):
        played_years.state_of(
            player.session, player.year, year_policies.world_of(player.portfolio), 7
        )


def test_a_state_reloaded_is_the_state(player: Player) -> None:
    player.plays()
    world = years.prepare(player.portfolio)
    blob = player.session.scalars(select(YearPositionRow.state)).one()
    assert digest(load(blob, world)) == player.session.scalars(select(YearPositionRow.digest)).one()


def test_playing_writes_the_time(player: Player, app: Flask) -> None:
    player.clock.forward(minutes=3)
    row = player.plays()
    assert row.played_at == player.clock()
    assert row.played_at - row.opened_at == timedelta(minutes=3)
