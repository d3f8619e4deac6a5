from __future__ import annotations

import pytest

from simulator.domain.training.contributions import (
    BY_TRAINEE,
    FIELDS,
    LONGEST,
    READERS,
    Kind,
    Reader,
    faults,
)


def test_every_kind_says_who_reads_it_and_what_it_asks() -> None:
    assert set(READERS) == set(FIELDS) == set(Kind)
    assert all(Reader.TRAINER in readers for readers in READERS.values())


@pytest.mark.parametrize("kind", [Kind.ACTION, Kind.ADVICE, Kind.REVIEW])
def test_what_is_personal_is_not_the_room_s(kind: Kind) -> None:
    assert Reader.ROOM not in READERS[kind]


def test_what_the_trainer_notes_of_a_review_is_the_trainer_s_alone() -> None:
    assert READERS[Kind.REVIEW] == {Reader.TRAINER}
    assert Kind.REVIEW not in BY_TRAINEE


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        (Kind.WELCOME, {"role": "comptable", "expectations": "relancer"}, {}),
        (Kind.WELCOME, {"role": "comptable"}, {"expectations": "missing"}),
        (Kind.ACTION, {"action": "appeler", "by": "2026-12-01"}, {}),
        (Kind.ACTION, {"action": "appeler", "by": "demain"}, {"by": "day"}),
        (Kind.ADVICE, {"advice": "x" * (LONGEST + 1)}, {"advice": "long"}),
    ],
)
def test_what_does_not_hold_is_named_by_field(
    kind: Kind, typed: dict[str, str], found: dict[str, str]
) -> None:
    assert faults(kind, typed) == found
