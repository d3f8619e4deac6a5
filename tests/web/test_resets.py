"""Putting a copy aside in the browser."""

from __future__ import annotations

from tests.conftest import House


def test_a_copy_is_put_aside_with_its_reason_and_told_in_the_log(house: House) -> None:
    room = house.full()
    laptop = house.as_trainer(room.trainer)
    desk = f"/formations/{room.training_id}"
    address = f"{desk}/activites/{room.exercise}/remise-a-zero/{room.people[0].id}"
    assert "Raison" in laptop.get(address).text

    refused = laptop.post(address, data={"reason": " "})
    assert refused.status_code == 422
    assert 'class="fault"' in refused.text
    laptop.post(address, data={"reason": "écran éteint"})

    assert "Copies mises de côté" in laptop.get(address).text
    text = " ".join(laptop.get(f"{desk}/journal").text.split())
    assert "pour Élodie Martin : écran éteint" in text


def test_a_lesson_is_not_reset_and_what_was_not_begun_says_so(house: House) -> None:
    room = house.classroom()
    laptop = house.as_trainer(room.trainer)
    desk = f"/formations/{room.training_id}/activites"
    person = room.people[0].id

    assert laptop.get(f"{desk}/{room.lesson}/remise-a-zero/{person}").status_code == 404
    assert "Rien n’est commencé" in laptop.get(f"{desk}/{room.quiz}/remise-a-zero/{person}").text
