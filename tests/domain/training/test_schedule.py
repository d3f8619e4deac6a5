"""A half-day against the clock, with clocks counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.training.schedule import Item, Stage, timed

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NOON = NINE + timedelta(hours=3)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def shown(found: datetime | None) -> float | None:
    return None if found is None else (found - NINE).total_seconds() / 60


ITEMS = (Item(1, 30), Item(2, 45), Item(3, 15), Item(4, 60))


def begun(**starts: float) -> tuple[Item, ...]:
    """Return the items, some of them begun: ``begun(i1=5)`` begins the first at 9:05."""
    return tuple(
        Item(one.id, one.minutes, at(starts[f"i{one.id}"]) if f"i{one.id}" in starts else None)
        for one in ITEMS
    )


def test_what_is_planned_follows_the_start_of_the_half_day() -> None:
    found = timed(ITEMS, NINE, NOON, at(-60))

    assert [shown(slot.planned_start) for slot in found.slots] == [0, 30, 75, 90]
    assert [shown(slot.planned_end) for slot in found.slots] == [30, 75, 90, 150]
    assert shown(found.planned_end) == 150
    assert shown(found.ends) == 150
    assert found.late == 0
    assert {slot.stage for slot in found.slots} == {Stage.COMING}


def test_a_room_that_does_not_begin_is_later_each_minute() -> None:
    found = timed(ITEMS, NINE, NOON, at(12))

    assert found.late == 12
    assert shown(found.ends) == 162
    assert shown(found.slots[0].starts) == 12


def test_a_half_day_that_nobody_followed_is_over_and_not_late() -> None:
    found = timed(ITEMS, NINE, NOON, at(180))

    assert found.late is None
    assert found.over
    assert shown(found.ends) == 150
    assert {slot.stage for slot in found.slots} == {Stage.SKIPPED}
    assert {slot.starts for slot in found.slots} == {None}


def test_an_activity_begun_late_pushes_what_follows() -> None:
    found = timed(begun(i1=10), NINE, NOON, at(20))

    assert found.late == 10
    assert [slot.stage for slot in found.slots] == ["on", "coming", "coming", "coming"]
    assert [shown(slot.starts) for slot in found.slots] == [10, 40, 85, 100]
    assert shown(found.ends) == 160


def test_an_activity_that_runs_over_is_later_each_minute() -> None:
    found = timed(begun(i1=0), NINE, NOON, at(37))

    assert found.late == 7
    assert shown(found.slots[0].ends) == 37
    assert shown(found.slots[1].starts) == 37


def test_an_activity_begun_early_gives_time_back() -> None:
    found = timed(begun(i1=0, i2=20), NINE, NOON, at(21))

    assert found.late == -10
    assert found.slots[0].stage is Stage.DONE
    assert shown(found.slots[0].ends) == 20
    assert shown(found.ends) == 140


def test_what_was_jumped_is_skipped_and_takes_no_time() -> None:
    found = timed(begun(i1=0, i3=30), NINE, NOON, at(31))

    assert [slot.stage for slot in found.slots] == ["done", "skipped", "on", "coming"]
    assert found.slots[1].starts is None
    assert shown(found.ends) == 105
    assert found.late == -45


def test_what_was_done_out_of_order_stays_done() -> None:
    found = timed(begun(i3=0, i1=15), NINE, NOON, at(16))

    assert [slot.stage for slot in found.slots] == ["on", "coming", "done", "coming"]
    assert [shown(slot.starts) for slot in found.slots] == [15, 45, 0, 90]


def test_of_two_begun_at_one_instant_the_last_of_the_script_is_on() -> None:
    found = timed(begun(i1=0, i2=0), NINE, NOON, at(1))

    assert [slot.stage for slot in found.slots][:2] == ["done", "on"]


def test_a_half_day_that_is_over_says_by_how_much_it_missed_its_script() -> None:
    found = timed(begun(i1=0, i2=30, i4=90), NINE, NOON, at(300), at(160))

    assert found.over
    assert found.late == 10
    assert shown(found.ends) == 160
    assert [slot.stage for slot in found.slots] == ["done", "done", "skipped", "done"]


def test_a_half_day_declared_over_before_anything_began_is_skipped() -> None:
    found = timed(ITEMS, NINE, NOON, at(20), at(10))

    assert found.over
    assert found.late is None


def test_a_half_day_that_everybody_forgot_stops_being_later() -> None:
    # The half-day ends at 180 minutes; two hours after, the counting stops.
    assert timed(begun(i4=90), NINE, NOON, at(10_000)).late == 300 - 150


def test_a_half_day_without_activities_has_its_start_as_its_end() -> None:
    assert timed((), NINE, NOON, at(-1)).ends == NINE
    assert timed((), NINE, NOON, at(200)).ends == NINE


@given(
    st.lists(st.tuples(st.integers(1, 90), st.none() | st.integers(-30, 400)), max_size=8),
    st.integers(-60, 600),
)
def test_nothing_ends_before_it_starts_and_what_is_coming_follows_without_a_hole(
    spans: list[tuple[int, int | None]], now: int
) -> None:
    items = [
        Item(rank, minutes, None if start is None or start > now else at(start))
        for rank, (minutes, start) in enumerate(spans)
    ]

    found = timed(items, NINE, NOON, at(now))

    assert all(
        slot.starts <= slot.ends
        for slot in found.slots
        if slot.starts is not None and slot.ends is not None
    )
    coming = [slot for slot in found.slots if slot.stage is Stage.COMING]
    assert all(one.ends == other.starts for one, other in pairwise(coming))
    assert sum(slot.stage is Stage.ON for slot in found.slots) <= 1
