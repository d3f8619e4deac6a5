"""What a call that is over leaves: its engagement in the ledger, its mark in the record."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.ledger.vows import spread
from simulator.domain.negotiation.debrief import Debrief, debrief
from simulator.domain.negotiation.engagement import Engagement
from simulator.domain.negotiation.talk import Talk
from simulator.services import portfolios
from simulator.services.trainees import touch
from simulator.store.attempts import AttemptRow, GradingRow, SubmissionRow
from simulator.store.calls import CallGradingRow, CallPromiseRow, CallRow
from simulator.store.trainings import TraineeRow


def debriefed(row: CallRow, talk: Talk) -> Debrief:
    """Return the debrief of a call, with its preparation and its mail."""
    mail = row.recap.get("score")
    return debrief(talk, int(row.prepared.get("level", 0)), None if mail is None else int(mail))


def finish(session: Session, row: CallRow, talk: Talk, now: datetime) -> None:
    """Close a call that has ended: promise in the ledger, first mark."""
    obtained = talk.engagement()
    row.state, row.ended_at = "over", now
    row.engagement = {} if obtained is None else _data(obtained)
    if obtained is not None and row.counts:
        promise(session, row, talk, obtained, now)
    grade(session, row, talk, "end", now)


def promise(
    session: Session, row: CallRow, talk: Talk, obtained: Engagement, now: datetime
) -> None:
    """Write an engagement on the customer's documents, the oldest first."""
    ledger = portfolios.as_opened(session, row.trainee_id, now).ledger
    instalments = [(one.amount, one.due) for one in obtained.instalments]
    vows = spread(ledger, row.customer, talk.facts.on, instalments, obtained.quality)
    session.add_all(
        CallPromiseRow(
            call_id=row.id,
            number=vow.number,
            made=vow.made,
            due=vow.due,
            amount=vow.amount,
            quality=vow.quality,
        )
        for vow in vows
    )
    session.flush()


def grade(session: Session, row: CallRow, talk: Talk, reason: str, now: datetime) -> None:
    """Add a judgement of a call; that of the call that counts goes to the trainee's record."""
    grid = debriefed(row, talk).grid
    session.add(
        CallGradingRow(
            call_id=row.id,
            score=grid.score,
            marks={mark.criterion.value: mark.level for mark in grid.marks},
            knock_outs=[one.value for one in grid.knock_outs],
            reason=reason,
            graded_at=now,
        )
    )
    session.flush()
    session.expire(row, ["gradings"])
    if row.counts:
        _record(session, row, grid.score, now)
    touch(session, session.get_one(TraineeRow, row.trainee_id).training_id)


def _record(session: Session, row: CallRow, score: int, now: datetime) -> None:
    """Put the mark in the trainee's record, where the activity was placed in the training."""
    attempt = session.scalars(
        select(AttemptRow).where(
            AttemptRow.trainee_id == row.trainee_id,
            AttemptRow.activity_id == row.activity_id,
            AttemptRow.variant == 0,
        )
    ).first()
    if attempt is None:
        return
    # one submission for a script: a correction by the trainer is another judgement of it
    sent = session.scalars(
        select(SubmissionRow).where(SubmissionRow.attempt_id == attempt.id)
    ).first()
    if sent is None:
        sent = SubmissionRow(
            attempt_id=attempt.id,
            client_id=f"appel-{row.id}",
            raw={"call": str(row.id)},
            hints=[],
            submitted_at=now,
        )
        session.add(sent)
        session.flush()
    session.add(
        GradingRow(
            submission_id=sent.id,
            fraction=str(Fraction(score, 100)),
            outcomes={},
            content_digest=attempt.content_digest,
            graded_at=now,
        )
    )
    session.flush()


def _data(obtained: Engagement) -> dict[str, Any]:
    return {
        "instalments": [[one.amount, one.due.isoformat()] for one in obtained.instalments],
        "amount": obtained.amount,
        "means": None if obtained.means is None else int(obtained.means),
        "signatory": obtained.signatory,
        "written": obtained.written,
        "vague": obtained.vague,
        "quality": obtained.quality,
    }
