"""The glossary as a trainee reads it, and the lessons that lead to it."""

from __future__ import annotations

from bs4 import BeautifulSoup

from simulator.services import catalogue
from tests.conftest import House


def test_every_term_has_its_entry_and_lessons_lead_to_them(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainee(room.people[0])
    page = BeautifulSoup(browser.get("/salle/glossaire").text, "html.parser")
    entries = {str(one["id"]): one.get_text() for one in page.select("dl.glossary dt")}
    assert sorted(entries.values()) == sorted(
        one.term for one in catalogue.content().glossary.terms
    )

    room_page = BeautifulSoup(browser.get("/salle").text, "html.parser")
    address = next(
        str(one["href"]) for one in room_page.select("a[href]") if "/lecons/" in str(one["href"])
    )
    lesson = BeautifulSoup(browser.get(address).text, "html.parser")
    terms = [str(one["href"]) for one in lesson.select("article a.term")]
    assert terms
    assert {one.partition("#")[0] for one in terms} == {"/salle/glossaire"}
    assert {one.partition("#")[2] for one in terms} <= set(entries)
