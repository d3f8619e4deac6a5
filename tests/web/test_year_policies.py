"""The policy is edited on paper-like forms: nothing typed is lost, each fault is at its box."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from simulator.services import years
from tests.conftest import House
from tests.playing import ROOT, Desk, text


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk.of(house)


def test_a_form_sent_back_as_it_is_changes_nothing(desk: Desk) -> None:
    desk.opens("segmentee")
    before = desk.policy()
    for path in ("/politique", "/politique/segments", "/politique/scenarios/standard"):
        answer = desk.post(path, **(desk.form(path) | {"act": "save"}))
        assert answer.status_code == 200
    assert desk.policy() == before


def test_rules_are_kept_and_a_wrong_box_is_said_at_its_place_with_nothing_lost(desk: Desk) -> None:
    desk.opens()
    typed = desk.form("/politique") | {
        "capacity": "1 200",
        "hold-after": "beaucoup",
        "premium": "0,3 %",
        "quota": "120",
        "terms-D": "comptant ?",
        "hold-min": "10,005",
    }
    refused = desk.post("/politique", **typed)
    page = BeautifulSoup(refused.text, "html.parser")
    assert refused.status_code == 422
    assert page.select_one("#hold-after")["value"] == "beaucoup"
    assert "n’est pas un nombre lisible" in page.select_one("#hold-after-fault").get_text()
    assert page.select_one("#quota-fault").get_text() == "De 0 à 100."
    assert page.select_one("#terms-D-fault").get_text() == "Choisissez dans la liste."
    assert page.select_one("#hold-min-fault").get_text() == "Deux décimales au plus."
    assert page.select_one("#capacity")["value"] == "1 200"
    assert desk.policy().capacity_minutes == 480

    good = typed | {
        "hold-after": "25",
        "quota": "95",
        "terms-D": "30f",
        "hold-min": "10,50 €",
        "hold-spared": ["A"],
        "insured": "1",
        "desk": "12 j",
    }
    assert "Règles enregistrées" in text(desk.post("/politique", **good))
    kept = desk.policy()
    assert (kept.capacity_minutes, kept.dispute_days) == (1200, 12)
    assert (kept.hold.after_days, kept.hold.min_overdue) == (25, 1050)
    assert kept.hold.spared_stakes == ("A",)
    assert (kept.insurance.on, kept.insurance.premium_rate, kept.insurance.quota) == (
        True,
        0.003,
        0.95,
    )
    assert (kept.terms["D"].days, kept.terms["D"].end_of_month) == (30, True)
    assert "A" not in kept.terms


def test_steps_are_added_moved_and_removed_without_scripts(desk: Desk) -> None:
    desk.opens()
    path = "/politique/scenarios/courriels"
    more = desk.post(path, **(desk.form(path) | {"act": "add", "title": "À ma façon"}))
    page = BeautifulSoup(more.text, "html.parser")
    assert len(page.select("fieldset.year-row")) == 4
    assert page.select_one("#title")["value"] == "À ma façon", "what was typed is kept"
    assert [box["name"] for box in page.select("[autofocus]")] == ["l3-offset"], "the new line"
    assert "pas encore enregistrés" in page.get_text()
    fewer = desk.form(path) | {"act": "remove-0", "l1-offset": "19"}
    page = BeautifulSoup(desk.post(path, **fewer).text, "html.parser")
    assert [each.get_text() for each in page.select(".year-line .when")] == ["J+19", "J+30"]
    assert [box["name"] for box in page.select("[autofocus]")] == ["l1-offset"]
    vague = fewer | {"act": "add", "l1-offset": "bientôt"}
    page = BeautifulSoup(desk.post(path, **vague).text, "html.parser")
    assert [each.get_text() for each in page.select(".year-line .when")] == ["J+5", "J+15", "J+30"]
    assert page.select_one("#l1-offset")["value"] == "bientôt"

    typed = desk.form(path) | {"order": "0,2,7", "title": "À ma façon", "act": "save"}
    typed |= {"l7-offset": "-3", "l7-channel": "phone", "l7-template": "pre_due"}
    typed |= {"l7-who": "collector", "l7-min": "1 000", "l7-stops": ["disputed"]}
    assert "Scénario enregistré" in text(desk.post(path, **typed))
    assert "À ma façon" in text(desk.get("/politique"))
    used = desk.form("/politique/segments") | {"act": "save", "l1-scenario": "courriels"}
    assert "Segments enregistrés" in text(desk.post("/politique/segments", **used))
    scenario = next(each for each in desk.policy().scenarios if each.code == "courriels")
    assert [step.offset for step in scenario.steps] == [-3, 5, 30]
    assert scenario.steps[0].min_overdue == 100_000
    assert [stop.value for stop in scenario.steps[0].stops] == ["disputed"]

    double = desk.form(path) | {"act": "save", "l1-offset": "-3", "title": ""}
    refused = BeautifulSoup(desk.post(path, **double).text, "html.parser")
    assert "Une autre étape a déjà ce jour" in refused.select_one("#l1-offset-fault").get_text()
    assert refused.select_one("#title-fault").get_text() == "Donnez un nom."
    back = desk.post(path + "/retirer")
    assert "Scénario retiré" in text(back)
    scenario = next(each for each in desk.policy().scenarios if each.code == "courriels")
    assert scenario == years.reminders()["courriels"]


def test_a_scenario_is_copied_and_taken_away_when_nobody_uses_it(desk: Desk) -> None:
    desk.opens()
    made = desk.post("/politique/scenarios", source="risque")
    assert made.request.path == ROOT + "/politique/scenarios/scenario-1"
    assert desk.post("/politique/scenarios", source="rien").status_code == 404
    segments = desk.form("/politique/segments") | {"act": "save", "l1-scenario": "scenario-1"}
    desk.post("/politique/segments", **segments)
    assert desk.post("/politique/scenarios/scenario-1/retirer").status_code == 404
    desk.post("/politique/segments", **(segments | {"l1-scenario": "standard"}))
    desk.post("/comptes/5/decider", **{"limit": "", "class": "C", "chased": "scenario-1"})
    assert "Scénario retiré" in text(desk.post("/politique/scenarios/scenario-1/retirer"))
    assert "scenario-1" not in [each.code for each in desk.policy().scenarios]
    decisions = desk.policy().decisions
    assert (decisions.classes, decisions.scenarios) == ({5: "C"}, {}), "back to the segment's"


def test_segments_are_ordered_named_and_conditioned(desk: Desk) -> None:
    desk.opens("segmentee")
    path = "/politique/segments"
    up = BeautifulSoup(desk.post(path, **(desk.form(path) | {"act": "up-3"})).text, "html.parser")
    assert up.select_one('input[name="order"]')["value"] == "0,1,3,2"
    assert [box["name"] for box in up.select("[autofocus]")] == ["l3-code"]
    fewer = desk.post(path, **(desk.form(path) | {"act": "remove-0"}))
    assert len(BeautifulSoup(fewer.text, "html.parser").select("fieldset.year-row")) == 3

    typed = desk.form(path) | {"act": "save", "order": "1,0", "l1-late": "12", "l0-code": "risques"}
    refused = BeautifulSoup(desk.post(path, **typed).text, "html.parser")
    assert "Deux segments portent ce nom" in refused.select_one("#l0-code-fault").get_text()
    desk.post(path, **(typed | {"l0-code": "mairies", "l0-sectors": "btp"}))
    first, second = desk.policy().segments
    assert (first.code, first.late_from, first.classes) == ("risques", 12, ("C", "D"))
    assert (second.code, second.public_only) == ("mairies", True)
    assert "personne ne les relance" in text(desk.get("/politique"))


def test_a_reference_policy_replaces_one_s_own(desk: Desk) -> None:
    desk.opens("aucune")
    desk.post("/politique/reference", start="agressive")
    assert desk.policy().hold.after_days == 3
    desk.post("/comptes/4/decider", **{"limit": "25 000", "class": "D", "chased": "public"})
    desk.post("/politique/scenarios", source="risque")
    mine = {"limit": "", "class": "", "chased": "scenario-1"}
    desk.post("/comptes/5/decider", **mine)
    desk.post("/politique/reference", start="agressive")
    row = desk.soup("/politique").select_one(".year-rulings tbody tr")
    said = " ".join(row.get_text(" ").replace("\u202f", " ").split())
    assert said.endswith("25 000 € D Clients publics")
    kept = desk.policy().decisions
    assert (kept.limits, kept.classes, kept.scenarios) == ({4: 2_500_000}, {4: "D"}, {4: "public"})
    assert desk.opens("standard").status_code == 200, "opening twice opens once"
    assert desk.policy().hold.after_days == 3


def test_the_lines_of_the_files_may_be_the_limits_at_the_start(desk: Desk) -> None:
    desk.opens("standard", limits="file")
    assert desk.policy().limits.cap.value == "file"


def test_what_is_decided_for_a_customer_is_kept_or_refused_in_words(desk: Desk) -> None:
    desk.opens()
    kept = desk.post("/comptes/4/decider", **{"limit": "25 000", "class": "D", "chased": "public"})
    assert "Décision enregistrée" in text(kept)
    decisions = desk.policy().decisions
    assert (decisions.limits, decisions.classes, decisions.scenarios) == (
        {4: 2_500_000},
        {4: "D"},
        {4: "public"},
    )
    page = BeautifulSoup(kept.text, "html.parser")
    assert page.select_one("#limit")["value"] == "25\u202f000"
    bad = desk.post("/comptes/4/decider", **{"limit": "-5", "class": "B", "chased": "risque"})
    assert bad.status_code == 422
    page = BeautifulSoup(bad.text, "html.parser")
    assert page.select_one("#limit-fault").get_text() == "Zéro ou plus."
    assert page.select_one("#limit")["value"] == "-5"
    assert page.select_one("#class option[selected]")["value"] == "B", "nothing typed is lost"
    assert page.select_one("#chased option[selected]")["value"] == "risque"
    assert desk.policy().decisions.limits == {4: 2_500_000}, "nothing is kept"
    desk.post("/comptes/4/decider", **{"limit": "", "class": "", "chased": ""})
    assert desk.policy().decisions.limits == {}
    assert desk.post("/comptes/9999/decider", limit="").status_code == 404
