"""The cold evaluation, one to six months later: what was applied, and what became of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from simulator.domain.refusals import Refusal
from simulator.domain.training.evaluation import Ask, Shape

QUESTIONS: tuple[Ask, ...] = (
    Ask("applied", Shape.SCALE),
    Ask("effect", Shape.SCALE),
    Ask("support", Shape.SCALE),
    Ask("remembered", Shape.SCALE),
    Ask("recommend", Shape.RECOMMEND),
    Ask("example", Shape.TEXT, required=False),
    Ask("obstacle", Shape.TEXT, required=False),
    Ask("need", Shape.TEXT, required=False),
)


class ActionState(StrEnum):
    """What became of an action of the plan."""

    DONE = "done"
    BEGUN = "begun"
    NOT_DONE = "not_done"


@dataclass(eq=False)
class TooEarly(Refusal):
    """The training is not over: it is not time to say what was applied."""

    ends_at: datetime


@dataclass(eq=False)
class FollowUpLinkDead(Refusal):
    """A link that was not made here, or whose person is no longer in the training."""


@dataclass(eq=False)
class AlreadyFollowedUp(Refusal):
    """This person has already replied."""


@dataclass(eq=False)
class WrongActions(Refusal):
    """Not one state for each action of the plan."""

    actions: int


@dataclass(frozen=True, slots=True)
class Actions:
    """What became of the actions of a group: how many in each state."""

    done: int
    begun: int
    not_done: int

    @property
    def rate(self) -> Fraction | None:
        """Return the share of the actions that were done; nothing where there was none."""
        total = self.done + self.begun + self.not_done
        return Fraction(self.done, total) if total else None


def check_time(ends_at: datetime, now: datetime) -> None:
    """Raise ``TooEarly`` until the training has ended."""
    if now < ends_at:
        raise TooEarly(ends_at)


def checked(states: Sequence[str], actions: int) -> tuple[ActionState, ...]:
    """Return a state for each action of a plan; ``WrongActions`` otherwise."""
    known = set(ActionState)
    if len(states) != actions or any(state not in known for state in states):
        raise WrongActions(actions)
    return tuple(ActionState(state) for state in states)


def added(plans: Iterable[Iterable[str]]) -> Actions:
    """Add what became of the actions of everybody."""
    every = [state for plan in plans for state in plan]
    return Actions(*(every.count(state) for state in ActionState))
