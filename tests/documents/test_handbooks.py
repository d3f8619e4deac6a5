"""The handbook as a file: standards, words, links, index; nothing read as markup."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pytest

from simulator.documents.handbooks import Chapter, Handbook, Part, Passage, handbook, linked
from simulator.documents.letters import Block, Table, Written
from tests.documents.reading import check_standards, text_of


def words(text: str) -> dict[str, Any]:
    return {"kind": "text", "content": text}


def paragraph(*pieces: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "paragraph", "text": list(pieces)}


def link(to: str, text: str) -> dict[str, Any]:
    return {"kind": "link", "to": to, "text": [words(text)]}


def letter(**changed: Any) -> Written:
    value = Written(
        "fr",
        "Première relance",
        "[votre société]",
        ("[client]", "[ville]"),
        "Le [date]",
        "Objet : facture",
        (Block("Madame, Monsieur,"), Block("", Table(("Facture", "TTC"), (("[…]", "[…]"),), ()))),
        ("[votre nom]",),
    )
    return replace(value, **changed)


FRACTION = {
    "kind": "row",
    "of": [
        {"kind": "letter", "content": "x"},
        {"kind": "sign", "content": "="},
        {
            "kind": "frac",
            "top": {"kind": "word", "content": "perte HT"},
            "bottom": {"kind": "sqrt", "of": {"kind": "number", "content": "1,5"}},
        },
        {"kind": "space"},
        {
            "kind": "root",
            "degree": {"kind": "number", "content": "3"},
            "base": {
                "kind": "attach",
                "base": {"kind": "letter", "content": "e"},
                "sub": {"kind": "number", "content": "1"},
                "sup": {"kind": "number", "content": "2"},
            },
        },
    ],
}
MEMO = {
    "kind": "box",
    "name": "memo",
    "title": "À retenir",
    "blocks": [paragraph(words("Retenez le pangolin."))],
}
BAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 340 40"><title>t</title>'
    '<rect x="1" y="1" width="10" height="10" class="d-soft"/><text x="1" y="30">jour</text></svg>'
)
EVERY = (
    {"kind": "heading", "level": 2, "text": [words("Le détail")]},
    paragraph(
        words("Un "),
        {"kind": "strong", "text": [words("gras")]},
        {"kind": "emph", "text": [words(" penché")]},
        {"kind": "struck", "text": [words(" rayé")]},
        {"kind": "code", "content": "=A1*2"},
        {"kind": "break"},
        {"kind": "maths", "maths": FRACTION, "alt": "x égale une fraction"},
        link("lecon:seconde#fin", "la seconde leçon"),
        link("lecon:absente", "une leçon d’ailleurs"),
        link("https://cours.example/page", "une page"),
    ),
    {"kind": "list", "ordered": True, "start": 3, "items": [[paragraph(words("troisième"))]]},
    {"kind": "list", "ordered": False, "start": 1, "items": [[paragraph(words("puce"))]]},
    {
        "kind": "table",
        "align": ["left", "right", "center"],
        "head": [[words("Nom")], [words("Montant")], []],
        "rows": [[[words("Dupont")], [words("12 €")], [words("oui")]]],
    },
    {"kind": "box", "name": "piege", "title": "Piège", "blocks": [paragraph(words("Gare."))]},
    MEMO,
    {"kind": "quote", "blocks": [paragraph(words("dit-il"))]},
    {"kind": "code", "content": "ligne de code"},
    {"kind": "formula", "maths": FRACTION, "alt": "la même fraction"},
    {"kind": "drawing", "caption": "Une barre tracée", "svg": BAR, "alt": "Dix jours"},
    {"kind": "rule"},
)
FIRST = Chapter(
    "premiere",
    "La première",
    20,
    tuple(Passage(block, ("encours",)) for block in EVERY),
    ("Code de commerce, art. L. 441-10",),
    date(2026, 11, 21),
)
SECOND = Chapter("seconde", "La seconde", 5, (Passage(MEMO),), ("Texte",), date(2026, 10, 1), 12)
BOOK = Handbook(
    organisation="Organisme Témoin",
    reference="P-1",
    title="Programme d’essai",
    days=2,
    hours=14,
    audience="tous",
    prerequisites="aucun",
    objectives=("compter", "relancer"),
    supplier="Comptoirs Valdorne",
    as_of=date(2026, 9, 30),
    parts=(
        Part("Jour 1, matin", (FIRST,)),
        Part("Jour 1, après-midi", ()),
        Part("Jour 2, matin", (SECOND,)),
    ),
    letters=((letter(), letter(language="en", title="First reminder", subject="Subject: late")),),
    glossary=(("encours", "Ce qui est dû."), ("relance", "Demande de paiement.")),
)


def test_a_handbook_is_tagged_archivable_accessible_and_the_same_each_time() -> None:
    body = handbook(BOOK)
    check_standards(body)
    assert handbook(BOOK) == body


def test_a_handbook_says_all_that_it_was_given() -> None:
    text = text_of(handbook(BOOK))
    for said in (
        "Document de référence",
        "Programme d’essai",
        "Organisme Témoin",
        "2 jours, 14 heures",
        "Comptoirs Valdorne, entreprise fictive de démonstration, au 30 septembre 2026",
        "Édition du 21 novembre 2026",
        "Sommaire",
        "Jour 1, matin",
        "Jour 2, matin",
        "La première",
        "20 min en salle",
        "5 min en salle, lecture complète",
        "Le détail",
        "Une barre tracée",
        "gras",
        "=A1*2",
        "perte HT",
        "3. troisième",
        "Dupont",
        "12 €",
        "Gare.",
        "dit-il",
        "ligne de code",
        "Code de commerce, art. L. 441-10",
        "Première relance",
        "Subject: late",
        "encours – Ce qui est dû.",
        "Index",
    ):
        assert said.replace(" ", "") in text.replace("\xa0", " ").replace(" ", ""), said
    assert "après-midi" not in text  # without a lesson, no heading


def test_a_memo_is_in_its_lesson_and_among_the_sheets() -> None:
    text = text_of(handbook(BOOK))
    assert text.count("Retenez le pangolin") == 4
    sheets = text[text.index("Une fiche par leçon") :]
    assert sheets.count("Retenez le pangolin") == 2
    assert "Gare." not in sheets


def test_the_index_gives_the_page_of_a_term_and_leaves_out_a_term_without_a_page() -> None:
    body = handbook(BOOK)
    text = text_of(body)
    index = text[text.rindex("Index") :]
    with pikepdf.open(io.BytesIO(body)) as pdf:
        pages = [text_of_page(pdf, number) for number in range(len(pdf.pages))]
    own = [number for number, page in enumerate(pages, 1) if "Le détail" in page]
    assert re.search(rf"encours, {own[0]}\b", index)
    assert "relance," not in index


def text_of_page(pdf: pikepdf.Pdf, number: int) -> str:
    out = io.BytesIO()
    with pikepdf.new() as alone:
        alone.pages.append(pdf.pages[number])
        alone.save(out)
    return text_of(out.getvalue())


def test_links_go_to_a_lesson_of_the_book_or_to_the_network_or_are_words_only() -> None:
    here = {"seconde"}
    assert linked(link("lecon:seconde#fin", "la"), here) == {
        "kind": "inside",
        "to": "seconde",
        "text": [words("la")],
    }
    for absent in ("lecon:absente", "exercice:seconde", "module:seconde"):
        assert linked(link(absent, "la"), here)["kind"] == "group"
    away = link("https://cours.example/page", "la")
    assert linked(paragraph(away), here) == paragraph(away)
    body = handbook(BOOK)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        addresses = {
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", ())
            if "/A" in note and "/URI" in note.A
        }
    assert addresses == {"https://cours.example/page"}


@pytest.mark.parametrize(
    "hostile", ["#panic()", "$x$ *y* _z_", "]) #pagebreak()", "<b>x</b>", "\\"]
)
def test_words_are_printed_and_never_read_as_markup(hostile: str) -> None:
    chapter = replace(
        FIRST,
        title=hostile,
        sources=(hostile,),
        passages=(
            Passage(paragraph(words(hostile))),
            Passage({"kind": "formula", "maths": {"kind": "word", "content": hostile}, "alt": "a"}),
        ),
    )
    book = replace(
        BOOK,
        title=hostile,
        organisation=hostile,
        parts=(Part(hostile, (chapter,)),),
        letters=((letter(subject=hostile), letter()),),
        glossary=((hostile, hostile),),
    )
    body = handbook(book)
    check_standards(body)
    assert text_of(body).replace(" ", "").count(hostile.replace(" ", "")) >= 8


def test_a_book_without_letters_has_no_heading_for_them() -> None:
    assert "Modèles de lettres" not in text_of(handbook(replace(BOOK, letters=())))
