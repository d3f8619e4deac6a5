"""Teams that work on one file: made by the trainer or by people, one pen that everybody sees."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import NotFound, Refusal
from simulator.services import attempts, teams, trainees, trainings
from simulator.services.attempts import Activity
from simulator.services.teams import Team
from simulator.services.trainings import Training
from simulator.web import access, clock, db, links
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("teams", __name__)
access.rules(
    "teams",
    manage=Role.TRAINER,
    deal=Role.TRAINER,
    place=Role.TRAINER,
    choose=Role.TRAINEE,
    pen=Role.TRAINEE,
    state=Role.TRAINEE,
)

_DESK = "/formations/<int:training_id>/travaux/<int:activity_id>/equipes"
_MINE = "/salle/exercices/<int:activity_id>"


def _found(training_id: int, activity_id: int) -> tuple[Training, Activity]:
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainings.activity(db.session(), training, activity_id)
    if row.kind != "exercise":
        raise NotFound("activity")
    return training, row


@pages.route(_DESK, methods=["GET", "POST"])
def manage(training_id: int, activity_id: int) -> str | Response | tuple[str, int]:
    """Show the teams of an exercise; say who makes them."""
    _, row = _found(training_id, activity_id)
    if request.method == "POST":
        try:
            teams.set_mode(
                db.session(), access.trainer(), row, request.form.get("mode", ""), clock.now()
            )
        except NotFound:
            raise
        except Refusal as refusal:
            return _refused(training_id, activity_id, refusal)
        db.commit()
        return _desk(training_id, activity_id)
    return _page(training_id, activity_id)


def _desk(training_id: int, activity_id: int) -> Response:
    address = url_for("teams.manage", training_id=training_id, activity_id=activity_id)
    return redirect(address, 303)


def _refused(training_id: int, activity_id: int, refusal: Refusal) -> tuple[str, int]:
    db.db.session.rollback()
    return _page(training_id, activity_id, sentence(refusal)), 422


def _page(training_id: int, activity_id: int, fault: str = "") -> str:
    training, row = _found(training_id, activity_id)
    every = teams.every(db.session(), row.id)
    placed = {member.trainee_id: team.id for team in every for member in team.members}
    people = [trainees.trainee_of(one) for one in training.trainees if one.removed_at is None]
    return render_template(
        "teams/manage.html",
        training=training,
        activity=row,
        teams=[teams.sheet_of(team) for team in every],
        people=people,
        placed=placed,
        fault=fault,
    )


@pages.post(f"{_DESK}/repartir")
def deal(training_id: int, activity_id: int) -> Response | tuple[str, int]:
    """Spread everybody over some teams, by lot."""
    _, row = _found(training_id, activity_id)
    count = request.form.get("count", 0, type=int)
    try:
        teams.deal(db.session(), access.trainer(), row, count, clock.now())
    except Refusal as refusal:
        return _refused(training_id, activity_id, refusal)
    db.commit()
    flash("Équipes tirées au sort.")
    return _desk(training_id, activity_id)


@pages.post(f"{_DESK}/placer")
def place(training_id: int, activity_id: int) -> Response | tuple[str, int]:
    """Put each person in the team chosen for that person."""
    training, row = _found(training_id, activity_id)
    known: dict[int, Team] = {team.id: team for team in teams.every(db.session(), row.id)}
    try:
        for person in training.trainees:
            chosen = request.form.get(f"equipe-{person.id}", type=int)
            if chosen is not None:
                teams.place(db.session(), row, person.id, known.get(chosen))
        if request.form.get("name", "").strip():
            teams.new(db.session(), row, request.form["name"], clock.now())
    except Refusal as refusal:
        return _refused(training_id, activity_id, refusal)
    db.commit()
    flash("Équipes enregistrées.")
    return _desk(training_id, activity_id)


def _mine(activity_id: int) -> Activity:
    return attempts.activity_of(db.session(), access.trainee(), activity_id, "exercise")


def _back(activity_id: int, place: str = "") -> Response:
    return redirect(url_for("attempts.exercise", activity_id=activity_id) + place, 303)


@pages.route(f"{_MINE}/equipe", methods=["GET", "POST"])
def choose(activity_id: int) -> str | Response | tuple[str, int]:
    """Join a team or make one, where people make them."""
    row = _mine(activity_id)
    fault = ""
    if request.method == "POST":
        try:
            teams.choose(
                db.session(),
                row,
                access.trainee().id,
                request.form.get("team", type=int),
                request.form.get("name", ""),
                clock.now(),
            )
        except NotFound:
            raise
        except Refusal as refusal:
            db.db.session.rollback()
            fault = sentence(refusal)
            row = _mine(activity_id)
        else:
            db.commit()
            return _back(activity_id)
    page = render_template(
        "teams/choose.html",
        activity=row,
        teams=[teams.sheet_of(one) for one in teams.every(db.session(), row.id)],
        mine=teams.sheet(db.session(), row, access.trainee().id),
        fault=fault,
    )
    return (page, 422) if fault else page


@pages.post(f"{_MINE}/stylo")
def pen(activity_id: int) -> Response:
    """Take the pen, or pass it to another member."""
    row = _mine(activity_id)
    to_id = request.form.get("to", type=int)
    try:
        if to_id is None:
            teams.take_pen(db.session(), row, access.trainee().id)
        else:
            teams.pass_pen(db.session(), row, access.trainee().id, to_id)
    except NotFound:
        raise
    except Refusal as refusal:
        db.db.session.rollback()
        flash(sentence(refusal))
        return _back(activity_id)
    db.commit()
    return _back(activity_id, "#equipe")


@pages.get(f"{_MINE}/equipe/etat")
def state(activity_id: int) -> Response:
    """Answer who holds the pen and what is being written, when it changed."""
    row = _mine(activity_id)
    sheet = attempts.exercise(db.session(), access.trainee(), row, clock.now())
    db.commit()
    return links.unless_same(render_template("teams/_state.html", sheet=sheet))
