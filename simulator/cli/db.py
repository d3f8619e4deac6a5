"""`simulator db`: the database brought up to date, saved to a file, put back."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli import common
from simulator.domain.measures import agreed

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Mettre à niveau, sauvegarder ou restaurer la base."""


@command.command()
def upgrade() -> None:
    """Mettre la base au niveau de ce programme (elle est créée s’il n’y en a pas)."""
    from simulator.services import backups, databases

    settings = common.settings()
    with common.refusals():
        found = databases.version(settings.database_url)
        if found.up_to_date:
            click.echo(f"La base est à niveau ({found.head}).")
            return
        if found.current is not None and settings.sqlite_path is not None:
            click.echo(f"Base d’avant gardée : {backups.keep(settings, common.now())}")
        databases.upgrade(settings.database_url)
    click.echo(f"Base mise au niveau {found.head}.")


@command.command()
@click.argument("file", metavar="FICHIER", type=FILE)
def backup(file: Path) -> None:
    """Sauvegarder la base dans FICHIER, sans arrêter le serveur."""
    from simulator.services import backups

    with common.refusals():
        made = backups.backup(common.settings(), file)
    click.echo(f"Sauvegarde faite : {_described(made)}")


@command.command()
@click.argument("file", metavar="FICHIER", type=FILE)
@click.option("--yes", is_flag=True, help="Ne pas demander confirmation.")
def restore(file: Path, *, yes: bool) -> None:
    """Remettre la base comme elle était dans FICHIER, serveur arrêté."""
    from simulator.services import backups

    settings = common.settings()
    with common.refusals():
        found = backups.examine(file)
        click.echo(_described(found))
        if not yes:
            click.confirm("Remplacer la base actuelle par celle-ci ?", abort=True)
        done = backups.restore(settings, file, common.now())
    if done.replaced is not None:
        click.echo(f"La base remplacée est gardée : {done.replaced}")
    common.ready(settings)
    click.echo("Base restaurée.")


def _described(found: object) -> str:
    from simulator.services.backups import Backup

    assert isinstance(found, Backup)
    size = f"{found.size / 1_000_000:.1f}".replace(".", ",")
    trainings, trainees = found.rows["trainings"], found.rows["trainees"]
    rows = agreed(f"{trainings} formation(s), {trainees} stagiaire(s)")
    return f"{found.path} ({size} Mo, {rows})"


@command.command()
@click.option("--dry-run", is_flag=True, help="Compter seulement ce qui serait effacé.")
def retention(*, dry_run: bool) -> None:
    """Effacer ce dont la durée de conservation est passée ; les preuves restent."""
    from simulator.services import retention as job

    settings = common.settings()
    with common.session(settings) as session:
        due = job.run(session, common.now(), dry=dry_run)
    verb = "À effacer" if dry_run else "Effacé"
    told = (
        f"{verb} : travaux de {due.people} personne(s), {due.links} lien(s) de connexion,"
        f" {due.failures} essai(s) refusé(s)."
    )
    click.echo(agreed(told))
