"""The trainer's side of the year: rounds, who is where, and the ranking on the projector."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.services import trainings, year_rounds
from simulator.services.trainings import Training
from simulator.web import access, clock, db, links


def _training(training_id: int) -> Training:
    return trainings.get(db.session(), access.trainer(), training_id)


def group(training_id: int) -> str:
    """Show who has played how far, and open rounds."""
    training = _training(training_id)
    return render_template(
        "years/group.html",
        training=training,
        round=year_rounds.of_training(db.session(), training.id),
        places=year_rounds.places(db.session(), training.id),
    )


def group_state(training_id: int) -> Response:
    """Return the table of the group, for a page that stays open."""
    training = _training(training_id)
    places = year_rounds.places(db.session(), training.id)
    return links.unless_same(render_template("years/_group.html", places=places, training=training))


def set_round(training_id: int) -> Response:
    """Open the year up to a month."""
    training = _training(training_id)
    months = request.form.get("months", -1, type=int)
    year_rounds.set_round(
        db.session(),
        access.trainer(),
        training,
        months,
        neighbours="neighbours" in request.form,
        now=clock.now(),
    )
    db.commit()
    flash("Manche enregistrée.")
    return redirect(url_for("years.group", training_id=training_id), 303)


def projector(training_id: int) -> str:
    """Show the ranking to the room."""
    training = _training(training_id)
    return render_template("years/projector.html", training=training, **_leaders(training))


def projector_state(training_id: int) -> Response:
    """Return the ranking, for the projector that stays open."""
    training = _training(training_id)
    body = render_template("years/_leaders.html", training=training, **_leaders(training))
    return links.unless_same(body)


def _leaders(training: Training) -> dict[str, object]:
    places = year_rounds.places(db.session(), training.id)
    return {
        "places": [place for place in places if place.rank is not None],
        "waiting": [place for place in places if place.rank is None],
        "round": year_rounds.of_training(db.session(), training.id),
    }
