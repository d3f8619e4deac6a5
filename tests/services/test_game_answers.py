"""Answers that come together: kept together, judged one by one, none lost and none twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import ORMExecuteState, Session

from simulator.domain.quiz import live_view
from simulator.domain.quiz.game import Act, Teams
from simulator.domain.refusals import NotFound
from simulator.services import game_answers, game_people, games, trainees
from simulator.services.game_answers import AlreadyGiven, NotSignedIn, Receipt, Sent
from simulator.services.game_seats import NoTeam, NotYourPen
from simulator.services.trainees import Trainee
from simulator.store.games import GameAnswerRow, GamePlayerRow, GameTallyRow
from simulator.store.trainings import TraineeRow
from tests.classroom import Classroom
from tests.conftest import Clock, House
from tests.services.live_table import PEOPLE, POLL, Table, table


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom(PEOPLE)


def sent(game: Table, person: Trainee, name: str = "o1", client: str = "clic") -> Sent:
    question = games.questions(game.session, game.row)[0].question
    (token,) = live_view.tokens(question, game.row.seed, name)
    return Sent(game.row.id, person.id, person.stamp, 0, token, client, game.clock())


def rows(session: Session) -> list[tuple[int, int, str]]:
    """Return subject, sequence and choice of every answer kept."""
    kept = select(GameAnswerRow.subject, GameAnswerRow.sequence, GameAnswerRow.raw)
    ordered = kept.order_by(GameAnswerRow.subject, GameAnswerRow.sequence)
    return [tuple(row) for row in session.execute(ordered)]


def test_a_room_that_answers_at_once_is_kept_at_once_with_its_refusals(
    session: Session, house: House, room: Classroom, clock: Clock
) -> None:
    neighbour = house.trainee(house.training(room.trainer), "Yves Voisin")
    game = table(session, room, clock)
    one, two, three, four, *_ = room.people
    place = game.enter(one).id
    game.enter(two)
    game.act(Act.NEXT)
    trainees.remove(session, session.get_one(TraineeRow, four.id), clock())
    session.flush()

    found = game_answers.keep(
        session,
        [
            sent(game, one),
            replace(sent(game, two), typed="x"),
            sent(game, one),
            sent(game, one, "o2", "autre"),
            sent(game, three),
            sent(game, four),
            sent(game, neighbour),
            replace(sent(game, two), stamp="ancien"),
            replace(sent(game, two), game_id=game.row.id + 1),
        ],
    )

    receipts = [place for place, each in enumerate(found) if isinstance(each, Receipt)]
    assert receipts == [0, 2, 4], "the same sending twice is one answer; who comes late is let in"
    assert found[2] == found[0]
    assert isinstance(found[3], AlreadyGiven)
    assert [type(found[place]) for place in (5, 6, 7, 8)] == [
        NotSignedIn,
        NotFound,
        NotSignedIn,
        NotFound,
    ]
    newcomer = session.scalars(
        select(GamePlayerRow.id).where(GamePlayerRow.trainee_id == three.id)
    ).one()
    assert rows(session) == [(place, 1, "o1"), (newcomer, 1, "o1")]


def test_changes_sent_together_stay_in_the_order_they_came(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, changes=True)
    one, two = room.people[:2]
    first, second = sorted(game.enter(person).id for person in (one, two))
    game.act(Act.NEXT)

    asked = [("o1", "a", one), ("o2", "b", one), ("o2", "a", two), ("o1", "c", one)]
    game_answers.keep(session, [sent(game, who, name, client) for name, client, who in asked])

    assert rows(session) == [
        (first, 1, "o1"),
        (first, 2, "o2"),
        (first, 3, "o1"),
        (second, 1, "o2"),
    ]


def test_opinions_sent_together_are_each_counted_once(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, POLL)
    for person in room.people:
        game.enter(person)
    game.act(Act.NEXT)
    votes = [sent(game, who, "o1" if n < 4 else "o2") for n, who in enumerate(room.people)]

    game_answers.keep(session, [*votes, *votes])

    counts = select(GameTallyRow.option, GameTallyRow.votes).order_by(GameTallyRow.option)
    assert [tuple(row) for row in session.execute(counts)] == [("o1", 4), ("o2", 2)]
    assert session.scalar(select(func.count()).select_from(GameAnswerRow)) == 6
    assert {raw for _, _, raw in rows(session)} == {""}, "no row says what a person chose"


def test_with_one_pen_only_who_holds_it_writes(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, teams=Teams.PEN)
    holder, member, alone = room.people[:3]
    seats = [game.enter(person) for person in (holder, member, alone)]
    team = game_people.new_team(session, game.row, "Les Relanceurs")
    session.flush()
    for seat in seats[:2]:
        game_people.place(session, game.row, seat, team)
    game.act(Act.NEXT)

    found = game_answers.keep(session, [sent(game, who) for who in (member, alone, holder)])

    assert [type(each) for each in found] == [NotYourPen, NoTeam, Receipt]
    assert [subject for subject, _, _ in rows(session)] == [team.id]


def test_an_older_sending_that_comes_again_does_not_undo_a_change(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock, changes=True)
    one = room.people[0]
    place = game.enter(one).id
    game.act(Act.NEXT)

    for name, client in (("o1", "a"), ("o2", "b")):
        game_answers.keep(session, [sent(game, one, name, client)])
    (again,) = game_answers.keep(session, [sent(game, one, "o1", "a")])

    assert rows(session) == [(place, 1, "o1"), (place, 2, "o2")]
    assert isinstance(again, Receipt)
    assert again.tokens == (sent(game, one, "o2").typed,), "the phone is told what counts"


def test_answers_hold_the_game_before_they_read_whether_it_takes_them(
    session: Session, room: Classroom, clock: Clock
) -> None:
    game = table(session, room, clock)
    game.enter(room.people[0])
    game.act(Act.NEXT)
    mine = sent(game, room.people[0])
    said: list[str] = []

    @event.listens_for(session, "do_orm_execute")
    def _note(state: ORMExecuteState) -> None:
        if state.is_select:  # as PostgreSQL would be asked, whatever the engine is
            said.append(str(state.statement.compile(dialect=postgresql.dialect())))

    game_answers.keep(session, [mine])

    held = [place for place, text in enumerate(said) if "FOR SHARE" in text]
    read = [place for place, text in enumerate(said) if "game_questions.closed_at" in text]
    assert held
    assert read
    assert held[0] < read[0]
