from __future__ import annotations

import json
from pathlib import Path

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
    assert "1 faute(s)" in result.output


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
    assert "1 sujet(s) sans tout ce qu’il leur faut" in written.stderr
    assert "1 sujets couverts sur 2" in said
    assert "outil\u202f: ageing" in said
    assert "2 un sujet sans rien\u202f: il manque leçon, jeu de rôle" in said
    assert [record["missing"] for record in records] == [[], ["lesson", "roleplay"]]
    assert records[0]["found"] == {"tool": ["ageing"]}


def test_coverage_of_what_is_shipped_speaks_of_every_topic(run: Run) -> None:
    result = run("content", "coverage", "--json")
    records = json.loads(result.stdout)

    assert len(records) == 142
    assert [record["topic"] for record in records if record["missing"]] == []
    assert result.exit_code == 0
