"""Opening an account: each check at its edge, and the way that they lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from simulator.domain.accounts.statement import Statement
from simulator.domain.credit.opening import CODES, Verdict, Way, opening
from simulator.domain.portfolio import Customer, InsurerDecision, Source, SourceKind
from tests import make

ON = date(2026, 9, 30)
CLEAR, MISSING, ALERT = Verdict.CLEAR, Verdict.MISSING, Verdict.ALERT
SOUND: dict[str, Any] = {"created": date(2010, 1, 1), "share_capital": 50_000_00, "public": False}


def accounts(closing: date = date(2025, 12, 31), own: int = 100_00) -> tuple[Statement, ...]:
    return (Statement(closing, {"DL": own}),)


def insured(granted: int) -> InsurerDecision:
    return InsurerDecision(granted, Decimal("0.9"), ON)


def customer(who: dict[str, Any] | None = None, **changed: Any) -> Customer:
    """Return a customer whose file has nothing wrong but what is changed."""
    base = make.portfolio(1).customers[0]
    values = {
        "limit": 10_000_00,
        "statements": accounts(),
        "insurer": insured(20_000_00),
        "sources": (Source(SourceKind.PRESS, ON, "Un article."),),
    }
    identity = replace(base.identity, **{**SOUND, **(who or {})})
    return replace(base, identity=identity, **{**values, **changed})


def verdicts(one: Customer) -> dict[str, Verdict]:
    return {check.code: check.verdict for check in opening(one, ON, 0).checks}


def test_a_file_with_nothing_wrong_is_clear_from_end_to_end():
    assert verdicts(customer()) == dict.fromkeys(CODES, CLEAR)


@pytest.mark.parametrize(
    ("code", "verdict", "who", "changed"),
    [
        ("age", ALERT, {"created": date(2025, 10, 1)}, {}),
        ("age", CLEAR, {"created": date(2025, 9, 30)}, {}),
        ("capital", ALERT, {"share_capital": 999_99}, {}),
        ("capital", CLEAR, {"share_capital": 1_000_00}, {}),
        ("capital", CLEAR, {"share_capital": None}, {}),
        ("accounts", MISSING, {}, {"statements": ()}),
        ("accounts", MISSING, {}, {"statements": accounts(date(2025, 3, 29))}),
        ("accounts", CLEAR, {}, {"statements": accounts(date(2025, 3, 30))}),
        ("accounts", CLEAR, {"public": True}, {"statements": ()}),
        ("own_funds", ALERT, {}, {"statements": accounts(own=0)}),
        ("own_funds", ALERT, {}, {"statements": accounts(own=-1)}),
        ("own_funds", MISSING, {}, {"statements": ()}),
        ("own_funds", CLEAR, {"public": True}, {"statements": ()}),
        ("notices", ALERT, {}, {"sources": (Source(SourceKind.BODACC, ON, "Avis."),)}),
        ("notices", CLEAR, {}, {"sources": ()}),
        ("insurer", ALERT, {}, {"insurer": insured(0)}),
        ("insurer", MISSING, {}, {"insurer": None}),
        ("insurer", CLEAR, {"public": True}, {"insurer": None}),
        ("line", MISSING, {}, {"limit": None}),
        ("line", CLEAR, {}, {"limit": 0}),
    ],
)
def test_a_check_turns_at_its_edge(code, verdict, who, changed):
    assert verdicts(customer(who, **changed))[code] is verdict


def test_a_check_shows_the_fact_that_decides():
    notices = (
        Source(SourceKind.BODACC, date(2026, 1, 5), "Un premier avis."),
        Source(SourceKind.BODACC, date(2026, 3, 5), "Un second avis."),
    )
    facts = {c.code: c.fact for c in opening(customer(sources=notices), ON, 0).checks}
    assert facts == {
        "age": date(2010, 1, 1),
        "capital": 50_000_00,
        "accounts": date(2025, 12, 31),
        "own_funds": 100_00,
        "notices": date(2026, 3, 5),
        "insurer": 20_000_00,
        "line": 10_000_00,
    }


@pytest.mark.parametrize(
    ("need", "changed", "way"),
    [
        (5_000_00, {}, Way.GREEN),
        (5_000_01, {}, Way.ORANGE),
        (50_000_00, {}, Way.ORANGE),
        (50_000_01, {}, Way.RED),
        (0, {"insurer": None}, Way.GREEN),
        (0, {"insurer": insured(0)}, Way.RED),
    ],
)
def test_the_way_follows_the_need_and_any_alert(need, changed, way):
    found = opening(customer(**changed), ON, need)
    assert (found.way, found.need) == (way, need)
