"""What is kept no longer than it serves: the work of old trainings, spent links, old failures.

Proofs (attendance, certificates, judgements) stay: how long a funder may ask for them is for the
organisation to know (three years, six for some, ten with European funds).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from simulator.services import privacy
from simulator.store.audit import AuditRow
from simulator.store.trainers import FailureRow, SignInLinkRow
from simulator.store.trainings import HalfDayRow, TraineeRow

YEARS = 3
"""After the end of the year of the training: as long as the certificate's own evidence."""
SPENT = timedelta(days=30)
REASON = "durée de conservation écoulée"


@dataclass(frozen=True, slots=True)
class Due:
    """What the job erases, or would erase."""

    people: int
    links: int
    failures: int


def run(session: Session, now: datetime, *, dry: bool) -> Due:
    """Erase what is due; with ``dry`` only count it."""
    people = _people(session, now)
    old_links = SignInLinkRow.expires_at < now - SPENT
    old_failures = FailureRow.at < now - SPENT
    due = Due(
        len(people),
        session.scalar(select(func.count()).select_from(SignInLinkRow).where(old_links)) or 0,
        session.scalar(select(func.count()).select_from(FailureRow).where(old_failures)) or 0,
    )
    if not dry:
        for row in people:
            privacy.erase(session, None, row, REASON, now)
        session.execute(delete(SignInLinkRow).where(old_links))
        session.execute(delete(FailureRow).where(old_failures))
    return due


def _people(session: Session, now: datetime) -> list[TraineeRow]:
    """Return the people of trainings that ended more than three whole years ago."""
    limit = datetime(now.year - YEARS, 1, 1, tzinfo=UTC)
    ended = (
        select(HalfDayRow.training_id)
        .group_by(HalfDayRow.training_id)
        .having(func.max(HalfDayRow.ends_at) < limit)
    )
    rows = session.scalars(
        select(TraineeRow).where(TraineeRow.training_id.in_(ended)).order_by(TraineeRow.id)
    )
    gone = {
        data["trainee"]
        for data in session.scalars(select(AuditRow.data).where(AuditRow.action == "person.erased"))
    }
    return [row for row in rows if row.id not in gone]
