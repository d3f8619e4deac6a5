"""Answers as other programs weigh them, made into questions that can be played here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from simulator.domain.measures import MEASURES, Measure
from simulator.domain.quiz.question import (
    FALSE,
    TRUE,
    Alternative,
    Answer,
    BadQuestion,
    QuizKind,
    QuizOption,
    QuizQuestion,
)
from simulator.exchange.questions import prose
from simulator.exchange.questions.marks import Mark
from simulator.exchange.questions.records import Broken, Found

ZERO, ONE = Fraction(0), Fraction(1)
_LABELS = {TRUE: "Vrai", FALSE: "Faux"}
_ORDINARY = 20
"""Denominators that a percentage stands for: 33.33333 % is one third."""
_NUMBER = re.compile(r"[-+]?(\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,2})?")
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}([ \u00a0\u2009\u202f]\d{3})+([.,]\d*)?")
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+")
PLAIN = MEASURES["count"]


@dataclass(slots=True)
class Draft:
    """A question being understood."""

    line: int
    title: str = ""
    text: str = ""
    explanation: str = ""
    category: str = ""
    name: str = ""
    tags: tuple[str, ...] = ()
    points: Fraction | None = None
    mark: Mark = field(default_factory=Mark)
    notices: set[str] = field(default_factory=set)

    def say(self, text: str, form: str) -> str:
        """Return a text of the file as ours; what we wrote ourselves is taken as it is."""
        if self.mark.own:
            return prose.tidy(text)
        written, notices = prose.rewritten(text, form)
        self.notices |= notices
        return written

    def found(self, question: QuizQuestion) -> Found:
        """Return the question understood."""
        title = prose.one_line(prose.in_french(self.title)[0])[:120] or _first_words(self.text)
        return Found(question, title, self.line, self.category, tuple(sorted(self.notices)))

    def made(
        self,
        kind: QuizKind,
        options: Sequence[QuizOption] = (),
        *,
        answer: Answer | None = None,
        also: tuple[Alternative, ...] = (),
        cased: bool = False,
    ) -> Found:
        """Return the question of a kind; ``Broken`` when it could not be played."""
        if not self.text:
            raise Broken(self.line, "no_text")
        mark = self.mark
        try:
            question = QuizQuestion(
                id=self.name or "q",
                kind=kind,
                text=self.text,
                options=tuple(options),
                explanation=self.explanation,
                reference=mark.reference,
                tags=self.tags,
                level=mark.level,
                points=self.points or mark.points,
                minutes=mark.minutes,
                answer=answer,
                also=also,
                cased=cased,
            )
        except BadQuestion as refusal:
            raise Broken(self.line, refusal.reason) from refusal
        return self.found(question)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer of the file: its text, what it earns (from -1 to 1), what is said of it."""

    line: int
    text: str
    share: Fraction
    why: str = ""


def share(line: int, text: str) -> Fraction:
    """Return a percentage of a file as a share; ``Broken`` when it is none."""
    value = number(line, text) / 100
    if not -1 <= value <= 1:
        raise Broken(line, "percent", text)
    near = value.limit_denominator(_ORDINARY)
    return near if abs(near - value) < Fraction(1, 10_000) else value


def number(line: int, text: str) -> Fraction:
    """Return a number with a point or a comma, its thousands apart by spaces if they are.

    Raises ``Broken``: ``thousands`` where a comma may part thousands or decimals (``1,234``).
    """
    text = text.strip().replace("\u2212", "-")
    if _THOUSANDS.fullmatch(text):
        raise Broken(line, "thousands", text)
    whole = _SPACES.sub("", text) if _GROUPED.fullmatch(text) else text
    if len(whole) > 40 or not _NUMBER.fullmatch(whole):
        raise Broken(line, "number", text)
    return Fraction(whole.replace(",", "."))


def chosen(draft: Draft, choices: Sequence[Choice], *, single: bool) -> Found:
    """Return a question where one chooses; without any right answer it asks an opinion."""
    if not any(choice.share > 0 for choice in choices):
        if draft.mark.kind != QuizKind.OPINION:
            draft.notices.add("opinion")
        options = [QuizOption(f"o{n}", c.text, None, c.why) for n, c in enumerate(choices, 1)]
        return draft.made(QuizKind.OPINION, options)
    scaled = _scaled(draft, choices, single=single)
    usual = _usual(scaled, single=single)
    options = [
        QuizOption(
            f"o{n}",
            choice.text,
            choice.share == ONE if single else choice.share > 0,
            choice.why,
            None if usual else choice.share,
        )
        for n, choice in enumerate(scaled, 1)
    ]
    return draft.made(QuizKind.SINGLE if single else QuizKind.MULTIPLE, options)


def _scaled(draft: Draft, choices: Sequence[Choice], *, single: bool) -> list[Choice]:
    """Return choices whose best answer earns everything."""
    earned = [choice.share for choice in choices if choice.share > 0]
    whole = max(earned) if single else sum(earned, ZERO)
    if whole == ONE:
        return list(choices)
    if abs(whole - 1) > Fraction(1, 50):
        draft.notices.add("weights")
    return [
        replace(choice, share=choice.share / whole) if choice.share > 0 else choice
        for choice in choices
    ]


def _usual(choices: Sequence[Choice], *, single: bool) -> bool:
    """Say whether the house rule gives the same marks as these shares."""
    rights = sum(choice.share > 0 for choice in choices)
    if single:
        return rights == 1 and all(choice.share in {ZERO, ONE} for choice in choices)
    usual = {Fraction(1, rights), Fraction(-1, rights)}
    return all(choice.share in usual for choice in choices)


def words(draft: Draft, choices: Sequence[Choice], *, cased: bool) -> Found:
    """Return a short answer; its answers are words to compare, not Markdown."""
    scaled = _scaled(draft, choices, single=True) if any(c.share > 0 for c in choices) else choices
    if not draft.mark.own and any("*" in c.text and c.text.strip("* ") for c in choices):
        draft.notices.add("wildcard")
    options = [
        QuizOption(
            f"o{n}",
            prose.one_line(prose.in_french(choice.text)[0]),
            choice.share == ONE,
            choice.why,
            None if choice.share in {ZERO, ONE} else choice.share,
        )
        for n, choice in enumerate(scaled, 1)
    ]
    return draft.made(QuizKind.SHORT, _named(options), cased=cased)


def _named(options: list[QuizOption]) -> list[QuizOption]:
    """Leave out what only says that anything else is wrong."""
    kept = [option for option in options if option.right or option.text.strip("* ")]
    return [replace(option, name=f"o{n}") for n, option in enumerate(kept, 1)]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is accepted, in the unit of the question."""

    value: Fraction
    tolerance: Fraction
    share: Fraction
    why: str = ""


def figures(draft: Draft, given: Sequence[Figure], unit: str = "") -> Found:
    """Return a question whose answer is a figure."""
    measure = MEASURES.get(draft.mark.unit or unit, PLAIN)
    accepted = [figure for figure in given if figure.share > 0]
    if not accepted:
        raise Broken(draft.line, "no_answer")
    best = max(accepted, key=lambda figure: figure.share)
    if best.share != ONE:
        draft.notices.add("weights")
    if best.why:
        draft.explanation = "\n".join(filter(None, (draft.explanation, best.why)))
    if any(figure.why for figure in given if figure.share <= 0):
        draft.notices.add("feedback")
    others = [figure for figure in accepted if figure is not best]
    return draft.made(
        QuizKind.NUMERIC,
        answer=_answer(best, measure),
        also=tuple(Alternative(_answer(f, measure), f.share, f.why) for f in others),
    )


def _answer(figure: Figure, measure: Measure) -> Answer:
    return Answer(figure.value * measure.factor, figure.tolerance * measure.factor, measure)


def pairs(draft: Draft, given: Sequence[tuple[str, str]]) -> Found:
    """Return a question of pairs, or of order when the mark says that its pairs are ranks."""
    if draft.mark.kind == QuizKind.ORDERING:
        return ordered(draft, [match for _, match in given])
    options = [
        QuizOption(f"p{n}", prompt, match=match) for n, (prompt, match) in enumerate(given, 1)
    ]
    return draft.made(QuizKind.MATCHING, options)


def ordered(draft: Draft, items: Sequence[str]) -> Found:
    """Return a question of order, its items in the right one."""
    options = [QuizOption(f"i{n}", text) for n, text in enumerate(items, 1)]
    return draft.made(QuizKind.ORDERING, options)


def true_or_false(draft: Draft, *, right: bool, whys: dict[str, str]) -> Found:
    """Return a question that is true or false."""
    options = [
        QuizOption(name, label, (name == TRUE) == right, whys.get(name, ""))
        for name, label in _LABELS.items()
    ]
    return draft.made(QuizKind.TRUE_FALSE, options)


def _first_words(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 60 else line[:60].rsplit(" ", 1)[0] + "…"
