"""Promises obtained since the snapshot: laid on what is open, then put in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from simulator.domain.dates import to_day
from simulator.domain.ledger.assemble import table
from simulator.domain.ledger.balances import disputed_at, open_at
from simulator.domain.ledger.columns import Ledger, Promises
from simulator.domain.money import Cents


@dataclass(frozen=True, slots=True)
class Vow:
    """An amount promised on one document, by its number; ``quality`` is 0 to 100."""

    number: int
    made: date
    due: date
    amount: Cents
    quality: int


def spread(
    ledger: Ledger,
    customer: int,
    made: date,
    instalments: Sequence[tuple[Cents, date]],
    quality: int,
) -> tuple[Vow, ...]:
    """Lay dated amounts on the open documents of a customer, the oldest due first.

    What is in dispute comes after all the rest; what is beyond the open balance is laid on nothing.
    """
    day = to_day(made)
    left, disputed = open_at(ledger, day), disputed_at(ledger, day)
    documents = ledger.documents
    mine = np.flatnonzero((documents.customer == customer) & (left > 0))
    mine = mine[np.argsort(documents.due[mine], kind="stable")]
    rooms = [[int(row), int(left[row] - disputed[row])] for row in mine]
    rooms += [[int(row), int(disputed[row])] for row in mine]
    found: dict[tuple[int, date], int] = {}
    for amount, due in instalments:
        rest = int(amount)
        for room in rooms:
            taken = min(rest, room[1])
            if taken:
                key = (int(documents.number[room[0]]), due)
                found[key] = found.get(key, 0) + taken
                room[1] -= taken
                rest -= taken
    return tuple(
        Vow(number, made, due, Cents(amount), quality) for (number, due), amount in found.items()
    )


def with_vows(ledger: Ledger, vows: Sequence[Vow], on: date) -> Ledger:
    """Return the ledger with these promises; they take the place of the customer's live ones.

    A promise is live when it is due on ``on`` or later. Numbers that are not in the ledger are left
    out.
    """
    rows = {int(number): row for row, number in enumerate(ledger.documents.number.tolist())}
    known = [vow for vow in vows if vow.number in rows]
    if not known:
        return ledger
    old, documents = ledger.promises, ledger.documents
    theirs = {int(documents.customer[rows[vow.number]]) for vow in known}
    bound = np.isin(documents.customer[old.document], np.asarray(sorted(theirs)))
    kept = np.flatnonzero(~(bound & (old.due >= to_day(on))))
    won = table(
        Promises,
        document=[rows[vow.number] for vow in known],
        made=[to_day(vow.made) for vow in known],
        due=[to_day(vow.due) for vow in known],
        amount=[vow.amount for vow in known],
        quality=[vow.quality for vow in known],
    )
    return replace(ledger, promises=_joined(old, won, kept))


def _joined(old: Promises, won: Promises, kept: npt.NDArray[np.intp]) -> Promises:
    """Put the rows kept and the new ones together, by document then day."""
    both = {
        name: np.concatenate([getattr(old, name)[kept], getattr(won, name)])
        for name in ("document", "made", "due", "amount", "quality")
    }
    order = np.lexsort((both["due"], both["document"]))
    return Promises(**{name: column[order] for name, column in both.items()})
