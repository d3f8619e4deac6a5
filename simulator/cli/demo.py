"""`simulator demo`: a training to look around in."""

from __future__ import annotations

import click

from simulator.cli import common


@click.command()
def command() -> None:
    """Charger la formation de démonstration, si elle n’est pas déjà là."""
    from simulator.services import demo

    with common.session(common.settings()) as session:
        loaded = demo.load(session, common.now())
    click.echo(f"Formation de démonstration prête : code {loaded.code}.")
