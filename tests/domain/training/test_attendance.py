"""The chain of signatures: what is drawn, what is stated, and that nothing changes unnoticed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.training import attendance
from simulator.domain.training.attendance import (
    GENESIS,
    MAX_STROKES,
    Break,
    Entry,
    Renumbered,
    UnreadableSignature,
    WrongCode,
    check_room_code,
    room_code,
)

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

ISO = "2026-11-23T08:00:00.000000+00:00"

_texts = st.text(max_size=20)


@st.composite
def chains(draw: st.DrawFn) -> list[tuple[Entry, str]]:
    """Chains of one to six entries of any people, half-days and kinds."""
    made: list[tuple[Entry, str]] = []
    previous = GENESIS
    for sequence in range(1, draw(st.integers(1, 6)) + 1):
        entry = Entry(
            training=1,
            sequence=sequence,
            half_day=draw(st.integers(1, 3)),
            kind=draw(st.sampled_from(("trainee", "trainer", "absence", "correction"))),
            trainee=draw(st.none() | st.integers(1, 3)),
            trainer=draw(st.none() | st.integers(1, 3)),
            name=draw(_texts),
            minutes=draw(st.integers(0, 480)),
            strokes=draw(_texts),
            device=draw(_texts),
            note=draw(_texts),
            at=AT + timedelta(microseconds=draw(st.integers(0, 10**9))),
            previous=previous,
            starts_at=AT,
            ends_at=AT + timedelta(hours=draw(st.integers(1, 4))),
        )
        previous = entry.hash
        made.append((entry, previous))
    return made


def _another(entry: Entry, name: str) -> object:
    value = getattr(entry, name)
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, int):
        return value + 1
    return 1 if value is None else f"{value}!"


@given(chains())
def test_a_chain_that_nobody_touched_holds(chain: list[tuple[Entry, str]]) -> None:
    assert attendance.verify(chain) is None


def test_an_entry_of_before_the_hours_were_sealed_still_holds() -> None:
    """Its hash is that of its thirteen facts, worked out here by hand."""
    facts = [1, 1, 2, "trainee", 3, None, "É. Martin", 210, "M1 1L2 2", "", "", ISO, GENESIS]
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    stored = hashlib.sha256(text.encode()).hexdigest()
    entry = Entry(
        1, 1, 2, "trainee", 3, None, "É. Martin", 210, "M1 1L2 2", "", "", AT, GENESIS, AT, AT
    )

    assert entry.hash != stored
    assert attendance.verify([(entry, stored)]) is None


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ((31, 32, 33, 31, 32, 33), None),
        ((31, 33, 32, 31, 33, 32), 3),  # two people swapped throughout
        ((31, 32, 33, 31, 32, 34), 6),  # an entry moved to somebody else
        ((31, 32, 32, 31, 32, 32), 3),  # two people become one
    ],
)
def test_an_imported_entry_that_was_moved_is_found(
    shown: tuple[int, ...], found: int | None
) -> None:
    numbers = [
        Renumbered(place, "trainee", signed, here)
        for place, (signed, here) in enumerate(zip((4, 7, 9, 4, 7, 9), shown, strict=True), 1)
    ]

    assert attendance.moved(numbers) == (None if found is None else Break(found, "moved"))


def test_people_and_half_days_have_numbers_of_their_own() -> None:
    numbers = [Renumbered(1, "trainee", 1, 9), Renumbered(1, "half_day", 1, 4)]

    assert attendance.moved(numbers) is None


def test_an_empty_chain_holds() -> None:
    assert attendance.verify([]) is None


@given(chains(), st.data())
def test_changing_any_field_of_any_entry_is_found(
    chain: list[tuple[Entry, str]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(Entry)]))
    entry, stored = chain[place]
    touched = replace(entry, **{name: _another(entry, name)})

    found = attendance.verify([*chain[:place], (touched, stored), *chain[place + 1 :]])

    assert found is not None
    assert found.sequence == place + 1
    assert found.reason == {"sequence": "gap", "previous": "link"}.get(name, "content")


@given(chains(), st.data())
def test_changing_an_entry_and_its_hash_is_found_at_the_next_one(
    chain: list[tuple[Entry, str]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    entry, _ = chain[place]
    touched = replace(entry, minutes=entry.minutes + 1)
    forged = [*chain[:place], (touched, touched.hash), *chain[place + 1 :]]

    found = attendance.verify(forged)

    assert found == (Break(place + 2, "link") if place + 1 < len(chain) else None)


@given(chains(), st.data())
def test_taking_an_entry_out_of_the_middle_is_found(
    chain: list[tuple[Entry, str]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))

    found = attendance.verify([*chain[:place], *chain[place + 1 :]])

    assert found == (Break(place + 1, "gap") if place + 1 < len(chain) else None)


@given(chains().filter(lambda chain: len(chain) > 1))
def test_swapping_two_entries_is_found(chain: list[tuple[Entry, str]]) -> None:
    assert attendance.verify([chain[1], chain[0], *chain[2:]]) == Break(1, "gap")


def test_two_texts_that_join_alike_do_not_hash_alike() -> None:
    one = Entry(1, 1, 1, "trainee", 1, None, "ab", 1, "c", "", "", AT, GENESIS)

    assert one.hash != replace(one, name="a", strokes="bc").hash


@pytest.mark.parametrize(
    "strokes",
    ["M1 2L3 4", "M0 0L600 200L0 200", "M1 2L3 4M5 6L7 8", "  M1 2L3 4\n", "M1 1M2 2L3 3"],
)
def test_a_drawing_of_lines_is_a_signature(strokes: str) -> None:
    assert attendance.drawn(strokes) == strokes.strip()


@pytest.mark.parametrize(
    "strokes",
    [
        "",
        "   ",
        "M",
        "ML",
        "M1 2",
        "M1 2M3 4",
        "L1 2L3 4",
        "M5 5L5 5",
        "M5 5L5 5M5 5L5 5",
        "M1 2L3",
        "M1.5 2L3 4",
        "M-1 2L3 4",
        "m1 2l3 4",
        "M1 2C3 4 5 6 7 8",
        'M1 2L3 4"/><script>',
        "M1 2L3 4Z",
        "M1111 2L3 4",
        "M1 2L3 4" * (MAX_STROKES // 8 + 1),
    ],
)
def test_what_is_not_a_drawing_is_refused(strokes: str) -> None:
    with pytest.raises(UnreadableSignature):
        attendance.drawn(strokes)


def test_the_longest_drawing_accepted_is_the_longest_stated() -> None:
    longest = ("M1 2" + "L3 4" * MAX_STROKES)[:MAX_STROKES]

    assert len(attendance.drawn(longest)) == MAX_STROKES


def entry(kind: str, trainee: int | None, minutes: int, half_day: int = 1) -> Entry:
    return Entry(1, 1, half_day, kind, trainee, 7, "", minutes, "", "", "", AT, GENESIS)


def test_the_last_statement_about_a_person_counts() -> None:
    signed, corrected = entry("trainee", 1, 210), entry("correction", 1, 150)
    said = [signed, entry("absence", 2, 0), corrected, entry("trainer", None, 210)]

    assert attendance.presence(said, 1, 1) == corrected
    assert attendance.presence(said, 1, 3) is None
    assert attendance.presence(said, 2, 1) is None


def test_minutes_are_added_over_half_days_and_an_unsigned_one_counts_nothing() -> None:
    said = [
        entry("trainee", 1, 210, half_day=1),
        entry("absence", 1, 0, half_day=2),
        entry("correction", 1, 45, half_day=2),
        entry("trainer", None, 210, half_day=3),
        entry("trainee", 2, 210, half_day=3),
    ]

    assert attendance.minutes_present(said, [1, 2, 3, 4], 1) == 210 + 45
    assert attendance.minutes_present(said, [1], 1) == 210
    assert attendance.minutes_present([], [1, 2], 1) == 0


def test_a_room_code_is_four_digits_that_change_with_the_minute_and_the_key() -> None:
    codes = {room_code("clef", AT + timedelta(minutes=n)) for n in range(200)}

    assert all(len(code) == 4 and code.isdecimal() for code in codes)
    assert len(codes) > 150  # ten thousand possible: few of two hundred meet
    assert room_code("clef", AT) == room_code("clef", AT + timedelta(seconds=59))
    assert room_code("clef", AT) != room_code("autre clef", AT)


@pytest.mark.parametrize("seconds", [0, 59, 60, 119])
def test_a_room_code_is_taken_while_it_is_shown_and_for_as_long_again(seconds: int) -> None:
    check_room_code("clef", room_code("clef", AT), AT + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [-60, 120, 3600])
def test_a_room_code_of_another_time_is_refused(seconds: int) -> None:
    with pytest.raises(WrongCode):
        check_room_code("clef", room_code("clef", AT), AT + timedelta(seconds=seconds))
