"""Dashboards of a training side by side, and the portfolio as a cube, for the trainer."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from simulator.domain.dashboards import cube
from simulator.domain.dashboards.cube import Amount, Axis
from simulator.domain.dashboards.kpis import KPIS
from simulator.domain.names import alphabetical
from simulator.domain.tables import Column, Kind, Plain, Table
from simulator.services import dashboard_rooms, portfolios, trainees, trainings
from simulator.services.trainings import Training
from simulator.web import access, clock, dashboard_words, db, downloads
from simulator.web.access import Role

pages = Blueprint("dashboard_rooms", __name__)
access.rules(
    "dashboard_rooms",
    room=Role.TRAINER,
    projector=Role.TRAINER,
    pivot=Role.TRAINER,
    export=Role.TRAINER,
)


@pages.get("/formations/<int:training_id>/tableaux-de-bord")
def room(training_id: int) -> str:
    """Show everybody's dashboard with formulas and diagnoses, for the trainer alone."""
    return _compared("dashboard_rooms/room.html", training_id)


@pages.get("/formations/<int:training_id>/tableaux-de-bord/projection")
def projector(training_id: int) -> str:
    """Show everybody's figures side by side, without any formula, for the room."""
    return _compared("dashboard_rooms/projector.html", training_id)


def _compared(template: str, training_id: int) -> str:
    training = trainings.get(db.session(), access.trainer(), training_id)
    people = dashboard_rooms.of_training(db.session(), training.id)
    used = [code for code in KPIS if any(code in one.shown for one in people)]
    return render_template(
        template,
        training=training,
        people=people,
        sides=dashboard_rooms.sides(people),
        codes=used,
        kpis=KPIS,
        words=dashboard_words,
    )


def _chosen(name: str, default: Axis) -> Axis:
    asked = request.args.get(name, "")
    return Axis(asked) if asked in set(Axis) else default


def _amount() -> Amount:
    asked = request.args.get("mesure", "")
    return Amount(asked) if asked in set(Amount) else Amount.OPEN


def _facts(training: Training) -> tuple[int, tuple[cube.Fact, ...]]:
    """Return the trainee whose portfolio is shown and its open documents; none in an empty room."""
    people = [row for row in training.trainees if row.removed_at is None]
    if not people:
        return 0, ()
    asked = request.args.get("stagiaire", type=int)
    who = trainees.of_training(db.session(), training.id, asked) if asked else people[0]
    whole = portfolios.of_trainee(db.session(), who.id, clock.now())
    db.commit()
    return who.id, cube.facts(whole)


def _drilled(found: tuple[cube.Fact, ...], amount: Amount) -> tuple[cube.Fact, ...]:
    places = {
        _chosen(axis, default): request.args[name]
        for axis, name, default in (
            ("lignes", "l", Axis.SECTOR),
            ("colonnes", "c", Axis.AGE),
        )
        if name in request.args
    }
    return cube.drill(found, places, amount)


def _in_order(axis: Axis, names: tuple[str, ...]) -> list[str]:
    """Return sectors and people as a directory has them, ages and classes in their own order."""
    if axis in {Axis.AGE, Axis.CLASS}:
        return list(names)
    return sorted(names, key=lambda name: alphabetical(dashboard_words.place(name)))


@pages.get("/formations/<int:training_id>/cube")
def pivot(training_id: int) -> str:
    """Cross the open documents of a portfolio by two axes; go down to the invoices of a cell."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    shown, found = _facts(training)
    rows, columns, amount = _chosen("lignes", Axis.SECTOR), _chosen("colonnes", Axis.AGE), _amount()
    asked: dict[str, str | int] = {
        "lignes": rows.value,
        "colonnes": columns.value,
        "mesure": amount.value,
        "stagiaire": shown,
    }
    crossed = cube.pivot(found, rows, columns, amount)
    here = {name: request.args[name] for name in ("l", "c") if name in request.args}
    deep = bool(here)
    return render_template(
        "dashboard_rooms/cube.html",
        training=training,
        people=[row for row in training.trainees if row.removed_at is None],
        shown=shown,
        pivot=crossed,
        rows=_in_order(rows, crossed.rows),
        columns=_in_order(columns, crossed.columns),
        asked=asked,
        here=here,
        everything=asked | here,
        lines=_drilled(found, amount) if deep else (),
        deep=deep,
        amount=amount,
        axes=tuple(Axis),
        amounts=tuple(Amount),
        words=dashboard_words,
    )


@pages.get("/formations/<int:training_id>/cube.<any('xlsx', 'csv'):form>")
def export(training_id: int, form: str) -> Response:
    """Export the table of facts, one row an open document with its place on every axis."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    _, found = _facts(training)
    return downloads.table(_table(_drilled(found, _amount())), f"cube-{training.id}", form)


def _table(found: tuple[cube.Fact, ...]) -> Table:
    columns = (
        Column("Client"),
        Column("Pièce"),
        Column("Émission", Kind.DATE),
        Column("Échéance", Kind.DATE),
        Column("Retard (jours)", Kind.NUMBER),
        *(Column(dashboard_words.AXES[axis.value]) for axis in Axis),
        *(Column(dashboard_words.AMOUNTS[one.value], Kind.CENTS) for one in Amount),
    )
    rows: tuple[tuple[Plain, ...], ...] = tuple(
        (
            fact.name,
            f"F{fact.number}",
            fact.issued,
            fact.due,
            fact.days_late,
            *(dashboard_words.place(fact.places[axis]) for axis in Axis),
            *(fact.amounts[one] for one in Amount),
        )
        for fact in found
    )
    return Table("Pièces ouvertes", columns, rows)
