"""Points and ranks: figures worked out by hand from the published rules."""

from datetime import timedelta
from fractions import Fraction

import pytest

from simulator.domain.quiz.game import Rules, Scoring, Teams
from simulator.domain.quiz.live_scoring import (
    Given,
    Member,
    pace,
    ranking,
    scores,
    team_scores,
)
from tests.domain.quiz.test_game import at, game, played

ONE, HALF = Fraction(1), Fraction(1, 2)


def seconds(count):
    return timedelta(seconds=count)


def given(index, subject, fraction, elapsed=5):
    return Given(index, subject, Fraction(fraction), seconds(elapsed))


def revealed(**rules):
    """Two questions asked at 0 and 100 seconds, both revealed; a third asked and not revealed."""
    acts = [("next", 0), ("reveal", 60), ("next", 100), ("reveal", 160), ("next", 200)]
    return played(game(**rules), *acts)


@pytest.mark.parametrize(
    ("elapsed", "share"),
    [
        (0, "1"),
        (1, "1"),  # the first second is free
        (16, "3/4"),  # half × (1 − 15/30) = 1/4, and the half kept
        (31, "1/2"),
        (300, "1/2"),  # after more time was given: never under the floor
    ],
)
def test_in_rythme_a_right_answer_keeps_at_least_half(elapsed, share):
    assert pace(seconds(elapsed), seconds(30)) == Fraction(share)


def test_in_justesse_time_counts_for_nothing():
    found = scores(revealed(), [given(0, 1, 1, 2), given(1, 1, HALF, 50), given(0, 2, 1, 59)])

    assert found[1].points == 150
    assert found[2].points == 100
    assert (found[1].right, found[2].right) == (1, 1)


def test_in_rythme_part_credit_is_paced_too():
    found = scores(revealed(scoring=Scoring.PACE), [given(0, 1, HALF, 31)])

    # 100 points × 1/2 × (1/2 + 1/2 × (1 − 30/60)) = 37,5
    assert found[1].points == Fraction(75, 2)
    assert (found[1].right, found[1].time) == (0, seconds(0))


def test_what_is_not_revealed_gives_nothing_yet():
    assert scores(revealed(), [given(2, 1, 1)]) == {}


def test_a_team_has_the_mean_of_the_members_who_were_there():
    members = [
        Member(1, 10, at(-60)),
        Member(2, 10, at(-60)),
        Member(3, 10, at(90)),  # comes for the second question
        Member(4, 20, at(-60)),  # a small team is not punished
        Member(5, 20, at(-60), left_at=at(50)),
        Member(6, None, at(-60)),
    ]
    answers = [
        given(0, 1, 1),
        given(0, 3, 1),  # was not there: does not count for the team
        given(1, 1, 1, 4),
        given(1, 2, 1, 8),
        given(1, 3, 0),
        given(0, 4, 1),
        given(1, 4, 1),
        given(0, 6, 1),
    ]
    found = team_scores(revealed(teams=Teams.MEAN), answers, members)

    assert found[10].points == Fraction(100, 2) + Fraction(200, 3)
    assert found[10].right == Fraction(1, 2) + Fraction(2, 3)
    assert found[10].time == seconds(2.5) + seconds(4)
    assert found[20].points == Fraction(100, 2) + 100
    assert set(found) == {10, 20}


def test_a_team_where_nobody_was_there_has_nothing_and_loses_nothing():
    found = team_scores(revealed(teams=Teams.MEAN), [], [Member(1, 10, at(90))])

    assert found[10].points == 0


def test_with_one_pen_the_team_answers_itself():
    found = team_scores(revealed(teams=Teams.PEN), [given(0, 10, 1)], [Member(1, 10, at(0))])

    assert found[10].points == 100


def test_equal_people_share_a_rank_and_the_next_is_left_out():
    over = revealed()
    found = scores(over, [given(0, 3, 1, 2), given(0, 1, 1, 50), given(1, 2, HALF)])
    lines = ranking(over, [1, 2, 3, 4], found)

    assert [(line.subject, line.rank, line.shared) for line in lines] == [
        (1, 1, True),
        (3, 1, True),
        (2, 3, False),
        (4, 4, False),
    ]


def test_the_number_right_settles_a_tie_of_points():
    over = revealed()
    found = scores(over, [given(0, 1, HALF), given(1, 1, HALF), given(0, 2, 1), given(1, 2, 0)])

    assert [line.subject for line in ranking(over, [1, 2], found)] == [2, 1]


def test_time_settles_a_tie_in_rythme_only():
    answers = [given(0, 1, 1, 0.9), given(0, 2, 1, 0.2)]  # both within the free second
    slow, fast = revealed(), revealed(scoring=Scoring.PACE)

    assert [x.rank for x in ranking(slow, [1, 2], scores(slow, answers))] == [1, 1]
    timed = ranking(fast, [1, 2], scores(fast, answers))
    assert [(x.subject, x.rank) for x in timed] == [(2, 1), (1, 2)]


def test_rules_default_to_what_an_attestation_needs():
    assert Rules().scoring is Scoring.ACCURACY
