"""The log of a training, in sentences."""

from __future__ import annotations

import re
from pathlib import Path

from flask.testing import FlaskClient

from simulator.web.audit_words import SENTENCES
from simulator.web.export_words import ACTIONS
from tests.conftest import House

_RECORDED = re.compile(r'audit\.record\((?:[^()]|\([^()]*\))*?"([a-z_]+\.[a-z_]+)"', re.DOTALL)


def read(browser: FlaskClient, number: int) -> str:
    return " ".join(browser.get(f"/formations/{number}/journal").text.split())


def test_what_was_done_is_told_with_names_and_reasons(house: House) -> None:
    room = house.full()
    laptop = house.as_trainer(room.trainer)
    laptop.post(f"/formations/{room.training_id}/activites/{room.exercise}/pousser")
    laptop.post(
        f"/formations/{room.training_id}/activites/{room.exercise}/temps/{room.people[0].id}",
        data={"minutes": "15", "reason": "écran éteint"},
    )

    text = read(laptop, room.training_id)

    assert "Claire Fontaine" in text
    assert "a créé la formation « Relation client et contentieux »" in text
    assert "sur tous les écrans" in text
    assert "a signé la demi-journée du lundi 23 novembre 2026, matin" in text
    assert "a contresigné la demi-journée du mardi 24 novembre 2026, après-midi" in text
    assert "…" not in text


def test_every_action_of_the_services_has_words() -> None:
    services = Path("simulator/services")
    found = {
        name
        for path in services.rglob("*.py")
        for name in _RECORDED.findall(path.read_text(encoding="utf-8"))
    }

    assert len(found) > 20
    silent = {"questions.imported", "qualiopi.taken"}  # of the organisation, not of a training
    assert found - set(SENTENCES) - set(ACTIONS) - silent == set()


def test_a_log_is_exported_with_its_sentences(house: House) -> None:
    room = house.classroom()
    laptop = house.as_trainer(room.trainer)

    text = laptop.get(f"/formations/{room.training_id}/exports/journal.csv").data.decode(
        "utf-8-sig"
    )

    assert "a créé la formation" in text
