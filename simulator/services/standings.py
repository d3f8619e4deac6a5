"""Who did what in each activity, and the mark that counts: run in force, override, team."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.store.attempts import AttemptRow, GradingRow, OverrideRow, SubmissionRow
from simulator.store.teams import TeamMemberRow, TeamRow
from simulator.store.trainings import ActivityRow

Key = tuple[int, int]
"""A trainee and an activity."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody did in one activity; ``best`` is the mark that counts."""

    started_at: datetime
    submissions: int
    best: Fraction | None


def of_training(
    session: Session, training_id: int, trainee_id: int | None = None
) -> dict[Key, Standing]:
    """Return the standings by (trainee, activity), the graded figures only."""
    teams = _teams(session, training_id, trainee_id)
    wanted = None if trainee_id is None else {trainee_id, *(team[0] for team in teams.values())}
    found = _worked(session, training_id, wanted)
    for key, given in _overrides(session, training_id, wanted).items():
        if key in found:
            found[key] = Standing(found[key].started_at, found[key].submissions, given)
    shared = {key: _better(found.get(key), found.get(team)) for key, team in teams.items()}
    found.update({key: standing for key, standing in shared.items() if standing is not None})
    if trainee_id is None:
        return found
    return {key: standing for key, standing in found.items() if key[0] == trainee_id}


def _worked(session: Session, training_id: int, wanted: set[int] | None) -> dict[Key, Standing]:
    query = (
        select(
            AttemptRow.trainee_id,
            AttemptRow.activity_id,
            AttemptRow.started_at,
            SubmissionRow.id,
            GradingRow.fraction,
            GradingRow.run_id.is_not_distinct_from(ActivityRow.run_id),
        )
        .join(ActivityRow, ActivityRow.id == AttemptRow.activity_id)
        .outerjoin(SubmissionRow, SubmissionRow.attempt_id == AttemptRow.id)
        .outerjoin(GradingRow, GradingRow.submission_id == SubmissionRow.id)
        .where(ActivityRow.training_id == training_id, AttemptRow.variant == 0)
        .order_by(GradingRow.id)
    )
    if wanted is not None:
        query = query.where(AttemptRow.trainee_id.in_(wanted))
    started: dict[Key, datetime] = {}
    marks: defaultdict[Key, dict[int, tuple[bool, str]]] = defaultdict(dict)
    for person, activity, started_at, submission, fraction, in_force in session.execute(query):
        key = (person, activity)
        started[key] = started_at
        if submission is not None:
            known = marks[key].get(submission)
            # the last judgement of the run in force counts, else the last one of any
            if known is None or in_force or not known[0]:
                marks[key][submission] = (bool(in_force), fraction or "")
    return {key: _standing(at, marks.get(key, {})) for key, at in started.items()}


def _standing(started_at: datetime, marks: dict[int, tuple[bool, str]]) -> Standing:
    given = [Fraction(fraction) for _, fraction in marks.values() if fraction]
    return Standing(started_at, len(marks), max(given, default=None))


def _overrides(session: Session, training_id: int, wanted: set[int] | None) -> dict[Key, Fraction]:
    """Return the marks that the trainer gave and did not take back."""
    query = (
        select(AttemptRow.trainee_id, AttemptRow.activity_id, OverrideRow.fraction)
        .join(AttemptRow, AttemptRow.id == OverrideRow.attempt_id)
        .join(ActivityRow, ActivityRow.id == AttemptRow.activity_id)
        .where(ActivityRow.training_id == training_id, AttemptRow.variant == 0)
        .order_by(OverrideRow.id)
    )
    if wanted is not None:
        query = query.where(AttemptRow.trainee_id.in_(wanted))
    last = {(person, activity): given for person, activity, given in session.execute(query)}
    return {key: Fraction(given) for key, given in last.items() if given is not None}


def _teams(session: Session, training_id: int, trainee_id: int | None) -> dict[Key, Key]:
    """Return, for each member of a team, whose work counts for that person."""
    query = (
        select(TeamMemberRow.trainee_id, TeamRow.activity_id, TeamRow.anchor_id)
        .join(TeamRow, TeamRow.id == TeamMemberRow.team_id)
        .join(ActivityRow, ActivityRow.id == TeamRow.activity_id)
        .where(ActivityRow.training_id == training_id, ActivityRow.teams != "none")
    )
    if trainee_id is not None:
        query = query.where(TeamMemberRow.trainee_id == trainee_id)
    return {
        (person, activity): (anchor, activity)
        for person, activity, anchor in session.execute(query)
        if anchor is not None and anchor != person
    }


def _better(own: Standing | None, team: Standing | None) -> Standing | None:
    """Return what counts for a member: the team's work, or a better one done before alone."""
    if team is None or own is None:
        return team or own
    ranked = sorted((own, team), key=lambda one: -1 if one.best is None else one.best)
    return Standing(team.started_at, team.submissions or own.submissions, ranked[-1].best)
