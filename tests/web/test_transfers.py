"""A training as a file, in the browser and on the command line."""

from __future__ import annotations

import io

from tests.conftest import House


def test_a_training_is_downloaded_and_a_file_that_is_none_is_refused(house: House) -> None:
    room = house.classroom()
    laptop = house.as_trainer(room.trainer)

    content = laptop.post(f"/formations/{room.training_id}/fichier").data
    again = laptop.post(
        "/formations/reprendre", data={"file": (io.BytesIO(content), "formation.zip")}
    )
    foreign = laptop.post(
        "/formations/reprendre", data={"file": (io.BytesIO(b"bonjour"), "lettre.zip")}
    )

    assert content.startswith(b"PK")
    assert again.status_code == foreign.status_code == 422
    assert "est déjà dans cette installation" in again.text
    assert "n’est pas une formation" in foreign.text


def test_the_page_asks_for_the_file(house: House) -> None:
    page = house.as_trainer(house.trainer()).get("/formations/reprendre")

    assert 'type="file"' in page.text
