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


def test_a_training_may_be_heavier_than_other_files_for_who_is_signed_in(house: House) -> None:
    house.app.config["MAX_CONTENT_LENGTH"] = 100
    content = {"file": (io.BytesIO(b"x" * 1000), "formation.zip")}
    heavy = {"file": (io.BytesIO(b"x" * 1000), "formation.zip")}

    desk = house.as_trainer(house.trainer()).post("/formations/reprendre", data=content)
    stranger = house.app.test_client().post("/formations/reprendre", data=heavy)

    assert desk.status_code == 422
    assert "n’est pas une formation" in desk.text
    assert stranger.status_code in {403, 413}
