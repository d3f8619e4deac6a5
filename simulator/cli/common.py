"""What the commands share: settings, the clock, a session, refusals put into words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from simulator.config import ConfigurationError, Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Refused(click.ClickException):
    """A sentence for the person at the keyboard; the command ends with code 1."""


def settings() -> Settings:
    """Read the environment, or say all that is wrong with it."""
    try:
        return Settings.from_env(os.environ)
    except ConfigurationError as error:
        lines = "\n".join(f"  • {fault}" for fault in error.faults)
        raise Refused(f"les réglages de l’environnement sont à corriger.\n{lines}") from error


def now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)  # noqa: TID251 - the command line reads the clock


def today() -> date:
    """Return the date in Paris."""
    return now().astimezone(ZoneInfo("Europe/Paris")).date()


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal, or a disk that refuses, into a French sentence."""
    from simulator.domain.refusals import Refusal

    try:
        yield
    except Refusal as refusal:
        from simulator.cli.sentences import sentence

        raise Refused(sentence(refusal)) from refusal
    except BrokenPipeError:  # the reader of a pipe has read enough
        raise
    except OSError as error:
        raise Refused(f"{error.filename or 'fichier'} : {error.strerror}") from error


@contextmanager
def session(chosen: Settings) -> Iterator[Session]:
    """Open a session on a database that is at its last version; commit once, at the end."""
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    from simulator.web.db import tune_sqlite

    ready(chosen)
    engine = create_engine(chosen.database_url)
    if engine.dialect.name == "sqlite":
        tune_sqlite(engine)
    try:
        with refusals(), Session(engine) as opened:
            yield opened
            opened.commit()
    finally:
        engine.dispose()


def ready(chosen: Settings) -> None:
    """Bring the database to its last version when it is a file of this machine, kept beforehand.

    A PostgreSQL server has other users and its own backups: its upgrade is asked for by name.
    """
    from simulator.services import backups, databases

    with refusals():
        found = databases.version(chosen.database_url)
        if found.up_to_date:
            return
        if chosen.sqlite_path is None:
            raise Refused(
                "la base n’est pas à niveau. Sauvegardez-la, puis lancez « simulator db upgrade »."
            )
        if found.current is not None:
            kept = backups.keep(chosen, now())
            click.echo(f"Base mise à niveau ; l’ancienne est gardée : {kept}")
        databases.upgrade(chosen.database_url)
