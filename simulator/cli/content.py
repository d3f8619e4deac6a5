"""`simulator content`: what authors wrote, checked file by file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli import common
from simulator.domain.measures import agreed

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from simulator.content.catalogue import Catalogue
    from simulator.services.coverage import Coverage

DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])
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
        raise common.Refused(agreed(f"{wrong} faute(s) dans le contenu."))
    click.echo(
        f"Contenu sans faute : {len(catalogue.modules)} modules, {len(catalogue.lessons)} leçons,"
        f" {len(catalogue.exercises)} exercices, {sum(1 for _ in catalogue.questions())} questions,"
        f" {len(catalogue.programmes)} programmes."
    )


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Écrire du JSON, pour un autre programme.")
@click.option("--folder", type=FOLDER, help="Un autre dossier de contenu que celui d’Encours.")
def coverage(*, as_json: bool, folder: Path | None) -> None:
    """Dire, sujet par sujet des programmes, ce que le contenu offre et ce qui manque.

    Le code de sortie est 1 quand il manque quelque chose.
    """
    from simulator.content.catalogue import load
    from simulator.paths import CONTENT
    from simulator.services.coverage import measure

    catalogue, _ = load(folder or CONTENT)
    found = measure(catalogue)
    if as_json:
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
    else:
        _say(catalogue, found)
    lacking = sum(bool(one.missing) for one in found)
    if lacking:
        raise common.Refused(agreed(f"{lacking} sujet(s) incomplet(s)."))


def _say(catalogue: Catalogue, found: Sequence[Coverage]) -> None:
    for programme in catalogue.programmes.values():
        topics = [one for one in found if one.programme == programme.id]
        whole = sum(not one.missing for one in topics)
        click.echo(
            f"\n{programme.id} – {programme.title} : {whole} sujets couverts sur {len(topics)}"
        )
        for one in topics:
            lacking = [NEEDS[need] for need in one.missing]
            said = f"\u202f: il manque {', '.join(lacking)}" if lacking else ""
            click.echo(f"  {one.topic} {one.label}{said}")
            for need, ids in one.found.items():
                if ids:
                    click.echo(f"      {NEEDS[need]}\u202f: {', '.join(ids)}")
    click.echo(f"\n{sum(not one.missing for one in found)} sujets couverts sur {len(found)}.")


def _record(one: Coverage) -> dict[str, object]:
    return {
        "programme": one.programme,
        "topic": one.topic,
        "label": one.label,
        "found": {need.value: list(ids) for need, ids in one.found.items()},
        "missing": [need.value for need in one.missing],
    }


@command.command()
@click.argument("exercises", metavar="[EXERCICE]…", nargs=-1)
@click.option("--seeds", type=click.IntRange(1, 1000), default=20, help="Graines par scénario.")
@click.option(
    "--scenario", "scenarios", multiple=True, help="Un scénario ; tous sans cette option."
)
@click.option(
    "--customers", type=click.IntRange(1, 500), default=50, help="Clients du portefeuille."
)
@click.option("--date", "as_of", type=DAY, help="Jour du portefeuille (aujourd’hui sinon).")
def prove(
    *,
    exercises: tuple[str, ...],
    seeds: int,
    scenarios: tuple[str, ...],
    customers: int,
    as_of: datetime | None,
) -> None:
    """Prouver des exercices (tous, sans EXERCICE) sur les portefeuilles de plusieurs graines.

    Une ligne par exercice : les portefeuilles essayés, les tirages remplacés et pourquoi. Le code
    de sortie est 1 quand un exercice est en faute quelque part.
    """
    from simulator.cli import proofs as words
    from simulator.generation import library
    from simulator.services import catalogue, proofs

    wanted = words.chosen(catalogue.content().exercises, exercises)
    with common.refusals():
        keys = [library.scenario(key).key for key in scenarios]
        keys = keys or [one.key for one in library.playable()]
        day = as_of.date() if as_of else common.today()
        found = proofs.start(wanted)
        grounds = proofs.grounds(keys, seeds, day, customers)
        with click.progressbar(grounds, length=len(keys) * seeds, file=sys.stderr) as shown:
            for ground in shown:
                for proof in found:
                    proofs.extend(proof, ground)
    for line in words.lines(found):
        click.echo(line)
    wrong = sum(bool(proof.faults) for proof in found)
    if wrong:
        raise common.Refused(agreed(f"{wrong} exercice(s) en faute sur {len(found)}."))
    told = f"{len(found)} exercice(s) sans faute sur {len(keys) * seeds} portefeuille(s)."
    click.echo(agreed(told))


@command.group()
def new() -> None:
    """Commencer un fichier de contenu."""


@new.command("exercise")
@click.argument("kind", metavar="TYPE")
@click.argument("module")
@click.argument("slug")
@click.option("--folder", type=FOLDER, help="Un autre dossier de contenu que celui d’Encours.")
def new_exercise(*, kind: str, module: str, slug: str, folder: Path | None) -> None:
    """Écrire le squelette commenté d’un exercice et le nommer dans son module.

    Le squelette est déjà un exercice juste : changez-en une ligne à la fois.
    """
    from simulator.content.skeletons import begin
    from simulator.paths import CONTENT

    with common.refusals():
        path = begin(folder or CONTENT, kind, module, slug)
    click.echo(f"{path} est écrit et nommé dans module.yaml.")
    click.echo(f"Voyez-le en direct : simulator content preview {path}")


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), default=5050, show_default=True)
@click.option("--scenario", default="negoce-materiaux", show_default=True)
def preview(*, file: Path, port: int, scenario: str) -> None:  # pragma: no cover - serves for ever
    """Montrer un exercice sur cette machine, sur un portefeuille engendré, pendant qu’on l’écrit.

    La page se recharge à chaque enregistrement, avec les fautes du fichier s’il y en a.
    """
    from cheroot.wsgi import Server

    server = Server(("127.0.0.1", port), previewed(file, scenario))
    click.echo(f"http://127.0.0.1:{port}/ (Ctrl-C pour arrêter)")
    try:
        server.start()
    except KeyboardInterrupt:
        server.stop()


def previewed(file: Path, scenario: str) -> Flask:
    """Return the application that shows a file."""
    from simulator.services import catalogue
    from simulator.web.preview import Preview, create

    known = catalogue.content()
    return create(Preview(file, scenario, common.today(), known.law, known.words))
