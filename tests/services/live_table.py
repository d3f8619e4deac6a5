"""A live quiz and those around it, for the tests of its services."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from simulator.domain.quiz import live_view
from simulator.domain.quiz.game import Act
from simulator.domain.quiz.question import Quiz, QuizKind, QuizOption, QuizQuestion
from simulator.services import game_answers, game_people, game_results, games
from simulator.services.games import Wanted
from simulator.services.trainees import Trainee
from simulator.services.trainings import Training
from tests.classroom import Classroom
from tests.conftest import Clock


def question(name: str, kind: QuizKind = QuizKind.SINGLE) -> QuizQuestion:
    rights = (None, None) if kind is QuizKind.OPINION else (True, False)
    options = tuple(
        QuizOption(f"o{n}", f"{name}, réponse {n}", right) for n, right in enumerate(rights, 1)
    )
    return QuizQuestion(name, kind, f"{name} ?", options)


QUIZ = Quiz("essai", "Essai", (question("un"), question("deux"), question("trois")))
POLL = Quiz("avis", "Avis", (question("avis", QuizKind.OPINION),))
PEOPLE = tuple(f"Prénom{n} Nom{n}" for n in range(6))


@dataclass
class Table:
    """A live quiz and those around it."""

    session: Session
    clock: Clock
    room: Classroom
    row: games.LiveGame

    def enter(self, person: Trainee) -> game_people.Player:
        return game_people.enter(self.session, self.row, person, self.clock())

    def act(self, *acts: Act) -> None:
        for act in acts:
            self.session.flush()
            games.act(self.session, self.row, act, self.row.position, self.clock())
            self.session.flush()
            self.session.expire_all()

    def answer(
        self, person: Trainee, name: str, client: str = "clic", position: int | None = None
    ) -> game_answers.Receipt:
        place = self.row.position if position is None else position
        asked = games.questions(self.session, self.row)[place].question
        (token,) = live_view.tokens(asked, self.row.seed, name)
        return game_answers.answer(
            self.session, self.row, person, place, token, client, self.clock()
        )

    def ranks(self) -> list[tuple[str, int, Fraction, bool]]:
        """Return name, rank, points, shared of each player."""
        lines = game_results.results(self.session, self.row).lines
        kept = [(line.player.name, line.standing) for line in lines if line.standing]
        return [(name, line.rank, line.score.points, line.shared) for name, line in kept]


def table(session: Session, room: Classroom, clock: Clock, quiz: Quiz = QUIZ, **rules) -> Table:
    training = session.get_one(Training, room.training_id)
    chosen = [each.id for each in quiz.questions]
    wanted = Wanted(**{"seconds": 60, **rules})
    row = games.create(session, room.trainer, training, quiz, chosen, wanted, clock())
    return Table(session, clock, room, row)
