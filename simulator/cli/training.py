"""`simulator training`: a whole training in one file, out of one installation, into another."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli import common


@click.group()
def command() -> None:
    """Exporter une formation entière dans un fichier, ou en rouvrir un."""


@command.command()
@click.argument("number", type=int, metavar="NUMÉRO")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path), metavar="FICHIER")
@click.option("--email", required=True, help="Adresse du formateur qui exporte.")
def export(number: int, target: Path, email: str) -> None:
    """Écrire la formation de ce numéro dans un fichier zip."""
    from simulator.exchange import trainings as files
    from simulator.services import trainers, trainings, transfers

    with common.session(common.settings()) as session:
        person = trainers.by_email(session, email)
        row = trainings.get(session, person, number)
        found = transfers.bundle(session, person, row, common.now())
        target.write_bytes(files.pack(found))
        click.echo(f"{row.title}\u202f: {target}")


@command.command("import")
@click.argument(
    "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FICHIER"
)
@click.option("--email", required=True, help="Adresse du formateur à qui la confier.")
def open_file(source: Path, email: str) -> None:
    """Rouvrir ici la formation d’un fichier ; rien n’est repris d’un fichier abîmé."""
    from simulator.services import trainers, transfer_opening

    with common.session(common.settings()) as session:
        person = trainers.by_email(session, email)
        found = transfer_opening.read(source.read_bytes())
        row = transfer_opening.restore(session, person, found, common.now())
        click.echo(f"Formation n° {row.id}, {row.title}\u202f: code {row.join_code}")
