"""What each simulated trainee does when asked: greet, work, sign, play the quiz, judge the course.

Every step is harmless when asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from simulator.domain.negotiation.talk import Choice, Words
from simulator.domain.quiz import live_view
from simulator.domain.refusals import Refusal
from simulator.domain.training import attendance, rehearsal
from simulator.domain.training.contributions import Kind
from simulator.domain.training.evaluation import AlreadyEvaluated
from simulator.domain.training.positioning import Moment
from simulator.domain.training.rehearsal import Bot, Task
from simulator.services import (
    attempts,
    attendances,
    call_talks,
    calls,
    contributions,
    evaluations,
    game_answers,
    game_people,
    games,
    positionings,
    rehearsals,
    trainees,
)
from simulator.services import rehearsal_words as words
from simulator.services.attempts import Activity
from simulator.services.rehearsals import Simulated
from simulator.services.trainings import HalfDay, Training

Step = Callable[[Session, Simulated, datetime], None]
"""What one bot does at an instant."""

_WEEKS = 2
"""From the training to the first action of a plan."""


def welcome(session: Session, one: Simulated, now: datetime) -> None:
    """Position oneself before the training, and introduce oneself at the round table."""
    _position(session, one, Moment.BEFORE, now)
    _say(session, one, Kind.WELCOME, now)


def conclude(session: Session, one: Simulated, now: datetime) -> None:
    """Position oneself after, write an action plan, give an opinion of the training."""
    _position(session, one, Moment.AFTER, now)
    _say(session, one, Kind.ACTION, now)
    _evaluate(session, one, now)


def _position(session: Session, one: Simulated, moment: Moment, now: datetime) -> None:
    if positionings.given(session, one.person.id, moment) is not None:
        return
    objectives = len(positionings.objectives_of(session, one.person))
    levels = rehearsal.positions(one.bot, objectives, moment)
    positionings.answer(session, one.person, moment, levels, {}, now)


def _say(session: Session, one: Simulated, kind: Kind, now: datetime) -> None:
    if not contributions.mine(session, one.person, kind):
        fields = _FIELDS[kind](one.bot, now)
        contributions.write(session, one.person.id, one.person.training_id, kind, fields, now)


def _introduction(bot: Bot, _now: datetime) -> Mapping[str, str]:
    return {
        "role": _pick(bot, "role", words.ROLES),
        "context": _pick(bot, "context", words.CONTEXTS),
        "expectations": _pick(bot, "expectations", words.EXPECTATIONS),
    }


def _experience(bot: Bot, _now: datetime) -> Mapping[str, str]:
    title, story, lesson = _pick(bot, "experience", words.EXPERIENCES)
    return {"title": title, "story": story, "lesson": lesson}


def _plan(bot: Bot, now: datetime) -> Mapping[str, str]:
    action, where, first_step, sign = _pick(bot, "action", words.ACTIONS)
    by = (now + timedelta(weeks=_WEEKS + bot.rank % 3)).date().isoformat()
    return {"action": action, "where": where, "first_step": first_step, "by": by, "sign": sign}


_FIELDS: dict[Kind, Callable[[Bot, datetime], Mapping[str, str]]] = {
    Kind.WELCOME: _introduction,
    Kind.EXPERIENCE: _experience,
    Kind.ACTION: _plan,
}


_T = TypeVar("_T")


def _pick(bot: Bot, purpose: str, known: tuple[_T, ...]) -> _T:
    return known[rehearsal.picks(bot, purpose, len(known))]


def _evaluate(session: Session, one: Simulated, now: datetime) -> None:
    said: dict[str, object] = {
        **rehearsal.opinion(one.bot),
        "liked": _pick(one.bot, "liked", words.LIKED),
        "improve": _pick(one.bot, "improve", words.IMPROVE),
        "application": _pick(one.bot, "application", words.APPLY),
    }
    with suppress(AlreadyEvaluated):
        evaluations.submit(session, one.person, said, now)


def absent(session: Session, training: Training, one: Simulated, half_day_id: int | None) -> bool:
    """Say whether a bot misses a half-day; one whose presence is stated is there or not by that."""
    places = [half.id for half in training.half_days]
    if half_day_id not in places:
        return False
    stated = attendances.signed(session, half_day_id, one.person.id)
    if stated is not None:
        return stated.minutes == 0
    return not rehearsal.present(one.bot, places.index(half_day_id))


def work(
    session: Session,
    training: Training,
    one: Simulated,
    activities: Iterable[Activity],
    now: datetime,
) -> None:
    """Do the open activities among these, but for those of half-days that the bot misses."""
    away: dict[int | None, bool] = {}
    for activity in activities:
        place = activity.half_day_id
        if place not in away:
            away[place] = absent(session, training, one, place)
        if activity.state == "open" and not away[place]:
            _WORK.get(activity.kind, _look)(session, one, activity, now)
            trainees.seen(session, one.person.id, activity.id, now)


def _look(session: Session, one: Simulated, activity: Activity, now: datetime) -> None:
    """Read a lesson, or open a screen."""
    attempts.attempt_of(session, one.person, activity, now)


def _exercise(session: Session, one: Simulated, activity: Activity, now: datetime) -> None:
    """Open an exercise and answer it, or not to the end.

    What stops anybody stops a bot: no customer that suits, another's pen, time that is over.
    """
    with suppress(Refusal):
        question = attempts.exercise(session, one.person, activity, now).question
        if not rehearsal.finishes(one.bot, activity.reference):
            return
        for again in range(rehearsal.tries(one.bot, question)):
            raw = rehearsal.answers(one.bot, question, again)
            name = f"bot-{activity.id}-{again}"
            attempts.submit(session, one.person, activity, raw, name, now)


def _quiz(session: Session, one: Simulated, activity: Activity, now: datetime) -> None:
    sheet = attempts.quiz(session, one.person, activity, now)
    if sheet.answerable and rehearsal.finishes(one.bot, activity.reference):
        raw = rehearsal.quiz_answers(one.bot, sheet.quiz)
        attempts.submit_quiz(session, one.person, activity, raw, f"bot-{activity.id}", now)


def _screen(session: Session, one: Simulated, activity: Activity, now: datetime) -> None:
    task = next((task for task in Task if task == activity.reference), None)
    if task is not None:
        _TASKS[task](session, one, now)


_TASKS: dict[Task, Step] = {
    Task.WELCOME: lambda session, one, now: _say(session, one, Kind.WELCOME, now),
    Task.EXPERIENCE: lambda session, one, now: _say(session, one, Kind.EXPERIENCE, now),
    Task.ACTION: lambda session, one, now: _say(session, one, Kind.ACTION, now),
    Task.BEFORE: lambda session, one, now: _position(session, one, Moment.BEFORE, now),
    Task.AFTER: lambda session, one, now: _position(session, one, Moment.AFTER, now),
    Task.OPINION: _evaluate,
}


def _call(session: Session, one: Simulated, activity: Activity, now: datetime) -> None:
    """Call the customer of a role-play: the able choose the best line, the others any."""
    try:
        row = calls.start(session, one.person, activity.reference, now)
    except Refusal:  # nobody of this portfolio suits the script
        return
    if row.state == "preparing":
        call_talks.prepare(session, one.person, row.id, {}, now)
    if row.turns == 0:
        call_talks.say(session, one.person, row.id, 0, Words(words.HELLO), now)
    talk = calls.talk_of(row)
    while options := talk.options():
        turn = len(talk.turns)
        line = max(options, key=lambda option: option.worth.rank)
        purpose = f"rehearsal:{activity.reference}"
        if one.bot.luck.below(100, purpose, one.bot.rank, turn) >= one.bot.skill:
            line = options[one.bot.luck.below(len(options), f"{purpose}:any", one.bot.rank, turn)]
        talk = call_talks.say(session, one.person, row.id, turn, Choice(line.id), now)


_WORK: dict[str, Callable[[Session, Simulated, Activity, datetime], None]] = {
    "exercise": _exercise,
    "quiz": _quiz,
    "tool": _screen,
    calls.KIND: _call,
}


def sign(session: Session, training: Training, half_day: HalfDay, now: datetime) -> int:
    """Let the bots that are here sign a half-day that is open; return how many signed."""
    signed = 0
    for one in rehearsals.simulated(training):
        if attendances.signed(session, half_day.id, one.person.id) is not None:
            continue
        if absent(session, training, one, half_day.id):
            continue
        code = attendance.room_code(half_day.code_key, now) if half_day.code_key else ""
        strokes = rehearsal.strokes(one.bot)
        attendances.sign(session, one.person, half_day, strokes, words.DEVICE, now, code)
        signed += 1
    return signed


def play(session: Session, training: Training, now: datetime) -> int:
    """Let the bots enter the live quiz and answer what is being asked; return how many answered."""
    row = games.live(session, training.id)
    if row is None:
        return 0
    answered = 0
    for one in rehearsals.simulated(training):
        with suppress(Refusal):  # taken out, too late, another member's pen: like anybody
            game_people.enter(session, row, one.person, now)
            answered += row.position >= 0 and _answer(session, row, one, now)
    games.changed(row)
    return answered


def _answer(session: Session, row: games.LiveGame, one: Simulated, now: datetime) -> bool:
    question = games.questions(session, row)[row.position].question
    raw = rehearsal.quiz_answer(one.bot, question, f"live:{row.quiz}")
    if not raw or not rehearsal.finishes(one.bot, f"live:{question.id}"):
        return False
    typed = ",".join(live_view.tokens(question, row.seed, raw))
    name = f"bot-{row.position}"
    game_answers.answer(session, row, one.person, row.position, typed, name, now)
    return True
