"""What a person does by hand on one customer and one day, beside what the policy asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.domain.year.behaviour import Lever


class Act(StrEnum):
    """What a person may do by hand on one customer on one day."""

    CONTACT = "contact"
    SKIP = "skip"
    HOLD = "hold"
    RELEASE = "release"
    PROMISE = "promise"
    ANSWER = "answer"
    CREDIT = "credit"
    UPHOLD = "uphold"


SETTLING = (Act.ANSWER, Act.CREDIT, Act.UPHOLD)
"""What may be done of an invoice in dispute instead of leaving it to the desk."""


@dataclass(frozen=True, slots=True)
class Intervention:
    """One thing done by hand; on a day off it is done on the next working day.

    ``SKIP`` leaves undone what the policy asks that day; a ``HOLD`` lasts until a ``RELEASE`` and
    the reverse, within the call to ``advance``. A promise brings its amount in cents, its date and
    its quality (0 to 100), from a negotiation; no amount means all that is overdue. What settles a
    dispute names its invoice by its ``slot``.
    """

    on: date
    customer: int
    act: Act
    lever: Lever = Lever.CALL
    amount: Cents = ZERO
    due: date | None = None
    quality: int = 60
    slot: int = -1

    def __post_init__(self) -> None:
        """Refuse a promise without a later date, a quality beyond 0 to 100, no slot to settle."""
        if not 0 <= self.quality <= 100:
            raise OutOfRange("quality", self.quality, 0, 100)
        if self.amount < 0:
            raise NotPositive("amount", self.amount)
        if self.act is Act.PROMISE and (self.due is None or self.due <= self.on):
            raise OutOfRange("due", self.due, self.on)
        if self.act in SETTLING and self.slot < 0:
            raise OutOfRange("slot", self.slot, 0)
