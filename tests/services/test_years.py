"""Policies read from files and texts, and years prepared from portfolios."""

from __future__ import annotations

import pytest

from simulator.domain.refusals import Refusal
from simulator.domain.year.behaviour import ARCHETYPES, LEVERS
from simulator.domain.year.policy import Decisions
from simulator.generation.reading import FaultyScenario
from simulator.services import years


def test_the_behaviour_has_every_archetype_and_every_lever() -> None:
    behaviour = years.behaviour()
    assert set(behaviour.archetypes) == set(ARCHETYPES)
    assert set(behaviour.levers) == set(LEVERS)
    for law in behaviour.archetypes.values():
        assert set(law.responds) == set(LEVERS)


@pytest.mark.parametrize("code", years.REFERENCES)
def test_a_policy_written_as_text_is_read_back_the_same(code: str) -> None:
    policy = years.reference(code)
    assert years.policy_of(years.text_of(policy), code=code) == policy


def test_a_scenario_of_the_shelf_may_be_given_to_one_customer() -> None:
    policy = years.policy_of("title: Rien", Decisions(scenarios={3: "public"}))
    assert [scenario.code for scenario in policy.scenarios] == ["public"]


def test_the_scenarios_of_the_shelf_grow_firmer() -> None:
    assert {"standard", "public", "grand-compte", "risque"} <= set(years.reminders())
    for scenario in years.reminders().values():
        offsets = [step.offset for step in scenario.steps]
        assert offsets == sorted(offsets)
        assert scenario.title


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("segments: [{code: a, scenario: rien}]", "unknown_choice"),
        ("segments: [{code: a}]", "missing"),
        ("capacity_minutes: x", "number_expected"),
        ("nothing: 1", "unknown"),
        ("a: [", "unreadable"),
        ("- a", "mapping_expected"),
        ("scenarios: {}", "list_expected"),
    ],
)
def test_what_is_wrong_with_a_text_is_said_with_its_line(text: str, code: str) -> None:
    with pytest.raises(FaultyScenario) as caught:
        years.policy_of(text)
    assert code in {fault.code for fault in caught.value.faults}
    assert all(fault.line >= 1 for fault in caught.value.faults)


def test_a_policy_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(Refusal):
        years.policy_of("dispute_days: 0")
    with pytest.raises(Refusal):
        years.reference("inconnue")
