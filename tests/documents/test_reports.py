"""The report of a training as a file: accessible, with its formulas, without words of anybody."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from openpyxl import load_workbook

from simulator.documents.reports import report, tables, worded
from simulator.documents.tables import xlsx_file
from simulator.domain.training.certificates import Level
from simulator.domain.training.evaluation import group_result
from simulator.domain.training.positioning import Gain
from simulator.domain.training.report import HalfDay, Person, Report, objective, work
from simulator.web.evaluations import WORDINGS
from tests.classroom import OPINION
from tests.documents.reading import check_standards, text_of

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
IDENTITY = {
    "name": "Organisme Témoin",
    "address": "1 rue des Essais, 69000 Lyon",
    "siret": "00000000000000",
    "activity_number": "00 00",
    "legal_mentions": "SAS au capital de 1 000 euros",
}
PEOPLE = (
    Person(
        "Martin Élodie",
        "Ateliers",
        840,
        (Level.ACQUIRED, None),
        (1, 2),
        (3, 4),
        (("Ratios", Fraction(3, 4)),),
    ),
    Person("Le Goff Anne", "Ateliers", 720, (Level.IN_PROGRESS, None)),
)


def made(*, personal: bool = False, opinions: bool = True, people: int = 3) -> Report:
    gain = Gain(Fraction(3, 2), Fraction(3), Fraction(3, 2), people)
    return Report(
        "Relation client",
        "ACC-CTX",
        "ACC-CTX, formation n° 3",
        "Les Ateliers d’exemple",
        "Lyon",
        "Claire Fontaine",
        840,
        tuple(HalfDay(AT + timedelta(days=day), AT, 420, 2, 780) for day in (0, 1)),
        tuple(
            objective(text, [Level.ACQUIRED] * people, gain, personal=personal)
            for text in ("accélérer l’encaissement", "élaborer une politique")
        ),
        (work("Ratios", "exercise", [Fraction(3, 4)] * people),),
        group_result([OPINION] * 3) if opinions else None,
        3 if opinions else 1,
        PEOPLE if personal else tuple(one.attendance() for one in PEOPLE),
        personal,
    )


def printed(**wanted: Any) -> bytes:
    return report(made(**wanted), IDENTITY, WORDINGS, AT)


def test_the_report_is_tagged_archivable_and_accessible() -> None:
    check_standards(printed())
    check_standards(printed(personal=True))
    check_standards(printed(opinions=False, people=1))


def test_the_same_report_makes_the_same_bytes() -> None:
    assert printed() == printed()


def test_it_says_hours_objectives_gain_results_and_the_formulas() -> None:
    text = text_of(printed())

    for words in (
        "SAS au capital de 1 000 euros",
        "du 23 novembre 2026 au 24 novembre 2026",
        "26 h sur 28 h (93 %)",
        "Martin Élodie Ateliers 14 h 14 h",
        "Le Goff Anne Ateliers 12 h 14 h",
        "accélérer l’encaissement 3 0 0",
        "1,5 3,0 +1,5 3",
        "Ratios exercice 3 75 %",
        "3 réponses sur 2 stagiaires",
        "+100 points",
        "Moyenne : somme des notes de 1 à 5 divisée par le nombre de réponses",
        "part des notes de 9 et 10 moins part des notes de 0 à 6",
    ):
        assert words in text, words


def test_no_free_text_and_no_result_of_a_person_is_in_it() -> None:
    text = text_of(printed())

    assert str(OPINION["liked"]) not in text
    assert str(OPINION["application"]) not in text
    assert "Meilleur résultat" not in text
    assert "En cours 1" not in text


def test_a_page_by_person_comes_only_when_asked_for() -> None:
    text = text_of(printed(personal=True))

    assert "accélérer l’encaissement Acquis 1 3" in text
    assert "Ratios 75 %" in text
    assert "accélérer l’encaissement En cours — —" in text


def test_a_group_of_one_shows_no_figure_and_says_how_many_answered() -> None:
    text = text_of(printed(opinions=False, people=1))

    assert "accélérer l’encaissement — — —" in text
    assert "Ratios exercice 1 —" in text
    assert "1 réponse reçue ; le résultat du groupe" in text


def test_without_recommendations_the_line_is_left_out() -> None:
    found = made()
    grades = {name: value for name, value in OPINION.items() if name != "recommend"}
    bare = Report(
        **{name: getattr(found, name) for name in Report.__slots__ if name != "opinions"},
        opinions=group_result([grades] * 3),
    )

    assert worded(bare, IDENTITY, WORDINGS)["recommendation"] == ""


def test_the_workbook_says_the_same_and_adds_up() -> None:
    book = load_workbook(io.BytesIO(xlsx_file(*tables(made(personal=True), WORDINGS))))

    assert book.sheetnames == [
        "Formation",
        "Assiduité",
        "Objectifs",
        "Évaluations",
        "Satisfaction",
        "Résultats personnels",
    ]
    rows = [[cell.value for cell in row] for row in book["Assiduité"].iter_rows()]
    assert ["Martin Élodie", "Ateliers", 14, 14] in rows
    assert ["Le Goff Anne", "Ateliers", 12, 14] in rows
    short = tables(made(opinions=False), WORDINGS)
    assert [one.title for one in short] == ["Formation", "Assiduité", "Objectifs", "Évaluations"]
