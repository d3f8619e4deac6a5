"""A year begun by somebody of the stage: a month played, something decided, something written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from simulator.services import (
    played_years,
    portfolios,
    year_debriefs,
    year_hands,
    year_letters,
    year_policies,
)
from simulator.services.played_years import Span
from simulator.services.trainees import Trainee
from simulator.services.year_hands import Choice


def play(session: Session, person: Trainee, now: datetime) -> int:
    """Play a month of somebody's year; return the number of the last letter sent."""
    portfolio = portfolios.of_trainee(session, person.id, now)
    measured = played_years.benchmark(portfolio)
    year = played_years.begin(session, person, "segmentee", measured, now)
    going = played_years.compute(session, person, portfolio, Span.MONTH, 0)
    played_years.keep(session, going, now)
    state = played_years.state_of(session, year, year_policies.world_of(portfolio))
    policy = year_policies.policy_of(year_policies.latest(session, year))
    year_hands.add(session, year, state, policy, 0, Choice.CALL, now)
    script = played_years.script(session, year)
    policies = year_debriefs.policies(session, year)
    return year_letters.letters(portfolio, state, script, policies)[0].number
