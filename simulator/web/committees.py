"""The credit committee: the trainee's files and votes, the chair's desk, the projector, minutes."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.credit.delegation import RULES
from simulator.domain.dates import add_months
from simulator.domain.refusals import Refusal, UnknownChoice
from simulator.domain.training import committee as rules
from simulator.domain.training.committee import Choice, Part, Stage, Viewer
from simulator.services import committees, portfolios, trainings
from simulator.services.committees import File
from simulator.services.trainings import Training
from simulator.web import access, clock, committee_words, db, links
from simulator.web.access import Role
from simulator.web.display import euros
from simulator.web.errors import sentence

pages = Blueprint("committees", __name__)
access.rules(
    "committees",
    **dict.fromkeys(("mine", "mine_state", "prepare", "show", "vote"), Role.TRAINEE),
    **dict.fromkeys(
        ("index", "state", "file", "act", "projector", "projector_state", "minutes"), Role.TRAINER
    ),
)
_DESK = "/formations/<int:training_id>/comite"
_FILE = _DESK + "/dossiers/<int:file_id>"
_MONTHS = 6


def _words() -> dict[str, Any]:
    return {"words": committee_words, "Part": Part, "Stage": Stage, "rule": RULES.committee}


def _choice(text: str) -> Choice:
    try:
        return Choice(text)
    except ValueError as error:
        raise UnknownChoice("choice", text, tuple(Choice)) from error


def _shown(row: File, who: Viewer) -> dict[str, Any]:
    """Return what somebody is served of a file, and nothing of what they may not read."""
    seen = committees.parts(row, who)
    entry = committees.entry_of(row)
    return {
        "file": row,
        "parts": seen,
        "entry": entry,
        "minutes": row.minutes if Part.MINUTES in seen else {},
        "expiry": date.fromisoformat(row.minutes["expiry"]) if row.minutes else None,
        "bench": committees.bench(db.session(), row),
        "authority": committees.deciders(row),
        **_words(),
    }


@pages.get("/salle/comite")
def mine() -> str:
    """Show the sitting: one's files, those of the room, customers on whom to prepare one."""
    person = access.trainee()
    portfolio = portfolios.of_trainee(db.session(), person.id, clock.now())
    db.commit()
    return render_template(
        "committees/mine.html", listing=portfolios.listing(portfolio), **_sitting()
    )


@pages.get("/salle/comite/etat")
def mine_state() -> Response:
    """Answer the files of the sitting as a fragment when they changed."""
    return links.unless_same(render_template("committees/_room.html", **_sitting()))


def _sitting() -> dict[str, Any]:
    person = access.trainee()
    sits = committees.sitting(db.session(), person.training_id)
    past = committees.of_training(db.session(), person.training_id)
    files = [one for each in past for one in each.files]
    return {
        "sitting": sits,
        "own": [one for one in files if one.trainee_id == person.id],
        "room": [one for one in files if one.trainee_id != person.id and one.stage != Stage.DRAFT],
        "voted": {one.id: committees.own_vote(one, person) for one in files},
        **_words(),
    }


@pages.route("/salle/comite/clients/<int:customer>", methods=["GET", "POST"])
def prepare(customer: int) -> str | Response | tuple[str, int]:
    """Prepare a file on a customer of one's own, then submit it."""
    person, now = access.trainee(), clock.now()
    facts = committees.facts(db.session(), person, customer, now)
    db.commit()
    known = committees.draft(db.session(), person, customer)
    typed = dict(known.typed) if known else {"request": euros(facts["line_asked"] or 0, 0)}
    faults: dict[str, str] = {}
    refused = ""
    if request.method == "POST":
        typed = {name: request.form.get(name, "").strip() for name in rules.OF_FILE}
        submit = "submit" in request.form
        try:
            entry = committees.save(db.session(), person, customer, typed, now, submit=submit)
        except Refusal as refusal:
            db.db.session.rollback()
            refused = sentence(refusal)
        else:
            db.commit()
            if not (submit and entry.faults):
                flash("Dossier déposé au comité." if submit else "Brouillon gardé.")
                return redirect(url_for("committees.mine"), 303)
            faults = {name: committee_words.FAULTS[code] for name, code in entry.faults.items()}
    page = render_template(
        "committees/prepare.html",
        customer=customer,
        facts=facts,
        known=known,
        typed=typed,
        faults=faults,
        refused=refused,
        sitting=committees.sitting(db.session(), person.training_id),
        **_words(),
    )
    return (page, 422) if faults or refused else page


@pages.get("/salle/comite/dossiers/<int:file_id>")
def show(file_id: int) -> str:
    """Show a file of the room, its vote, its minutes once it is decided."""
    person = access.trainee()
    row = committees.file_of(db.session(), person.training_id, file_id)
    return render_template(
        "committees/show.html",
        own=committees.own_vote(row, person),
        me=person.id,
        **_shown(row, committees.viewer(row, person)),
    )


@pages.post("/salle/comite/dossiers/<int:file_id>/vote")
def vote(file_id: int) -> Response:
    """Vote on a file, or change one's vote."""
    person = access.trainee()
    row = committees.file_of(db.session(), person.training_id, file_id)
    choice = _choice(request.form.get("choice", ""))
    committees.vote(db.session(), person, row, choice, clock.now())
    db.commit()
    flash(f"Vote enregistré : {committee_words.CHOICES[choice.value].lower()}.")
    return redirect(url_for("committees.show", file_id=file_id), 303)


def _training(training_id: int) -> Training:
    return trainings.get(db.session(), access.trainer(), training_id)


@pages.route(_DESK, methods=["GET", "POST"])
def index(training_id: int) -> str | Response:
    """Show the sittings of a training; open one, or close the one that is open."""
    training, me = _training(training_id), access.trainer()
    if request.method == "POST":
        sits = committees.sitting(db.session(), training.id)
        if "close" in request.form and sits is not None:
            committees.close_sitting(db.session(), me, sits, clock.now())
        elif "close" not in request.form:
            committees.open_sitting(db.session(), me, training, clock.now())
        db.commit()
        return redirect(url_for("committees.index", training_id=training.id), 303)
    return render_template("committees/index.html", **_desk(training))


@pages.get(_DESK + "/etat")
def state(training_id: int) -> Response:
    """Answer the files of the sittings as a fragment when they changed."""
    return links.unless_same(
        render_template("committees/_desk.html", **_desk(_training(training_id)))
    )


def _desk(training: Training) -> dict[str, Any]:
    return {
        "training": training,
        "sittings": committees.of_training(db.session(), training.id),
        "sitting": committees.sitting(db.session(), training.id),
        **_words(),
    }


@pages.route(_FILE, methods=["GET", "POST"])
def file(training_id: int, file_id: int) -> str | Response | tuple[str, int]:
    """Show a file to the chair, who closes its vote and writes the minutes."""
    training = _training(training_id)
    row = committees.file_of(db.session(), training.id, file_id)
    entry = committees.entry_of(row)
    typed = {
        "amount": euros(entry.amounts["proposal"], 0),
        "conditions": entry.texts["conditions"],
        "expiry": add_months(training.as_of, _MONTHS).isoformat(),
    }
    faults: dict[str, str] = {}
    refused = ""
    if request.method == "POST":
        typed = {name: request.form.get(name, "").strip() for name in rules.OF_MINUTES}
        wanted = request.form.get("casting", "")
        casting = _choice(wanted) if wanted else None
        try:
            found = committees.close_vote(
                db.session(), access.trainer(), row, typed, casting, clock.now()
            )
        except Refusal as refusal:
            db.db.session.rollback()
            refused = sentence(refusal)
        else:
            db.commit()
            if not found.faults:
                flash("Vote clos, décision écrite au procès-verbal.")
                return redirect(
                    url_for("committees.file", training_id=training.id, file_id=row.id), 303
                )
            faults = {name: committee_words.FAULTS[code] for name, code in found.faults.items()}
        row = committees.file_of(db.session(), training.id, file_id)
    page = render_template(
        "committees/file.html",
        training=training,
        typed=typed,
        faults=faults,
        refused=refused,
        **_shown(row, Viewer.CHAIR),
    )
    return (page, 422) if faults or refused else page


@pages.post(_FILE + "/vote")
def act(training_id: int, file_id: int) -> Response:
    """Put a file to the vote."""
    training = _training(training_id)
    row = committees.file_of(db.session(), training.id, file_id)
    committees.open_vote(db.session(), access.trainer(), row, clock.now())
    db.commit()
    return redirect(url_for("committees.file", training_id=training.id, file_id=row.id), 303)


@pages.get(_DESK + "/projecteur")
def projector(training_id: int) -> str:
    """Show the room's screen: the file being voted, its counts once it is closed."""
    training = _training(training_id)
    return render_template("committees/projector.html", training=training, **_screen(training))


@pages.get(_DESK + "/projecteur/etat")
def projector_state(training_id: int) -> Response:
    """Answer the screen as a fragment when it changed."""
    return links.unless_same(
        render_template("committees/_screen.html", **_screen(_training(training_id)))
    )


def _screen(training: Training) -> dict[str, Any]:
    row = committees.shown(db.session(), training.id)
    return {"file": None, **_words()} if row is None else _shown(row, Viewer.SCREEN)


@pages.get(_DESK + "/<int:committee_id>/proces-verbal")
def minutes(training_id: int, committee_id: int) -> str:
    """Show the minutes of a sitting, to print and sign."""
    training = _training(training_id)
    row = committees.get(db.session(), training.id, committee_id)
    return render_template(
        "committees/minutes.html",
        training=training,
        sitting=row,
        files=[_shown(one, Viewer.CHAIR) for one in row.files if one.stage == Stage.CLOSED],
        **_words(),
    )
