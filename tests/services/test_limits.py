"""Only failures count, for ten minutes."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.services import limits
from simulator.services.limits import TooManyTries
from simulator.store.trainers import FailureRow
from tests.conftest import Clock


def test_failures_are_counted_by_key_and_the_last_one_allowed_is_allowed(
    session: Session, clock: Clock
) -> None:
    limits.failed(session, ("a", "b"), clock())
    limits.failed(session, ("a",), clock())

    limits.check(session, "a", 3, clock())
    limits.check(session, "b", 2, clock())
    limits.check(session, "never", 1, clock())
    with pytest.raises(TooManyTries):
        limits.check(session, "a", 2, clock())


def test_old_failures_are_forgotten_and_removed(session: Session, clock: Clock) -> None:
    limits.failed(session, ("a", "a"), clock())
    clock.forward(minutes=10)

    limits.check(session, "a", 1, clock())
    limits.failed(session, ("b",), clock())

    assert session.scalar(select(func.count()).select_from(FailureRow)) == 1


def test_forgetting_a_key_leaves_the_others(session: Session, clock: Clock) -> None:
    limits.failed(session, ("a", "b"), clock())
    limits.forget(session, "a")

    limits.check(session, "a", 1, clock())
    with pytest.raises(TooManyTries):
        limits.check(session, "b", 1, clock())
