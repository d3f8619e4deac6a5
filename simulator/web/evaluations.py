"""Hot evaluation by the trainees, group result and judgement of what was learnt by the trainer."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import Refusal
from simulator.domain.training.certificates import Level
from simulator.domain.training.evaluation import QUESTIONS, Ask, Shape, in_bounds
from simulator.services import catalogue, evaluations, trainees, trainings
from simulator.web import access, clock, db
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("evaluations", __name__)
access.rules(
    "evaluations",
    hot=Role.TRAINEE,
    group=Role.TRAINER,
    release=Role.TRAINER,
    achievements=Role.TRAINER,
)

LONGEST_TEXT = 2000

WORDINGS = {
    "expectations": "La formation a répondu à mes attentes",
    "objectives": "Les objectifs annoncés ont été atteints",
    "content": "Le contenu était clair et adapté à mon métier",
    "pace": "Le rythme me convenait",
    "exercises": "Les exercices sur portefeuille m’ont fait progresser",
    "trainer": "Le formateur était compétent et à l’écoute",
    "materials": "Le simulateur et les supports étaient de bonne qualité",
    "organisation": "L’accueil, les locaux et l’organisation étaient satisfaisants",
    "usefulness": "Je me servirai de ce que j’ai appris dans mon travail",
    "recommend": "Recommanderiez-vous cette formation à un collègue ?",
    "liked": "Ce que vous avez le plus apprécié",
    "improve": "Ce qui pourrait être amélioré",
    "application": "Ce que vous allez appliquer en premier dans votre entreprise",
}


def _read(ask: Ask) -> tuple[object, str | None]:
    """Return what was answered and the fault, if there is one."""
    typed = request.form.get(ask.name, "").strip()
    if ask.shape is Shape.TEXT:
        if len(typed) > LONGEST_TEXT:
            return typed, f"Ce texte est trop long : {LONGEST_TEXT} caractères au plus."
        return typed, None
    if not typed:
        return "", "Choisissez une note."
    if len(typed) > 2 or not typed.isdecimal() or not in_bounds(ask, int(typed)):
        return "", "Cette note n’est pas proposée."
    return int(typed), None


@pages.route("/salle/evaluation", methods=["GET", "POST"])
def hot() -> str | Response | tuple[str, int]:
    """Fill the hot evaluation."""
    person = access.trainee()
    if evaluations.done(db.session(), person.id):
        return render_template("evaluations/thanks.html")
    if request.method == "GET":
        return render_template(
            "evaluations/hot.html", questions=QUESTIONS, wordings=WORDINGS, given={}, faults={}
        )
    read = {ask.name: _read(ask) for ask in QUESTIONS}
    faults = {name: fault for name, (_, fault) in read.items() if fault}
    given = {name: value for name, (value, _) in read.items()}
    if faults:
        page = render_template(
            "evaluations/hot.html",
            questions=QUESTIONS,
            wordings=WORDINGS,
            given=given,
            faults=faults,
        )
        return page, 422
    evaluations.submit(db.session(), person, given, clock.now())
    db.commit()
    return redirect(url_for("evaluations.hot"), 303)


@pages.get("/formations/<int:training_id>/evaluations")
def group(training_id: int) -> str:
    """Show how many evaluations were sent and, once released, what the group said."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    return render_template(
        "evaluations/group.html",
        training=training,
        count=evaluations.count(db.session(), training.id),
        result=evaluations.group(db.session(), training),
        wordings=WORDINGS,
    )


@pages.post("/formations/<int:training_id>/evaluations/ouvrir")
def release(training_id: int) -> Response:
    """Open the group's result."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    evaluations.release(db.session(), access.trainer(), training, clock.now())
    db.commit()
    return redirect(url_for("evaluations.group", training_id=training_id), 303)


@pages.route("/formations/<int:training_id>/acquis", methods=["GET", "POST"])
def achievements(training_id: int) -> str | Response:
    """Judge what each trainee acquired, objective by objective."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    objectives = catalogue.programme(training.programme).objectives
    if request.method == "POST":
        try:
            for row in training.trainees:
                if row.removed_at is None:
                    evaluations.judge(
                        db.session(),
                        access.trainer(),
                        trainees.of_training(db.session(), training.id, row.id),
                        _levels(row.id, len(objectives)),
                        clock.now(),
                    )
        except Refusal as refusal:
            flash(sentence(refusal), "refused")
        else:
            db.commit()
            flash("Acquis enregistrés.")
        return redirect(url_for("evaluations.achievements", training_id=training_id), 303)
    return render_template(
        "evaluations/achievements.html",
        training=training,
        objectives=objectives,
        lines=evaluations.judged(db.session(), training, len(objectives)),
        levels=LEVELS,
    )


LEVELS = {
    Level.ACQUIRED: "Acquis",
    Level.IN_PROGRESS: "En cours",
    Level.NOT_ACQUIRED: "Non acquis",
}


def _levels(trainee_id: int, objectives: int) -> dict[int, Level]:
    chosen = {}
    for index in range(objectives):
        typed = request.form.get(f"level-{trainee_id}-{index}", "")
        if typed in set(Level):
            chosen[index] = Level(typed)
    return chosen
