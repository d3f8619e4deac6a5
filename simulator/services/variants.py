"""The figures of one attempt: versions kept as they were used, draws, what breaks is replaced."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.content import frozen
from simulator.domain.exercises.context import Degenerate
from simulator.domain.exercises.drawing import proved
from simulator.domain.exercises.question import Grading, Question
from simulator.domain.exercises.types import AnyExercise
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import Refusal
from simulator.services import catalogue, portfolios
from simulator.store.attempts import AttemptRow, BreakageRow, ExerciseVersionRow, GradingRunRow
from simulator.store.trainings import ActivityRow

_APART = 1000
"""Between two draws of one variant; variants stay far below."""
_DRAWS = 5
_KEPT = 512
_versions: dict[str, AnyExercise] = {}
_questions: OrderedDict[tuple[int, str, str, int], tuple[Portfolio, Question | None]] = (
    OrderedDict()
)
_lock = Lock()
"""A version is what its digest says, and portfolios are immutable: both are kept in memory."""


@dataclass(eq=False)
class VariantReplaced(Refusal):
    """The figures could not be graded: others were dealt, and nothing was counted."""

    title: str


def freeze(session: Session, exercise: AnyExercise, now: datetime) -> str:
    """Keep an exercise as it is written; return its digest."""
    digest = catalogue.digest_of(exercise)
    known = select(ExerciseVersionRow.id).where(ExerciseVersionRow.digest == digest)
    if session.scalar(known) is None:
        row = ExerciseVersionRow(
            digest=digest, reference=exercise.id, frozen=frozen.dump(exercise), frozen_at=now
        )
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:  # somebody else began it in the same moment
            pass
    return digest


def starting(session: Session, activity: ActivityRow, now: datetime) -> str:
    """Return the version that who starts now works on: that of the regrade in force, if any."""
    if activity.kind != "exercise":
        return catalogue.digest(activity.reference)
    if activity.run_id is not None:
        return session.get_one(GradingRunRow, activity.run_id).content_digest
    return freeze(session, catalogue.exercise(activity.reference), now)


def exercise(session: Session, digest: str, reference: str) -> AnyExercise:
    """Return a version; what was used before versions were kept is read in the content."""
    with _lock:
        known = _versions.get(digest)
    if known is not None:
        return known
    row = session.scalar(select(ExerciseVersionRow).where(ExerciseVersionRow.digest == digest))
    if row is None:
        return catalogue.exercise(reference)
    found = frozen.load(row.frozen)
    with _lock:
        _versions[digest] = found
    return found


def in_force(session: Session, attempt: AttemptRow, activity: ActivityRow) -> str:
    """Return the version by which an attempt is judged now."""
    if activity.run_id is None:
        return attempt.content_digest
    return session.get_one(GradingRunRow, activity.run_id).content_digest


def question(
    session: Session, attempt: AttemptRow, activity: ActivityRow, now: datetime
) -> Question:
    """Return the question of an attempt; figures that break are replaced, and reported.

    ``NoSuitableCustomer`` when the portfolio has none.
    """
    digest = in_force(session, attempt, activity)
    for _ in range(_DRAWS - 1):
        try:
            return as_judged(session, attempt, activity.reference, digest, attempt.draw, now)
        except Refusal:
            raise
        except Exception as error:  # noqa: BLE001 - whatever breaks, the trainee gets other figures
            replaced(session, attempt, error, now)
    return as_judged(session, attempt, activity.reference, digest, attempt.draw, now)


def as_judged(
    session: Session,
    attempt: AttemptRow,
    reference: str,
    digest: str,
    draw: int,
    now: datetime,
) -> Question:
    """Return the question of a draw as a version judges it, about the customers first dealt.

    Where the version cannot judge these customers, the question stays that of its own version.
    """
    return (
        mapped(session, attempt, reference, digest, draw, now)
        or mapped(session, attempt, reference, attempt.content_digest, draw, now)
        or _dealt(session, attempt, reference, draw, now)
    )


def mapped(
    session: Session,
    attempt: AttemptRow,
    reference: str,
    digest: str,
    draw: int,
    now: datetime,
) -> Question | None:
    """Return the question of a version about the customers of the first one; none without."""
    if digest == attempt.content_digest:
        return _dealt(session, attempt, reference, draw, now)
    portfolio = portfolios.as_opened(session, attempt.trainee_id, now)
    key = (id(portfolio), attempt.content_digest, digest, _number(attempt, draw))
    known = _known(key, portfolio)
    if known is not None:
        return known[1]
    first = _dealt(session, attempt, reference, draw, now)
    customers = tuple(portfolio.customers[number] for number in first.customers)
    try:
        made: Question | None = exercise(session, digest, reference).build(
            catalogue.world(portfolio), customers, first.variant
        )
    except (Degenerate, ValueError):  # the new version has no good question on these customers
        made = None
    if made is not None and not proved(made):
        made = None
    _keep(key, portfolio, made)
    return made


def _dealt(
    session: Session, attempt: AttemptRow, reference: str, draw: int, now: datetime
) -> Question:
    portfolio = portfolios.as_opened(session, attempt.trainee_id, now)
    digest = attempt.content_digest
    key = (id(portfolio), digest, digest, _number(attempt, draw))
    known = _known(key, portfolio)
    if known is not None and known[1] is not None:
        return known[1]
    version = exercise(session, digest, reference)
    made = version.question(catalogue.world(portfolio), _number(attempt, draw))
    _keep(key, portfolio, made)
    return made


def _number(attempt: AttemptRow, draw: int) -> int:
    # an attempt put aside keeps its figures: they are those of the graded variant
    return max(attempt.variant, 0) + _APART * draw


def _known(
    key: tuple[int, str, str, int], portfolio: Portfolio
) -> tuple[Portfolio, Question | None] | None:
    with _lock:
        known = _questions.get(key)
    # numbers of objects come back: the portfolio itself must be the same
    return known if known is not None and known[0] is portfolio else None


def _keep(key: tuple[int, str, str, int], portfolio: Portfolio, made: Question | None) -> None:
    with _lock:
        _questions[key] = (portfolio, made)
        while len(_questions) > _KEPT:
            _questions.popitem(last=False)


def replaced(session: Session, attempt: AttemptRow, error: Exception, now: datetime) -> None:
    """Report figures that broke and deal others: no submission, no hint is lost or counted."""
    session.add(
        BreakageRow(
            attempt_id=attempt.id,
            draw=attempt.draw,
            content_digest=attempt.content_digest,
            reason=f"{type(error).__name__}: {error}"[:200],
            seen_at=now,
        )
    )
    attempt.draw += 1
    attempt.draft, attempt.hints, attempt.draft_saved_at = {}, [], None
    session.flush()


def judged(
    session: Session,
    attempt: AttemptRow,
    activity: ActivityRow,
    asked: Question,
    raw: Mapping[str, str],
    now: datetime,
) -> Grading:
    """Judge answers; when the judge itself breaks, ``VariantReplaced`` (the caller commits)."""
    hints: Sequence[str] = attempt.hints
    try:
        return asked.grade(raw, hints)
    except Exception as error:
        replaced(session, attempt, error, now)
        raise VariantReplaced(activity.title) from error


def remember(digest: str, version: AnyExercise) -> None:
    """Know a version that is not kept yet: that of a comparison."""
    with _lock:
        _versions[digest] = version
