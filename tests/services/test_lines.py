"""Lines decided: in the portfolio, in the year, and not in exercises."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from sqlalchemy.orm import Session

from simulator.domain.dates import to_day
from simulator.domain.money import Cents, cents
from simulator.domain.year.standing import apply
from simulator.services import (
    attempts,
    line_grants,
    lines,
    played_years,
    portfolios,
    year_policies,
)
from simulator.services.lines import CASE, COMMITTEE, Decided
from tests.classroom import Classroom
from tests.conftest import Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


def grant(session: Session, room: Classroom, clock: Clock, customer: int, euros: int) -> None:
    made = Decided(customer, cents(euros), COMMITTEE, "caution", date(2027, 1, 31))
    line_grants.grant(session, room.people[0].id, (made,), clock())


def test_a_line_decided_is_in_the_portfolio_and_its_list(
    session: Session, room: Classroom, clock: Clock
) -> None:
    me = room.people[0].id
    before = portfolios.of_trainee(session, me, clock())
    owed = portfolios.file(before, 3).line.open
    grant(session, room, clock, 3, 0)
    after = portfolios.of_trainee(session, me, clock())

    assert after.customers[3].limit == 0
    assert portfolios.file(after, 3).line.overrun == max(0, owed)
    assert after is portfolios.of_trainee(session, me, clock())
    assert portfolios.as_opened(session, me, clock()) is before
    assert portfolios.of_trainee(session, room.people[1].id, clock()).customers[3].limit != 0


def test_the_last_line_decided_counts(session: Session, room: Classroom, clock: Clock) -> None:
    me = room.people[0].id
    grant(session, room, clock, 3, 9_000)
    first = portfolios.of_trainee(session, me, clock())
    line_grants.grant(session, me, (Decided(3, cents(4_000), CASE),), clock())

    assert first.customers[3].limit == cents(9_000)
    assert portfolios.of_trainee(session, me, clock()).customers[3].limit == cents(4_000)
    assert lines.amounts(session, me) == {3: cents(4_000)}


def test_exercises_keep_the_portfolio_of_the_first_day(
    session: Session, room: Classroom, clock: Clock
) -> None:
    me = room.people[0]
    before = attempts.world_of(session, me, clock()).portfolio
    grant(session, room, clock, 3, 1)

    assert attempts.world_of(session, me, clock()).portfolio is before


@pytest.mark.parametrize("own_lines", [False, True])
def test_a_year_opens_on_the_lines_decided(
    session: Session, room: Classroom, clock: Clock, *, own_lines: bool
) -> None:
    me = room.people[0]
    grant(session, room, clock, 3, 7_000)

    year = played_years.begin(session, me, "standard", [], clock(), own_lines=own_lines)

    policy = year_policies.policy_of(year_policies.latest(session, year))
    world = year_policies.world_of(portfolios.in_year(session, me.id, clock()))
    assert apply(world, policy).limit[np.flatnonzero(world.place == 3)[0]] == cents(7_000)
    opening = portfolios.as_opened(session, me.id, clock()).customers[3].limit
    assert portfolios.in_year(session, me.id, clock()).customers[3].limit == opening


def test_a_line_decided_in_the_year_is_a_new_policy_and_leaves_other_decisions(
    session: Session, room: Classroom, clock: Clock
) -> None:
    me = room.people[0]
    grant(session, room, clock, 2, 5_000)
    year = played_years.begin(session, me, "standard", [], clock())
    mine = year_policies.with_decision(
        year_policies.latest(session, year), 2, {"limits": 100, "classes": "C"}
    )
    played_years.save_policy(session, me, mine, clock())

    grant(session, room, clock, 3, 7_000)

    year = played_years.of_trainee(session, me.id)
    assert year.policy_revision == 3
    data = year_policies.latest(session, year)
    assert data["decisions"]["limits"] == {"2": 100, "3": 700_000}
    assert data["decisions"]["classes"] == {"2": "C"}
    assert "3" not in year_policies.revision(session, year.id, 2)["decisions"]["limits"]
    grant(session, room, clock, 3, 7_000)
    assert played_years.of_trainee(session, me.id).policy_revision == 3


def test_the_list_says_what_is_expired_and_what_exceeds(
    session: Session, room: Classroom, clock: Clock
) -> None:
    opened = portfolios.as_opened(session, room.people[0].id, clock())
    who = max(portfolios.listing(opened).lines, key=lambda line: line.open).customer
    owed = portfolios.file(opened, who.id).line.open
    past = Decided(who.id, Cents(owed - 100), COMMITTEE, expires_on=opened.as_of)

    listing = lines.listing(opened, {who.id: past})

    row = next(row for row in listing.rows if row.customer.id == who.id)
    assert (row.line, row.overrun, row.expired) == (owed - 100, 100, True)
    assert row.opening == who.limit
    assert listing.decided == 1
    assert listing.overrun == sum(row.overrun for row in listing.rows)
    overs = [row.overrun for row in listing.rows]
    assert overs == sorted(overs, reverse=True)
    assert not any(row.expired for row in lines.listing(opened, {}).rows)


def test_a_line_that_expires_leaves_the_rule_of_the_policy_in_its_place(
    session: Session, room: Classroom, clock: Clock
) -> None:
    me = room.people[0]
    opened = portfolios.as_opened(session, me.id, clock())
    until = opened.as_of + timedelta(days=90)
    short = Decided(3, cents(7_000), COMMITTEE, expires_on=until)
    line_grants.grant(session, me.id, [short], clock())
    year = played_years.begin(session, me, "standard", [], clock())

    data = year_policies.latest(session, year)
    policy = year_policies.policy_of(data)
    standing = apply(year_policies.world_of(portfolios.in_year(session, me.id, clock())), policy)
    assert standing.limit_on(to_day(until) - 1)[3] == cents(7_000)
    assert standing.limit_on(to_day(until))[3] == standing.rule[3] != cents(7_000)

    again = Decided(3, cents(7_000), COMMITTEE)
    line_grants.grant(session, me.id, [again], clock())
    assert year_policies.policy_of(year_policies.latest(session, year)).decisions.expiries == {}
    other = year_policies.with_decision(data, 3, {"limits": 100})
    assert other["decisions"]["expiries"] == {}
    same = year_policies.with_decision(data, 3, {"limits": int(cents(7_000)), "classes": "C"})
    assert same["decisions"]["expiries"] == {"3": until.isoformat()}
