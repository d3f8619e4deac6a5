"""Teams of a live quiz: means, pens, who may change what, and when."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from simulator.domain.quiz.game import Act, Teams
from simulator.domain.quiz.live_view import Role
from simulator.services import game_people, game_results, game_screens
from simulator.services.game_answers import AlreadyGiven
from simulator.services.game_people import (
    MOST_TEAMS,
    TeamNameTaken,
    TeamsFixed,
    TooManyTeams,
)
from simulator.services.game_seats import NoTeam, NotYourPen
from tests.classroom import Classroom
from tests.conftest import Clock, House
from tests.services.live_table import PEOPLE, Table, table


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom(PEOPLE)


def test_teams_have_the_mean_of_those_who_were_there(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, teams=Teams.MEAN)
    reds, blues = (game_people.new_team(session, game.row, name) for name in ("Rouges", "Bleus"))
    people = [game.enter(person) for person in room.people[:4]]
    for player, team in zip(people, (reds, reds, reds, blues), strict=True):
        game_people.place(session, game.row, player, team)
    clock.forward(seconds=1)
    game.act(Act.NEXT)
    game.answer(room.people[0], "o1")
    game.answer(room.people[1], "o2")
    game.answer(room.people[3], "o1")
    game.act(Act.CLOSE, Act.REVEAL)

    teams = {name: line.score.points for name, line in _teams(game)}
    assert teams == {"Rouges": Fraction(100, 3), "Bleus": 100}
    assert [line.rank for _, line in _teams(game)] == [1, 2]


def _teams(game: Table):
    return game_results.results(game.session, game.row).teams


def test_with_one_pen_a_team_answers_once_and_the_pen_can_be_taken(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, teams=Teams.PEN)
    team = game_people.new_team(session, game.row, "Plume")
    first, second, alone = (game.enter(person) for person in room.people[:3])
    for player in (first, second):
        game_people.place(session, game.row, player, team)
    session.flush()
    assert team.pen_id == first.id
    game.act(Act.NEXT)

    with pytest.raises(NotYourPen):
        game.answer(room.people[1], "o1")
    with pytest.raises(NoTeam):
        game.answer(room.people[2], "o1")
    with pytest.raises(TeamsFixed):
        game_people.take_pen(session, game.row, alone)
    game_people.take_pen(session, game.row, second)
    session.flush()
    game.answer(room.people[1], "o1")
    game_people.take_pen(session, game.row, first)
    session.flush()
    with pytest.raises(AlreadyGiven):
        game.answer(room.people[0], "o2", "autre")
    mine = game_screens.mine(session, game.row, second, clock())
    assert (mine.holds_pen, mine.pen_name, bool(mine.received_at)) == (False, first.name, True)
    game.act(Act.CLOSE, Act.REVEAL)
    assert [(name, line.score.points) for name, line in _teams(game)] == [("Plume", 100)]
    lines = {line.player.name: line for line in game_results.results(session, game.row).lines}
    assert lines[second.name].shares == (1,)
    assert lines[alone.name].shares == (None,)
    screen = game_screens.screen(session, game.row, Role.TRAINER, clock())
    assert screen.subject_name(team.id) == "Plume"
    assert screen.view.expected == 1


def test_the_pen_goes_to_another_member_when_its_holder_leaves(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, teams=Teams.PEN)
    one, two = (game_people.new_team(session, game.row, name) for name in ("Un", "Deux"))
    first, second, third = (game.enter(person) for person in room.people[:3])
    for player in (first, second, third):
        game_people.place(session, game.row, player, one)
        session.flush()

    game_people.remove(session, game.row, first, clock())
    session.flush()
    assert one.pen_id == second.id
    game_people.place(session, game.row, second, two)
    session.flush()
    assert (one.pen_id, two.pen_id) == (third.id, second.id)
    game_people.place(session, game.row, third, None)
    session.flush()
    assert (one.pen_id, third.team_id) == (None, None)
    assert game_screens.mine(session, game.row, third, clock()).team is None


def test_people_make_their_teams_until_the_first_question(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, teams=Teams.MEAN, together=True)
    first, second, late = (game.enter(person) for person in room.people[:3])
    game_people.choose(session, game.row, first, None, "Les Échus")
    team = first.team_id
    game_people.choose(session, game.row, second, team, "")
    game_people.choose(session, game.row, second, None, "Les Soldés")
    with pytest.raises(TeamNameTaken):
        game_people.choose(session, game.row, second, None, "les echus")
    game.act(Act.NEXT)

    with pytest.raises(TeamsFixed):
        game_people.choose(session, game.row, first, second.team_id, "")
    game_people.choose(session, game.row, late, team, "")
    assert late.team_id == team


def test_the_trainer_deals_teams_of_equal_size(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, teams=Teams.PEN)
    game_people.new_team(session, game.row, "Équipe 2")
    players = [game.enter(person) for person in room.people]
    game_people.remove(session, game.row, players[5], clock())
    game_people.deal(session, game.row, 3)
    session.flush()

    teams = game_people.teams(session, game.row.id)
    assert [team.name for team in teams] == ["Équipe 2", "Équipe 1", "Équipe 3"]
    sizes = [sum(player.team_id == team.id for player in players) for team in teams]
    assert sorted(sizes) == [1, 2, 2]
    assert all(team.pen_id for team in teams)
    assert players[5].team_id is None
    for count in (0, MOST_TEAMS + 1):
        with pytest.raises(TooManyTeams):
            game_people.deal(session, game.row, count)
    game.act(Act.NEXT)
    with pytest.raises(TeamsFixed):
        game_people.deal(session, game.row, 2)


def test_a_game_without_teams_has_none_and_a_game_with_teams_not_too_many(
    session: Session, room: Classroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = table(session, room, clock)
    player = game.enter(room.people[0])
    for act in (
        lambda: game_people.new_team(session, game.row, "A"),
        lambda: game_people.place(session, game.row, player, None),
        lambda: game_people.choose(session, game.row, player, None, "A"),
        lambda: game_people.take_pen(session, game.row, player),
        lambda: game_people.deal(session, game.row, 1),
    ):
        with pytest.raises(TeamsFixed):
            act()
    game.act(Act.FINISH)
    monkeypatch.setattr(game_people, "MOST_TEAMS", 1)
    other = table(session, room, clock, teams=Teams.MEAN)
    game_people.new_team(session, other.row, "A")
    with pytest.raises(TooManyTeams):
        game_people.new_team(session, other.row, "B")
