"""The pages of the year: a person plays, acts by hand and reads the debrief, without scripts."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup

from simulator.domain.money import cents
from simulator.services import line_grants, played_years, years
from simulator.services.lines import COMMITTEE, Decided
from simulator.web import display
from simulator.web.db import db
from tests.calling import Desk as Caller
from tests.conftest import House
from tests.playing import ROOT, Desk, text


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk.of(house)


PAGES = (
    *("/politique", "/politique/segments", "/politique/scenarios/standard", "/agenda"),
    *("/suivi", "/comptes", "/comptes/0", "/courriers", "/bilan", "/bilan/et-si", "/classement"),
)


def test_before_it_is_open_every_page_leads_to_the_start(desk: Desk) -> None:
    assert "Choisissez une politique de départ" in text(desk.get())
    for path in PAGES[:-1]:
        answer = desk.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, ROOT)
    assert desk.browser.post(ROOT + "/jouer", data={"how": "month"}).status_code == 303
    assert "n’est pas un choix connu" in text(desk.opens("inconnue"))
    assert "Choisissez une politique de départ" in text(desk.get())


def test_every_page_answers_before_the_first_day_and_after_the_last(desk: Desk) -> None:
    opened = desk.opens("segmentee")
    assert opened.request.path == ROOT + "/politique"
    for path in ("", *PAGES):
        assert desk.get(path).status_code == 200, path
    played = desk.plays("all")
    assert "12 mois sur 12 clos" in text(played)
    for path in ("", *PAGES):
        expected = 302 if path == "/agenda" else 200
        assert desk.get(path).status_code == expected, path
    assert "Ce que personne ne voyait" in text(desk.get("/comptes/0"))
    assert desk.get("/comptes/9999").status_code == 404
    assert desk.get("/courriers/999999").status_code == 404
    assert desk.get("/politique/scenarios/rien").status_code == 404


def test_a_second_click_plays_nothing_and_says_so(desk: Desk) -> None:
    desk.opens()
    seen = desk.seen()
    desk.post("/jouer", how="month", seen=seen)
    again = desk.post("/jouer", how="month", seen=seen)

    assert "rien n’a été joué deux fois" in text(again)
    assert "1 mois sur 12 clos" in text(again)
    assert desk.post("/jouer", how="siècle", seen="0").status_code == 404


def test_the_figures_shown_are_those_of_the_engine(desk: Desk) -> None:
    desk.opens("standard")
    desk.plays()
    rows = {
        row.select_one("th").get_text(): [cell.get_text() for cell in row.select("td")]
        for row in desk.soup().select(".year-months tbody tr")
    }
    with desk.house.app.app_context():
        year = played_years.of_trainee(db.session(), desk.person.id)
        told = played_years.closed(db.session(), year)[0].figures["month"]
    shown = rows["Ventes"][0].replace("\u202f", "").replace(",", ".")
    assert float(shown) == pytest.approx(told["sales"] / 100_000, abs=0.051)
    assert rows["Contacts"][0] == str(told["flows"]["contacts"])
    # the same policy as the benchmark, under the same luck
    assert "Écart avec Standard 0,0 k€" in text(desk.get())


def test_the_last_month_is_taken_back_and_the_year_begun_again(desk: Desk) -> None:
    desk.opens()
    desk.plays()
    desk.plays()
    assert "1 mois sur 12 clos" in text(desk.post("/revenir", seen=desk.seen()))
    again = desk.post("/recommencer", seen=desk.seen())
    assert "0 mois sur 12 clos, essai 2" in text(again)
    assert "Essais précédents" in text(again)
    assert "rien à reprendre" in text(desk.post("/revenir", seen="0"))


def test_the_agenda_says_why_and_lets_somebody_act(desk: Desk) -> None:
    desk.opens("segmentee")
    for _ in range(12):
        page = desk.soup("/agenda")
        if page.select(".year-jobs > li"):
            break
        desk.plays("day")
    assert "étape" in page.select_one(".year-jobs .kind").get_text()
    job = page.select_one('.year-jobs form[action$="/agir"] input[name="customer"]')
    who = str(job["value"])
    left = desk.post("/agenda/agir", customer=who, choice="skip")
    assert "Ne pas relancer ce jour" in text(left)
    assert "laissé" in text(left)
    number = re.search(r"/agenda/(\d+)/annuler", left.text)
    assert number is not None
    assert "C’est annulé" in text(desk.post(f"/agenda/{number[1]}/annuler"))
    assert desk.post("/agenda/agir", customer=who, choice="danser").status_code == 404
    assert desk.post("/agenda/agir", customer="9999", choice="call").status_code == 404
    from_account = desk.post(
        "/agenda/agir", **{"customer": who, "choice": "call", "from": "account"}
    )
    assert from_account.request.path == f"{ROOT}/comptes/{who}"
    assert desk.plays("day").request.path == ROOT + "/agenda"


def test_a_letter_is_read_with_its_invoices(desk: Desk) -> None:
    desk.opens("courriels")
    desk.plays()
    links = desk.soup("/courriers").select('td a[href*="/courriers/"]')
    assert links
    page = desk.browser.get(links[0]["href"])
    assert "Madame, Monsieur" in text(page)
    first = desk.soup("/courriers").select_one("tbody th a")["href"].rsplit("/", 1)[1]
    own = desk.soup(f"/courriers?client={first}")
    assert {each["href"].rsplit("/", 1)[1] for each in own.select("tbody th a")} == {first}


def test_the_debrief_compares_some_policies_a_request(desk: Desk) -> None:
    desk.opens("aucune")
    desk.plays("all")
    assert "Ce qui fait le profit économique" in text(desk.get("/bilan"))
    first = desk.post("/bilan/comparer")
    assert "2 politiques sur 6 sont calculées" in text(first)
    desk.post("/bilan/comparer")
    whole = desk.post("/bilan/comparer")
    page = BeautifulSoup(whole.text, "html.parser")
    said = text(whole)
    assert "La part de la chance" in said
    parts = page.select('[aria-label="D’où vient l’écart de profit"] tbody tr')
    assert {row.select_one("th").get_text() for row in parts} >= {"Relances", "Bureau des litiges"}
    assert len(page.select("svg text.mine")) == 2, "profit by DSO, and by relation"
    assert "sur 100" in said
    rows = page.select('[aria-label^="Moyennes"] tbody tr')
    names = [row.select_one("th").get_text() for row in rows]
    references = {policy.title for policy in years.references()}
    assert len(names) == 6
    assert set(names) == {"La vôtre", *references}
    means = {row.select_one("th").get_text(): row.select("td")[0].get_text() for row in rows}
    assert means["La vôtre"] == means["Aucune relance"], "it was played under that policy"
    assert [each.get_text() for each in page.select(".year-findings li.no")]
    told = desk.house.as_trainer(desk.trainer).get(
        f"/formations/{desk.training}/annee/stagiaires/{desk.person.id}"
    )
    same = BeautifulSoup(told.text, "html.parser").select("main :is(table, li, svg, h2, h3)")
    wanted = page.select("main :is(table, li, svg, h2, h3)")[-len(same) :]
    assert len(same) > 30
    assert [each.get_text() for each in same] == [each.get_text() for each in wanted]


def test_the_trainer_opens_a_debrief_and_launches_its_comparison(desk: Desk) -> None:
    claire = desk.house.as_trainer(desk.trainer)
    group = f"/formations/{desk.training}/annee"
    page = f"{group}/stagiaires/{desk.person.id}"
    assert "n’a pas encore ouvert son année" in text(claire.get(page))
    assert claire.post(f"{page}/comparer").status_code == 303
    desk.opens("courriels")
    desk.plays()
    assert f'href="{page}"' in claire.get(group).text
    assert "Comparer sur vingt-quatre années" in text(claire.get(page))
    claire.post(f"{page}/comparer")
    for told in (claire.get(page), desk.get("/bilan")):
        assert "2 politiques sur 6 sont calculées" in text(told)
    shown = BeautifulSoup(claire.get(page).text, "html.parser").select("main a, main form")
    targets = [str(each.get("href") or each.get("action")) for each in shown]
    assert group in targets
    assert [each for each in targets if each.startswith(ROOT)] == [], "nothing in their name"
    with desk.house.app.app_context():
        year = played_years.of_trainee(db.session(), desk.person.id)
        assert (year.month, year.policy_revision, year.revision) == (1, 1, 2)
    elsewhere = page.replace(str(desk.training), str(desk.house.training(desk.trainer)), 1)
    assert claire.get(elsewhere).status_code == 404


def test_what_if_asks_for_a_day_already_played(desk: Desk) -> None:
    desk.opens()
    desk.plays()
    ask = "/bilan/et-si?client=3&acte=call&le="
    assert "Choisissez un jour déjà joué" in text(desk.get(ask))
    assert "Ce jour n’est pas joué" in text(desk.get(ask + "2031-01-01"))
    told = text(desk.get(ask + "2026-12-04"))
    assert "L’année court encore" in told
    assert "Profit économique de" not in told
    assert "Différences, après moins avant" not in told
    desk.plays("all")
    assert "L’année court encore" not in text(desk.get(ask + "2026-12-04"))
    page = next(
        found
        for who in range(30)
        if (found := desk.soup(f"/bilan/et-si?client={who}")).select_one("#questions")
    )
    link = next(each for each in page.select("a.button") if "appel à J+2" in each.get_text())
    answer = text(desk.browser.get(link["href"]))
    assert "Ce qui se serait passé" in answer
    assert "Profit économique de l’année" in answer
    assert desk.get("/bilan/et-si?client=999&acte=call&le=2026-12-04").status_code == 404


def test_rounds_stop_the_room_and_the_ranking_shows_neighbours_only(desk: Desk) -> None:
    claire = desk.house.as_trainer(desk.trainer)
    group = f"/formations/{desk.training}/annee"
    assert claire.post(f"{group}/manche", data={"months": "0"}).status_code == 303
    desk.opens()
    assert "La première manche n’est pas encore ouverte" in text(desk.get())
    assert "La manche ouverte s’arrête" in text(desk.post("/jouer", how="month", seen="0"))
    claire.post(f"{group}/manche", data={"months": "1", "neighbours": "1"})
    desk.plays("all")
    assert "La manche s’arrête à la fin du mois 1" in text(desk.get())
    others = [desk.house.trainee(desk.training, f"Voisin Numéro{n}") for n in "ABC"]
    for rank, other in enumerate(others):
        there = Desk(desk.house, desk.trainer, desk.training, other)
        there.opens(["aucune", "agressive", "courriels"][rank])
        there.plays()
    seen = desk.soup("/classement").select("tbody tr")
    assert 2 <= len(seen) <= 3
    assert "Vous voyez vos voisins" in text(desk.get("/classement"))
    whole = claire.get(group)
    assert len(BeautifulSoup(whole.text, "html.parser").select("tbody tr")) == 4
    assert claire.get(f"{group}/etat").status_code == 200
    shown = claire.get(f"{group}/projecteur")
    assert len(BeautifulSoup(shown.text, "html.parser").select("tbody tr")) == 4
    assert "Manche ouverte jusqu’au mois 1" in text(claire.get(f"{group}/projecteur/etat"))
    # one plays on: the ranking stays on the month that half of the room has closed, and says so
    claire.post(f"{group}/manche", data={"months": "2"})
    desk.plays("all")
    assert "Classement à la fin du mois 1" in text(claire.get(f"{group}/projecteur"))
    assert "vos chiffres sont ici ceux de la fin du mois 1" in text(desk.get("/classement"))
    there.plays("all")
    shown = text(claire.get(f"{group}/projecteur"))
    assert "Classement à la fin du mois 2" in shown
    assert "Voisin NuméroA, encore au mois 2" in shown
    late = Desk(desk.house, desk.trainer, desk.training, others[0])
    assert "Vous êtes encore au mois 2" in text(late.get("/classement"))
    assert claire.post(f"{group}/manche", data={"months": "40"}).status_code == 409


def test_a_dispute_is_settled_from_the_board_and_taken_back(desk: Desk) -> None:
    desk.opens("segmentee")
    for _ in range(40):
        form = desk.soup("/suivi").select_one('form:has(input[name="slot"])')
        if form is not None:
            break
        desk.plays("week")
    assert form is not None
    fields = {str(each["name"]): str(each["value"]) for each in form.select("input[value]")}
    said = desk.post("/agenda/agir", **fields, choice="answer")
    assert said.request.path == f"{ROOT}/suivi"
    assert "Instruire le dossier, le" in text(said)
    assert "Instruire le dossier" in text(desk.get("/agenda"))
    number = re.search(r"/agenda/(\d+)/annuler", said.text)
    assert number is not None
    back = desk.post(f"/agenda/{number[1]}/annuler", **{"from": "boards"})
    assert "C’est annulé" in text(back)
    assert f'name="slot" value="{fields["slot"]}"' in back.text
    desk.post("/agenda/agir", **fields, choice="answer")
    desk.plays("day")
    told = text(desk.get(f"/comptes/{fields['customer']}"))
    assert "Litige réglé par vous" in told


def test_the_account_says_until_when_a_line_was_decided(desk: Desk) -> None:
    desk.opens()
    with desk.house.app.app_context():
        session = db.session()
        for customer, until in ((2, date(2026, 12, 15)), (3, date(2027, 6, 30))):
            line = Decided(customer, cents(9_000), COMMITTEE, expires_on=until)
            line_grants.grant(session, desk.person.id, [line], desk.house.clock())
        session.commit()
    assert "jusqu’au 15/12/2026 exclu" in text(desk.get("/comptes/2"))
    desk.plays()
    assert "échue le 15/12/2026" in text(desk.get("/comptes/2"))
    assert "la règle de votre politique s’applique" in text(desk.get("/comptes/2"))
    assert "jusqu’au 30/06/2027 exclu" in text(desk.get("/comptes/3"))


def test_a_promise_won_on_the_phone_is_on_the_board_and_cannot_be_taken_back(
    house: House,
) -> None:
    with house.app.app_context():
        caller = Caller(house, db.session())
        db.session().commit()
    desk = Desk(house, caller.trainer, caller.training_id, caller.me)
    desk.opens()
    house.clock.forward(minutes=5)
    with house.app.app_context():
        caller.session = db.session()
        row = caller.play(caller.begin())
        customer, amount = row.customer, display.euros(row.engagement["amount"])
        db.session().commit()

    board = desk.soup("/suivi").select_one("h2 + ul.agenda")

    assert board is not None
    assert f"{amount} pour le" in board.get_text()
    assert "obtenue au téléphone" in board.get_text()
    assert "Promesse obtenue au téléphone" in text(desk.get("/agenda"))
    account = desk.soup(f"/comptes/{customer}")
    assert "Promesse obtenue au téléphone" in account.get_text()
    assert account.select('form[action$="/annuler"] button') == []
