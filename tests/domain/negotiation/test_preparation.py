"""The preparation sheet, and what one is worth without an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from simulator.domain.money import Cents
from simulator.domain.negotiation.preparation import (
    ROUTES,
    Posture,
    Route,
    Sheet,
    marked,
    mesore,
    posture,
    worth_of,
)
from simulator.domain.refusals import OutOfRange
from tests.domain.negotiation.small import facts, script

LEGAL, AGENCY = ROUTES
AMOUNT = Cents(20_000_00)
# by hand for 9 000 €: agency 0,65 × 9 000 × 0,85 × e^(−0,02) = 4 874,03 €, above the legal route
RESERVE = Cents(4_874_00)
SHEET = Sheet(
    overdue=Cents(9_000_00),
    oldest_due=date(2026, 10, 1),
    disputed=True,
    promise_broken=True,
    objective=Cents(9_000_00),
    objective_day=date(2026, 11, 27),
    fallback=Cents(4_500_00),
    fallback_day=date(2026, 11, 27),
    mesore=RESERVE,
    objections=("O16",),
    counterparts=("maintien des livraisons",),
    balance={"proof": 2, "solvency": -1, "reputation": 0, "guarantees": -1, "terms_signed": 2},
    posture=Posture.TRADE,
)


def test_the_legal_route_of_the_published_example() -> None:
    """0,55 × 20 000 × e^(−0,08 × 0,75) − 900, given as about 9 460 €."""
    assert abs(worth_of(AMOUNT, LEGAL) - 9_460_00) < 2_00


def test_the_agency_of_the_published_example() -> None:
    """0,65 × 20 000 × 0,85 × e^(−0,08 × 0,25), given as about 10 830 €."""
    assert abs(worth_of(AMOUNT, AGENCY) - 10_830_00) < 2_00


def test_the_reserve_price_is_the_best_route() -> None:
    assert mesore(AMOUNT) == worth_of(AMOUNT, AGENCY)
    assert abs(mesore(Cents(9_000_00)) - RESERVE) < 1_00


def test_a_small_debt_is_not_worth_less_than_nothing() -> None:
    assert worth_of(Cents(100_00), LEGAL) < 0
    assert mesore(Cents(0)) == 0


def test_a_sure_and_immediate_route_is_worth_its_amount() -> None:
    sure = Route("sure", Decimal(1), Decimal(0), Decimal(0), Cents(0))

    assert worth_of(AMOUNT, sure) == AMOUNT


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((2, 2, 2), Posture.FIRM),
        ((2, 2, 1), Posture.TRADE),
        ((-1, -2), Posture.TRADE),
        ((-2, -2), Posture.ALLIANCE),
        ((), Posture.TRADE),
    ],
)
def test_the_balance_of_power_gives_a_posture(values, expected) -> None:
    assert posture({str(rank): value for rank, value in enumerate(values)}) is expected


def test_a_line_of_the_balance_has_its_bounds() -> None:
    with pytest.raises(OutOfRange):
        posture({"proof": 3})


def test_a_full_sheet_has_the_whole_mark() -> None:
    found = marked(SHEET, script(), facts())

    assert found.score == 100
    assert found.level == 3


def test_a_blank_sheet_has_nothing() -> None:
    found = marked(Sheet(), script(), facts())

    assert found.score == 0
    assert found.level == 0


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({"overdue": Cents(9_000_01)}, {"overdue"}),
        ({"oldest_due": date(2026, 10, 2)}, {"oldest_due"}),
        ({"disputed": False}, {"disputed"}),
        ({"promise_broken": None}, {"promise_broken"}),
        ({"objective": None}, {"objective", "fallback"}),
        ({"objective": Cents(13_000_00)}, {"objective"}),
        ({"objective_day": date(2026, 11, 19)}, {"objective"}),
        ({"objective_day": None}, {"objective"}),
        ({"fallback": Cents(9_000_01)}, {"fallback"}),
        ({"fallback": Cents(9_000_00)}, {"fallback"}),
        ({"fallback": None}, {"fallback"}),
        ({"mesore": Cents(6_000_00)}, {"mesore"}),
        ({"mesore": None}, {"mesore"}),
        ({"objections": ("O01",)}, {"objections"}),
        ({"counterparts": ()}, {"counterparts"}),
        ({"balance": {"proof": 1}}, {"balance"}),
        ({"posture": Posture.FIRM}, {"balance"}),
    ],
)
def test_each_thing_missing_costs_only_itself(changed, lost) -> None:
    found = marked(replace(SHEET, **changed), script(), facts())

    assert {point.code for point in found.points if not point.right} == lost
    assert found.score == 100 - sum(p.weight for p in found.points if not p.right)


def test_the_same_amount_later_is_a_fallback() -> None:
    later = replace(SHEET, fallback=Cents(9_000_00), fallback_day=date(2026, 12, 15))

    assert marked(later, script(), facts()).score == 100


def test_levels_are_those_of_the_grid() -> None:
    facts_only = Sheet(overdue=Cents(9_000_00))
    aimed = replace(SHEET, fallback=None)

    assert marked(facts_only, script(), facts()).level == 1
    assert marked(aimed, script(), facts()).level == 2


def test_no_dispute_is_right_when_the_ledger_has_none() -> None:
    calm = facts(invented=frozenset({"disputed", "promised"}), broken=0)

    found = marked(replace(SHEET, disputed=False, promise_broken=False), script(), calm)

    assert found.score == 100
