"""Pairs and triads: nobody twice, everybody plays each role as often, absent people are moved."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.refusals import OutOfRange
from simulator.domain.training.rotation import (
    AlreadyInRound,
    Format,
    Group,
    NobodyLeft,
    NotInRound,
    Role,
    formed,
    joined,
    observers,
    played,
    without,
)

SEED = 20261122
forms = st.sampled_from(Format)


def people_of(groups: tuple[Group | None, ...]) -> list[int]:
    return sorted(one for group in groups if group is not None for one in group.people)


def season(people: list[int], form: Format, rounds: int, seed: int) -> list[tuple[Group, ...]]:
    past: list[tuple[Group, ...]] = []
    for _ in range(rounds):
        past.append(formed(people, form, past, seed))
    return past


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (2, Format.TRIADS, (0,)),
        (3, Format.TRIADS, (1,)),
        (4, Format.TRIADS, (2,)),
        (5, Format.TRIADS, (1, 0)),
        (7, Format.TRIADS, (2, 1)),
        (8, Format.TRIADS, (2, 2)),
        (15, Format.TRIADS, (1, 1, 1, 1, 1)),
        (2, Format.PAIRS, (0,)),
        (3, Format.PAIRS, (1,)),
        (15, Format.PAIRS, (1, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_the_sizes_of_the_groups(count: int, form: Format, expected: tuple[int, ...]) -> None:
    assert observers(count, form) == expected


@pytest.mark.parametrize("count", [0, 1, 61])
def test_a_round_needs_two_people_and_has_a_limit(count: int) -> None:
    with pytest.raises(OutOfRange):
        observers(count, Format.TRIADS)


@given(st.integers(2, 30), forms, st.integers(1, 5), st.integers(0, 2**31))
def test_nobody_plays_twice_in_a_round_and_everybody_plays(
    count: int, form: Format, rounds: int, seed: int
) -> None:
    people = [10 * number for number in range(count)]

    for groups in season(people, form, rounds, seed):
        assert people_of(groups) == people


@given(st.integers(2, 30), forms, st.integers(1, 9), st.integers(0, 2**31))
def test_everybody_plays_each_role_as_evenly_as_possible(
    count: int, form: Format, rounds: int, seed: int
) -> None:
    people = list(range(count))
    past = season(people, form, rounds, seed)
    for role in Role:
        times = [played(past, person)[role] for person in people]
        assert max(times) - min(times) <= 1, role


@given(st.permutations(range(9)), st.integers(0, 2**31))
def test_who_was_absent_plays_first(people: list[int], seed: int) -> None:
    """Six people played; the three who come now have a call before anybody has a second one."""
    past = [formed(people[:6], Format.TRIADS, [], seed)]
    groups = formed(people, Format.TRIADS, past, seed)

    assert not {one.collector for one in groups} & {one.collector for one in past[0]}
    assert not {one.customer for one in groups} & {one.customer for one in past[0]}


@pytest.mark.parametrize("count", [6, 9, 12, 15])
def test_three_rounds_give_each_role_once(count: int) -> None:
    past = season(list(range(count)), Format.TRIADS, 3, SEED)

    for person in range(count):
        assert played(past, person) == Counter(dict.fromkeys(Role, 1))


def test_people_meet_others_from_round_to_round() -> None:
    past = season(list(range(9)), Format.TRIADS, 3, SEED)
    pairs = Counter(
        frozenset((one, two))
        for groups in past
        for group in groups
        for one in group.people
        for two in group.people
        if one < two
    )

    assert sum(pairs.values()) == 27  # three rounds of three groups of three
    assert max(pairs.values()) <= 2
    assert len(pairs) >= 20  # the same groups three times would make nine


def test_the_same_seed_gives_the_same_groups_and_another_gives_others() -> None:
    people = list(range(12))

    assert formed(people, Format.TRIADS, [], 1) == formed(people, Format.TRIADS, [], 1)
    assert formed(people, Format.TRIADS, [], 1) != formed(people, Format.TRIADS, [], 2)


TRIAD, QUAD, PAIR = Group(1, 2, (3,)), Group(4, 5, (6, 7)), Group(8, 9)


def test_an_observer_who_leaves_takes_nobody_away() -> None:
    assert without((TRIAD, QUAD), 7) == (TRIAD, Group(4, 5, (6,)))


@pytest.mark.parametrize(("person", "expected"), [(1, Group(3, 2, ())), (2, Group(1, 3, ()))])
def test_an_observer_takes_the_seat_of_who_leaves(person: int, expected: Group) -> None:
    assert without((TRIAD, QUAD), person) == (expected, QUAD)


@pytest.mark.parametrize(("person", "alone"), [(8, 9), (9, 8)])
def test_who_is_left_alone_observes_in_the_smallest_group(person: int, alone: int) -> None:
    assert without((QUAD, TRIAD, PAIR), person) == (QUAD, Group(1, 2, (3, alone)), None)


def test_the_last_pair_cannot_lose_anybody() -> None:
    with pytest.raises(NobodyLeft):
        without((None, PAIR), 8)


def test_only_who_is_in_the_round_leaves_it() -> None:
    with pytest.raises(NotInRound):
        without((TRIAD, None), 99)


def test_who_comes_late_observes_in_the_smallest_group() -> None:
    assert joined((TRIAD, None, PAIR), 10) == (TRIAD, None, Group(8, 9, (10,)))


def test_nobody_enters_twice_nor_a_round_without_groups() -> None:
    with pytest.raises(AlreadyInRound):
        joined((TRIAD,), 3)
    with pytest.raises(NobodyLeft):
        joined((None,), 3)


@given(st.integers(3, 20), st.data())
def test_whoever_leaves_the_others_still_play_once(count: int, data: st.DataObject) -> None:
    people = list(range(count))
    groups: tuple[Group | None, ...] = formed(people, Format.TRIADS, [], SEED)
    leaving = data.draw(st.lists(st.sampled_from(people), unique=True, max_size=count - 2))
    for person in leaving:
        groups = without(groups, person)
        people.remove(person)

        assert people_of(groups) == people
