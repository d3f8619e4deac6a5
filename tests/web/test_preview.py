"""An exercise file, live while it is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulator import paths
from simulator.services import catalogue
from simulator.web.preview import Preview, create
from tests.web.reading import unsafe


@pytest.fixture
def file(tmp_path: Path) -> Path:
    text = (paths.CONTENT / "skeletons" / "worksheet.yaml").read_text(encoding="utf-8")
    path = tmp_path / "essai.yaml"
    path.write_text(text.replace("{id}", "essai").replace("{topic}", "X"), encoding="utf-8")
    return path


@pytest.fixture
def author(file: Path) -> FlaskClient:
    known = catalogue.content()
    preview = Preview(file, "negoce-materiaux", date(2026, 11, 23), known.law, known.words)
    return create(preview).test_client()


def test_a_file_is_shown_with_what_proves_it(author: FlaskClient) -> None:
    answer = author.get("/")
    page = BeautifulSoup(answer.text, "html.parser")

    assert answer.status_code == 200
    assert unsafe(answer.text) == []
    assert page.select_one("input[name=share]") is not None
    tried = [row.get_text(" ") for row in page.select("table.dense tr")]
    assert any("INVERSE" in row for row in tried)
    assert author.get("/?graine=2&variante=1").text != answer.text


def test_answers_are_judged(author: FlaskClient) -> None:
    assert "sans points" not in author.post("/", data={"share": "?"}).text
    page = author.post("/", data={"share": "0,01 %"}).text
    assert "Résultat" in page


def test_a_fault_is_shown_with_its_line_and_the_page_knows_of_changes(
    author: FlaskClient, file: Path
) -> None:
    before = author.get("/etat").json
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("measure: percent", "measure: franc"), encoding="utf-8")

    assert author.get("/etat").json != before
    page = author.get("/").text
    assert "essai.yaml:" in page
    assert "franc" in page


def test_a_portfolio_without_a_customer_says_so(author: FlaskClient, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("where: overdue", "where: 0 and overdue"), encoding="utf-8")

    assert "pas de client qui convienne" in author.get("/").text
