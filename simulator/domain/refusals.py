"""Named refusals: what the domain answers when it must not, or cannot, do what was asked.

A refusal carries data, never a sentence; ``simulator.web.errors`` words each of them in French.
Refusals shared by several sub-packages live here, the others beside the rule that raises them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date


@dataclass(eq=False)
class Refusal(Exception):
    """Base of every named refusal; subclasses are dataclasses whose fields are the data."""

    def data(self) -> dict[str, object]:
        """Return the fields by name, ready to be worded."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        """Show the name and the data, for logs and tests."""
        shown = ", ".join(f"{name}={value!r}" for name, value in self.data().items())
        return f"{type(self).__name__}({shown})"


@dataclass(eq=False)
class NotFinite(Refusal):
    """A number that is not one (NaN or infinite)."""

    name: str
    value: object


@dataclass(eq=False)
class OutOfRange(Refusal):
    """A value outside the bounds that give it a meaning; an absent bound is ``None``."""

    name: str
    value: object
    low: object = None
    high: object = None


@dataclass(eq=False)
class NotPositive(Refusal):
    """A value that must be greater than zero and is not."""

    name: str
    value: object


@dataclass(eq=False)
class Negative(Refusal):
    """A value that must not be negative and is."""

    name: str
    value: object


@dataclass(eq=False)
class WrongOrder(Refusal):
    """Two dates of which the first must not come after the second."""

    first_name: str
    first: date
    second_name: str
    second: date


@dataclass(eq=False)
class UnknownChoice(Refusal):
    """A name that is not in the list of known names."""

    name: str
    value: object
    choices: tuple[str, ...]


@dataclass(eq=False)
class MissingRate(Refusal):
    """No value of a dated table covers the day asked for; it is never extrapolated."""

    table: str
    on: date


@dataclass(eq=False)
class NotFound(Refusal):
    """What was asked for does not exist, or not for this person (the answer is the same)."""

    what: str
