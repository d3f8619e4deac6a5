"""Quiz files: six kinds of questions, each with its explanation and its reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from simulator.content.modules import SLUG, bad_id
from simulator.content.problems import Problem
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import Path as Place
from simulator.content.yaml_text import Source, read_yaml
from simulator.domain.exercises.specification import Specified
from simulator.domain.quiz.question import (
    FALSE,
    TRUE,
    Answer,
    BadQuestion,
    Quiz,
    QuizKind,
    QuizOption,
    QuizQuestion,
)
from simulator.domain.reading import Unreadable, measure_named, read


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionRecord(Specified):
    """An option as written."""

    text: str
    right: bool = False
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionRecord(Specified):
    """A question as written."""

    id: str
    kind: QuizKind
    text: str
    level: int
    tags: tuple[str, ...]
    options: tuple[OptionRecord, ...] = ()
    items: tuple[str, ...] = ()
    answer: str = ""
    unit: str = ""
    tolerance: str = "0"
    explanation: str = ""
    reference: str = ""
    points: Fraction = Fraction(1)
    minutes: Fraction = Fraction(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class QuizRecord(Specified):
    """A quiz as written."""

    id: str
    title: str
    questions: tuple[QuestionRecord, ...]


def read_quiz(path: Path, file: str) -> tuple[Quiz | None, Source, list[Problem]]:
    """Read one quiz; faulty questions are left out and named."""
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    problems = [*problems, *check_source(source)]
    record, faults = fill(QuizRecord, source) if source.lines else (None, [])
    problems += faults
    if record is None:
        return None, source, problems
    if not SLUG.fullmatch(record.id):
        problems.append(bad_id(source, record.id))
    questions = []
    for rank, one in enumerate(record.questions):
        question, wrong = _question(one, source, ("questions", rank))
        problems += wrong
        if question is not None:
            questions.append(question)
    return Quiz(record.id, record.title, tuple(questions)), source, problems


_REASONS = {
    "too_few_options": "La question « {id} » n'a pas assez d'options.",
    "rights": "La question « {id} » n'a pas le bon nombre de réponses justes.",
    "no_wrong_option": "La question « {id} » n'a que des réponses justes.",
    "duplicate_option": "La question « {id} » a deux options semblables.",
    "no_answer": "La question « {id} » n'a pas de réponse.",
    "negative_tolerance": "La tolérance de la question « {id} » est négative.",
    "not_positive_points": "La question « {id} » ne vaut aucun point.",
}


def _question(
    record: QuestionRecord, source: Source, place: Place
) -> tuple[QuizQuestion | None, list[Problem]]:
    problems = list(_missing(record, source, place))
    answer, wrong = _answer(record, source, place)
    problems += wrong
    try:
        question = QuizQuestion(
            id=record.id,
            kind=record.kind,
            text=record.text,
            options=_options(record),
            answer=answer,
            explanation=record.explanation,
            reference=record.reference,
            tags=record.tags,
            level=record.level,
            points=record.points,
            minutes=record.minutes,
        )
    except BadQuestion as refusal:
        if not wrong:
            sentence = _REASONS[refusal.reason].format(id=record.id)
            code = f"quiz-{refusal.reason.replace('_', '-')}"
            problems.append(source.problem(place, code, sentence))
        return None, problems
    return question, problems


def _options(record: QuestionRecord) -> tuple[QuizOption, ...]:
    if record.kind is QuizKind.TRUE_FALSE:
        right = record.answer.strip().lower()
        known = right in {TRUE, FALSE}
        return tuple(
            QuizOption(name, label, right == name if known else None)
            for name, label in ((TRUE, "Vrai"), (FALSE, "Faux"))
        )
    if record.kind is QuizKind.ORDERING:
        return tuple(QuizOption(f"i{rank}", text) for rank, text in enumerate(record.items, 1))
    return tuple(
        QuizOption(f"o{rank}", one.text, one.right, one.why)
        for rank, one in enumerate(record.options, 1)
    )


def _answer(
    record: QuestionRecord, source: Source, place: Place
) -> tuple[Answer | None, list[Problem]]:
    """Read the figure of a numeric question and its tolerance, both in its unit."""
    if record.kind is not QuizKind.NUMERIC:
        return None, []
    measure = measure_named(record.unit)
    if measure is None:
        sentence = f"L'unité « {record.unit} » n'existe pas."
        return None, [source.problem((*place, "unit"), "quiz-unit", sentence)]
    found = []
    for key, text in (("answer", record.answer), ("tolerance", record.tolerance)):
        try:
            found.append(read(text, measure).value)
        except Unreadable:
            sentence = f"« {text} » n'est pas un nombre lisible."
            return None, [source.problem((*place, key), "quiz-number", sentence)]
    return Answer(found[0], found[1], measure), []


def _missing(record: QuestionRecord, source: Source, place: Place) -> Iterator[Problem]:
    if not 1 <= record.level <= 3:
        sentence = "Le niveau va de 1 à 3."
        yield source.problem((*place, "level"), "quiz-level", sentence)
    if not record.tags:
        yield source.problem((*place, "tags"), "quiz-tags", "La question n'a aucun sujet.")
    if record.kind is QuizKind.OPINION:
        return
    for key in ("explanation", "reference"):
        if not getattr(record, key):
            sentence = f"Il manque « {key} » à la question « {record.id} »."
            yield source.problem((*place, key), "quiz-explained", sentence)
    for rank, option in enumerate(record.options):
        if not option.why:
            sentence = f"L'option « {option.text} » ne dit pas pourquoi (why)."
            yield source.problem((*place, "options", rank), "quiz-why", sentence)
