"""Policies read from files and texts, and years prepared from portfolios."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from simulator.domain.ledger.check import faults
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import Refusal
from simulator.domain.year import books
from simulator.domain.year.behaviour import ARCHETYPES, LEVERS, Archetype
from simulator.domain.year.policy import Decisions
from simulator.domain.year.report import report
from simulator.domain.year.state import Flow, digest
from simulator.exchange.ledgers import proposal
from simulator.exchange.ledgers.portfolio import build
from simulator.generation.reading import FaultyScenario
from simulator.services import years
from tests.exchange.ledgers.files import TODAY, frame, grid

DAYS_LATE = {"Ponctuelle": 0, "Traînarde": 21, "Épuisée": 95}


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


@pytest.fixture
def brought_in(tmp_path: Path) -> Portfolio:
    """A year of monthly invoices of three customers, paid as late as ``DAYS_LATE`` says."""
    lines = ["Client;N° facture;Date facture;Échéance;Montant TTC;Date règlement"]
    for month in range(12):
        issued = date(TODAY.year, TODAY.month, 1) - timedelta(days=30 * (12 - month))
        due = issued + timedelta(days=30)
        for name, late in DAYS_LATE.items():
            paid = due + timedelta(days=late)
            shown = paid.isoformat() if paid < TODAY else ""
            lines.append(f"{name};F{len(lines)};{issued};{due};{1_200 + 10 * month},00;{shown}")
    found = grid(tmp_path, "\n".join(lines))
    return build(found, proposal.propose(found), frame(), TODAY).portfolio


def test_a_ledger_brought_in_without_accounts_plays_its_year(brought_in: Portfolio) -> None:
    world = years.prepare(brought_in)
    assert len(brought_in.customers) == len(DAYS_LATE)
    state = years.run(brought_in, years.reference("standard"))
    assert state.over
    assert report(state).year.balanced
    assert state.months[:, Flow.CASH].sum() > 0
    assert faults(books.ledger(state)) == ()
    assert digest(state) == digest(years.run(brought_in, years.reference("standard")))
    assert world.traits.failed.sum() == 0


def test_a_customer_without_a_hidden_profile_is_what_its_ledger_shows(
    brought_in: Portfolio,
) -> None:
    found = years.prepare(brought_in).traits
    order = np.argsort(found.late_days)
    punctual, slow, worn = found.late_days[order]
    assert punctual == 0
    # Eleven paid 21 days late and one still open, younger: (11 × 21 + its age) ÷ 12.
    assert 11 * 21 / 12 <= slow <= 21
    assert worn > 60
    kinds = found.archetype[order]
    assert kinds[0] in (Archetype.PUNCTUAL, Archetype.QUARRELSOME)
    assert kinds[2] in (Archetype.TIGHT, Archetype.BAD_FAITH, Archetype.QUARRELSOME)
    delays = (found.delay + np.array([0.0, 3.0, 7.0, 14.0])[found.run])[order]
    assert (np.diff(delays) > 15).all()
