"""Work on an exercise or a quiz: draft, hints, submission, grading, correction.

A submission is written before it is answered; its client id makes a retry harmless; a mark is only
ever added, and the best one counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.exercises.question import Grading, Question
from simulator.domain.exercises.world import World
from simulator.domain.quiz import grading as quiz_grading
from simulator.domain.quiz.grading import QuizGrading
from simulator.domain.quiz.question import Quiz
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import catalogue, portfolios
from simulator.services.trainees import Trainee, touch
from simulator.store.attempts import AttemptRow, GradingRow, SubmissionRow
from simulator.store.trainings import ActivityRow

Activity = ActivityRow
"""An activity, as pages read it."""

LONGEST_ANSWER = 5000
MOST_ANSWERS = 400


@dataclass(eq=False)
class ActivityClosed(Refusal):
    """The trainer has closed this activity: it is read, not answered."""

    title: str


@dataclass(eq=False)
class CorrectionSeen(Refusal):
    """The worked solution was asked for: this set of figures is not graded any more."""


@dataclass(eq=False)
class AlreadyAnswered(Refusal):
    """A quiz is answered once."""

    title: str


@dataclass(eq=False)
class AnswerTooLong(Refusal):
    """An answer longer than any real one; the most is given in characters."""

    most: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of an exercise shows."""

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


def activity_of(session: Session, trainee: Trainee, activity_id: int, *kinds: str) -> ActivityRow:
    """Return an activity that this trainee may see; ``NotFound`` otherwise."""
    row = session.get(ActivityRow, activity_id)
    if row is None or row.training_id != trainee.training_id or row.state == "hidden":
        raise NotFound("activity")
    if kinds and row.kind not in kinds:
        raise NotFound("activity")
    return row


def attempt_of(
    session: Session, trainee: Trainee, activity: ActivityRow, now: datetime, variant: int = 0
) -> AttemptRow:
    """Return the attempt of a trainee, starting it the first time (the caller commits)."""
    found = _attempt(session, trainee, activity, variant)
    if found is not None:
        return found
    row = AttemptRow(
        trainee_id=trainee.id,
        activity_id=activity.id,
        variant=variant,
        content_digest=catalogue.digest(activity.reference),
        draft={},
        hints=[],
        started_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same person in another tab was first
        again = _attempt(session, trainee, activity, variant)
        assert again is not None  # the unique key says so
        return again
    touch(session, trainee.training_id)
    return row


def _held(
    session: Session, trainee: Trainee, activity: ActivityRow, now: datetime, variant: int = 0
) -> AttemptRow:
    """Return an attempt that nobody else changes until the end: two tabs answer one by one."""
    row = attempt_of(session, trainee, activity, now, variant)
    session.refresh(row, with_for_update=True)
    return row


def _attempt(
    session: Session, trainee: Trainee, activity: ActivityRow, variant: int
) -> AttemptRow | None:
    return session.scalar(
        select(AttemptRow).where(
            AttemptRow.trainee_id == trainee.id,
            AttemptRow.activity_id == activity.id,
            AttemptRow.variant == variant,
        )
    )


def _question(
    session: Session, trainee: Trainee, activity: ActivityRow, variant: int, now: datetime
) -> Question:
    portfolio = portfolios.of_trainee(session, trainee.id, now)
    return catalogue.question(activity.reference, portfolio, variant)


def exercise(
    session: Session, trainee: Trainee, activity: ActivityRow, now: datetime, variant: int = 0
) -> Sheet:
    """Return the page of an exercise: its question, the draft, the last judgement."""
    attempt = attempt_of(session, trainee, activity, now, variant)
    question = _question(session, trainee, activity, variant, now)
    last = attempt.submissions[-1] if attempt.submissions else None
    raw = attempt.draft or (last.raw if last else {})
    judged = last is not None and (not attempt.draft or attempt.draft == last.raw)
    return Sheet(
        activity,
        question,
        variant,
        raw,
        tuple(attempt.hints),
        attempt.draft_saved_at,
        len(attempt.submissions),
        _best(attempt),
        question.grade(last.raw, last.hints) if last and judged else None,
        _revealed(attempt, activity),
        _answerable(attempt, activity),
    )


def world_of(session: Session, trainee: Trainee, now: datetime) -> World:
    """Return the world of a trainee's exercises."""
    return catalogue.world(portfolios.of_trainee(session, trainee.id, now))


def _best(attempt: AttemptRow) -> Fraction | None:
    marks = [
        Fraction(submission.gradings[-1].fraction)
        for submission in attempt.submissions
        if submission.gradings
    ]
    return max(marks, default=None)


def _revealed(attempt: AttemptRow, activity: ActivityRow) -> bool:
    return (
        attempt.revealed_at is not None
        or activity.corrected_at is not None
        or activity.state == "closed"
        or _best(attempt) == 1
    )


def _answerable(attempt: AttemptRow, activity: ActivityRow) -> bool:
    if attempt.revealed_at is not None or activity.training.state != "open":
        return False
    return bool(attempt.variant) or (activity.state == "open" and activity.corrected_at is None)


def checked(raw: Mapping[str, str]) -> dict[str, str]:
    """Return raw answers as they are kept; ``AnswerTooLong`` beyond any real length."""
    if len(raw) > MOST_ANSWERS or any(len(text) > LONGEST_ANSWER for text in raw.values()):
        raise AnswerTooLong(LONGEST_ANSWER)
    return {name: text for name, text in raw.items() if text.strip()}


def _require_answerable(attempt: AttemptRow, activity: ActivityRow) -> None:
    if attempt.revealed_at is not None:
        raise CorrectionSeen
    if not _answerable(attempt, activity):
        raise ActivityClosed(activity.title)


def save_draft(
    session: Session,
    trainee: Trainee,
    activity: ActivityRow,
    raw: Mapping[str, str],
    now: datetime,
    variant: int = 0,
) -> datetime:
    """Keep what is typed; return the moment that the page may show once committed."""
    attempt = _held(session, trainee, activity, now, variant)
    _require_answerable(attempt, activity)
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
    attempt = _held(session, trainee, activity, now, variant)
    _require_answerable(attempt, activity)
    question = _question(session, trainee, activity, variant, now)
    known = {hint.key for part in question.parts for hint in part.hints}
    if key not in known:
        raise NotFound("hint")
    if key not in attempt.hints:
        attempt.hints = [*attempt.hints, key]


def reveal(
    session: Session, trainee: Trainee, activity: ActivityRow, now: datetime, variant: int = 0
) -> None:
    """Show the worked solution: this set of figures is not graded any more."""
    attempt = _held(session, trainee, activity, now, variant)
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

    The same client id a second time answers the first grading again.
    """
    attempt = _held(session, trainee, activity, now, variant)
    question = _question(session, trainee, activity, variant, now)
    before = _submission(session, attempt, client_id)
    if before is not None:
        return question.grade(before.raw, before.hints)
    _require_answerable(attempt, activity)
    kept = checked(raw)
    graded = question.grade(kept, attempt.hints)
    attempt.draft, attempt.draft_saved_at = kept, now
    if graded.counts:
        _keep(session, attempt, kept, client_id, graded.fraction, dict(graded.outcomes), now)
        touch(session, trainee.training_id)
    return graded


def _submission(session: Session, attempt: AttemptRow, client_id: str) -> SubmissionRow | None:
    return session.scalar(
        select(SubmissionRow).where(
            SubmissionRow.attempt_id == attempt.id, SubmissionRow.client_id == client_id
        )
    )


def _keep(
    session: Session,
    attempt: AttemptRow,
    raw: dict[str, str],
    client_id: str,
    fraction: Fraction,
    outcomes: dict[str, str],
    now: datetime,
) -> None:
    row = SubmissionRow(
        attempt_id=attempt.id,
        client_id=client_id[:64],
        raw=raw,
        hints=list(attempt.hints),
        submitted_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same click, arrived by another connection
        return
    session.add(
        GradingRow(
            submission_id=row.id,
            fraction=str(fraction),
            outcomes=outcomes,
            content_digest=attempt.content_digest,
            graded_at=now,
        )
    )
    session.flush()
    session.expire(attempt, ["submissions"])


def quiz(session: Session, trainee: Trainee, activity: ActivityRow, now: datetime) -> QuizSheet:
    """Return the page of a quiz: its questions, then the judgements once it was answered."""
    attempt = attempt_of(session, trainee, activity, now)
    found = catalogue.quiz(activity.reference)
    last = attempt.submissions[-1] if attempt.submissions else None
    return QuizSheet(
        activity,
        found,
        last.raw if last else attempt.draft,
        attempt.draft_saved_at,
        _graded(found, last.raw) if last else None,
        _best(attempt),
        last is None and _answerable(attempt, activity),
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
    attempt = _held(session, trainee, activity, now)
    if attempt.submissions:
        raise AlreadyAnswered(activity.title)
    _require_answerable(attempt, activity)
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
    attempt = _held(session, trainee, activity, now)
    if _submission(session, attempt, client_id) is not None:
        return
    if attempt.submissions:
        raise AlreadyAnswered(activity.title)
    _require_answerable(attempt, activity)
    found = catalogue.quiz(activity.reference)
    kept = checked(raw)
    gradings = _graded(found, kept)
    scored = [question for question in found.questions if question.scored]
    points = sum((question.points for question in scored), Fraction(0))
    earned = sum((gradings[question.id].mark for question in scored), Fraction(0))
    outcomes = {name: graded.verdict.value for name, graded in gradings.items()}
    attempt.draft, attempt.draft_saved_at = kept, now
    _keep(session, attempt, kept, client_id, earned / points, outcomes, now)
    touch(session, trainee.training_id)
