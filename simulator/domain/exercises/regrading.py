"""A regrade before it is made: what each person's mark becomes, and who gains or loses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Rejudged:
    """One submission: its mark now, and by the new version; none when that cannot judge it."""

    submission: int
    before: Fraction
    found: Fraction | None
    outcomes: Mapping[str, str]

    def after(self, *, keeps_points: bool) -> Fraction:
        """Return the mark once regraded; what the new version cannot judge keeps its mark."""
        if self.found is None:
            return self.before
        return max(self.before, self.found) if keeps_points else self.found

    def kept(self, *, keeps_points: bool) -> bool:
        """Say whether the mark is not the one that the new version finds."""
        return self.after(keeps_points=keeps_points) != self.found


@dataclass(frozen=True, slots=True)
class Change:
    """What a regrade does to somebody's best mark; ``given`` is a mark of the trainer's.

    ``found`` is the best mark by the new version alone, none when it judges no submission.
    """

    before: Fraction
    after: Fraction
    found: Fraction | None
    given: Fraction | None

    @property
    def gain(self) -> Fraction:
        """Return what the mark that counts gains, negative when it loses: a given mark stays."""
        return Fraction(0) if self.given is not None else self.after - self.before

    @property
    def spared(self) -> Fraction:
        """Return what the rule « nobody loses a point » keeps for this person."""
        if self.given is not None or self.found is None:
            return Fraction(0)
        return max(Fraction(0), self.after - self.found)


def change(
    rejudged: Iterable[Rejudged], given: Fraction | None, *, keeps_points: bool
) -> Change | None:
    """Return what a regrade does to one person; nothing for who has sent nothing."""
    every = tuple(rejudged)
    if not every:
        return None
    found = [one.found for one in every if one.found is not None]
    return Change(
        max(one.before for one in every),
        max(one.after(keeps_points=keeps_points) for one in every),
        max(found, default=None),
        given,
    )
