"""Faults of a ledger: what would make its figures meaningless, found on columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from simulator.domain.ledger.assemble import dtype_of
from simulator.domain.ledger.columns import Columns, Kind, Ledger
from simulator.domain.ledger.sums import sums
from simulator.domain.refusals import Refusal

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault in one table: its code, the first row that has it, how many have."""

    table: str
    code: str
    row: int
    count: int


@dataclass(eq=False)
class InvalidLedger(Refusal):
    """A ledger that cannot be computed on."""

    faults: tuple[Fault, ...]


def faults(ledger: Ledger) -> tuple[Fault, ...]:
    """Return the faults of a ledger, none when it is sound.

    Shapes and types first, then keys, then values: values are not looked at while keys are wrong.
    """
    shapes = [fault for name in TABLES for fault in _shape(name, getattr(ledger, name))]
    if shapes:
        return tuple(shapes)
    keys = [
        fault
        for name in ("payments", "disputes", "promises")
        for fault in _found(name, "unknown_document", _astray(ledger, getattr(ledger, name)))
    ]
    if keys:
        return tuple(keys)
    checks = (_documents(ledger), _payments(ledger), _disputes(ledger), _promises(ledger))
    return tuple(fault for check in checks for fault in check)


def require_sound(ledger: Ledger) -> None:
    """Raise ``InvalidLedger`` with the faults of a ledger that has some."""
    found = faults(ledger)
    if found:
        raise InvalidLedger(found)


TABLES = ("documents", "payments", "disputes", "promises")


def _shape(name: str, columns: Columns) -> Iterator[Fault]:
    for field in fields(columns):
        column = getattr(columns, field.name)
        if len(column) != len(columns):
            yield Fault(name, f"length_of_{field.name}", len(column), 1)
        if column.dtype != dtype_of(field.name):
            yield Fault(name, f"type_of_{field.name}", 0, len(column))


def _astray(ledger: Ledger, columns: Columns) -> Mask:
    document: npt.NDArray[np.int32] = columns.document  # type: ignore[attr-defined]
    return np.asarray((document < 0) | (document >= len(ledger.documents)))


def _found(table: str, code: str, wrong: Mask) -> Iterator[Fault]:
    count = int(np.count_nonzero(wrong))
    if count:
        yield Fault(table, code, int(np.argmax(wrong)), count)


def _documents(ledger: Ledger) -> Iterator[Fault]:
    d = ledger.documents
    sign = np.where(d.kind == Kind.CREDIT_NOTE, -1, 1)
    yield from _found("documents", "negative_customer", d.customer < 0)
    yield from _found("documents", "unknown_kind", ~np.isin(d.kind, list(Kind)))
    yield from _found("documents", "due_before_issue", d.due < d.issued)
    yield from _found("documents", "wrong_sign", (d.gross * sign < 0) | (d.net * sign < 0))
    yield from _found("documents", "net_above_gross", np.abs(d.net) > np.abs(d.gross))
    order = np.lexsort((d.number, d.issued, d.customer))
    yield from _found("documents", "out_of_order", order != np.arange(len(d)))
    numbers = np.sort(d.number)
    yield from _found("documents", "number_twice", np.diff(numbers, prepend=numbers[:1] - 1) == 0)


def _payments(ledger: Ledger) -> Iterator[Fault]:
    p, d = ledger.payments, ledger.documents
    applied = sums(p.document, p.amount, len(d))
    yield from _found("payments", "before_issue", p.paid < d.issued[p.document])
    yield from _found("documents", "paid_beyond_amount", np.abs(applied) > np.abs(d.gross))
    yield from _found("documents", "paid_wrong_way", applied * np.sign(d.gross) < 0)


def _disputes(ledger: Ledger) -> Iterator[Fault]:
    disputes = ledger.disputes
    gross = ledger.documents.gross[disputes.document]
    yield from _found("disputes", "closed_before_opened", disputes.closed < disputes.opened)
    yield from _found("disputes", "amount_not_positive", disputes.amount <= 0)
    yield from _found("disputes", "amount_above_document", disputes.amount > np.abs(gross))


def _promises(ledger: Ledger) -> Iterator[Fault]:
    promises = ledger.promises
    yield from _found("promises", "due_before_made", promises.due < promises.made)
    yield from _found("promises", "amount_not_positive", promises.amount <= 0)
    wild = (promises.quality < 0) | (promises.quality > 100)
    yield from _found("promises", "quality_out_of_range", wild)
