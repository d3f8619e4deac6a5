from dataclasses import replace
from decimal import Decimal

import pytest

from simulator.domain.credit.guarantees import GUARANTEES, Guarantee, Need, Weights, rank
from simulator.domain.refusals import Negative, NotPositive
from simulator.domain.results import Confidence

BY_CODE = {one.code: one for one in GUARANTEES}


def test_codes_are_unique_and_marks_between_one_and_five():
    assert len(BY_CODE) == len(GUARANTEES)
    for one in GUARANTEES:
        assert {one.cheap, one.fast, one.strong} <= {1, 2, 3, 4, 5}
        assert one.tests
        assert one.needs


def test_references_are_those_of_the_codes():
    assert BY_CODE["first_demand"].reference == "C. civ., art. 2321"
    assert BY_CODE["comfort_letter"].reference == "C. civ., art. 2322"
    assert "2367" in BY_CODE["retention_of_title"].reference
    assert BY_CODE["suretyship"].confidence is Confidence.PROBABLE


def test_what_can_be_obtained_comes_first_and_the_rest_says_what_it_lacks():
    found = rank(frozenset({Need.PARENT, Need.GUARANTOR}))
    assert [r.guarantee.code for r in found if not r.missing] == ["suretyship", "comfort_letter"]
    assert [bool(r.missing) for r in found] == sorted(bool(r.missing) for r in found)
    aval = next(r for r in found if r.guarantee.code == "aval")
    assert aval.missing == {Need.BILL}


def test_goods_already_delivered_are_too_late_for_retention_of_title():
    found = rank(frozenset({Need.IDENTIFIABLE_GOODS}))
    clause = next(r for r in found if r.guarantee.code == "retention_of_title")
    assert clause.missing == {Need.UNDELIVERED}


def test_weights_change_the_order():
    everything = frozenset(Need)
    cheapest = rank(everything, weights=Weights(Decimal(1), Decimal(0), Decimal(0)))
    strongest = rank(everything, weights=Weights(Decimal(0), Decimal(0), Decimal(1)))
    assert cheapest[0].mark == 5
    assert cheapest[-1].guarantee.code == "standby_letter"
    assert strongest[0].guarantee.strong == 5
    assert strongest[-1].guarantee.code == "comfort_letter"


def test_the_mark_is_the_weighted_mean():
    one: Guarantee = replace(GUARANTEES[0], cheap=1, fast=2, strong=4)
    found = rank(one.needs, guarantees=(one,))
    # (1 × 1 + 1 × 2 + 2 × 4) ÷ 4
    assert found[0].mark == Decimal("2.75")


def test_weights_must_weigh_something():
    zero = Decimal(0)
    with pytest.raises(NotPositive):
        rank(frozenset(), weights=Weights(zero, zero, zero))
    with pytest.raises(Negative):
        rank(frozenset(), weights=Weights(Decimal(-1)))
