"""What a live quiz leaves: a table for the trainer, marks in the record of each trainee."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.measures import write_number
from simulator.domain.quiz.game import Game, Teams
from simulator.domain.quiz.live_scoring import Member, Standing
from simulator.domain.quiz.live_view import SMALLEST_POLL
from simulator.services import attempts, game_people, game_screens, games
from simulator.services.game_people import Player
from simulator.services.games import LiveGame
from simulator.services.trainees import trainee_of
from simulator.store.attempts import GradingRow, SubmissionRow
from simulator.store.games import GameAnswerRow, GameTallyRow
from simulator.store.trainings import ActivityRow


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer of a subject to a question, as it was judged."""

    raw: str
    fraction: Fraction


@dataclass(frozen=True, slots=True)
class Item:
    """A question after the game: how many answered, how many were right."""

    number: int
    text: str
    scored: bool
    answers: int
    right: int
    votes: tuple[tuple[str, int], ...]
    """Options of an opinion and their votes; nothing when there are too few to stay anonymous."""


@dataclass(frozen=True, slots=True)
class Line:
    """A player after the game."""

    player: Player
    team: str
    shares: tuple[Fraction | None, ...]
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Results:
    """A game that is over, or so far: questions whose key is out."""

    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    teams: tuple[tuple[str, Standing], ...]


def _answers(session: Session, row: LiveGame) -> dict[tuple[int, int], Kept]:
    rows = session.execute(
        select(
            GameAnswerRow.position,
            GameAnswerRow.subject,
            GameAnswerRow.raw,
            GameAnswerRow.fraction,
        )
        .where(GameAnswerRow.game_id == row.id)
        .order_by(GameAnswerRow.sequence)
    )
    return {(at, subject): Kept(raw, Fraction(share)) for at, subject, raw, share in rows}


def _votes(session: Session, row: LiveGame, position: int) -> dict[str, int]:
    rows = session.execute(
        select(GameTallyRow.option, GameTallyRow.votes).where(
            GameTallyRow.game_id == row.id, GameTallyRow.position == position
        )
    )
    votes: dict[str, int] = {each.option: each.votes for each in rows}
    return votes if sum(votes.values()) >= SMALLEST_POLL else {}


def results(session: Session, row: LiveGame) -> Results:
    """Return the table of a game; an opinion appears as counts only."""
    game = games.load(session, row)
    kept = _answers(session, row)
    shown = game.revealed()
    items = tuple(_item(session, row, game, place, kept) for place in shown)
    names = {team.id: team.name for team in game_people.teams(session, row.id)}
    lines = game_screens.standings(session, row, game)
    people = game_people.players(session, row.id)
    scored = [place for place in shown if game.questions[place].question.scored]
    return Results(
        items,
        tuple(
            Line(
                player,
                names.get(player.team_id or 0, ""),
                tuple(
                    each.fraction if (each := kept.get((place, _subject(row, player)))) else None
                    for place in scored
                ),
                lines.of(player.id),
            )
            for player in people
        ),
        tuple((names[line.subject], line) for line in lines.teams),
    )


def _subject(row: LiveGame, player: Player) -> int:
    return player.id if row.teams != Teams.PEN else (player.team_id or 0)


def _item(
    session: Session,
    row: LiveGame,
    game: Game,
    place: int,
    kept: Mapping[tuple[int, int], Kept],
) -> Item:
    question = game.questions[place].question
    given = [each for (at, _), each in kept.items() if at == place]
    votes = {} if question.scored else _votes(session, row, place)
    return Item(
        place + 1,
        question.text,
        question.scored,
        len(given),
        sum(each.fraction == 1 for each in given),
        tuple((option.text, votes[option.name]) for option in question.options if votes),
    )


def table(session: Session, row: LiveGame) -> bytes:
    """Return the results for a spreadsheet: CSV with semicolons, UTF-8 with its mark.

    One line a player, one column a scored question; opinions are counts, apart from people.
    """
    found = results(session, row)
    scored = [item for item in found.items if item.scored]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    heads = [f"Q{item.number} (%)" for item in scored]
    writer.writerow(["Nom", "Prénom", "Équipe", "Rang", "Points", "Justes", *heads])
    for line in found.lines:
        writer.writerow([_plain(cell) for cell in _cells(line, found)])
    writer.writerow([])
    writer.writerow(["Question", "Réponses", "Justes", "Énoncé"])
    for item in found.items:
        right = item.right if item.scored else ""
        writer.writerow([f"Q{item.number}", item.answers, right, _plain(item.text)])
        for text, votes in item.votes:
            writer.writerow(["", votes, "", _plain(text)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cells(line: Line, found: Results) -> list[str]:
    standing = line.standing or next((s for name, s in found.teams if name == line.team), None)
    person = line.player.trainee
    score = (
        ["", "", ""]
        if standing is None
        else [
            str(standing.rank) + (" ex æquo" if standing.shared else ""),
            _figure(standing.score.points),
            _figure(standing.score.right),
        ]
    )
    shares = ["" if share is None else _figure(share * 100) for share in line.shares]
    return [person.last_name, person.first_name, line.team, *score, *shares]


def _figure(value: Fraction) -> str:
    """Write a figure as a French spreadsheet reads it: no space, decimals only when there are."""
    text = write_number(value, 0 if value.denominator == 1 else 2)
    return text.replace("\u202f", "")


def _plain(text: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def record(session: Session, row: LiveGame, now: datetime) -> int:
    """Add the marks of a finished game to the quiz activity of the training, when it has one.

    The mark is over the scored questions that were asked since the person came; who answered
    nothing has none. The best mark of an activity counts, so that a game never lowers one.
    Return how many marks were added; the same game adds them once.
    """
    activity = session.scalar(
        select(ActivityRow)
        .where(
            ActivityRow.training_id == row.training_id,
            ActivityRow.kind == "quiz",
            ActivityRow.reference == row.quiz,
        )
        .order_by(ActivityRow.position)
        .limit(1)
    )
    if activity is None:
        return 0
    game = games.load(session, row)
    kept = _answers(session, row)
    return sum(
        _mark(session, row, activity, game, kept, player, now)
        for player in game_people.players(session, row.id)
        if player.removed_at is None
    )


def _mark(
    session: Session,
    row: LiveGame,
    activity: ActivityRow,
    game: Game,
    kept: Mapping[tuple[int, int], Kept],
    player: Player,
    now: datetime,
) -> bool:
    member = Member(player.id, player.team_id, player.joined_at)
    subject = _subject(row, player)
    there = [
        place
        for place in game.revealed()
        if game.questions[place].question.scored
        and (member.was_there(game.runs[place].asked_at) or (place, subject) in kept)
    ]
    given = {place: kept[place, subject] for place in there if (place, subject) in kept}
    if not given:
        return False
    attempt = attempts.attempt_of(session, trainee_of(player.trainee), activity, now)
    client_id = f"jeu-{row.id}"
    if any(each.client_id == client_id for each in attempt.submissions):
        return False
    asked = {place: game.questions[place].question for place in there}
    whole = sum((question.points for question in asked.values()), Fraction(0))
    earned = sum((each.fraction * asked[at].points for at, each in given.items()), Fraction(0))
    made = SubmissionRow(
        attempt_id=attempt.id,
        client_id=client_id,
        raw={asked[at].id: each.raw for at, each in given.items()},
        hints=[],
        submitted_at=now,
    )
    session.add(made)
    session.flush()
    session.add(
        GradingRow(
            submission_id=made.id,
            fraction=str(earned / whole),
            outcomes={asked[at].id: _outcome(each.fraction) for at, each in given.items()},
            content_digest=attempt.content_digest,
            reason="quiz en direct",
            graded_at=now,
        )
    )
    return True


def _outcome(share: Fraction) -> str:
    if share == 1:
        return "right"
    return "partial" if share else "wrong"
