"""Who the supplier knows at each customer: by role, some of them gone since they were noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from simulator.domain.dates import from_day
from simulator.domain.firm import Identity, Size
from simulator.domain.portfolio import Contact, ContactRole
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.draws import below
from simulator.generation.exact import Ints
from simulator.generation.hearsay import worked
from simulator.generation.identities import phones, picked, slug
from simulator.generation.library import names

KNOWN, FORMER = 750, 180
"""Per thousand: that a role after the first is known; that someone who has left is still there."""
RECENT, OLD = (10, 390), (700, 1_300)
"""Days since a card was checked: the least and the width."""
BEFORE = (200, 900)
"""Days between the card of who has left and that of who took over: the least and the width."""
STALE = 150
"""Per thousand of cards that nobody has checked for two years or more (judgement)."""
PRIVATE = {
    Size.TPE: (ContactRole.DIRECTION, ContactRole.PAYABLES),
    Size.PME: (ContactRole.PAYABLES, ContactRole.DIRECTION, ContactRole.BUYER),
    Size.ETI: (ContactRole.PAYABLES, ContactRole.BUYER, ContactRole.SITE, ContactRole.DIRECTION),
    Size.GE: (ContactRole.PAYABLES, ContactRole.BUYER, ContactRole.SITE),
}
PUBLIC = (ContactRole.AUTHORISER, ContactRole.TREASURY)
MOST = 4
"""Roles of a customer at most; who has left comes after them."""


@dataclass(frozen=True, slots=True)
class _Card:
    """A contact to be: the row of its customer, its rank, its role, and whether it has left."""

    row: int
    rank: int
    role: ContactRole
    former: bool = False


def contacts(
    frame: Frame, cohort: Cohort, identities: Sequence[Identity]
) -> list[tuple[Contact, ...]]:
    """Return the contacts of every customer, by role, the latest checked first."""
    cards = _cards(frame, cohort, identities)
    rows, ranks = (np.array([getattr(c, part) for c in cards]) for part in ("row", "rank"))
    keys = cohort.ids[rows] * (MOST + 1) + ranks
    luck, pools = frame.luck, names()
    first = picked(luck, pools.first_names, "contact first name", keys)
    last = picked(luck, pools.last_names, "contact last name", keys)
    numbers = phones(luck, keys, [identities[c.row].postcode for c in cards], "contact ")
    checked = _checked(frame, cohort, cards, keys)
    found: list[list[Contact]] = [[] for _ in identities]
    for card, one, other, phone, day in zip(cards, first, last, numbers, checked, strict=True):
        identity = identities[card.row]
        heads = card.role is ContactRole.DIRECTION and not card.former
        name = identity.manager if heads else f"{one} {other}"
        given, _, family = name.partition(" ")
        address = f"{slug(given)}.{slug(family)}@{identity.email.partition('@')[2]}"
        found[card.row].append(Contact(card.role, name, address, phone, day))
    order = list(ContactRole)
    return [
        tuple(sorted(known, key=lambda c: (order.index(c.role), -c.checked.toordinal())))
        for known in found
    ]


def _cards(frame: Frame, cohort: Cohort, identities: Sequence[Identity]) -> list[_Card]:
    """Return which roles are known at each customer, and who has left."""
    ids, luck = cohort.ids, frame.luck
    former = below(luck, 1_000, "contact former", ids)
    known = [below(luck, 1_000, "contact known", ids, np.full_like(ids, k)) for k in range(MOST)]
    cards = []
    for row, identity in enumerate(identities):
        roles = PUBLIC if identity.public else PRIVATE[identity.size]
        cards += [
            _Card(row, rank, role)
            for rank, role in enumerate(roles)
            if rank == 0 or known[rank][row] < KNOWN
        ]
        if former[row] < FORMER:
            gone = ContactRole.AUTHORISER if identity.public else ContactRole.PAYABLES
            cards.append(_Card(row, MOST, gone, former=True))
    return cards


def _checked(frame: Frame, cohort: Cohort, cards: Sequence[_Card], keys: Ints) -> list[date]:
    """Return the days on which cards were checked, since the account was opened.

    That of who has left is older than all the others of its customer.
    """
    stale = below(frame.luck, 1_000, "contact stale", keys)
    laws = [
        BEFORE if card.former else OLD if draw < STALE else RECENT
        for card, draw in zip(cards, stale, strict=True)
    ]
    drawn = below(frame.luck, [width for _, width in laws], "contact age", keys)
    opened = cohort.since[[card.row for card in cards]].tolist()
    oldest: dict[int, int] = {}
    days = []
    for card, (least, _), age, first in zip(cards, laws, drawn, opened, strict=True):
        ago = least + age + (oldest[card.row] if card.former else 0)
        oldest[card.row] = max(ago, oldest.get(card.row, 0))
        days.append(min(max(worked(frame.last - ago), from_day(first)), frame.as_of))
    return days
