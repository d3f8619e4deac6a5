"""The call by its pages: with and without JavaScript, for its author and for the trainer."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup

from simulator.services.trainings import Training
from simulator.store.trainings import ActivityRow
from simulator.web import access, call_words
from simulator.web.db import db
from tests.conftest import House
from tests.web.phoning import JSON, SCRIPT, WORDS, Line, page, read


@pytest.fixture
def line(house: House) -> Line:
    return Line(house)


def test_the_list_leads_to_the_file_and_the_agenda_to_the_call(line: Line) -> None:
    soup = page(line.phone, "/salle/appels")
    assert "Un creux de trésorerie" in soup.select_one(".agenda li").get_text()
    assert soup.select_one(".agenda li .chip.open").get_text() == "au programme"

    agenda = page(line.phone, "/salle")
    entry = agenda.find("a", string="Un creux de trésorerie")
    answer = line.phone.get(entry["href"])
    assert answer.headers["Location"] == f"/salle/appels/{SCRIPT}/dossier"
    soup = page(line.phone, answer.headers["Location"])
    assert "Préparer l’appel" in read(soup)
    with line.house.app.app_context():
        row = db.session().query(ActivityRow).one()
        row.kind = "lesson"
        db.session.commit()
    assert line.phone.get(entry["href"]).status_code == 404


def test_the_preparation_shows_the_file_and_comes_back_with_what_was_typed(line: Line) -> None:
    where = line.phone.post(f"/salle/appels/{SCRIPT}/dossier").headers["Location"]
    soup = page(line.phone, where)
    assert soup.find("h2", string="Le rapport de force")
    assert len(soup.select(".call-balance select")) == 12

    answer = line.phone.post(where, data={"overdue": "trop", "mesore": "9 000", "disputed": "no"})

    assert answer.status_code == 422
    soup = BeautifulSoup(answer.text, "html.parser")
    assert soup.select_one("#f-overdue")["aria-invalid"] == "true"
    assert soup.select_one("#e-overdue")["id"] in soup.select_one("#f-overdue")["aria-describedby"]
    assert soup.select_one("#f-mesore")["value"] == "9 000"
    assert soup.select_one("input[name=disputed][value=no]").has_attr("checked")
    assert line.phone.get(where.replace("/preparation", "")).status_code == 302


def test_a_draft_is_kept_and_shown_again(line: Line) -> None:
    where = line.phone.post(f"/salle/appels/{SCRIPT}/dossier").headers["Location"]
    draft = where.replace("/preparation", "/brouillon")

    saved = json.loads(line.phone.post(draft, data={"overdue": "123"}, headers=JSON).data)

    assert re.fullmatch(r"\d\d:\d\d", saved["saved"])
    assert page(line.phone, where).select_one("#f-overdue")["value"] == "123"
    _close(line)
    refused = line.phone.post(draft, data={"overdue": "1"}, headers=JSON)
    assert refused.status_code == 409
    assert "fermé" in json.loads(refused.data)["refused"]
    assert line.phone.post("/salle/appels/999/brouillon").status_code == 404


def _close(line: Line) -> None:
    with line.house.app.app_context():
        db.session().get_one(Training, line.training).state = "closed"
        db.session.commit()


def test_without_javascript_a_typed_line_is_said_and_what_was_understood_is_shown(
    line: Line,
) -> None:
    line.begin(overdue="1 200")

    answer = line.say(text=WORDS)

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("#derniere")
    soup = page(line.phone, line.here)
    log = soup.select_one("[role=log][aria-live=polite]")
    mine = log.select_one(".line.mine")
    assert mine.select_one(".said").get_text() == WORDS
    heard = mine.select_one(".heard").get_text()
    assert heard.startswith("Compris\u202f:")
    assert "question ouverte" in heard
    assert "30/11/2026" in heard
    assert len(log.select(".line.theirs")) == 2
    assert len(log.select("#derniere")) == 1
    assert soup.select_one("input[name=turn]")["value"] == "1"
    assert "1 200\u202f€" in soup.select_one(".call-sheet").text


def test_with_javascript_only_the_new_lines_come_back(line: Line) -> None:
    line.begin()

    answer = line.phone.post(
        line.here, data={"turn": "0", "option": line.options()[0]}, headers=JSON
    )

    told = json.loads(answer.data)
    lines = BeautifulSoup(told["lines"], "html.parser")
    assert len(lines.select(".line.mine")) == 1
    assert lines.select_one(".heard") is None, "a chosen line needs no hearing"
    assert lines.select_one("#derniere .said").get_text()
    assert (
        BeautifulSoup(told["answer"], "html.parser").select_one("input[name=turn]")["value"] == "1"
    )
    assert told["over"] is False


def test_a_line_that_is_not_understood_makes_the_customer_ask_back(line: Line) -> None:
    line.begin()

    line.say(text="Le chat dort sur le radiateur")

    heard = page(line.phone, line.here).select_one(".heard").get_text()
    assert "on vous fait répéter" in heard


def test_nothing_said_is_told_with_and_without_javascript(line: Line) -> None:
    line.begin()

    plain = line.say(text="   ")
    quick = line.phone.post(line.here, data={"turn": "0", "text": ""}, headers=JSON)

    assert plain.status_code == 422
    assert (
        "Rien n’a été dit"
        in BeautifulSoup(plain.text, "html.parser").select_one("[role=alert]").get_text()
    )
    assert quick.status_code == 409
    assert "Rien n’a été dit" in json.loads(quick.data)["refused"]
    assert line.turns() == 0


def test_a_double_click_is_one_line_and_another_tab_keeps_its_words(line: Line) -> None:
    line.begin()
    for _ in range(2):
        assert line.phone.post(line.here, data={"turn": "0", "text": WORDS}).status_code == 303
    assert line.turns() == 1

    late = line.phone.post(line.here, data={"turn": "0", "text": "Un autre onglet."})

    assert late.status_code == 422
    soup = BeautifulSoup(late.text, "html.parser")
    assert soup.select_one("[data-words]").get_text() == "Un autre onglet."
    assert line.turns() == 1


def test_silence_is_a_line(line: Line) -> None:
    line.begin()

    line.say(text="", silence="1")

    assert "silence" in page(line.phone, line.here).select_one(".heard").get_text()


def test_a_line_before_the_preparation_leads_to_it(line: Line) -> None:
    where = line.phone.post(f"/salle/appels/{SCRIPT}/dossier").headers["Location"]

    answer = line.phone.post(where.replace("/preparation", ""), data={"turn": "0", "text": "Hé"})

    assert answer.headers["Location"] == where


def test_a_call_ends_with_a_mail_a_debrief_and_a_promise_in_the_customer_s_account(
    line: Line,
) -> None:
    line.begin(overdue="1 200", objective="1 000", objective_day="30/11/2026")
    line.say(text="Vous savez, euh.")
    line.finish()
    over = page(line.phone, line.here)
    assert "Appel terminé" in read(over)
    assert line.phone.get(f"{line.here}/preparation").headers["Location"] == line.here
    assert over.find("a", string="Écrire le courriel de confirmation")["href"] == (
        f"{line.here}/courriel"
    )

    page(line.phone, f"{line.here}/courriel")
    blank = line.phone.post(f"{line.here}/courriel", data={"mail": "  "})
    assert blank.status_code == 422
    assert "vide" in blank.text
    long = line.phone.post(f"{line.here}/courriel", data={"mail": "a" * 3001})
    assert long.status_code == 422
    sent = line.phone.post(f"{line.here}/courriel", data={"mail": "Bonjour,\nMerci."})
    assert sent.headers["Location"] == f"{line.here}/bilan#courriel"

    soup = page(line.phone, f"{line.here}/bilan")
    text = read(soup)
    with line.house.app.app_context():
        row = line.row()
        score, number, promised = row.gradings[-1].score, row.customer, row.engagement["amount"]
    assert f"Note\u202f: {score} sur 100" in text
    assert "Un expert aurait dit" in text
    assert "Vraie cause" in text
    assert len(soup.select("#grille ~ .table-wrap tbody tr")) == 11
    assert soup.select_one("#courriel .call-points .right")

    account = page(line.phone, f"/salle/clients/{number}")
    live = [
        tag
        for tag in account.select("#promesses ~ .table-wrap tbody tr")
        if "en cours" in read(tag)
    ]
    amounts = [re.sub(r"[^\d]", "", tag.select("td")[1].get_text()) for tag in live]
    assert sum(map(int, amounts)) == promised
    listed = page(line.phone, "/salle/appels")
    assert listed.select_one(f"a[href='/salle/clients/{number}#promesses']")


def test_a_mail_has_nothing_to_confirm_when_nothing_was_promised(line: Line) -> None:
    line.begin()
    while line.options():
        line.say(text="Je vais prévenir vos clients et votre banque, vous finirez en prison.")

    assert line.phone.get(f"{line.here}/courriel").headers["Location"] == line.here
    refused = line.phone.post(f"{line.here}/courriel", data={"mail": "Bonjour"})
    assert refused.status_code == 409
    text = read(page(line.phone, f"{line.here}/bilan"))
    assert "Éliminatoire\u202f: menace interdite" in text
    assert "plafonnée à 40" in text


def test_a_call_that_lasts_has_no_debrief_yet(line: Line) -> None:
    line.begin()

    assert line.phone.get(f"{line.here}/bilan").headers["Location"] == line.here


def test_any_line_can_be_played_again_beside_the_first(line: Line) -> None:
    line.begin()
    line.finish()
    soup = page(line.phone, f"{line.here}/bilan")
    form = soup.select(".call-again")[1]
    data = {tag["name"]: tag.get("value", "") for tag in form.select("input[name]")}

    first = line.phone.post(form["action"], data=data)
    second = line.phone.post(form["action"], data=data)

    assert first.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    again = page(line.phone, first.headers["Location"].partition("#")[0])
    assert len(again.select(".line.mine")) == 1
    assert "Rejeu" in read(again)
    attempts = page(line.phone, f"/salle/appels/{SCRIPT}/dossier")
    assert len(attempts.select("tbody tr")) == 2


def test_a_closed_training_reads_its_calls_and_plays_none(line: Line) -> None:
    line.begin()
    _close(line)

    answer = line.say(text="Bonjour")

    assert answer.status_code == 422
    assert "fermé" in answer.text
    assert "Préparer l’appel" not in read(page(line.phone, f"/salle/appels/{SCRIPT}/dossier"))


def test_every_code_has_its_words() -> None:
    from simulator.domain.negotiation import grid, intents, preparation, script
    from simulator.services import call_sheets

    assert set(call_words.INTENTS) == set(intents.Intent)
    assert set(call_words.KNOCK_OUTS) == set(intents.KnockOut)
    assert set(call_words.CRITERIA) == set(call_words.LEVELS) == set(grid.Criterion)
    assert set(call_words.OUTCOMES) == set(script.Outcome)
    assert set(call_words.FACTORS) == set(preparation.FACTORS)
    assert set(call_words.COUNTERPARTS) == set(call_sheets.COUNTERPARTS)
    assert set(call_words.OBJECTIONS) == set(call_sheets.OBJECTIONS)
    assert "calls.say" in access.RULES
