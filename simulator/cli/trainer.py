"""`simulator trainer`: who may run a training."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from simulator.cli import common

if TYPE_CHECKING:
    from simulator.config import Settings


@click.group()
def command() -> None:
    """Ajouter un formateur, ou lui donner un lien de connexion."""


@command.command()
@click.option("--name", prompt="Nom", help="Prénom et nom.")
@click.option("--email", prompt="Adresse électronique", help="Adresse, qui sert d’identifiant.")
@click.option("--administrator", is_flag=True, help="Donner aussi la gestion de l’organisme.")
@click.option("--password", is_flag=True, help="Choisir un mot de passe tout de suite.")
def add(name: str, email: str, *, administrator: bool, password: bool) -> None:
    """Ajouter un formateur et afficher son lien de connexion à usage unique."""
    from simulator.services import trainers

    settings = common.settings()
    secret = _password() if password else None
    with common.session(settings) as session:
        role = "administrator" if administrator else "trainer"
        person = trainers.add(session, name, email, secret, common.now(), role=role)
        link = trainers.one_time_link(session, person.id, common.now())
    click.echo(f"{person.name} peut se connecter : {sign_in_address(settings, link)}")


@command.command()
@click.argument("email", metavar="ADRESSE")
def link(email: str) -> None:
    """Afficher un nouveau lien de connexion, valable une fois et douze heures."""
    from simulator.services import trainers

    settings = common.settings()
    with common.session(settings) as session:
        person = trainers.by_email(session, email)
        secret = trainers.one_time_link(session, person.id, common.now())
    click.echo(sign_in_address(settings, secret))


def sign_in_address(settings: Settings, secret: str) -> str:
    """Return the address of a one-time link."""
    return f"{settings.public_url or f'http://127.0.0.1:{settings.port}'}/connexion/{secret}"


def _password() -> str:
    """Ask twice at a keyboard; read one line of a pipe."""
    if sys.stdin.isatty():
        typed: str = click.prompt("Mot de passe", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\n")
