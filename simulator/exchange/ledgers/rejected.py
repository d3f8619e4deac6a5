"""Why one line is not read: the others are."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.exchange.ledgers.fields import Field


@dataclass(eq=False)
class Rejected(Exception):
    """A line that is not read; not a refusal: the others are."""

    reason: str
    field: Field | None = None
    text: str = ""
