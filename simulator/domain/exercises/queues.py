"""A day's work put in an order: what it has used once the turn of each account is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from simulator.domain.exercises.context import Context
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.specification import Specified
from simulator.domain.measures import MEASURES
from simulator.domain.results import NotComputable


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueSpec(Specified):
    """Accounts by ``worth`` decreasing, each taking what ``formula`` gives, in whole minutes.

    ``name`` is a figure of each account: the minutes used by it and all those before it.
    """

    name: str
    worth: str
    formula: str


def ready(queues: Iterable[QueueSpec], here: Context) -> bool:
    """Say whether an account can stand in every queue."""
    formulas = (text for queue in queues for text in (queue.worth, queue.formula))
    values = (parse(text).value(here.figures) for text in formulas)
    return not any(isinstance(value, NotComputable) for value in values)


def spread(queue: QueueSpec, accounts: Iterable[Context], count: int) -> Iterator[tuple[int, ...]]:
    """Yield groups of ``count`` accounts, as ranks: two thirds have something to be called for.

    No two of these are worth the same, so that the right order is the only one. With too few of
    them, the others fill the group; they come in the order given, further along at each group.
    """
    seen: set[Fraction] = set()
    worthy: list[int] = []
    others: list[int] = []
    for rank, here in enumerate(accounts):
        worth = _value(queue.worth, here)
        if worth <= 0:
            others.append(rank)
        elif worth not in seen:
            seen.add(worth)
            worthy.append(rank)
    wanted = 2 * count // 3
    for skip in range(max(1, len(worthy) - wanted + 1)):
        first = worthy[skip : skip + wanted]
        group = [*first, *others[: count - len(first)]]
        if len(group) == count:
            yield tuple(group)


def stand(queues: Iterable[QueueSpec], accounts: Iterable[Context]) -> tuple[Context, ...]:
    """Return the accounts, each knowing what every queue has used at the end of its turn."""
    there = tuple(accounts)
    used = {queue.name: _used(queue, there) for queue in queues}
    measures = dict.fromkeys(used, MEASURES["count"])
    return tuple(
        here.define({name: minutes[rank] for name, minutes in used.items()}, measures)
        for rank, here in enumerate(there)
    )


def _used(queue: QueueSpec, accounts: tuple[Context, ...]) -> dict[int, Fraction]:
    worths = [_value(queue.worth, here) for here in accounts]
    made, used = dict[int, Fraction](), Fraction(0)
    for rank in sorted(range(len(accounts)), key=lambda rank: (-worths[rank], rank)):
        used += _value(queue.formula, accounts[rank])
        made[rank] = used
    return made


def _value(text: str, here: Context) -> Fraction:
    value = parse(text).value(here.figures)
    assert not isinstance(value, NotComputable)  # ``ready`` has been asked
    return value
