"""The preparation sheet of a call: what was typed, read into figures, then judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from simulator.domain.measures import MEASURES
from simulator.domain.money import Cents, round_half_up
from simulator.domain.negotiation.facts import Facts
from simulator.domain.negotiation.preparation import FACTORS, Posture, Prepared, Sheet, marked
from simulator.domain.negotiation.script import Script
from simulator.domain.reading import Unreadable, read, read_date

AMOUNTS = ("overdue", "objective", "fallback", "mesore")
DAYS = ("oldest_due", "objective_day", "fallback_day")
ANSWERS = ("disputed", "promise_broken")
COUNTERPARTS = (
    "first_payment", "direct_debit", "guarantee", "acceleration", "current_on_time", "proof",
    "penalties_suspended", "delivery_resumed",
)  # fmt: skip
"""What may be asked in return, or given for it (house list of November 2026)."""
OBJECTIONS = tuple(f"O{number:02d}" for number in range(1, 41))
_MOST_OBJECTIONS = 3
_FIELDS = (
    *AMOUNTS, *DAYS, *ANSWERS, "stake", "objections", "counterparts", "posture",
    *(f"balance-{name}" for name in FACTORS),
)  # fmt: skip
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Read:
    """A sheet as understood; ``unread`` names the fields that are not figures or days."""

    sheet: Sheet
    unread: tuple[str, ...]


def kept(raw: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a sheet that hold something; the rest of a form is not ours."""
    found = {name: raw.get(name, "").strip()[:LONGEST] for name in _FIELDS}
    return {name: text for name, text in found.items() if text}


def read_sheet(raw: Mapping[str, str]) -> Read:
    """Read a sheet as typed; several choices of one name are joined with commas."""
    unread: list[str] = []
    amounts = {name: _amount(raw.get(name, ""), name, unread) for name in AMOUNTS}
    days = {name: _day(raw.get(name, ""), name, unread) for name in DAYS}
    sheet = Sheet(
        overdue=amounts["overdue"],
        oldest_due=days["oldest_due"],
        disputed=_yes(raw.get("disputed", "")),
        promise_broken=_yes(raw.get("promise_broken", "")),
        objective=amounts["objective"],
        objective_day=days["objective_day"],
        fallback=amounts["fallback"],
        fallback_day=days["fallback_day"],
        mesore=amounts["mesore"],
        objections=_several(raw, "objections", OBJECTIONS)[:_MOST_OBJECTIONS],
        counterparts=_several(raw, "counterparts", COUNTERPARTS),
        balance=_balance(raw),
        posture=Posture(raw["posture"]) if raw.get("posture") in set(Posture) else None,
    )
    return Read(sheet, tuple(unread))


def judged(raw: Mapping[str, str], script: Script, facts: Facts) -> dict[str, Any]:
    """Return the judgement of a sheet as plain data: points by code, level and score."""
    found: Prepared = marked(read_sheet(raw).sheet, script, facts)
    return {
        "points": {point.code: point.right for point in found.points},
        "weights": {point.code: point.weight for point in found.points},
        "level": found.level,
        "score": found.score,
    }


def _amount(text: str, name: str, unread: list[str]) -> Cents | None:
    if not text:
        return None
    try:
        found = read(text, MEASURES["euro"])
    except Unreadable:
        unread.append(name)
        return None
    return Cents(int(round_half_up(found.value)))


def _day(text: str, name: str, unread: list[str]) -> date | None:
    if not text:
        return None
    try:
        return read_date(text)
    except Unreadable:
        unread.append(name)
        return None


def _yes(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)


def _several(raw: Mapping[str, str], name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    given = set(raw.get(name, "").split(","))
    return tuple(one for one in known if one in given)


def _balance(raw: Mapping[str, str]) -> dict[str, int]:
    scale = {str(value): value for value in range(-2, 3)}
    found = {name: scale.get(raw.get(f"balance-{name}", "")) for name in FACTORS}
    return {name: value for name, value in found.items() if value is not None}
