"""What formulas read: ranges, sheets, whole columns; texts and functions are no references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.exercises.references import LAST_ROW, Area, areas, number, rows_read


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("=SUM(B2:C9)", [Area("Ici", 2, 2, 3, 9)]),
        ("=C9:B2", [Area("Ici", 2, 2, 3, 9)]),
        ("=$B$2+AA10", [Area("Ici", 2, 2, 2, 2), Area("Ici", 27, 10, 27, 10)]),
        ("=Pièces!F5:F60", [Area("Pièces", 6, 5, 6, 60)]),
        ("='Mes pièces'!$F$5", [Area("Mes pièces", 6, 5, 6, 5)]),
        ("=SOMME(F:G)", [Area("Ici", 6, 1, 7, LAST_ROW)]),
        ('="A1:B2"&C3', [Area("Ici", 3, 3, 3, 3)]),
        ("=LOG10(D4)", [Area("Ici", 4, 4, 4, 4)]),
        ("=1234,56", []),
        ("=nom_1+TRUE", []),
        ("", []),
    ],
)
def test_a_formula_names_its_cells(formula, found):
    assert list(areas(formula, "Ici")) == found


@given(st.text(alphabet="=A1:$!'\"(),;BZ90é ", max_size=60))
def test_no_text_raises(text):
    for area in areas(text, "Ici"):
        assert area.first_row <= area.last_row
        assert area.first_column <= area.last_column


def test_columns_count_from_one():
    assert [number(text) for text in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16384]


def test_runs_of_rows_are_joined_when_they_touch():
    found = areas("=F5:F9+F10+F20:F30+F25:F40+G1+Autre!F11:F19", "Ici")
    assert rows_read(found, "ICI", 6) == [(5, 10), (20, 40)]
    assert rows_read(found, "Autre", 6) == [(11, 19)]
    assert rows_read(found, "Ici", 8) == []
