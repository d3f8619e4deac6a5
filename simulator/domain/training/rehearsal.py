"""Simulated trainees: who they are and what each would do, as pure functions of named luck.

A bot never knows more than a person would have typed: right answers, mistakes that the content
itself foresees, blanks. The same rehearsal started again does the same things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from simulator.domain.exercises.question import Claim, Judge, Question
from simulator.domain.luck import Luck
from simulator.domain.measures import rounded
from simulator.domain.quiz.question import Quiz, QuizKind, QuizQuestion
from simulator.domain.refusals import Refusal
from simulator.domain.training import evaluation, positioning
from simulator.domain.training.evaluation import Shape
from simulator.domain.training.positioning import Moment

FEWEST, MOST = 4, 12
"""Bots of a rehearsal: a group whose evaluation may be read, a room that one person follows."""

_LEAST_ABLE, _STEP = 34, 5
_ABSENT = 4
"""Out of a hundred half-days after the first, how many each misses."""
_DECIMALS = 6


class Task(StrEnum):
    """Screens of a programme where a bot has something to say."""

    WELCOME = "welcome"
    EXPERIENCE = "experience-board"
    ACTION = "action-plan"
    BEFORE = "positioning"
    AFTER = "progress"
    OPINION = "hot-evaluation"


@dataclass(eq=False)
class BadHeadcount(Refusal):
    """Fewer or more simulated trainees than a rehearsal takes."""

    people: int
    fewest: int
    most: int


@dataclass(eq=False)
class NotARehearsal(Refusal):
    """Bots work in rehearsals only: never among real people."""

    title: str


@dataclass(eq=False)
class AlreadyARehearsal(Refusal):
    """A rehearsal is made of a training, not of another rehearsal."""

    title: str


@dataclass(eq=False)
class RehearsalStaysHere(Refusal):
    """A rehearsal does not travel: elsewhere nothing would say that its people are simulated."""

    title: str


@dataclass(frozen=True, slots=True)
class Bot:
    """A simulated trainee; ``skill`` is how often out of a hundred an answer is right."""

    luck: Luck
    rank: int
    skill: int


def headcount(people: int) -> int:
    """Return a number of bots once checked; ``BadHeadcount`` otherwise."""
    if not FEWEST <= people <= MOST:
        raise BadHeadcount(people, FEWEST, MOST)
    return people


def bot(luck: Luck, rank: int) -> Bot:
    """Return the bot of a rank: each room has people at ease and people in trouble."""
    place = luck.order(MOST, "rehearsal:skill").index(rank % MOST)
    return Bot(luck, rank, _LEAST_ABLE + _STEP * place + luck.below(_STEP, "rehearsal:ease", rank))


def picks(one: Bot, purpose: str, count: int) -> int:
    """Return which of ``count`` things a bot says; neighbours do not say the same."""
    return (one.luck.below(count, f"rehearsal:{purpose}") + one.rank) % count


def present(one: Bot, half_day: int) -> bool:
    """Say whether a bot comes to a half-day, counted from 0; everybody comes to the first."""
    drawn = one.luck.below(100, "rehearsal:present", one.rank, half_day)
    return half_day == 0 or drawn >= _ABSENT


def finishes(one: Bot, purpose: str) -> bool:
    """Say whether a bot gets to the end of an activity in time; the able nearly always do."""
    return one.luck.below(100, f"rehearsal:finishes:{purpose}", one.rank) < 60 + one.skill * 2 // 5


def mistakes(judge: Judge) -> tuple[str, ...]:
    """Return what somebody types who falls in the mistakes that the author foresaw."""
    return tuple(sample.raw for sample in judge.samples() if sample.claim is Claim.MISTAKE)


def answers(one: Bot, question: Question, again: int = 0) -> dict[str, str]:
    """Return what a bot types in an exercise, part by part; a part it gives up is left out.

    ``again`` counts the tries: what was learnt from one is not lost at the next.
    """
    return dict(_typed(one, question, again))


def _typed(one: Bot, question: Question, again: int) -> Iterator[tuple[str, str]]:
    right = question.solved()
    purpose = f"rehearsal:{question.exercise}"
    for rank, judge in enumerate(question.judges):
        name = judge.part.name
        if one.luck.below(100, purpose, one.rank, rank) < one.skill + 20 * again:
            yield name, right[name]
        elif wrong := mistakes(judge):
            yield name, wrong[one.luck.below(len(wrong), f"{purpose}:mistake", one.rank, rank)]


def tries(one: Bot, question: Question) -> int:
    """Return how many times a bot sends an exercise: once, or once more after a mistake."""
    if answers(one, question) == question.solved():
        return 1
    return 1 + (one.luck.below(100, f"rehearsal:{question.exercise}:again", one.rank) < 60)


def quiz_answers(one: Bot, quiz: Quiz) -> dict[str, str]:
    """Return what a bot answers to a quiz, question by question."""
    return {question.id: quiz_answer(one, question, quiz.id) for question in quiz.questions}


def quiz_answer(one: Bot, question: QuizQuestion, purpose: str) -> str:
    """Return what a bot answers to a question: right as often as its skill says."""
    named = f"rehearsal:{purpose}:{question.id}"
    if question.kind is QuizKind.OPINION:
        return question.options[one.luck.below(len(question.options), named, one.rank)].name
    if one.luck.below(100, named, one.rank) < one.skill:
        return right_answer(question)
    return wrong_answer(question, one.luck.word(f"{named}:wrong", one.rank))


def right_answer(question: QuizQuestion) -> str:
    """Return a right answer as it would be typed; an opinion has none, the first option is said."""
    if question.answer is not None:
        return _figure(question, question.answer.value)
    if question.kind is QuizKind.ORDERING:
        return ",".join(option.name for option in question.options)
    if question.kind is QuizKind.MATCHING:
        return _pairs(question, 0)
    if question.kind is QuizKind.SHORT:
        # a star stands for anything: nothing is the shortest thing
        texts = (option.text for option in question.options if option.right)
        return next(texts, "").replace("*", "")
    if question.kind in {QuizKind.OPEN, QuizKind.NOTE}:
        return ""
    return ",".join(question.rights) or question.options[0].name


def wrong_answer(question: QuizQuestion, word: int = 0) -> str:
    """Return a wrong answer that a person could give; blank where the content offers none.

    ``word`` says which one.
    """
    if question.answer is not None:
        return _figure(question, _beside(question))
    if question.kind is QuizKind.ORDERING:
        return ",".join(option.name for option in reversed(question.options))
    if question.kind is QuizKind.MATCHING:
        return _pairs(question, 1)
    wrong = [option for option in question.options if option.right is False]
    if not wrong:
        return ""
    chosen = wrong[word % len(wrong)]
    return chosen.text.replace("*", "") if question.kind is QuizKind.SHORT else chosen.name


def _beside(question: QuizQuestion) -> Fraction:
    """Return a figure beyond every tolerance: twice the right one, or what is far from zero."""
    assert question.answer is not None
    known = [question.answer, *(other.answer for other in question.also)]
    away = max(2 * (abs(each.value) + each.tolerance) for each in known)
    return away or question.answer.measure.factor


def _figure(question: QuizQuestion, value: Fraction) -> str:
    assert question.answer is not None
    shown = rounded(value / question.answer.measure.factor, _DECIMALS)
    return f"{float(shown):.{_DECIMALS}f}".rstrip("0").rstrip(".").replace(".", ",")


def _pairs(question: QuizQuestion, shift: int) -> str:
    matches = question.matches
    return ",".join(
        f"{prompt.name}={(matches.index(prompt.match) + shift) % len(matches) + 1}"
        for prompt in question.prompts
    )


def positions(one: Bot, objectives: int, moment: Moment) -> tuple[int, ...]:
    """Return the level that a bot gives itself on each objective, before or after.

    Before, what its skill allows, more or less one; after, up to two more.
    """
    low, high = positioning.LOWEST, positioning.HIGHEST
    found = []
    for index in range(objectives):
        swing = one.luck.below(3, "rehearsal:before", one.rank, index) - 1
        level = min(high - 1, max(low, (one.skill - 25) // 25 + swing))
        if moment is Moment.AFTER:
            gained = one.luck.below(3, "rehearsal:gain", one.rank, index)
            level = min(high, level + gained)
        found.append(level)
    return tuple(found)


def opinion(one: Bot) -> dict[str, int]:
    """Return the grades of a bot's hot evaluation; words are chosen elsewhere."""
    found = {}
    for ask in evaluation.QUESTIONS:
        drawn = one.luck.below(10, f"rehearsal:opinion:{ask.name}", one.rank)
        if ask.shape is Shape.SCALE:
            found[ask.name] = 5 if drawn < 4 else 4 if drawn < 8 else 3
        elif ask.shape is Shape.RECOMMEND:
            found[ask.name] = 10 - drawn // 2
    return found


def strokes(one: Bot) -> str:
    """Return the signature of a bot, drawn in two strokes in the frame of 600 by 200."""
    first = [_point(one, step, 60 + 45 * step) for step in range(7)]
    under = [(60 + 150 * step, 170 - 12 * step) for step in range(3)]
    return _stroke(first) + _stroke(under)


def _point(one: Bot, step: int, across: int) -> tuple[int, int]:
    swing = one.luck.below(50, "rehearsal:strokes", one.rank, step)
    return across + swing // 2, (40 if step % 2 else 110) + swing


def _stroke(points: Sequence[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{across} {down}" for across, down in points)
