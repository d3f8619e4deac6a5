"""Promises won on the phone once the year has begun: decisions of the next working day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.dates import is_working_day
from simulator.domain.money import Cents
from simulator.services import promises, year_hands
from simulator.services.promises import Won
from simulator.services.year_hands import Choice, Hand
from simulator.store.years import YearRow

MONTHS = 12
A_DAY = timedelta(days=1)


def take(session: Session, trainee_id: int, as_of: date, now: datetime) -> None:
    """Put what calls and role-plays obtained since the year was opened on its next working day.

    They speak of the portfolio's day ``as_of``: a promise falls due as many days later in the year
    as it did there. The engine knows one promise a customer, so that a plan is its whole amount on
    its last day. One that waits for its day gives way when it counts no more, or to a later one;
    what is played stays as it was played. A year begun again meets them on its first day.
    """
    year = session.scalar(select(YearRow).where(YearRow.trainee_id == trainee_id))
    if year is None or not any(_changes(session, year, as_of)):
        return
    # Somebody else's page may have found the same promises: look again once alone.
    session.refresh(year, with_for_update=True)
    on = _next_day(as_of, year.step)
    added, dropped = _changes(session, year, as_of)
    for hand in dropped:
        year_hands.drop(session, year, hand.id, now)
    for won in added:
        year_hands.write(session, year, _hand(year, won, as_of, on), now)


def _changes(
    session: Session, year: YearRow, as_of: date
) -> tuple[tuple[Won, ...], tuple[Hand, ...]]:
    """Return the promises that the run does not know, and those it holds for no reason."""
    if year.month >= MONTHS:
        return (), ()
    opening = {one.key for one in promises.promises_won(session, year.trainee_id, year.opened_at)}
    won = promises.promises_won(session, year.trainee_id)
    since = {one.key: one for one in won if one.key not in opening}
    known = {
        hand.key: hand for hand in year_hands.of_run(session, year) if hand.choice is Choice.PROMISE
    }
    added = tuple(one for key, one in since.items() if key not in known)
    if not known:
        return added, ()
    on = _next_day(as_of, year.step)
    waiting = (hand for key, hand in known.items() if key not in since and hand.on >= on)
    return added, tuple(waiting)


def _hand(year: YearRow, won: Won, as_of: date, on: date) -> Hand:
    return Hand(
        0,
        on,
        won.customer,
        Choice.PROMISE,
        year.run,
        amount=Cents(won.amount),
        due=on + max(won.due - as_of, A_DAY),
        quality=won.quality,
        key=won.key,
    )


def _next_day(as_of: date, played: int) -> date:
    """Return the working day that follows so many of them after the portfolio's day."""
    on, left = as_of, played + 1
    while left:
        on += A_DAY
        left -= is_working_day(on)
    return on
