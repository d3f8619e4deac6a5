"""The `simulator` command. A sub-command's module is imported only when it is asked for."""

from __future__ import annotations

import importlib
import sys

import click

from simulator.cli import french

COMMANDS = {
    "serve": "Servir les pages, sur cette machine ou sur le réseau local.",
    "demo": "Charger la formation de démonstration.",
    "db": "Mettre à niveau, sauvegarder ou restaurer la base.",
    "trainer": "Ajouter un formateur, ou lui donner un lien de connexion.",
    "training": "Exporter une formation entière dans un fichier, ou en rouvrir un.",
    "attendance": "Vérifier la chaîne des signatures.",
    "content": "Contrôler les modules, les exercices et les programmes.",
    "portfolio": "Engendrer un portefeuille, ou le contrôler.",
    "year": "Jouer une année de crédit client sous une politique.",
    "calc": "Refaire un calcul du métier.",
    "doctor": "Dire ce qui ne va pas dans cette installation.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and sentence, and imports the one it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"simulator.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commandes "):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, subcommand_metavar="COMMANDE [ARGUMENTS]…")
@click.version_option(
    package_name="encours", message="Encours %(version)s", help="Afficher la version."
)
def group() -> None:
    """Encours : se former au crédit client et au recouvrement."""


def main() -> None:
    """Run the command line."""
    french.speak()
    for stream in (sys.stdout, sys.stderr):
        french.soften(stream)
    group(prog_name="simulator")
