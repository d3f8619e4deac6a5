"""Policies compared on the same luck; a grade looks at decisions and at the mean."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.domain.collection.reminders import Channel
from simulator.domain.refusals import NotPositive, OutOfRange, UnknownChoice
from simulator.domain.results import NotComputable
from simulator.domain.year.compare import (
    FIGURES,
    Comparison,
    Finding,
    compare,
    grade,
    hidden_draws,
    luck_part,
    review,
)
from simulator.domain.year.engine import play
from simulator.domain.year.policy import Policy, Scenario, Segment, Step
from simulator.services import years


def hand_made(profits):
    values = {
        code: {figure: np.array(list_, dtype=float) for figure in FIGURES}
        for code, list_ in profits.items()
    }
    return Comparison(tuple(profits), tuple(range(1, 1 + len(profits["a"]))), values)


def test_a_pair_is_a_mean_of_differences_with_its_standard_error():
    pair = hand_made({"a": [3, 5, 4, 8], "b": [1, 4, 5, 2]}).pair("a", "b")
    # Differences 2, 1, −1, 6: mean 2, squares from the mean 0 + 1 + 9 + 16, divided by 3, by 4.
    assert pair.mean == 2
    assert pair.error == pytest.approx((26 / 3 / 4) ** 0.5)
    assert (pair.higher, pair.years) == (3, 4)
    assert not pair.robust


def test_a_ranking_goes_by_means():
    made = hand_made({"a": [1, 2], "b": [4, 5], "c": [3, 3]})
    assert made.ranking() == ("b", "c", "a")


@pytest.mark.parametrize(("code", "figure"), [("z", "dso"), ("a", "beauty")])
def test_an_unknown_name_is_refused(code, figure):
    with pytest.raises(UnknownChoice):
        hand_made({"a": [1, 2]}).mean(code, figure)


def test_hidden_years_are_never_the_played_one():
    draws = hidden_draws(12, 24)
    assert len(set(draws)) == 24
    assert 0 not in draws
    assert draws != hidden_draws(13, 24)
    with pytest.raises(OutOfRange):
        hidden_draws(12, 1)


def test_a_comparison_needs_policies_that_differ(world):
    with pytest.raises(NotPositive):
        compare(world, ())
    with pytest.raises(OutOfRange):
        compare(world, (Policy("x"), Policy("x")))


def test_the_same_policy_under_two_names_makes_no_difference(portfolio):
    one = years.reference("courriels")
    made = years.compare(portfolio, (one, replace(one, code="again")), replications=2)
    pair = made.pair("courriels", "again")
    assert (pair.mean, pair.error, pair.higher) == (0, 0, 0)


def test_luck_is_what_one_year_differs_from_the_mean(portfolio, world):
    policy = years.reference("courriels")
    hidden = years.compare(portfolio, (policy,), replications=4)
    part = luck_part(play(world, policy), hidden, "courriels")
    years_seen = hidden.values["courriels"]["profit"]
    assert part.expected == pytest.approx(sum(years_seen.tolist()) / 4)
    assert part.luck == part.realised - part.expected
    assert part.rank == sum(value < part.realised for value in years_seen.tolist()) / 4


def held(world, policy):
    return {finding.code: finding.holds for finding in review(world, policy)}


def test_the_reference_policies_are_judged_on_their_decisions(world):
    assert all(held(world, years.reference("segmentee")).values())
    none = held(world, years.reference("aucune"))
    assert not none["everybody_has_a_scenario"]
    assert not none["key_accounts_are_called"]
    harsh = held(world, years.reference("agressive"))
    assert not harsh["formal_notice_not_too_soon"]
    assert not harsh["public_bodies_are_not_threatened"]
    assert not harsh["holds_come_late"]


def test_a_threat_without_a_sequel_is_found(world):
    scenario = Scenario("x", steps=(Step(20, Channel.LETTER, announces=True, stops=()),))
    findings = held(world, Policy("x", scenarios=(scenario,), segments=(Segment("all", "x"),)))
    assert not findings["threats_are_carried_out"]
    assert not findings["disputes_stop_reminders"]


FINDINGS = (Finding("a", True), Finding("b", False))


def test_a_grade_is_half_decisions_and_half_mean_profit():
    made = hand_made({"a": [6.0] * 24, "low": [2.0] * 24, "high": [10.0] * 24})
    given = grade(FINDINGS, made, "a", "low", "high")
    assert (given.decisions, given.outcome, given.points) == (50, 50, 50)
    best = grade(FINDINGS[:1], made, "high", "low", "a")
    assert (best.decisions, best.outcome, best.points) == (100, 100, 100)


def test_a_grade_without_enough_years_is_on_decisions_only():
    few = hand_made({"a": [6.0] * 23, "low": [2.0] * 23})
    assert isinstance(grade(FINDINGS, few, "a", "low", "a").outcome, NotComputable)
    same = hand_made({"a": [6.0] * 24, "low": [6.0] * 24})
    given = grade(FINDINGS, same, "a", "low", "a")
    assert isinstance(given.outcome, NotComputable)
    assert given.points == given.decisions == 50


def test_the_parts_of_a_difference_add_up_to_it(portfolio, aggressive):
    both = (aggressive, years.reference("standard"))
    made = years.compare(portfolio, both, replications=2)
    parts = made.parts("agressive", "standard")
    gap = made.values["agressive"]["profit"] - made.values["standard"]["profit"]
    assert sum(part.mean for part in parts) == pytest.approx(gap.mean(), abs=0.01)
    assert [abs(part.mean) for part in parts] == sorted(
        (abs(part.mean) for part in parts), reverse=True
    )
    assert "part_premium" not in {part.figure for part in parts}, "nobody is insured in either"
    # A harsh policy pays for its calls and loses sales: its margin and its actions are lower.
    by_name = {part.figure: part.mean for part in parts}
    assert by_name["part_margin"] < 0
    assert by_name["part_actions"] < 0
