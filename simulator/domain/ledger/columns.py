"""The ledger as columns, in customer-major order (customer, then issue day, then number).

Amounts are ``int64`` cents including VAT unless named otherwise; days are ``int32`` numbers of
``simulator.domain.dates`` with ``NEVER`` for what has not happened.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int16]


class Kind(IntEnum):
    """Kind of ledger document; a credit note has negative amounts."""

    INVOICE = 0
    CREDIT_NOTE = 1


class Cause(IntEnum):
    """Cause of a dispute."""

    PRICE = 0
    QUANTITY = 1
    QUALITY = 2
    DELIVERY = 3
    ADMINISTRATIVE = 4
    CREDIT_NOTE_EXPECTED = 5
    OTHER = 6


class Means(IntEnum):
    """Means of payment."""

    TRANSFER = 0
    DIRECT_DEBIT = 1
    BILL = 2
    CHEQUE = 3
    CARD = 4
    CREDIT_NOTE = 5


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Base of a table of columns of one length."""

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(getattr(self, fields(self)[0].name))


@dataclass(frozen=True, slots=True, eq=False)
class Documents(Columns):
    """Invoices and credit notes; the row number is the key that the other tables use."""

    customer: npt.NDArray[np.int32]
    number: Ints
    kind: Codes
    issued: Days
    due: Days
    gross: Ints  # including VAT
    net: Ints  # excluding VAT


@dataclass(frozen=True, slots=True, eq=False)
class Payments(Columns):
    """Amounts applied to documents; one row an (allocation, document)."""

    document: npt.NDArray[np.int32]
    paid: Days
    amount: Ints
    means: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Disputes(Columns):
    """Disputes on documents; ``closed`` is NEVER while open."""

    document: npt.NDArray[np.int32]
    opened: Days
    closed: Days
    amount: Ints
    cause: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Promises(Columns):
    """Promises to pay; ``quality`` is 0 to 100."""

    document: npt.NDArray[np.int32]
    made: Days
    due: Days
    amount: Ints
    quality: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The whole ledger of a portfolio."""

    documents: Documents
    payments: Payments
    disputes: Disputes
    promises: Promises
