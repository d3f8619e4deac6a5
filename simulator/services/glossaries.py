"""The glossary as pages need it: its entries by letter, and lessons that lead to them."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.content.markdown import anchor_of
from simulator.content.terms import linked as linked_to
from simulator.services import catalogue


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, its definition, and its anchor in the page."""

    anchor: str
    term: str
    definition: str


def by_letter() -> dict[str, list[Entry]]:
    """Return the entries in alphabetical order, by first letter without its accent."""
    letters: dict[str, list[Entry]] = {}
    for one in sorted(catalogue.content().glossary.terms, key=lambda one: anchor_of(one.term)):
        anchor = anchor_of(one.term)
        letters.setdefault(anchor[0].upper(), []).append(Entry(anchor, one.term, one.definition))
    return letters


def linked(html: str, address: str) -> str:
    """Return a lesson whose terms lead to the glossary's address, the first time each is used."""
    return linked_to(html, catalogue.content().glossary, address)
