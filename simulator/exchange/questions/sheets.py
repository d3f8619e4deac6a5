"""Questions in a table, CSV or workbook: one a line, headings in French or in English."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from simulator.domain.measures import MEASURES
from simulator.domain.quiz.grading import folded
from simulator.domain.quiz.question import QuizKind
from simulator.exchange.guard import Bounds, UploadRefused, check_zip
from simulator.exchange.questions import building, prose
from simulator.exchange.questions.building import Choice, Draft, Figure
from simulator.exchange.questions.marks import Mark
from simulator.exchange.questions.records import (
    LONGEST_TEXT,
    MOST_QUESTIONS,
    Broken,
    Contents,
    Found,
    Reading,
)

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("titre", "title", "nom", "name"),
    "kind": ("type", "kind", "genre"),
    "text": ("enonce", "question", "texte", "text", "intitule"),
    "right": (
        "juste",
        "justes",
        "bonne reponse",
        "bonnes reponses",
        "correct",
        "right",
        "solution",
        "correct answer",
        "correct answers",
        "reponse",
        "answer",
    ),
    "around": ("tolerance",),
    "unit": ("unite", "unit"),
    "explanation": ("explication", "explanation", "feedback", "pourquoi", "commentaire"),
    "reference": ("reference", "source"),
    "tags": ("sujets", "sujet", "themes", "theme", "etiquettes", "tags", "topics", "topic"),
    "level": ("niveau", "level", "difficulte", "difficulty"),
    "points": ("points", "bareme", "score"),
    "minutes": ("minutes", "duree", "temps", "time"),
    "category": ("categorie", "category", "rubrique", "dossier"),
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names}
_OPTION = re.compile(
    r"(?:reponse|option|answer|choix|choice|proposition|element) ?([0-9]{1,2}|[a-z])"
)
_KINDS = {
    **dict.fromkeys(("unique", "choix unique", "qcu", "single", "single choice"), QuizKind.SINGLE),
    **dict.fromkeys(
        ("multiple", "choix multiple", "choix multiples", "qcm", "multiple choice"),
        QuizKind.MULTIPLE,
    ),
    **dict.fromkeys(
        ("vrai/faux", "vrai faux", "vrai ou faux", "true/false", "true false", "truefalse", "vf"),
        QuizKind.TRUE_FALSE,
    ),
    **dict.fromkeys(("numerique", "nombre", "chiffre", "numeric", "numerical"), QuizKind.NUMERIC),
    **dict.fromkeys(("ordre", "classement", "ordering", "order"), QuizKind.ORDERING),
    **dict.fromkeys(("paires", "appariement", "association", "matching"), QuizKind.MATCHING),
    **dict.fromkeys(
        ("reponse courte", "courte", "short", "short answer", "shortanswer"), QuizKind.SHORT
    ),
    **dict.fromkeys(("avis", "opinion", "sondage", "poll"), QuizKind.OPINION),
    **dict.fromkeys(("ouverte", "question ouverte", "redaction", "essay", "open"), QuizKind.OPEN),
    **dict.fromkeys(("note", "description", "texte seul"), QuizKind.NOTE),
}
_TRUTHS = {**dict.fromkeys(("vrai", "v", "true", "t", "oui"), True)} | dict.fromkeys(
    ("faux", "f", "false", "non"), False
)
_UNITS = {"€": "euro", "eur": "euro", "k€": "keuro", "%": "percent", "j": "days", "jours": "days"}
MOST_COLUMNS = 60
_FIGURE = r"[-+]?[0-9 \u00a0\u202f]+([.,][0-9]+)?\s*[%€]?"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each field is, and the options in their order."""

    fields: dict[str, int]
    options: tuple[int, ...]


def read_csv(text: str, encoding: str) -> Contents:
    """Return the questions of a CSV text; the separator is the one that shows most headings."""
    text = text.removeprefix("\ufeff")
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep="):  # a line that Excel writes for itself
        text, skipped = rest, 1
    separator = max(";,\t|", key=lambda sign: _known(next(_rows(text, sign), [])))
    lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = skipped
    try:
        for row in reader:
            lines.append((before + 1, row[:MOST_COLUMNS]))
            before = reader.line_num + skipped
            if len(lines) > MOST_QUESTIONS + 50:
                break
    except csv.Error as error:
        reading = Reading("csv", encoding)
        reading.refuse("", Broken(before + 1, "csv", str(error)))
        return reading.contents()
    return _table(lines, Reading("csv", encoding))


def looks_like_one(text: str) -> bool:
    """Say whether the first line of a text has the headings of a table of questions."""
    lines = [line for line in text.removeprefix("\ufeff").split("\n", 3)[:3] if line.strip()]
    if any("{" in line or line.lstrip().startswith(("//", "::", "$")) for line in lines[:2]):
        return False  # GIFT, whose comments may hold commas and the names of our fields
    heads = [_known(next(_rows(line, sign), [])) for line in lines[:2] for sign in ";,\t|"]
    return max(heads, default=0) >= 2


def _rows(text: str, separator: str) -> Any:  # noqa: ANN401 -- the reader's own type
    lines = (line for line in io.StringIO(text, newline="") if line.strip())
    return csv.reader(lines, delimiter=separator)


def _known(cells: Iterable[str]) -> int:
    return sum(_heading(cell) in _FIELDS or _is_option(cell) for cell in cells)


def _heading(cell: str) -> str:
    return re.sub(r"[^a-z0-9/]+", " ", folded(cell, cased=False)).strip()


def _is_option(cell: str) -> bool:
    return _OPTION.fullmatch(_heading(cell)) is not None


def read_workbook(path: Path, limits: Bounds) -> Contents:
    """Return the questions of the first sheet of a workbook that has the headings."""
    check_zip(path, limits)
    from openpyxl import load_workbook  # noqa: PLC0415 -- only the child pays for it

    try:
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = [_sheet(sheet) for sheet in book.worksheets]
            book.close()
    except (KeyError, ValueError, TypeError, AttributeError, LookupError, SyntaxError) as error:
        raise UploadRefused("not_a_workbook") from error
    except zipfile.BadZipFile as error:
        raise UploadRefused("not_a_workbook") from error
    best = max(sheets, key=lambda lines: max((_known(r) for _, r in lines[:20]), default=0))
    return _table(best, Reading("xlsx"))


def _sheet(sheet: Any) -> list[tuple[int, list[str]]]:  # noqa: ANN401 -- the reader's own type
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_QUESTIONS + 50, values_only=True)
    return [(line, [_cell(cell) for cell in row]) for line, row in enumerate(rows, 1)]


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "vrai" if cell else "faux"
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)[:LONGEST_TEXT]


def _table(lines: Sequence[tuple[int, list[str]]], reading: Reading) -> Contents:
    filled = [(line, row) for line, row in lines if any(cell.strip() for cell in row)]
    head = next((n for n, (_, row) in enumerate(filled[:20]) if _known(row) >= 2), None)
    if head is None:
        reading.refuse("", Broken(1, "no_headings"))
        return reading.contents()
    columns = _columns(filled[head][1])
    if "text" not in columns.fields:
        reading.refuse("", Broken(filled[head][0], "no_text_column"))
        return reading.contents()
    for line, row in filled[head + 1 :]:
        if reading.full:
            reading.refuse("", Broken(line, "too_many"))
            break
        item = _Line(line, row, columns)
        try:
            reading.found.append(item.read())
        except Broken as broken:
            reading.refuse(item.draft.title or item("text")[:60], broken)
    return reading.contents()


def _columns(row: Sequence[str]) -> _Columns:
    fields: dict[str, int] = {}
    for place, cell in enumerate(row):
        field = _FIELDS.get(_heading(cell))
        if field is not None:
            fields.setdefault(field, place)
    return _Columns(fields, tuple(place for place, cell in enumerate(row) if _is_option(cell)))


class _Line:
    """One line being understood."""

    def __init__(self, line: int, row: Sequence[str], columns: _Columns) -> None:
        self.line, self.row, self.columns = line, row, columns
        self.draft = Draft(line, title=self("title"), category=self("category")[:200])

    def __call__(self, field: str) -> str:
        place = self.columns.fields.get(field)
        return "" if place is None or place >= len(self.row) else self.row[place].strip()

    @property
    def options(self) -> list[str]:
        cells = (self.row[n].strip() for n in self.columns.options if n < len(self.row))
        return [cell for cell in cells if cell]

    def read(self) -> Found:
        """Return the question of the line."""
        draft = self.draft
        draft.text, draft.explanation = prose.plain(self("text")), prose.plain(self("explanation"))
        tags = (prose.one_line(tag)[:60] for tag in re.split(r"[;,|]", self("tags")))
        draft.tags = tuple(dict.fromkeys(filter(None, tags)))
        draft.mark = Mark(
            level=self._level(),
            points=self._amount("points"),
            minutes=self._amount("minutes"),
            reference=prose.one_line(self("reference"))[:500],
        )
        kind = self._kind()
        if kind in {QuizKind.OPEN, QuizKind.NOTE}:
            return draft.made(kind)
        return self._answered(kind)

    def _answered(self, kind: QuizKind) -> Found:
        if kind is QuizKind.NUMERIC:
            return self._figure()
        if kind is QuizKind.TRUE_FALSE:
            return self._truth()
        if kind is QuizKind.SHORT:
            return self._words()
        if kind is QuizKind.ORDERING:
            return building.ordered(self.draft, [prose.plain(text) for text in self.options])
        if kind is QuizKind.MATCHING:
            return building.pairs(self.draft, [self._pair(text) for text in self.options])
        return self._choices(kind)

    def _truth(self) -> Found:
        truth = _TRUTHS.get(_heading(self("right")))
        if truth is None:
            raise Broken(self.line, "truth", self("right"))
        return building.true_or_false(self.draft, right=truth, whys={})

    def _words(self) -> Found:
        texts = self.options or [each for each in self("right").split("|") if each.strip()]
        given = [Choice(self.line, text, Fraction(1)) for text in texts]
        return building.words(self.draft, given, cased=False)

    def _choices(self, kind: QuizKind) -> Found:
        rights = set() if kind is QuizKind.OPINION else self._rights()
        if kind is not QuizKind.OPINION and not rights:
            raise Broken(self.line, "rights", self("right"))
        choices = [
            Choice(self.line, prose.plain(text), self._worth(n in rights, len(rights), kind))
            for n, text in enumerate(self.options)
        ]
        self.draft.mark = replace(self.draft.mark, kind=kind.value)
        return building.chosen(self.draft, choices, single=kind is QuizKind.SINGLE)

    @staticmethod
    def _worth(right: bool, rights: int, kind: QuizKind) -> Fraction:  # noqa: FBT001 -- private
        if kind is QuizKind.MULTIPLE:
            return Fraction(1 if right else -1, rights or 1)
        return Fraction(right)

    def _kind(self) -> QuizKind:
        named = _heading(self("kind"))
        if named:
            kind = _KINDS.get(named)
            if kind is None:
                raise Broken(self.line, "kind", self("kind"))
            return kind
        return self._chosen_kind() if self.options else self._typed_kind(self("right"))

    def _chosen_kind(self) -> QuizKind:
        if not self("right"):
            return QuizKind.OPINION
        return QuizKind.MULTIPLE if len(self._rights()) > 1 else QuizKind.SINGLE

    @staticmethod
    def _typed_kind(right: str) -> QuizKind:
        if _heading(right) in _TRUTHS:
            return QuizKind.TRUE_FALSE
        if not right:
            return QuizKind.OPEN
        return QuizKind.NUMERIC if re.fullmatch(_FIGURE, right) else QuizKind.SHORT

    def _rights(self) -> set[int]:
        """Return the places of the right options: numbers, letters, or the texts themselves."""
        options = [folded(text, cased=True) for text in self.options]
        whole = folded(self("right"), cased=True)
        if whole in options:
            return {options.index(whole)}
        found = set()
        for each in re.split(r"[;,/|+ ]+|\bet\b|\band\b", whole):
            if not each:
                continue
            place = int(each) - 1 if each.isascii() and each.isdigit() else _letter(each)
            if not 0 <= place < len(options):
                raise Broken(self.line, "rights", self("right"))
            found.add(place)
        return found

    def _pair(self, text: str) -> tuple[str, str]:
        prompt, _, match = text.replace("→", "->").partition("->")
        if not match.strip():
            raise Broken(self.line, "pairs", text)
        return prose.plain(prompt), prose.plain(match)

    def _figure(self) -> Found:
        right = self("right") or next(iter(self.options), "")
        sign = "%" if right.endswith("%") else self("unit")
        unit = _UNITS.get(sign.strip().lower(), sign.strip())
        if unit and unit not in MEASURES:
            raise Broken(self.line, "unit", self("unit"))
        value = building.number(self.line, re.sub(r"[\s%€]", "", right))
        around = re.sub(r"[\s%€]", "", self("around"))
        tolerance = building.number(self.line, around) if around else Fraction(0)
        return building.figures(self.draft, [Figure(value, tolerance, Fraction(1))], unit)

    def _level(self) -> int:
        text = self("level") or "1"
        if text not in {"1", "2", "3"}:
            raise Broken(self.line, "level", text)
        return int(text)

    def _amount(self, field: str) -> Fraction:
        text = self(field)
        value = building.number(self.line, text) if text else Fraction(1)
        if not 0 < value <= 1000:
            raise Broken(self.line, field, text)
        return value


def _letter(text: str) -> int:
    return ord(text.lower()) - ord("a") if len(text) == 1 else -1
