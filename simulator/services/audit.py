"""The audit log: who did what, kept by addition."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from simulator.store.audit import AuditRow


def record(
    session: Session,
    trainer_id: int | None,
    training_id: int | None,
    action: str,
    data: dict[str, Any],
    now: datetime,
) -> None:
    """Add one line to the log."""
    session.add(
        AuditRow(trainer_id=trainer_id, training_id=training_id, action=action, data=data, at=now)
    )
