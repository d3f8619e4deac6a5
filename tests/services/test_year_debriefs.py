"""The debrief: hidden years computed once, causes unveiled at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.services import (
    played_years,
    year_debriefs,
    year_policies,
    years,
)
from simulator.services.played_years import Span
from tests.conftest import Clock, House
from tests.playing import Player, playing


@pytest.fixture
def player(house: House, clock: Clock) -> Iterator[Player]:
    with playing(house, clock) as made:
        yield made


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
    means = {code: sum(values[code]["profit"]) for code in years.REFERENCES}
    assert told.best == max(means, key=lambda code: means[code])
    # what makes the difference with the best reference adds up to it, over the same years
    gap = told.pairs[told.best]["profit"].mean
    assert sum(part.mean for part in told.parts) == pytest.approx(gap, abs=0.01)
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
