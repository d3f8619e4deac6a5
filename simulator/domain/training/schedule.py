"""A half-day against the clock: what was planned, what is on, how late, when it will end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

FORGOTTEN = timedelta(hours=2)
"""Past its end by that much, a half-day that nobody declared over is not later and later."""


class Stage(StrEnum):
    """Where an activity stands on the clock."""

    DONE = "done"
    ON = "on"
    SKIPPED = "skipped"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Item:
    """One activity of a script: its length in minutes, and when it began (aware) if it has."""

    id: int
    minutes: int
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """An activity on the clock; ``starts`` and ``ends`` are real, else forecast, else nothing."""

    id: int
    stage: Stage
    planned_start: datetime
    planned_end: datetime
    starts: datetime | None
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class Timed:
    """A half-day on the clock."""

    slots: tuple[Slot, ...]
    planned_end: datetime
    """When the script as planned ends; the half-day itself may end later or earlier."""
    ends: datetime
    """When it ended, or the forecast."""
    late: int | None
    """Whole minutes behind the plan, negative ahead; none when the script was not followed."""
    over: bool


def timed(
    items: Sequence[Item],
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    finished_at: datetime | None = None,
) -> Timed:
    """Place the items of a half-day, in their order, on the clock (instants are aware).

    The last item that was begun is on; what stands before it and was not begun is skipped, what
    stands after it follows at once, each for its own minutes. An item that runs over its minutes
    pushes what follows; before the first one begins, the delay is that of the half-day itself.
    """
    planned = _planned(items, starts_at)
    planned_end = planned[-1][1] if planned else starts_at
    begun = _begun(items)
    clock = min(now, ends_at + FORGOTTEN)
    over = finished_at is not None
    stop = finished_at if finished_at is not None else clock
    if not begun:
        return _unbegun(items, planned, starts_at, ends_at, now, stop, over=over)
    last = begun[-1]
    assert last.started_at is not None  # ``_begun`` keeps only those
    rank = items.index(last)
    ends = stop if over else max(clock, last.started_at + timedelta(minutes=last.minutes))
    followed = {item.id: (item.started_at, after.started_at) for item, after in pairwise(begun)}
    slots: list[Slot] = []
    span: tuple[datetime | None, datetime | None]
    coming = ends
    for place, item in enumerate(items):
        if item is last:
            stage, span = (Stage.DONE if over else Stage.ON), (item.started_at, ends)
        elif item.id in followed:
            stage, span = Stage.DONE, followed[item.id]
        elif place < rank or over:
            stage, span = Stage.SKIPPED, (None, None)
        else:
            stage, begins = Stage.COMING, coming
            coming += timedelta(minutes=item.minutes)
            span = (begins, coming)
        slots.append(Slot(item.id, stage, *planned[place], *span))
    due = planned_end if over else planned[rank][1]
    return Timed(tuple(slots), planned_end, coming, _minutes(ends - due), over)


def _planned(items: Sequence[Item], starts_at: datetime) -> list[tuple[datetime, datetime]]:
    found: list[tuple[datetime, datetime]] = []
    at = starts_at
    for item in items:
        found.append((at, at + timedelta(minutes=item.minutes)))
        at = found[-1][1]
    return found


def _begun(items: Sequence[Item]) -> list[Item]:
    """Return what was begun, in the order of time; of two at one instant, that of the script."""
    kept = [(item.started_at, place, item) for place, item in enumerate(items) if item.started_at]
    return [item for _, _, item in sorted(kept, key=lambda one: one[:2])]


def _unbegun(
    items: Sequence[Item],
    planned: Sequence[tuple[datetime, datetime]],
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    stop: datetime,
    *,
    over: bool,
) -> Timed:
    """Place a half-day whose script nobody has begun: later and later, until its time is over."""
    missed = over or now >= ends_at
    delay = timedelta(0) if missed else max(stop - starts_at, timedelta(0))
    stage = Stage.SKIPPED if missed else Stage.COMING
    slots = tuple(
        Slot(
            item.id, stage, first, end, *((None, None) if missed else (first + delay, end + delay))
        )
        for item, (first, end) in zip(items, planned, strict=True)
    )
    planned_end = planned[-1][1] if planned else starts_at
    return Timed(
        slots, planned_end, planned_end + delay, None if missed else _minutes(delay), missed
    )


def _minutes(span: timedelta) -> int:
    """Return whole minutes, towards zero: 59 seconds late is on time."""
    return int(span.total_seconds() / 60)
