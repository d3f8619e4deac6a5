"""Rounds stop the room; the ranking is fair and may show neighbours only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from simulator.domain.refusals import OutOfRange
from simulator.services import year_rounds
from simulator.services.played_years import RoundClosed, Span
from simulator.services.trainees import Trainee
from simulator.services.trainings import Training
from simulator.store.years import YearPositionRow, YearRow
from simulator.web.db import db
from tests.conftest import MORNING, Clock, House
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


def _opens(session: Session, person: Trainee, gains: dict[int, float], step: int = 60) -> None:
    """Write a year as plain rows: what was gained on Standard at the end of each month closed."""
    month, now = max(gains, default=0), MORNING
    year = YearRow(
        trainee_id=person.id,
        step=step,
        month=month,
        benchmark=[[50 * n, 1000 * n] for n in range(1, 13)],
        opened_at=now,
    )
    session.add(year)
    session.flush()
    for n, gain in gains.items():
        profit = round(
            (5 + gain) * 10 * n
        )  # of a demand of 1 000 a month, of which Standard has 5 %
        flows = {"sales": 900 * n, "lost_sales": 100 * n, "loss": 0, "indemnity": 0, "left": n}
        told = {"profit": profit, "flows": flows, "sales": 900 * n, "relation": 70.0, "dso": 50.0}
        session.add(
            YearPositionRow(
                year_id=year.id,
                run=1,
                step=20 * n,
                month=n,
                closes=True,
                script=[],
                figures={"year": told},
                digest="",
                played_at=now,
            )
        )
    session.flush()


@pytest.mark.parametrize(
    ("closed", "month"),
    [
        ((), 0),
        ((0, 0), 0),
        ((4,), 4),
        ((5, 1), 5),
        ((5, 3, 1), 3),
        ((12, 2, 2, 2, 12), 2),
        ((3, 3, 3, 0, 0, 0, 0), 3),
    ],
)
def test_the_ranking_is_at_the_last_month_that_half_of_the_players_closed(
    closed: tuple[int, ...], month: int
) -> None:
    assert year_rounds.month_of(closed) == month


def test_all_are_ranked_at_the_same_month_and_who_is_slow_holds_nobody_back(house: House) -> None:
    training = house.training(house.trainer())
    quick, first, second, slow, begun, absent = (
        house.trainee(training, f"{name} Durand")
        for name in ("Quick", "First", "Second", "Slow", "Begun", "Absent")
    )
    with house.app.app_context():
        session = db.session()
        _opens(session, quick, {1: 0.0, 2: 0.0, 3: 1.0, 4: 5.0, 5: 9.0})
        _opens(session, first, {1: 0.0, 2: 1.0, 3: 2.0})
        _opens(session, second, {1: 0.0, 2: 9.0, 3: 1.0})
        _opens(session, slow, {1: 50.0})
        _opens(session, begun, {}, step=4)
        told = year_rounds.ranking(session, training)

        assert told.month == 3
        # months 4 and 5 bring nothing to who played them before the others; equal gains share
        assert [(one.trainee_id, one.rank) for one in told.ranked] == [
            (first.id, 1),
            (quick.id, 2),
            (second.id, 2),
        ]
        gains = [one.then.gain for one in told.ranked if one.then is not None]
        assert gains == pytest.approx([2.0, 1.0, 1.0])
        ahead = told.of(quick.id)
        assert ahead is not None
        assert ahead.month == 5
        assert ahead.now is not None
        assert ahead.now.gain == pytest.approx(9.0)
        assert ahead.now.over == 450
        assert [(one.trainee_id, one.month) for one in told.behind] == [(slow.id, 1)]
        assert {one.trainee_id: one.started for one in told.waiting} == {
            begun.id: True,
            absent.id: False,
        }


def test_neighbours_are_the_one_above_and_the_one_below() -> None:
    score = year_rounds.Score(0, 0, 0.0, 70.0, 0.0, 50.0, 0)
    made = [
        year_rounds.Place(ord(n), n, 1, 2, True, score, score, rank)
        for rank, n in enumerate("abcde", start=1)
    ]
    told = year_rounds.Ranking(2, tuple(made))
    only = year_rounds.Round(12, neighbours=True)
    assert [each.name for each in told.seen_by(ord("c"), only)] == ["b", "c", "d"]
    assert [each.name for each in told.seen_by(ord("a"), only)] == ["a", "b"]
    assert told.seen_by(-1, only) == ()
    assert len(told.seen_by(-1, year_rounds.Round())) == 5
    assert told.of(-1) is None


def test_the_standard_policy_gains_nothing_on_itself_and_a_month_begun_ranks_nobody(
    player: Player,
) -> None:
    player.plays(Span.DAY)
    begun = year_rounds.ranking(player.session, player.person.training_id)
    assert (begun.month, begun.ranked, begun.behind) == (0, (), ())
    assert [one.started for one in begun.waiting] == [True]
    player.plays()
    told = year_rounds.ranking(player.session, player.person.training_id)
    (place,) = told.ranked
    assert (told.month, place.name, place.rank, place.month) == (1, "Élodie Martin", 1, 1)
    assert place.then is not None
    assert place.then == place.now
    assert place.then.over == 0
    assert place.then.gain == pytest.approx(0)
