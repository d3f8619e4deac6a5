"""The practical case of twelve lines under a budget of losses: one's own, and the room's."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.credit.budget import LOSS_GIVEN_DEFAULT
from simulator.domain.refusals import Refusal
from simulator.services import line_cases, trainings
from simulator.services.line_cases import Case
from simulator.web import access, clock, committee_words, db
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("line_cases", __name__)
access.rules("line_cases", mine=Role.TRAINEE, group=Role.TRAINER)


@pages.route("/salle/lignes/cas-pratique", methods=["GET", "POST"])
def mine() -> str | Response | tuple[str, int]:
    """Decide twelve lines: weigh them as often as one likes, send them once."""
    person = access.trainee()
    if request.method == "GET":
        case = line_cases.case(db.session(), person, clock.now())
        db.commit()
        return _page(case)
    typed = {
        name.removeprefix("line-"): text[:40]
        for name, text in request.form.items()
        if name.startswith("line-")
    }
    send = "send" in request.form
    try:
        case = line_cases.save(db.session(), person, typed, clock.now(), send=send)
    except line_cases.AlreadySent as refusal:
        db.db.session.rollback()
        return _page(line_cases.case(db.session(), person, clock.now()), sentence(refusal)), 422
    db.commit()
    if case.faults and (send or any(each.fault == "figure" for each in case.weighed)):
        return _page(case, tried=send), 422
    flash("Vos décisions sont arrêtées." if send else "Vos lignes sont pesées et gardées.")
    return redirect(url_for("line_cases.mine"), 303)


def _page(case: Case, refused: str = "", *, tried: bool = False) -> str:
    return render_template(
        "line_cases/mine.html",
        case=case,
        refused=refused,
        tried=tried,
        lgd=LOSS_GIVEN_DEFAULT,
        faults=committee_words.FAULTS,
        judgements=committee_words.JUDGEMENTS,
    )


@pages.get("/formations/<int:training_id>/cas-des-lignes")
def group(training_id: int) -> str:
    """Show where everybody is and what each decided."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    found: tuple[line_cases.Result, ...] = ()
    refused = ""
    try:
        found = line_cases.of_training(db.session(), training.id, clock.now())
    except Refusal as refusal:
        refused = sentence(refusal)
    db.commit()
    return render_template(
        "line_cases/group.html", training=training, results=found, refused=refused
    )
