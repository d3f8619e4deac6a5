"""Why a year went as it did: comparison on hidden years, luck, grade, causes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio
from simulator.domain.year import story
from simulator.domain.year.compare import (
    FEWEST,
    FIGURES,
    Comparison,
    Grade,
    LuckPart,
    Pair,
    grade,
    hidden_draws,
    luck_part,
    review,
)
from simulator.domain.year.engine import advance
from simulator.domain.year.policy import Policy
from simulator.domain.year.report import by_draw
from simulator.domain.year.state import State, open_year
from simulator.domain.year.world import World
from simulator.services import played_years, year_policies, years
from simulator.store.years import YearComparisonRow, YearRow

MINE = "mienne"
WORST = "aucune"
"""Where the grade begins; it ends at the reference that does best on these very customers."""
AT_ONCE = 2
"""Policies computed by one request: a page answers in seconds, the next one goes on."""

Leg = tuple[Policy, int]
"""A policy and the working days played under it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A policy to be compared: its code, the name of its figures, what is played."""

    code: str
    key: str
    legs: tuple[Leg, ...]


_KEPT = "figures and parts of the profit"
"""What is kept of a comparison: figures kept when they were fewer are computed again."""


def _key(*parts: Any) -> str:  # noqa: ANN401 - plain values, written as JSON
    return hashlib.sha256(json.dumps((_KEPT, *parts), sort_keys=True).encode()).hexdigest()[:32]


def policies(session: Session, year: YearRow) -> dict[int, Policy]:
    """Return the policies under which the run was played, and the one in force, by revision."""
    wanted = {number for number, _ in played_years.script(session, year)} | {year.policy_revision}
    return {
        number: year_policies.policy_of(year_policies.revision(session, year.id, number), MINE)
        for number in sorted(wanted)
    }


def candidates(session: Session, year: YearRow) -> tuple[Candidate, ...]:
    """Return what is compared: what was played, ended under the policy in force, then references.

    What was decided by hand is not in it: it answered to one year's luck.
    """
    known = policies(session, year)
    legs = _merged(played_years.script(session, year))
    if not legs or legs[-1][0] != year.policy_revision:
        legs.append((year.policy_revision, 0))
    saved = [(year_policies.revision(session, year.id, number), days) for number, days in legs[:-1]]
    end = year_policies.revision(session, year.id, legs[-1][0])
    mine = Candidate(MINE, _key(saved, end), tuple((known[n], days) for n, days in legs))
    others = [
        Candidate(policy.code, _key(policy.code, years.text_of(policy)), ((policy, 0),))
        for policy in years.references()
    ]
    return (mine, *others)


def _merged(script: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put together the days that follow each other under one revision."""
    made: list[tuple[int, int]] = []
    for number, days in script:
        if made and made[-1][0] == number:
            made[-1] = (number, made[-1][1] + days)
        else:
            made.append((number, days))
    return made


def known_values(session: Session, year: YearRow, wanted: Sequence[Candidate]) -> dict[str, Any]:
    """Return the figures already computed, by code."""
    rows = {
        row.key: row.values
        for row in session.scalars(
            select(YearComparisonRow).where(
                YearComparisonRow.year_id == year.id,
                YearComparisonRow.replications == FEWEST,
            )
        )
    }
    return {each.code: rows[each.key] for each in wanted if each.key in rows}


def compute(portfolio: Portfolio, missing: Sequence[Candidate]) -> dict[str, dict[str, Any]]:
    """Play policies on the hidden years of a portfolio; figures by key, for :func:`keep`."""
    if not missing:
        return {}
    world = years.prepare(portfolio, draws=hidden_draws(portfolio.seed))
    return {each.key: _figures(world, each.legs) for each in missing}


def _figures(world: World, legs: Sequence[Leg]) -> dict[str, Any]:
    """Play all the days of some legs but the last one, which goes on to the end of the year."""
    state = open_year(world, events=False)
    for policy, days in legs[:-1]:
        state = advance(state, policy, days=days)
    if not state.over:
        state = advance(state, legs[-1][0])
    return {name: [float(each) for each in row] for name, row in by_draw(state).items()}


def keep(
    session: Session, year_id: int, computed: dict[str, dict[str, Any]], now: datetime
) -> None:
    """Keep computed figures; those that somebody else has kept meanwhile are the same."""
    known = set(
        session.scalars(
            select(YearComparisonRow.key).where(
                YearComparisonRow.year_id == year_id, YearComparisonRow.replications == FEWEST
            )
        )
    )
    for key, values in computed.items():
        if key not in known:
            session.add(
                YearComparisonRow(
                    year_id=year_id, key=key, replications=FEWEST, values=values, made_at=now
                )
            )
    session.flush()


@dataclass(frozen=True, slots=True)
class Debrief:
    """What a comparison says: all of it, the pairs with each reference, the grade, the luck.

    ``best`` is the reference that gains the most on average, ``parts`` where the difference with it
    is made; ``close`` says that the two references of the grade are not told apart for certain.
    """

    comparison: Comparison
    pairs: dict[str, dict[str, Pair]]
    best: str
    parts: tuple[Pair, ...]
    grade: Grade
    luck: LuckPart | None
    close: bool


def debrief(
    portfolio: Portfolio, values: dict[str, Any], policy: Policy, state: State | None
) -> Debrief:
    """Return the debrief of computed figures; the luck only for a year that is over."""
    draws = hidden_draws(portfolio.seed)
    columns = {
        code: {name: np.array(row) for name, row in figures.items()}
        for code, figures in values.items()
    }
    comparison = Comparison(tuple(values), draws, columns)
    pairs = {
        code: {name: comparison.pair(MINE, code, name) for name in FIGURES}
        for code in values
        if code != MINE
    }
    findings = review(year_policies.world_of(portfolio), policy)
    # Which reference does best depends on the customers: none is the best everywhere.
    best = next(code for code in comparison.ranking() if code != MINE)
    judged = grade(findings, comparison, MINE, WORST, best)
    luck = None
    if state is not None and state.over:
        luck = luck_part(state, comparison, MINE)
    close = not comparison.pair(best, WORST, "profit").robust
    parts = comparison.parts(MINE, best)
    return Debrief(comparison, pairs, best, parts, judged, luck, close)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why invoices are not paid at the end of the last day: how many, how much."""

    code: str
    hidden: bool
    count: int
    amount: Cents


def causes(state: State) -> tuple[Cause, ...]:
    """Return the causes of what is overdue, the largest first; hidden ones only after the year."""
    found: dict[tuple[str, bool], list[int]] = {}
    for who in range(state.world.count):
        for reason in story.why_unpaid(state, who):
            seen = (reason.seen, reason.seen == "unknown")
            place = (reason.code, reason.hidden) if state.over else seen
            found.setdefault(place, []).append(reason.amount)
    made = [
        Cause(code, hidden, len(amounts), Cents(sum(amounts)))
        for (code, hidden), amounts in found.items()
    ]
    return tuple(sorted(made, key=lambda cause: -cause.amount))
