from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.credit.claims import Breach, Claim, breaches, deadlines
from simulator.domain.credit.inputs import TaxBase
from simulator.domain.credit.insurance import (
    Franchise,
    FranchiseKind,
    Loss,
    Policy,
    claim_year,
    cover_for,
    indemnity,
    insured_sales,
    premium,
)
from simulator.domain.credit.limits import insured_layer
from simulator.domain.money import Cents, cents
from simulator.domain.refusals import Negative, OutOfRange, WrongOrder
from simulator.domain.results import Confidence

POLICY = Policy("exemple")
NINETY = Decimal("0.9")


def test_the_minimum_premium_is_due_when_sales_fall_short():
    # 0,3 % × max(7 M€ ; 80 % × 10 M€) = 24 000, plus 60 enquiries at 35 €
    found = premium(POLICY, cents(10_000_000), cents(7_000_000), 60)
    assert (found.due, found.fees, found.total) == (cents(24_000), cents(2_100), cents(26_100))
    assert found.minimum_applies
    assert found.ceiling == cents(600_000)
    assert found.steps[-1].name == "ceiling"


def test_sales_above_expectation_pay_their_own_rate():
    free = replace(POLICY, ceiling_multiple=None)
    found = premium(free, cents(10_000_000), cents(12_000_000), 0)
    assert (found.total, found.minimum_applies, found.ceiling) == (cents(36_000), False, None)
    assert found.steps[-1].name == "total"


def test_a_policy_without_source_is_marked_as_an_example():
    assert POLICY.confidence is Confidence.PEDAGOGICAL
    with pytest.raises(OutOfRange):
        premium(replace(POLICY, premium_rate=Decimal(3)), cents(1), cents(1), 0)
    with pytest.raises(Negative):
        premium(POLICY, cents(1), cents(1), -1)


def test_customers_without_name_have_their_own_quota_and_limit():
    unnamed = insured_layer(cents(50_000), cover_for(POLICY, None))
    assert (unnamed.limit, unnamed.max_loss) == (cents(10_000), cents(3_000))
    named = insured_layer(cents(50_000), cover_for(POLICY, cents(40_000), cents(5_000)))
    assert (named.limit, named.max_loss) == (cents(45_000), cents(9_000))


@pytest.mark.parametrize(
    ("kind", "amount", "paid"),
    [
        (FranchiseKind.NONE, 1_000, 9_000),
        (FranchiseKind.EACH, 1_000, 8_000),
        (FranchiseKind.EACH, 20_000, 0),
        (FranchiseKind.THRESHOLD, 9_000, 9_000),
        (FranchiseKind.THRESHOLD, 9_001, 0),
        (FranchiseKind.AGGREGATE, 2_000, 7_000),
    ],
)
def test_each_franchise_works_its_own_way(kind, amount, paid):
    found = indemnity(cents(10_000), None, NINETY, Franchise(kind, cents(amount)))
    assert found.insured == cents(9_000)
    assert (found.paid, found.own_loss) == (cents(paid), cents(10_000 - paid))


def test_the_aggregate_franchise_is_spent_by_the_first_claims():
    franchise = Franchise(FranchiseKind.AGGREGATE, cents(100))
    losses = [Loss(cents(loss)) for loss in (50, 20, 80, 10)]
    found = claim_year(losses, NINETY, franchise)
    assert [claim.paid for claim in found.claims] == [0, 0, cents(35), cents(9)]


def test_the_ceiling_cuts_the_last_claims():
    losses = [Loss(cents(loss)) for loss in (100, 100, 100)]
    found = claim_year(losses, NINETY, ceiling=cents(150))
    assert [claim.paid for claim in found.claims] == [cents(90), cents(60), 0]
    assert found.own_loss == cents(150)
    with pytest.raises(Negative):
        claim_year(losses, NINETY, ceiling=cents(-1))
    with pytest.raises(Negative):
        claim_year(losses, NINETY, Franchise(FranchiseKind.EACH, cents(-1)))


AMOUNTS = st.integers(0, 10**10).map(Cents)


@given(
    st.lists(st.builds(Loss, AMOUNTS, st.none() | AMOUNTS), max_size=6),
    st.decimals(0, 1, places=3),
    st.builds(Franchise, st.sampled_from(FranchiseKind), AMOUNTS),
    st.none() | AMOUNTS,
)
def test_a_year_of_claims_loses_no_cent(losses, quota, franchise, ceiling):
    found = claim_year(losses, quota, franchise, ceiling=ceiling)
    assert found.paid + found.own_loss == sum(loss.exposure for loss in losses)
    assert 0 <= found.paid <= found.insured
    assert ceiling is None or found.paid <= ceiling
    for loss, claim in zip(losses, found.claims, strict=True):
        assert claim.paid + claim.own_loss == loss.exposure
        assert 0 <= claim.own_loss <= loss.exposure


CLAIM = Claim(cents(1_200), date(2026, 1, 5), date(2026, 1, 10), date(2026, 3, 11))


def test_the_deadlines_follow_one_another():
    found = deadlines(CLAIM, POLICY)
    assert found.extend_until == date(2026, 5, 10)
    assert found.notify_by == date(2026, 4, 10)
    assert found.collection_by == date(2026, 6, 9)
    assert (found.paid_from, found.paid_until) == (date(2026, 9, 9), date(2026, 12, 9))


def test_what_was_done_moves_the_following_deadlines():
    claim = replace(
        CLAIM,
        extended_to=date(2026, 4, 1),
        notified_on=date(2026, 4, 11),
        collection_on=date(2026, 4, 30),
    )
    found = deadlines(claim, POLICY)
    assert found.notify_by == date(2026, 5, 1)
    assert found.collection_by == date(2026, 6, 10)
    assert found.paid_from == date(2026, 7, 30)
    assert breaches(claim, POLICY, date(2026, 12, 31)) == ()


def test_an_invoice_cannot_fall_due_before_it_is_issued():
    with pytest.raises(WrongOrder):
        deadlines(replace(CLAIM, due_on=date(2026, 1, 9)), POLICY)


def test_a_step_is_late_only_after_its_last_day():
    assert breaches(CLAIM, POLICY, date(2026, 4, 10)) == ()
    assert breaches(CLAIM, POLICY, date(2026, 4, 11)) == (Breach.NOTICE_LATE,)
    told = replace(CLAIM, notified_on=date(2026, 4, 1))
    assert breaches(told, POLICY, date(2026, 6, 1)) == (Breach.COLLECTION_LATE,)


@pytest.mark.parametrize(
    ("change", "breach"),
    [
        ({"amount_ttc": cents("299.99")}, Breach.UNDER_THRESHOLD),
        ({"customer_default_on": date(2026, 1, 4)}, Breach.DELIVERED_AFTER_DEFAULT),
        ({"due_on": date(2026, 5, 11)}, Breach.TERMS_TOO_LONG),
        ({"extended_to": date(2026, 5, 11)}, Breach.EXTENSION_TOO_LONG),
    ],
)
def test_what_voids_the_cover_is_named(change, breach):
    assert breaches(replace(CLAIM, **change), POLICY, date(2026, 3, 12)) == (breach,)


def test_export_bears_longer_terms():
    claim = replace(CLAIM, due_on=date(2026, 6, 1), export=True)
    assert breaches(claim, POLICY, date(2026, 6, 2)) == ()


def test_the_premium_is_counted_on_the_base_of_the_policy():
    with_tax = replace(POLICY, premium_base=TaxBase.TTC)
    assert insured_sales(POLICY, cents(1_000), Decimal("0.2")) == cents(1_000)
    assert insured_sales(with_tax, cents(1_000), Decimal("0.2")) == cents(1_200)
    assert insured_sales(with_tax, cents(1_000), Decimal("0.2"), Decimal("0.5")) == cents(1_100)
