"""Diagrams: what a file may hold, how it stands in a page and in a document."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from simulator.content.blocks import blocks_of, plain
from simulator.content.catalogue import load
from simulator.content.drawings import CLASSES, Drawing, read_drawing
from simulator.content.glossary import Glossary, Term
from simulator.content.markdown import render
from simulator.content.terms import linked
from tests.content.site import write

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 340 40" role="img" \
aria-labelledby="barre-title barre-desc">
  <title id="barre-title">Une barre</title>
  <desc id="barre-desc">Dix jours &amp; rien.</desc>
  <rect x="1" y="1" width="10" height="10" class="d-box"/>
  <text x="1" y="30" class="d-strong d-quiet">Dix jours</text>
</svg>
"""
MARK = "![Une légende](schema:barre)"
ROOT = Path(__file__).resolve().parents[2]


def read(folder: Path, svg: str) -> tuple[Drawing | None, list[str]]:
    path = folder / "barre.svg"
    path.write_text(svg, encoding="utf-8")
    drawing, problems = read_drawing(path, "barre.svg")
    return drawing, [problem.sentence for problem in problems]


def test_a_diagram_is_read_with_its_words(tmp_path: Path) -> None:
    drawing, problems = read(tmp_path, SVG)
    assert problems == []
    assert drawing == Drawing("barre", "Une barre", "Dix jours & rien.", SVG.strip())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("</svg>", "", "n'est pas du XML"),
        ('<rect x="1"', '<image x="1"', "« image »"),
        ('<rect x="1"', '<rect xmlns="urn:x" x="1"', "« {urn:x}rect »"),
        ('y="1"', 'style="fill:red"', "« style »"),
        ('y="1"', 'onclick="x()"', "« onclick »"),
        ('y="1"', 'href="https://example.org"', "« href »"),
        ('y="30"', 'font-family="Comic"', "« font-family »"),
        ("d-box", "d-pink", "« d-pink »"),
        ('role="img" ', "", "role"),
        ("barre-title barre-desc", "barre-title", "aria-labelledby"),
        ("0 0 340 40", "0 0 640 40", "0 0 640 40"),
        ("0 0 340 40", "0 0 200 40", "0 0 200 40"),
        ("0 0 340 40", "1 1 340", "1 1 340"),
        ("Une barre", "", "<title"),
        ('<desc id="barre-desc"', '<desc id="autre"', "<desc"),
        (">Dix jours<", ">Dix !<", "Dix !"),
    ],
)
def test_what_a_diagram_may_not_hold(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SVG
    drawing, problems = read(tmp_path, SVG.replace(old, new, 1))
    assert drawing is None
    assert any(said in sentence for sentence in problems), problems


def test_a_title_that_is_missing_is_said(tmp_path: Path) -> None:
    _, problems = read(tmp_path, SVG.replace('  <title id="barre-title">Une barre</title>\n', ""))
    assert len(problems) == 1
    assert "barre-title" in problems[0]


def site(folder: Path, mark: str, svg: str = SVG) -> Path:
    root = write(folder)
    (lesson,) = root.glob("modules/*/lessons/*.md")
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(f"{text}\n{mark}\n", encoding="utf-8")
    figures = lesson.parent.parent / "figures"
    figures.mkdir()
    (figures / "barre.svg").write_text(svg, encoding="utf-8")
    return root


def test_a_diagram_stands_in_its_lesson_with_caption_and_words(tmp_path: Path) -> None:
    catalogue, problems = load(site(tmp_path, MARK))
    assert problems == []
    (lesson,) = catalogue.lessons.values()
    assert f'<figure class="drawing">{SVG.strip()}<figcaption>Une légende<' in lesson.html
    assert "<p>Dix jours &amp; rien.</p></details></figure>" in lesson.html
    assert [drawing.name for drawing in lesson.drawings] == ["barre"]
    drawings = {drawing.name: drawing for drawing in lesson.drawings}
    block = blocks_of(lesson.text, str, drawings)[-1]
    assert block["kind"] == "drawing"
    assert block["svg"] == SVG.strip()
    assert (block["caption"], plain([block])) == ("Une légende", "Une barre. Dix jours & rien.")


@pytest.mark.parametrize(
    ("mark", "codes"),
    [
        ("", {"unused-drawing"}),
        ("![Une légende](schema:autre)", {"unknown-drawing", "unused-drawing"}),
        (f"Voyez {MARK}.", {"lesson-image", "unused-drawing"}),
        ("![Une légende](image.png)", {"lesson-image", "unused-drawing"}),
    ],
)
def test_a_diagram_and_its_lesson_need_each_other(
    tmp_path: Path, mark: str, codes: set[str]
) -> None:
    catalogue, problems = load(site(tmp_path, mark))
    assert {problem.code for problem in problems} == codes
    (lesson,) = catalogue.lessons.values()
    assert "<svg" not in lesson.html


def test_a_faulty_diagram_is_not_shown(tmp_path: Path) -> None:
    catalogue, problems = load(site(tmp_path, MARK, SVG.replace("d-box", "d-pink")))
    assert {problem.code for problem in problems} == {"drawing", "unknown-drawing"}
    assert "<svg" not in next(iter(catalogue.lessons.values())).html


def test_a_caption_is_text() -> None:
    page = render("![<b>gras</b> & co](schema:barre)")
    assert "<b>" not in page.html
    assert page.drawings == [("barre", 0)]
    assert page.prose[0][0] == "<b>gras</b> & co"


def test_words_of_a_diagram_are_no_links_and_those_after_it_are() -> None:
    glossary = Glossary((Term(term="encours", definition="ce que doit un client"),))
    html = '<svg><rect x="1"/><text>encours</text></svg><p>encours</p>'
    page = linked(html, glossary, "/glossaire")
    assert page.startswith('<svg><rect x="1"/><text>encours</text></svg><p><a class="term"')


def test_every_class_has_its_colours_on_screen_and_on_paper() -> None:
    css = (ROOT / "static/css/encours.css").read_text(encoding="utf-8")
    typ = (ROOT / "templates/documents/handbook.typ").read_text(encoding="utf-8")
    assert [name for name in sorted(CLASSES) if not re.search(rf"\.drawing \.{name}\b", css)] == []
    assert [name for name in sorted(CLASSES) if f".{name}" not in typ] == []


def test_shipped_diagrams_keep_their_drawing_inside_the_frame() -> None:
    paths = sorted((ROOT / "content/modules").glob("*/figures/*.svg"))
    assert len(paths) >= 15
    for path in paths:
        root = ET.fromstring(path.read_text(encoding="utf-8"))
        width, height = (float(one) for one in root.attrib["viewBox"].split()[2:])
        for one in root.iter("{http://www.w3.org/2000/svg}rect"):
            x, y, wide, high = (float(one.attrib[key]) for key in ("x", "y", "width", "height"))
            assert 0 <= x <= x + wide <= width, path
            assert 0 <= y <= y + high <= height, path
