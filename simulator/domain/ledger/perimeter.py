"""Which documents count, and with or without VAT: ledgers derived from a ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from simulator.domain.ledger.columns import Columns, Ints, Ledger
from simulator.domain.refusals import OutOfRange

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Marks(Columns):
    """What the ledger does not say of each document: doubtful, assigned to a factor, accrued."""

    doubtful: Mask
    factored: Mask
    accrued: Mask

    def kept(self, *, doubtful: bool, factored: bool, accrued: bool) -> Mask:
        """Return the documents that count, given what counts."""
        kept = np.ones(len(self), dtype=np.bool_)
        for counts, mark in (
            (doubtful, self.doubtful),
            (factored, self.factored),
            (accrued, self.accrued),
        ):
            if not counts:
                kept &= ~mark
        return kept


def unmarked(ledger: Ledger) -> Marks:
    """Return marks that say no of every document."""
    none = np.zeros(len(ledger.documents), dtype=np.bool_)
    return Marks(none, none.copy(), none.copy())


def only(ledger: Ledger, kept: Mask) -> Ledger:
    """Return the ledger with the amounts of the other documents at zero; rows keep their keys.

    Raises ``OutOfRange`` when there are not as many marks as documents.
    """
    documents = ledger.documents
    if len(kept) != len(documents):
        raise OutOfRange("kept", len(kept), len(documents), len(documents))
    if kept.all():
        return ledger
    payments, disputes, promises = ledger.payments, ledger.disputes, ledger.promises
    return Ledger(
        replace(documents, gross=documents.gross * kept, net=documents.net * kept),
        replace(payments, amount=payments.amount * kept[payments.document]),
        replace(disputes, amount=disputes.amount * kept[disputes.document]),
        replace(promises, amount=promises.amount * kept[promises.document]),
    )


def without_vat(ledger: Ledger) -> Ledger:
    """Return the ledger with every amount excluding VAT, at the ratio net ÷ gross of its document.

    Payments are converted on running totals, in the order of days, so that a document paid in full
    is paid in full to the cent.
    """
    documents, payments = ledger.documents, ledger.payments
    order = np.lexsort((payments.paid, payments.document))
    document = payments.document[order]
    running = np.cumsum(payments.amount[order])
    starts = np.flatnonzero(np.diff(document, prepend=-1))
    before = np.concatenate([[0], running])[starts]
    lengths = np.diff(np.append(starts, len(document)))
    total = running - np.repeat(before, lengths)
    net = _scaled(ledger, document, total)
    previous = np.concatenate([[0], net[:-1]]) if len(net) else net
    previous[starts] = 0
    amounts = np.empty_like(payments.amount)
    amounts[order] = net - previous
    disputes, promises = ledger.disputes, ledger.promises
    return Ledger(
        replace(documents, gross=documents.net),
        replace(payments, amount=amounts),
        replace(disputes, amount=_scaled(ledger, disputes.document, disputes.amount)),
        replace(promises, amount=_scaled(ledger, promises.document, promises.amount)),
    )


def _scaled(ledger: Ledger, document: npt.NDArray[np.int32], amounts: Ints) -> Ints:
    gross = ledger.documents.gross[document]
    net = ledger.documents.net[document]
    ratio = np.divide(net, gross, out=np.zeros(len(net)), where=gross != 0)
    # A full amount is taken as it is written: a ratio in floating point may miss it by a cent.
    return np.where(amounts == gross, net, np.rint(amounts * ratio).astype(np.int64))
