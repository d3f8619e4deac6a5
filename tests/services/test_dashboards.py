"""A dashboard as a person builds it: chosen, judged on two ledgers, guarded, compared, exported."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.dashboards.judging import Fit, Verdict
from simulator.domain.dashboards.kpis import KPIS
from simulator.domain.reading import Unreadable
from simulator.domain.refusals import UnknownChoice
from simulator.domain.year.engine import play
from simulator.services import (
    dashboard_rooms,
    dashboards,
    played_years,
    portfolios,
    year_policies,
    years,
)
from simulator.services.dashboards import Around, Settings
from simulator.services.trainees import Trainee
from simulator.store.dashboards import DashboardGradingRow
from simulator.store.teams import TeamMemberRow, TeamRow
from simulator.store.trainings import ActivityRow
from tests.classroom import Classroom
from tests.conftest import Clock, House

RIGHT = "=SOMME(Reste)/(CA_1+CA_2+CA_3)*(J_1+J_2+J_3)"
MIXED = "=SOMME(Reste)/(CA_HT_1+CA_HT_2+CA_HT_3)*(J_1+J_2+J_3)"


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def person(session: Session, room: Classroom, clock: Clock) -> Trainee:
    dashboards.choose(session, room.people[0], ["dso", "overdue_ratio"], Settings(), clock())
    return room.people[0]


def line(session: Session, person: Trainee, clock: Clock, code: str = "dso") -> dashboards.Line:
    board = dashboards.board(session, person.id, clock())
    return next(one for one in board.lines if one.kpi.code == code)


def test_a_dashboard_begins_empty(session: Session, room: Classroom, clock: Clock) -> None:
    board = dashboards.board(session, room.people[0].id, clock())

    assert board.lines == ()
    assert (board.summary, board.may_use_year, board.right) == ("", False, 0)
    assert dashboards.find(session, room.people[0].id) is None


def test_a_formula_is_judged_and_every_judgement_is_kept(
    session: Session, person: Trainee, clock: Clock
) -> None:
    first = dashboards.send(session, person, "dso", MIXED, clock())
    second = dashboards.send(session, person, "dso", RIGHT, clock())

    assert (first.verdict, first.code) == (Verdict.MISTAKE, "HT_TTC")
    assert second.verdict is Verdict.RIGHT
    found = line(session, person, clock)
    assert (found.tries, found.right, found.formula) == (2, True, RIGHT)
    kept = session.scalars(select(DashboardGradingRow).order_by(DashboardGradingRow.id)).all()
    assert [(one.formula, one.code) for one in kept] == [(MIXED, "HT_TTC"), (RIGHT, "")]


def test_a_text_that_is_no_formula_is_not_kept(
    session: Session, person: Trainee, clock: Clock
) -> None:
    judged = dashboards.send(session, person, "dso", "=SOMME(", clock())

    assert judged.verdict is Verdict.UNREADABLE
    assert line(session, person, clock).tries == 0


def test_there_is_an_end_to_trying(
    session: Session, person: Trainee, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dashboards, "MOST_GRADINGS", 1)
    dashboards.send(session, person, "dso", RIGHT, clock())

    with pytest.raises(dashboards.TooManyTries):
        dashboards.send(session, person, "dso", RIGHT, clock())


def test_other_conventions_ask_for_another_judgement(
    session: Session, person: Trainee, clock: Clock
) -> None:
    dashboards.send(session, person, "dso", RIGHT, clock())
    without_vat = Settings(tax="excluding_vat")
    dashboards.choose(session, person, ["dso"], without_vat, clock())

    found = line(session, person, clock)
    assert found.stale
    assert not found.right
    assert dashboards.send(session, person, "dso", RIGHT, clock()).code == ""
    net = RIGHT.replace("Reste", "Reste_HT").replace("CA_", "CA_HT_")
    assert dashboards.send(session, person, "dso", net, clock()).verdict is Verdict.RIGHT


def test_what_is_taken_off_keeps_its_work(session: Session, person: Trainee, clock: Clock) -> None:
    dashboards.send(session, person, "dso", RIGHT, clock())
    dashboards.choose(session, person, ["cei"], Settings(), clock())
    assert [one.kpi.code for one in dashboards.board(session, person.id, clock()).lines] == ["cei"]

    dashboards.choose(session, person, ["dso"], Settings(), clock())
    assert line(session, person, clock).tries == 1


def test_a_target_is_compared_and_needs_a_counter_indicator(
    session: Session, person: Trainee, clock: Clock
) -> None:
    dashboards.send(session, person, "dso", RIGHT, clock())
    alone = Around(chart="gauge", target="500")
    dashboards.write(session, person, "dso", alone, clock())
    found = line(session, person, clock)
    assert found.target.reached is True
    assert found.remarks == ("NO_COUNTERKPI", "WRONG_CHART", "NO_COMMENT")

    whole = Around("line", "0,5 j", "overdue_ratio", "Deux gros retards", "Appeler lundi")
    dashboards.write(session, person, "dso", whole, clock())
    found = line(session, person, clock)
    assert found.target.reached is False
    assert (found.remarks, found.fit) == ((), Fit.BEST)


def test_a_comment_that_credits_collection_with_longer_terms_is_remarked(
    session: Session, person: Trainee, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_terms(code: str, lever: str, _: object) -> bool:
        return (code, lever) == ("dso", "collection")

    monkeypatch.setattr(dashboards, "wrongly_credited", by_terms)
    texts = Around(cause="On a relancé", decision="Continuer", lever="collection")
    dashboards.write(session, person, "dso", texts, clock())
    found = line(session, person, clock)
    assert (found.lever, found.cause) == ("collection", "On a relancé")
    assert found.remarks == ("CAUSALITY",)

    dashboards.write(session, person, "dso", replace(texts, lever="terms"), clock())
    found = line(session, person, clock)
    assert (found.lever, found.remarks) == ("terms", ())


def test_a_target_that_does_not_read_is_refused(
    session: Session, person: Trainee, clock: Clock
) -> None:
    with pytest.raises(Unreadable):
        dashboards.write(session, person, "dso", Around(target="bientôt"), clock())
    with pytest.raises(dashboards.TextTooLong):
        dashboards.write(session, person, "dso", Around(cause="x" * 601), clock())
    with pytest.raises(dashboards.TextTooLong):
        dashboards.summarise(session, person, "x" * 601, clock())
    with pytest.raises(UnknownChoice):
        dashboards.write(session, person, "ebitda", Around(), clock())


def test_a_dashboard_of_dso_alone_is_remarked(
    session: Session, person: Trainee, clock: Clock
) -> None:
    dashboards.choose(session, person, ["dso", "dso_countback"], Settings(), clock())
    assert dashboards.board(session, person.id, clock()).remarks == ("DSO_ONLY",)


def test_trend_and_breakdown_follow_the_formula(
    session: Session, person: Trainee, clock: Clock
) -> None:
    formula = "=SOMME(Reste)"
    dashboards.send(session, person, "dso", formula, clock())
    found = line(session, person, clock)
    detail = dashboards.detail(session, person.id, found, Settings(), "seller", clock())

    assert len(detail.months) == 12
    assert detail.months[-1][1] == found.value
    assert sum(group.value for group in detail.groups) == found.value
    empty = replace(found, formula="")
    assert dashboards.detail(session, person.id, empty, Settings(), "?", clock()).months == ()


def test_trying_out_keeps_nothing(session: Session, room: Classroom, clock: Clock) -> None:
    kpi, judged = dashboards.try_out(session, room.people[0], "dso", "=1+1", clock())
    assert (kpi.code, judged.value) == ("dso", 2)
    assert dashboards.find(session, room.people[0].id) is None


def test_the_room_compares_what_was_sent(
    session: Session, room: Classroom, person: Trainee, clock: Clock
) -> None:
    dashboards.send(session, person, "dso", MIXED, clock())
    dashboards.send(session, person, "overdue_ratio", "=1/0", clock())
    (found,) = dashboard_rooms.of_training(session, room.training_id)

    assert found.name == person.name
    assert found.right == 0
    assert found.shown["dso"].code == "HT_TTC"
    assert found.shown["overdue_ratio"].value == "#DIV/0!"


def test_teams_are_compared_and_who_has_none_comes_last(
    session: Session, room: Classroom, clock: Clock
) -> None:
    for one in room.people[:3]:
        dashboards.choose(session, one, ["dso"], Settings(), clock())
    first, second, alone = room.people[:3]
    dashboards.send(session, first, "dso", RIGHT, clock())
    dashboards.send(session, second, "dso", MIXED, clock())
    activity = session.scalars(
        select(ActivityRow).where(ActivityRow.training_id == room.training_id)
    ).first()
    assert activity is not None
    team = TeamRow(activity_id=activity.id, name="Les bleus", name_key="les bleus", made_at=clock())
    team.members = [
        TeamMemberRow(activity_id=activity.id, trainee_id=one.id) for one in (first, second)
    ]
    session.add(team)
    session.flush()

    found = dashboard_rooms.sides(dashboard_rooms.of_training(session, room.training_id))

    assert [(side.team, side.right, side.sent) for side in found] == [
        ("Les bleus", 1, 2),
        ("", 0, 0),
    ]
    assert [one.trainee_id for one in found[1].people] == [alone.id]


def test_conventions_that_nobody_offers_are_those_of_the_house() -> None:
    typed = {"tax": "brut", "days": "364", "factored": "1"}
    assert dashboards.settings(typed) == Settings(doubtful=False)
    assert dashboards.settings(Settings(days=360).data) == Settings(days=360)


def test_every_indicator_has_other_indicators_beside_it() -> None:
    for kpi in KPIS.values():
        assert set(kpi.descriptor.counters) <= set(kpi.watchers)
        assert kpi.code not in kpi.watchers or kpi.code in kpi.descriptor.counters


def test_a_simulated_year_feeds_the_dashboard(
    session: Session, person: Trainee, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dashboards.board(session, person.id, clock())
    year = played_years.begin(session, person, "standard", [], clock())
    portfolio = portfolios.of_trainee(session, person.id, clock())
    state = play(year_policies.world_of(portfolio), years.reference("standard"), events=False)
    year.step = 1
    monkeypatch.setattr(played_years, "state_of", lambda *_: state)
    dashboards.choose(session, person, ["dso"], Settings(year=True), clock())
    dashboards.send(session, person, "dso", RIGHT, clock())

    after = dashboards.board(session, person.id, clock())
    assert after.may_use_year
    assert after.on > before.on
    assert after.lines[0].right
