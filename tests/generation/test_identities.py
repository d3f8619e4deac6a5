"""Identities are plausible and cannot be those of anybody."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest

from simulator.domain.luck import Luck
from simulator.domain.portfolio import Portfolio
from simulator.generation import pools
from simulator.generation.identities import luhn_digit, region, roots, sirens, slug
from simulator.generation.library import names

FICTION = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98")


def valid(number: str) -> bool:
    """Say whether a number passes the key, as the registry would (Luhn)."""
    total = 0
    for rank, char in enumerate(reversed(number)):
        doubled = int(char) * (1 + rank % 2)
        total += doubled if doubled < 10 else doubled - 9
    return total % 10 == 0


def test_the_key_is_the_one_of_the_registry() -> None:
    # 732 829 320 is the example that the tax administration prints.
    assert valid("732829320")
    assert luhn_digit("73282932") == 0
    assert luhn_digit("35600000") == 0  # 356 000 000, published example of an operator


def test_no_siren_passes_its_key_and_none_comes_twice(panel: Portfolio) -> None:
    numbers = [customer.identity.siren for customer in panel.customers]

    assert [number for number in numbers if valid(number)] == []
    assert {len(number) for number in numbers} == {9}
    assert len(set(numbers)) == len(numbers)


def test_no_siren_passes_over_many_seeds() -> None:
    numbers = [sirens(Luck(seed), np.array([seed % 17])) for seed in range(3000)]

    assert [number for (number,) in numbers if valid(number)] == []


def test_phones_are_in_the_ranges_of_fiction_and_of_their_region(panel: Portfolio) -> None:
    for customer in panel.customers:
        identity = customer.identity
        assert re.fullmatch(r"0\d( \d\d){4}", identity.phone)
        assert identity.phone.startswith(FICTION)
        if not identity.phone.startswith("06"):
            assert identity.phone[:2] == f"0{region(identity.postcode)}"


@pytest.mark.parametrize(
    ("postcode", "zone"),
    [("75008", 1), ("44000", 2), ("59000", 3), ("69400", 4), ("06200", 4), ("33000", 5)],
)
def test_regions_of_the_numbering_plan(postcode: str, zone: int) -> None:
    assert region(postcode) == zone


def test_addresses_on_the_network_lead_nowhere(panel: Portfolio) -> None:
    for customer in panel.customers:
        assert re.fullmatch(r"[a-z]+@[a-z0-9-]+\.example", customer.identity.email)


def test_names_are_composed_and_never_come_twice(panel: Portfolio) -> None:
    found = [customer.identity.name for customer in panel.customers]

    assert len(set(found)) == len(found)
    roots = {a + b for a in names().roots for b in names().endings}
    assert all(any(made in name for made in roots) for name in found[:50])


def test_the_pool_of_names_outlives_itself() -> None:
    count = len(names().roots) * len(names().endings)
    made = roots(Luck(9), np.arange(3 * count), names())

    assert len(set(made)) == len(made)


def test_the_end_of_the_pool_of_names() -> None:
    """Alone, then with every place: a name only comes back when all of these have come."""
    whole = len(names().roots) * len(names().endings) * (1 + len(names().places))

    assert len(set(roots(Luck(9), np.arange(whole), names()))) == whole


def test_accents_leave_host_names() -> None:
    assert slug("Préquervois Été & Cie") == "prequervois-ete-cie"


def test_firms_exist_before_they_buy(panel: Portfolio) -> None:
    for customer in panel.customers:
        assert customer.identity.created < customer.since <= panel.as_of
        assert customer.identity.created > date(1950, 1, 1)


def test_capital_is_that_of_the_accounts(panel: Portfolio) -> None:
    for customer in panel.customers:
        expected = customer.statements[-1]["DA"] if customer.statements else None
        assert customer.identity.share_capital == expected


def test_hospitals_have_their_own_terms(panel: Portfolio) -> None:
    for customer in panel.customers:
        hospital = "ospital" in customer.identity.name or "Hôpital" in customer.identity.name
        assert hospital == (customer.terms == "50j_hopital")
        assert (customer.terms in {"50j_hopital", "30j_public"}) == customer.identity.public


def test_staff_fits_the_size(panel: Portfolio) -> None:
    bounds = {"TPE": (1, 9), "PME": (10, 249), "ETI": (250, 4999), "GE": (5000, 20000)}
    for customer in panel.customers:
        low, high = bounds[customer.identity.size]
        assert low <= customer.identity.headcount <= high


def test_a_maintainer_can_draw_new_pools() -> None:
    drawn = pools.draw(12, 3)

    assert {key: len(values) for key, values in drawn.items()} == {
        "first_names": 12,
        "last_names": 12,
        "streets": 12,
    }
    assert drawn == pools.draw(12, 3)


def test_a_pool_that_is_too_small_is_returned_as_it_is() -> None:
    assert pools._distinct(lambda: "seul", 5) == ("seul",)
