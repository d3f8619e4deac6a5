"""Signing in the browser: the phone, the sheet, the PDF."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import update

from simulator.domain.training.attendance import room_code
from simulator.services.trainings import HalfDay
from simulator.store.attendances import SignatureRow
from simulator.web.db import db
from tests.classroom import STROKES
from tests.conftest import House
from tests.documents.reading import text_of


def test_a_half_day_is_opened_signed_closed_and_printed(house: House) -> None:
    room = house.classroom()
    trainer, phone = house.as_trainer(room.trainer), house.as_trainee(room.people[0])
    base = f"/formations/{room.training_id}/emargement/{room.half_days[0]}"
    assert "Aucune demi-journée à signer" in phone.get("/salle/emargement").text
    assert trainer.get(f"{base}.pdf").status_code == 404

    trainer.post(f"{base}/ouvrir")
    assert "Signer maintenant" in phone.get("/salle").text
    assert phone.post("/salle/emargement", data={"strokes": STROKES}).status_code == 303
    assert "Signer maintenant" not in phone.get("/salle").text
    assert "Vous avez signé pour lundi 23 novembre" in phone.get("/salle/emargement").text
    twice = phone.post("/salle/emargement", data={"strokes": STROKES})
    assert twice.status_code == 422
    absence = {"note": "malade"}
    trainer.post(f"{base}/absence/{room.people[1].id}", data=absence)
    away = house.as_trainee(room.people[1]).get("/salle/emargement").text
    assert "Le formateur vous a noté absent pour lundi 23 novembre" in away
    assert trainer.post(f"{base}/cloturer", data={"strokes": ""}).status_code == 422
    assert trainer.post(f"{base}/cloturer", data={"strokes": STROKES}).status_code == 303
    fixed = {"minutes": "90", "note": "téléphone déchargé"}
    trainer.post(f"{base}/correction/{room.people[2].id}", data=fixed)

    sheet = trainer.get(base).text
    assert "absent (malade)" in sheet
    assert "présence corrigée" in sheet
    printed = trainer.get(f"{base}.pdf")
    assert printed.mimetype == "application/pdf"
    assert "2026-11-23-0900" in printed.headers["Content-Disposition"]
    text = text_of(printed.data)
    for words in ("Martin Élodie", "absent (malade)", "téléphone déchargé", "3 h 30 de formation"):
        assert words in text, words


def test_a_half_day_opened_with_a_code_is_signed_by_who_reads_the_screen(house: House) -> None:
    room = house.classroom()
    trainer, phone = house.as_trainer(room.trainer), house.as_trainee(room.people[0])
    base = f"/formations/{room.training_id}/emargement/{room.half_days[0]}"
    assert "pas ouvert avec un code" in trainer.get(f"{base}/code").text
    trainer.post(f"{base}/ouvrir", data={"coded": "1"})
    shown = BeautifulSoup(trainer.get(f"{base}/code").text, "html.parser").select_one(".join-code")
    assert shown is not None
    digits = shown.get_text()
    assert digits in trainer.get(f"{base}/code/maintenant").text
    assert "Code à projeter" in trainer.get(base).text
    with house.app.app_context():
        key = db.session().get_one(HalfDay, room.half_days[0]).code_key or ""
    # that of the minute before is taken too
    good = {room_code(key, house.clock() - timedelta(minutes=n)) for n in (0, 1)}
    assert digits in good
    wrong = next(code for code in ("0000", "1111", "2222") if code not in good)

    refused = phone.post("/salle/emargement", data={"strokes": STROKES, "code": wrong})

    assert refused.status_code == 422
    page = BeautifulSoup(refused.text, "html.parser")
    fault, drawn = page.select_one("#code-fault"), page.select_one("[data-signature-value]")
    assert fault is not None
    assert "pas le code affiché" in fault.get_text()
    assert drawn is not None
    assert drawn["value"] == STROKES
    spaced = f" {digits[:2]} {digits[2:]} "
    signed = phone.post("/salle/emargement", data={"strokes": STROKES, "code": spaced})
    assert signed.status_code == 303


def test_a_sheet_can_be_printed_to_be_signed_by_hand(house: House) -> None:
    room = house.classroom()
    base = f"/formations/{room.training_id}/emargement/{room.half_days[0]}"

    printed = house.as_trainer(room.trainer).get(f"{base}/papier.pdf")

    text = text_of(printed.data)
    for words in ("Martin Élodie", "à signer à la main", "3 h 30 de formation", "Lyon"):
        assert words in text, words
    assert "empreinte" not in text


def test_a_page_left_open_does_not_sign_another_half_day(house: House) -> None:
    room = house.classroom()
    trainer, phone = house.as_trainer(room.trainer), house.as_trainee(room.people[0])
    base = f"/formations/{room.training_id}/emargement"
    morning, afternoon = room.half_days[:2]
    trainer.post(f"{base}/{morning}/ouvrir")
    page = BeautifulSoup(phone.get("/salle/emargement").text, "html.parser")
    kept = page.select_one("input[name=half_day]")
    assert kept is not None
    assert kept["value"] == str(morning)
    trainer.post(f"{base}/{morning}/cloturer", data={"strokes": STROKES})
    trainer.post(f"{base}/{afternoon}/ouvrir")

    late = phone.post("/salle/emargement", data={"strokes": STROKES, "half_day": str(morning)})

    assert late.status_code == 422
    assert "rien n’a été signé" in late.text
    good = phone.post("/salle/emargement", data={"strokes": STROKES, "half_day": str(afternoon)})
    assert good.status_code == 303


@pytest.mark.parametrize(
    "form",
    [
        {"minutes": "211", "note": "x"},
        {"minutes": "x", "note": "x"},
        {"minutes": "60", "note": " "},
    ],
)
def test_a_correction_that_makes_no_sense_comes_back_as_typed(
    house: House, form: dict[str, str]
) -> None:
    room = house.classroom()
    trainer = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}/emargement/{room.half_days[0]}"
    trainer.post(f"{base}/ouvrir")

    answer = trainer.post(f"{base}/correction/{room.people[0].id}", data=form)

    assert answer.status_code == 422
    assert f'value="{form["minutes"]}"' in answer.text
    assert BeautifulSoup(answer.text, "html.parser").select_one(".fault") is not None


def test_a_reason_that_is_endless_is_refused_in_words(house: House) -> None:
    room = house.classroom()
    trainer = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}/emargement/{room.half_days[0]}"
    trainer.post(f"{base}/ouvrir")

    trainer.post(f"{base}/absence/{room.people[0].id}", data={"note": "x" * 201})

    assert "Le motif est trop long" in trainer.get(base).text


def test_a_chain_that_was_touched_is_said_on_the_page(house: House) -> None:
    room = house.full()
    trainer = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}/emargement"
    assert "intacte" in trainer.get(address).text
    with house.app.app_context():
        db.session.execute(update(SignatureRow).where(SignatureRow.sequence == 3).values(minutes=1))
        db.session.commit()

    assert "rompue à l’entrée 3" in trainer.get(address).text
