"""Fictional names for real customers: one each, always the same, and nothing of the real ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from simulator.domain.firm import Identity
from simulator.domain.luck import Luck
from simulator.domain.portfolio import Customer, Portfolio
from simulator.exchange.folding import folded

_ROUNDS = 12
_SHORTEST = 3
"""Letters below which a name is part of too many words to be looked for."""


class Composer(Protocol):
    """What invents the identity of a rank."""

    def identity(self, rank: int, since: date, *, public: bool = False) -> Identity:
        """Return the identity of a rank, for a customer known since a day."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """A customer to be named: since when it buys, and whether it is a public body."""

    since: date
    public: bool


def compose(
    wanted: Sequence[Wanted], composer: Composer, forbidden: Iterable[str]
) -> tuple[Identity, ...]:
    """Return an identity for each customer, none of which repeats a forbidden text.

    ``forbidden`` are the names and codes of the file. An identity that holds one of them is drawn
    again from a fresh rank; a text that no draw avoids (a legal form, a common word) is given up
    after a dozen rounds.
    """
    found = [
        composer.identity(rank, who.since, public=who.public) for rank, who in enumerate(wanted)
    ]
    words = sorted({plain for text in forbidden if len(plain := folded(text)) >= _SHORTEST})
    fresh, doubtful = len(wanted), list(range(len(wanted)))
    for _ in range(_ROUNDS):
        doubtful = _holding(found, doubtful, words)
        if not doubtful:
            break
        for rank in doubtful:
            found[rank] = composer.identity(fresh, wanted[rank].since, public=wanted[rank].public)
            fresh += 1
    return tuple(found)


def _holding(
    identities: Sequence[Identity], ranks: Sequence[int], words: Sequence[str]
) -> list[int]:
    """Return which identities hold a word; looked for in one text, for there may be thousands."""
    texts = {rank: _shown(identities[rank]) for rank in ranks}
    whole = "\n".join(texts.values())
    present = [word for word in words if word in whole]
    return [rank for rank, text in texts.items() if any(word in text for word in present)]


def _shown(identity: Identity) -> str:
    parts = (identity.name, identity.manager, identity.address, identity.city, identity.email)
    # With and without its spaces: a code has none.
    text = " ".join(folded(part) for part in (*parts, identity.siren, identity.phone))
    return f"{text} {text.replace(' ', '')}"


def exchanged(portfolio: Portfolio, seed: int) -> Portfolio:
    """Return a copy of a portfolio whose customers have exchanged their names by named draws.

    Public bodies exchange among themselves. The names are those of the portfolio, so one that was
    checked against the real ones stays so. Sector, size and age go with the ledger, not the name.
    """
    luck = Luck(seed)
    customers = list(portfolio.customers)
    for public in (False, True):
        ranks = [c.id for c in portfolio.customers if c.identity.public is public]
        order = luck.order(len(ranks), "exchanged names", int(public))
        for rank, other in zip(ranks, order, strict=True):
            customers[rank] = _named(portfolio.customers[rank], portfolio.customers[ranks[other]])
    return replace(portfolio, seed=seed, customers=tuple(customers))


def _named(customer: Customer, other: Customer) -> Customer:
    identity = replace(other.identity, created=customer.identity.created)
    return replace(customer, identity=identity)
