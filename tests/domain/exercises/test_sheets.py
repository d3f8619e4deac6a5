"""Questions on sheets: where answers stand, and cells as the texts that a hand types."""

from datetime import date
from fractions import Fraction

import pytest

from simulator.domain.exercises import sheets
from simulator.domain.exercises.question import Choice, Document, Part, PartKind, Row
from simulator.domain.exercises.world import World
from simulator.domain.measures import MEASURES
from simulator.domain.tables import Cell, Kind
from tests import make
from tests.domain.exercises import examples

WORLD = World(make.portfolio(1, 40))


def part(kind=PartKind.NUMBER, measure="euro", **more):
    given = None if kind is not PartKind.NUMBER or not measure else MEASURES[measure]
    return Part("one", kind, "Un", Fraction(1), given, **more)


def test_parts_stand_one_a_row_under_their_titles():
    asked = examples.WORKSHEET.question(WORLD)
    assert [(one.part.name, one.address, one.name) for one in sheets.answers(asked)] == [
        ("rate", "B5", "rep_rate"),
        ("twice", "B6", "rep_twice"),
        ("grade", "B7", "rep_grade"),
    ]


def test_a_grid_keeps_its_rows_and_its_columns():
    asked = examples.TABLE.question(WORLD)
    found = {one.part.name: one.address for one in sheets.answers(asked)}
    assert found == {"margin_1": "B5", "rate_1": "B6", "margin": "C5", "rate": "C6"}


def test_what_follows_a_grid_is_below_it():
    grid = Part("a", PartKind.NUMBER, "a", Fraction(1), row="r", column="c")
    found = sheets.places((grid, part()))
    assert [one.address for one in found] == ["B5", "B8"]


@pytest.mark.parametrize(
    ("exercise", "offered"),
    [
        (examples.WORKSHEET, True),
        (examples.TABLE, True),
        (examples.DATES, True),
        (examples.SPREADSHEET, True),
        (examples.PICK, False),
        (examples.PICKS, False),
        (examples.JOURNAL, False),
        (examples.ORDERING, False),
    ],
    ids=lambda one: getattr(one, "id", ""),
)
def test_cells_answer_figures_dates_and_classes_only(exercise, offered):
    assert sheets.offered(exercise.question(WORLD)) is offered


def test_letters_of_columns():
    assert [sheets.letters(number) for number in (1, 26, 27, 52, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "AAA",
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("1\u202f234,56\u202f€", Cell(Fraction(123456), Kind.CENTS, 2)),
        ("−3\u202f€", Cell(Fraction(-300), Kind.CENTS, 0)),
        ("12,5\u202f%", Cell(Fraction(1, 8), Kind.PERCENT, 1)),
        ("45,0\u202fj", Cell(Fraction(45), Kind.NUMBER, 1, "j")),
        ("12\u202fk€", Cell(Fraction(12), Kind.NUMBER, 0, "k€")),
        ("0,375", Cell(Fraction(3, 8), Kind.NUMBER, 3)),
        ("31 décembre 2025", Cell(date(2025, 12, 31), Kind.DATE)),
        ("2025", Cell("2025", Kind.TEXT)),
        ("30 jours fin de mois", Cell("30 jours fin de mois", Kind.TEXT)),
        ("—", Cell("—", Kind.TEXT)),
    ],
)
def test_a_document_gives_figures_and_dates_not_their_pictures(text, cell):
    assert sheets.cell_of(text) == cell


def test_documents_become_tables():
    two = Document("Comptes", ("2025", "2024"), (Row("CA", ("1\u202f000\u202f€", "2\u202f€")),))
    plain = Document("Faits", (), (Row("Score", ("5",)),))
    first, second, empty = sheets.tables((two, plain, Document("Rien", (), ())))
    assert [column.title for column in first.columns] == ["", "2025", "2024"]
    assert first.cell(0, 1).value == 100_000
    assert len(second.columns) == 2
    assert empty.rows == ()


@pytest.mark.parametrize(
    ("asked", "value", "raw"),
    [
        (part(), 1234.56, "1234,56"),
        (part(), 0.1 + 0.2, "0,3"),
        (part(), -12, "-12"),
        (part(), 1e21, "1000000000000000000000"),
        (part(), float("inf"), "inf"),
        (part(), None, ""),
        (part(), "1 234,56 €", "1 234,56 €"),
        (part(measure="percent"), 0.125, "12,5 %"),
        (part(measure="percent"), 1 / 3, "33,3333333333333 %"),
        (part(measure="days"), 45.5, "45,5"),
        (part(PartKind.DATE), date(2026, 11, 21), "21/11/2026"),
        (part(PartKind.TEXT), "Parce que.", "Parce que."),
        (
            part(PartKind.CHOICE, choices=(Choice("good", "Bonne santé"),)),
            "  bonne  SANTÉ ",
            "good",
        ),
        (part(PartKind.CHOICE, choices=(Choice("good", "Bonne"),)), "Autre", "Autre"),
    ],
)
def test_a_cell_is_what_a_hand_would_type(asked, value, raw):
    assert sheets.raw_of(asked, value) == raw


def test_a_formula_follows_its_value():
    assert sheets.raw_of(part(), 12.5, "=A1/2") == "12,5 =A1/2"
    assert sheets.raw_of(part(), None, "=A1/2") == "=A1/2"


@pytest.mark.parametrize(
    ("asked", "raw", "cell"),
    [
        (part(), "1 234,56 €", Cell(Fraction(123456), Kind.CENTS, 2)),
        (part(), "12,5 =A1", Cell(Fraction(1250), Kind.CENTS, 2)),
        (part(), "douze", Cell("douze", Kind.TEXT)),
        (part(measure="percent"), "12,5", Cell(Fraction(1, 8), Kind.PERCENT, 2)),
        (part(measure="days"), "45", Cell(Fraction(45), Kind.NUMBER, 1, "j")),
        (part(measure="keuro"), "3 k€", Cell(Fraction(3), Kind.NUMBER, 1, "k€")),
        (part(PartKind.DATE), "21/11/2026", Cell(date(2026, 11, 21), Kind.DATE)),
        (part(PartKind.TEXT), "a = b", Cell("a = b", Kind.TEXT)),
        (
            part(PartKind.CHOICE, choices=(Choice("good", "Bonne"),)),
            "good",
            Cell("Bonne", Kind.TEXT),
        ),
        (part(PartKind.CHOICE, choices=(Choice("good", "Bonne"),)), "?", Cell("?", Kind.TEXT)),
    ],
)
def test_a_raw_answer_goes_back_into_its_cell(asked, raw, cell):
    assert sheets.worth(asked, raw) == cell


def test_an_empty_cell_has_the_format_of_its_answer():
    assert sheets.empty(part()).kind is Kind.CENTS
    assert sheets.empty(part(PartKind.DATE)) == Cell(None, Kind.DATE)
    assert sheets.empty(part(PartKind.TEXT)) == Cell(None, Kind.TEXT)
