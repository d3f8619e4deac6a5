"""Facility and discrimination worked out by hand."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.exercises.statistics import Answered, correlation, items, mistakes
from simulator.domain.results import NotComputable

ONE, NONE, HALF = Fraction(1), Fraction(0), Fraction(1, 2)


def answered(share, code="", points=1):
    return Answered(Fraction(share), Fraction(points), code or ("right" if share == 1 else "wrong"))


def sheets(*rows):
    return [dict(zip("abc", map(answered, row), strict=True)) for row in rows]


# five people, three questions: a separates the strong from the weak, c goes the other way
ROOM = sheets((1, 1, 0), (1, 1, 0), (1, 0, 0), (0, 0, 1), (0, 0, 1))


def test_facility_is_the_mean_share():
    found = {item.name: item.facility for item in items(ROOM)}

    assert found == {"a": Fraction(3, 5), "b": Fraction(2, 5), "c": Fraction(2, 5)}


def test_discrimination_leaves_the_question_out_of_the_total():
    found = {item.name: item.discrimination for item in items(ROOM)}

    # a: (1,1,1,0,0) with the rest (1,1,0,1,1): covariance −2/5; variances 6/5 and 4/5
    # r = −(2/5) ÷ √(24/25) = −0,408 248…
    assert abs(found["a"] - Decimal("-0.408248290463863")) < Decimal("1e-14")
    # c: (0,0,0,1,1) with the rest (2,2,1,0,0): covariance −2; variances 6/5 and 4; −2 ÷ √4,8
    assert abs(found["c"] - Decimal("-0.912870929175277")) < Decimal("1e-14")


def test_a_question_that_follows_the_others_correlates_with_them():
    room = sheets((1, 1, 1), (1, 1, 1), (0, 0, 0), (0, 0, 0), (1, 1, 1))

    assert [item.discrimination for item in items(room)] == [1, 1, 1]


def test_too_few_people_or_no_variance_is_said_and_not_a_zero():
    assert items(ROOM[:4])[0].discrimination == NotComputable("too_few", {"people": 4, "fewest": 5})
    same = sheets(*[(1, 0, 1)] * 6)
    assert [item.discrimination for item in items(same)] == [NotComputable("no_variance")] * 3


def test_points_weigh_the_rest_and_blanks_count_as_nothing():
    room = [
        {"a": answered(share, points=3), "b": answered(0, "blank"), "t": answered(1, "kept", 0)}
        for share in (1, HALF, 0)
    ]
    a, b = items(room)

    assert (a.facility, b.facility, b.blanks, b.people) == (HALF, 0, 3, 3)
    assert a.mistakes == (("wrong", 2),)
    assert b.mistakes == ()


def test_nobody_gives_nothing_and_a_question_asked_to_some_counts_those():
    assert items([]) == ()
    a, b = items([{"a": answered(1)}, {"a": answered(0), "b": answered(1)}])
    assert (a.people, b.people, b.facility) == (2, 1, 1)


def test_mistakes_count_people_and_not_submissions():
    sent = [
        (1, {"a": "HT", "b": "right"}),
        (1, {"a": "HT", "b": "BASE_360"}),
        (2, {"a": "HT", "b": "blank"}),
        (3, {"a": "carried", "b": "BASE_360"}),  # a carried error was counted where it was made
        (4, {"a": "UNITE", "b": "right"}),
    ]

    assert mistakes(sent)[:2] == (("a", "HT", 2), ("b", "BASE_360", 2))
    assert mistakes(sent)[2:] == (("a", "UNITE", 1),)


@given(st.lists(st.tuples(st.fractions(0, 1), st.fractions(0, 1)), min_size=5, max_size=12))
def test_a_correlation_stays_between_minus_one_and_one(pairs):
    first, second = ([pair[rank] for pair in pairs] for rank in (0, 1))
    found = correlation(first, second)

    assert isinstance(found, NotComputable) or -1 <= found <= 1
    assert correlation(second, first) == found
