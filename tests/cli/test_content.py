from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from simulator.cli import proofs as words
from simulator.services import catalogue
from simulator.services.proofs import Proof
from tests.cli.conftest import Run


def test_the_content_that_is_shipped_is_clean(run: Run) -> None:
    result = run("content", "check")

    assert result.exit_code == 0, result.output
    assert "Contenu sans faute" in result.output


def test_a_fault_is_named_with_its_file_and_its_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "modules" / "01-vide"
    folder.mkdir(parents=True)

    result = run("content", "check", "--folder", str(tmp_path))

    assert result.exit_code == 1
    assert "modules/01-vide/module.yaml:1" in result.output
    assert "1 faute dans" in result.output


PROGRAMME = """\
id: ESSAI
title: "Un programme d’essai"
days: 1
hours: 7
audience: "tous"
prerequisites: "aucun"
objectives:
  - "essayer"
topics:
  - {id: "1", label: "un sujet avec un outil", needs: [tool], tools: [ageing]}
  - {id: "2", label: "un sujet sans rien", needs: [lesson, roleplay]}
half_days:
  - {day: 1, slot: matin, topics: ["1"], activities: ["tool:ageing", "tool:nothing-yet"]}
"""


def test_coverage_names_what_a_topic_lacks(run: Run, tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "essai.yaml").write_text(PROGRAMME, encoding="utf-8")

    spoken = run("content", "coverage", "--folder", str(tmp_path))
    written = run("content", "coverage", "--json", "--folder", str(tmp_path))
    said, records = spoken.output, json.loads(written.stdout)

    assert spoken.exit_code == written.exit_code == 1
    assert "1 sujet incomplet." in written.stderr
    assert "1 sujets couverts sur 2" in said
    assert "outil\u202f: ageing" in said
    assert "2 un sujet sans rien\u202f: il manque leçon, jeu de rôle" in said
    assert [record["missing"] for record in records] == [[], ["lesson", "roleplay"]]
    assert records[0]["found"] == {"tool": ["ageing"]}


def test_an_exercise_is_proved_on_the_seeds_asked_for(run: Run) -> None:
    result = run(
        *("content", "prove", "calculer-une-echeance", "--seeds", "2"),
        *("--scenario", "negoce-materiaux", "--date", "2026-11-30"),
    )

    assert result.exit_code == 0, result.output
    assert "calculer-une-echeance\u202f: 2 portefeuilles, aucun tirage remplacé" in result.stdout
    assert "1 exercice sans faute sur 2 portefeuilles." in result.stdout


def test_an_exercise_that_suits_nobody_ends_the_proof_with_a_fault(run: Run) -> None:
    one = ("--seeds", "4", "--scenario", "negoce-materiaux", "--date", "2026-11-30")
    result = run("content", "prove", "lettre-de-mise-en-demeure", "--customers", "1", *one)

    assert result.exit_code == 1
    assert "FAUTE, negoce-materiaux, graine 1\u202f: aucun client ne convient" in result.stdout
    assert "et 1 autre faute" in result.stdout
    assert "1 exercice en faute sur 1" in result.stderr


def test_an_exercise_or_a_scenario_that_does_not_exist_is_refused(run: Run) -> None:
    assert "aucun exercice ne s’appelle « rien »" in run("content", "prove", "rien").stderr
    assert run("content", "prove", "--scenario", "rien").exit_code == 1


def test_replaced_draws_are_told_with_their_share_and_their_reasons() -> None:
    exercise = catalogue.content().exercises["calculer-une-echeance"]
    reasons = {"zero:burden": 2, "rights": 1, "mistake_hidden:HT": 1, "odd": 1}
    proof = Proof(exercise, 20, 25, Counter(reasons), unseen={"B", "A"})

    said = list(words.lines([proof]))

    assert said[0].endswith(
        "5 tirages remplacés sur 25 (20\u202f%)\u202f: réponse nulle – burden (2),"
        " pas une seule bonne réponse (1), erreur exigée qui ne se voit pas – HT (1), …"
    )
    assert said[1:] == ["    jamais vues\u202f: A, B"]


def test_coverage_of_what_is_shipped_speaks_of_every_topic(run: Run) -> None:
    result = run("content", "coverage", "--json")
    records = json.loads(result.stdout)

    assert len(records) == 142
    assert [record["topic"] for record in records if record["missing"]] == []
    assert result.exit_code == 0
