"""Who plays what with whom: pairs and triads of a role-play, turning fairly from round to round.

A group has one collector, one customer and the observers. Fairness: over the rounds, each person
plays each role as evenly as possible, and meets as many others as possible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from simulator.domain.luck import Luck
from simulator.domain.refusals import OutOfRange, Refusal

LEAST, MOST = 2, 60
"""How many people a round may have."""


class Role(StrEnum):
    """What a person does in a group."""

    COLLECTOR = "collector"
    CUSTOMER = "customer"
    OBSERVER = "observer"


class Format(StrEnum):
    """Groups of three with an observer, or of two without one."""

    TRIADS = "triads"
    PAIRS = "pairs"


@dataclass(eq=False)
class NotInRound(Refusal):
    """A person who has no place in this round."""

    person: int


@dataclass(eq=False)
class AlreadyInRound(Refusal):
    """A person who has a place in this round."""

    person: int


@dataclass(eq=False)
class NobodyLeft(Refusal):
    """One person left alone cannot play a call."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group; people are numbers. Two people have no observer, four have two."""

    collector: int
    customer: int
    observers: tuple[int, ...] = ()

    @property
    def people(self) -> tuple[int, ...]:
        """Return everybody: collector, customer, observers."""
        return (self.collector, self.customer, *self.observers)

    def role_of(self, person: int) -> Role | None:
        """Return what a person does here, ``None`` for somebody else."""
        if person == self.collector:
            return Role.COLLECTOR
        if person == self.customer:
            return Role.CUSTOMER
        return Role.OBSERVER if person in self.observers else None


Past = Sequence[Sequence[Group]]
"""The groups of the rounds already played, oldest first."""


def observers(count: int, form: Format) -> tuple[int, ...]:
    """Return how many observers each group has, for ``count`` people.

    Triads: one observer each; one or two people left over observe too, or make a pair when there is
    no second triad to join (2 and 5 people). Pairs: none, an odd person observes.
    Raises ``OutOfRange`` under 2 people and over 60.
    """
    if not LEAST <= count <= MOST:
        raise OutOfRange("people", count, LEAST, MOST)
    base = 1 if form is Format.TRIADS else 0
    groups, left = divmod(count, 2 + base)
    if left > groups:  # two people left, and at most one triad
        return (*(base for _ in range(groups)), 0)
    return tuple(base + (place < left) for place in range(groups))


def formed(people: Sequence[int], form: Format, past: Past, seed: int) -> tuple[Group, ...]:
    """Return the groups of the next round: nobody twice, everybody once.

    Roles minimise the sum of the squares of how often each person played each (an optimum for this
    round); partners are then exchanged between groups as long as fewer people meet again.
    """
    sizes = observers(len(people), form)
    luck = Luck(seed)
    order = [people[place] for place in luck.order(len(people), "triads:order", len(past))]
    seats = _seats(order, len(sizes), _played(past))
    watching = iter(seats[Role.OBSERVER])
    groups = [
        Group(collector, customer, tuple(next(watching) for _ in range(size)))
        for collector, customer, size in zip(
            seats[Role.COLLECTOR], seats[Role.CUSTOMER], sizes, strict=True
        )
    ]
    return tuple(_mixed(groups, _met(past)))


def without(groups: Sequence[Group | None], person: int) -> tuple[Group | None, ...]:
    """Return the groups without somebody who left; each keeps its place, ``None`` when dissolved.

    An observer takes the empty seat; who is left alone observes in the smallest other group.
    Raises ``NotInRound``, and ``NobodyLeft`` when nobody could play with the last one.
    """
    place, group = _found(groups, person)
    left = list(groups)
    if group.role_of(person) is Role.OBSERVER:
        kept = tuple(one for one in group.observers if one != person)
        left[place] = replace(group, observers=kept)
    elif group.observers:
        next_in, rest = group.observers[0], group.observers[1:]
        seat = "collector" if person == group.collector else "customer"
        left[place] = replace(group, observers=rest, **{seat: next_in})
    else:
        alone = group.customer if person == group.collector else group.collector
        left[place] = None
        return _observing(left, alone)
    return tuple(left)


def joined(groups: Sequence[Group | None], person: int) -> tuple[Group | None, ...]:
    """Return the groups with somebody who came late, as an observer of the smallest group.

    Raises ``AlreadyInRound``, and ``NobodyLeft`` without any group.
    """
    if any(group is not None and group.role_of(person) for group in groups):
        raise AlreadyInRound(person)
    return _observing(list(groups), person)


def played(past: Past, person: int) -> Counter[Role]:
    """Return how often somebody played each role."""
    return _played(past).get(person, Counter())


def _observing(groups: list[Group | None], person: int) -> tuple[Group | None, ...]:
    sizes = [(len(group.people), place) for place, group in enumerate(groups) if group is not None]
    if not sizes:
        raise NobodyLeft
    place = min(sizes)[1]
    group = groups[place]
    assert group is not None  # its size was counted
    groups[place] = replace(group, observers=(*group.observers, person))
    return tuple(groups)


def _found(groups: Sequence[Group | None], person: int) -> tuple[int, Group]:
    for place, group in enumerate(groups):
        if group is not None and group.role_of(person) is not None:
            return place, group
    raise NotInRound(person)


Counts = Mapping[int, Counter[Role]]


def _played(past: Past) -> dict[int, Counter[Role]]:
    counts: dict[int, Counter[Role]] = {}
    for groups in past:
        for group in groups:
            for person in group.people:
                role = group.role_of(person)
                assert role is not None  # one of its people
                counts.setdefault(person, Counter())[role] += 1
    return counts


_TURNS: tuple[tuple[Role, ...], ...] = (
    (Role.COLLECTOR, Role.CUSTOMER),
    (Role.COLLECTOR, Role.OBSERVER),
    (Role.CUSTOMER, Role.OBSERVER),
    (Role.COLLECTOR, Role.CUSTOMER, Role.OBSERVER),
    (Role.COLLECTOR, Role.OBSERVER, Role.CUSTOMER),
)
"""Every way to exchange seats between roles; none left that helps: the sharing is the best one."""
_WEIGHT = {Role.COLLECTOR: 3, Role.CUSTOMER: 3, Role.OBSERVER: 2}
"""Playing is what is scarce: being at the phone too often weighs more than watching too often."""


def _seats(order: Sequence[int], groups: int, counts: Counts) -> dict[Role, list[int]]:
    """Share roles out: the transport problem of three roles, solved by exchanges along cycles."""
    seats = {
        Role.COLLECTOR: list(order[:groups]),
        Role.CUSTOMER: list(order[groups : 2 * groups]),
        Role.OBSERVER: list(order[2 * groups :]),
    }

    def cost(person: int, role: Role) -> int:
        return _WEIGHT[role] * (2 * counts.get(person, Counter())[role] + 1)

    def cheapest(start: Role, end: Role) -> tuple[int, int]:
        moves = [(cost(one, end) - cost(one, start), i) for i, one in enumerate(seats[start])]
        price, place = min(moves)
        return price, seats[start][place]

    def turned(cycle: tuple[Role, ...]) -> bool:
        if not all(seats[role] for role in cycle):
            return False
        ends = (*cycle[1:], cycle[0])
        moves = [cheapest(start, end) for start, end in zip(cycle, ends, strict=True)]
        if sum(price for price, _ in moves) >= 0:
            return False
        for start, end, (_, person) in zip(cycle, ends, moves, strict=True):
            seats[start].remove(person)
            seats[end].append(person)
        return True

    while any(turned(cycle) for cycle in _TURNS):
        pass
    return seats


def _met(past: Past) -> Counter[frozenset[int]]:
    return Counter(
        frozenset(pair)
        for groups in past
        for group in groups
        for pair in combinations(group.people, 2)
    )


def _again(group: Group, met: Counter[frozenset[int]]) -> int:
    """Count the meetings again in a group, the third time worse than the second."""
    return sum(met[frozenset(pair)] ** 2 for pair in combinations(group.people, 2))


def _mixed(groups: list[Group], met: Counter[frozenset[int]]) -> list[Group]:
    """Exchange people of the same role between groups while that avoids meeting again."""
    better = True
    while better:
        better = False
        for first, second in combinations(range(len(groups)), 2):
            now = _again(groups[first], met) + _again(groups[second], met)
            for one, two in _exchanges(groups[first], groups[second]):
                if _again(one, met) + _again(two, met) < now:
                    groups[first], groups[second] = one, two
                    better = True
                    break
    return groups


def _exchanges(one: Group, two: Group) -> Iterator[tuple[Group, Group]]:
    yield replace(one, customer=two.customer), replace(two, customer=one.customer)
    for here, mine in enumerate(one.observers):
        for there, theirs in enumerate(two.observers):
            yield (
                replace(one, observers=_put(one.observers, here, theirs)),
                replace(two, observers=_put(two.observers, there, mine)),
            )


def _put(values: Iterable[int], place: int, value: int) -> tuple[int, ...]:
    return tuple(value if rank == place else one for rank, one in enumerate(values))
