"""The debrief: hidden years computed once, causes unveiled at the end, one thing changed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from simulator.domain.dates import from_day
from simulator.domain.refusals import NotFound, OutOfRange
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.behaviour import Lever
from simulator.domain.year.engine import advance
from simulator.domain.year.report import report
from simulator.domain.year.state import open_year
from simulator.services import (
    played_years,
    year_debriefs,
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


def test_what_if_is_the_year_with_one_call_more_and_nothing_else(player: Player) -> None:
    player.plays()
    player.plays()
    world = year_policies.world_of(player.portfolio)
    on = from_day(int(world.calendar.days[25]))
    policy = years.reference("standard")
    plain = advance(open_year(world), policy, months=2)
    owing = int(np.argmax(plain.owed))
    told = year_debriefs.what_if(
        player.session, player.year, player.portfolio, on, owing, Choice.DIRECTOR
    )

    act = Intervention(on, owing, Act.CONTACT, Lever.DIRECTOR)
    state = advance(open_year(world), policy, months=1, by_hand=(act,))
    other = advance(state, policy, months=1, by_hand=(act,))
    assert told.profit == report(other).year.profit - report(plain).year.profit
    assert owing in {change.customer for change in told.changes}
    nothing = year_debriefs.what_if(
        player.session, player.year, player.portfolio, on, owing, Choice.RELEASE
    )
    assert all(change.customer == owing for change in nothing.changes)
    late = from_day(player.state().day + 1)
    with pytest.raises(OutOfRange):
        year_debriefs.what_if(
            player.session, player.year, player.portfolio, late, owing, Choice.CALL
        )
    with pytest.raises(NotFound):
        year_debriefs.what_if(player.session, player.year, player.portfolio, on, 99, Choice.CALL)


def test_the_comparison_is_computed_some_policies_at_a_time_and_kept(player: Player) -> None:
    player.plays(Span.ALL)
    wanted = year_debriefs.candidates(player.session, player.year)
    assert [each.code for each in wanted] == [year_debriefs.MINE, *years.REFERENCES]
    computed = year_debriefs.compute(player.portfolio, wanted[:1])
    year_debriefs.keep(player.session, player.year.id, computed, player.clock())
    year_debriefs.keep(player.session, player.year.id, computed, player.clock())
    assert set(year_debriefs.known_values(player.session, player.year, wanted)) == {
        year_debriefs.MINE
    }
    rest = year_debriefs.compute(player.portfolio, wanted[1:])
    year_debriefs.keep(player.session, player.year.id, rest, player.clock())
    values = year_debriefs.known_values(player.session, player.year, wanted)

    # played under Standard to the end: its hidden years are those of Standard
    assert values[year_debriefs.MINE] == values["standard"]
    assert values["agressive"] != values["standard"]
    policy = year_policies.policy_of(year_policies.latest(player.session, player.year))
    told = year_debriefs.debrief(player.portfolio, values, policy, player.state())
    assert told.pairs["standard"]["profit"].mean == 0
    assert told.luck is not None
    realised = played_years.closed(player.session, player.year)[-1].figures["year"]["profit"]
    assert told.luck.realised == pytest.approx(realised / 100, abs=1)
    assert 0 <= told.grade.points <= 100
    direct = years.compare(player.portfolio, (years.reference("agressive"),))
    assert list(direct.values["agressive"]["profit"]) == values["agressive"]["profit"]
    assert year_debriefs.compute(player.portfolio, ()) == {}


def test_causes_stay_hidden_until_the_year_is_over(player: Player) -> None:
    player.plays()
    early = year_debriefs.causes(player.state())
    assert all(cause.code == "unknown" for cause in early if cause.hidden)
    player.plays(Span.ALL)
    state = player.state()
    told = year_debriefs.causes(state)
    assert "unknown" not in {cause.code for cause in told}
    amounts = [cause.amount for cause in told]
    assert amounts == sorted(amounts, reverse=True)
