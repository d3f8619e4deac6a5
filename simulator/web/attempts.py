"""Exercises and quizzes: the page, the draft that saves itself, the hints, the submission."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from simulator.domain.exercises.question import Grading
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import attempts, secrets
from simulator.services.attempts import Activity
from simulator.web import access, clock, db, display
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("attempts", __name__, url_prefix="/salle")
access.rules(
    "attempts",
    exercise=Role.TRAINEE,
    draft=Role.TRAINEE,
    hint=Role.TRAINEE,
    reveal=Role.TRAINEE,
    quiz=Role.TRAINEE,
    quiz_draft=Role.TRAINEE,
)

_OWN = ("csrf_token", "client_id", "submit")


def _activity(activity_id: int, kind: str) -> Activity:
    return attempts.activity_of(db.session(), access.trainee(), activity_id, kind)


def _typed() -> dict[str, str]:
    """Return what was typed, several boxes of one name joined as the engine reads them."""
    return {name: ",".join(request.form.getlist(name)) for name in request.form if name not in _OWN}


def _variant() -> int:
    return max(0, min(request.args.get("variante", 0, type=int), 50))


@pages.route("/exercices/<int:activity_id>", methods=["GET", "POST"])
def exercise(activity_id: int) -> str | Answer | tuple[str, int]:
    """Show an exercise; judge what is submitted."""
    activity = _activity(activity_id, "exercise")
    variant, fault, unread = _variant(), None, None
    if request.method == "POST":
        try:
            graded = attempts.submit(
                db.session(),
                access.trainee(),
                activity,
                _typed(),
                request.form.get("client_id", "")[:64] or secrets.new_secret(),
                clock.now(),
                variant,
            )
        except attempts.VariantReplaced as refusal:
            db.commit()  # the other figures are kept, and the trainer is told
            return _exercise(activity, variant, sentence(refusal), dealt=True)
        except Refusal as refusal:
            db.db.session.rollback()
            fault = sentence(refusal)
        else:
            db.commit()
            if graded.counts:
                return redirect(
                    url_for("attempts.exercise", activity_id=activity_id, variante=variant or None)
                    + "#resultat",
                    303,
                )
            unread = graded
    return _exercise(activity, variant, fault, unread)


def _exercise(
    activity: Activity,
    variant: int,
    fault: str | None,
    unread: Grading | None = None,
    *,
    dealt: bool = False,
) -> str | tuple[str, int]:
    """Write the page; with a fault, what was typed is on it."""
    sheet = attempts.exercise(db.session(), access.trainee(), activity, clock.now(), variant)
    page = render_template(
        "attempts/exercise.html",
        sheet=sheet,
        here={"activity_id": activity.id} | ({"variante": variant} if variant else {}),
        graded=unread or sheet.grading,
        unread=unread is not None,
        fault=fault,
        typed=_typed() if fault and not dealt else sheet.raw,
        client_id=secrets.new_secret(),
    )
    db.commit()  # last: what is committed is read again when the page asks for it
    return (page, 422) if fault or unread else page


@pages.post("/exercices/<int:activity_id>/brouillon")
def draft(activity_id: int) -> Response | tuple[Response, int]:
    """Keep a draft; answer the moment it was kept, once it is on disk."""
    activity = _activity(activity_id, "exercise")
    return _kept(
        lambda: attempts.save_draft(
            db.session(), access.trainee(), activity, _typed(), clock.now(), _variant()
        )
    )


def _kept(save: Callable[[], datetime]) -> Response | tuple[Response, int]:
    try:
        at = save()
    except Refusal as refusal:
        db.db.session.rollback()
        return jsonify(refused=sentence(refusal)), 409
    db.commit()
    return jsonify(saved=display.clock_time(at))


@pages.post("/exercices/<int:activity_id>/indice/<path:key>")
def hint(activity_id: int, key: str) -> Answer | str | tuple[str, int]:
    """Open a hint at its stated price; what is typed is kept."""
    activity = _activity(activity_id, "exercise")
    variant = _variant()
    try:
        if _typed():
            attempts.save_draft(
                db.session(), access.trainee(), activity, _typed(), clock.now(), variant
            )
        attempts.open_hint(db.session(), access.trainee(), activity, key, clock.now(), variant)
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        db.db.session.rollback()
        return _exercise(activity, variant, sentence(refusal))
    db.commit()
    return redirect(
        url_for("attempts.exercise", activity_id=activity_id, variante=variant or None)
        + f"#champ-{key.partition('#')[0]}",
        303,
    )


@pages.post("/exercices/<int:activity_id>/correction")
def reveal(activity_id: int) -> Answer:
    """Show the worked solution."""
    activity = _activity(activity_id, "exercise")
    attempts.reveal(db.session(), access.trainee(), activity, clock.now(), _variant())
    db.commit()
    return redirect(
        url_for("attempts.exercise", activity_id=activity_id, variante=_variant() or None)
        + "#correction",
        303,
    )


@pages.route("/quiz/<int:activity_id>", methods=["GET", "POST"])
def quiz(activity_id: int) -> str | Answer | tuple[str, int]:
    """Show a quiz; judge it once."""
    activity = _activity(activity_id, "quiz")
    fault = None
    if request.method == "POST":
        try:
            attempts.submit_quiz(
                db.session(),
                access.trainee(),
                activity,
                _typed(),
                request.form.get("client_id", "")[:64] or secrets.new_secret(),
                clock.now(),
            )
        except Refusal as refusal:
            db.db.session.rollback()
            fault = sentence(refusal)
        else:
            db.commit()
            return redirect(url_for("attempts.quiz", activity_id=activity_id) + "#resultat", 303)
    sheet = attempts.quiz(db.session(), access.trainee(), activity, clock.now())
    page = render_template(
        "attempts/quiz.html",
        sheet=sheet,
        typed=_typed() if fault else sheet.raw,
        fault=fault,
        client_id=secrets.new_secret(),
    )
    db.commit()
    return (page, 422) if fault else page


@pages.post("/quiz/<int:activity_id>/brouillon")
def quiz_draft(activity_id: int) -> Response | tuple[Response, int]:
    """Keep the answers given so far."""
    activity = _activity(activity_id, "quiz")
    return _kept(
        lambda: attempts.save_quiz_draft(
            db.session(), access.trainee(), activity, _typed(), clock.now()
        )
    )
