"""One pen per team: who writes, who sees, and that the mark is everybody's."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.services import attempts, rooms, teams
from simulator.services.teams import NotYourPen, TeamNameUsed, TeamsSettled, TooManyTeams
from simulator.services.trainees import Trainee
from tests import classroom
from tests.classroom import Classroom
from tests.conftest import Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


class Table:
    """Three people around one exercise done in teams."""

    def __init__(self, session: Session, room: Classroom, clock: Clock) -> None:
        self.session, self.room, self.clock = session, room, clock
        self.activity = classroom.activity(session, room.exercise)
        self.people = room.people

    def mode(self, mode: str) -> None:
        teams.set_mode(self.session, self.room.trainer, self.activity, mode, self.clock())

    def together(self, *who: int) -> teams.Team:
        made = teams.new(self.session, self.activity, "Les bleus", self.clock())
        for rank in who:
            teams.place(self.session, self.activity, self.people[rank].id, made)
        return made

    def sheet(self, who: int) -> attempts.Sheet:
        return attempts.exercise(self.session, self.people[who], self.activity, self.clock())

    def submit(self, who: int, raw: dict[str, str]) -> Fraction:
        sent = f"{who}-{self.clock()}-{len(raw)}"
        return attempts.submit(
            self.session, self.people[who], self.activity, raw, sent, self.clock()
        ).fraction

    def right(self, who: int) -> dict[str, str]:
        return self.sheet(who).question.solved()

    def marks(self) -> list[Fraction | None]:
        self.session.flush()
        cells = [rooms.of_trainee(self.session, person.id) for person in self.people]
        return [
            next(
                entry.work.best if entry.work else None
                for half in found.half_days
                for entry in half.entries
                if entry.id == self.activity.id
            )
            for found in cells
        ]

    def name(self, who: int) -> str:
        person: Trainee = self.people[who]
        return person.name


@pytest.fixture
def table(session: Session, room: Classroom, clock: Clock) -> Table:
    made = Table(session, room, clock)
    made.mode("trainer")
    return made


def test_the_first_to_come_gives_the_file_and_holds_the_pen(table: Table) -> None:
    table.together(1, 0)

    for who in (0, 1):
        sheet = table.sheet(who)
        assert sheet.team is not None
        assert (sheet.team.holder, sheet.team.mine) == (table.name(1), who == 1)
        assert sheet.answerable == (who == 1)
        assert sheet.mine == (who == 1)
    assert table.sheet(0).question.statement == table.sheet(1).question.statement
    assert table.sheet(2).team is None
    assert table.sheet(2).answerable


def test_the_others_see_what_is_written_and_cannot_write(table: Table) -> None:
    table.together(0, 1)
    raw = {"own_funds": "12 k€"}
    attempts.save_draft(table.session, table.people[0], table.activity, raw, table.clock())

    assert table.sheet(1).raw == raw
    with pytest.raises(NotYourPen) as refused:
        attempts.save_draft(table.session, table.people[1], table.activity, {}, table.clock())
    assert refused.value.holder == table.name(0)
    with pytest.raises(NotYourPen):
        table.submit(1, raw)
    with pytest.raises(NotYourPen):
        attempts.reveal(table.session, table.people[1], table.activity, table.clock())
    assert table.sheet(0).raw == raw


def test_the_pen_is_passed_or_taken_and_what_was_written_stays(table: Table) -> None:
    table.together(0, 1)
    attempts.save_draft(
        table.session, table.people[0], table.activity, {"debts": "1"}, table.clock()
    )
    with pytest.raises(NotYourPen):
        teams.pass_pen(table.session, table.activity, table.people[1].id, table.people[1].id)
    teams.pass_pen(table.session, table.activity, table.people[0].id, table.people[1].id)
    assert table.sheet(1).answerable
    assert table.sheet(1).raw == {"debts": "1"}
    teams.take_pen(table.session, table.activity, table.people[0].id)
    assert table.sheet(0).answerable
    with pytest.raises(NotFound):
        teams.pass_pen(table.session, table.activity, table.people[0].id, table.people[2].id)
    for act in (
        lambda: teams.take_pen(table.session, table.activity, table.people[2].id),
        lambda: teams.pass_pen(
            table.session, table.activity, table.people[2].id, table.people[0].id
        ),
    ):
        with pytest.raises(TeamsSettled):
            act()


def test_a_submission_counts_for_every_member_and_for_nobody_else(table: Table) -> None:
    table.together(0, 1)
    teams.take_pen(table.session, table.activity, table.people[1].id)

    assert table.submit(1, table.right(1)) == 1
    assert table.marks() == [1, 1, None]
    sent = table.sheet(0)
    assert (sent.best, sent.submissions) == (1, 1)


def test_better_work_done_alone_before_is_kept(table: Table) -> None:
    table.mode("none")
    table.submit(1, table.right(1))
    table.mode("trainer")
    table.together(0, 1)
    table.submit(0, {})

    assert table.marks() == [0, 1, None]


def test_practice_stays_one_s_own(table: Table) -> None:
    table.together(0, 1)
    sheet = attempts.exercise(table.session, table.people[1], table.activity, table.clock(), 1)

    assert sheet.team is None
    assert sheet.answerable
    assert sheet.mine


def test_people_make_teams_only_where_they_may(table: Table) -> None:
    who = table.people[0].id
    with pytest.raises(TeamsSettled):
        teams.choose(table.session, table.activity, who, None, "À nous", table.clock())
    table.mode("together")
    teams.choose(table.session, table.activity, who, None, " À   nous ", table.clock())
    made = teams.every(table.session, table.activity.id)[0]
    teams.choose(table.session, table.activity, table.people[1].id, made.id, "", table.clock())
    found = teams.sheet(table.session, table.activity, table.people[1].id)
    assert found is not None
    assert (found.name, [one.name for one in found.members]) == (
        "À nous",
        [table.name(0), table.name(1)],
    )
    with pytest.raises(TeamNameUsed):
        teams.choose(
            table.session, table.activity, table.people[2].id, None, "a NOUS", table.clock()
        )
    with pytest.raises(NotFound):
        teams.choose(table.session, table.activity, table.people[2].id, 999, "", table.clock())


def test_who_leaves_gives_the_pen_and_the_file_to_another(table: Table) -> None:
    made = table.together(0, 1)
    teams.place(table.session, table.activity, table.people[0].id, made)
    teams.place(table.session, table.activity, table.people[0].id, None)

    assert (made.anchor_id, made.pen_id) == (table.people[1].id, table.people[1].id)
    teams.place(table.session, table.activity, table.people[1].id, None)
    assert (made.anchor_id, made.pen_id) == (None, None)


def test_what_a_team_has_sent_keeps_it_together(table: Table) -> None:
    table.together(0, 1)
    table.submit(0, table.right(0))

    with pytest.raises(TeamsSettled):
        teams.place(table.session, table.activity, table.people[1].id, None)
    with pytest.raises(TeamsSettled):
        table.mode("none")
    with pytest.raises(TeamsSettled):
        teams.deal(table.session, table.room.trainer, table.activity, 1, table.clock())


def test_a_draw_spreads_everybody_evenly(table: Table) -> None:
    for count, sizes in ((2, [1, 2]), (3, [1, 1, 1]), (1, [3])):
        teams.deal(table.session, table.room.trainer, table.activity, count, table.clock())
        made = teams.every(table.session, table.activity.id)
        assert sorted(len(team.members) for team in made) == sizes
    for wrong in (0, 4):
        with pytest.raises(TooManyTeams):
            teams.deal(table.session, table.room.trainer, table.activity, wrong, table.clock())


def test_teams_are_of_exercises_and_of_their_activity(table: Table) -> None:
    with pytest.raises(NotFound):
        table.mode("pairs")
    quiz = classroom.activity(table.session, table.room.quiz)
    with pytest.raises(NotFound):
        teams.set_mode(table.session, table.room.trainer, quiz, "trainer", table.clock())
    with pytest.raises(TeamsSettled):
        teams.new(table.session, quiz, "x", table.clock())
    with pytest.raises(NotFound):
        teams.get(table.session, quiz, table.together(0).id)


def test_there_is_an_end_to_teams(table: Table) -> None:
    for _ in range(teams.MOST_TEAMS):
        teams.new(table.session, table.activity, "", table.clock())

    with pytest.raises(TooManyTeams):
        teams.new(table.session, table.activity, "", table.clock())
