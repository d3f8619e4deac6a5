"""The coverage of the programmes as a page."""

from __future__ import annotations

from html import unescape

import pytest
from bs4 import BeautifulSoup

from simulator.services import catalogue, coverage, screens
from simulator.services.coverage import Coverage
from tests.conftest import House


def test_every_topic_is_there_with_what_covers_it(house: House) -> None:
    page = unescape(house.as_trainer(house.trainer()).get("/couverture").text)

    topics = coverage.measure(catalogue.content())
    assert len(topics) == 142
    for topic in topics:
        assert topic.label in page
    covered = sum(not topic.missing for topic in topics)
    assert f"{covered} sur 142" in page
    assert ("<strong>manque</strong>" in page) is (covered < 142)
    assert catalogue.exercise("mesore-en-euros").title in page
    assert screens.TITLES["account-opening"] in page
    assert _spare(page) >= {
        catalogue.exercise("suivi-au-tableur").title,
        catalogue.quiz("quiz-juridique-2").title,
        screens.TITLES["loss-budget"],
    }
    assert catalogue.exercise("conan-holder-pas-a-pas").title not in _spare(page)
    assert "tool:" not in page
    assert "roleplay:" not in page


def _spare(page: str) -> set[str]:
    lists = BeautifulSoup(page, "html.parser").select("section[aria-labelledby=reserve] dd")
    return {title for each in lists for title in each.text.split(" · ")}


def test_a_need_without_anything_is_said(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tuple(
        Coverage(one.programme, one.topic, one.label, dict.fromkeys(one.found, ()))
        for one in coverage.measure(catalogue.content())
    )
    monkeypatch.setattr(coverage, "measure", lambda _: bare)

    page = unescape(house.as_trainer(house.trainer()).get("/couverture").text)

    assert "0 sur 142" in page
    assert "<strong>manque</strong>" in page
