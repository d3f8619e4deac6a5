"""Points and ranks of a live quiz, by published rules.

*Justesse*: the share of right, times the points of the question. *Rythme*: the same, times 1/2 +
1/2 × (1 − max(0, t − 1 s) / T), never under one half, t on the server's clock from the moment
answers open and T the limit announced. A team that thinks together has the mean of the members who
were there when the question was asked. A tie is settled by the number right, then, in *rythme*
only, by the total time on right answers; what is still equal shares a rank, and the next is left
out (1, 1, 3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from simulator.domain.quiz.game import Game, Scoring, Teams

POINTS = 100
"""Points of a live question for one point of the content."""
FREE = timedelta(seconds=1)
"""The first second costs nothing: it is the network's."""
ZERO, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)


@dataclass(frozen=True, slots=True)
class Member:
    """A player, as scoring knows one; ``left_at`` when the trainer removed the person."""

    id: int
    team: int | None
    joined_at: datetime
    left_at: datetime | None = None

    def was_there(self, moment: datetime) -> bool:
        """Say whether this person played when a question was asked."""
        return self.joined_at <= moment and (self.left_at is None or self.left_at > moment)


@dataclass(frozen=True, slots=True)
class Given:
    """The answer that counts for a question; ``subject`` is a player, or a team that has one pen.

    ``elapsed`` is on the server's clock; ``tokens`` are the options in the order of the screen.
    """

    index: int
    subject: int
    fraction: Fraction
    elapsed: timedelta
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """What a player or a team has; ``time`` is that spent on right answers."""

    points: Fraction
    right: Fraction
    time: timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the ranking; ``shared`` says that somebody has the same rank."""

    subject: int
    rank: int
    shared: bool
    score: Score


def pace(elapsed: timedelta, limit: timedelta) -> Fraction:
    """Return the share kept in *rythme*, from 1 down to one half."""
    late = max(elapsed - FREE, timedelta(0))
    tick = timedelta(microseconds=1)
    share = Fraction(late // tick, limit // tick)
    return HALF + HALF * max(ZERO, ONE - share)


def points(game: Game, given: Given) -> Fraction:
    """Return the points of an answer."""
    asked = game.questions[given.index]
    earned = given.fraction * asked.question.points * POINTS
    if game.rules.scoring is Scoring.PACE and asked.limit is not None:
        return earned * pace(given.elapsed, asked.limit)
    return earned


def scores(game: Game, answers: Iterable[Given]) -> dict[int, Score]:
    """Return the score of each subject on the questions whose key is out."""
    out = set(game.revealed())
    found: dict[int, Score] = {}
    for given in answers:
        if given.index in out:
            before = found.get(given.subject, NOTHING)
            right = given.fraction == ONE
            found[given.subject] = Score(
                before.points + points(game, given),
                before.right + right,
                before.time + (given.elapsed if right else timedelta(0)),
            )
    return found


NOTHING = Score(ZERO, ZERO, timedelta(0))


def team_scores(
    game: Game, answers: Iterable[Given], members: Iterable[Member]
) -> dict[int, Score]:
    """Return the score of each team: its own answers with one pen, else the mean of its members.

    The mean is over those who were there when each question was asked, so that a small team is not
    punished and somebody who comes late takes nothing away.
    """
    if game.rules.teams is Teams.PEN:
        return scores(game, answers)
    by_place = {(given.index, given.subject): given for given in answers}
    people = [member for member in members if member.team is not None]
    found: dict[int, Score] = {}
    for index in game.revealed():
        moment = game.runs[index].asked_at
        for team in sorted({member.team for member in people if member.team is not None}):
            there = [m.id for m in people if m.team == team and m.was_there(moment)]
            given = [by_place[index, who] for who in there if (index, who) in by_place]
            found[team] = _added(found.get(team, NOTHING), game, given, len(there))
    return found


def _added(before: Score, game: Game, answers: list[Given], there: int) -> Score:
    if not there:
        return before
    right = [given for given in answers if given.fraction == ONE]
    earned = sum((points(game, given) for given in answers), ZERO)
    spent = sum((given.elapsed for given in right), timedelta(0))
    return Score(
        before.points + earned / there,
        before.right + Fraction(len(right), there),
        before.time + spent / there,
    )


_Merit = tuple[Fraction, Fraction, timedelta]


def ranking(
    game: Game, subjects: Iterable[int], found: Mapping[int, Score]
) -> tuple[Standing, ...]:
    """Return everybody in order, those who have nothing too."""
    timed = game.rules.scoring is Scoring.PACE

    def merit(subject: int) -> _Merit:
        score = found.get(subject, NOTHING)
        return (-score.points, -score.right, score.time if timed else timedelta(0))

    ranked = sorted((merit(subject), subject) for subject in subjects)
    places = Counter(each for each, _ in ranked)
    first: dict[_Merit, int] = {}
    for place, (each, _) in enumerate(ranked, 1):
        first.setdefault(each, place)
    return tuple(
        Standing(subject, first[each], places[each] > 1, found.get(subject, NOTHING))
        for each, subject in ranked
    )
