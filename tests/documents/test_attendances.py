"""The attendance sheet as a file: names, presences, drawings, the last hash."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from simulator.documents.attendances import SheetLine, sheet
from tests.classroom import STROKES
from tests.documents.reading import check_standards, text_of

AT = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
HASH = "0123456789abcdef" * 4
HEADING: dict[str, Any] = {
    "organisation": "Organisme Témoin",
    "legal": ["1 rue des Essais"],
    "title": "Relation client et contentieux",
    "reference": "ACC-CTX, formation n° 1",
    "half_day": "lundi 23 novembre 2026, matin",
    "times": "09:00 – 12:30",
    "place": "Lyon",
    "trainer": "Claire Fontaine",
    "trainer_strokes": STROKES,
    "trainer_stated": "le 23/11/2026 à 12:30",
    "hash": HASH,
}
LINES = (
    SheetLine("Martin Élodie", "Ateliers", "signé le 23/11/2026 à 09:02", STROKES),
    SheetLine("Benaïssa Karim", "", "absent (malade)", ""),
)


def test_a_sheet_is_tagged_archivable_accessible_and_the_same_each_time() -> None:
    body = sheet(HEADING, LINES, AT)

    check_standards(body)
    assert sheet(HEADING, LINES, AT) == body


def test_a_sheet_says_who_was_there_and_the_hash_that_closes_the_chain() -> None:
    text = text_of(sheet(HEADING, LINES, AT))

    for words in (
        "Feuille d’émargement",
        "lundi 23 novembre 2026, matin",
        "Martin Élodie",
        "signé le 23/11/2026 à 09:02",
        "absent (malade)",
        "le 23/11/2026 à 12:30",
        HASH[:32],
        HASH[32:],
    ):
        assert words in text, words


def test_each_drawing_has_its_words_for_who_does_not_see_it() -> None:
    body = sheet(HEADING, LINES, AT)

    with pikepdf.open(io.BytesIO(body)) as pdf:
        spoken = {
            str(thing.Alt)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        }
    assert spoken == {"Signature de Martin Élodie", "Signature du formateur Claire Fontaine"}


@pytest.mark.parametrize("people", [0, 1, 40])
def test_a_sheet_of_any_size_is_a_sheet(people: int) -> None:
    lines = [SheetLine(f"Personne {n}", "Société", "non signé", "") for n in range(people)]
    body = sheet({**HEADING, "trainer_strokes": ""}, lines, AT)

    check_standards(body)
    assert text_of(body).count("non signé") == people


@pytest.mark.parametrize(
    "name", ["#panic()", "<b>x</b>", "{{ 7 }}", "$x$ *y* _z_", "]) #pagebreak()", "é" * 120, "李"]
)
def test_names_are_printed_and_never_read_as_markup(name: str) -> None:
    line = SheetLine(name, name, f"absent ({name})", STROKES)
    body = sheet({**HEADING, "trainer": name, "title": name}, [line], AT)

    check_standards(body)
    wanted = name.replace("李", "□").replace(" ", "")
    assert text_of(body).replace(" ", "").count(wanted) >= 4
