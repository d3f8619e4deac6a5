"""Work on an exercise or a quiz: draft, hints, submission, grading, correction.

A submission is written before it is answered; its client id makes a retry harmless; a mark is only
ever added, and the best one counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session, joinedload

from simulator.domain.exercises.question import Grading, Question
from simulator.domain.exercises.world import World
from simulator.domain.quiz import grading as quiz_grading
from simulator.domain.quiz.grading import QuizGrading
from simulator.domain.quiz.question import Quiz
from simulator.domain.refusals import NotFound
from simulator.services import attempt_rows, catalogue, portfolios, quizzes, teams, variants
from simulator.services.attempt_rows import (
    LONGEST_ANSWER,
    MOST_ANSWERS,
    ActivityClosed,
    AlreadyAnswered,
    AnswerTooLong,
    CorrectionSeen,
    attempt_of,
    checked,
)
from simulator.services.teams import TeamSheet
from simulator.services.trainees import Trainee, touch
from simulator.services.variants import VariantReplaced
from simulator.store.attempts import AttemptRow, SubmissionRow
from simulator.store.trainings import ActivityRow

__all__ = [
    "LONGEST_ANSWER",
    "MOST_ANSWERS",
    "Activity",
    "ActivityClosed",
    "AlreadyAnswered",
    "AnswerTooLong",
    "CorrectionSeen",
    "QuizSheet",
    "Sheet",
    "VariantReplaced",
    "activity_of",
    "attempt_of",
    "checked",
    "exercise",
    "open_hint",
    "quiz",
    "reveal",
    "save_draft",
    "save_quiz_draft",
    "submit",
    "submit_quiz",
    "world_of",
]

Activity = ActivityRow
"""An activity, as pages read it."""
_IN_ITS_TRAINING = (joinedload(ActivityRow.training, innerjoin=True),)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of an exercise shows; ``mine`` says whether the file is the reader's own."""

    activity: ActivityRow
    question: Question
    variant: int
    raw: Mapping[str, str]
    hints: tuple[str, ...]
    saved_at: datetime | None
    submissions: int
    best: Fraction | None
    grading: Grading | None
    revealed: bool
    answerable: bool
    closes_at: datetime | None = None
    team: TeamSheet | None = None
    mine: bool = True
    given_reason: str | None = None


@dataclass(frozen=True, slots=True)
class QuizSheet:
    """What the page of a quiz shows; gradings only once it was answered."""

    activity: ActivityRow
    quiz: Quiz
    raw: Mapping[str, str]
    saved_at: datetime | None
    gradings: Mapping[str, QuizGrading] | None
    best: Fraction | None
    answerable: bool
    closes_at: datetime | None = None


def activity_of(session: Session, trainee: Trainee, activity_id: int, *kinds: str) -> ActivityRow:
    """Return an activity that this trainee may see; ``NotFound`` otherwise."""
    row = session.get(ActivityRow, activity_id, options=_IN_ITS_TRAINING)
    if row is None or row.training_id != trainee.training_id or row.state == "hidden":
        raise NotFound("activity")
    if kinds and row.kind not in kinds:
        raise NotFound("activity")
    return row


def exercise(
    session: Session, trainee: Trainee, activity: ActivityRow, now: datetime, variant: int = 0
) -> Sheet:
    """Return the page of an exercise: its question, the draft, the last judgement."""
    attempt = attempt_of(session, trainee, activity, now, variant, worked=True)
    question = variants.question(session, attempt, activity, now)
    sent = [each for each in attempt.submissions if each.draw == attempt.draw]
    last = sent[-1] if sent else None
    raw = attempt.draft or (last.raw if last else {})
    judged = last is not None and (not attempt.draft or attempt.draft == last.raw)
    team = None if variant else teams.sheet(session, activity, trainee.id)
    writes = team is None or team.mine
    until = attempt_rows.closes_at(session, activity, trainee.id)
    open_now = attempt_rows.takes_answers(attempt, activity, until, now)
    given = attempt.overrides[-1] if attempt.overrides else None
    return Sheet(
        activity,
        question,
        variant,
        raw,
        tuple(attempt.hints),
        attempt.draft_saved_at,
        len(attempt.submissions),
        attempt_rows.best(attempt, activity),
        question.grade(last.raw, last.hints) if last and judged else None,
        _revealed(attempt, activity, open_now=open_now),
        open_now and writes,
        until,
        team,
        attempt.trainee_id == trainee.id,
        given.reason if given is not None and given.fraction is not None else None,
    )


def world_of(session: Session, trainee: Trainee, now: datetime) -> World:
    """Return the world of a trainee's exercises."""
    return catalogue.world(portfolios.as_opened(session, trainee.id, now))


def _revealed(attempt: AttemptRow, activity: ActivityRow, *, open_now: bool) -> bool:
    return (
        attempt.revealed_at is not None
        or activity.corrected_at is not None
        or (activity.state == "closed" and not open_now)
        or attempt_rows.engine_best(attempt, activity.run_id) == 1
    )


def save_draft(
    session: Session,
    trainee: Trainee,
    activity: ActivityRow,
    raw: Mapping[str, str],
    now: datetime,
    variant: int = 0,
) -> datetime:
    """Keep what is typed; return the moment that the page may show once committed."""
    attempt = attempt_rows.held(session, trainee, activity, now, variant)
    attempt_rows.require_answerable(session, trainee, attempt, activity, now)
    attempt.draft, attempt.draft_saved_at = checked(raw), now
    return now


def open_hint(
    session: Session,
    trainee: Trainee,
    activity: ActivityRow,
    key: str,
    now: datetime,
    variant: int = 0,
) -> None:
    """Open a hint, whose price was shown before the click; ``NotFound`` when there is none."""
    attempt = attempt_rows.held(session, trainee, activity, now, variant)
    attempt_rows.require_answerable(session, trainee, attempt, activity, now)
    question = variants.question(session, attempt, activity, now)
    known = {hint.key for part in question.parts for hint in part.hints}
    if key not in known:
        raise NotFound("hint")
    if key not in attempt.hints:
        attempt.hints = [*attempt.hints, key]


def reveal(
    session: Session, trainee: Trainee, activity: ActivityRow, now: datetime, variant: int = 0
) -> None:
    """Show the worked solution: this set of figures is not graded any more."""
    attempt = attempt_rows.held(session, trainee, activity, now, variant)
    if attempt.revealed_at is None:
        attempt.revealed_at = now


def submit(
    session: Session,
    trainee: Trainee,
    activity: ActivityRow,
    raw: Mapping[str, str],
    client_id: str,
    now: datetime,
    variant: int = 0,
) -> Grading:
    """Judge answers and keep them; what cannot be read costs nothing and is not an attempt.

    The same client id a second time answers the first grading again. ``VariantReplaced`` when the
    figures broke: others are dealt, nothing is counted (the caller commits).
    """
    attempt = attempt_rows.held(session, trainee, activity, now, variant)
    question = variants.question(session, attempt, activity, now)
    before = attempt_rows.submission(session, attempt, client_id)
    if before is not None:
        return question.grade(before.raw, before.hints)
    attempt_rows.require_answerable(session, trainee, attempt, activity, now)
    kept = checked(raw)
    graded = variants.judged(session, attempt, activity, question, kept, now)
    attempt.draft, attempt.draft_saved_at = kept, now
    if graded.counts:
        _keep(session, trainee, attempt, activity, client_id, graded.fraction, graded.outcomes)
        touch(session, trainee.training_id)
    return graded


def _keep(
    session: Session,
    trainee: Trainee,
    attempt: AttemptRow,
    activity: ActivityRow,
    client_id: str,
    fraction: Fraction,
    outcomes: Mapping[str, str],
) -> None:
    """Keep what was just drafted as a submission."""
    assert attempt.draft_saved_at is not None  # the draft is what is sent
    sent = SubmissionRow(
        attempt_id=attempt.id,
        client_id=client_id[:64],
        raw=dict(attempt.draft),
        hints=list(attempt.hints),
        draw=attempt.draw,
        sender_id=None if trainee.id == attempt.trainee_id else trainee.id,
        submitted_at=attempt.draft_saved_at,
    )
    digest = variants.in_force(session, attempt, activity)
    attempt_rows.keep(session, attempt, activity.run_id, digest, sent, fraction, outcomes)


def quiz(session: Session, trainee: Trainee, activity: ActivityRow, now: datetime) -> QuizSheet:
    """Return the page of a quiz: its questions, then the judgements once it was answered."""
    attempt = attempt_of(session, trainee, activity, now, worked=True)
    found = quizzes.find(session, activity.reference)
    last = attempt.submissions[-1] if attempt.submissions else None
    until = attempt_rows.closes_at(session, activity, trainee.id)
    return QuizSheet(
        activity,
        found,
        last.raw if last else attempt.draft,
        attempt.draft_saved_at,
        _graded(found, last.raw) if last else None,
        attempt_rows.best(attempt, activity),
        last is None and attempt_rows.takes_answers(attempt, activity, until, now),
        until,
    )


def _graded(found: Quiz, raw: Mapping[str, str]) -> dict[str, QuizGrading]:
    return {
        question.id: quiz_grading.grade(question, raw.get(question.id, ""))
        for question in found.questions
    }


def save_quiz_draft(
    session: Session,
    trainee: Trainee,
    activity: ActivityRow,
    raw: Mapping[str, str],
    now: datetime,
) -> datetime:
    """Keep the answers given so far to a quiz."""
    attempt = attempt_rows.held(session, trainee, activity, now)
    if attempt.submissions:
        raise AlreadyAnswered(activity.title)
    attempt_rows.require_answerable(session, trainee, attempt, activity, now)
    attempt.draft, attempt.draft_saved_at = checked(raw), now
    return now


def submit_quiz(
    session: Session,
    trainee: Trainee,
    activity: ActivityRow,
    raw: Mapping[str, str],
    client_id: str,
    now: datetime,
) -> None:
    """Judge a quiz, once; ``AlreadyAnswered`` the second time, a retry of the first is harmless."""
    attempt = attempt_rows.held(session, trainee, activity, now)
    if attempt_rows.submission(session, attempt, client_id) is not None:
        return
    if attempt.submissions:
        raise AlreadyAnswered(activity.title)
    attempt_rows.require_answerable(session, trainee, attempt, activity, now)
    found = quizzes.find(session, activity.reference)
    kept = checked(raw)
    gradings = _graded(found, kept)
    scored = [question for question in found.questions if question.scored]
    points = sum((question.points for question in scored), Fraction(0))
    earned = sum((gradings[question.id].mark for question in scored), Fraction(0))
    outcomes = {name: graded.verdict.value for name, graded in gradings.items()}
    attempt.draft, attempt.draft_saved_at = kept, now
    _keep(session, trainee, attempt, activity, client_id, earned / points, outcomes)
    touch(session, trainee.training_id)
