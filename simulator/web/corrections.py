"""The trainer after the work: copies, marks given, time given, regrades, statistics, paper."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.measures import MEASURES
from simulator.domain.reading import Unreadable, read
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import allowances, copies, corrections, statistics, trainees, trainings
from simulator.services.attempts import Activity
from simulator.services.trainings import Training
from simulator.web import access, bars, clock, db
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.mistake_words import outcome

pages = Blueprint("corrections", __name__, url_prefix="/formations/<int:training_id>/travaux")
pages.add_app_template_filter(outcome)
access.rules(
    "corrections",
    **dict.fromkeys(
        (
            "index",
            "copy",
            "allow",
            "deadline",
            "release",
            "compare",
            "switch",
            "figures",
            "projector",
            "paper",
        ),
        Role.TRAINER,
    ),
)

Answer = str | Response | tuple[str, int]


def _found(training_id: int, activity_id: int, *kinds: str) -> tuple[Training, Activity]:
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainings.activity(db.session(), training, activity_id)
    if row.kind not in (kinds or ("exercise",)):
        raise NotFound("activity")
    return training, row


def _home(training_id: int, activity_id: int, place: str = "") -> Response:
    address = url_for("corrections.index", training_id=training_id, activity_id=activity_id)
    return redirect(address + place, 303)


@pages.get("/<int:activity_id>")
def index(training_id: int, activity_id: int) -> Answer:
    """Show who did what in an activity, until when, and what was decided."""
    return _index(training_id, activity_id)


def _index(training_id: int, activity_id: int, fault: str = "", place: str = "") -> Answer:
    training, row = _found(training_id, activity_id, "exercise", "quiz")
    page = render_template(
        "corrections/index.html",
        training=training,
        activity=row,
        follow=copies.follow(db.session(), row),
        fault=fault,
        place=place,
        typed=request.form,
    )
    return (page, 422) if fault else page


@pages.post("/<int:activity_id>/temps")
def allow(training_id: int, activity_id: int) -> Answer:
    """Give one person more time, with the reason."""
    training, row = _found(training_id, activity_id, "exercise", "quiz")
    try:
        person = trainees.of_training(
            db.session(), training.id, request.form.get("trainee", 0, type=int)
        )
        until = allowances.give(
            db.session(),
            access.trainer(),
            row,
            person,
            request.form.get("minutes", 0, type=int),
            request.form.get("reason", ""),
            clock.now(),
        )
    except Refusal as refusal:
        db.db.session.rollback()
        return _index(training_id, activity_id, sentence(refusal), "temps")
    db.commit()
    name = f"{person.first_name} {person.last_name}"
    flash(f"{name} peut répondre jusqu’à {until.astimezone(clock.PARIS):%H:%M le %d/%m/%Y}.")
    return _home(training_id, activity_id, "#temps")


@pages.post("/<int:activity_id>/echeance")
def deadline(training_id: int, activity_id: int) -> Answer:
    """Say until when everybody may answer; nothing typed takes the deadline away."""
    _, row = _found(training_id, activity_id, "exercise", "quiz")
    typed = request.form.get("at", "")
    try:
        at = _moment(typed)
        allowances.set_deadline(db.session(), access.trainer(), row, at, clock.now())
    except Refusal as refusal:
        db.db.session.rollback()
        return _index(training_id, activity_id, sentence(refusal), "echeance")
    db.commit()
    flash("Échéance enregistrée." if at else "Il n’y a plus d’échéance.")
    return _home(training_id, activity_id, "#temps")


def _moment(typed: str) -> datetime | None:
    if not typed.strip():
        return None
    try:
        return datetime.fromisoformat(typed.strip()).replace(tzinfo=clock.PARIS)
    except ValueError as error:
        raise Unreadable(typed[:40], "date") from error


@pages.post("/<int:activity_id>/correction")
def release(training_id: int, activity_id: int) -> Answer:
    """Show the correction to all."""
    _, row = _found(training_id, activity_id, "exercise", "quiz")
    corrections.release(db.session(), access.trainer(), row, clock.now())
    db.commit()
    flash("La correction est affichée à tous, chacun avec ses chiffres.")
    return _home(training_id, activity_id)


@pages.route("/<int:activity_id>/copies/<int:attempt_id>", methods=["GET", "POST"])
def copy(training_id: int, activity_id: int, attempt_id: int) -> Answer:
    """Show one copy as it is judged; give it a mark with a reason, or take the mark back."""
    training, row = _found(training_id, activity_id, "exercise", "quiz")
    attempt = corrections.attempt(db.session(), row, attempt_id)
    fault = ""
    if request.method == "POST":
        try:
            corrections.override(
                db.session(),
                access.trainer(),
                row,
                attempt,
                _mark(request.form.get("mark", "")),
                request.form.get("reason", ""),
                clock.now(),
            )
        except Refusal as refusal:
            db.db.session.rollback()
            fault = sentence(refusal)
        else:
            db.commit()
            flash("Note enregistrée : une recorrection ne la changera pas.")
            return _home(training_id, activity_id)
    training, row = _found(training_id, activity_id, "exercise", "quiz")
    attempt = corrections.attempt(db.session(), row, attempt_id)
    found = copies.of_attempt(db.session(), row, attempt, clock.now())
    page = render_template(
        "corrections/copy.html",
        training=training,
        activity=row,
        copy=found,
        fault=fault,
        typed=request.form,
    )
    return (page, 422) if fault else page


def _mark(typed: str) -> Fraction | None:
    """Return a mark typed as a percentage; nothing typed gives the mark back to the engine."""
    if not typed.strip():
        return None
    return read(typed, MEASURES["percent"]).value


@pages.route("/<int:activity_id>/recorriger", methods=["GET", "POST"])
def compare(training_id: int, activity_id: int) -> Answer:
    """Show what a regrade would change, then make it."""
    training, row = _found(training_id, activity_id)
    keeps = request.values.get("pertes", "") != "oui"
    fault, seen = "", None
    if request.method == "POST":
        try:
            corrections.regrade(
                db.session(),
                access.trainer(),
                row,
                request.form.get("seal", ""),
                request.form.get("reason", ""),
                clock.now(),
                keeps_points=keeps,
            )
        except Refusal as refusal:
            db.db.session.rollback()
            fault = sentence(refusal)
        else:
            db.commit()
            flash("Recorrection en vigueur. Elle s’annule d’un clic, ci-dessous.")
            return _home(training_id, activity_id, "#recorrections")
    training, row = _found(training_id, activity_id)
    try:
        seen = corrections.compare(db.session(), row, clock.now(), keeps_points=keeps)
    except Refusal as refusal:
        fault = fault or sentence(refusal)
    db.db.session.rollback()  # a comparison leaves nothing behind
    training, row = _found(training_id, activity_id)
    page = render_template(
        "corrections/compare.html",
        training=training,
        activity=row,
        seen=seen,
        keeps=keeps,
        fault=fault,
        typed=request.form,
    )
    return (page, 422) if fault else page


@pages.post("/<int:activity_id>/bascule")
def switch(training_id: int, activity_id: int) -> Answer:
    """Put a regrade in force again, or the first judgements."""
    _, row = _found(training_id, activity_id)
    run_id = request.form.get("run", 0, type=int) or None
    corrections.switch(db.session(), access.trainer(), row, run_id, clock.now())
    db.commit()
    flash("Notes d’origine rétablies." if run_id is None else "Recorrection remise en vigueur.")
    return _home(training_id, activity_id, "#recorrections")


@pages.get("/<int:activity_id>/statistiques")
def figures(training_id: int, activity_id: int) -> str:
    """Show the statistics of each question, and who made each mistake."""
    return _statistics(training_id, activity_id, "corrections/figures.html")


@pages.get("/<int:activity_id>/projecteur")
def projector(training_id: int, activity_id: int) -> str:
    """Show the room what was right and the commonest mistakes; no name."""
    return _statistics(training_id, activity_id, "corrections/projector.html")


def _statistics(training_id: int, activity_id: int, template: str) -> str:
    training, row = _found(training_id, activity_id)
    found = statistics.of_activity(db.session(), row, clock.now())
    db.commit()
    chart = bars.facility(found.rows)
    return render_template(template, training=training, activity=row, found=found, chart=chart)


@pages.get("/<int:activity_id>/papier")
def paper(training_id: int, activity_id: int) -> str:
    """Print everybody's own figures, a page each; with ``corrige=1`` the answers."""
    training, row = _found(training_id, activity_id)
    only = request.args.get("stagiaire", type=int)
    found = copies.paper(db.session(), row, clock.now(), only)
    db.commit()
    return render_template(
        "corrections/paper.html",
        training=training,
        activity=row,
        copies=found,
        key=request.args.get("corrige") == "1",
    )
