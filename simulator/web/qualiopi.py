"""The evidence of a training for a quality audit: how complete it is, and the whole as one zip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from flask import Blueprint, Response, render_template

from simulator.documents.qualiopi import INDICATORS, Piece, folder
from simulator.documents.tables import xlsx_file
from simulator.domain.refusals import NotFound
from simulator.domain.tables import Column, Kind, Plain, Table, table
from simulator.domain.training.certificates import Kind as Paper
from simulator.domain.training.positioning import Moment
from simulator.services import (
    catalogue,
    certificates,
    complaints,
    organisations,
    positionings,
    qualiopi,
    reports,
    scans,
    trainings,
)
from simulator.services.positionings import Given, GroupPositions
from simulator.services.trainings import Training
from simulator.web import access, clock, db, display, downloads, exports, seals
from simulator.web.access import Role
from simulator.web.attendances import sheet_body
from simulator.web.certificates import document_body, file_name
from simulator.web.complaints import as_table
from simulator.web.evaluations import WORDINGS
from simulator.web.positionings import TEXTS

pages = Blueprint("qualiopi", __name__)
access.rules("qualiopi", index=Role.TRAINER, archive=Role.TRAINER)

KINDS = {
    "lesson": "Leçon",
    "exercise": "Exercice",
    "quiz": "Quiz",
    "roleplay": "Jeu de rôle",
    "tool": "Outil",
    "break": "Pause",
}
_LISTS = (
    ((10,), "journal", "Ce que le formateur a fait, horodaté : temps ajoutés, échéances, reprises"),
    ((11,), "acquis", "Ce que chaque stagiaire a acquis, objectif par objectif"),
    ((11, 19), "avancement", "Le suivi effectif des activités et les résultats de chacun"),
    ((12,), "emargement", "Présences et absences de chacun, demi-journée par demi-journée"),
    ((2, 30), "evaluations", "La satisfaction à chaud du groupe, avec le nombre de réponses"),
    ((30,), "suivi", "L’évaluation à froid du groupe et ce que sont devenus les plans d’action"),
)


@pages.get("/formations/<int:training_id>/qualiopi")
def index(training_id: int) -> str:
    """Say what the folder will hold, and what is still missing."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    return render_template(
        "qualiopi/index.html",
        training=training,
        state=qualiopi.state(db.session(), training),
        indicators=INDICATORS,
    )


@pages.get("/formations/<int:training_id>/qualiopi.zip")
def archive(training_id: int) -> Response:
    """Give the whole folder; that it was taken is logged."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    days = [half.starts_at for half in training.half_days]
    facts = [
        ("Formation", training.title),
        ("Référence", f"{training.programme}, formation n° {training.id}"),
        ("Dates", f"du {display.day(min(days))} au {display.day(max(days))}"),
        ("Client", training.client),
        ("Formateur", training.trainer.name),
        ("Établi le", display.day(clock.now())),
    ]
    identity = organisations.of_training(db.session(), training.id)
    body = folder(tuple(_pieces(training, identity)), facts, identity, clock.now())
    db.commit()  # the reading is over: what follows begins by writing
    qualiopi.taken(db.session(), access.trainer(), training_id, clock.now())
    db.commit()
    return downloads.zipped(body, f"qualiopi-formation-{training_id}.zip")


def _pieces(training: Training, identity: Mapping[str, str]) -> Iterator[Piece]:
    from simulator.documents import programmes  # noqa: PLC0415 - loads typst
    from simulator.documents import reports as printed  # noqa: PLC0415

    sheet = programmes.programme(reports.programme_sheet(training), identity, clock.now())
    yield Piece(
        (1, 5, 6),
        "programme.pdf",
        "Objectifs évaluables, public, prérequis, durée, contenu, méthodes, évaluation, accès",
        sheet,
    )
    found = reports.of_training(db.session(), training)
    yield Piece(
        (2, 11, 32),
        "bilan.pdf",
        "Heures, acquis par objectif, progression, satisfaction, avec les formules",
        seals.sealed(printed.report(found, identity, WORDINGS, clock.now())),
    )
    yield _table((6, 19), "deroule", "La séquence pédagogique, minute par minute", _plan(training))
    objectives = catalogue.programme(training.programme).objectives
    group = positionings.group(db.session(), training, len(objectives))
    yield from _positions(group, objectives)
    for indicators, name, proves in _LISTS:
        with suppress(NotFound):  # what is not released yet is not in the folder either
            yield _table(indicators, name, proves, exports.OF_TRAINING[name](training))
    log = complaints.of_organisation(db.session(), access.trainer(), training.id)
    proves = "Réclamations, difficultés et aléas de la formation, leur traitement et leur clôture"
    yield _table((31, 32), "reclamations", proves, as_table(log))
    yield from _signed(training)


def _signed(training: Training) -> Iterator[Piece]:
    for half in training.half_days:
        if half.closed_at is not None:
            start = half.starts_at.astimezone(clock.PARIS)
            name = f"emargement-{start:%Y-%m-%d-%H%M}.pdf"
            proves = "Feuille signée par chacun, contresignée, avec l’empreinte de la chaîne"
            yield Piece((12,), name, proves, sheet_body(training, half))
    starts = {half.id: half.starts_at.astimezone(clock.PARIS) for half in training.half_days}
    for scan in scans.of_training(db.session(), training):
        name = f"emargement-papier-{starts[scan.half_day_id]:%Y-%m-%d-%H%M}-{scan.id}.pdf"
        proves = "Feuille signée à la main, numérisée par le formateur"
        yield Piece((12,), name, proves, scans.body(db.session(), training, scan.id))
    for line in certificates.lines(db.session(), training):
        issued = line.issued.get(Paper.ATTESTATION)
        if issued is not None:
            proves = f"Résultats de {line.name}, objectif par objectif, validés par le formateur"
            yield Piece((11,), file_name(issued), proves, document_body(issued))


def _positions(group: GroupPositions, objectives: Sequence[str]) -> Iterator[Piece]:
    for indicators, moment, name, proves in (
        ((4, 8), Moment.BEFORE, "avant", "Niveau de départ et besoins déclarés par chacun"),
        ((11,), Moment.AFTER, "apres", "Niveau déclaré en fin de formation"),
    ):
        given: list[tuple[str, Given]] = [
            (line.name, said)
            for line in group.lines
            if (said := line.before if moment is Moment.BEFORE else line.after) is not None
        ]
        heads = (
            Column("Stagiaire"),
            *(Column(text, Kind.NUMBER) for text in objectives),
            *(Column(label) for label in TEXTS[moment].values()),
        )
        rows: tuple[tuple[Plain, ...], ...] = tuple(
            (who, *said.levels, *(said.texts.get(text, "") for text in TEXTS[moment]))
            for who, said in given
        )
        if rows:
            kept = Table("Positionnement", heads, rows)
            yield _table(indicators, f"positionnement-{name}", proves, kept)


def _plan(training: Training) -> Table:
    starts = {half.id: half.starts_at for half in training.half_days}
    return table(
        "Déroulé",
        training.activities,
        (
            Column("Demi-journée"),
            lambda one: display.half_day(starts[one.half_day_id]) if one.half_day_id else "",
        ),
        (Column("Activité"), lambda one: one.title),
        (Column("Nature"), lambda one: KINDS.get(one.kind, "Activité")),
        (Column("Durée (min)", Kind.NUMBER), lambda one: one.minutes),
    )


def _table(
    indicators: tuple[int, ...], name: str, proves: str, made: Table | tuple[Table, ...]
) -> Piece:
    every = (made,) if isinstance(made, Table) else made
    return Piece(indicators, f"{name}.xlsx", proves, xlsx_file(*every))
