"""`simulator content`: what authors wrote, checked file by file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli import common

if TYPE_CHECKING:
    from simulator.services.coverage import Coverage

NEEDS = {
    "lesson": "leçon",
    "exercise": "exercice",
    "quiz": "question",
    "roleplay": "jeu de rôle",
    "tool": "outil",
}
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Contrôler les modules, les exercices et les programmes."""


@command.command()
@click.option("--folder", type=FOLDER, help="Un autre dossier de contenu que celui d’Encours.")
def check(*, folder: Path | None) -> None:
    """Lire tout le contenu et nommer chaque faute, avec son fichier et sa ligne.

    Le code de sortie est 1 quand il y a une faute.
    """
    from simulator.content.catalogue import load
    from simulator.content.problems import errors
    from simulator.paths import CONTENT

    catalogue, problems = load(folder or CONTENT)
    for problem in problems:
        click.echo(str(problem))
    wrong = len(errors(problems))
    if wrong:
        raise common.Refused(f"{wrong} faute(s) dans le contenu.")
    click.echo(
        f"Contenu sans faute : {len(catalogue.modules)} modules, {len(catalogue.lessons)} leçons,"
        f" {len(catalogue.exercises)} exercices, {sum(1 for _ in catalogue.questions())} questions,"
        f" {len(catalogue.programmes)} programmes."
    )


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Écrire du JSON, pour un autre programme.")
@click.option("--folder", type=FOLDER, help="Un autre dossier de contenu que celui d’Encours.")
def coverage(*, as_json: bool, folder: Path | None) -> None:
    """Dire, sujet par sujet des programmes, ce que le contenu offre et ce qui manque."""
    from simulator.content.catalogue import load
    from simulator.paths import CONTENT
    from simulator.services.coverage import measure

    catalogue, _ = load(folder or CONTENT)
    found = measure(catalogue)
    if as_json:
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
        return
    for programme in catalogue.programmes.values():
        topics = [one for one in found if one.programme == programme.id]
        whole = sum(not one.missing for one in topics)
        click.echo(
            f"\n{programme.id} – {programme.title} : {whole} sujets couverts sur {len(topics)}"
        )
        for one in topics:
            if one.missing:
                missing = ", ".join(NEEDS[need] for need in one.missing)
                click.echo(f"  {one.topic} {one.label} : il manque {missing}")
    click.echo(f"\n{sum(not one.missing for one in found)} sujets couverts sur {len(found)}.")


def _record(one: Coverage) -> dict[str, object]:
    return {
        "programme": one.programme,
        "topic": one.topic,
        "label": one.label,
        "found": {need.value: list(ids) for need, ids in one.found.items()},
        "missing": [need.value for need in one.missing],
    }
