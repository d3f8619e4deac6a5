"""Who may grant what: delegation thresholds, the credit committee, hands that must stay apart.

Thresholds are those of each firm. The defaults are a teaching example of November 2026, editable
and marked as such; that whoever sells does not grant is the common ground of internal control.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from simulator.domain.credit.classes import CLASSES, ClassRule, class_rule
from simulator.domain.credit.inputs import not_negative
from simulator.domain.money import ZERO, Cents, cents
from simulator.domain.refusals import Refusal
from simulator.domain.results import Confidence


class Role(StrEnum):
    """Those who decide, from the least to the most."""

    ANALYST = "analyst"
    CREDIT_MANAGER = "credit_manager"
    CFO = "cfo"
    COMMITTEE = "committee"


class Task(StrEnum):
    """Tasks of the order-to-cash chain that internal control keeps apart."""

    SELL = "sell"
    GRANT = "grant"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    COLLECT = "collect"
    APPLY_CASH = "apply_cash"
    WRITE_OFF = "write_off"


@dataclass(eq=False)
class BeyondDelegation(Refusal):
    """A line signed by someone whose delegation does not reach it."""

    role: str
    needed: str
    amount: Cents


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the ladder: up to ``ceiling`` cents included, for these classes of risk."""

    role: Role
    ceiling: Cents
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Committee:
    """Who sits and what the minutes must hold, as codes; ``quorum`` counts members present."""

    chair: str = "credit_manager"
    members: tuple[str, ...] = ("sales", "finance", "general_management")
    quorum: int = 2
    minutes: tuple[str, ...] = ("file", "decision", "reasons", "conditions", "expiry")


@dataclass(frozen=True, slots=True)
class Rules:
    """The delegation of one firm; above the last level, only the committee decides."""

    levels: tuple[Level, ...]
    committee: Committee = field(default_factory=Committee)
    committee_classes: tuple[str, ...] = ("C", "D")
    committee_above_cover: bool = True
    incompatible: tuple[tuple[Task, Task], ...] = (
        (Task.SELL, Task.GRANT),
        (Task.SELL, Task.CREDIT_NOTE),
        (Task.COLLECT, Task.CREDIT_NOTE),
        (Task.COLLECT, Task.WRITE_OFF),
        (Task.APPLY_CASH, Task.WRITE_OFF),
        (Task.INVOICE, Task.APPLY_CASH),
    )
    classes: tuple[ClassRule, ...] = CLASSES
    confidence: Confidence = Confidence.PEDAGOGICAL


RULES = Rules(
    (
        Level(Role.ANALYST, cents(10_000), ("A", "B")),
        Level(Role.CREDIT_MANAGER, cents(50_000), ("A", "B")),
        Level(Role.CFO, cents(200_000), ("A", "B")),
    )
)


@dataclass(frozen=True, slots=True)
class Demand:
    """A line asked for; ``group_lines`` are those already granted to the same group.

    Thresholds are read on the group, so that a line cannot be cut in two to stay under one.
    ``cover`` is the insurer's agreement in cents, ``None`` when the book is not insured.
    """

    amount: Cents
    risk_class: str
    cover: Cents | None = None
    group_lines: Cents = ZERO


@dataclass(frozen=True, slots=True)
class Authority:
    """Who must decide and why, on what conditions, and for how many months."""

    role: Role
    reasons: tuple[str, ...]
    conditions: tuple[str, ...]
    review_months: int | None
    confidence: Confidence


def who_decides(demand: Demand, rules: Rules = RULES) -> Authority:
    """Return the lowest role that may decide, with the reasons as codes.

    Raises ``Negative`` on an amount and ``UnknownChoice`` on a class that the grid does not hold.
    """
    grade = class_rule(demand.risk_class, rules.classes)
    amount = not_negative("amount", demand.amount)
    whole = amount + not_negative("group_lines", demand.group_lines)
    over_cover = demand.cover is not None and amount > not_negative("cover", demand.cover)
    reasons: list[str] = []
    if demand.risk_class in rules.committee_classes:
        reasons.append("risk_class")
    if over_cover and rules.committee_above_cover:
        reasons.append("above_cover")
    able = [x for x in rules.levels if whole <= x.ceiling and demand.risk_class in x.classes]
    if not able and not reasons:
        reasons.append("amount")
    role = Role.COMMITTEE
    if not reasons:
        role, reasons = min(able, key=lambda level: level.ceiling).role, ["within_level"]
    conditions = grade.conditions + (("own_risk_accepted",) if over_cover else ())
    return Authority(role, tuple(reasons), conditions, grade.review_months, rules.confidence)


def sign(demand: Demand, role: Role, rules: Rules = RULES) -> Authority:
    """Return the authority of a decision signed by ``role``; ``BeyondDelegation`` when too low."""
    needed = who_decides(demand, rules)
    ladder = list(Role)
    if ladder.index(role) < ladder.index(needed.role):
        raise BeyondDelegation(role.value, needed.role.value, demand.amount)
    return needed


def conflicts(
    hands: Mapping[str, Collection[Task]], rules: Rules = RULES
) -> tuple[tuple[str, Task, Task], ...]:
    """Return each person who holds two incompatible tasks, with both."""
    return tuple(
        (person, first, second)
        for person, tasks in hands.items()
        for first, second in rules.incompatible
        if first in tasks and second in tasks
    )


def missing_in_minutes(
    present: Collection[str], written: Collection[str], rules: Rules = RULES
) -> tuple[str, ...]:
    """Return what keeps a committee's minutes from being valid, as codes; empty when valid."""
    committee = rules.committee
    missing = [f"minutes_{item}" for item in committee.minutes if item not in written]
    if committee.chair not in present:
        missing.append("chair")
    if sum(member in present for member in committee.members) < committee.quorum:
        missing.append("quorum")
    return tuple(missing)
