"""Lists of people as hands write them."""

from __future__ import annotations

import pytest

from simulator.exchange.ledgers.cells import Grid, Record
from simulator.exchange.rosters import MOST_PEOPLE, Expected, of_grid, of_text


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Élodie Martin", ("Élodie", "Martin", "", "")),
        ("MARTIN Élodie", ("Élodie", "MARTIN", "", "")),
        ("Anne-Sophie LE GOFF", ("Anne-Sophie", "LE GOFF", "", "")),
        ("Anne Le Goff", ("Anne", "Le Goff", "", "")),
        ("MARTIN\tÉlodie\tBrico", ("Élodie", "MARTIN", "Brico", "")),
        ("Élodie;Martin;Brico;e@brico.example", ("Élodie", "Martin", "Brico", "e@brico.example")),
        ("Élodie, Martin, e@brico.example", ("Élodie", "Martin", "", "e@brico.example")),
        ("Élodie Martin; e@brico.example", ("Élodie", "Martin", "", "e@brico.example")),
        ("  Élodie   Martin  ", ("Élodie", "Martin", "", "")),
    ],
)
def test_a_line_without_headings_is_understood(text: str, person: tuple[str, ...]) -> None:
    found = of_text(text)

    assert found.faults == ()
    assert found.people == (Expected(1, *person),)


def test_headings_say_what_columns_hold_in_any_order() -> None:
    text = "Société;NOM;Prénom;Courriel\r\nBrico;Martin;Élodie;e@brico.example\r\n\r\n;Roy;Luc;"

    assert of_text(text).people == (
        Expected(2, "Élodie", "Martin", "Brico", "e@brico.example"),
        Expected(4, "Luc", "Roy"),
    )


def test_a_column_of_whole_names_is_cut() -> None:
    text = "Stagiaire;Entreprise\nLuc ROY;Brico"

    assert of_text(text).people == (Expected(2, "Luc", "ROY", "Brico"),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Martin", "no_name"),
        ("Prénom;Nom\nÉlodie;", "no_name"),
        ("Élodie;Martin;Brico;e@brico", "bad_email"),
        (f"{'x' * 61};Martin", "too_long"),
        (f"Élodie;Martin;{'x' * 81}", "too_long"),
        (f"Élodie;Martin;Brico;{'x' * 250}@brico.example", "too_long"),
    ],
)
def test_a_line_that_cannot_be_read_says_where_and_why(text: str, code: str) -> None:
    found = of_text(text)

    assert [(fault.line, fault.code) for fault in found.faults] == [(text.count("\n") + 1, code)]


def test_a_list_has_an_end() -> None:
    text = "\n".join(f"Luc Roy{rank}" for rank in range(MOST_PEOPLE + 1))

    assert [fault.code for fault in of_text(text).faults] == ["too_many"]


def test_nothing_makes_an_empty_list() -> None:
    assert of_text(" \n\n").people == ()


def test_a_workbook_is_read_by_its_own_line_numbers() -> None:
    grid = Grid((Record(3, ("Nom", "Prénom")), Record(4, ()), Record(5, ("Roy", "Luc"))), "xlsx")

    assert of_grid(grid).people == (Expected(5, "Luc", "Roy"),)
