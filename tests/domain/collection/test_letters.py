"""Letters claim what is overdue, undisputed and not promised; figures computed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from simulator.domain.collection.letters import (
    Account,
    Letter,
    LetterWithoutObject,
    Need,
    Paragraph,
    When,
    Wording,
    account_of,
    check,
)
from simulator.domain.dates import to_day
from simulator.domain.rates import LawBook
from simulator.domain.refusals import MissingRate, NotFound
from simulator.domain.results import Confidence
from tests.domain.collection.lawbook import LAW
from tests.letters_case import AS_OF, BODY, CLEAN, FIRM, account_portfolio


@pytest.fixture
def account() -> Account:
    return account_of(account_portfolio(), FIRM, LAW)


def letter(needs: Need, **wanted: bool) -> Letter:
    words = Wording(title="", use="", subject="", body=(Paragraph(text="…"),))
    return Letter(
        id="essai", order=1, needs=needs, fr=words, en=replace(words, title="en"), **wanted
    )


def test_what_is_claimed_is_neither_disputed_nor_promised(account: Account) -> None:
    assert [(one.number, one.claimed, one.days) for one in account.late] == [
        (101, 1200_00, 32),
        (102, 450_00, 17),
    ]
    assert account.principal == 1650_00
    assert [one.number for one in account.coming] == [104]
    assert [(one.number, one.disputed) for one in account.disputed] == [(102, 150_00)]
    assert [(one.number, one.promised_for) for one in account.promised] == [
        (103, date(2026, 11, 10))
    ]
    assert (account.open, account.credits) == (2490_00, 90_00)


def test_charges_are_right_to_the_cent(account: Account) -> None:
    """2,40 % on 1 July 2026 and ten points: 1 200 × 12,4 % × 32/365 and 450 × 12,4 % × 17/365."""
    assert [
        (one.penalty.interest, one.penalty.indemnity, one.total) for one in account.charges
    ] == [
        (13_05, 40_00, 1253_05),
        (2_60, 40_00, 492_60),
    ]
    assert (account.interest, account.indemnity) == (15_65, 80_00)
    assert str(account.rate) == "0.124"
    assert account.confidence is Confidence.PROBABLE  # the rate of July was read second-hand
    assert account.missing is None


def test_a_public_body_owes_eight_points_and_the_flat_sum() -> None:
    """1 200 × 10,4 % × 32/365 and 450 × 10,4 % × 17/365."""
    account = account_of(account_portfolio(), BODY, LAW)

    assert [one.penalty.interest for one in account.charges] == [10_94, 2_18]
    assert account.indemnity == 80_00
    assert str(account.rate) == "0.104"


def test_a_plan_pays_a_third_at_once_and_adds_up(account: Account) -> None:
    assert [(one.rank, one.on, one.amount) for one in account.plan()] == [
        (1, date(2026, 11, 4), 550_00),
        (2, date(2026, 12, 4), 366_67),
        (3, date(2027, 1, 4), 366_67),
        (4, date(2027, 2, 4), 366_66),
    ]


def test_deadlines_are_working_days(account: Account) -> None:
    assert account.after(8) == date(2026, 11, 9)
    assert account.after(10) == date(2026, 11, 12)  # the 11th is a holiday


@pytest.mark.parametrize(
    ("customer", "kept"),
    [
        (FIRM, {When.ALWAYS, When.DISPUTED, When.PROMISED, When.CREDITS, When.PRIVATE}),
        (BODY, {When.ALWAYS, When.DISPUTED, When.PROMISED, When.CREDITS, When.PUBLIC}),
        (CLEAN, {When.ALWAYS, When.PRIVATE}),
    ],
)
def test_paragraphs_are_kept_when_they_have_an_object(customer: int, kept: set[When]) -> None:
    account = account_of(account_portfolio(), customer, LAW)

    assert {one for one in When if account.holds(one)} == kept


@pytest.mark.parametrize("need", Need)
def test_a_letter_without_an_object_is_refused(need: Need) -> None:
    check(letter(need), account_of(account_portfolio(), FIRM, LAW))
    clean = account_of(account_portfolio(), CLEAN, LAW)
    with pytest.raises(LetterWithoutObject) as refused:
        check(letter(need), clean)
    assert refused.value.need == need
    assert (clean.rate, clean.principal, clean.interest) == (None, 0, 0)


def test_a_threat_to_hold_orders_is_not_for_a_public_body() -> None:
    body = account_of(account_portfolio(), BODY, LAW)
    with pytest.raises(LetterWithoutObject) as refused:
        check(letter(Need.LATE, private=True), body)
    assert refused.value.need == "private"


def test_without_a_rate_charges_are_refused_and_the_rest_is_written() -> None:
    known = {name: one for name, one in LAW.tables.items() if name != "ecb_refinancing"}
    old = replace(LAW.tables["ecb_refinancing"], rates=())
    account = account_of(account_portfolio(), FIRM, LawBook({**known, "ecb_refinancing": old}))

    check(letter(Need.LATE), account)
    with pytest.raises(MissingRate):
        check(letter(Need.LATE, charges=True), account)
    assert account.charges == ()


@pytest.mark.parametrize("customer", [-1, 9])
def test_another_number_is_nobody(customer: int) -> None:
    with pytest.raises(NotFound):
        account_of(account_portfolio(), customer, LAW)


def test_a_dispute_larger_than_what_is_left_claims_nothing() -> None:
    portfolio = account_portfolio()
    disputes = portfolio.ledger.disputes
    disputes.amount[:] = 900_00
    account = account_of(portfolio, FIRM, LAW)

    assert [one.number for one in account.late] == [101]
    assert [one.disputed for one in account.disputed] == [600_00]


def test_what_falls_due_today_is_coming_and_not_late() -> None:
    portfolio = account_portfolio()
    portfolio.ledger.documents.due[0] = to_day(AS_OF)
    account = account_of(portfolio, FIRM, LAW)

    assert [one.number for one in account.coming] == [101, 104]
    assert [one.number for one in account.late] == [102]


def test_a_letter_has_two_languages() -> None:
    assert letter(Need.OPEN).wording("en").title == "en"
    assert letter(Need.OPEN).wording("fr").title == ""
