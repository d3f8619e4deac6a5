"""Limits on failed tries: only failures count, so thirty people behind one address sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from simulator.domain.refusals import Refusal
from simulator.store.trainers import FailureRow

WINDOW = timedelta(minutes=10)
BY_ACCOUNT = 8
BY_ADDRESS = 120


@dataclass(eq=False)
class TooManyTries(Refusal):
    """Too many failures for this account or from this address; the wait is in minutes."""

    minutes: int


def check(session: Session, key: str, allowed: int, now: datetime) -> None:
    """Raise ``TooManyTries`` when ``allowed`` failures of this key are in the window."""
    since = now - WINDOW
    counted = select(func.count()).where(FailureRow.key == key, FailureRow.at > since)
    if (session.scalar(counted) or 0) >= allowed:
        raise TooManyTries(int(WINDOW.total_seconds() // 60))


def failed(session: Session, keys: tuple[str, ...], now: datetime) -> None:
    """Count a failure for each key and forget the old ones."""
    session.execute(delete(FailureRow).where(FailureRow.at <= now - WINDOW))
    session.add_all(FailureRow(key=key, at=now) for key in keys)


def forget(session: Session, key: str) -> None:
    """Forget the failures of a key, after a success."""
    session.execute(delete(FailureRow).where(FailureRow.key == key))
