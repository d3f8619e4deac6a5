"""Who is paid first in a liquidation: the order of C. com. L643-8, and the dividend of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from simulator.domain.money import Cents, round_half_up, share_out
from simulator.domain.refusals import Negative


@dataclass(frozen=True, slots=True)
class Ranked:
    """An admitted claim and its rank: 1 is paid first, equal ranks share pro rata."""

    reference: str
    amount: Cents
    rank: int

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise Negative("amount", self.amount)


@dataclass(frozen=True, slots=True)
class Dividend:
    """What a claim receives, and the share of it (4 decimals) that this makes."""

    claim: Ranked
    paid: Cents

    @property
    def rate(self) -> Decimal:
        """Return the dividend as a fraction of the claim, zero for a claim of nothing."""
        if not self.claim.amount:
            return Decimal(0)
        return round_half_up(Fraction(self.paid, self.claim.amount), 4)


def distribute(available: Cents, claims: Sequence[Ranked]) -> tuple[Dividend, ...]:
    """Pay each rank in full before the next one, pro rata where money runs out.

    The dividends add up, to the cent, to the money available or to the claims when it suffices.
    """
    if available < 0:
        raise Negative("available", available)
    paid: dict[int, Cents] = {}
    left = available
    for rank in sorted({claim.rank for claim in claims}):
        group = [(i, claim.amount) for i, claim in enumerate(claims) if claim.rank == rank]
        owed = sum(amount for _, amount in group)
        given = Cents(min(left, owed))
        parts = (
            share_out(given, [amount for _, amount in group]) if owed else [Cents(0)] * len(group)
        )
        paid.update({i: part for (i, _), part in zip(group, parts, strict=True)})
        left = Cents(left - given)
    return tuple(Dividend(claim, paid[i]) for i, claim in enumerate(claims))
