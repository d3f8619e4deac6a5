"""The accounts, the segments and the letters say what the engine says."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from simulator.domain.refusals import NotFound
from simulator.services import (
    played_years,
    year_debriefs,
    year_desks,
    year_letters,
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


def test_an_account_hides_what_nobody_sees_until_the_end(player: Player) -> None:
    player.plays()
    policy = year_policies.policy_of(year_policies.latest(player.session, player.year))
    account = year_desks.account(player.portfolio, player.state(), policy, 3)
    assert account.unveiled is None
    open_sum = sum(document.left for document in account.file.documents)
    assert open_sum == account.file.line.open == int(player.state().owed[3])
    with pytest.raises(NotFound):
        year_desks.account(player.portfolio, player.state(), policy, 30)
    player.plays(Span.ALL)
    over = year_desks.account(player.portfolio, player.state(), policy, 3)
    assert over.unveiled is not None
    assert over.unveiled.customer == 3


def test_the_accounts_add_up_with_the_report(player: Player) -> None:
    player.plays()
    policy = year_policies.policy_of(year_policies.latest(player.session, player.year))
    listing = year_desks.listing(player.portfolio, player.state(), policy)
    figures = played_years.closed(player.session, player.year)[-1].figures
    assert listing.open == figures["year"]["closing"]
    assert sum(amount for _, amount in figures["ageing"]) + figures["credits"] == listing.open


def test_segments_share_all_the_customers(player: Player) -> None:
    policy = years.reference("segmentee")
    told = year_desks.members(year_policies.world_of(player.portfolio), policy)
    assert sum(each.count for each in told) == len(player.portfolio.customers)
    assert told[-1].name == ""


def test_letters_are_the_written_contacts_with_the_text_of_their_step(player: Player) -> None:
    player.plays()
    player.plays()
    state = player.state()
    found = year_letters.letters(
        player.portfolio,
        state,
        played_years.script(player.session, player.year),
        year_debriefs.policies(player.session, player.year),
    )
    assert found
    steps = {
        (scenario_step.lever.name.lower(), scenario_step.template)
        for scenario in years.reference("standard").scenarios
        for scenario_step in scenario.steps
    }
    assert {(letter.lever, letter.template) for letter in found} <= steps
    reminder = next(each for each in found if each.template != "pre_due" and each.amount)
    whole = year_letters.written(player.portfolio, state, found, reminder.number)
    assert whole.items
    assert all(item.due < reminder.on for item in whole.items)
    assert whole.total == sum(item.left for item in whole.items)
    assert whole.oldest == min(item.due for item in whole.items)
    mine = year_letters.letters(
        player.portfolio,
        state,
        played_years.script(player.session, player.year),
        year_debriefs.policies(player.session, player.year),
        reminder.customer.id,
    )
    assert {each.customer.id for each in mine} == {reminder.customer.id}
    with pytest.raises(NotFound):
        year_letters.written(player.portfolio, state, found, 10**6)


def test_a_letter_by_hand_has_the_usual_text_of_its_channel(player: Player) -> None:
    owing = int(np.argmax(player.state().owed))
    player.decides(owing, Choice.REGISTERED)
    played_years.save_policy(
        player.session, player.person, year_policies.reference_data("aucune"), player.clock()
    )
    player.plays(Span.DAY)
    found = year_letters.letters(
        player.portfolio,
        player.state(),
        played_years.script(player.session, player.year),
        year_debriefs.policies(player.session, player.year),
    )
    assert [(each.customer.id, each.template) for each in found] == [(owing, "formal_notice")]
