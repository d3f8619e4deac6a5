"""`simulator attendance`: whether what was signed is what is kept."""

from __future__ import annotations

import sys

import click

from simulator.cli import common

WORDS = {
    "gap": "une entrée manque",
    "link": "elle ne suit pas la précédente",
    "content": "son contenu, ou l’horaire de sa demi-journée, a été modifié",
    "moved": "elle a été déplacée vers une autre personne ou une autre demi-journée",
}


@click.group()
def command() -> None:
    """Vérifier la chaîne des signatures."""


@command.command()
def verify() -> None:
    """Recalculer chaque empreinte ; sortir en erreur si une chaîne est rompue."""
    from simulator.services import signature_checks

    with common.session(common.settings()) as session:
        found = signature_checks.checks(session)
    if not found:
        click.echo("Aucune signature n’est enregistrée.")
    for one in found:
        state = (
            f"rompue à l’entrée {one.broken.sequence} ({WORDS[one.broken.reason]})"
            if one.broken
            else f"intacte ({one.entries} {'entrées' if one.entries > 1 else 'entrée'})"
        )
        click.echo(f"Formation n° {one.training_id}, {one.title} : chaîne {state}")
    if any(one.broken for one in found):
        sys.exit(1)
