"""The day script and the pushes in the browser."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.classroom import Classroom
from tests.conftest import House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def laptop(house: House, room: Classroom) -> FlaskClient:
    return house.as_trainer(room.trainer)


def address(room: Classroom, rest: str = "") -> str:
    return f"/formations/{room.training_id}/deroule{rest}"


def lines(laptop: FlaskClient, room: Classroom) -> list[str]:
    page = BeautifulSoup(laptop.get(address(room)).text, "html.parser")
    return [str(line["id"]) for line in page.select("[data-line]")]


def test_the_page_says_what_is_on_and_how_late(laptop: FlaskClient, room: Classroom) -> None:
    # 9:30 in Paris: the morning begins at 9:00.
    laptop.post(address(room, f"/{room.lesson}/commencer"))

    text = " ".join(laptop.get(address(room)).text.split())

    assert "30 min de retard" in text
    assert "en cours" in text
    assert "Annuler : activité commencée" in text


def test_a_line_moves_by_its_buttons_and_by_a_drop(laptop: FlaskClient, room: Classroom) -> None:
    first, second, *_ = before = lines(laptop, room)
    laptop.post(address(room, f"/{second[1:]}/monter"))
    assert lines(laptop, room)[:2] == [second, first]
    laptop.post(address(room, f"/{second[1:]}/descendre"))
    assert lines(laptop, room) == before

    drop = {"half_day": str(room.half_days[3]), "rank": "0"}
    laptop.post(address(room, f"/{first[1:]}/deposer"), data=drop)
    assert lines(laptop, room)[-1] == first
    laptop.post(address(room, "/annuler"))
    assert lines(laptop, room) == before


def test_a_drop_on_another_training_is_not_found(
    house: House, laptop: FlaskClient, room: Classroom
) -> None:
    drop = {"half_day": "999999", "rank": "0"}

    assert laptop.post(address(room, f"/{room.lesson}/deposer"), data=drop).status_code == 404


def test_a_length_and_a_half_day_are_set_together(laptop: FlaskClient, room: Classroom) -> None:
    values = {"minutes": "77", "half_day": str(room.half_days[1])}
    laptop.post(address(room, f"/{room.lesson}/reglage"), data=values)

    page = BeautifulSoup(laptop.get(address(room)).text, "html.parser")
    line = page.select_one(f"#a{room.lesson}")
    assert line is not None
    assert "1\u202fh\u202f17" in line.text
    assert line.find_parent("ol")["data-script"] == str(room.half_days[1])  # type: ignore[index]


def test_a_length_that_is_not_one_is_told(laptop: FlaskClient, room: Classroom) -> None:
    values = {"minutes": "beaucoup", "half_day": str(room.half_days[0])}

    answer = laptop.post(
        address(room, f"/{room.lesson}/reglage"), data=values, follow_redirects=True
    )

    assert "Rien n’a changé" in answer.text


def test_an_activity_is_put_aside_and_added_again(laptop: FlaskClient, room: Classroom) -> None:
    laptop.post(address(room, f"/{room.lesson}/retirer"))
    assert f"a{room.lesson}" not in lines(laptop, room)

    values = {"what": f"id:{room.lesson}", "half_day": str(room.half_days[2])}
    laptop.post(address(room, "/ajouter"), data=values)
    assert lines(laptop, room)[-1] == f"a{room.lesson}"


def test_a_break_and_an_activity_of_the_programme_are_added(
    laptop: FlaskClient, room: Classroom
) -> None:
    count = len(lines(laptop, room))
    page = BeautifulSoup(laptop.get(address(room)).text, "html.parser")
    offered = page.select_one("select[name=what] option")
    assert offered is not None
    half_day = str(room.half_days[0])
    laptop.post(address(room, "/ajouter"), data={"what": offered["value"], "half_day": half_day})
    laptop.post(
        address(room, "/pause"), data={"title": "Café", "minutes": "15", "half_day": half_day}
    )

    assert len(lines(laptop, room)) == count + 2
    assert "Café" in laptop.get(address(room)).text


def test_what_no_programme_opens_is_offered_and_added(laptop: FlaskClient, room: Classroom) -> None:
    values = {"what": "tool:loss-budget", "half_day": str(room.half_days[0])}

    page = BeautifulSoup(laptop.get(address(room)).text, "html.parser")
    offered = page.select("optgroup[label^='En réserve'] option")
    laptop.post(address(room, "/ajouter"), data=values)

    assert {"tool:loss-budget", "exercise:suivi-au-tableur"} <= {str(o["value"]) for o in offered}
    text = laptop.get(address(room)).text
    assert "Cas pratique" in text
    assert 'value="tool:loss-budget"' not in text


@pytest.mark.parametrize(
    ("place", "values"),
    [
        ("/pause", {"title": "", "minutes": "15"}),
        ("/pause", {"title": "Café", "minutes": "0"}),
        ("/ajouter", {"what": "lesson:rien"}),
    ],
)
def test_what_cannot_be_added_is_refused(
    laptop: FlaskClient, room: Classroom, place: str, values: dict[str, str]
) -> None:
    values = {**values, "half_day": str(room.half_days[0])}

    answer = laptop.post(address(room, place), data=values)

    assert answer.status_code == 422
    assert 'class="fault"' in answer.text


def test_a_half_day_is_declared_over(laptop: FlaskClient, room: Classroom) -> None:
    laptop.post(address(room, f"/{room.lesson}/commencer"))
    laptop.post(address(room, f"/demi-journees/{room.half_days[0]}/terminer"))

    assert "terminée" in laptop.get(address(room)).text


def test_the_state_is_answered_only_when_it_changed(laptop: FlaskClient, room: Classroom) -> None:
    first = laptop.get(address(room, "/etat"))
    again = laptop.get(address(room, "/etat"), headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_a_pushed_activity_is_announced_to_every_screen_and_the_trainer_sees_who_is_there(
    house: House, laptop: FlaskClient, room: Classroom
) -> None:
    elodie, karim = (house.as_trainee(person) for person in room.people[:2])
    assert "formateur ouvre" not in elodie.get("/salle/envoi").text

    laptop.post(f"/formations/{room.training_id}/activites/{room.exercise}/pousser")

    banner = elodie.get("/salle/envoi").text
    assert "Le formateur ouvre" in banner
    assert f"/salle/exercices/{room.exercise}" in banner
    assert "data-push-everybody" not in banner
    elodie.get(f"/salle/envoi?ici={room.exercise}")
    karim.get("/salle/etat")
    desk = " ".join(laptop.get(address(room)).text.split())
    assert "1 personne y est" in desk
    assert "Karim Benaïssa" in desk

    laptop.post(f"/formations/{room.training_id}/envoi/avancer")
    assert "data-push-everybody" in karim.get("/salle/envoi").text
    laptop.post(f"/formations/{room.training_id}/envoi/arreter")
    assert "formateur ouvre" not in karim.get("/salle/envoi").text


def test_moving_people_on_without_a_push_is_refused(laptop: FlaskClient, room: Classroom) -> None:
    answer = laptop.post(f"/formations/{room.training_id}/envoi/avancer")

    assert answer.status_code == 409
    assert "envoyez-en une d’abord" in answer.text
