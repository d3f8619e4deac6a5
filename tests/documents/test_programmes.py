"""The programme sheet and the convocations: accessible, complete, in the organisation's words."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf

from simulator.documents.programmes import (
    Invited,
    Part,
    Session,
    Sheet,
    convocations,
    programme,
)
from tests.documents.reading import check_standards, text_of

AT = datetime(2026, 11, 1, 8, tzinfo=UTC)
IDENTITY = {
    "name": "Organisme Témoin",
    "address": "1 rue des Essais",
    "siret": "",
    "activity_number": "",
}
SHEET = Sheet(
    "Relation client",
    "ACC-CTX",
    14,
    2,
    "collaborateurs du recouvrement",
    "aucun",
    ("accélérer l’encaissement",),
    (Part("Jour 1, matin", ("le crédit interentreprises",)),),
)
HALF = (datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 11, 30, tzinfo=UTC), 210)
RUN = Session("Relation client", "ACC-CTX n° 3", "Lyon", "Claire", (HALF,), ("accélérer",))
PEOPLE = (Invited("Élodie Martin", "Ateliers"), Invited("Karim Benaïssa", ""))


def test_the_sheet_says_what_the_public_must_know() -> None:
    body = programme(SHEET, IDENTITY, AT)

    check_standards(body)
    text = text_of(body)
    for words in (
        "14 h sur 2 jours",
        "collaborateurs du recouvrement",
        "Prérequis aucun",
        "accélérer l’encaissement",
        "Jour 1, matin",
        "le crédit interentreprises",
        "situation de handicap",
        "sans certification enregistrée",
    ):
        assert words in text, words


def test_each_person_has_a_page_with_the_hours_and_the_place() -> None:
    body = convocations(RUN, PEOPLE, IDENTITY, AT)

    check_standards(body)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert len(pdf.pages) == 2
    text = text_of(body)
    assert "Élodie Martin Ateliers" in text
    assert "Karim Benaïssa" in text
    assert text.count("de 9 h à 12 h 30") == 2
    assert "règlement intérieur" in text


def test_an_organisation_says_it_in_its_own_words() -> None:
    own = {**IDENTITY, "convocation": "Parking rue Haute.\n\nDéjeuner offert."}

    text = text_of(convocations(RUN, PEOPLE[:1], own, AT))

    assert "Parking rue Haute." in text
    assert "Déjeuner offert." in text
    assert "règlement intérieur" not in text
