"""What happened, day by day, each thing with its cause: the memory of the debrief."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from simulator.domain.year.exact import Bools, Ints


class Happening(IntEnum):
    """Kind of event; what ``a``, ``b`` and ``amount`` mean is said beside each."""

    INVOICED = 0  # amount including VAT
    CONTACT = 1  # a: lever, b: 1 reached, 0 not; slot: oldest item
    FOUND = 2  # a block is known. a: lever, or −1 when the customer said it
    SOLVED = 3  # a: 0 the desk, then the rank of what was done by hand; amount: credit note
    PROMISED = 4  # a: quality, b: day it is due; amount
    KEPT = 5  # amount paid
    BROKEN = 6  # amount paid
    PAID = 7  # a: Why, b: days late; amount
    PAID_PART = 8  # as PAID
    REFUSED = 9  # order lost. a: 0 limit, 1 hold; amount excluding VAT
    CASH_SALE = 10  # order over the limit, saved by cash; amount including VAT
    HELD = 11
    RELEASED = 12
    LEFT = 13  # customer lost
    FAILED = 14  # amount: open balance
    WRITTEN_OFF = 15  # amount
    INDEMNIFIED = 16  # amount
    EMPTY_THREAT = 17  # a consequence was announced and nothing came
    POSTPONED = 18  # a contact did not fit in the day. a: lever
    COVER_LOST = 19  # shipped after the insurer's stop
    INSISTED = 20  # a founded claim was refused; amount still blocked


class Why(IntEnum):
    """Why a payment came when it did; from 0 to 10, the lever that counted most."""

    HABIT = 20
    ON_THE_DAY = 21
    PROMISE = 22
    HOLD = 23
    SOLVED = 24
    DISCOUNT = 25
    CASH = 26


COLUMNS = ("day", "customer", "kind", "slot", "a", "b", "amount")


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Events in the order of time; ``customer`` is a row of the world, ``slot`` −1 for none."""

    day: Ints
    customer: Ints
    kind: Ints
    slot: Ints
    a: Ints
    b: Ints
    amount: Ints

    def of(self, rows: Ints) -> Events:
        """Return some of the events."""
        return Events(*(getattr(self, name)[rows] for name in COLUMNS))


Column = Ints | Bools | int
Piece = tuple[int, tuple[Column, ...]]


class Log:
    """Rows of integer columns: noted as they come, written down only when they are read."""

    def __init__(self, width: int, blocks: list[Ints] | None = None, *, keep: bool = True) -> None:
        self.width = width
        self.blocks = [] if blocks is None else blocks
        self.pieces: list[Piece] = []
        self.keep = keep

    def put(self, length: int, *columns: Column) -> None:
        """Add rows; a number stands for a column of it. The columns must not change afterwards."""
        if self.keep and length:
            self.pieces.append((length, columns))

    def write(
        self,
        day: int,
        kind: Happening,
        customer: Ints,
        *,
        slot: Ints | int = -1,
        a: Column = 0,
        b: Column = 0,
        amount: Ints | int = 0,
    ) -> None:
        """Note one event a customer."""
        if self.keep and len(customer):
            self.pieces.append((len(customer), (day, customer, kind, slot, a, b, amount)))

    def whole(self) -> Ints:
        """Return all the rows, one column of the array a row."""
        if self.pieces or len(self.blocks) != 1:
            made = np.empty((self.width, sum(length for length, _ in self.pieces)), dtype=np.int64)
            start = 0
            for length, columns in self.pieces:
                for row, value in enumerate(columns):
                    made[row, start : start + length] = value
                start += length
            self.blocks = [np.concatenate([*self.blocks, made], axis=1)]
            self.pieces = []
        return self.blocks[0]

    def copy(self) -> Log:
        """Return a log to which more can be added without changing this one."""
        made = Log(self.width, list(self.blocks), keep=self.keep)
        made.pieces = list(self.pieces)
        return made


def events_of(log: Log) -> Events:
    """Return the events of a log."""
    return Events(*log.whole())
