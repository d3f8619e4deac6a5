"""Self-assessment before and after by the trainees; the group's start and gain for the trainer."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import Refusal
from simulator.domain.training.positioning import HIGHEST, LOWEST, Moment
from simulator.services import catalogue, positionings, trainings
from simulator.web import access, clock, db
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("positionings", __name__)
access.rules("positionings", mine=Role.TRAINEE, group=Role.TRAINER)

MOMENTS = {"avant": Moment.BEFORE, "apres": Moment.AFTER}
SCALE = {
    0: "Je découvre",
    1: "J’en ai entendu parler",
    2: "Je sais faire avec de l’aide",
    3: "Je sais faire seul",
    4: "Je peux l’expliquer à un collègue",
}
TEXTS = {
    Moment.BEFORE: {
        "experience": "Votre expérience du sujet, en quelques mots",
        "needs": "Ce que vous voulez savoir faire en sortant",
        "situation": "Une situation de votre entreprise que vous aimeriez traiter",
    },
    Moment.AFTER: {
        "applied": "Ce que vous appliquerez en premier, chez quel client, et quand",
        "missing": "Ce qui vous manque encore",
    },
}
LONGEST_TEXT = 1000


@pages.route("/salle/positionnement/<when>", methods=["GET", "POST"])
def mine(when: str) -> str | Response | tuple[str, int]:
    """Say where one stands, objective by objective."""
    moment = MOMENTS.get(when) or abort(404)
    person = access.trainee()
    objectives = positionings.objectives_of(db.session(), person)
    before = positionings.given(db.session(), person.id, Moment.BEFORE)
    given = positionings.given(db.session(), person.id, moment)
    levels = {index: str(level) for index, level in enumerate(given.levels)} if given else {}
    page = {
        "when": when,
        "after": moment is Moment.AFTER,
        "objectives": objectives,
        "before": before,
        "given": given,
        "asked": TEXTS[moment],
        "scale": SCALE,
    }
    if request.method == "GET":
        texts = given.texts if given else {}
        return render_template("positionings/mine.html", **page, levels=levels, texts=texts)
    levels = {index: request.form.get(f"level-{index}", "") for index in range(len(objectives))}
    texts = {name: request.form.get(name, "").strip()[:LONGEST_TEXT] for name in TEXTS[moment]}
    known = {str(level) for level in range(LOWEST, HIGHEST + 1)}
    missing = {index for index, level in levels.items() if level not in known}
    refused = None
    if not missing:
        try:
            positionings.answer(
                db.session(),
                person,
                moment,
                [int(level) for level in levels.values()],
                texts,
                clock.now(),
            )
        except Refusal as refusal:
            db.db.session.rollback()
            refused = sentence(refusal)
        else:
            db.commit()
            flash("C’est noté. Vous pouvez encore modifier vos réponses.")
            return redirect(url_for("positionings.mine", when=when), 303)
    again = render_template(
        "positionings/mine.html",
        **page,
        levels=levels,
        texts=texts,
        missing=missing,
        refused=refused,
    )
    return again, 422


@pages.get("/formations/<int:training_id>/positionnement")
def group(training_id: int) -> str:
    """Show where each starts from, and the gain of the group by objective."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    objectives = catalogue.programme(training.programme).objectives
    return render_template(
        "positionings/group.html",
        training=training,
        objectives=objectives,
        found=positionings.group(db.session(), training, len(objectives)),
        scale=SCALE,
        asked=TEXTS,
        highest=HIGHEST,
    )
