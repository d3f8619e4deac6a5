"""The handbook, downloaded by who follows the training and by who runs it."""

from __future__ import annotations

from tests.conftest import House


def test_the_trainee_and_the_trainer_have_the_same_handbook(house: House) -> None:
    trainer = house.trainer()
    number = house.training(trainer, programme="JCF-GFIN-14")
    person = house.as_trainee(house.trainee(number))

    mine = person.get("/salle/document-de-reference.pdf")
    theirs = house.as_trainer(trainer).get(f"/formations/{number}/document-de-reference.pdf")

    assert mine.status_code == theirs.status_code == 200
    assert mine.mimetype == "application/pdf"
    assert mine.data.startswith(b"%PDF-")
    assert mine.data == theirs.data
    name = mine.headers["Content-Disposition"]
    assert name == "inline; filename=document-de-reference-jcf-gfin-14.pdf"


def test_the_way_to_it_is_among_the_documents_and_in_the_guide(house: House) -> None:
    trainer = house.trainer()
    number = house.training(trainer)
    person = house.as_trainee(house.trainee(number))

    assert "/salle/document-de-reference.pdf" in person.get("/salle/certificats").text
    guide = house.as_trainer(trainer).get(f"/formations/{number}/notes").text
    assert f"/formations/{number}/document-de-reference.pdf" in guide
