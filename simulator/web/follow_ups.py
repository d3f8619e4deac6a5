"""Cold evaluation: the public page of a link; the links, the mail and the group for the trainer."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.training.evaluation import Shape, in_bounds
from simulator.domain.training.follow_up import QUESTIONS, ActionState
from simulator.services import follow_ups, trainings
from simulator.services.follow_ups import Link
from simulator.web import access, clock, db, links
from simulator.web.access import Role

pages = Blueprint("follow_ups", __name__)
access.rules(
    "follow_ups", answer=Role.PUBLIC, thanks=Role.PUBLIC, group=Role.TRAINER, release=Role.TRAINER
)

LONGEST_TEXT = 2000
SUBJECT = quote("Et depuis la formation ?")
WORDINGS = {
    "applied": "J’applique dans mon travail ce que j’ai appris",
    "effect": "J’en vois l’effet sur les encaissements, les retards ou la relation client",
    "support": "Mon entreprise m’a donné les moyens de l’appliquer",
    "remembered": "Je me souviens des méthodes sans rouvrir le support",
    "recommend": "Avec le recul, recommanderiez-vous cette formation à un collègue ?",
    "example": "Un exemple de ce qui a changé, sans nommer le client",
    "obstacle": "Ce qui vous a empêché d’appliquer certaines choses",
    "need": "Ce dont vous auriez besoin maintenant",
}
STATES = {
    ActionState.DONE: "Fait",
    ActionState.BEGUN: "Commencé",
    ActionState.NOT_DONE: "Pas fait",
}


def _read() -> tuple[dict[str, Any], dict[str, str]]:
    """Return what was answered and the faults, by question."""
    given: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for ask in QUESTIONS:
        typed = request.form.get(ask.name, "").strip()
        given[ask.name] = typed
        if ask.shape is Shape.TEXT:
            if len(typed) > LONGEST_TEXT:
                faults[ask.name] = f"Ce texte est trop long : {LONGEST_TEXT} caractères au plus."
        elif len(typed) > 2 or not typed.isascii() or not typed.isdecimal():
            faults[ask.name] = "Choisissez une note."
        elif not in_bounds(ask, int(typed)):
            faults[ask.name] = "Cette note n’est pas proposée."
        else:
            given[ask.name] = int(typed)
    return given, faults


@pages.route("/suivi/<token>", methods=["GET", "POST"])
def answer(token: str) -> str | Response | tuple[str, int]:
    """Answer the cold evaluation by the link received."""
    found = follow_ups.asked(db.session(), links.secret_key(), token, clock.now())
    if found.done:
        return redirect(url_for("follow_ups.thanks"), 303)
    page = {
        "found": found,
        "questions": QUESTIONS,
        "wordings": WORDINGS,
        "labels": STATES,
    }
    if request.method == "GET":
        return render_template("follow_ups/answer.html", **page, given={}, faults={}, states={})
    given, faults = _read()
    states = {rank: request.form.get(f"action-{rank}", "") for rank in range(len(found.actions))}
    known = set(STATES)
    for rank, state in states.items():
        if state not in known:
            faults[f"action-{rank}"] = "Choisissez une réponse."
    if faults:
        again = render_template(
            "follow_ups/answer.html", **page, given=given, faults=faults, states=states
        )
        return again, 422
    follow_ups.reply(db.session(), found, given, list(states.values()), clock.now())
    db.commit()
    return redirect(url_for("follow_ups.thanks"), 303)


@pages.get("/suivi")
def thanks() -> str:
    """Say that the reply was received."""
    return render_template("follow_ups/thanks.html")


def _mail(link: Link, title: str, trainer: str) -> str:
    address = links.absolute(url_for("follow_ups.answer", token=link.token))
    return (
        f"Bonjour {link.name},\n\n"
        f"Vous avez suivi la formation « {title} ». Qu’avez-vous pu appliquer depuis ? Votre"
        " réponse prend trois minutes, sans compte ni mot de passe :\n\n"
        f"{address}\n\n"
        "Ce lien est personnel. Le formateur ne lit que le résultat du groupe, à partir de trois"
        " réponses.\n\n"
        f"Merci,\n{trainer}"
    )


@pages.get("/formations/<int:training_id>/suivi")
def group(training_id: int) -> str:
    """List the links to send and, once released, what the group said."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    mails = [
        (one, _mail(one, training.title, training.trainer.name))
        for one in follow_ups.links(training, links.secret_key())
    ]
    return render_template(
        "follow_ups/group.html",
        training=training,
        mails=[(one, text, f"mailto:?subject={SUBJECT}&body={quote(text)}") for one, text in mails],
        count=follow_ups.count(db.session(), training.id),
        over=follow_ups.ends_at(training) <= clock.now(),
        ends_at=follow_ups.ends_at(training),
        found=follow_ups.group(db.session(), training),
        wordings=WORDINGS,
    )


@pages.post("/formations/<int:training_id>/suivi/ouvrir")
def release(training_id: int) -> Response:
    """Open the group's result."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    follow_ups.release(db.session(), access.trainer(), training, clock.now())
    db.commit()
    flash("Résultat du groupe ouvert.")
    return redirect(url_for("follow_ups.group", training_id=training_id), 303)
