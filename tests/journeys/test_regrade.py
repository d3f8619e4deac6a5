"""A trainer corrects a wrong key after lunch without losing anybody a point."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from simulator.services import trainers
from simulator.web.db import db
from tests.afternoon import CORRECTED, Afternoon
from tests.conftest import House
from tests.journeys.people import TrainerAtWork


def test_a_wrong_key_is_corrected_and_undone_in_the_browser(
    house: House, claire: TrainerAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = house.classroom()
    with house.app.app_context():
        work = Afternoon(db.session(), room, house.clock, monkeypatch)
        work.send(0, "DL")
        work.send(1, "EE")
        work.correct(CORRECTED)
        secret = trainers.one_time_link(db.session(), room.trainer.id, house.clock())
        db.session.commit()
    claire.opens_the_one_time_link(secret)
    claire.goes_to(f"/formations/{room.training_id}/travaux/{room.exercise}")
    copies = claire.page.locator("section[aria-labelledby=copies]")
    karim = copies.get_by_role("row").filter(has_text="Karim Benaïssa")
    expect(karim).to_contain_text("75")

    claire.clicks("Comparer avec le fichier d’aujourd’hui")
    expect(claire.page.get_by_role("row").filter(has_text="Karim")).to_contain_text("▲")
    claire.page.get_by_label("Raison").fill("La clé lisait la mauvaise ligne")
    claire.clicks("Mettre en vigueur")
    claire.confirms()
    expect(karim).to_contain_text("100")
    expect(copies.get_by_role("row").filter(has_text="Élodie Martin")).to_contain_text("100")

    claire.clicks("Annuler la recorrection")
    claire.confirms()
    expect(karim).to_contain_text("75")
