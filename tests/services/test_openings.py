"""Studying a recent customer's file: who is proposed, what an answer is worth."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.domain.credit.opening import CODES, Verdict, Way
from simulator.domain.refusals import NotFound, UnknownChoice
from simulator.services import openings
from tests.conftest import generated

PORTFOLIO = generated("negoce-materiaux", 1, 40, as_of=date(2026, 9, 30))


def test_the_last_to_come_are_proposed() -> None:
    found = openings.candidates(PORTFOLIO)
    others = [one for one in PORTFOLIO.customers if one not in found]
    assert len(found) == openings.CANDIDATES
    assert min(one.since for one in found) >= max(one.since for one in others)


def test_right_answers_are_worth_all_and_one_wrong_costs_one() -> None:
    number = openings.candidates(PORTFOLIO)[0].id
    blank = openings.study(PORTFOLIO, number, {})
    assert (blank.answers, blank.way) == ({}, None)
    right = {check.code: check.verdict.value for check in blank.opening.checks}
    said = {**right, "way": blank.opening.way.value}
    whole = openings.study(PORTFOLIO, number, said)
    assert whole.score == len(CODES) + 1

    other = next(one.value for one in Verdict if one.value != said["age"])
    assert openings.study(PORTFOLIO, number, {**said, "age": other}).score == len(CODES)
    way = next(one.value for one in Way if one.value != said["way"])
    assert openings.study(PORTFOLIO, number, {**said, "way": way}).score == len(CODES)
    assert openings.study(PORTFOLIO, number, {**said, "age": ""}).answers == {}


def test_the_need_is_the_highest_balance_of_the_year_and_never_negative() -> None:
    for one in openings.candidates(PORTFOLIO):
        assert openings.study(PORTFOLIO, one.id, {}).opening.need >= 0


def test_another_word_or_another_customer_is_refused() -> None:
    number = openings.candidates(PORTFOLIO)[0].id
    said = {**dict.fromkeys(CODES, "clear"), "way": "green"}
    for name in ("age", "way"):
        with pytest.raises(UnknownChoice):
            openings.study(PORTFOLIO, number, {**said, name: "purple"})
    for absent in (-1, len(PORTFOLIO.customers)):
        with pytest.raises(NotFound):
            openings.study(PORTFOLIO, absent, {})
