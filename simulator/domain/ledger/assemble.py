"""Making ledgers: empty, in order, one after another, for some customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from simulator.domain.ledger.columns import (
    Columns,
    Disputes,
    Documents,
    Ledger,
    Payments,
    Promises,
)
from simulator.domain.refusals import NotPositive

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
T = TypeVar("T", bound=Columns)
K = TypeVar("K", Payments, Disputes, Promises)

_DTYPES: dict[str, type[np.generic]] = {
    **dict.fromkeys(("customer", "document"), np.int32),
    **dict.fromkeys(("issued", "due", "paid", "opened", "closed", "made"), np.int32),
    **dict.fromkeys(("number", "gross", "net", "amount"), np.int64),
    **dict.fromkeys(("kind", "means", "cause", "quality"), np.int16),
}


def dtype_of(column: str) -> np.dtype[Any]:
    """Return the type of the column of a given name, the same in every table."""
    return np.dtype(_DTYPES[column])


def table(kind: type[T], /, **columns: Sequence[int] | npt.NDArray[Any]) -> T:
    """Make a table of columns from lists or arrays; an absent column is zero everywhere."""
    length = max((len(values) for values in columns.values()), default=0)
    names = [field.name for field in fields(kind)]
    given = {name: columns.get(name, [0] * length) for name in names}
    return kind(**{name: np.asarray(v, dtype=dtype_of(name)) for name, v in given.items()})


def empty_ledger() -> Ledger:
    """Return a ledger with nothing in it."""
    return Ledger(table(Documents), table(Payments), table(Disputes), table(Promises))


def take(columns: T, rows: Rows | Mask) -> T:
    """Return the rows of a table, in the order given."""
    return type(columns)(**{f.name: getattr(columns, f.name)[rows] for f in fields(columns)})


def concatenate(ledgers: Sequence[Ledger]) -> Ledger:
    """Return one ledger from several on the same customers, in customer-major order.

    Raises ``NotPositive`` without a ledger.
    """
    if not ledgers:
        raise NotPositive("ledgers", 0)
    shifts = np.cumsum([0, *(len(ledger.documents) for ledger in ledgers[:-1])])
    moved = [_shifted(ledger, int(s)) for ledger, s in zip(ledgers, shifts, strict=True)]
    return in_order(
        Ledger(
            _joined([each.documents for each in moved]),
            _joined([each.payments for each in moved]),
            _joined([each.disputes for each in moved]),
            _joined([each.promises for each in moved]),
        )
    )


def in_order(ledger: Ledger) -> Ledger:
    """Return the ledger with documents by customer, issue day and number; keys follow."""
    documents = ledger.documents
    order = np.lexsort((documents.number, documents.issued, documents.customer))
    return _rekeyed(ledger, order)


def for_customers(ledger: Ledger, customers: Sequence[int]) -> Ledger:
    """Return the documents of some customers with all that hangs on them; ids do not change."""
    kept = np.isin(ledger.documents.customer, np.asarray(customers, dtype=np.int32))
    return _rekeyed(ledger, np.flatnonzero(kept))


def _rekeyed(ledger: Ledger, rows: Rows) -> Ledger:
    place = np.full(len(ledger.documents), -1, dtype=np.int32)
    place[rows] = np.arange(len(rows), dtype=np.int32)

    def follow(columns: K) -> K:
        document = place[columns.document]
        kept = document >= 0
        return replace(take(columns, kept), document=document[kept])

    return Ledger(
        take(ledger.documents, rows),
        follow(ledger.payments),
        follow(ledger.disputes),
        follow(ledger.promises),
    )


def _shifted(ledger: Ledger, shift: int) -> Ledger:
    def move(columns: K) -> K:
        return replace(columns, document=columns.document + np.int32(shift))

    return replace(
        ledger,
        payments=move(ledger.payments),
        disputes=move(ledger.disputes),
        promises=move(ledger.promises),
    )


def _joined(tables: Sequence[T]) -> T:
    names = [field.name for field in fields(tables[0])]
    return type(tables[0])(
        **{name: np.concatenate([getattr(t, name) for t in tables]) for name in names}
    )
