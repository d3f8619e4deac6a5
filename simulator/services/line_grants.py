"""A line granted: written in the portfolio, and in the policy of a year that is already open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from simulator.services import lines, played_years
from simulator.services.lines import Decided


def grant(session: Session, trainee_id: int, decided: Sequence[Decided], now: datetime) -> None:
    """Write lines decided on a trainee's customers.

    A year not yet open takes them when it opens; an open one runs under them from the next day
    played, what was already played stays as it was.
    """
    lines.add(session, trainee_id, decided, now)
    by_customer = {one.customer: one for one in decided}
    played_years.take_lines(session, trainee_id, by_customer, now)
