"""Rehearsing a training alone: simulated trainees who do, step by step, what the trainer asks.

A step is made durable bot by bot, so that nobody else on the installation waits for twelve; a step
that was cut short is asked again.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from simulator.domain.training.rehearsal import FEWEST, MOST
from simulator.services import (
    attendances,
    catalogue,
    evaluations,
    qualiopi,
    rehearsal_steps,
    rehearsals,
    trainings,
)
from simulator.services.attempts import Activity
from simulator.services.qualiopi import State
from simulator.services.rehearsals import Progress
from simulator.services.trainings import Training
from simulator.web import access, clock, db, display, game_frames
from simulator.web.access import Role
from simulator.web.forms.rehearsals import RehearsalForm

pages = Blueprint("rehearsals", __name__, url_prefix="/formations/<int:training_id>/repetition")
access.rules(
    "rehearsals",
    **dict.fromkeys(("index", "step", "half_day_step", "remove"), Role.TRAINER),
)


@pages.route("", methods=["GET", "POST"])
def index(training_id: int) -> str | Response | tuple[str, int]:
    """Start a rehearsal of a training; conduct one that is under way."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    if training.rehearsal_of_id is not None:
        return _conduct(training)
    form = RehearsalForm.of_request()
    if form.is_submitted() and form.validate():
        copy = rehearsals.start(
            db.session(), access.trainer(), training, form.people.data or MOST, clock.now()
        )
        db.commit()
        flash("Répétition prête\u202f: les stagiaires simulés sont entrés dans la formation.")
        return redirect(url_for(".index", training_id=copy.id), 303)
    page = render_template(
        "rehearsals/index.html",
        training=training,
        form=form,
        fewest=FEWEST,
        most=MOST,
        known=rehearsals.of_training(db.session(), training),
    )
    return (page, 422) if form.is_submitted() else page


def _conduct(training: Training) -> str:
    """Show where a rehearsal is, and lead to what comes next."""
    progress = rehearsals.progress(db.session(), training)
    papers = qualiopi.state(db.session(), training)
    objectives = len(catalogue.programme(training.programme).objectives)
    lines = evaluations.judged(db.session(), training, objectives)
    judged = sum(None not in line.levels for line in lines)
    return render_template(
        "rehearsals/conduct.html",
        training=training,
        progress=progress,
        papers=papers,
        judged=judged,
        following=_following(progress, papers, judged),
    )


def _following(progress: Progress, papers: State, judged: int) -> str | int:
    """Name the step that comes next: a section of the page, or the number of a half-day."""
    if progress.welcomed < progress.bots:
        return "welcome"
    left = (step.half_day.id for step in progress.steps if step.half_day.closed_at is None)
    after = (
        ("conclude", progress.concluded < progress.bots),
        ("release", not papers.hot_released),
        ("judge", judged < papers.people),
        ("issue", papers.certificates < 2 * papers.people),
    )
    return next(left, None) or next((name for name, waits in after if waits), "folder")


def _each(training: Training, step: rehearsal_steps.Step) -> int:
    """Let each bot do a step, durable before the next one begins; return how many bots there are.

    The portfolio of a bot is made on the way the first time.
    """
    everybody = rehearsals.simulated(training)
    for one in everybody:
        step(db.session(), one, clock.now())
        db.commit()
    return len(everybody)


def bots_work(training: Training, activities: Sequence[Activity]) -> None:
    """Let the bots of a rehearsal do what was just opened; in a training, nothing."""
    if training.rehearsal_of_id is None:
        return
    _each(
        training,
        lambda session, one, now: rehearsal_steps.work(session, training, one, activities, now),
    )


def bots_play(training: Training) -> None:
    """Let the bots of a rehearsal answer a live quiz; in a training, nothing."""
    if training.rehearsal_of_id is None:
        return
    rehearsal_steps.play(db.session(), training, clock.now())
    db.commit()
    game_frames.hub().wake()


@pages.post("/<any(accueil, quiz, bilan):what>")
def step(training_id: int, what: str) -> Response:
    """Let the bots greet, play the live quiz, or judge the training."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    rehearsals.require(training)
    if what == "quiz":
        answered = rehearsal_steps.play(db.session(), training, clock.now())
        db.commit()
        game_frames.hub().wake()
        told = display.plural(answered, "réponse")
        flash(f"{told} des stagiaires simulés au quiz en direct.")
    elif what == "accueil":
        people = _each(training, rehearsal_steps.welcome)
        flash(f"{people} stagiaires simulés se sont positionnés et présentés.")
    else:
        people = _each(training, rehearsal_steps.conclude)
        flash(f"{people} stagiaires simulés ont fait leur bilan et donné leur avis.")
    return redirect(url_for(".index", training_id=training.id), 303)


@pages.post("/demi-journees/<int:half_day_id>/<any(travail, signature):what>")
def half_day_step(training_id: int, half_day_id: int, what: str) -> Response:
    """Let the bots do the work of a half-day, opened at once, or sign it."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    rehearsals.require(training)
    half_day = trainings.half_day(db.session(), training, half_day_id)
    now = clock.now()
    if what == "signature":
        attendances.open_half_day(db.session(), access.trainer(), half_day, now)
        signed = rehearsal_steps.sign(db.session(), training, half_day, now)
        db.commit()
        told = display.plural(signed, "stagiaire simulé a signé", "stagiaires simulés ont signé")
        told = told if signed else "Les présents avaient déjà signé"
        flash(f"{told}. Il reste à contresigner la feuille.")
    else:
        trainings.open_half_day(db.session(), access.trainer(), training, half_day.id, now)
        db.commit()
        bots_work(training, [row for row in training.activities if row.half_day_id == half_day_id])
        flash("Les stagiaires simulés ont travaillé\u202f: le pupitre montre où chacun en est.")
    page = url_for(".index", training_id=training.id)
    return redirect(f"{page}#demi-journee-{half_day_id}", 303)


@pages.post("/supprimer")
def remove(training_id: int) -> Response:
    """Delete a rehearsal and all that was done in it."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    original = training.rehearsal_of_id
    rehearsals.remove(db.session(), access.trainer(), training, clock.now())
    db.commit()
    flash("Répétition supprimée, avec tout ce que les stagiaires simulés y avaient fait.")
    return redirect(url_for(".index", training_id=original), 303)
