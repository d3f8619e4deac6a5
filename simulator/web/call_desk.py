"""The trainer and the calls of a training: the desk, one transcript, its projection, the maps."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import NotFound
from simulator.services import call_desks, call_maps, calls, trainings
from simulator.services.call_desks import Made, Ruling
from simulator.services.trainings import Training
from simulator.web import access, clock, db
from simulator.web import call_words as words
from simulator.web.access import Role
from simulator.web.calls import debrief_values, pages

__all__ = ["pages"]

access.rules(
    "calls",
    **dict.fromkeys(("desk", "review", "overrule", "projector", "chart"), Role.TRAINER),
)
_HERE = "/formations/<int:training_id>/appels"


def _training(training_id: int) -> Training:
    return trainings.get(db.session(), access.trainer(), training_id)


def _made(training_id: int, call_id: int) -> tuple[Training, Made]:
    training = _training(training_id)
    return training, call_desks.of_training(db.session(), training, call_id)


@pages.get(_HERE)
def desk(training_id: int) -> str:
    """List the calls of the class, what was promised, and the scripts."""
    training = _training(training_id)
    return render_template(
        "calls/desk.html",
        training=training,
        desk=call_desks.desk(db.session(), training),
        words=words,
    )


@pages.get(f"{_HERE}/<int:call_id>")
def review(training_id: int, call_id: int) -> str:
    """Show the transcript of a call, annotated, with what may be corrected."""
    training, made = _made(training_id, call_id)
    talk = calls.talk_of(made.call)
    return render_template(
        "calls/review.html",
        training=training,
        made=made,
        choices=call_desks.choices,
        **debrief_values(made.call, talk),
    )


@pages.post(f"{_HERE}/<int:call_id>/ecoute")
def overrule(training_id: int, call_id: int) -> Response:
    """Say what a typed line really was; the call goes on from there."""
    training, _ = _made(training_id, call_id)
    ruling = Ruling(
        request.form.get("turn", -1, type=int),
        request.form.get("option", ""),
        request.form.get("reason", ""),
    )
    row = call_desks.overrule(
        db.session(), access.trainer(), training, call_id, ruling, clock.now()
    )
    db.commit()
    flash("Correction enregistrée : l’appel reprend juste après cette réplique.")
    return redirect(url_for("calls.review", training_id=training_id, call_id=row.id), 303)


@pages.get(f"{_HERE}/<int:call_id>/projecteur")
def projector(training_id: int, call_id: int) -> str:
    """Show a transcript to the room, one exchange at a time, without a name."""
    training, made = _made(training_id, call_id)
    talk = calls.talk_of(made.call)
    last = len(talk.turns)
    if not last:
        raise NotFound("turn")
    shown = max(1, min(request.args.get("replique", 1, type=int), last))
    return render_template(
        "calls/projector.html",
        training=training,
        made=made,
        shown=shown,
        last=last,
        revealed=request.args.get("bilan") == "1",
        **debrief_values(made.call, talk),
    )


@pages.get(f"{_HERE}/cartes/<string(maxlength=60):script_id>")
def chart(training_id: int, script_id: str) -> str:
    """Draw the map of a script, with the roads that the class took."""
    training = _training(training_id)
    script = calls.script_of(script_id)
    talks = call_desks.talks(db.session(), training, script)
    return render_template(
        "calls/chart.html",
        training=training,
        chart=call_maps.drawn(script, talks),
        words=words,
    )
