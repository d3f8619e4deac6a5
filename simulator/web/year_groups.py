"""The trainer's side of the year: rounds, who is where, the ranking, and somebody's debrief."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.services import trainees, trainings, year_rounds
from simulator.services.trainees import Trainee
from simulator.services.trainings import Training
from simulator.web import access, clock, db, links, year_outcomes, year_pages


def _training(training_id: int) -> Training:
    return trainings.get(db.session(), access.trainer(), training_id)


def group(training_id: int) -> str:
    """Show who has played how far, and open rounds."""
    training = _training(training_id)
    return render_template(
        "years/group.html",
        training=training,
        round=year_rounds.of_training(db.session(), training.id),
        ranking=year_rounds.ranking(db.session(), training.id),
    )


def group_state(training_id: int) -> Response:
    """Return the table of the group, for a page that stays open."""
    training = _training(training_id)
    found = year_rounds.ranking(db.session(), training.id)
    return links.unless_same(render_template("years/_group.html", ranking=found, training=training))


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
    return {
        "ranking": year_rounds.ranking(db.session(), training.id),
        "round": year_rounds.of_training(db.session(), training.id),
    }


def _person(training_id: int, trainee_id: int) -> tuple[Training, Trainee]:
    training = _training(training_id)
    row = trainees.of_training(db.session(), training.id, trainee_id)
    return training, trainees.trainee_of(row)


def review(training_id: int, trainee_id: int) -> str:
    """Show somebody's debrief to the trainer, as the person reads it; nothing is written."""
    training, person = _person(training_id, trainee_id)
    here = year_pages.there(person)
    if here is None:
        return render_template("years/review.html", training=training, person=person, year=None)
    told = year_outcomes.told_of(here)
    return render_template(
        "years/review.html",
        training=training,
        person=person,
        portfolio=here.portfolio,
        place=year_rounds.ranking(db.session(), training.id).of(person.id),
        **told,
    )


def review_compare(training_id: int, trainee_id: int) -> Response:
    """Compute some of the policies of somebody's comparison; the person finds them there too."""
    _, person = _person(training_id, trainee_id)
    here = year_pages.there(person)
    if here is not None:
        year_outcomes.compute_some(here)
    return redirect(
        url_for(
            "years.review",
            training_id=training_id,
            trainee_id=trainee_id,
            _anchor="comparaison",
        ),
        303,
    )
