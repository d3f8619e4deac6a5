"""The day script in the browser: the clock of the room, and the hand of the trainer on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.services import pushes, schedule_changes, schedules, trainings
from simulator.services.trainings import Planned, Training
from simulator.web import access, clock, db, display, links
from simulator.web.access import Role
from simulator.web.forms.base import Form
from simulator.web.forms.schedules import BreakForm, InsertForm, SettingForm

pages = Blueprint("schedules", __name__, url_prefix="/formations/<int:training_id>/deroule")
access.rules(
    "schedules",
    **dict.fromkeys(
        (
            "index",
            "state",
            "start",
            "finish",
            "step",
            "drop",
            "setting",
            "aside",
            "insert",
            "insert_break",
            "undo",
        ),
        Role.TRAINER,
    ),
)
UNDONE = {
    "started": "activité commencée",
    "finished": "demi-journée terminée",
    "moved": "activité déplacée",
    "minutes": "durée changée",
    "aside": "activité retirée",
    "inserted": "activité ajoutée",
}
"""What each kind of change is called when it can be taken back."""


def _training(training_id: int) -> Training:
    return trainings.get(db.session(), access.trainer(), training_id)


def _back(training_id: int, activity_id: int | None = None) -> Response:
    """Commit, and lead back to the line that changed."""
    db.commit()
    anchor = None if activity_id is None else f"a{activity_id}"
    return redirect(url_for("schedules.index", training_id=training_id, _anchor=anchor), 303)


def _half_days(training: Training) -> list[tuple[int, str]]:
    return [(half.id, display.half_day(half.starts_at)) for half in training.half_days]


def _insert_form(training: Training) -> InsertForm:
    form = InsertForm.of_request()
    form.half_day.choices = _half_days(training)
    aside = [(f"id:{row.id}", row.title) for row in training.activities if row.half_day_id is None]
    planned, spare = (
        _named(each) for each in (schedules.missing(training), schedules.reserve(training))
    )
    form.what.choices = {
        label: found
        for label, found in (
            ("Mises de côté", aside),
            ("Du programme", planned),
            ("En réserve, hors du programme", spare),
        )
        if found
    }
    return form


def _named(found: Iterable[Planned]) -> list[tuple[str, str]]:
    return [(f"{one.kind}:{one.reference}", f"{one.title} ({one.minutes} min)") for one in found]


def _break_form(training: Training) -> BreakForm:
    form = BreakForm.of_request(title="Pause", minutes=15)
    form.half_day.choices = _half_days(training)
    return form


def _page(training: Training, **forms: Form) -> str:
    now = clock.now()
    change = schedule_changes.last(db.session(), training)
    shown: dict[str, Any] = {
        "insert_form": forms.get("insert_form") or _insert_form(training),
        "break_form": forms.get("break_form") or _break_form(training),
    }
    return render_template(
        "schedules/index.html",
        training=training,
        script=schedules.script(training, now),
        arrivals=pushes.arrivals(db.session(), training, now),
        undone=UNDONE[change.what] if change is not None else None,
        half_days=_half_days(training),
        **shown,
    )


@pages.get("")
def index(training_id: int) -> str:
    """Show the script of a training against the clock."""
    return _page(_training(training_id))


@pages.get("/etat")
def state(training_id: int) -> Response:
    """Answer what is on and who has arrived, as a fragment, when it changed."""
    training = _training(training_id)
    now = clock.now()
    page = render_template(
        "schedules/_now.html",
        training=training,
        script=schedules.script(training, now),
        arrivals=pushes.arrivals(db.session(), training, now),
    )
    return links.unless_same(page)


@pages.post("/<int:activity_id>/commencer")
def start(training_id: int, activity_id: int) -> Response:
    """Say that an activity begins now."""
    training = _training(training_id)
    row = trainings.activity(db.session(), training, activity_id)
    schedules.start(db.session(), access.trainer(), training, row, clock.now())
    return _back(training_id, activity_id)


@pages.post("/demi-journees/<int:half_day_id>/terminer")
def finish(training_id: int, half_day_id: int) -> Response:
    """Say that a half-day's script is over."""
    training = _training(training_id)
    half = trainings.half_day(db.session(), training, half_day_id)
    schedules.finish(db.session(), access.trainer(), training, half, clock.now())
    return _back(training_id)


@pages.post("/<int:activity_id>/<any(monter, descendre):way>")
def step(training_id: int, activity_id: int, way: str) -> Response:
    """Move an activity one place up or down."""
    training = _training(training_id)
    row = trainings.activity(db.session(), training, activity_id)
    by = -1 if way == "monter" else 1
    schedules.step(db.session(), access.trainer(), training, row, by, clock.now())
    return _back(training_id, activity_id)


@pages.post("/<int:activity_id>/deposer")
def drop(training_id: int, activity_id: int) -> Response:
    """Put an activity where it was dropped: a half-day and a rank in it."""
    training = _training(training_id)
    row = trainings.activity(db.session(), training, activity_id)
    half_day_id = request.form.get("half_day", type=int) or 0
    rank = request.form.get("rank", type=int) or 0
    half = trainings.half_day(db.session(), training, half_day_id)
    schedules.move(db.session(), access.trainer(), training, row, half, rank, clock.now())
    return _back(training_id, activity_id)


@pages.post("/<int:activity_id>/reglage")
def setting(training_id: int, activity_id: int) -> Response:
    """Change how long an activity lasts and its half-day."""
    training = _training(training_id)
    row = trainings.activity(db.session(), training, activity_id)
    form = SettingForm.of_request()
    form.half_day.choices = _half_days(training)
    if not form.validate():
        flash(
            f"«\u202f{row.title}\u202f»\u202f: la durée se donne en minutes, de"
            f" {schedules.SHORTEST} à {schedules.LONGEST}. Rien n’a changé.",
            "refused",
        )
        return _back(training_id, activity_id)
    now, who = clock.now(), access.trainer()
    schedules.set_minutes(db.session(), who, training, row, form.minutes.data or 0, now)
    if form.half_day.data != row.half_day_id:
        half = trainings.half_day(db.session(), training, form.half_day.data)
        schedules.move(db.session(), who, training, row, half, len(training.activities), now)
    return _back(training_id, activity_id)


@pages.post("/<int:activity_id>/retirer")
def aside(training_id: int, activity_id: int) -> Response:
    """Put an activity aside."""
    training = _training(training_id)
    row = trainings.activity(db.session(), training, activity_id)
    schedules.put_aside(db.session(), access.trainer(), training, row, clock.now())
    flash(f"{row.title}\u202f: retirée du déroulé et des écrans. Le travail fait est gardé.")
    return _back(training_id)


@pages.post("/ajouter")
def insert(training_id: int) -> Response | tuple[str, int]:
    """Add an activity that was put aside, that the programme has, or that is in reserve."""
    training = _training(training_id)
    form = _insert_form(training)
    if not form.validate():
        return _page(training, insert_form=form), 422
    kind, _, reference = str(form.what.data).partition(":")
    half = trainings.half_day(db.session(), training, form.half_day.data)
    wanted = (
        trainings.activity(db.session(), training, int(reference))
        if kind == "id"
        else next(
            one
            for one in (*schedules.missing(training), *schedules.reserve(training))
            if (one.kind, one.reference) == (kind, reference)
        )
    )
    row = schedules.insert(db.session(), access.trainer(), training, half, wanted, clock.now())
    return _back(training_id, row.id)


@pages.post("/pause")
def insert_break(training_id: int) -> Response | tuple[str, int]:
    """Add a break."""
    training = _training(training_id)
    form = _break_form(training)
    if not form.validate():
        return _page(training, break_form=form), 422
    half = trainings.half_day(db.session(), training, form.half_day.data)
    wanted = schedules.pause(form.title.data or "", form.minutes.data or 0)
    row = schedules.insert(db.session(), access.trainer(), training, half, wanted, clock.now())
    return _back(training_id, row.id)


@pages.post("/annuler")
def undo(training_id: int) -> Response:
    """Take back the last change of the script."""
    what = schedule_changes.undo(
        db.session(), access.trainer(), _training(training_id), clock.now()
    )
    flash(f"Annulé\u202f: {UNDONE[what]}.")
    return _back(training_id)
