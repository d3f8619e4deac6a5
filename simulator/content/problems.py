"""A fault in a content file: what, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error keeps the application from starting; a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault; ``sentence`` and ``hint`` are French, ``file`` is relative."""

    file: str
    line: int
    code: str
    sentence: str
    hint: str = ""
    level: Level = Level.ERROR

    def __str__(self) -> str:
        """Show the fault on one line, as editors like it."""
        hint = f" — {self.hint}" if self.hint else ""
        return f"{self.file}:{self.line}: {self.level.value} [{self.code}] {self.sentence}{hint}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are not warnings."""
    return [problem for problem in problems if problem.level is Level.ERROR]
