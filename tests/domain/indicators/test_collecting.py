"""Collection, promises, contacts, disputes on plain values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from simulator.domain.indicators.activity import (
    productivity,
    promises_per_contact,
    right_party_contacts,
)
from simulator.domain.indicators.collecting import (
    activation_rate,
    effectiveness,
    flash_rate,
    recovery_rate,
)
from simulator.domain.indicators.conventions import (
    ContactBase,
    Conventions,
    PromiseMeasure,
    RecoveryBase,
    Weighting,
)
from simulator.domain.indicators.delays import Timed, days_beyond_terms, days_to_pay
from simulator.domain.indicators.disputes import Dispute, resolution
from simulator.domain.indicators.measure import Flag
from simulator.domain.indicators.promises import Promise, promises_kept
from simulator.domain.refusals import Negative, NotPositive, WrongOrder

ON = date(2025, 6, 30)


def test_the_index_needs_a_month_and_matching_perimeters():
    figures = {"opening": 100, "sales": 50, "closing": 60}
    with pytest.raises(NotPositive):
        effectiveness(**figures, closing_not_due=10, months=0)
    odd = effectiveness(**figures, closing_not_due=70)
    assert odd.flags == {Flag.PERIMETERS_DIFFER}
    assert odd.number == Decimal(90) / 80
    assert not effectiveness(opening=10, sales=0, closing=10, closing_not_due=10).computable


def test_recovery_bases_differ_and_more_than_the_base_is_flagged():
    assert recovery_rate(50, 100, 100).number == Decimal("0.5")
    both = Conventions(recovery_base=RecoveryBase.DUE_AND_FALLEN_DUE)
    assert recovery_rate(50, 100, 100, both).number == Decimal("0.25")
    assert recovery_rate(150, 100).flags == {Flag.ABOVE_ONE}
    assert flash_rate(30, 40).number == Decimal("0.75")


def test_files_with_a_payment_over_files_in_progress():
    assert activation_rate(30, 40).number == Decimal("0.75")
    assert activation_rate(50, 40).flags == {Flag.ABOVE_ONE}


def test_contacts_name_their_base():
    attempts = Conventions(contact_base=ContactBase.ATTEMPTS)
    assert right_party_contacts(25, 50, 200).part("reached") == 50
    assert right_party_contacts(25, 50, 200, attempts).part("attempts") == 200
    assert not right_party_contacts(25, 50, None, attempts).computable
    assert right_party_contacts(60, 50).flags == {Flag.ABOVE_ONE}
    assert promises_per_contact(8, 32).number == Decimal("0.25")


def test_productivity_sets_results_beside_volumes():
    found = productivity(
        collectors=Decimal("2.5"),
        accounts=500,
        contacts=1000,
        working_days=20,
        collected=250_000_00,
        overdue_opening=90_000_00,
        overdue_closing=100_000_00,
    )
    assert found.accounts.number == 200
    assert found.contacts.number == 20
    assert found.cash.number == 100_000_00
    assert found.overdue_reduced.number == -4_000_00


def test_a_mean_of_days_refuses_negative_weights_and_excludes_the_unpaid():
    with pytest.raises(Negative):
        days_to_pay([Timed(-1, 3)])
    assert days_to_pay([Timed(1, 3)]).flags == {Flag.UNPAID_EXCLUDED}
    assert not days_to_pay([]).computable
    each = Conventions(weighting=Weighting.EACH)
    assert days_beyond_terms([Timed(1, 4), Timed(9, -4)], each).number == 2


def test_promises_are_judged_in_the_period_with_what_is_known():
    promises = [
        Promise(100, date(2025, 5, 15), ((date(2025, 5, 10), 100),)),
        Promise(200, date(2025, 6, 15), ((date(2025, 6, 10), 150), (date(2025, 6, 15), 80))),
        Promise(300, date(2025, 6, 30), ((date(2025, 7, 1), 300),)),
    ]
    found = promises_kept(promises, ON, date(2025, 6, 1))
    assert found.by_count.number == Decimal("0.5")
    assert found.by_amount.number == Decimal("0.4")
    assert found.with_partial.number == Decimal("0.4")
    assert not found.by_count.flags
    grace = promises_kept(promises, ON, conventions=Conventions(grace_days=3))
    assert grace.by_count.flags == {Flag.GRACE_RUNNING}
    later = promises_kept(promises, date(2025, 7, 2), conventions=Conventions(grace_days=1))
    assert later.by_count.number == 1
    with pytest.raises(NotPositive):
        promises_kept([Promise(0, ON)], ON)


def test_conventions_choose_among_the_three_ways_of_counting():
    found = promises_kept([Promise(100, ON, ((ON, 50),))], ON)
    chosen = {how: found.by(Conventions(promises=how)).code for how in PromiseMeasure}
    assert chosen == {
        PromiseMeasure.COUNT: "promises_kept",
        PromiseMeasure.AMOUNT: "promises_kept_amount",
        PromiseMeasure.AMOUNT_WITH_PARTIAL: "promises_kept_partial",
    }


def test_the_closed_disputes_hide_an_older_stock():
    known = [
        Dispute(date(2025, 6, 1), date(2025, 6, 11)),
        Dispute(date(2025, 6, 1), date(2025, 6, 21)),
        Dispute(date(2025, 3, 2), None),
        Dispute(date(2025, 6, 10), date(2025, 7, 5)),
        Dispute(date(2025, 7, 10), None),
    ]
    found = resolution(known, ON)
    assert (found.closed_mean.number, found.open_age.number) == (15, 70)
    assert found.solved_quickly.number == Decimal("0.5")
    assert found.closed_mean.flags == {Flag.OPEN_ONES_OLDER}
    recent = resolution(known, ON, since=date(2025, 6, 15))
    assert recent.closed_mean.number == 20
    assert not resolution([], ON).closed_mean.computable


def test_a_dispute_does_not_close_before_it_opens():
    with pytest.raises(WrongOrder):
        resolution([Dispute(ON, date(2025, 6, 1))], ON)
