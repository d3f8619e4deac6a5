"""The glossary: read with its faults, and found in a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.content.catalogue import load
from simulator.content.glossary import Glossary, Term, read_glossary
from simulator.paths import CONTENT
from tests.content import site

HERE = Path(__file__).parents[2] / "docs" / "glossary.md"
PAGE = Glossary(
    (
        Term(term="besoin en fonds de roulement (BFR)", definition="d"),
        Term(term="avoir", definition="d", forms=("un avoir", "avoirs")),
        Term(term="injonction de payer", definition="d"),
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le BFR monte.", ("besoin en fonds de roulement (BFR)",)),
        ("Un besoin en fonds\nde roulement.", ("besoin en fonds de roulement (BFR)",)),
        ("L’équipe bfr, BFRE.", ()),
        ("Il faut avoir raison.", ()),
        ("Deux avoirs et deux INJONCTIONS de payer.", ("avoir", "injonction de payer")),
    ],
)
def test_a_text_uses_a_term_by_its_words_its_plural_or_its_acronym(text, found):
    assert PAGE.used(text) == found


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("terms:\n  - {term: a, definition: b}\n  - {term: A, definition: c}\n", "term-twice", 3),
        (
            "terms:\n  - {term: a, definition: b}\n  - {term: c, definition: d, forms: [a]}\n",
            "term-form",
            3,
        ),
        (
            "terms:\n  - {term: échu, definition: b}\n  - {term: échû, definition: c}\n",
            "term-anchor",
            3,
        ),
        ("terms:\n  - {term: a}\n", "record-missing", 2),
        ("terms: [", "yaml-syntax", 2),
    ],
)
def test_a_fault_is_said_at_its_line(tmp_path, text, code, line):
    site.write(tmp_path)
    (tmp_path / "glossary.yaml").write_text(text, encoding="utf-8")
    _, problems = load(tmp_path)
    assert (code, line) in {(one.code, one.line) for one in problems}


def test_the_terms_that_ship_say_the_words_of_the_house():
    shipped, problems = read_glossary(CONTENT / "glossary.yaml", "glossary.yaml")
    assert problems == []
    lines = re.findall(r"^\| (.+?) \| `.*?` \| (.+?) \|$", HERE.read_text("utf-8"), re.MULTILINE)
    house = {term.replace("'", "’"): text for term, text in lines}
    own = {one.term: one.definition for one in shipped.terms}
    assert len(own) > 100
    assert {term: text for term, text in own.items() if term in house and house[term] != text} == {}
    assert len(set(own) & set(house)) > 100


def test_a_term_is_its_own_form():
    assert Glossary((Term(term="relance", definition="d", forms=("relance",)),)).used("relance")
