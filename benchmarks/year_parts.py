"""The plain year of ``year_processes``: invoices, levers, and the same exact arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.year import exact
from simulator.domain.year.state import Flow, Phase, Status

FLOW = {flow.name: int(flow) for flow in Flow}
OPEN, SETTLED, REFUSED, FROZEN = Phase.OPEN, Phase.SETTLED, Phase.REFUSED, Phase.FROZEN
ACTIVE, LEFT, FAILED = int(Status.ACTIVE), int(Status.LEFT), int(Status.FAILED)
CASH_DESK, HABIT = 0, 2
"""Where a receipt comes in its day: cash sales, credit notes (1), payments, write-offs (3)."""
NODES, GAPS = (table.tolist() for table in exact.exponentials())
RAMP = exact.ramp().tolist()
MASK = 2**64 - 1


def exp(x: float) -> float:
    place = (min(max(x, -13), 13) + 13) * 512
    cell = int(place)
    return (place - cell) * GAPS[cell] + NODES[cell]


def mixed(word: int) -> int:
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
    return word ^ (word >> 31)


def drawn(stem: int, day: int) -> int:
    return mixed(mixed((stem + 0x9E3779B97F4A7C15 + day) & MASK))


SLOT_COLUMNS = ("phase", "left", "gross", "net", "due", "target", "patience", "hazard", "blocked")
SLOT_COLUMNS += ("found", "fixed", "halved")
OWN_COLUMNS = ("liquidity", "relation", "belief", "status", "owed", "leader", "pointer")
OWN_COLUMNS += ("last_contact", "promise_due", "promise_made", "promise_amount")
OWN_COLUMNS += ("promise_quality", "promise_paid", "broken_on", "threat_on", "agency", "pressed")
OWN_COLUMNS += ("wear",)
LUCK_COLUMNS = ("planned", "second", "split", "exact", "fix", "credit", "asks", "saved")


@dataclass(frozen=True, slots=True)
class LeverTable:
    """One lever, in numbers of Python."""

    heard: float
    told: float
    repeat: list[float]
    relation: float
    belief: float
    cost: int
    talk_cost: int
    minutes: int
    talk_minutes: int
    flags: int


class Invoice:
    __slots__ = (*SLOT_COLUMNS, *LUCK_COLUMNS, "order", "slot", "unfound")
