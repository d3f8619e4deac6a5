"""The fields of a question as a page offers them: dates and entries are labelled and explained."""

from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from bs4 import BeautifulSoup

from simulator.content.catalogue import load
from simulator.domain.exercises.world import World
from tests import make

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE, _ = load(ROOT / "content")
WORLD = World(make.portfolio(2, 60), CATALOGUE.words, CATALOGUE.law)


def field(part, raw="", graded=None):
    """Render one field with what was typed in it."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
    )
    env.filters["number"] = str
    env.filters["percent"] = lambda value, places: f"{float(value):.{places}%}"
    known = {
        "sheet": SimpleNamespace(answerable=True, hints=set(), revealed=False),
        "typed": {part.name: raw},
        "here": {},
        "url_for": lambda *_, **__: "#",
    }
    macros = env.get_template("attempts/_parts.html").make_module(known)
    return BeautifulSoup(macros.part_input(part, graded, cell=False), "html.parser")


def asked(exercise, part):
    question = CATALOGUE.exercises[exercise].question(WORLD)
    return question, next(one for one in question.parts if one.name == part)


def test_a_date_has_a_plain_field_with_its_pattern():
    question, part = asked("declarer-sa-creance", "declare")
    page = field(part, "5/1/2027")
    (box,) = page.select("input")
    assert (box["value"], box["placeholder"]) == ("5/1/2027", "jj/mm/aaaa")
    assert "inputmode" not in box.attrs
    assert page.select_one(f"label[for={box['id']}]")
    assert page.select("button")
    sent = field(part, "bientôt", question.grade({part.name: "bientôt"}))
    assert "21 novembre 2026" in sent.select_one("#retour-declare").text
    assert sent.select_one("input")["aria-invalid"] == "true"


def test_an_entry_has_a_text_box_that_says_how_to_write_it():
    question, part = asked("perdre-et-retrouver", "lost")
    page = field(part, "416 ; 12 ;\n411 ; ; 12")
    (box,) = page.select("textarea")
    assert box.text.splitlines() == ["416 ; 12 ;", "411 ; ; 12"]
    assert "numéro" in page.select_one(f"#{box['aria-describedby']}").text
    sent = field(part, "416", question.grade({part.name: "416"}))
    assert "Une ligne par compte" in sent.select_one("#retour-lost").text
    box = sent.select_one("textarea")
    assert box["aria-describedby"].split() == ["aide-lost", "retour-lost"]
    assert box["aria-invalid"] == "true"


@pytest.mark.parametrize(
    ("exercise", "part"), [("calculer-le-besoin", "ht"), ("conan-holder-pas-a-pas", "r1")]
)
def test_a_figure_keeps_its_numeric_field_and_its_help(exercise, part):
    question, one = asked(exercise, part)
    (box,) = field(one, "12").select("input")
    assert box["inputmode"] == "decimal"
    sent = field(one, "douze", question.grade({part: "douze"}))
    assert "nombre lisible" in sent.select_one(f"#retour-{part}").text
