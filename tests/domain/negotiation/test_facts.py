"""What the ledger says of a customer, and who answers the phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from simulator.domain.dates import NEVER, to_day
from simulator.domain.ledger.columns import Disputes, Documents, Ledger, Payments, Promises
from simulator.domain.money import Cents
from simulator.domain.negotiation.casting import Cast, cast
from simulator.domain.negotiation.condition import BadCondition, Known, holds, parse
from simulator.domain.negotiation.facts import NAMES, Facts, Words, facts_of, filled, names_in
from simulator.domain.negotiation.intents import Intent
from simulator.domain.negotiation.script import Branch, Casting, Cause, Span
from simulator.domain.portfolio import Hidden
from simulator.domain.refusals import NotPositive
from tests.domain.negotiation.small import facts, option, script
from tests.make import portfolio

ON = date(2026, 11, 20)
DAY = to_day(ON)


def book(*, disputed: bool = True, promised: bool = True):
    """Customer 0: 1 000 € due 50 days ago, 500 € due 20 days ago (200 € paid), 300 € not due."""

    def column(values, kind):
        return np.array(values, dtype=kind)

    documents = Documents(
        column([0, 0, 0, 1], np.int32),
        column([11, 12, 13, 14], np.int64),
        column([0, 0, 0, 0], np.int16),
        column([DAY - 90, DAY - 60, DAY - 10, DAY - 10], np.int32),
        column([DAY - 50, DAY - 20, DAY + 20, DAY + 20], np.int32),
        column([1_000_00, 500_00, 300_00, 700_00], np.int64),
        column([833_33, 416_67, 250_00, 583_33], np.int64),
    )
    payments = Payments(
        column([1], np.int32), column([DAY - 5], np.int32), column([200_00], np.int64),
        column([0], np.int16),
    )  # fmt: skip
    one, none = ([0], [DAY - 30]), ([], [])
    row, day = one if disputed else none
    disputes = Disputes(
        column(row, np.int32), column(day, np.int32), column([NEVER] * len(row), np.int32),
        column([150_00] * len(row), np.int64), column([0] * len(row), np.int16),
    )  # fmt: skip
    kept = 2 if promised else 0
    promises = Promises(
        column([0, 0][:kept], np.int32), column([DAY - 20, DAY - 12][:kept], np.int32),
        column([DAY - 15, DAY - 7][:kept], np.int32), column([100_00, 400_00][:kept], np.int64),
        column([50, 50][:kept], np.int16),
    )  # fmt: skip
    return replace(portfolio(1, 2), ledger=Ledger(documents, payments, disputes, promises))


def read(**given) -> Facts:
    return facts_of(book(**given), 0, ON, "Léa Morin", Decimal("0.10"))


def test_the_facts_are_those_of_the_ledger() -> None:
    found = read()

    assert (found.open, found.overdue, found.invoices) == (1_600_00, 1_300_00, 2)
    assert (found.oldest, found.oldest_amount, found.days_late) == (11, 1_000_00, 50)
    assert (found.disputed, found.undisputed) == (150_00, 1_150_00)
    assert (found.promised, found.broken) == (400_00, 2)
    assert found.promised_for == date(2026, 11, 13)
    assert found.invented == frozenset()
    assert found.late_fee == 80_00
    # 1 000 € × 10 % × 50/365 + 300 € × 10 % × 20/365 = 13,70 + 1,64
    assert found.penalties == 15_34
    assert found.sales == 1_800_00


def test_what_the_ledger_has_not_is_said_to_be_invented() -> None:
    found = read(disputed=False, promised=False)

    assert found.invented == {"disputed", "promised"}
    assert found.disputed == 195_00  # 15 % of 1 300 €
    assert found.promised == 1_300_00
    assert found.broken == 0


def test_without_a_rate_there_are_no_penalties() -> None:
    assert facts_of(book(), 0, ON, "Léa").penalties is None


def test_nobody_is_called_for_nothing() -> None:
    with pytest.raises(NotPositive):
        facts_of(book(), 1, ON, "Léa")


def test_amounts_and_days_that_scripts_name() -> None:
    given = facts()

    assert given.amount("half") == 4_500_00
    assert given.amount("third") == 3_000_00
    assert given.amount("oldest") == 5_000_00
    assert given.amount("undisputed") == 7_500_00
    assert given.day("tomorrow") == date(2026, 11, 23)
    assert given.day("friday") == date(2026, 11, 27)
    assert given.day("month_end") == date(2026, 11, 30)
    assert given.day("next_month") == date(2026, 12, 21)
    assert given.day("3") == date(2026, 11, 25)


def test_a_line_takes_the_customers_figures() -> None:
    shown = filled("{number} de {overdue}, {disputed}, le {in_2}, {oldest_due}, {name}", facts())

    assert shown == (
        "4512 de 9\u202f000\u202f€, 1\u202f500\u202f€, le 24 novembre 2026, 1er octobre 2026,"
        " Ateliers Vion"
    )
    assert filled("{late_fee}", facts(late_fee=Cents(80_50))) == "80,50\u202f€"


def test_every_name_that_may_be_written_has_its_words() -> None:
    words = Words(facts())

    assert all(filled(f"{{{name}}}", facts()) for name in NAMES)
    assert set(words) == NAMES
    assert len(words) == len(NAMES)
    assert names_in("{open} et {autre}") == {"open", "autre"}
    with pytest.raises(KeyError):
        words["autre"]


def test_the_same_call_meets_the_same_person() -> None:
    hidden = Hidden(0.2, "ponctuel", None)

    assert cast(script(), facts(), hidden, 5) == cast(script(), facts(), hidden, 5)
    assert len({cast(script(), facts(), hidden, 5, take).seed for take in range(20)}) == 20


def test_a_healthy_and_reliable_customer_has_more_cash_and_faith() -> None:
    strong = cast(script(), facts(), Hidden(3.0, "anticipateur", None), 5)
    weak = cast(script(), facts(), Hidden(-3.0, "retard_chronique", None), 5)

    assert strong.cash > weak.cash
    assert strong.faith > weak.faith
    for who in (strong, weak):
        assert 30 <= who.cash_share <= 70
        assert 20 <= who.faith <= 80
        assert who.cash == facts().overdue * who.cash_share // 100


def test_every_temper_and_cause_is_drawn_sooner_or_later() -> None:
    drawn = [cast(script(), facts(customer=n), Hidden(0, "essai", None), 1) for n in range(300)]

    assert {one.temper for one in drawn} == {"calme", "agressif"}
    assert {one.cause for one in drawn} == {"creux", "litige"}


def test_a_cause_that_weighs_all_is_always_drawn() -> None:
    casting = Casting(
        tempers={"calme": 1},
        faith=Span(low=0, high=100),
        cash=Span(low=0, high=100),
        causes=(Cause(id="jamais", text="", weight=0), Cause(id="toujours", text="", weight=1)),
    )
    given = script(casting=casting)

    drawn: list[Cast] = [
        cast(given, facts(customer=n), Hidden(0, "essai", None), 1) for n in range(200)
    ]

    assert {one.cause for one in drawn} == {"toujours"}


KNOWN = Known(
    {"trust": 50, "irritation": 60, "obtained": 2},
    {"temper": "calme", "cause": "creux"},
    frozenset({Intent.EMPATHY}),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("trust >= 50", True),
        ("trust > 50", False),
        ("irritation < 60", False),
        ("irritation <= 60", True),
        ("obtained == 2 and trust >= 10", True),
        ("temper == calme", True),
        ("temper != calme", False),
        ("cause == litige", False),
        ("said empathy", True),
        ("not said empathy", False),
        ("said plan", False),
    ],
)
def test_a_condition_holds_or_not(text: str, expected: bool) -> None:
    assert holds(text, KNOWN) is expected


@pytest.mark.parametrize("text", ["patience > 3", "trust", "said politesse", "trust >= 5 or true"])
def test_what_is_not_a_condition_is_refused(text: str) -> None:
    with pytest.raises(BadCondition):
        parse(text)


def test_an_option_that_leads_to_one_place_has_one_branch() -> None:
    assert option("x", Intent.PLAN, to="suite").branches() == (Branch(to="suite"),)
