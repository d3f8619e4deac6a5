"""What each role sees of a live quiz: the one door by which a game leaves the server.

The key (which option is right, the order, the figure, the why) is in no view of a phone or of the
projector before the reveal; the trainer's own screen has it once answers are closed. Options are
named by their place on the screen, drawn from their texts alone, because the names of the content
follow the order that an ordering question asks for.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simulator.domain.luck import Luck
from simulator.domain.measures import write
from simulator.domain.quiz.game import Act, Game, Phase
from simulator.domain.quiz.grading import folded
from simulator.domain.quiz.live_scoring import Given, Standing
from simulator.domain.quiz.question import QuizKind, QuizOption, QuizQuestion

SMALLEST_POLL = 5
"""Fewer opinions than this are not shown: each could be guessed.

They are shown once, when no more can come: a count that is read after each answer tells what each
answer was. Five is the smallest group of which an evaluation is read too.
"""
TYPED = frozenset({QuizKind.NUMERIC, QuizKind.SHORT})
"""Kinds whose answer is what a hand typed."""
_ENOUGH = 6
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Role(StrEnum):
    """Who looks."""

    PLAYER = "player"
    PROJECTOR = "projector"
    TRAINER = "trainer"


@dataclass(frozen=True, slots=True)
class Room:
    """What views need beside the machine: people, answers that count, anonymous counts.

    ``tallies`` are the votes of opinions, by question then option; ``expected`` is how many
    subjects may answer; ``people`` and ``teams`` are rankings, already in order.
    """

    seed: int
    expected: int
    answers: tuple[Given, ...] = ()
    tallies: Mapping[int, Mapping[str, int]] | None = None
    people: tuple[Standing, ...] = ()
    teams: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An option on the screen; ``None`` is what this role may not know now."""

    token: str
    letter: str
    text: str
    right: bool | None = None
    place: int | None = None
    why: str = ""
    votes: int | None = None
    match: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Those who gave the same answer, for the trainer."""

    tokens: tuple[str, ...]
    subjects: tuple[int, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class View:
    """All that a role may see at an instant."""

    phase: Phase
    number: int
    count: int
    paused: bool
    concealed: bool
    changes_at: datetime | None
    kind: QuizKind | None = None
    text: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    matches: tuple[str, ...] = ()
    answered: int | None = None
    expected: int = 0
    right_answer: str = ""
    explanation: str = ""
    reference: str = ""
    groups: tuple[Group, ...] = ()
    people: tuple[Standing, ...] = ()
    teams: tuple[Standing, ...] = ()
    acts: tuple[Act, ...] = ()


def _word(text: str) -> int:
    """Turn a text into an integer, the same on every machine."""
    return int.from_bytes(unicodedata.normalize("NFC", text).encode()[:512], "big")


def on_screen(question: QuizQuestion, seed: int) -> tuple[QuizOption, ...]:
    """Return the options in the order of the screen: a function of their texts, never of the key.

    The seed is secret, or a reader of the sources could not be kept from sorting them back.
    """
    if question.kind is QuizKind.TRUE_FALSE:
        return tuple(sorted(question.options, key=lambda option: option.name, reverse=True))
    if question.kind is QuizKind.SHORT:
        return ()  # the options are the key
    luck = Luck(seed)
    purpose = f"game:{question.id}"
    return tuple(sorted(_placed(question), key=lambda o: luck.word(purpose, *_keys(o.text))))


def _placed(question: QuizQuestion) -> tuple[QuizOption, ...]:
    """Return the options that have a place: what only misleads in pairs is among the matches."""
    return question.prompts if question.kind is QuizKind.MATCHING else question.options


def _keys(text: str) -> tuple[int, ...]:
    """Cut a text into words of 63 bits."""
    number, keys = _word(text), []
    while number:
        number, key = divmod(number, 2**63)
        keys.append(key)
    return tuple(keys)


def names(question: QuizQuestion, seed: int, raw: str) -> str:
    """Translate the tokens that a phone sends into a raw answer; a figure stays as typed.

    A token that is on no screen is kept as it is, which grading finds unreadable.
    """
    if question.kind in TYPED:
        return raw
    known = {str(n): o.name for n, o in enumerate(on_screen(question, seed), 1)}
    return ",".join(_renamed(token, known, f"?{token}") for token in raw.split(",") if token)


def _renamed(token: str, known: Mapping[str, str], unknown: str) -> str:
    """Rename what stands before the sign « = », if there is one: the rest is a rank."""
    name, equals, rank = token.partition("=")
    return known[name] + equals + rank if name in known else unknown


def tokens(question: QuizQuestion, seed: int, raw: str) -> tuple[str, ...]:
    """Translate a raw answer into the tokens of the screen; a figure is its own token."""
    if question.kind in TYPED:
        return (raw.strip(),)
    known = {o.name: str(n) for n, o in enumerate(on_screen(question, seed), 1)}
    return tuple(filter(None, (_renamed(name, known, "") for name in raw.split(","))))


def view(game: Game, role: Role, now: datetime, room: Room) -> View:
    """Return what a role may see: a player's view is the same for every phone."""
    phase = game.phase(now)
    trainer = role is Role.TRAINER
    seen = View(
        phase,
        game.index + 1,
        len(game.questions),
        paused=game.run is not None and game.run.paused_at is not None,
        concealed=game.concealed,
        changes_at=game.next_change(now),
        expected=room.expected,
        people=room.people if trainer or _podium(game, role, phase) else (),
        teams=room.teams if trainer or _team_podium(game, role, phase) else (),
        acts=game.possible(now) if trainer else (),
    )
    if phase in {Phase.LOBBY, Phase.FINISHED}:
        return seen
    return _with_question(seen, game, role, room)


def _podium(game: Game, role: Role, phase: Phase) -> bool:
    return role is Role.PROJECTOR and phase is Phase.FINISHED and not game.concealed


def _team_podium(game: Game, role: Role, phase: Phase) -> bool:
    shown = phase in {Phase.REVEALED, Phase.FINISHED}
    return role is Role.PROJECTOR and shown and not game.concealed


def _with_question(seen: View, game: Game, role: Role, room: Room) -> View:
    question = game.asked.question
    given = [answer for answer in room.answers if answer.index == game.index]
    key = seen.phase is Phase.REVEALED or (role is Role.TRAINER and seen.phase is Phase.CLOSED)
    over = seen.phase in {Phase.CLOSED, Phase.REVEALED}
    counted = over and role is not Role.PLAYER and (role is Role.TRAINER or not game.concealed)
    votes = _votes(seen, game, room, given) if counted else None
    return _told(
        seen,
        question,
        choices=_choices(question, room.seed, votes, key=key),
        answered=None if role is Role.PLAYER else len(given),
        groups=_groups(question, given) if over and role is Role.TRAINER else (),
        key=key,
    )


def _told(
    seen: View,
    question: QuizQuestion,
    *,
    choices: tuple[Choice, ...],
    answered: int | None,
    groups: tuple[Group, ...],
    key: bool,
) -> View:
    return View(
        seen.phase,
        seen.number,
        seen.count,
        seen.paused,
        seen.concealed,
        seen.changes_at,
        kind=question.kind,
        text=question.text,
        unit="" if question.answer is None else question.answer.measure.sign,
        choices=choices,
        matches=question.matches,
        answered=answered,
        expected=seen.expected,
        right_answer=_typed_key(question) if key else "",
        explanation=question.explanation if key else "",
        reference=question.reference if key else "",
        groups=groups,
        people=seen.people,
        teams=seen.teams,
        acts=seen.acts,
    )


def _typed_key(question: QuizQuestion) -> str:
    """Write the words expected, or the figure with the decimals it needs, six at most."""
    answer = question.answer
    if question.kind is QuizKind.SHORT:
        return " / ".join(option.text for option in question.options if option.right)
    if answer is None:
        return ""
    shown = answer.value / answer.measure.factor
    places = next((n for n in range(_ENOUGH) if (shown * 10**n).denominator == 1), _ENOUGH)
    return write(answer.value, answer.measure, places)


def _choices(
    question: QuizQuestion, seed: int, votes: Mapping[str, int] | None, *, key: bool
) -> tuple[Choice, ...]:
    places = {option.name: place for place, option in enumerate(question.options, 1)}
    ordering = question.kind is QuizKind.ORDERING
    return tuple(
        Choice(
            str(number),
            LETTERS[number - 1],
            option.text,
            option.right if key else None,
            places[option.name] if key and ordering else None,
            option.why if key else "",
            None if votes is None else votes.get(str(number), 0),
            option.match if key else "",
        )
        for number, option in enumerate(on_screen(question, seed), 1)
    )


def _votes(seen: View, game: Game, room: Room, given: list[Given]) -> dict[str, int] | None:
    question = game.asked.question
    if question.kind in {QuizKind.ORDERING, QuizKind.MATCHING}:
        return None
    if question.kind is not QuizKind.OPINION:
        return dict(Counter(token for answer in given for token in answer.tokens))
    tally = (room.tallies or {}).get(game.index, {})
    # Before the reveal one more vote could still come, and its difference be read.
    if seen.phase is not Phase.REVEALED or sum(tally.values()) < SMALLEST_POLL:
        return None
    shown = on_screen(question, room.seed)
    return {str(n): tally.get(option.name, 0) for n, option in enumerate(shown, 1)}


def _groups(question: QuizQuestion, given: list[Given]) -> tuple[Group, ...]:
    """Return who gave which answer, the most given first; an opinion has no group."""
    if not question.scored:
        return ()
    found: dict[tuple[str, ...], list[Given]] = {}
    for answer in given:
        shown = answer.tokens
        if question.kind is QuizKind.MULTIPLE:
            shown = tuple(sorted(shown, key=int))
        elif question.kind is QuizKind.MATCHING:
            shown = tuple(sorted(shown))
        elif question.kind is QuizKind.SHORT:
            shown = tuple(folded(text, cased=question.cased) for text in shown)
        found.setdefault(shown, []).append(answer)
    groups = [
        Group(shown, tuple(a.subject for a in those), right=those[0].fraction == 1)
        for shown, those in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: (group.right, -len(group.subjects))))
