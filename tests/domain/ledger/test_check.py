"""Every fault of a ledger is named, and a sound one has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given

from simulator.domain.ledger.check import Fault, InvalidLedger, faults, require_sound
from tests.domain.ledger.builder import ROWS, Row, ledger_of

DAY = date(2025, 5, 1)
LATER = date(2025, 6, 1)


def sound():
    return ledger_of(
        [
            Row(
                0,
                DAY,
                LATER,
                120_00,
                100_00,
                payments=((LATER, 60_00),),
                disputes=((DAY, None, 10_00),),
                promises=((DAY, LATER, 50_00),),
            ),
            Row(1, DAY, LATER, 240_00, 200_00),
        ]
    )


def codes(ledger):
    return {(fault.table, fault.code) for fault in faults(ledger)}


@given(ROWS)
def test_generated_ledgers_are_sound(rows):
    assert faults(ledger_of(rows)) == ()


def test_a_sound_ledger_passes_and_an_unsound_one_is_refused_with_its_faults():
    require_sound(sound())
    ledger = sound()
    documents = replace(ledger.documents, due=ledger.documents.due - np.int32(100))
    with pytest.raises(InvalidLedger) as refused:
        require_sound(replace(ledger, documents=documents))
    assert refused.value.faults == (Fault("documents", "due_before_issue", 0, 2),)


@pytest.mark.parametrize(
    ("table", "column", "values", "code"),
    [
        ("documents", "customer", [-1, 1], "negative_customer"),
        ("documents", "kind", [0, 9], "unknown_kind"),
        ("documents", "kind", [0, 1], "wrong_sign"),
        ("documents", "net", [130_00, 200_00], "net_above_gross"),
        ("documents", "customer", [2, 1], "out_of_order"),
        ("documents", "number", [7, 7], "number_twice"),
        ("payments", "paid", [0], "before_issue"),
        ("disputes", "closed", [0], "closed_before_opened"),
        ("disputes", "amount", [0], "amount_not_positive"),
        ("disputes", "amount", [121_00], "amount_above_document"),
        ("promises", "due", [0], "due_before_made"),
        ("promises", "amount", [-1], "amount_not_positive"),
        ("promises", "quality", [101], "quality_out_of_range"),
        ("payments", "document", [2], "unknown_document"),
        ("disputes", "document", [-1], "unknown_document"),
        ("promises", "document", [5], "unknown_document"),
    ],
)
def test_a_wrong_column_is_named(table, column, values, code):
    ledger = sound()
    columns = getattr(ledger, table)
    dtype = getattr(columns, column).dtype
    wrong = replace(columns, **{column: np.array(values, dtype=dtype)})
    assert (table, code) in codes(replace(ledger, **{table: wrong}))


@pytest.mark.parametrize(
    ("amount", "code"), [(120_01, "paid_beyond_amount"), (-1, "paid_wrong_way")]
)
def test_a_document_paid_too_much_or_backwards_is_named(amount, code):
    ledger = sound()
    wrong = replace(ledger.payments, amount=np.array([amount], dtype=np.int64))
    assert ("documents", code) in codes(replace(ledger, payments=wrong))


def test_shapes_and_types_come_before_values():
    ledger = sound()
    wrong = replace(
        ledger.documents,
        due=np.array([0], dtype=np.int32),
        gross=ledger.documents.gross.astype(np.float64),
    )
    found = codes(replace(ledger, documents=wrong))
    assert found == {("documents", "length_of_due"), ("documents", "type_of_gross")}
