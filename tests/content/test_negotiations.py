"""Scripts of calls: the real ones read clean, each fault is named at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.catalogue import load
from simulator.content.negotiations import COMMONS, load_negotiations
from simulator.domain.negotiation.intents import Intent
from simulator.paths import CONTENT, SCENARIOS

COMMUN = """\
unsure: Comment\u202f?
reactions:
  - {id: ecoute, does: empathy, to: ., worth: good, why: apaise, reply: Merci.}
endings:
  hang_up: {outcome: hang_up, success: bad, text: raccroché}
  time: {outcome: time, success: bad, text: trop long}
  promesse: {outcome: promise, success: good, text: promis}
"""
ESSAI = """\
id: essai
title: Essai
version: 1
difficulty: 1
covers: []
objections: [O16]
where: overdue > 0
contact: la comptable
brief: Vous appelez {name}.
secret: Rien.
sheet: {stake: a, objective: b, fallback: c, walk_away: d}
casting:
  tempers: {calme: 1}
  faith: {low: 10, high: 90}
  cash: {low: 10, high: 90}
  causes:
    - {id: creux, text: Un creux.}
start: debut
nodes:
  debut:
    says: Allô
    options:
      - {id: a, say: Bonjour, does: greeting, to: "@promesse", worth: good, why: w}
      - id: b
        say: Je prends {overdue}
        does: request amount
        to:
          - {when: trust >= 90, to: .}
          - {to: "@promesse"}
        worth: good
        why: w
        commits: {amount: overdue, date: friday, means: virement}
      - {id: c, say: Ici moi, does: identification, to: "@promesse", worth: good, why: w}
      - {id: f1, say: Non, does: refusal, to: "@refus", worth: bad, why: w}
      - {id: f2, say: Tant pis, does: wait, to: "@refus", worth: bad, why: w}
      - {id: f3, say: Zut, does: blame, to: "@refus", worth: bad, why: w}
      - {id: f4, say: Gratuit, does: concession, to: "@refus", worth: bad, why: w}
      - {id: f5, say: Menace, does: illegal_threat, to: "@refus", worth: bad, why: w}
endings:
  refus: {outcome: refusal, success: bad, text: refusé, says: [Non.]}
"""


def write(root: Path, essai: str = ESSAI, commun: str | None = COMMUN) -> Path:
    (root / "essai.yaml").write_text(essai, encoding="utf-8")
    if commun is not None:
        (root / COMMONS).write_text(commun, encoding="utf-8")
    return root


def test_a_small_script_reads_clean(tmp_path) -> None:
    found, problems = load_negotiations(write(tmp_path))

    assert problems == []
    script = found.scripts["essai"]
    assert script.nodes["debut"].says[0].text == "Allô"
    assert script.nodes["debut"].options[1].intents == (Intent.REQUEST, Intent.AMOUNT)
    assert set(script.endings) == {"hang_up", "time", "promesse", "refus"}
    assert script.reactions[0].reply[0].text == "Merci."
    assert script.unsure[0].text == "Comment\u202f?"


def test_the_real_scripts_read_clean_and_are_in_the_catalogue() -> None:
    found, problems = load_negotiations(SCENARIOS / "negotiations")
    catalogue, _ = load(CONTENT)

    assert problems == []
    assert set(catalogue.negotiations) == set(found.scripts)


def test_every_topic_that_wants_a_role_play_has_a_script() -> None:
    catalogue, problems = load(CONTENT)
    covered = {topic for one in catalogue.negotiations.values() for topic in one.covers}
    wanted = {
        f"{programme.id}/{topic.id}"
        for programme in catalogue.programmes.values()
        for topic in programme.topics
        if "roleplay" in topic.needs
    }

    assert wanted <= covered
    assert not [one for one in problems if one.file.startswith("negotiations/")]


def faulty(root: Path, old: str, new: str) -> list[tuple[str, int]]:
    assert old in ESSAI
    found, problems = load_negotiations(write(root, ESSAI.replace(old, new, 1)))
    assert found.scripts == {}
    return [(one.code, one.line) for one in problems]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("id: essai", "id: autre", "bad-id", 1),
        ("id: essai", "id: Essai !", "bad-id", 1),
        ("[O16]", "[O99]", "negotiation-objection", 6),
        ("where: overdue > 0", "where: overdue >", "negotiation-where", 7),
        ("where: overdue > 0", "where: fortune > 0", "negotiation-where", 7),
        ("{calme: 1}", "{calme: 1, lunaire: 1}", "negotiation-temper", 13),
        ("say: Bonjour, ", "say: '', ", "negotiation-say", 23),
        ("date: friday", "date: jamais", "negotiation-commits", 32),
        ("date: friday", "date: '40'", "negotiation-commits", 32),
        ("amount: overdue,", "amount: fortune,", "negotiation-commits", 32),
        ("means: virement", "means: troc", "negotiation-commits", 32),
        ("Vous appelez {name}.", "Vous appelez {nom}.", "negotiation-figure", 9),
        ("when: trust >= 90", "when: trust au plus", "negotiation-when", 28),
        ('to: "@promesse", worth: good, why: w}', "to: rien, worth: good, why: w}",
         "negotiation-target", 20),
        ("start: debut", "start: rien", "negotiation-start", 19),
        ("{id: c,", "{id: a,", "negotiation-duplicate", 20),
        ("title: Essai\n", "", "record-missing", 1),
        ("does: greeting", "does: chanter", "record-enum", 23),
        ("id: essai\n", "id: essai\nid: essai\n", "yaml-duplicate-key", 2),
    ],
)  # fmt: skip
def test_each_fault_is_named_at_its_line(tmp_path, old, new, code, line) -> None:
    if code == "yaml-duplicate-key":
        _, problems = load_negotiations(write(tmp_path, ESSAI.replace(old, new, 1)))
        assert (code, line) in [(one.code, one.line) for one in problems]
    else:
        assert (code, line) in faulty(tmp_path, old, new)


def test_a_date_in_working_days_is_read(tmp_path) -> None:
    _, problems = load_negotiations(write(tmp_path, ESSAI.replace("date: friday", "date: '30'")))

    assert problems == []


def test_a_file_that_is_not_yaml_is_named(tmp_path) -> None:
    found, problems = load_negotiations(write(tmp_path, "id: ["))

    assert found.scripts == {}
    assert problems[0].code == "yaml-syntax"
    assert problems[0].file == "negotiations/essai.yaml"


@pytest.mark.parametrize(
    ("commun", "code"),
    [
        (None, "negotiation-commons"),
        ("unsure: [", "yaml-syntax"),
        ("unsure: x\n", "record-missing"),
        (COMMUN.replace("  time:", "  temps:"), "negotiation-ending"),
    ],
)
def test_without_what_all_share_nothing_is_read(tmp_path, commun, code) -> None:
    found, problems = load_negotiations(write(tmp_path, commun=commun))

    assert found.scripts == {}
    assert code in {one.code for one in problems}


def test_somebody_must_be_able_to_ask_back(tmp_path) -> None:
    found, _ = load_negotiations(write(tmp_path, commun=COMMUN.replace("Comment\u202f?", "[]")))

    assert found.scripts == {}
