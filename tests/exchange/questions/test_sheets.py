"""Tables of questions, and files opened for what they are."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from simulator.domain.quiz.grading import grade, right_answer
from simulator.exchange.guard import Bounds, UploadRefused
from simulator.exchange.questions import opening, sheet_template, sheets
from simulator.exchange.questions.records import MOST_QUESTIONS, Contents

FRENCH = "Énoncé;Réponse 1;Réponse 2;Réponse 3;Juste\n"
ENGLISH = "Question,Option A,Option B,Option C,Correct answer,Type,Level\n"


def read(text: str) -> Contents:
    return sheets.read_csv(text, "utf-8")


def kinds(contents: Contents) -> list[str]:
    assert contents.faults == ()
    return [each.question.kind.value for each in contents.found]


@pytest.mark.parametrize("as_workbook", [False, True])
def test_the_table_to_fill_in_is_read_as_it_is(tmp_path: Path, as_workbook: bool) -> None:
    path = tmp_path / "modele"
    path.write_bytes(sheet_template.as_workbook() if as_workbook else sheet_template.as_csv())
    back = opening.contents_of(path)

    assert kinds(back) == [
        *("single", "multiple", "true_false", "numeric", "ordering", "matching", "short"),
        *("opinion", "open"),
    ]
    assert [grade(f.question, right_answer(f.question)).fraction for f in back.found[:7]] == [1] * 7
    assert back.found[1].question.level == 2
    assert back.found[1].category == "Risque"
    assert back.found[3].question.tags == ("TVA", "fiscalité")
    assert grade(back.found[3].question, "20 %").fraction == 1


@pytest.mark.parametrize(
    ("cells", "kind", "right"),
    [
        ("a;b;c;2", "single", "o2"),
        ("a;b;c;B", "single", "o2"),
        ("a;b;c;b", "single", "o2"),
        ("un;deux;trois;deux", "single", "o2"),
        ("a;b;c;1,3", "multiple", "o1,o3"),
        ("a;b;c;A et C", "multiple", "o1,o3"),
        ("a;b;;", "opinion", ""),
        (";;;vrai", "true_false", "true"),
        (";;;12,5", "numeric", "12,5"),
        (";;;1 200 €", "numeric", "1200"),
        (";;;escompte", "short", "escompte"),
        (";;;", "open", ""),
    ],
)
def test_a_kind_is_guessed_from_what_is_there(cells: str, kind: str, right: str) -> None:
    back = read(f"{FRENCH}Que dire ?;{cells}\n")

    assert kinds(back) == [kind]
    if right:
        assert grade(back.found[0].question, right).fraction == 1


def test_english_headings_and_commas() -> None:
    back = read(f'{ENGLISH}"What, then?",one,two,,A,single choice,3\nTrue?,,,,FALSE,true/false,\n')

    assert kinds(back) == ["single", "true_false"]
    assert back.found[0].question.text == "What, then?"
    assert back.found[0].question.level == 3


def test_lines_are_those_of_the_file() -> None:
    back = read(f'sep=;\n\n{FRENCH}"un\ndeux";a;b;;1\nfaux ?;a;b;;9\n')

    assert [each.line for each in back.found] == [4]
    assert [(each.line, each.reason) for each in back.faults] == [(6, "rights")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("q;unique;a;;1;;1;1", "too_few_options"),
        ("q;unique;a;b;;;1;1", "rights"),
        ("q;inconnu;a;b;1;;1;1", "kind"),
        ("q;vrai/faux;;;peut-être;;1;1", "truth"),
        ("q;numérique;;;douze;;1;1", "number"),
        ("q;numérique;;;12;kg;1;1", "unit"),
        ("q;unique;a;b;1;;9;1", "level"),
        ("q;unique;a;b;1;;1;0", "points"),
        ("q;paires;a -> b;c;;;1;1", "pairs"),
        (";unique;a;b;1;;1;1", "no_text"),
    ],
)
def test_what_is_broken_has_its_reason(line: str, reason: str) -> None:
    back = read(f"énoncé;type;réponse 1;réponse 2;juste;unité;niveau;points\n{line}\n")

    assert [(each.line, each.reason) for each in back.faults] == [(2, reason)]


def test_what_has_no_heading_is_no_table() -> None:
    assert [f.reason for f in read("bonjour\nau revoir\n").faults] == ["no_headings"]
    assert [f.reason for f in read("titre;type;juste\na;b;c\n").faults] == ["no_text_column"]


def test_there_is_a_most() -> None:
    back = read(FRENCH + "q;a;b;;1\n" * (MOST_QUESTIONS + 5))

    assert len(back.found) == MOST_QUESTIONS
    assert [f.reason for f in back.faults] == ["too_many"]


def test_a_workbook_of_numbers_and_truths(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["rien"])
    sheet = book.create_sheet("Questions")
    sheet.append(["Question", "Juste", "Tolérance"])
    sheet.append(["Vrai ?", True, None])
    sheet.append(["Combien ?", 12.5, 1])
    sheet.append(["Capitale ?", "=1+1", None])
    out = io.BytesIO()
    book.save(out)
    path = tmp_path / "x"
    path.write_bytes(out.getvalue())
    back = opening.contents_of(path)

    assert [f.question.kind.value for f in back.found] == ["true_false", "numeric", "open"]
    assert back.found[1].question.answer is not None
    assert back.found[1].question.answer.tolerance == Fraction(1)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("::a:: été {T}".encode(), "gift"),
        ("::a:: été {T}".encode("cp1252"), "gift"),
        ("::a:: été {T}".encode("utf-16"), "gift"),
        ("\ufeff// x\n::a:: été {T}".encode(), "gift"),
        ("Énoncé;Juste\nété;vrai\n".encode("cp1252"), "csv"),
        ("Énoncé\tJuste\nété\tvrai\n".encode("utf-16-le"), "csv"),
    ],
)
def test_a_file_is_what_it_holds(tmp_path: Path, content: bytes, form: str) -> None:
    path = tmp_path / "fichier"
    path.write_bytes(content)
    back = opening.contents_of(path)

    assert (back.form, back.faults) == (form, ())
    assert back.found[0].question.text == "été"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7 ...", "binary"),
        (b"\xd0\xcf\x11\xe0....", "old_workbook"),
        (b"<!DOCTYPE html><html></html>", "a_page"),
        (b"PK\x03\x04 nothing", "not_a_zip"),
        (b"\0\1\2\3" * 50, "binary"),
        (b"", "empty"),
    ],
)
def test_what_is_no_file_of_questions_is_refused(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "fichier"
    path.write_bytes(content)

    with pytest.raises(UploadRefused, match=reason):
        opening.read(path)


def test_a_child_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "fichier"
    path.write_text("::a:: {T}\n\n::b:: Oui ? {T}", encoding="utf-8")

    back = opening.read(path)

    assert [f.title for f in back.found] == ["b"]
    assert [(f.line, f.reason) for f in back.faults] == [(1, "no_text")]
    with pytest.raises(UploadRefused, match="too_large"):
        opening.read(path, Bounds(size=3))
