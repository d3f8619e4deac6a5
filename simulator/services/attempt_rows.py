"""One attempt: found, begun, held while it is written, open or not, and its best mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload, selectinload

from simulator.domain.refusals import Refusal
from simulator.services import teams, variants
from simulator.services.trainees import Trainee, touch
from simulator.store.attempts import AllowanceRow, AttemptRow, GradingRow, SubmissionRow
from simulator.store.trainings import ActivityRow

LONGEST_ANSWER = 5000
MOST_ANSWERS = 400

# Written once: a class asks these all day, and writing one costs as much as asking it.
_FOUND = select(AttemptRow).where(
    AttemptRow.trainee_id == bindparam("trainee"),
    AttemptRow.activity_id == bindparam("activity"),
    AttemptRow.variant == bindparam("variant"),
)
_HELD = _FOUND.with_for_update().execution_options(populate_existing=True)
_WITH_WORK = _FOUND.options(
    joinedload(AttemptRow.overrides),
    selectinload(AttemptRow.submissions).joinedload(SubmissionRow.gradings),
)
_SENT = select(SubmissionRow).where(
    SubmissionRow.attempt_id == bindparam("attempt"),
    SubmissionRow.client_id == bindparam("client"),
)
_GIVEN = (
    select(AllowanceRow.until)
    .where(
        AllowanceRow.activity_id == bindparam("activity"),
        AllowanceRow.trainee_id == bindparam("trainee"),
    )
    .order_by(AllowanceRow.id.desc())
    .limit(1)
)


@dataclass(eq=False)
class ActivityClosed(Refusal):
    """The trainer has closed this activity, or its time is over: it is read, not answered."""

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


def attempt_of(
    session: Session,
    trainee: Trainee,
    activity: ActivityRow,
    now: datetime,
    variant: int = 0,
    *,
    worked: bool = False,
) -> AttemptRow:
    """Return the attempt of a trainee, starting it the first time (the caller commits).

    In a team the graded one is that of the person on whose file the team works. ``worked`` reads
    what was sent with it, for a page that shows it.
    """
    found = find(session, trainee, activity, variant, worked=worked)
    if found is not None:
        return found
    row = AttemptRow(
        trainee_id=subject(session, trainee, activity, variant),
        activity_id=activity.id,
        variant=variant,
        content_digest=variants.starting(session, activity, now),
        draft={},
        hints=[],
        started_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same person in another tab was first
        again = find(session, trainee, activity, variant)
        assert again is not None  # the unique key says so
        return again
    touch(session, trainee.training_id)
    return row


def subject(session: Session, trainee: Trainee, activity: ActivityRow, variant: int) -> int:
    """Return whose attempt this is: practice is one's own, the graded work is the team's."""
    team = None if variant else teams.of(session, activity, trainee.id)
    return trainee.id if team is None or team.anchor_id is None else team.anchor_id


def held(
    session: Session, trainee: Trainee, activity: ActivityRow, now: datetime, variant: int = 0
) -> AttemptRow:
    """Return an attempt that nobody else changes until the end: two tabs answer one by one.

    ``NotYourPen`` when another member of the team writes.
    """
    if not variant:
        teams.require_pen(session, activity, trainee.id)
    row = find(session, trainee, activity, variant, held=True)
    return row or attempt_of(session, trainee, activity, now, variant)


def find(
    session: Session,
    trainee: Trainee,
    activity: ActivityRow,
    variant: int,
    *,
    held: bool = False,
    worked: bool = False,
) -> AttemptRow | None:
    """Return the attempt of a trainee, if it was begun; held for who writes, or with its work."""
    key = {
        "trainee": subject(session, trainee, activity, variant),
        "activity": activity.id,
        "variant": variant,
    }
    if worked:
        return session.scalars(_WITH_WORK, key).unique().one_or_none()
    return session.scalar(_HELD if held else _FOUND, key)


def effective(gradings: Iterable[GradingRow], run_id: int | None) -> GradingRow | None:
    """Return the judgement that counts: of the run in force, else the last one."""
    every = list(gradings)
    found = [one for one in every if one.run_id == run_id] or every
    return found[-1] if found else None


def engine_best(attempt: AttemptRow, run_id: int | None) -> Fraction | None:
    """Return the best mark that the engine gave."""
    found = [effective(each.gradings, run_id) for each in attempt.submissions]
    return max((Fraction(one.fraction) for one in found if one is not None), default=None)


def best(attempt: AttemptRow, activity: ActivityRow) -> Fraction | None:
    """Return the mark that counts: that of the trainer when one was given, else the best one."""
    given = attempt.overrides[-1].fraction if attempt.overrides else None
    return engine_best(attempt, activity.run_id) if given is None else Fraction(given)


def closes_at(session: Session, activity: ActivityRow, trainee_id: int) -> datetime | None:
    """Return until when this person may answer; none when only the trainer closes.

    More time given to somebody holds even if the activity closes for the others.
    """
    given = session.scalar(_GIVEN, {"activity": activity.id, "trainee": trainee_id})
    if given is None or (activity.closes_at is not None and activity.closes_at > given):
        return activity.closes_at
    return given


def answerable(
    session: Session, trainee: Trainee, attempt: AttemptRow, activity: ActivityRow, now: datetime
) -> bool:
    """Say whether answers are taken now, by the server's clock."""
    until = None if attempt.variant else closes_at(session, activity, trainee.id)
    return takes_answers(attempt, activity, until, now)


def takes_answers(
    attempt: AttemptRow, activity: ActivityRow, until: datetime | None, now: datetime
) -> bool:
    """Say whether answers are taken now from whom ``closes_at`` gives until then."""
    if attempt.revealed_at is not None or activity.training.state != "open":
        return False
    if attempt.variant:
        return True
    if activity.corrected_at is not None:
        return False
    if activity.state == "open":
        return until is None or now < until
    extended = until is not None and until != activity.closes_at
    return extended and until is not None and now < until


def require_answerable(
    session: Session, trainee: Trainee, attempt: AttemptRow, activity: ActivityRow, now: datetime
) -> None:
    """Refuse what comes too late: ``CorrectionSeen`` or ``ActivityClosed``."""
    if attempt.revealed_at is not None:
        raise CorrectionSeen
    if not answerable(session, trainee, attempt, activity, now):
        raise ActivityClosed(activity.title)


def checked(raw: Mapping[str, str]) -> dict[str, str]:
    """Return raw answers as they are kept; ``AnswerTooLong`` beyond any real length."""
    if len(raw) > MOST_ANSWERS or any(len(text) > LONGEST_ANSWER for text in raw.values()):
        raise AnswerTooLong(LONGEST_ANSWER)
    return {name: text for name, text in raw.items() if text.strip()}


def submission(session: Session, attempt: AttemptRow, client_id: str) -> SubmissionRow | None:
    """Return what was already sent under a client's id."""
    return session.scalar(_SENT, {"attempt": attempt.id, "client": client_id})


def keep(
    session: Session,
    attempt: AttemptRow,
    run_id: int | None,
    digest: str,
    sent: SubmissionRow,
    fraction: Fraction,
    outcomes: Mapping[str, str],
) -> None:
    """Add a submission and its first judgement; nobody else holds the attempt meanwhile."""
    sent.gradings.append(
        GradingRow(
            fraction=str(fraction),
            outcomes=dict(outcomes),
            content_digest=digest,
            run_id=run_id,
            graded_at=sent.submitted_at,
        )
    )
    session.add(sent)
    session.flush()
    session.expire(sent, ["gradings"])
    session.expire(attempt, ["submissions"])
