"""The people of a live quiz and what becomes of their answers: nobody loses a place or a point."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.quiz.game import Act, AnswersClosed, BadRules, Scoring, Teams, WrongMoment
from simulator.domain.quiz.live_view import Role
from simulator.domain.quiz.question import QuizKind
from simulator.domain.refusals import NotFound
from simulator.services import game_answers, game_people, game_results, game_screens, games
from simulator.services.game_answers import AlreadyGiven, UnreadableAnswer
from simulator.services.game_people import (
    GameLocked,
    PlayerRemoved,
)
from simulator.services.games import GameRunning, StaleScreen, Wanted
from simulator.services.trainings import Training
from simulator.store.games import GameAnswerRow, GamePlayerRow, GameQuestionRow
from tests.classroom import Classroom
from tests.conftest import Clock, House
from tests.services.live_table import PEOPLE, POLL, Table, table


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom(PEOPLE)


def test_coming_back_is_the_same_place_and_names_tell_people_apart(
    session: Session, house: House, room: Classroom, clock: Clock
) -> None:
    twin = house.trainee(room.training_id, "Prénom0 Naud")
    other = house.trainee(house.training(room.trainer), "Yves Voisin")
    game = table(session, room, clock)
    first = game.enter(room.people[0])
    clock.forward(minutes=1)

    assert game.enter(room.people[0]).id == first.id
    assert game.enter(room.people[0]).joined_at == first.joined_at
    assert first.name == "Prénom0 N."
    assert game.enter(twin).name == "Prénom0 Naud"
    assert session.scalar(select(func.count()).select_from(GamePlayerRow)) == 2
    with pytest.raises(NotFound):
        game_people.game_for(session, other, game.row.id)


def test_a_locked_entrance_keeps_those_who_are_in(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock)
    game.enter(room.people[0])
    game.act(Act.LOCK)

    assert game.enter(room.people[0])
    with pytest.raises(GameLocked):
        game.enter(room.people[1])
    game.act(Act.UNLOCK)
    assert game.enter(room.people[1])
    game.act(Act.FINISH)
    with pytest.raises(GameLocked):
        game.enter(room.people[2])


def test_who_comes_late_plays_on_and_has_a_mark_over_what_was_asked_since(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock)
    early, late = room.people[:2]
    game.enter(early)
    clock.forward(seconds=1)
    game.act(Act.NEXT)
    game.answer(early, "o1")
    game.act(Act.CLOSE, Act.REVEAL)
    clock.forward(seconds=1)
    game.enter(late)
    game.act(Act.NEXT)
    game.answer(early, "o2")
    game.answer(late, "o1")
    game.act(Act.CLOSE, Act.REVEAL, Act.FINISH)

    assert game.ranks() == [("Prénom0 N.", 1, 100, True), ("Prénom1 N.", 1, 100, True)]


def test_a_rank_is_shared_and_the_next_is_left_out(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock)
    for person in room.people[:4]:
        game.enter(person)
    game.act(Act.NEXT)
    for person, name in zip(room.people[:4], ("o1", "o2", "o1", "o1"), strict=True):
        game.answer(person, name)
    game.act(Act.CLOSE, Act.REVEAL)

    assert [(name[-4:], rank, shared) for name, rank, _, shared in game.ranks()] == [
        ("0 N.", 1, True),
        ("1 N.", 4, False),
        ("2 N.", 1, True),
        ("3 N.", 1, True),
    ]


def test_the_pace_counts_on_the_servers_clock_and_never_under_one_half(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, scoring=Scoring.PACE)
    game.act(Act.NEXT)
    clock.forward(seconds=1)
    game.answer(room.people[0], "o1")
    clock.forward(seconds=30)
    game.answer(room.people[1], "o1")
    clock.forward(seconds=28)
    game.answer(room.people[2], "o1")
    game.act(Act.CLOSE, Act.REVEAL)

    # 1 s is free; 30 s of 60 keep 1/2 + 1/2 × 1/2; 58 s of 60 keep 1/2 + 1/2 × 1/30
    assert [points for _, _, points, _ in game.ranks()] == [100, 75, Fraction(155, 3)]


def test_a_second_tab_and_a_lost_acknowledgement_are_one_answer(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock)
    person = room.people[0]
    game.act(Act.NEXT)
    first = game.answer(person, "o1", "clic-1")
    clock.forward(seconds=2)

    assert game.answer(person, "o1", "clic-1") == first
    with pytest.raises(AlreadyGiven):
        game.answer(person, "o2", "clic-2")
    clock.forward(seconds=90)
    assert game.answer(person, "o2", "clic-1") == first
    with pytest.raises(AnswersClosed):
        game.answer(person, "o2", "clic-3")
    with pytest.raises(AnswersClosed):
        game.answer(room.people[1], "o1")
    assert session.scalar(select(func.count()).select_from(GameAnswerRow)) == 1


def test_an_answer_can_be_changed_where_the_rules_say_so(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, changes=True)
    person = room.people[0]
    game.act(Act.NEXT)
    game.answer(person, "o2", "un")
    game.answer(person, "o1", "deux")
    game.answer(person, "o1", "deux")
    game.act(Act.CLOSE, Act.REVEAL)

    assert game.ranks()[0][2] == 100
    assert session.scalar(select(func.count()).select_from(GameAnswerRow)) == 2


def test_what_cannot_be_read_or_is_not_asked_keeps_nothing(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock)
    person = room.people[0]
    with pytest.raises(AnswersClosed):
        game.answer(person, "o1", position=0)
    game.act(Act.NEXT)
    for typed in ("", "9", "x"):
        with pytest.raises(UnreadableAnswer):
            game_answers.answer(session, game.row, person, 0, typed, "c", clock())
    for place in (-1, 1, 99):
        with pytest.raises(AnswersClosed):
            game_answers.answer(session, game.row, person, place, "1", "c", clock())
    game.act(Act.PAUSE)
    with pytest.raises(AnswersClosed):
        game.answer(person, "o1")
    game.act(Act.RESUME)
    assert game.answer(person, "o1")


def test_a_restart_forgets_nothing(session: Session, room: Classroom, clock: Clock) -> None:
    game = table(session, room, clock)
    person = room.people[0]
    game.act(Act.NEXT)
    kept = game.answer(person, "o1")
    with games._lock, game_screens._lock:
        games._questions.clear()
        game_screens._standings.clear()
    session.expire_all()

    player = game_people.player_of(session, game.row, person)
    assert player is not None
    mine = game_screens.mine(session, game.row, player, clock())
    assert (mine.tokens, mine.received_at) == (kept.tokens, kept.received_at)
    game.act(Act.CLOSE, Act.REVEAL)
    assert game.ranks()[0][1:] == (1, 100, False)


def test_renaming_hiding_and_removing(session: Session, room: Classroom, clock: Clock) -> None:
    game = table(session, room, clock)
    first, second = (game.enter(person) for person in room.people[:2])
    before = game.row.revision
    game_people.rename(game.row, first, "Z" * 60)
    game_people.rename(game.row, second, "")
    game_people.hide(game.row, second, hidden=True)
    game.act(Act.NEXT)
    game.answer(room.people[0], "o1")
    game_people.remove(session, game.row, first, clock())
    session.flush()
    session.expire_all()

    assert game.row.revision > before
    screen = game_screens.screen(session, game.row, Role.TRAINER, clock())
    assert screen.name(first.id) == "Z" * 40
    assert (screen.name(second.id), screen.alias(second.id)) == ("Prénom1 N.", "Nom masqué")
    assert (screen.name(0), screen.alias(0), screen.team_name(None)) == ("?", "Nom masqué", "")
    with pytest.raises(PlayerRemoved):
        game.answer(room.people[0], "o2", "encore")
    game.act(Act.CLOSE, Act.REVEAL)
    assert [name for name, *_ in game.ranks()] == ["Prénom1 N."]
    game_people.readmit(game.row, first)
    game_people.hide(game.row, second, hidden=False)
    session.flush()
    session.expire_all()
    assert sorted(points for _, _, points, _ in game.ranks()) == [0, 100]


def test_players_and_teams_of_another_game_are_not_found(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, teams=Teams.MEAN)
    player = game.enter(room.people[0])
    team = game_people.new_team(session, game.row, "A")
    game.act(Act.FINISH)
    other = table(session, room, clock, teams=Teams.MEAN)

    for act in (
        lambda: game_people.get_player(session, other.row, player.id),
        lambda: game_people.get_player(session, other.row, 10**6),
        lambda: game_people.get_team(session, other.row, team.id),
        lambda: games.get(session, 10**6, game.row.id),
    ):
        with pytest.raises(NotFound):
            act()


def test_one_game_at_a_time_with_rules_that_can_be_played(
    session: Session, room: Classroom, clock: Clock
) -> None:
    with pytest.raises(BadRules):
        table(session, room, clock, scoring=Scoring.PACE, seconds=0)
    game = table(session, room, clock, seconds=None)
    seconds = session.scalars(select(GameQuestionRow.seconds)).all()

    assert list(seconds) == [60, 60, 60]
    with pytest.raises(GameRunning):
        table(session, room, clock)
    with pytest.raises(StaleScreen):
        games.act(session, game.row, Act.NEXT, 0, clock())
    with pytest.raises(WrongMoment):
        game.act(Act.REVEAL)
    assert games.live(session, room.training_id) is game.row
    game.act(Act.FINISH)
    assert games.live(session, room.training_id) is None
    assert [row.id for row in games.of_training(session, room.training_id)] == [game.row.id]


def test_the_pulse_says_when_a_screen_is_out_of_date(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock)
    lobby = games.pulse(session, game.row.id, clock())
    game.act(Act.NEXT)
    asking = games.pulse(session, game.row.id, clock())
    game.answer(room.people[0], "o1")
    answered = games.pulse(session, game.row.id, clock())
    game.act(Act.PAUSE)
    paused = games.pulse(session, game.row.id, clock())
    game.act(Act.FINISH)
    over = games.pulse(session, game.row.id, clock())

    assert (lobby.phase.value, lobby.changes_at) == ("lobby", None)
    assert asking.changes_at == clock() + timedelta(seconds=60)
    assert asking.phones == answered.phones
    assert (answered.answered, answered.players) == (1, 1)
    assert asking.staff != answered.staff
    assert (paused.changes_at, over.phase.value) == (None, "finished")
    with pytest.raises(NotFound):
        games.pulse(session, 10**6, clock())


def test_an_opinion_is_counted_once_shown_late_and_only_from_five(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, POLL)
    game.act(Act.NEXT)
    for person in room.people[:4]:
        receipt = game.answer(person, "o1")
        assert receipt.tokens == ()
    with pytest.raises(AlreadyGiven):
        game.answer(room.people[0], "o2", "autre")
    raws = session.scalars(select(GameAnswerRow.raw)).all()
    assert set(raws) == {""}
    for act in (Act.CLOSE, Act.REVEAL):
        game.act(act)
        assert _votes(game) == ()
    game.act(Act.FINISH)

    again = table(session, room, clock, POLL)
    again.act(Act.NEXT)
    for person, name in zip(room.people, ("o1", "o1", "o2", "o1", "o1", "o2"), strict=True):
        again.answer(person, name)
        assert _votes(again) == ()
    again.act(Act.CLOSE)
    assert _votes(again) == ()
    again.act(Act.REVEAL)
    assert sorted(_votes(again)) == [2, 4]


def _votes(game: Table) -> tuple[int, ...]:
    """Return every count of votes that any screen or table shows now."""
    found = []
    for role in Role:
        view = game_screens.screen(game.session, game.row, role, game.clock()).view
        found += [choice.votes for choice in view.choices if choice.votes is not None]
    items = game_results.results(game.session, game.row).items
    told = [votes for item in items for _, votes in item.votes]
    assert set(found) <= set(told)
    return tuple(told)


def test_the_table_writes_what_happened_and_computes_nothing(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock)
    player = game.enter(room.people[0])
    player.trainee.last_name = "=1+1"
    game.act(Act.NEXT)
    game.answer(room.people[0], "o1")
    game.answer(room.people[1], "o1")
    game.act(Act.CLOSE, Act.REVEAL)
    text = game_results.table(session, game.row).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))

    assert rows[0][:7] == ["Nom", "Prénom", "Équipe", "Rang", "Points", "Justes", "Q1 (%)"]
    assert rows[1] == ["'=1+1", "Prénom0", "", "1 ex æquo", "100", "1", "100"]
    assert rows[5] == ["Q1", "2", "2", "un ?"]


def test_a_finished_game_gives_marks_once(session: Session, room: Classroom, clock: Clock) -> None:
    from simulator.services import catalogue

    training = session.get_one(Training, room.training_id)
    quiz = catalogue.quiz(next(a.reference for a in training.activities if a.kind == "quiz"))
    singles = [q for q in quiz.questions if q.kind is QuizKind.SINGLE][:2]
    row = games.create(
        session, room.trainer, training, quiz, [q.id for q in singles], Wanted(seconds=60), clock()
    )
    game = Table(session, clock, room, row)
    for person in room.people[:2]:
        game.enter(person)
    clock.forward(seconds=1)
    game.act(Act.NEXT)
    game.answer(room.people[0], singles[0].rights[0])
    game.act(Act.CLOSE, Act.REVEAL, Act.NEXT, Act.CLOSE, Act.REVEAL, Act.FINISH)

    assert game_results.record(session, row, clock()) == 1
    session.flush()
    session.expire_all()
    assert game_results.record(session, row, clock()) == 0
