"""The organisation's page: read by trainers, changed by administrators."""

from __future__ import annotations

import io

import pytest

from tests.conftest import House
from tests.documents.reading import text_of
from tests.services.test_certificates import ORGANISATION
from tests.services.test_logos import DRAWING


def test_an_administrator_changes_it_and_a_trainer_only_reads_it(house: House) -> None:
    boss, trainer = house.trainer(), house.trainer("Luc Ferry", role="trainer")
    assert house.as_trainer(boss).post("/organisme", data=ORGANISATION).status_code == 303
    browser = house.as_trainer(trainer)

    browser.post("/organisme", data={**ORGANISATION, "name": "Pirate"})

    text = browser.get("/organisme").text
    assert "Organisme Témoin" in text
    assert "Pirate" not in text
    assert "Seul un administrateur" in text


@pytest.mark.parametrize("wrong", [{"name": "  "}, {"siret": "123"}, {"city": "x" * 81}])
def test_what_documents_cannot_say_is_refused(house: House, wrong: dict[str, str]) -> None:
    browser = house.as_trainer(house.trainer())

    assert browser.post("/organisme", data={**ORGANISATION, **wrong}).status_code == 422


def test_a_logo_and_words_are_on_the_documents_and_a_trainer_may_not_change_them(
    house: House,
) -> None:
    boss, trainer = house.trainer(), house.trainer("Luc Ferry", role="trainer")
    browser = house.as_trainer(boss)
    number = house.training(boss)
    house.trainee(number)
    words = {"legal_mentions": "SAS au capital de 1 000 euros", "convocation": "Parking rue Haute."}
    assert browser.post("/organisme", data={**ORGANISATION, **words}).status_code == 303
    assert browser.get("/organisme/logo.svg").status_code == 404

    for content, said in ((DRAWING, "Logo enregistré"), (b"GIF89a", "pas un logo lisible")):
        sent = {"file": (io.BytesIO(content), "logo.svg")}
        page = browser.post("/organisme/logo", data=sent, follow_redirects=True)
        assert said in page.text

    shown = browser.get("/organisme/logo.svg")
    assert (shown.mimetype, shown.data[:4]) == ("image/svg+xml", b"<svg")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    text = text_of(browser.get(f"/formations/{number}/convocations.pdf").data)
    assert "SAS au capital de 1 000 euros" in text
    assert "Parking rue Haute." in text
    plain = house.as_trainer(trainer)
    assert plain.post("/organisme/logo/retirer").status_code == 403
    assert browser.post("/organisme/logo/retirer").status_code == 303
    assert browser.get("/organisme/logo.svg").status_code == 404


def test_two_organisations_keep_their_logo_and_words_apart(house: House) -> None:
    boss = house.trainer()
    other = house.trainer("Odile Ailleurs", organisation="Un autre organisme")
    sent = {"file": (io.BytesIO(DRAWING), "logo.svg")}
    house.as_trainer(boss).post("/organisme/logo", data=sent)
    house.as_trainer(boss).post("/organisme", data={**ORGANISATION, "convocation": "Parking"})

    theirs = house.as_trainer(other)

    assert theirs.get("/organisme/logo.svg").status_code == 404
    assert "Parking" not in theirs.get("/organisme").text
