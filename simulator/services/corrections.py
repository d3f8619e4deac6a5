"""After the work: marks given by the trainer, regrades with their difference, switch and undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from simulator.domain.exercises import regrading
from simulator.domain.exercises.regrading import Change, Rejudged
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import attempt_rows, audit, catalogue, variants
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.store.attempts import AttemptRow, GradingRow, GradingRunRow, OverrideRow
from simulator.store.trainings import ActivityRow, TraineeRow

Run = GradingRunRow
"""A regrade, as pages read one."""

LONGEST_REASON = 300


@dataclass(eq=False)
class ReasonMissing(Refusal):
    """What the trainer decides about somebody's mark or time has its reason."""


@dataclass(eq=False)
class StaleComparison(Refusal):
    """The file or the answers have changed since the comparison was shown."""


@dataclass(eq=False)
class MarkOutOfRange(Refusal):
    """A mark is from 0 to 100 %."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person in a comparison; ``outcomes`` lists the parts judged otherwise."""

    attempt_id: int
    trainee_id: int
    name: str
    change: Change
    outcomes: tuple[tuple[str, str, str], ...]
    unjudged: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A regrade that is not made: the version, a seal of what was compared, each person's line."""

    digest: str
    seal: str
    keeps_points: bool
    corrected: bool
    lines: tuple[Line, ...]

    @property
    def gains(self) -> int:
        """Return how many people gain."""
        return sum(line.change.gain > 0 for line in self.lines)

    @property
    def losses(self) -> int:
        """Return how many people lose."""
        return sum(line.change.gain < 0 for line in self.lines)

    @property
    def spared(self) -> int:
        """Return how many people would lose without the rule that nobody loses a point."""
        return sum(line.change.spared > 0 for line in self.lines)


def of_activity(session: Session, activity: ActivityRow) -> tuple[AttemptRow, ...]:
    """Return the graded attempts of an activity by people still in the training."""
    asked = (
        select(AttemptRow, TraineeRow)
        .join(TraineeRow, TraineeRow.id == AttemptRow.trainee_id)
        .where(
            AttemptRow.activity_id == activity.id,
            AttemptRow.variant == 0,
            TraineeRow.removed_at.is_(None),
        )
        .options(selectinload(AttemptRow.submissions), selectinload(AttemptRow.overrides))
    )
    found = sorted(session.execute(asked), key=lambda both: both.TraineeRow.by_name())
    return tuple(attempt for attempt, _ in found)


def compare(
    session: Session, activity: ActivityRow, now: datetime, *, keeps_points: bool = True
) -> Comparison:
    """Grade again on paper, with the file as it is written now: nothing is changed.

    ``FaultyFile`` when the file of the exercise has a fault.
    """
    _require_exercise(activity)
    written = catalogue.written(activity.reference)
    digest = catalogue.digest_of(written)
    variants.remember(digest, written)
    lines = []
    versions = set()
    for attempt in of_activity(session, activity):
        versions.add(variants.in_force(session, attempt, activity))
        rejudged = _rejudged(session, attempt, activity, digest, now)
        found = regrading.change(rejudged, _given(attempt), keeps_points=keeps_points)
        if found is not None:
            lines.append(_line(session, attempt, activity, rejudged, found))
    sent = max(
        (one.id for each in of_activity(session, activity) for one in each.submissions), default=0
    )
    return Comparison(
        digest, f"{digest}-{sent}", keeps_points, versions not in (set(), {digest}), tuple(lines)
    )


def _require_exercise(activity: ActivityRow) -> None:
    if activity.kind != "exercise":
        raise NotFound("exercise")


def _given(attempt: AttemptRow) -> Fraction | None:
    given = attempt.overrides[-1].fraction if attempt.overrides else None
    return None if given is None else Fraction(given)


def _rejudged(
    session: Session, attempt: AttemptRow, activity: ActivityRow, digest: str, now: datetime
) -> list[Rejudged]:
    found = []
    for sent in attempt.submissions:
        counted = attempt_rows.effective(sent.gradings, activity.run_id)
        asked = variants.mapped(session, attempt, activity.reference, digest, sent.draw, now)
        graded = None if asked is None else asked.grade(sent.raw, sent.hints)
        found.append(
            Rejudged(
                sent.id,
                Fraction(counted.fraction) if counted else Fraction(0),
                graded.fraction if graded else None,
                dict(graded.outcomes if graded else counted.outcomes if counted else {}),
            )
        )
    return found


def _line(
    session: Session,
    attempt: AttemptRow,
    activity: ActivityRow,
    rejudged: list[Rejudged],
    found: Change,
) -> Line:
    last = attempt.submissions[-1]
    counted = attempt_rows.effective(last.gradings, activity.run_id)
    before = counted.outcomes if counted else {}
    after = rejudged[-1].outcomes
    person = session.get_one(TraineeRow, attempt.trainee_id)
    return Line(
        attempt.id,
        attempt.trainee_id,
        f"{person.first_name} {person.last_name}",
        found,
        tuple(
            (name, str(before.get(name, "")), code)
            for name, code in after.items()
            if before.get(name) != code
        ),
        sum(one.found is None for one in rejudged),
    )


def regrade(
    session: Session,
    trainer: Trainer,
    activity: ActivityRow,
    seal: str,
    reason: str,
    now: datetime,
    *,
    keeps_points: bool,
) -> GradingRunRow:
    """Make a regrade that was shown, and put it in force: gradings are added, none is changed.

    ``StaleComparison`` when the file or the answers are not those that were shown;
    ``ReasonMissing`` without a reason.
    """
    reason = said(reason)
    shown = compare(session, activity, now, keeps_points=keeps_points)
    if shown.seal != seal:
        raise StaleComparison
    variants.freeze(session, catalogue.written(activity.reference), now)
    run = GradingRunRow(
        activity_id=activity.id,
        trainer_id=trainer.id,
        content_digest=shown.digest,
        keeps_points=keeps_points,
        reason=reason,
        made_at=now,
    )
    session.add(run)
    session.flush()
    _judge_all(session, activity, run, now)
    activity.run_id = run.id
    touch(session, activity.training_id)
    data = {
        "id": activity.id,
        "run": run.id,
        "reason": reason,
        "keeps_points": keeps_points,
        "gains": shown.gains,
        "losses": shown.losses,
    }
    audit.record(session, trainer.id, activity.training_id, "exercise.regraded", data, now)
    return run


def said(reason: str) -> str:
    """Return a reason as it is kept; ``ReasonMissing`` when there is none."""
    kept = " ".join(reason.split())[:LONGEST_REASON]
    if not kept:
        raise ReasonMissing
    return kept


def _judge_all(
    session: Session, activity: ActivityRow, run: GradingRunRow | None, now: datetime
) -> None:
    """Add the judgements that a run lacks: those of what was sent while another was in force."""
    run_id = None if run is None else run.id
    for attempt in of_activity(session, activity):
        digest = attempt.content_digest if run is None else run.content_digest
        missing = [
            sent.id
            for sent in attempt.submissions
            if all(one.run_id != run_id for one in sent.gradings)
        ]
        keeps = run is not None and run.keeps_points
        for one in _rejudged(session, attempt, activity, digest, now) if missing else ():
            if one.submission in missing:
                session.add(_grading(one, run_id, digest, now, keeps_points=keeps))
        session.flush()
        for sent in attempt.submissions:
            session.expire(sent, ["gradings"])


def _grading(
    one: Rejudged, run_id: int | None, digest: str, now: datetime, *, keeps_points: bool
) -> GradingRow:
    kept = one.kept(keeps_points=keeps_points)
    return GradingRow(
        submission_id=one.submission,
        fraction=str(one.after(keeps_points=keeps_points)),
        outcomes=dict(one.outcomes),
        content_digest=digest,
        reason="kept" if kept else "",
        run_id=run_id,
        graded_at=now,
    )


def runs(session: Session, activity: ActivityRow) -> tuple[GradingRunRow, ...]:
    """Return the regrades of an activity, the last one first."""
    asked = select(GradingRunRow).where(GradingRunRow.activity_id == activity.id)
    return tuple(session.scalars(asked.order_by(GradingRunRow.id.desc())))


def switch(
    session: Session,
    trainer: Trainer,
    activity: ActivityRow,
    run_id: int | None,
    now: datetime,
) -> None:
    """Put a regrade in force again, or with none the first judgements: nothing is lost.

    ``NotFound`` for a run of another activity.
    """
    run = None if run_id is None else session.get(GradingRunRow, run_id)
    if run_id is not None and (run is None or run.activity_id != activity.id):
        raise NotFound("run")
    before = activity.run_id
    if before == run_id:
        return
    _judge_all(session, activity, run, now)
    activity.run_id = run_id
    touch(session, activity.training_id)
    data = {"id": activity.id, "run": run_id, "before": before}
    audit.record(session, trainer.id, activity.training_id, "exercise.switched", data, now)


def attempt(session: Session, activity: ActivityRow, attempt_id: int) -> AttemptRow:
    """Return a graded attempt of an activity; ``NotFound`` otherwise."""
    row = session.get(AttemptRow, attempt_id)
    if row is None or row.activity_id != activity.id or row.variant:
        raise NotFound("attempt")
    return row


def override(
    session: Session,
    trainer: Trainer,
    activity: ActivityRow,
    row: AttemptRow,
    fraction: Fraction | None,
    reason: str,
    now: datetime,
) -> None:
    """Give somebody a mark with its reason, which no regrade changes; none gives it back.

    ``MarkOutOfRange`` outside 0 to 1, ``ReasonMissing`` without a reason.
    """
    reason = said(reason)
    if fraction is not None and not 0 <= fraction <= 1:
        raise MarkOutOfRange
    kept = None if fraction is None else str(fraction)
    session.add(
        OverrideRow(
            attempt_id=row.id, trainer_id=trainer.id, fraction=kept, reason=reason, given_at=now
        )
    )
    session.flush()
    session.expire(row, ["overrides"])
    touch(session, activity.training_id)
    data = {"id": activity.id, "trainee": row.trainee_id, "mark": kept, "reason": reason}
    audit.record(session, trainer.id, activity.training_id, "exercise.overridden", data, now)


def release(session: Session, trainer: Trainer, activity: ActivityRow, now: datetime) -> None:
    """Show the worked solution to all, each with its own figures: answers are not taken any more.

    It stays released: what was read cannot be unread.
    """
    if activity.corrected_at is None:
        activity.corrected_at = now
        touch(session, activity.training_id)
        data = {"id": activity.id}
        audit.record(session, trainer.id, activity.training_id, "exercise.released", data, now)
