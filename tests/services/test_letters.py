"""Letters to one's own debtors: what can be written, what cannot, and the files."""

from __future__ import annotations

import io

import pytest
from docx import Document
from sqlalchemy.orm import Session

from simulator.domain.collection.letters import LetterWithoutObject
from simulator.domain.refusals import NotFound, UnknownChoice
from simulator.services import letters, portfolios
from simulator.services.trainees import Trainee
from tests.conftest import Clock, House
from tests.letters_case import AS_OF, BODY, CLEAN, FIRM, account_portfolio


@pytest.fixture
def elodie(session: Session, house: House, clock: Clock) -> Trainee:
    person = house.trainee(house.training(house.trainer()))
    portfolios.keep(session, person.id, account_portfolio(), clock())
    return person


def test_the_library_has_ten_letters() -> None:
    assert len(letters.library()) == 10
    with pytest.raises(NotFound):
        letters.letter("lettre-de-cachet")


def test_debtors_come_by_what_they_owe(session: Session, elodie: Trainee, clock: Clock) -> None:
    found = letters.debtors(session, elodie, clock())

    assert [one.number for one in found] == [FIRM, BODY]
    assert found[0].overdue >= 2100_00


def test_letters_without_an_object_say_why(session: Session, elodie: Trainee, clock: Clock) -> None:
    firm = letters.choices(letters.account(session, elodie, FIRM, clock()))
    body = letters.choices(letters.account(session, elodie, BODY, clock()))
    clean = letters.choices(letters.account(session, elodie, CLEAN, clock()))

    assert [one.refusal for one in firm] == [None] * 10
    assert {one.letter.id for one in body if one.refusal} == {
        *("derniere-relance", "echeancier", "blocage-de-commande")
    }
    assert all(isinstance(one.refusal, LetterWithoutObject) for one in clean)


def test_the_page_and_the_file_are_signed_by_the_trainee(
    session: Session, elodie: Trainee, clock: Clock
) -> None:
    page = letters.page(session, elodie, "mise-en-demeure", FIRM, "fr", clock())
    body = letters.document(session, elodie, "mise-en-demeure", FIRM, "fr", clock())
    said = [one.text for one in Document(io.BytesIO(body)).paragraphs]

    assert page.account.on == AS_OF
    assert page.written.signature[0] == elodie.name
    assert elodie.name in said
    assert page.confidence == "probable"
    assert letters.page(session, elodie, "relance-1", FIRM, "fr", clock()).confidence is None
    assert not page.warned


def test_what_cannot_be_written_is_refused(session: Session, elodie: Trainee, clock: Clock) -> None:
    with pytest.raises(LetterWithoutObject):
        letters.document(session, elodie, "relance-1", CLEAN, "fr", clock())
    with pytest.raises(UnknownChoice):
        letters.page(session, elodie, "relance-1", FIRM, "de", clock())
    with pytest.raises(UnknownChoice):
        letters.blank("relance-1", "de")
    with pytest.raises(NotFound):
        letters.account(session, elodie, 999, clock())


def test_a_blank_letter_is_a_word_document() -> None:
    said = [one.text for one in Document(io.BytesIO(letters.blank("relance-1", "en"))).paragraphs]

    assert "Dear Sir or Madam," in said
