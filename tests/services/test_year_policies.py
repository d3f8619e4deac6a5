"""A policy is kept by revision, and played from its day on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from simulator.domain.year.engine import advance
from simulator.domain.year.state import Flow, digest, open_year
from simulator.generation.reading import FaultyScenario
from simulator.services import (
    played_years,
    year_desks,
    year_policies,
    years,
)
from simulator.store.years import YearPolicyRow
from tests.conftest import Clock, House
from tests.playing import Player, playing


@pytest.fixture
def player(house: House, clock: Clock) -> Iterator[Player]:
    with playing(house, clock) as made:
        yield made


def test_a_policy_is_a_new_revision_only_when_something_changed(player: Player) -> None:
    data = year_policies.latest(player.session, player.year)
    played_years.save_policy(player.session, player.person, data, player.clock())
    assert player.year.policy_revision == 1

    changed = data | {"capacity_minutes": 60}
    played_years.save_policy(player.session, player.person, changed, player.clock())
    assert player.year.policy_revision == 2
    bad = data | {"capacity_minutes": "beaucoup"}
    with pytest.raises(FaultyScenario):
        played_years.save_policy(player.session, player.person, bad, player.clock())
    player.session.commit()
    rows = player.session.scalars(select(YearPolicyRow.revision)).all()
    assert sorted(rows) == [1, 2]
    assert year_policies.policy_of(changed).capacity_minutes == 60


def test_each_month_is_played_under_the_policy_of_its_day(player: Player) -> None:
    player.plays()
    played_years.save_policy(
        player.session, player.person, year_policies.reference_data("agressive"), player.clock()
    )
    player.plays()

    world = years.prepare(player.portfolio)
    state = advance(open_year(world), years.reference("standard"), months=1)
    state = advance(state, years.reference("agressive"), months=1)
    assert digest(player.state()) == digest(state)
    assert [n for n, _ in played_years.script(player.session, player.year)] == [1, 2]


def test_a_limit_decided_for_one_customer_is_the_limit(player: Player) -> None:
    data = year_policies.latest(player.session, player.year)
    decided = year_policies.with_decision(
        data, 5, {"limits": 0, "classes": "D", "scenarios": "public"}
    )
    assert year_policies.decided(decided, 5) == {"limits": 0, "classes": "D", "scenarios": "public"}
    played_years.save_policy(player.session, player.person, decided, player.clock())
    player.plays()
    state = player.state()
    assert state.months[0, Flow.INVOICED, 5] <= state.months[0, Flow.CASH, 5]
    policy = year_policies.policy_of(decided)
    assert year_desks.account(player.portfolio, state, policy, 5).limit == 0
    assert year_desks.account(player.portfolio, state, policy, 5).risk == "D"
    cleared = year_policies.with_decision(decided, 5, {})
    assert year_policies.policy_of(cleared).decisions.limits == {}


def test_a_scenario_of_one_s_own_replaces_that_of_the_shelf_and_comes_back(player: Player) -> None:
    data = year_policies.latest(player.session, player.year)
    shelf = years.reminders()["standard"]
    short = year_policies.scenario_data(shelf)
    short["steps"] = short["steps"][:1]
    changed = year_policies.with_scenario(data, short)
    used = {each.code: each for each in year_policies.policy_of(changed).scenarios}
    assert len(used["standard"].steps) == 1
    back = year_policies.without_scenario(changed, "standard")
    used = {each.code: each for each in year_policies.policy_of(back).scenarios}
    assert used["standard"].steps == shelf.steps


def test_starting_from_the_lines_of_the_files_is_a_choice() -> None:
    assert year_policies.reference_data("standard")["limits"]["cap"] == "need"
    assert year_policies.reference_data("standard", own_lines=True)["limits"]["cap"] == "file"
