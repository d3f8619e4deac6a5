"""Every list as a file: the same people may ask for it as for its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Blueprint, Response

from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import NotFound
from simulator.domain.tables import Table
from simulator.services import (
    audit,
    catalogue,
    certificates,
    evaluations,
    exports,
    follow_ups,
    game_results,
    games,
    portfolios,
    rooms,
    trainees,
    trainings,
)
from simulator.services.trainings import Training
from simulator.web import access, clock, db, downloads
from simulator.web import export_tables as tables
from simulator.web.access import Role
from simulator.web.evaluations import WORDINGS
from simulator.web.follow_ups import STATES
from simulator.web.follow_ups import WORDINGS as FOLLOW_UP_WORDINGS

pages = Blueprint("exports", __name__)
access.rules(
    "exports",
    every_training=Role.TRAINER,
    of_training=Role.TRAINER,
    of_game=Role.TRAINER,
    of_portfolio=Role.TRAINEE,
    of_customer=Role.TRAINEE,
)
_FORM = "<any(xlsx, csv):form>"


def _names(known: Iterable[str]) -> str:
    """Return names as a route lists them: quoted, for those that have a hyphen."""
    return ", ".join(f'"{name}"' for name in known)


@pages.get(f"/formations.{_FORM}")
def every_training(form: str) -> Response:
    """Export the list of trainings."""
    lines = trainings.of_organisation(db.session(), access.trainer())
    return downloads.table(tables.trainings(lines), "formations", form)


def _people(training: Training) -> Table:
    here = [trainees.trainee_of(row) for row in training.trainees if row.removed_at is None]
    return tables.people(here)


def _progress(training: Training) -> Table:
    return tables.progress(rooms.grid(db.session(), training, clock.now()))


def _attendance(training: Training) -> Table:
    return tables.attendance(exports.signatures(db.session(), training))


def _opinions(training: Training) -> tuple[Table, ...]:
    """Return the group's evaluation, as closed here as it is on its page."""
    result = evaluations.group(db.session(), training)
    if result is None:
        raise NotFound("evaluations")
    return tables.opinions(result, WORDINGS)


def _follow_up(training: Training) -> tuple[Table, ...]:
    """Return what the group said months later, as closed here as it is on its page."""
    found = follow_ups.group(db.session(), training)
    if found is None:
        raise NotFound("follow_up")
    return (
        *tables.opinions(found.result, FOLLOW_UP_WORDINGS),
        tables.actions(found.actions, STATES),
    )


def _words(training: Training) -> Table:
    return _opinions(training)[1]


def _achievements(training: Training) -> Table:
    objectives = catalogue.programme(training.programme).objectives
    lines = evaluations.judged(db.session(), training, len(objectives))
    return tables.achievements(lines, objectives)


def _certificates(training: Training) -> Table:
    return tables.certificates(certificates.lines(db.session(), training))


def _log(training: Training) -> Table:
    return tables.log(audit.told(db.session(), training))


OF_TRAINING: dict[str, Callable[[Training], Table | tuple[Table, ...]]] = {
    "stagiaires": _people,
    "avancement": _progress,
    "emargement": _attendance,
    "evaluations": _opinions,
    "avis": _words,
    "acquis": _achievements,
    "certificats": _certificates,
    "journal": _log,
    "suivi": _follow_up,
}


@pages.get(f"/formations/<int:training_id>/exports/<any({_names(OF_TRAINING)}):what>.{_FORM}")
def of_training(training_id: int, what: str, form: str) -> Response:
    """Export a list of a training."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    return downloads.table(OF_TRAINING[what](training), f"{what}-{training.id}", form)


@pages.get(f"/formations/<int:training_id>/exports/quiz-<int:game_id>.{_FORM}")
def of_game(training_id: int, game_id: int, form: str) -> Response:
    """Export the marks of a live quiz."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = games.get(db.session(), training.id, game_id)
    found = tables.game(game_results.results(db.session(), row))
    return downloads.table(found, f"quiz-{game_id}", form)


_VIEWS = {
    "portefeuille": ("", "Portefeuille clients"),
    "echus": ("echus", "Clients échus"),
    "litiges": ("litiges", "Clients en litige"),
    "depassements": ("depassements", "Dépassements de ligne"),
}
_LEDGER = {"pieces-ouvertes": False, "grand-livre": True}


def _of_portfolio(whole: Portfolio, what: str) -> Table:
    if what in _VIEWS:
        view, title = _VIEWS[what]
        return tables.portfolio(portfolios.listing(whole, view), title)
    if what in _LEDGER:
        every = _LEDGER[what]
        title = "Grand livre clients" if every else "Pièces ouvertes"
        return tables.items(exports.items(whole, every=every), whole, title)
    return tables.ageing(whole)


@pages.get(f"/salle/exports/<any({_names((*_VIEWS, *_LEDGER, 'balance-agee'))}):what>.{_FORM}")
def of_portfolio(what: str, form: str) -> Response:
    """Export a list of the trainee's portfolio."""
    return downloads.table(_of_portfolio(_portfolio(), what), what, form)


@pages.get(f"/salle/clients/<int:number>/compte.{_FORM}")
def of_customer(number: int, form: str) -> Response:
    """Export the documents of a customer, settled ones too."""
    whole = _portfolio()
    file = portfolios.file(whole, number)
    found = tuple(exports.Item(file.customer, document) for document in file.documents)
    table = tables.items(found, whole, f"Compte {file.customer.identity.name}")
    return downloads.table(table, f"compte-{number}", form)


def _portfolio() -> Portfolio:
    whole = portfolios.of_trainee(db.session(), access.trainee().id, clock.now())
    db.commit()
    return whole
