"""The luck of a column of invoices: what their customers share is mixed once a customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.domain.luck import Luck, Words, grown, parts, ranks, uniform
from simulator.domain.quantiles import Table, quantile
from simulator.generation import exact
from simulator.generation.exact import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Dice:
    """Draws by invoice, equal to those of ``luck`` on (id of the customer, rank).

    ``ids`` has one value a customer; ``customer`` is the row of each invoice in it.
    """

    luck: Luck
    ids: Ints
    customer: Ints
    rank: Ints

    def of(self, rows: Ints) -> Dice:
        """Return the dice of some invoices; what is drawn for few of them is drawn for few."""
        return Dice(self.luck, self.ids, self.customer.take(rows), self.rank.take(rows))

    def words(self, purpose: str) -> Words:
        """Return 64 bits an invoice."""
        return grown(self.luck.stems(purpose, self.ids).take(self.customer), self.rank)

    def uniform(self, purpose: str) -> Floats:
        """Return floats in [0, 1)."""
        return uniform(self.words(purpose))

    def unit(self, table: Table, purpose: str) -> Floats:
        """Return draws of a law."""
        return exact.unit(quantile(table, self.words(purpose)))

    def integers(self, bound: int, purpose: str) -> Ints:
        """Return integers in [0, bound)."""
        return parts(bound, self.words(purpose))

    def pick(self, weights: Sequence[int], purpose: str) -> Ints:
        """Return ranks of weights, drawn in proportion."""
        return ranks(weights, self.words(purpose))


def positions(count: Ints) -> tuple[Ints, Ints, Ints]:
    """Return (row of the customer, rank, first place of each customer) of so many a customer."""
    starts = np.cumsum(count) - count
    customer = np.repeat(np.arange(len(count), dtype=np.int64), count)
    return customer, np.arange(len(customer), dtype=np.int64) - starts.take(customer), starts
