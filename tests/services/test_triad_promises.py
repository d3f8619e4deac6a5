"""What a role-play obtained: in the collector's ledger, record and year, unless struck out."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy.orm import Session

from simulator.domain.training.rotation import Format, Role
from simulator.domain.training.triads import Act
from simulator.domain.year.state import open_year
from simulator.services import (
    portfolios,
    promises,
    triad_cases,
    triad_promises,
    triad_results,
    years,
)
from simulator.services.triad_agreements import AgreementUnclear, Typed
from simulator.services.triad_promises import AgreementPlayed
from simulator.store.triads import TriadSeatRow
from simulator.store.years import YearRow
from tests.conftest import Clock, House
from tests.services.test_triads import FULL, NAMES, Table


@pytest.fixture
def table(session: Session, house: House, clock: Clock) -> Table:
    return Table(session, house.classroom(NAMES), clock)


def agreed(table: Table, seat: TriadSeatRow, **typed: object) -> None:
    told = Typed(**typed)  # type: ignore[arg-type]
    triad_promises.tell(table.session, seat, FULL, told, table.clock())


def owed_by(table: Table, seat: TriadSeatRow) -> tuple[portfolios.Document, ...]:
    portfolio = portfolios.of_trainee(table.session, seat.trainee_id, table.clock())
    return portfolios.documents_of(portfolio, triad_cases.customer_of(seat.group.case))


def test_what_a_pair_agrees_is_in_the_collector_s_ledger_and_record(table: Table) -> None:
    row = table.form(table.ids[:2], form=Format.PAIRS)
    me, debtor = table.seat(row, Role.COLLECTOR), table.seat(row, Role.CUSTOMER)
    call = triad_cases.talk(me.group.case)
    friday = call.facts.on + timedelta(days=7)
    half = call.facts.overdue // 2
    table.act(row, Act.PLAY, Act.END)
    agreed(table, me, amount=f"{half / 100:.2f}", day=friday.isoformat(), means="0", written=True)
    agreed(table, debtor, amount="999999999")  # only a collector's word goes to the ledger
    table.act(row, Act.CLOSE)

    (won,) = promises.promises_won(table.session, me.trainee_id)
    assert (won.customer, won.amount, won.due) == (call.facts.customer, half, friday)
    assert won.call_id == 0
    promised = {one.number: one.promised for one in owed_by(table, me)}
    assert {promised[vow.number] for vow in won.vows} == {friday}
    assert promises.promises_won(table.session, debtor.trainee_id) == ()
    (person,) = triad_results.record(table.session, table.training.id, me.trainee_id)
    (line,) = person.lines
    assert line.promised is not None
    assert line.promised.amount == half
    names = {role: role.value for role in Role}
    csv = triad_results.table(table.session, table.training.id, names).decode("utf-8-sig")
    assert f";{half // 100},{half % 100:02d}" in csv


def test_what_a_pair_agrees_is_in_the_opening_of_the_year(table: Table) -> None:
    row = table.form(table.ids[:2])
    me = table.seat(row, Role.COLLECTOR)
    facts = triad_cases.talk(me.group.case).facts
    table.act(row, Act.PLAY, Act.END)
    agreed(table, me, amount="100", day=(facts.on + timedelta(days=20)).isoformat())
    world = years.prepare(portfolios.of_trainee(table.session, me.trainee_id, table.clock()))

    opening = open_year(world)

    (place,) = np.flatnonzero(world.place == facts.customer)
    assert opening.promise_amount[place] == 100_00


def test_an_agreement_that_the_trainer_did_not_hear_leaves_the_ledger(table: Table) -> None:
    row = table.form(table.ids[:2])
    me = table.seat(row, Role.COLLECTOR)
    table.act(row, Act.PLAY, Act.END)
    agreed(table, me, amount="100", instalments="3", signatory=True)
    (won,) = promises.promises_won(table.session, me.trainee_id)
    assert len(me.group.agreement.engagement["instalments"]) == 4
    assert me.group.agreement.engagement["vague"]

    for _ in range(2):  # a double click
        triad_promises.strike(table.session, me.group, table.room.trainer.id, table.clock())
    table.session.flush()

    assert promises.promises_won(table.session, me.trainee_id) == ()
    assert not {one.number for one in owed_by(table, me) if one.promised == won.due}
    (line,) = triad_results._person([me]).lines
    assert line.promised is None


def test_an_agreement_that_a_played_year_opened_on_stays(table: Table) -> None:
    row = table.form(table.ids[:2])
    me = table.seat(row, Role.COLLECTOR)
    table.act(row, Act.PLAY, Act.END)
    agreed(table, me, amount="100")
    year = YearRow(trainee_id=me.trainee_id, benchmark=[], opened_at=table.clock(), step=3)
    table.session.add(year)
    table.session.flush()

    with pytest.raises(AgreementPlayed) as refused:
        triad_promises.strike(table.session, me.group, table.room.trainer.id, table.clock())

    assert refused.value.days == 3
    assert me.group.agreement.struck_at is None
    assert len(promises.promises_won(table.session, me.trainee_id)) == 1
    year.step = 0  # begun again, nothing is played with it
    triad_promises.strike(table.session, me.group, table.room.trainer.id, table.clock())
    assert me.group.agreement.struck_at is not None


def test_an_agreement_made_in_the_course_of_the_year_can_leave_it(table: Table) -> None:
    row = table.form(table.ids[:2])
    me = table.seat(row, Role.COLLECTOR)
    opened = table.clock()
    table.session.add(YearRow(trainee_id=me.trainee_id, benchmark=[], opened_at=opened, step=3))
    table.act(row, Act.PLAY, Act.END)
    table.clock.forward(minutes=1)
    agreed(table, me, amount="100")

    triad_promises.strike(table.session, me.group, table.room.trainer.id, table.clock())

    assert promises.promises_won(table.session, me.trainee_id) == ()


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ({"amount": "beaucoup"}, "amount"),
        ({"amount": "999 999 999"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"day": "bientôt"}, "day"),
        ({"day": "01/01/2001"}, "day"),
        ({"day": "01/01/2099"}, "day"),
        ({"amount": "50", "instalments": "13"}, "instalments"),
    ],
)
def test_an_agreement_that_no_ledger_can_hold_is_refused_with_nothing_kept(
    table: Table, typed: dict[str, str], part: str
) -> None:
    row = table.form(table.ids[:2])
    me = table.seat(row, Role.COLLECTOR)
    table.act(row, Act.PLAY, Act.END)

    with pytest.raises(AgreementUnclear) as refused:
        agreed(table, me, **typed)

    assert refused.value.part == part
    assert me.group.assessments == []


def test_no_agreement_is_an_answer(table: Table) -> None:
    row = table.form(table.ids[:2])
    me = table.seat(row, Role.COLLECTOR)
    table.act(row, Act.PLAY, Act.END)
    agreed(table, me)

    assert me.group.agreement is None
    triad_promises.strike(table.session, me.group, table.room.trainer.id, table.clock())
    assert promises.promises_won(table.session, me.trainee_id) == ()
