"""Which documents count, and amounts excluding VAT."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given

from simulator.domain.dates import to_day
from simulator.domain.ledger.assemble import empty_ledger
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.perimeter import only, unmarked, without_vat
from simulator.domain.refusals import OutOfRange
from tests.domain.ledger.builder import DAYS, ROWS, Row, ledger_of


@given(ROWS, DAYS)
def test_without_vat_what_is_settled_stays_settled_and_what_is_unpaid_is_its_net(rows, on):
    ledger = ledger_of(rows)
    day = to_day(on)
    left, net = open_at(ledger, day), open_at(without_vat(ledger), day)
    assert np.all(net[left == 0] == 0)
    unpaid = (left == ledger.documents.gross) & (left != 0)
    assert np.array_equal(net[unpaid], ledger.documents.net[unpaid])
    assert np.all(np.abs(net) <= np.abs(left) + 1)


def test_a_receipt_on_a_twenty_per_cent_invoice_loses_a_sixth():
    day = date(2025, 5, 1)
    row = Row(
        0,
        day,
        day,
        120_00,
        100_00,
        payments=((day, 60_00), (day, 30_00)),
        disputes=((day, None, 12_00),),
        promises=((day, day, 24_00),),
    )
    found = without_vat(ledger_of([row]))
    assert found.payments.amount.tolist() == [50_00, 25_00]
    assert found.disputes.amount.tolist() == [10_00]
    assert found.promises.amount.tolist() == [20_00]
    assert open_at(found, to_day(day)).tolist() == [25_00]
    assert len(without_vat(empty_ledger()).payments) == 0


def test_a_document_of_nothing_is_nothing_without_vat():
    day = date(2025, 5, 1)
    assert open_at(without_vat(ledger_of([Row(0, day, day, 0, 0)])), to_day(day)).tolist() == [0]


def test_documents_left_out_count_for_nothing_with_all_that_hangs_on_them():
    day = date(2025, 5, 1)
    rows = [
        Row(0, day, day, 100, payments=((day, 10),), disputes=((day, None, 5),)),
        Row(1, day, day, 200, promises=((day, day, 20),)),
        Row(2, day, day, 400),
        Row(3, day, day, 800),
    ]
    ledger = ledger_of(rows)
    none = unmarked(ledger)
    marks = replace(
        none,
        doubtful=np.array([True, False, False, False]),
        factored=np.array([False, True, False, False]),
        accrued=np.array([False, False, True, False]),
    )

    def owed(*, doubtful: bool, factored: bool, accrued: bool) -> int:
        kept = marks.kept(doubtful=doubtful, factored=factored, accrued=accrued)
        return int(open_at(only(ledger, kept), to_day(day)).sum())

    assert owed(doubtful=True, factored=True, accrued=True) == 1490
    assert owed(doubtful=False, factored=True, accrued=True) == 1400
    assert owed(doubtful=True, factored=False, accrued=True) == 1290
    assert owed(doubtful=True, factored=True, accrued=False) == 1090
    without = only(ledger, marks.kept(doubtful=False, factored=False, accrued=True))
    assert without.disputes.amount.tolist() == without.promises.amount.tolist() == [0]
    every = none.kept(doubtful=False, factored=False, accrued=False)
    assert only(ledger, every) is ledger


def test_marks_of_another_ledger_are_refused():
    with pytest.raises(OutOfRange):
        only(empty_ledger(), np.array([True]))
