"""Tables of typed values."""

from fractions import Fraction

from simulator.domain.tables import Cell, Column, Kind, Table, table


def test_a_cell_has_the_kind_of_its_column_unless_it_says_otherwise():
    made = Table(
        "Titre",
        (Column("Nom"), Column("Part", Kind.PERCENT, 1)),
        (("Martin", Fraction(1, 8)), ("Durand", Cell("aucune", Kind.TEXT))),
    )
    assert made.cell(0, 0) == Cell("Martin", Kind.TEXT)
    assert made.cell(0, 1) == Cell(Fraction(1, 8), Kind.PERCENT, 1)
    assert made.cell(1, 1) == Cell("aucune", Kind.TEXT)


def test_a_table_is_made_of_records_and_of_what_each_column_reads():
    made = table(
        "Mots",
        ["un", "trois"],
        (Column("Mot"), str.upper),
        (Column("Lettres", Kind.NUMBER), len),
    )
    assert made.rows == (("UN", 2), ("TROIS", 5))
    assert [column.title for column in made.columns] == ["Mot", "Lettres"]
