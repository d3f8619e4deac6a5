"""Round table, wall of experiences, action plan and advice, for the trainee and for the trainer."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import Refusal
from simulator.domain.training import contributions as rules
from simulator.domain.training.contributions import FIELDS, ONE_EACH, Kind
from simulator.services import contributions, trainees, trainings
from simulator.web import access, clock, db
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("contributions", __name__)
access.rules(
    "contributions",
    mine=Role.TRAINEE,
    take_away=Role.TRAINEE,
    board=Role.TRAINER,
    hide=Role.TRAINER,
    advice=Role.TRAINER,
)

SLUGS = {
    "tour-de-table": Kind.WELCOME,
    "experiences": Kind.EXPERIENCE,
    "plan-d-action": Kind.ACTION,
}
TITLES = {
    Kind.WELCOME: "Tour de table",
    Kind.EXPERIENCE: "Mur d’expériences",
    Kind.ACTION: "Plan d’action",
}
LEDES = {
    Kind.WELCOME: (
        "Présentez-vous en deux phrases et dites ce que vous attendez de la formation : toute la"
        " salle le lit."
    ),
    Kind.EXPERIENCE: (
        "Une situation vécue, racontée sans nommer le client, et ce qu’elle apprend : toute la"
        " salle la lit."
    ),
    Kind.ACTION: (
        "Ce que vous ferez dans votre entreprise, daté et mesurable. Seuls vous et le formateur"
        " le lisez ; gardez-le, il servira à l’évaluation à froid."
    ),
}
LABELS = {
    Kind.WELCOME: {
        "role": "Votre fonction",
        "context": "Votre entreprise et ses clients, en une phrase",
        "expectations": "Ce que vous attendez de la formation",
    },
    Kind.EXPERIENCE: {
        "title": "La situation en quelques mots",
        "story": "Ce qui s’est passé",
        "lesson": "Ce que vous en retenez",
    },
    Kind.ACTION: {
        "action": "L’action",
        "where": "Sur quels clients ou quelle procédure",
        "first_step": "La première étape, cette semaine",
        "by": "Pour le",
        "sign": "À quoi vous verrez que c’est fait",
    },
    Kind.ADVICE: {"advice": "Conseil personnel, lu par le stagiaire"},
    Kind.REVIEW: {"review": "Note de l’oral, lue par vous seul"},
}
TOLD = {
    Kind.WELCOME: {
        "role": "Fonction",
        "context": "Entreprise et clients",
        "expectations": "Attentes",
    },
    Kind.EXPERIENCE: {
        "title": "Situation",
        "story": "Ce qui s’est passé",
        "lesson": "À retenir",
    },
    Kind.ACTION: {
        "action": "Action",
        "where": "Clients ou procédure",
        "first_step": "Première étape",
        "by": "Pour le",
        "sign": "Signe que c’est fait",
    },
}
"""What is asked of somebody, as others read it."""
FAULTS = {
    "missing": "Écrivez quelque chose ici.",
    "long": f"Ce texte est trop long : {rules.LONGEST} caractères au plus.",
    "day": "Choisissez une date, par exemple 15/01/2027.",
}


def _typed(kind: Kind, suffix: str = "") -> dict[str, str]:
    return {
        field.name: request.form.get(f"{field.name}{suffix}", "").strip() for field in FIELDS[kind]
    }


@pages.route(
    "/salle/<any('tour-de-table', 'experiences', 'plan-d-action'):slug>", methods=["GET", "POST"]
)
def mine(slug: str) -> str | Response | tuple[str, int]:
    """Write one's contribution; read what the room, or the trainer, has written."""
    kind, person = SLUGS[slug], access.trainee()
    typed: Mapping[str, str] | None = None
    faults: dict[str, str] = {}
    refused = None
    if request.method == "POST":
        typed = _typed(kind)
        faults = {name: FAULTS[code] for name, code in rules.faults(kind, typed).items()}
        if not faults:
            try:
                contributions.write(
                    db.session(), person.id, person.training_id, kind, typed, clock.now()
                )
            except Refusal as refusal:
                db.db.session.rollback()
                refused = sentence(refusal)
            else:
                db.commit()
                flash("C’est enregistré.")
                return redirect(url_for("contributions.mine", slug=slug), 303)
    own = contributions.mine(db.session(), person, kind)
    if typed is None:
        typed = own[0].fields if own and kind in ONE_EACH else {}
    page = render_template(
        "contributions/mine.html",
        slug=slug,
        kind=kind,
        title=TITLES[kind],
        lede=LEDES[kind],
        fields=FIELDS[kind],
        labels=LABELS[kind],
        told=TOLD[kind],
        typed=typed,
        faults=faults,
        refused=refused,
        own=own,
        one=kind in ONE_EACH,
        room=contributions.of_room(db.session(), person.training_id, kind),
        advice=contributions.mine(db.session(), person, Kind.ADVICE) if kind is Kind.ACTION else (),
        person=person,
    )
    return (page, 422) if faults or refused else page


@pages.post("/salle/contributions/<int:contribution_id>/retirer")
def take_away(contribution_id: int) -> Response:
    """Take one's own contribution away."""
    contributions.take_away(db.session(), access.trainee(), contribution_id, clock.now())
    db.commit()
    flash("C’est retiré.")
    back = request.form.get("slug", "")
    return redirect(
        url_for("contributions.mine", slug=back if back in SLUGS else "experiences"), 303
    )


@pages.get(
    "/formations/<int:training_id>/<any('tour-de-table', 'experiences', 'plan-d-action'):slug>"
)
def board(training_id: int, slug: str) -> str:
    """Show what the room has written."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    kind = SLUGS[slug]
    return render_template(
        "contributions/board.html",
        training=training,
        slug=slug,
        kind=kind,
        title=TITLES[kind],
        labels=TOLD[kind],
        said=contributions.of_training(db.session(), training, kind),
    )


@pages.post("/formations/<int:training_id>/contributions/<int:contribution_id>/masquer")
def hide(training_id: int, contribution_id: int) -> Response:
    """Take a contribution off the wall, or put it back."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    contributions.hide(db.session(), access.trainer(), training, contribution_id, clock.now())
    db.commit()
    back = request.form.get("slug", "")
    slug = back if back in SLUGS else "experiences"
    return redirect(url_for("contributions.board", training_id=training_id, slug=slug), 303)


@pages.route("/formations/<int:training_id>/conseils/<int:trainee_id>", methods=["GET", "POST"])
def advice(training_id: int, trainee_id: int) -> str | Response | tuple[str, int]:
    """Write a person a piece of advice, and note the oral review for oneself."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    person = trainees.trainee_of(trainees.of_training(db.session(), training.id, trainee_id))
    kept = {
        kind: next(
            (
                said.fields
                for said in contributions.of_training(db.session(), training, kind)
                if said.trainee_id == person.id
            ),
            {},
        )
        for kind in (Kind.ADVICE, Kind.REVIEW)
    }
    if request.method == "POST":
        typed = {kind: _typed(kind) for kind in kept}
        too_long = {
            name: FAULTS[code]
            for kind, texts in typed.items()
            for name, code in rules.faults(kind, texts).items()
            if code == "long"
        }
        if too_long:
            return _advice(training, person, typed, too_long), 422
        for kind, texts in typed.items():
            if any(texts.values()) or kept[kind]:
                contributions.write(db.session(), person.id, training.id, kind, texts, clock.now())
        db.commit()
        flash(f"Conseil enregistré pour {person.first_name} {person.last_name}.")
        return redirect(
            url_for("trainings.edit_trainee", training_id=training_id, trainee_id=trainee_id), 303
        )
    return _advice(training, person, kept, {})


def _advice(
    training: trainings.Training,
    person: trainees.Trainee,
    texts: Mapping[Kind, Mapping[str, str]],
    faults: dict[str, str],
) -> str:
    plan = [
        said
        for said in contributions.of_training(db.session(), training, Kind.ACTION)
        if said.trainee_id == person.id
    ]
    return render_template(
        "contributions/advice.html",
        training=training,
        person=person,
        texts=texts,
        faults=faults,
        labels={kind: LABELS[kind] for kind in texts},
        plan=plan,
        plan_labels=TOLD[Kind.ACTION],
    )
