"""Letters by their pages: choose a debtor, read, print, download."""

from __future__ import annotations

import io
from html import unescape

import pytest
from docx import Document
from flask.testing import FlaskClient

from simulator.services import portfolios
from simulator.web.db import db
from tests.conftest import Clock, House
from tests.letters_case import CLEAN, FIRM, account_portfolio

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def phone(house: House, clock: Clock) -> FlaskClient:
    person = house.trainee(house.training(house.trainer()))
    with house.app.app_context():
        portfolios.keep(db.session(), person.id, account_portfolio(), clock())
        db.session.commit()
    return house.as_trainee(person)


def read(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return unescape(answer.get_data(as_text=True))


def test_a_debtor_is_chosen_then_a_letter(phone: FlaskClient) -> None:
    assert f"/salle/lettres/{FIRM}" in read(phone, "/salle/lettres")
    page = read(phone, f"/salle/lettres/{FIRM}")
    assert f"/salle/lettres/{FIRM}/mise-en-demeure" in page
    assert "sans objet" not in page
    clean = read(phone, f"/salle/lettres/{CLEAN}")
    assert clean.count("sans objet") == 10
    assert "Le compte est soldé." in clean


def test_a_letter_is_read_in_both_languages(phone: FlaskClient) -> None:
    french = read(phone, f"/salle/lettres/{FIRM}/mise-en-demeure")
    english = read(phone, f"/salle/lettres/{FIRM}/mise-en-demeure?langue=en")

    assert "1\u202f745,65\u202f€" in french
    assert 'lang="fr"' in french
    assert "€1,745.65" in english
    assert '<article class="card missive" lang="en">' in english
    assert "langue=en" in french


def test_the_word_file_is_downloaded(phone: FlaskClient) -> None:
    answer = phone.get(f"/salle/lettres/{FIRM}/echeancier.docx?langue=en")
    text = "\n".join(one.text for one in Document(io.BytesIO(answer.data)).paragraphs)

    assert answer.mimetype == WORD
    assert f"echeancier-{FIRM}-en.docx" in answer.headers["Content-Disposition"]
    assert "the principal sum of €1,650.00" in text


def test_a_blank_file_is_downloaded(phone: FlaskClient) -> None:
    answer = phone.get("/salle/lettres/modeles/relance-2.docx")

    assert answer.mimetype == WORD
    assert "relance-2-modele-fr.docx" in answer.headers["Content-Disposition"]
    assert any("[montant échu]" in one.text for one in Document(io.BytesIO(answer.data)).paragraphs)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/salle/lettres/{CLEAN}/relance-1", 409),
        (f"/salle/lettres/{CLEAN}/relance-1.docx", 409),
        (f"/salle/lettres/{FIRM}/rien", 404),
        ("/salle/lettres/999", 404),
        ("/salle/lettres/modeles/rien.docx", 404),
    ],
)
def test_what_cannot_be_written_is_refused(phone: FlaskClient, address: str, status: int) -> None:
    assert phone.get(address).status_code == status


def test_a_person_whose_accounts_are_all_settled_has_the_blank_letters(
    house: House, clock: Clock
) -> None:
    from dataclasses import replace

    from simulator.domain.ledger.columns import Documents

    person = house.trainee(house.training(house.trainer()))
    made = account_portfolio()
    ledger = made.ledger
    none = Documents(*(getattr(ledger.documents, n)[:0] for n in Documents.__slots__))
    empty = replace(
        ledger,
        documents=none,
        disputes=type(ledger.disputes)(
            *(getattr(ledger.disputes, n)[:0] for n in type(ledger.disputes).__slots__)
        ),
        promises=type(ledger.promises)(
            *(getattr(ledger.promises, n)[:0] for n in type(ledger.promises).__slots__)
        ),
    )
    with house.app.app_context():
        portfolios.keep(db.session(), person.id, replace(made, ledger=empty), clock())
        db.session.commit()
    page = read(house.as_trainee(person), "/salle/lettres")

    assert "Aucun compte n’est ouvert" in page
    assert "/salle/lettres/modeles/mise-en-demeure.docx" in page


def test_the_file_of_a_customer_leads_to_the_letters(house: House) -> None:
    person = house.trainee(house.training(house.trainer()))

    assert "/salle/lettres/0" in read(house.as_trainee(person), "/salle/clients/0")
