"""The trainer's pages of calls: transcript, correction, projection, map."""

from __future__ import annotations

import pytest

from simulator.services.trainees import Trainee
from simulator.web import call_words
from tests.conftest import House
from tests.web.phoning import SCRIPT, Line, page, read


@pytest.fixture
def line(house: House) -> Line:
    return Line(house)


def test_the_trainer_reads_corrects_and_projects_a_call(line: Line) -> None:
    empty = page(line.claire, line.desk)
    assert "Aucun appel" in read(empty)
    line.begin()
    assert line.claire.get(f"{line.desk}/{line.number}/projecteur").status_code == 404
    line.say(text="Alors voilà, hum, c’est Élodie Martin.")
    review = f"{line.desk}/{line.number}"
    soup = page(line.claire, review)
    form = soup.select_one(".call-rule form")
    option = form.select("option")[0]["value"]
    assert "réaction commune\u202f: menace interdite" in {one.text for one in form.select("option")}

    refused = line.claire.post(
        form["action"],
        data={"turn": "0", "option": option, "reason": " "},
        headers={"Referer": f"http://localhost{review}"},
    )
    assert "Dites pourquoi" in read(page(line.claire, refused.headers["Location"]))
    done = line.claire.post(
        form["action"], data={"turn": "0", "option": option, "reason": "Il demandait."}
    )

    soup = page(line.claire, done.headers["Location"])
    assert "Corrigé\u202f: Il demandait." in read(soup)
    mine = page(line.phone, f"/salle/appels/{SCRIPT}/dossier")
    assert "Il demandait." in read(mine)
    line.here = mine.find("a", string="Reprendre l’appel")["href"]
    assert "après correction du formateur" in read(page(line.phone, line.here))
    line.finish()
    page(line.claire, f"{line.desk}/{line.number}")
    shown = page(line.claire, f"{line.desk}/{line.number}/projecteur?replique=2&bilan=1")
    assert line.person.last_name not in read(shown)
    assert shown.select_one("a[rel=prev]")
    first = read(page(line.claire, f"{line.desk}/{line.number}/projecteur?bilan=1"))
    assert "c’est (votre nom)." in first
    assert line.person.last_name not in first
    desk = page(line.claire, line.desk)
    assert desk.find("th", string="Élodie Martin")


def test_the_map_is_drawn_with_the_roads_of_the_class_and_its_table(line: Line) -> None:
    line.begin()
    line.finish()

    soup = page(line.claire, f"{line.desk}/cartes/{SCRIPT}")

    assert soup.select_one("svg[role=img] title")
    assert soup.select(".road.walked")
    passages = [row.select("td")[-1].get_text() for row in soup.select("tbody tr")]
    assert "1" in passages
    assert line.claire.get(f"{line.desk}/cartes/rien").status_code == 404


def test_a_room_reads_no_name_and_keeps_the_words_that_look_like_one() -> None:
    petit = Trainee(1, 1, "Claire", "Petit", "Société d’exemple", "")
    said = "Bonjour, Claire Petit ; claire petit, Mme PETIT. Un petit délai, la réponse est claire."

    told = call_words.nameless(said, petit)

    me = "(votre nom)"
    assert told == f"Bonjour, {me} ; {me}, Mme {me}. Un petit délai, la réponse est claire."
