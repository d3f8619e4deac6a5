"""Forms of the question bank: one for every kind, the search, the quiz being composed."""

from __future__ import annotations

import re
from fractions import Fraction

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice as Choice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from simulator.domain.measures import MEASURES, write_number
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
from simulator.domain.reading import Unreadable, read
from simulator.web.forms.base import Form, stripped
from simulator.web.question_words import reason

ROWS, MORE = 4, 3
"""Lines of answers at first, and those that one press adds."""
MOST_ROWS = 26
LONGEST = 4000
UNITS = {
    "count": "nombre sans unité",
    "euro": "€",
    "keuro": "k€",
    "percent": "%",
    "days": "jours",
    "years": "ans",
    "points": "points",
    "ratio": "rapport",
}
PLACED = frozenset(
    {QuizKind.SINGLE, QuizKind.MULTIPLE, QuizKind.ORDERING, QuizKind.OPINION, QuizKind.MATCHING}
    | {QuizKind.SHORT, QuizKind.TRUE_FALSE}
)
"""Kinds whose answers are lines of the form."""
_PREFIX = {QuizKind.ORDERING: "i", QuizKind.MATCHING: "p"}
_LABELS = {TRUE: "Vrai", FALSE: "Faux"}


def kept_line(value: str | None) -> str:
    """Remove what does not show, but for the no-break spaces that French asks for."""
    parts = re.split("([\u00a0\u202f])", value or "")
    return "".join(part if rank % 2 else stripped(part) for rank, part in enumerate(parts)).strip()


def kept_lines(value: str | None) -> str:
    """Return a text of several lines without what does not show."""
    lines = (kept_line(line) for line in re.split(r"\r\n|\n|\r", value or ""))
    return "\n".join(line for line in lines if line)


class OptionForm(PlainForm):
    """One line of answer."""

    text = StringField("Réponse", [Length(max=1000)], filters=[kept_line])
    match = StringField("Va avec", [Length(max=1000)], filters=[kept_line])
    right = BooleanField("Juste")
    share = StringField("Part des points, en %", [Length(max=12)], filters=[kept_line])
    why = StringField("Pourquoi", [Length(max=1000)], filters=[kept_line])


class QuestionForm(Form):
    """A question of any kind; what a kind does not use stays empty."""

    title = StringField(
        "Titre", [DataRequired(message="Donnez un titre."), Length(max=120)], filters=[kept_line]
    )
    text = TextAreaField(
        "Énoncé",
        [DataRequired(message="Écrivez l’énoncé."), Length(max=LONGEST)],
        filters=[kept_lines],
    )
    category = StringField("Catégorie", [Length(max=200)], filters=[kept_line])
    tags = StringField("Sujets, séparés par des virgules", [Length(max=300)], filters=[kept_line])
    level = RadioField(
        "Niveau",
        choices=[Choice("1", "1, facile"), Choice("2", "2, moyen"), Choice("3", "3, difficile")],
        default="1",
    )
    points = StringField("Points", [Length(max=10)], filters=[kept_line], default="1")
    minutes = StringField(
        "Minutes pour répondre", [Length(max=10)], filters=[kept_line], default="1"
    )
    options = FieldList(FormField(OptionForm), max_entries=MOST_ROWS)
    answer = StringField("Réponse attendue", [Length(max=40)], filters=[kept_line])
    tolerance = StringField("Tolérance", [Length(max=40)], filters=[kept_line])
    unit = SelectField(
        "Unité", choices=[Choice(name, label) for name, label in UNITS.items()], default="count"
    )
    truth = RadioField(
        "L’énoncé est", choices=[Choice(TRUE, "Vrai"), Choice(FALSE, "Faux")], default=TRUE
    )
    cased = BooleanField("Les majuscules et les accents comptent")
    explanation = TextAreaField("Explication", [Length(max=LONGEST)], filters=[kept_lines])
    reference = StringField("Référence", [Length(max=500)], filters=[kept_line])

    def grow(self, rows: int) -> None:
        """Offer at least so many lines of answers."""
        while len(self.options.entries) < min(rows, MOST_ROWS):
            self.options.append_entry()

    def question(self, kind: QuizKind) -> QuizQuestion | None:
        """Return what is written as a question; ``None``, the fault at its field, if it cannot."""
        points, minutes = self._amount("points"), self._amount("minutes")
        answer, also = self._figures() if kind is QuizKind.NUMERIC else (None, ())
        options = self._options(kind) if kind in PLACED else ()
        if points is None or minutes is None or any(field.errors for field in self):
            return None
        try:
            return QuizQuestion(
                id="q",
                kind=kind,
                text=self.text.data or "",
                options=options,
                answer=answer,
                also=also,
                explanation=self.explanation.data or "",
                reference=self.reference.data or "",
                tags=tuple(dict.fromkeys(filter(None, map(str.strip, self._tags())))),
                level=int(self.level.data or 1),
                points=points,
                minutes=minutes,
                cased=bool(self.cased.data) and kind is QuizKind.SHORT,
            )
        except BadQuestion as refusal:
            self.refuse("answer" if kind is QuizKind.NUMERIC else "options", reason(refusal.reason))
            return None

    def _tags(self) -> list[str]:
        return re.split(r"[,;]", self.tags.data or "")

    def _amount(self, field: str) -> Fraction | None:
        try:
            value = read(self[field].data or "1", MEASURES["count"]).bare
        except Unreadable:
            value = Fraction(0)
        if not 0 < value <= 1000:
            self.refuse(field, "Un nombre supérieur à zéro est attendu.")
            return None
        return value

    def _figures(self) -> tuple[Answer | None, tuple[Alternative, ...]]:
        value = self._figure("answer", self.answer.data)
        around = self._figure("tolerance", self.tolerance.data or "0")
        if value is None or around is None:
            return None, ()
        rows = [entry.form for entry in self.options.entries if entry.form.text.data]
        others = [self._other(row) for row in rows]
        also = tuple(other for other in others if other is not None)
        return Answer(value, around, MEASURES[self.unit.data]), also

    def _other(self, row: OptionForm) -> Alternative | None:
        value = self._figure("options", row.text.data)
        around = self._figure("options", row.match.data or "0")
        if value is None or around is None:
            return None
        share = self._share(row, right=True)
        return Alternative(
            Answer(value, around, MEASURES[self.unit.data]), share, row.why.data or ""
        )

    def _figure(self, field: str, text: str | None) -> Fraction | None:
        try:
            return read(text or "", MEASURES[self.unit.data]).value
        except Unreadable:
            self.refuse(field, "Un nombre est attendu.")
            return None

    def _options(self, kind: QuizKind) -> tuple[QuizOption, ...]:
        if kind is QuizKind.TRUE_FALSE:
            whys = [entry.form.why.data or "" for entry in self.options.entries] + ["", ""]
            return tuple(
                QuizOption(name, label, name == self.truth.data, why)
                for (name, label), why in zip(_LABELS.items(), whys, strict=False)
            )
        filled = [e.form for e in self.options.entries if e.form.text.data or e.form.match.data]
        if not filled:
            self.refuse("options", "Écrivez au moins une réponse.")
        weighed = any(row.share.data for row in filled)
        return tuple(self._option(kind, n, row, weighed=weighed) for n, row in enumerate(filled, 1))

    def _option(self, kind: QuizKind, rank: int, row: OptionForm, *, weighed: bool) -> QuizOption:
        name = f"{_PREFIX.get(kind, 'o')}{rank}"
        if kind in {QuizKind.ORDERING, QuizKind.OPINION}:
            why = "" if kind is QuizKind.ORDERING else row.why.data or ""
            return QuizOption(name, row.text.data or "", None, why)
        if kind is QuizKind.MATCHING:
            return QuizOption(name, row.text.data or "", match=row.match.data or "")
        right = bool(row.right.data)
        share = self._share(row, right=right) if weighed else None
        if kind is QuizKind.SHORT:
            share = self._share(row, right=True)
            right, share = share == 1, None if share == 1 else share
        elif share is not None:
            right = share == 1 if kind is QuizKind.SINGLE else share > 0
        return QuizOption(name, row.text.data or "", right, row.why.data or "", share)

    def _share(self, row: OptionForm, *, right: bool) -> Fraction:
        if not row.share.data:
            return Fraction(right)
        try:
            share = read(row.share.data, MEASURES["percent"]).value
        except Unreadable:
            self.refuse("options", f"« {row.share.data} » n’est pas une part en pour cent.")
            return Fraction(right)
        near = share.limit_denominator(20)  # 33,33 % is one third
        return near if abs(near - share) < Fraction(1, 1000) else share


def values_of(question: QuizQuestion, title: str, category: str) -> dict[str, object]:
    """Return what the form shows of a question."""
    answer = question.answer
    factor = Fraction(1) if answer is None else answer.measure.factor
    return {
        "title": title,
        "text": question.text,
        "category": category,
        "tags": ", ".join(question.tags),
        "level": str(question.level),
        "points": written(question.points),
        "minutes": written(question.minutes),
        "options": [*map(_row, question.options), *(_other_row(each) for each in question.also)],
        "answer": "" if answer is None else written(answer.value / factor),
        "tolerance": "" if answer is None else written(answer.tolerance / factor),
        "unit": "count" if answer is None else answer.measure.name,
        "truth": FALSE if question.rights == (FALSE,) else TRUE,
        "cased": question.cased,
        "explanation": question.explanation,
        "reference": question.reference,
    }


def _row(option: QuizOption) -> dict[str, object]:
    return {
        "text": option.text,
        "match": option.match,
        "right": bool(option.right),
        "share": "" if option.share is None else written(option.share * 100),
        "why": option.why,
    }


def _other_row(other: Alternative) -> dict[str, object]:
    factor = other.answer.measure.factor
    return {
        "text": written(other.answer.value / factor),
        "match": written(other.answer.tolerance / factor),
        "share": written(other.share * 100),
        "why": other.why,
    }


def written(value: Fraction) -> str:
    """Write a number with the decimals it needs, six at most, as a hand would."""
    places = next((n for n in range(6) if (value * 10**n).denominator == 1), 6)
    return write_number(value, places).replace("\u202f", "").replace("\u2212", "-")


class SearchForm(Form):
    """What is looked for in the bank."""

    q = StringField("Mots", [Length(max=200)], filters=[stripped])
    sujet = StringField("Sujet", [Length(max=60)], filters=[stripped])
    categorie = StringField("Catégorie", [Length(max=200)], filters=[stripped])
    type = StringField("Type", [Length(max=20)], filters=[stripped])
    niveau = IntegerField("Niveau", [Optional(), NumberRange(1, 3)])
    archivees = BooleanField("Archivées")
