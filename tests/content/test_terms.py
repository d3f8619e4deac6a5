"""The first use of a term in a page leads to the glossary, and nothing else changes."""

from __future__ import annotations

import re

import pytest

from simulator.content.catalogue import load
from simulator.content.glossary import Glossary, Term
from simulator.content.markdown import anchor_of, render
from simulator.content.terms import linked
from simulator.paths import CONTENT

WORDS = Glossary(
    (
        Term(term="affacturage", definition="d"),
        Term(term="affacturage inversé", definition="d"),
        Term(term="besoin en fonds de roulement (BFR)", definition="d"),
        Term(term="taux d’échu", definition="d"),
    )
)


def said(text: str) -> str:
    return linked(render(text).html, WORDS, "/g")


def test_only_the_first_use_is_a_link_whatever_its_form() -> None:
    found = said("Le *BFR* monte. Le besoin en fonds\nde roulement et le BFR aussi : bfr.")
    bfr = '<a class="term" href="/g#besoin-en-fonds-de-roulement-bfr">BFR</a>'
    assert found.startswith(f"<p>Le <em>{bfr}</em> monte.")
    assert found.count("<a ") == 1


def test_the_longest_term_is_the_one_that_is_linked() -> None:
    found = said("L’affacturage inversé, puis l’affacturage et le taux d'échu.")
    assert re.findall(r">([^<]+)</a>", found) == [
        "affacturage inversé",
        "affacturage",
        "taux d'échu",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## L’affacturage et son *affacturage*",
        "[L’affacturage](lecon:affacturage)",
        "`affacturage`",
        "    affacturage",
        r"$\text{affacturage}$",
        "| affacturage |\n|---|\n| x |",
        "::: memo L’affacturage\nRien.\n:::",
        "L’affacturages-là, préaffacturage",
    ],
)
def test_no_link_in_headings_links_code_formulas_and_titles(text: str) -> None:
    html = render(text).html
    if "préaffacturage" in text:
        html = html.replace("affacturages-là, ", "")
    assert linked(html, WORDS, "/g") == html


def test_links_begin_again_after_what_holds_none() -> None:
    found = said("## Le BFR\n\n| affacturage |\n|---|\n| un affacturage |\n")
    assert found.count('class="term"') == 1
    assert "<td>un <a" in found
    broken = '<h2 id="x">Le BFR<br>monte</h2><p>BFR</p>'
    assert linked(broken, WORDS, "/g").count("<a ") == 1


def test_a_comment_stops_nothing() -> None:
    drawn = "<svg><!-- affacturage --><text>affacturage</text></svg><p>affacturage</p>"
    assert linked(drawn, WORDS, "/g") == drawn.replace(
        "<p>affacturage", '<p><a class="term" href="/g#affacturage">affacturage</a>'
    )


def test_without_a_glossary_a_page_is_as_it_was() -> None:
    assert linked("<p>BFR</p>", Glossary(), "/g") == "<p>BFR</p>"


def test_the_lessons_that_ship_keep_their_text_and_reach_entries() -> None:
    catalogue, _ = load(CONTENT)
    anchors = {anchor_of(one.term) for one in catalogue.glossary.terms}
    for lesson in list(catalogue.lessons.values())[::6]:
        page = linked(lesson.html, catalogue.glossary, "/g")
        links = re.findall(r'<a class="term" href="/g#([^"]+)">', page)
        assert links
        assert len(set(links)) == len(links)
        assert set(links) <= anchors
        assert re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", page) == lesson.html
