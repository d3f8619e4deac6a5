"""Partial payments: interest first, cents conserved, several debts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.collection.clauses import FOR_PUBLIC, RateClause, RateKind
from simulator.domain.collection.imputation import (
    Debt,
    Receipt,
    ReceiptKind,
    account,
    share_payment,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import Negative, NotPositive, UnknownChoice, WrongOrder
from tests.domain.collection.lawbook import LAW, case, day, eur

DUE = date(2026, 2, 28)


def test_a_partial_payment_goes_first_to_interest():
    given_, expected = case("GL-24")
    state = account(
        eur(given_["amount_ttc"]),
        day(given_["due_date"]),
        [Receipt(day(given_["partial_date"]), eur(given_["partial_payment"]))],
        day(given_["computed_to"]),
        LAW,
    )
    first, second = state.periods
    assert (first.days, first.interest) == (expected["days_1"], eur(expected["interest_1"]))
    assert first.to_interest == eur(expected["interest_1"])
    assert first.principal_after == eur(expected["principal_after"])
    assert (second.days, second.interest) == (expected["days_2"], eur(expected["interest_2"]))
    assert state.due == eur(expected["total_due"])
    assert state.indemnity == eur(expected["fixed_indemnity"])
    assert state.steps()[-1].value == eur(expected["total_due"])


def test_a_contrary_clause_pays_the_principal_first():
    receipts = [Receipt(date(2026, 4, 29), eur(4000))]
    state = account(eur(10000), DUE, receipts, date(2026, 4, 29), LAW, principal_first=True)
    assert (state.principal, state.interest) == (eur(6000), eur("199.73"))
    full = [Receipt(date(2026, 4, 29), eur(10100))]
    state = account(eur(10000), DUE, full, date(2026, 4, 29), LAW, principal_first=True)
    assert (state.principal, state.interest) == (0, eur("99.73"))


def test_a_credit_note_reduces_the_principal_only():
    note = Receipt(date(2026, 4, 29), eur(4000), ReceiptKind.CREDIT_NOTE)
    state = account(eur(10000), DUE, [note], date(2026, 4, 29), LAW)
    assert (state.principal, state.interest) == (eur(6000), eur("199.73"))


def test_paid_before_its_date_an_invoice_owes_nothing_and_keeps_the_excess():
    state = account(eur(100), DUE, [Receipt(date(2026, 2, 1), eur(130))], date(2026, 6, 1), LAW)
    assert (state.due, state.indemnity, state.excess) == (0, 0, eur(30))
    assert state.periods[-1].days == 0


def test_a_frozen_rate_stays_frozen_after_a_partial_payment():
    receipts = [Receipt(date(2026, 7, 10), eur(1000))]
    state = account(eur(10000), DUE, receipts, date(2026, 8, 1), LAW, clause=FOR_PUBLIC)
    rates = {part.rate.value for period in state.periods for part in period.segments}
    assert rates == {Decimal("0.1015")}


def test_impossible_receipts_are_refused():
    with pytest.raises(NotPositive):
        Receipt(DUE, Cents(0))
    with pytest.raises(NotPositive):
        account(Cents(0), DUE, [], DUE, LAW)
    with pytest.raises(WrongOrder):
        account(eur(1), DUE, [Receipt(date(2026, 4, 2), eur(1))], date(2026, 4, 1), LAW)


RECEIPTS = st.lists(
    st.builds(
        Receipt,
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.integers(1, 10**7).map(Cents),
        st.sampled_from(ReceiptKind),
    ),
    max_size=6,
)


@given(st.integers(1, 10**8), RECEIPTS, st.booleans())
def test_imputation_conserves_cents(amount, receipts, principal_first):
    state = account(
        Cents(amount), DUE, receipts, date(2026, 12, 31), LAW, principal_first=principal_first
    )
    interest = sum(period.interest for period in state.periods)
    received = sum(receipt.amount for receipt in receipts)
    assert amount + interest - received == state.due - state.excess
    assert min(state.principal, state.interest, state.excess) >= 0


@given(st.integers(1, 10**8), st.integers(0, 300))
def test_without_receipt_the_account_is_the_penalty(amount, days):
    clause = RateClause(RateKind.FIXED, Decimal("0.10"))
    until = DUE + timedelta(days=days)
    state = account(Cents(amount), DUE, [], until, LAW, clause=clause)
    exact = Decimal(amount) * days / 3650
    assert abs(state.interest - exact) <= Decimal("0.5")


DEBTS = [
    Debt("recent", eur(300), date(2026, 5, 31)),
    Debt("old", eur(200), date(2026, 3, 31)),
    Debt("not due", eur(400), date(2026, 12, 31)),
    Debt("secured", eur(100), date(2026, 4, 30), burden=1),
]


def test_among_debts_the_most_burdensome_then_the_oldest_are_paid_first():
    assert dict(share_payment(eur(350), DEBTS, date(2026, 9, 1))) == {
        "secured": eur(100),
        "old": eur(200),
        "recent": eur(50),
        "not due": 0,
    }


def test_the_debtor_may_choose_the_debt_he_pays():
    shared = dict(share_payment(eur(350), DEBTS, date(2026, 9, 1), ["not due"]))
    assert (shared["not due"], shared["secured"]) == (eur(350), 0)


def test_equal_debts_are_paid_pro_rata():
    twins = [Debt("a", eur(100), DUE), Debt("b", eur(200), DUE), Debt("nil", Cents(0), DUE)]
    assert dict(share_payment(eur(60), twins, date(2026, 9, 1))) == {
        "a": eur(20),
        "b": eur(40),
        "nil": 0,
    }


def test_an_unknown_debt_and_a_negative_payment_are_refused():
    with pytest.raises(UnknownChoice):
        share_payment(eur(1), DEBTS, DUE, ["another"])
    with pytest.raises(Negative):
        share_payment(Cents(-1), DEBTS, DUE)


def test_a_debt_of_nothing_receives_nothing():
    assert share_payment(eur(5), [Debt("nil", Cents(0), DUE)], DUE) == (("nil", 0), ("", eur(5)))


@given(
    st.integers(0, 10**7),
    st.lists(
        st.tuples(st.integers(0, 10**6), st.dates(DUE, date(2026, 12, 31)), st.integers(0, 2)),
        max_size=6,
    ),
)
def test_sharing_a_payment_conserves_cents(amount, rows):
    debts = [Debt(str(n), Cents(a), due, burden) for n, (a, due, burden) in enumerate(rows)]
    shared = share_payment(Cents(amount), debts, date(2026, 9, 1))
    assert sum(part for _, part in shared) == amount
    for debt, (name, part) in zip(debts, shared, strict=False):
        assert name == debt.reference
        assert 0 <= part <= debt.amount
