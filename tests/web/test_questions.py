"""The question bank and the quizzes composed here, by their pages."""

from __future__ import annotations

import io
import re

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulator.domain.quiz.question import QuizKind
from simulator.web import question_words
from simulator.web.forms import questions as forms
from tests.conftest import Clock, House
from tests.web.reading import misprints, unsafe

CHOICE = {
    "title": "Rôle du DSO",
    "text": "Que mesure le **DSO**\u202f?\nUn seul choix.",
    "category": "Indicateurs",
    "tags": "DSO, délais",
    "level": "2",
    "points": "1,5",
    "minutes": "1",
    "options-0-text": "Un délai",
    "options-0-right": "y",
    "options-1-text": "Un montant",
    "options-1-why": "C’est l’échu.",
    "explanation": "L’encours rapporté aux ventes.",
}
KINDS: dict[str, dict[str, str]] = {
    "single": CHOICE,
    "multiple": {
        **CHOICE,
        "options-0-share": "33,33",
        "options-1-share": "66,67",
        "options-2-text": "Rien",
        "options-2-share": "-50",
    },
    "true_false": {"title": "V", "text": "Vrai\u202f?", "truth": "false", "options-0-why": "Non."},
    "numeric": {
        "title": "N",
        "text": "TVA\u202f?",
        "answer": "20",
        "tolerance": "0,5",
        "unit": "percent",
        "options-0-text": "19,6",
        "options-0-share": "50",
        "options-0-why": "Avant 2014.",
    },
    "short": {
        "title": "S",
        "text": "Service\u202f?",
        "options-0-text": "crédit",
        "cased": "y",
        "options-1-text": "compta*",
        "options-1-share": "50",
    },
    "matching": {
        "title": "P",
        "text": "Associez.",
        "options-0-text": "a",
        "options-0-match": "1",
        "options-1-text": "b",
        "options-1-match": "2",
        "options-2-match": "3",
    },
    "ordering": {
        "title": "O",
        "text": "Ordre.",
        "options-0-text": "un",
        "options-1-text": "deux",
        "options-2-text": "trois",
    },
    "opinion": {
        "title": "A",
        "text": "Avis\u202f?",
        "options-0-text": "oui",
        "options-1-text": "non",
    },
    "open": {"title": "L", "text": "Racontez."},
    "note": {"title": "T", "text": "Lisez."},
}


@pytest.fixture
def claire(house: House) -> FlaskClient:
    return house.as_trainer(house.trainer())


def made(browser: FlaskClient, kind: str = "single", **changed: str) -> str:
    answer = browser.post("/banque/nouvelle", data={"type": kind, **KINDS[kind], **changed})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def read(browser: FlaskClient, address: str) -> BeautifulSoup:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    page = answer.get_data(as_text=True)
    assert unsafe(page) == []
    assert misprints(page) == []
    return BeautifulSoup(page, "html.parser")


def values(page: BeautifulSoup) -> dict[str, str]:
    """Return what a browser would send back from the form of a question."""
    sent = {}
    form = page.select_one("form[data-preview]")
    assert form is not None
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(field["name"]), field.get("type")
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            sent[name] = str(chosen["value"])
        elif field.name == "textarea":
            sent[name] = field.text.lstrip("\r\n")
        elif kind not in {"checkbox", "radio"} or field.has_attr("checked"):
            sent[name] = str(field.get("value", ""))
    return sent


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_written_shown_and_written_again_the_same(
    claire: FlaskClient, kind: str
) -> None:
    address = made(claire, kind)
    page = read(claire, address)
    before = claire.get("/banque/exporter?question=1&format=xml").data
    answer = claire.post(address, data=values(page))

    assert answer.status_code == 303
    assert claire.get("/banque/exporter?question=1&format=xml").data == before
    assert "Version 1" in page.text
    assert page.select_one("[data-shown] .card") is not None


def test_there_is_a_form_for_every_kind(claire: FlaskClient) -> None:
    assert set(KINDS) == {kind.value for kind in QuizKind} == set(question_words.KINDS)
    for kind in KINDS:
        read(claire, f"/banque/nouvelle?type={kind}")
    assert claire.get("/banque/nouvelle?type=cloze").status_code == 404


@pytest.mark.parametrize(
    ("kind", "changed", "said"),
    [
        ("single", {"title": ""}, "Donnez un titre."),
        ("single", {"text": " \n "}, "Écrivez l’énoncé."),
        ("single", {"options-1-text": ""}, "pas assez de réponses"),
        ("single", {"options-1-right": "y"}, "nombre de bonnes réponses"),
        ("single", {"options-1-text": "Un délai"}, "Deux réponses sont les mêmes."),
        ("multiple", {"options-0-share": "beaucoup"}, "n’est pas une part"),
        ("multiple", {"options-0-share": "10"}, "doivent faire 100"),
        ("numeric", {"answer": "vingt"}, "Un nombre est attendu."),
        ("numeric", {"tolerance": "-1"}, "La tolérance est négative."),
        ("numeric", {"options-0-text": "x"}, "Un nombre est attendu."),
        ("matching", {"options-1-match": ""}, "deux paires complètes"),
        ("ordering", {"options-2-text": ""}, "pas assez de réponses"),
        ("opinion", {"options-0-text": "", "options-1-text": ""}, "au moins une réponse"),
        ("note", {"points": "0"}, "Un nombre supérieur à zéro"),
    ],
)
def test_what_is_refused_comes_back_with_its_sentence_and_all_that_was_typed(
    claire: FlaskClient, kind: str, changed: dict[str, str], said: str
) -> None:
    sent = {"type": kind, **KINDS[kind], **changed}
    answer = claire.post("/banque/nouvelle", data=sent)
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")

    assert answer.status_code == 422
    assert said in " ".join(fault.text for fault in page.select(".fault"))
    back = values(page)
    lost = {n: v for n, v in sent.items() if v.strip() and back.get(n, "").replace("\r", "") != v}
    assert lost == {}
    assert "Aucune question" in claire.get("/banque").get_data(as_text=True)


def test_lines_are_added_and_the_preview_shown_without_script(claire: FlaskClient) -> None:
    sent = {"type": "single", **CHOICE}
    more = claire.post("/banque/nouvelle", data={**sent, "more": "1"})
    seen = claire.post("/banque/nouvelle", data={**sent, "preview": "1"})
    page = BeautifulSoup(more.get_data(as_text=True), "html.parser")

    assert (more.status_code, seen.status_code) == (200, 200)
    assert len(page.select(".bank-row")) == forms.ROWS + forms.MORE
    shown = BeautifulSoup(seen.get_data(as_text=True), "html.parser").select_one("[data-shown]")
    assert shown is not None
    assert shown.select_one("strong").text == "DSO"
    assert len(shown.select("input[type=radio]")) == 2
    assert "échu" not in shown.text
    live = claire.post("/banque/apercu?type=single", data=CHOICE).get_data(as_text=True)
    assert "Un délai" in live
    empty = claire.post("/banque/apercu?type=single", data={}).get_data(as_text=True)
    assert "Donnez un titre." in empty


def test_a_question_is_found_copied_put_away_and_taken_out(claire: FlaskClient) -> None:
    address = made(claire)
    made(claire, "note")
    copy = claire.post(f"{address}/dupliquer").headers["Location"]

    assert "Rôle du DSO (copie)" in read(claire, copy).h1.text
    titles = [a.text for a in read(claire, "/banque?q=delais").select("tbody a")]
    assert titles == ["Rôle du DSO", "Rôle du DSO (copie)"]
    assert len(read(claire, "/banque?type=note&niveau=1").select("tbody tr")) == 1
    claire.post(f"{copy}/archiver")
    assert len(read(claire, "/banque").select("tbody tr")) == 2
    assert len(read(claire, "/banque?archivees=1").select("tbody tr")) == 1
    read(claire, copy)
    claire.post(f"{copy}/reprendre")
    assert len(read(claire, "/banque").select("tbody tr")) == 3


FILE = """$CATEGORY: Loi

::Plafond:: Le délai est de 60 jours. {T}

::Trous:: Le {1:MC:=a~b}

::Avis:: [html]<img src=x> Utile ? {~oui ~non}
"""


def sent(browser: FlaskClient, content: bytes) -> str:
    answer = browser.post("/banque/importer", data={"file": (io.BytesIO(content), "q.txt")})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def test_a_file_is_reported_before_anything_comes_in(claire: FlaskClient) -> None:
    read(claire, "/banque/importer")
    address = sent(claire, FILE.encode("cp1252"))
    page = read(claire, address)

    assert "Windows-1252" in page.text
    assert "une image n’est pas reprise" in page.text
    assert re.search(r"5\s*Trous\s*Texte à trous", page.text)
    assert "Aucune question" in read(claire, "/banque").text
    assert claire.post(f"{address}/confirmer").status_code == 303
    assert "Questions ajoutées\u202f: 2" in read(claire, "/banque").text
    assert claire.get(address).status_code == 409
    again = read(claire, sent(claire, FILE.encode()))
    assert [dd.text for dd in again.select(".tile dd")] == ["2", "2", "1", "0"]
    assert "rien à ajouter" in again.text


def test_a_broken_file_comes_in_only_without_its_faults_and_on_purpose(claire: FlaskClient) -> None:
    address = sent(claire, f"{FILE}\n::D:: Cassée {{=a".encode())
    page = read(claire, address)

    assert "L’accolade ouverte à cette ligne" in page.text
    claire.post(f"{address}/confirmer")
    assert "Rien n’a été importé" in read(claire, address).text
    claire.post(f"{address}/confirmer", data={"without_faults": "1"})
    assert len(read(claire, "/banque").select("tbody tr")) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "vide"), (b"%PDF-1.4", "fichier de questions"), (b"<html></html>", "page web")],
)
def test_a_file_that_is_none_is_refused(claire: FlaskClient, content: bytes, said: str) -> None:
    answer = claire.post("/banque/importer", data={"file": (io.BytesIO(content), "x")})

    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert claire.post("/banque/importer").status_code == 422


def test_an_import_is_abandoned(claire: FlaskClient) -> None:
    address = sent(claire, FILE.encode())

    assert claire.post(f"{address}/abandonner").status_code == 303
    assert claire.get(address).status_code == 409


def test_files_go_out(claire: FlaskClient) -> None:
    made(claire)
    made(claire, "matching", **{"options-0-text": "a -> b"})

    gift = claire.get("/banque/exporter?question=1&question=2&format=gift")
    assert b"// Non export" in gift.data
    assert "attachment" in gift.headers["Content-Disposition"]
    assert b"a -&gt; b" in claire.get("/banque/exporter?question=2&format=xml").data
    assert claire.get("/banque/exporter?question=2&format=gift").status_code == 303
    assert claire.get("/banque/exporter?format=gift").status_code == 303
    assert claire.get("/banque/exporter?question=1&format=pdf").status_code == 404
    assert claire.get("/banque/exporter?question=99").status_code == 404
    assert claire.get("/banque/modele.csv").data.startswith(b"\xef\xbb\xbf")
    assert claire.get("/banque/modele.xlsx").data.startswith(b"PK")


def test_another_organisation_sees_nothing(house: House, claire: FlaskClient) -> None:
    address = made(claire)
    token = sent(claire, FILE.encode())
    claire.post("/mes-quiz", data={"title": "Le nôtre", "question": "1"})
    odile = house.as_trainer(house.trainer("Odile Ailleurs", organisation="Un autre organisme"))

    assert "DSO" not in odile.get("/banque").get_data(as_text=True)
    assert "nôtre" not in odile.get("/mes-quiz").get_data(as_text=True)
    gets = (address, "/mes-quiz/1", "/mes-quiz/1/apercu", "/mes-quiz/1/questions")
    assert [odile.get(at).status_code for at in gets] == [404] * 4
    posts = (f"{address}/dupliquer", f"{address}/archiver", "/mes-quiz/1/dupliquer")
    posts += ("/mes-quiz/1/1/retirer", "/mes-quiz/1/placer", "/mes-quiz/1/archiver")
    assert [odile.post(at).status_code for at in posts] == [404] * 6
    assert odile.post("/mes-quiz", data={"title": "Vol", "question": "1"}).status_code == 404
    assert odile.get(token).status_code == 409
    assert odile.get("/banque/exporter?question=1").status_code == 404


def test_a_quiz_is_composed_placed_answered_and_played(house: House, clock: Clock) -> None:
    room = house.classroom()
    claire = house.as_trainer(room.trainer)
    for kind in KINDS:
        made(claire, kind)
    numbers = [str(n) for n in range(1, len(KINDS) + 1)]
    here = claire.post("/mes-quiz", data={"title": "Le nôtre", "question": numbers}).headers[
        "Location"
    ]
    assert len(read(claire, here).select(".bank-items li")) == len(KINDS)
    assert len(read(claire, f"{here}/apercu").select(".card")) == len(KINDS)
    chosen = read(claire, f"{here}/questions").select_one("input[name=shipped]")
    claire.post(f"{here}/questions", data={"shipped": chosen["value"]})
    claire.post(f"{here}/1/descendre")
    claire.post(f"{here}/2/retirer")
    assert len(read(claire, here).select(".bank-items li")) == len(KINDS)
    claire.post(here, data={"title": "Le vôtre"})
    assert claire.post(here, data={"title": ""}).status_code == 422
    assert claire.post("/mes-quiz", data={"title": ""}).status_code == 422

    where = read(claire, here).select_one("select[name=where] option")["value"]
    assert claire.post(f"{here}/placer", data={"where": "9-9"}).headers["Location"] == here
    desk = claire.post(f"{here}/placer", data={"where": where}).headers["Location"]
    assert "Le vôtre" in claire.get(desk).get_data(as_text=True)
    claire.post(f"{here}/1/monter")
    assert "il ne change plus" in read(claire, here).text

    live = claire.get(f"/formations/{room.training_id}/quiz-direct").get_data(as_text=True)
    assert "Le vôtre" in live
    page = claire.get(f"/formations/{room.training_id}/quiz-direct/nouveau/banque-1")
    assert page.status_code == 200
    assert "Racontez." not in page.get_data(as_text=True)
    claire.post(f"{here}/archiver")
    assert "Le vôtre" in read(claire, "/mes-quiz?archives=1").text
    copy = claire.post(f"{here}/dupliquer").headers["Location"]
    assert "modifiable" in read(claire, "/mes-quiz").text
    assert "Actualiser" not in read(claire, copy).text
