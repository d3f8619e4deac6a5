"""The toolbox in a browser: shelves, forms, results to check by hand, faults at their field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from simulator.config import Settings
from simulator.services.calculators import wording
from simulator.services.calculators.model import Kind
from simulator.services.calculators.registry import ALL, BY_SLUG, find
from simulator.web.app import create_app
from simulator.web.db import db
from tests.conftest import Clock

SLUGS = sorted(BY_SLUG)


@pytest.fixture(scope="module")
def toolbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Return an application whose database is empty: the toolbox asks nothing of it."""
    folder: Path = tmp_path_factory.mktemp("toolbox")
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'empty.sqlite3'}",
        secret_key="k" * 40,
        testing=True,
    )
    made = create_app(settings)
    made.config["CLOCK"] = Clock()
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def browser(toolbox: Flask) -> FlaskClient:
    return toolbox.test_client()


def example(slug: str) -> dict[str, list[str]]:
    calculator = find(slug)
    several = {one.name for one in calculator.inputs if one.kind is Kind.CHOICES}
    return {
        name: text.split() if name in several else [text]
        for name, text in wording.card(calculator).example.items()
    }


def read(browser: FlaskClient, slug: str, **query: object) -> BeautifulSoup:
    answer = browser.get(f"/outils/{slug}", query_string=query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_calculator_has_its_form_and_the_result_of_its_example(
    browser: FlaskClient, slug: str
) -> None:
    empty = read(browser, slug)
    done = read(browser, slug, **example(slug))

    assert empty.select_one("form button.main") is not None
    assert not empty.select("[data-result] .tile")
    assert done.select("[data-result] .tile") or done.select("table")
    assert not done.select(".fault")
    assert done.select_one("[data-print]") is not None
    assert done.select_one("[class*=proof-]") is not None
    assert "Non calculable" not in done.select_one("[data-result]").text


@pytest.mark.parametrize("slug", SLUGS)
def test_every_field_has_its_label_and_no_two_share_an_id(browser: FlaskClient, slug: str) -> None:
    page = read(browser, slug)
    ids = [tag["id"] for tag in page.select("[id]")]
    labels = {label.get("for") for label in page.select("label[for]")}
    typed = page.select(
        "form input:not([type=hidden], [type=checkbox]), form select, form textarea"
    )

    assert len(ids) == len(set(ids))
    assert {field["id"] for field in typed} <= labels
    assert all(tag.get("style") is None for tag in page.select("*"))


def test_the_index_has_every_calculator_on_its_shelf(browser: FlaskClient) -> None:
    page = BeautifulSoup(browser.get("/outils").text, "html.parser")
    links = {a["href"].rpartition("/")[2] for a in page.select(".tools a")}

    assert links == set(SLUGS)
    assert len(page.select("section h2")) == len({each.family for each in ALL})


@pytest.mark.parametrize("search", ["pénalités", "PENALITES", "retard penal"])
def test_a_search_needs_no_accent_and_no_script(browser: FlaskClient, search: str) -> None:
    page = browser.get("/outils", query_string={"q": search}).text

    assert "/outils/late-penalties" in page
    assert "/outils/conan-holder" not in page


def test_a_search_that_finds_nothing_says_so(browser: FlaskClient) -> None:
    assert "Aucun calcul trouvé" in browser.get("/outils?q=zzz").text


def test_a_result_can_be_checked_by_hand(browser: FlaskClient) -> None:
    page = read(browser, "late-penalties", **example("late-penalties"))
    text = page.text.replace("\u202f", " ")

    # 10 000 × 12.15 % × 30 ÷ 365 = 99.86; 10 000 × 12.4 % × 46 ÷ 365 = 156.27; sum 256.14.
    assert "10 000,00 € × 12,15 % × 30 ÷ 365" in text
    assert "10 000,00 € × 12,40 % × 46 ÷ 365" in text
    assert "256,14 €" in text
    assert "L441-10" in text
    assert "Niveau de preuve : Probable" in text


def test_a_fault_is_said_at_its_field_and_all_that_was_typed_comes_back(
    browser: FlaskClient,
) -> None:
    typed = {**example("conan-holder"), "debts": ["douze mille"], "sales": ["-3 k€"]}
    page = read(browser, "conan-holder", **typed)

    debts = page.select_one("#debts")
    assert debts["value"] == "douze mille"
    assert debts["aria-invalid"] == "true"
    assert "n’est pas un nombre" in page.select_one("#debts-fault").text
    assert "négative" in page.select_one("#sales-fault").text
    assert page.select_one("#ebe")["value"] == typed["ebe"][0]
    assert page.select_one("#ebe").get("aria-invalid") is None
    assert not page.select("[data-result] .tile")
    assert {a["href"] for a in page.select("[data-result] a")} == {"#debts", "#sales"}


def test_a_fault_of_a_table_names_its_line(browser: FlaskClient) -> None:
    page = read(browser, "days-to-pay", invoices="1 000;15\n3 000;trente")

    assert page.select_one("#invoices-fault").text.startswith("Ligne 2")
    assert "3 000;trente" in page.select_one("#invoices").text


def test_what_does_not_exist_is_said_with_its_reason(browser: FlaskClient) -> None:
    page = read(browser, "sales-to-make-up", unpaid="1 000", margin_rate="0 %")

    assert "Non calculable" in page.text
    assert "La marge n’est pas positive" in page.text


def test_choices_that_are_ticked_stay_ticked(browser: FlaskClient) -> None:
    page = read(browser, "guarantees", available=["guarantor", "bank"])
    ticked = {box["value"] for box in page.select("input[type=checkbox][checked]")}

    assert ticked == {"guarantor", "bank"}


def test_an_unknown_calculator_is_a_page_that_does_not_exist(browser: FlaskClient) -> None:
    assert browser.get("/outils/inconnu").status_code == 404


def test_what_is_typed_is_never_markup(browser: FlaskClient) -> None:
    page = browser.get("/outils/dso", query_string={"ar_ttc": "<script>alert(1)</script>"}).text

    assert "<script>alert" not in page
