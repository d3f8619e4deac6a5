"""Lessons to HTML."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.markdown import anchor_of, figure_html, render, render_inline


def test_headings_have_anchors_that_do_not_repeat():
    page = render("## Le délai\n\n### Où ?\n\n## Le délai\n")
    assert [(h.level, h.text, h.anchor) for h in page.headings] == [
        (2, "Le délai", "le-delai"),
        (3, "Où ?", "ou"),
        (2, "Le délai", "le-delai-bis"),
    ]
    assert '<h2 id="le-delai">' in page.html
    assert anchor_of("€") == "section"


def test_a_figure_waits_for_its_reader():
    page = render("Vous avez {{ customer_count }} clients.\n\nDont {{other}}.")
    assert figure_html("customer_count") in page.html
    assert page.figures == [("customer_count", 0), ("other", 2)]


def test_a_figure_stands_in_emphasis_and_links():
    page = render("**[{{ a }}](lecon:x)** et ![{{ b }}](c.png)")
    assert ("a", 0) in page.figures
    assert page.links == [("lecon:x", 0)]


def test_braces_that_are_not_a_figure_stay_as_they_are():
    assert "{{ a b }}" in render("voici {{ a b }}").html


def test_a_box_has_a_title():
    html = render("::: piege Attention\nNon.\n:::\n\n::: memo\nOui.\n:::\n").html
    assert '<aside class="box box-piege"><p class="box-title">Attention</p>' in html
    assert '<p class="box-title">À retenir</p>' in html


def test_maths_are_mathml():
    html = render("Ainsi $R_1 = \\frac{a}{b}$.\n\n$$N = 2$$\n").html
    assert html.count("<math") == 2
    assert "<mfrac>" in html
    assert 'display="block"' in html


def test_a_table_aligns_by_class_not_by_style():
    html = render("| a | b |\n|---|---:|\n| x | 1 |\n").html
    assert '<td class="align-right">1</td>' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](javascript:alert(1))",
        '<a href="x" onclick="y">z</a>',
        "$\\href{javascript:alert(1)}{x}$",
        "{{ <script> }}",
        "## <script>x</script>",
    ],
)
def test_nothing_can_run(text):
    page = BeautifulSoup(render(text).html, "html.parser")
    assert page.find(["script", "img", "iframe", "object"]) is None
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name == "style"]
        assert not str(tag.get("href", "")).startswith("javascript")


def test_an_inline_text_has_no_paragraph():
    assert render_inline("**oui** et $x$").startswith("<strong>oui</strong> et <span")


@given(st.text(max_size=200))
def test_any_text_is_rendered_safely(text):
    page = BeautifulSoup(render(text).html, "html.parser")
    assert page.find(["script", "img"]) is None
    assert not [tag for tag in page.find_all(True) if "style" in tag.attrs]
