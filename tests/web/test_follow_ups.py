"""The cold evaluation in the browser: a link without an account, a result that opens late."""

from __future__ import annotations

from urllib.parse import unquote

from bs4 import BeautifulSoup

from simulator.domain.training.follow_up import QUESTIONS, ActionState
from simulator.web.follow_ups import STATES, WORDINGS
from tests.conftest import House

FORM = {
    "applied": "4",
    "effect": "3",
    "support": "2",
    "remembered": "5",
    "recommend": "9",
    "example": "Les relances partent avant l’échéance",
    "action-0": "done",
}


def test_every_question_and_state_has_its_wording() -> None:
    assert set(WORDINGS) == {ask.name for ask in QUESTIONS}
    assert set(STATES) == set(ActionState)


def addresses(text: str) -> list[str]:
    page = BeautifulSoup(text, "html.parser")
    found = []
    for area in page.select("textarea[readonly]"):
        (address,) = [line for line in area.get_text().splitlines() if line.startswith("http")]
        found.append(address.replace("http://localhost", ""))
        mail = area.find_parent("details").select_one("a[href^='mailto:']")
        assert address in unquote(str(mail["href"]))
        assert "+" not in str(mail["href"])
    return found


def test_a_class_replies_by_link_and_the_trainer_reads_the_group(house: House) -> None:
    room = house.full()
    trainer = house.as_trainer(room.trainer)
    page = f"/formations/{room.training_id}/suivi"
    early = addresses(trainer.get(page).text)
    assert "n’est pas terminée" in house.app.test_client().get(early[0]).text
    house.clock.forward(days=90)
    trainer = house.as_trainer(room.trainer)
    sent = addresses(trainer.get(page).text)
    assert len(sent) == 3
    assert trainer.get(f"/formations/{room.training_id}/exports/suivi.csv").status_code == 404

    for address in sent:
        phone = house.app.test_client()
        assert "2026-12-01" in phone.get(address).text, "the action of the plan"
        assert "se lit à partir de 3" in trainer.post(f"{page}/ouvrir").text
        assert phone.post(address, data=FORM).status_code == 303
        assert phone.post(address, data=FORM).headers["Location"].endswith("/suivi")
        assert FORM["example"] not in trainer.get(page).text
    trainer.post(f"{page}/ouvrir")

    text = trainer.get(page).text
    assert text.count(FORM["example"]) == 3
    assert "100\u202f%" in text
    export = trainer.get(f"/formations/{room.training_id}/exports/suivi.csv")
    assert WORDINGS["applied"] in export.data.decode("utf-8-sig")


def test_what_is_missing_is_said_and_the_rest_stays(house: House) -> None:
    room = house.full()
    trainer = house.as_trainer(room.trainer)
    address = addresses(trainer.get(f"/formations/{room.training_id}/suivi").text)[0]
    house.clock.forward(days=30)
    wrong = {**FORM, "applied": "6", "effect": "²", "action-0": "perhaps", "need": "x" * 2001}

    answer = house.app.test_client().post(address, data=wrong)

    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    for name in ("applied", "effect", "action-0", "need"):
        assert page.select_one(f"#{name}-fault") is not None, name
    assert page.select_one("input[name=remembered][value='5'][checked]") is not None


def test_a_wrong_link_is_said(house: House) -> None:
    assert "Ce lien ne fonctionne pas" in house.app.test_client().get("/suivi/faux").text
