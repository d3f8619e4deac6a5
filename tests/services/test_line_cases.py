"""The practical case: twelve files of one's own, weighed, sent once, written in the portfolio."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from simulator.domain.credit.budget import budget_of, range_of
from simulator.domain.money import cents
from simulator.services import line_cases, line_facts, lines, portfolios
from simulator.services.line_cases import Case
from tests.classroom import Classroom
from tests.conftest import Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


def prudent(case: Case) -> dict[str, str]:
    """Return the low end of each range, as a person would type it."""
    ranges = [range_of(line_facts.line_file(known)) for known in case.facts]
    return {
        str(who): f"{span.low // 100} €" for who, span in zip(case.customers, ranges, strict=True)
    }


def test_a_case_is_twelve_customers_of_one_s_own_always_the_same(
    session: Session, room: Classroom, clock: Clock
) -> None:
    first, second = (line_cases.case(session, each, clock()) for each in room.people[:2])

    assert len(set(first.customers)) == line_cases.FILES
    assert first == line_cases.case(session, room.people[0], clock())
    assert first.customers != second.customers
    assert len({known["risk_class"] for known in first.facts}) >= 3
    assert first.budget == budget_of([line_facts.line_file(known) for known in first.facts])
    assert first.verdict is None
    assert first.faults == line_cases.FILES


def test_weighing_keeps_what_is_typed_and_sends_nothing(
    session: Session, room: Classroom, clock: Clock
) -> None:
    me = room.people[0]
    case = line_cases.case(session, me, clock())
    typed = {str(case.customers[0]): "10 k€", str(case.customers[1]): "beaucoup", "999999": "1"}

    weighed = line_cases.save(session, me, typed, clock(), send=True)

    assert weighed.weighed[0].line == cents(10_000)
    assert weighed.weighed[1].fault == "figure"
    assert weighed.faults == line_cases.FILES - 1
    assert weighed.verdict is None
    again = line_cases.case(session, me, clock())
    assert set(again.typed) == {str(case.customers[0]), str(case.customers[1])}
    assert lines.of_trainee(session, me.id) == {}


def test_lines_sent_are_judged_once_and_written_in_the_portfolio(
    session: Session, room: Classroom, clock: Clock
) -> None:
    me = room.people[0]
    typed = prudent(line_cases.case(session, me, clock()))

    made = line_cases.save(session, me, typed, clock(), send=True)

    assert made.verdict is not None
    assert made.verdict.score == 1
    assert made.verdict.margin <= made.verdict.best_margin
    mine = portfolios.of_trainee(session, me.id, clock())
    for who, each in zip(made.customers, made.weighed, strict=True):
        assert mine.customers[who].limit == each.line
        decided = lines.of_trainee(session, me.id)[who]
        assert decided.origin == "case"
        assert (decided.expires_on is None) == (each.line == 0)
    with pytest.raises(line_cases.AlreadySent):
        line_cases.save(session, me, {}, clock(), send=False)
    assert line_cases.case(session, me, clock()).verdict == made.verdict


def test_the_trainer_reads_where_everybody_is(
    session: Session, room: Classroom, clock: Clock
) -> None:
    first, second, _ = room.people
    typed = prudent(line_cases.case(session, first, clock()))
    line_cases.save(session, first, typed, clock(), send=True)
    other = line_cases.case(session, second, clock())
    line_cases.save(session, second, {str(other.customers[0]): "0"}, clock(), send=False)

    found = {
        one.trainee_id: one for one in line_cases.of_training(session, room.training_id, clock())
    }

    assert found[first.id].verdict is not None
    assert (found[second.id].verdict, found[second.id].typed) == (None, 1)
    assert found[room.people[2].id].typed == 0


def test_a_small_portfolio_has_no_case(
    session: Session, house: House, room: Classroom, clock: Clock
) -> None:
    small = house.training(room.trainer, customers=10)
    person = house.trainee(small, "Léa Petit")
    with pytest.raises(line_cases.TooFewFiles):
        line_cases.case(session, person, clock())
