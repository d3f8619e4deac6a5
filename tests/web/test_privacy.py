"""Personal data in the browser: explained, taken out, erased by an administrator only."""

from __future__ import annotations

import io
import json
import zipfile

from simulator.store import tables
from tests.conftest import House
from tests.documents.reading import text_of


def opened(body: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(body))


def test_the_notice_is_public_and_says_how_long(house: House) -> None:
    text = house.app.test_client().get("/donnees-personnelles").text

    assert "Effacés 3 ans après" in text
    assert "mes-donnees.zip" not in text


def test_a_trainee_takes_out_their_data_with_their_documents(house: House) -> None:
    room = house.full()
    phone = house.as_trainee(room.people[0])
    assert "mes-donnees.zip" in phone.get("/donnees-personnelles").text

    archive = opened(phone.get("/salle/mes-donnees.zip").data)

    told = json.loads(archive.read("donnees.json"))
    assert told["trainees"][0]["last_name"] == "Martin"
    assert set(told) <= set(tables.Base.metadata.tables)
    papers = [name for name in archive.namelist() if name.endswith(".pdf")]
    assert len(papers) == 2
    assert all("Élodie Martin" in text_of(archive.read(name)) for name in papers)


def test_an_administrator_erases_with_a_reason_and_a_trainer_may_not(house: House) -> None:
    room = house.full()
    colleague = house.as_trainer(house.trainer("Bruno Collègue", role="trainer"))
    boss = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}/stagiaires/{room.people[0].id}"
    assert "Seul un administrateur" in colleague.get(f"{base}/donnees").text
    assert colleague.post(f"{base}/effacer", data={"reason": "x"}).status_code == 403
    refused = boss.post(f"{base}/effacer", data={"reason": " "}, follow_redirects=True)
    assert "Écrivez pourquoi" in refused.text

    done = boss.post(f"{base}/effacer", data={"reason": "demande"}, follow_redirects=True)

    assert "Les preuves sont gardées" in done.text
    assert house.as_trainee(room.people[0]).get("/salle").status_code == 302
    told = json.loads(opened(boss.get(f"{base}/donnees.zip").data).read("donnees.json"))
    assert "evaluations" not in told
    assert len(told["signatures"]) == 4
    sheet = boss.get(f"/formations/{room.training_id}/emargement/{room.half_days[0]}.pdf").data
    assert "Martin Élodie" in text_of(sheet)
    log = boss.get(f"/formations/{room.training_id}/exports/journal.csv").data.decode()
    assert "données d’une personne effacées" in log
    assert "données d’une personne remises" in log
