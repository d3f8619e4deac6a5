"""Certificates as files: accessible, archivable, the same each time, with the words that count."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from simulator.documents import typesetting
from simulator.documents.certificates import certificate, worded
from simulator.documents.wording import written_dates, written_day, written_hours
from tests.documents.reading import check_standards, codes, text_of

AT = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
ADDRESS = "https://encours.example/verifier/2026-00042-7KQF"
FACTS: dict[str, Any] = {
    "organisation": "Organisme Témoin",
    "organisation_address": "1 rue des Essais, 69000 Lyon",
    "siret": "00000000000000",
    "activity_number": "00 00 00000 00",
    "signatory": "Claire Fontaine",
    "signatory_role": "gérante",
    "city": "Lyon",
    "first_name": "Élodie",
    "last_name": "Martin",
    "company": "Ateliers d’exemple",
    "title": "Relation client et contentieux",
    "programme": "ACC-CTX",
    "first_day": "2026-11-23",
    "last_day": "2026-11-24",
    "minutes": 750,
    "planned_minutes": 840,
    "trainer": "Bruno Collègue",
    "place": "Lyon",
    "issued_on": "2026-11-24",
    "objectives": [
        {"text": "accélérer l’encaissement", "level": "acquired"},
        {"text": "élaborer une politique", "level": "in_progress"},
        {"text": "maîtriser les outils", "level": "not_acquired"},
    ],
}


def made(kind: str = "certificat", at: datetime = AT, **facts: Any) -> bytes:
    return certificate(kind, "2026-00042-7KQF", {**FACTS, **facts}, ADDRESS, at)


@pytest.mark.parametrize("kind", ["certificat", "attestation"])
def test_a_document_is_tagged_archivable_and_accessible(kind: str) -> None:
    check_standards(made(kind))


@pytest.mark.parametrize("kind", ["certificat", "attestation"])
def test_the_same_facts_make_the_same_bytes(kind: str) -> None:
    assert made(kind) == made(kind)
    assert made(kind) != made(kind, AT + timedelta(seconds=1))


@pytest.mark.parametrize("kind", ["certificat", "attestation"])
def test_the_code_leads_to_the_page_that_checks_the_document(kind: str) -> None:
    assert codes(f"{kind}.typ", worded("2026-00042-7KQF", FACTS, ADDRESS)) == [ADDRESS]


def test_the_certificate_says_the_hours_and_never_a_result() -> None:
    text = text_of(made())

    for words in (
        "Certificat de réalisation",
        "Élodie Martin",
        "Ateliers d’exemple",
        "du 23 novembre 2026 au 24 novembre 2026",
        "12 h 30",
        "14 h",
        "Fait à Lyon, le 24 novembre 2026",
        "Claire Fontaine",
        "gérante",
        "2026-00042-7KQF",
        ADDRESS,
        "SIRET 00000000000000",
        "ne vaut pas agrément",
    ):
        assert words in text, words
    for absent in ("Acquis", "Non acquis", "politique"):
        assert absent not in text


def test_the_attestation_says_each_objective_with_its_level() -> None:
    text = text_of(made("attestation"))

    for words in (
        "accélérer l’encaissement Acquis",
        "élaborer une politique En cours d’acquisition",
        "maîtriser les outils Non acquis",
        "12 h 30 sur 14 h prévues",
        "ni un diplôme ni une certification",
    ):
        assert words in text, words


def test_what_is_not_known_leaves_no_hole() -> None:
    unknown = dict.fromkeys(
        (
            "organisation_address",
            "siret",
            "activity_number",
            "signatory",
            "signatory_role",
            "city",
            "company",
            "place",
        ),
        "",
    )
    text = text_of(made(**unknown))

    assert "Bruno Collègue" in text, "the trainer signs when nobody else does"
    assert "Fait le 24 novembre 2026" in text
    assert "salarié" not in text
    assert "SIRET" not in text
    assert worded("1", {**FACTS, "city": ""}, ADDRESS)["city"] == "Lyon"


HOSTILE = (
    '#import "maison.typ": *',
    "#panic()",
    "#sys.inputs",
    "<b>gras</b>",
    "{{ 7 * 7 }}",
    "$x^2$ *gras* _italique_ `code` @ref ~ \\ /* */ // [a](b)",
    'a", "person": "autre',
    "= Titre",
)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", ["certificat", "attestation"])
def test_what_people_typed_is_printed_and_never_read_as_markup(kind: str, name: str) -> None:
    body = made(
        kind,
        last_name=name,
        company=name,
        title=name,
        organisation=name,
        signatory=name,
        objectives=[{"text": name, "level": "acquired"}],
    )

    text = text_of(body).replace(" ", "")
    assert text.count(name.replace(" ", "").replace("\u00a0", "")) >= 4
    check_standards(body)


@pytest.mark.parametrize("name", ["x" * 120, "Anne-Marie " * 20, "é" * 200])
def test_a_very_long_name_still_makes_a_document_of_one_or_two_pages(name: str) -> None:
    body = made(last_name=name, company=name, title=name)

    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert len(pdf.pages) <= 2
    check_standards(body)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Юрий Ελένη", "Юрий Ελένη"),
        ("Nguyễn Thị", "Nguyễn Thị"),
        ("李明", "□□"),
        ("😀 Martin", "□ Martin"),
        ("a\x00b", "a□b"),
        ("a\ue000b", "a□b"),
    ],
)
def test_a_sign_that_no_font_has_is_a_square_and_not_a_fault(name: str, printed: str) -> None:
    body = made(last_name=name)

    wanted = f"Élodie{printed}".replace(" ", "")
    assert wanted in text_of(body).replace(" ", "")
    check_standards(body)


def test_a_fault_of_a_template_is_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "faux.typ").write_text("#let x = 1 / 0")
    monkeypatch.setattr(typesetting, "FOLDER", tmp_path)

    with pytest.raises(RuntimeError, match="divide"):
        typesetting.pdf("faux.typ", {}, AT)


@pytest.mark.parametrize(
    ("minutes", "written"), [(0, "0 h"), (60, "1 h"), (90, "1 h 30"), (65, "1 h 05"), (840, "14 h")]
)
def test_hours_are_written_in_full(minutes: int, written: str) -> None:
    assert written_hours(minutes).replace("\u202f", " ") == written


def test_days_are_written_in_words() -> None:
    assert written_day("2026-05-01") == "1er mai 2026"
    assert written_dates("2026-05-04", "2026-05-04") == "le 4 mai 2026"
    assert written_dates("2026-05-04", "2026-05-05") == "du 4 mai 2026 au 5 mai 2026"


def test_the_document_needs_no_font_of_the_machine() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        fonts = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all(any(key in font for key in ("/FontFile2", "/FontFile3")) for font in fonts)


@pytest.mark.parametrize("kind", ["certificat", "attestation"])
def test_a_logo_and_a_reissue_keep_the_document_on_one_page(kind: str) -> None:
    logo = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
        '<rect width="40" height="20" fill="#1f3f8f"/></svg>'
    )

    body = certificate(
        kind, "2026-00042-7KQF", FACTS, ADDRESS, AT, logo=logo, reissued_on="2026-11-22"
    )

    check_standards(body)
    assert "Réédition du 22 novembre 2026" in text_of(body)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert len(pdf.pages) == 1
