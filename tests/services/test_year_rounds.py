"""Rounds stop the room; the ranking is fair and may show neighbours only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.domain.refusals import OutOfRange
from simulator.services import (
    year_rounds,
)
from simulator.services.played_years import RoundClosed, Span
from simulator.services.trainings import Training
from tests.conftest import Clock, House
from tests.playing import Player, playing


@pytest.fixture
def player(house: House, clock: Clock) -> Iterator[Player]:
    with playing(house, clock) as made:
        yield made


def test_a_round_stops_everybody_at_its_month(player: Player, house: House) -> None:
    player.session.commit()
    trainer = house.trainer("Paul Autre")
    training = player.session.get_one(Training, player.person.training_id)
    with pytest.raises(OutOfRange):
        year_rounds.set_round(
            player.session, trainer, training, 13, neighbours=False, now=player.clock()
        )
    year_rounds.set_round(player.session, trainer, training, 2, neighbours=True, now=player.clock())
    row = player.plays(Span.ALL)
    assert row.month == 2
    with pytest.raises(RoundClosed) as closed:
        player.plays()
    assert closed.value.months == 2
    year_rounds.set_round(
        player.session, trainer, training, 3, neighbours=False, now=player.clock()
    )
    assert player.plays().month == 3


def _place(rank_name: str, gain: float, month: int = 2) -> year_rounds.Place:
    return year_rounds.Place(
        ord(rank_name),
        rank_name,
        None,
        1,
        month,
        True,
        0,
        0,
        gain,
        70.0,
        0.0,
        50.0,
        0,
        None,
    )


def test_equal_gains_share_a_rank_and_who_has_no_month_has_none() -> None:
    found = [
        _place("a", 2.0),
        _place("b", 1.0),
        _place("c", 1.0),
        _place("d", 0.5),
        _place("e", 9.0, 0),
    ]
    assert [each.rank for each in year_rounds._ranked(found)] == [1, 2, 2, 4, None]


def test_neighbours_are_the_one_above_and_the_one_below() -> None:
    ranked = tuple(year_rounds._ranked([_place(name, -rank) for rank, name in enumerate("abcde")]))
    only = year_rounds.Round(12, neighbours=True)
    seen = year_rounds.seen_by(ranked, ranked[2].trainee_id, only)
    assert [each.name for each in seen] == ["b", "c", "d"]
    assert [each.name for each in year_rounds.seen_by(ranked, ranked[0].trainee_id, only)] == [
        "a",
        "b",
    ]
    assert year_rounds.seen_by(ranked, -1, only) == ()
    assert len(year_rounds.seen_by(ranked, -1, year_rounds.Round())) == 5


def test_the_group_sees_who_has_played_how_far(player: Player, house: House) -> None:
    player.session.commit()
    house.trainee(player.person.training_id, "Karim Benaïssa")
    player.plays(Span.DAY)
    begun = {
        each.name: each for each in year_rounds.places(player.session, player.person.training_id)
    }
    assert begun["Élodie Martin"].started
    assert not begun["Karim Benaïssa"].started
    player.plays()
    first, second = year_rounds.places(player.session, player.person.training_id)
    assert (first.name, first.rank, first.month) == ("Élodie Martin", 1, 1)
    assert first.over == 0
    assert first.gain == pytest.approx(0)
    assert second.rank is None
