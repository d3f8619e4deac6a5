"""What a regrade does to marks, before it is made."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.exercises.regrading import Rejudged, change

SHARES = st.fractions(0, 1)


def rejudged(before, found, number=1):
    return Rejudged(
        number, Fraction(before), None if found is None else Fraction(found), {"a": "right"}
    )


def test_nobody_loses_a_point_unless_it_is_asked():
    lower = [rejudged("3/4", "1/2")]

    kept = change(lower, None, keeps_points=True)
    assert (kept.after, kept.gain, kept.spared) == (Fraction(3, 4), 0, Fraction(1, 4))
    taken = change(lower, None, keeps_points=False)
    assert (taken.after, taken.gain, taken.spared) == (Fraction(1, 2), Fraction(-1, 4), 0)


def test_who_was_right_gains_and_the_best_submission_counts():
    found = change([rejudged("1/2", "3/4"), rejudged("5/8", 1, 2)], None, keeps_points=True)

    assert (found.before, found.after, found.gain) == (Fraction(5, 8), 1, Fraction(3, 8))


def test_a_mark_given_by_the_trainer_stays():
    found = change([rejudged(0, 1)], Fraction(2, 5), keeps_points=True)

    assert (found.given, found.gain, found.spared) == (Fraction(2, 5), 0, 0)


def test_what_cannot_be_judged_keeps_its_mark():
    found = change([rejudged("1/3", None)], None, keeps_points=False)

    assert (found.after, found.found, found.gain, found.spared) == (Fraction(1, 3), None, 0, 0)
    assert rejudged("1/3", None).kept(keeps_points=False)
    assert not rejudged("1/3", "1/2").kept(keeps_points=True)


def test_who_sent_nothing_is_not_in_a_regrade():
    assert change([], None, keeps_points=True) is None


@given(st.lists(st.tuples(SHARES, st.none() | SHARES), min_size=1, max_size=6))
def test_the_rule_never_takes_a_point(pairs):
    every = [rejudged(before, found, rank) for rank, (before, found) in enumerate(pairs)]
    found = change(every, None, keeps_points=True)

    assert found.after >= found.before
    assert found.gain >= 0
