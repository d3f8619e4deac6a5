"""Customers made some after the others are those made all at once, and so are their invoices."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from simulator.domain.ledger.columns import Ledger
from simulator.domain.luck import Luck
from simulator.generation import build, ledger, orders
from simulator.generation.build import Draft
from simulator.generation.dice import Dice, positions
from simulator.generation.merging import slip
from tests.generation.conftest import AS_OF


@pytest.fixture(scope="module")
def drawn() -> Draft:
    return build.draft("agroalimentaire", 3, 60, 12, as_of=AS_OF)


def columns(made: Ledger) -> dict[str, list[int]]:
    return {
        f"{table.name}.{item.name}": getattr(getattr(made, table.name), item.name).tolist()
        for table in fields(Ledger)
        for item in fields(getattr(made, table.name))
    }


@pytest.mark.parametrize("size", [1, 7, 25])
def test_the_ledger_does_not_depend_on_the_size_of_the_parts(drawn: Draft, size: int) -> None:
    whole = build.ledger_of(drawn)
    parts = [build.ledger_of(part) for part in drawn.parts(size)]

    assert len(parts) == -(-60 // size)
    assert columns(ledger.joined(parts)) == columns(whole)


def test_files_and_hidden_states_follow_the_ids(drawn: Draft) -> None:
    parts = list(drawn.parts(25))

    assert sum((build.customers_of(part) for part in parts), ()) == build.customers_of(drawn)
    assert sum((build.hidden_of(part) for part in parts), ()) == build.hidden_of(drawn)


def test_dice_are_those_of_the_luck() -> None:
    luck, ids = Luck(12), np.array([40, 7], dtype=np.int64)
    customer, rank, starts = positions(np.array([3, 2]))
    dice = Dice(luck, ids, customer, rank)

    assert customer.tolist() == [0, 0, 0, 1, 1]
    assert rank.tolist() == [0, 1, 2, 0, 1]
    assert starts.tolist() == [0, 3]
    whose = ids[customer]
    assert dice.words("purpose").tolist() == luck.words("purpose", whose, rank).tolist()
    few = dice.of(np.array([1, 4]))
    assert few.integers(50, "age").tolist() == [
        luck.below(50, "age", 40, 1),
        luck.below(50, "age", 7, 1),
    ]


def test_a_few_rows_are_slipped_after_those_of_the_same_key() -> None:
    slipped = slip(np.array([10, 20, 20, 30]), np.array([20, 5, 40]))

    many, few = np.array([1, 2, 3, 4]), np.array([-20, -5, -40])
    assert slipped.column(many, few, np.int64).tolist() == [-5, 1, 2, 3, -20, 4, -40]
    assert slipped.places.tolist() == [1, 2, 3, 5, 4, 0, 6]


def test_places_are_found_as_a_search_would() -> None:
    steps = np.array([5, 9, 4, 4, 17, 5])
    ends = np.cumsum(steps)
    places = np.arange(int(ends[-1]) + 1)

    found = orders.found(ends, places)

    assert found.tolist() == ends.searchsorted(places, side="right").tolist()
