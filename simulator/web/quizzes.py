"""Quizzes composed here: an ordered list of questions, played live or at one's own pace."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import Refusal
from simulator.services import questions, quizzes, trainings
from simulator.services.questions import Wanted
from simulator.web import access, clock, db, display
from simulator.web import question_words as words
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.quizzes import Choice, PlaceForm, TitleForm

pages = Blueprint("quizzes", __name__, url_prefix="/mes-quiz")
access.rules(
    "quizzes",
    **dict.fromkeys(
        (
            *("index", "edit", "choose", "add", "change", "duplicate", "archive", "place"),
            "preview",
        ),
        Role.TRAINER,
    ),
)
_QUIZ = "/<int:quiz_id>"
_STEPS = {"monter": -1, "descendre": 1}


@pages.route("", methods=["GET", "POST"])
def index() -> str | Response | tuple[str, int]:
    """List the quizzes composed here; begin one, with the questions ticked in the bank."""
    form = TitleForm.of_request()
    if form.is_submitted() and form.validate():
        trainer = access.trainer()
        number = quizzes.create(db.session(), trainer, form.title.data or "", clock.now())
        quizzes.add(db.session(), trainer, number, request.form.getlist("question", type=int), ())
        db.commit()
        return redirect(url_for(".edit", quiz_id=number), 303)
    archived = "archives" in request.args
    page = render_template(
        "quizzes/index.html",
        form=form,
        archived=archived,
        found=quizzes.listed(db.session(), access.trainer(), archived=archived),
        chosen=request.values.getlist("question", type=int),
    )
    return (page, 422) if form.is_submitted() else page


@pages.route(_QUIZ, methods=["GET", "POST"])
def edit(quiz_id: int) -> str | Response | tuple[str, int]:
    """Show a quiz: its questions in order, its title, where it can be placed."""
    found = quizzes.get(db.session(), access.trainer(), quiz_id)
    form = TitleForm.of_request(title=found.title)
    if form.is_submitted() and form.validate():
        quizzes.rename(db.session(), access.trainer(), quiz_id, form.title.data or "")
        db.commit()
        return redirect(url_for(".edit", quiz_id=quiz_id), 303)
    page = render_template(
        "quizzes/edit.html", found=found, form=form, where=_places(), words=words
    )
    return (page, 422) if form.is_submitted() else page


def _places() -> PlaceForm:
    """Return where a quiz may go: the half-days of the trainings that are open."""
    form = PlaceForm.of_request()
    form.where.choices = [
        Choice(f"{line.id}-{half.id}", f"{line.title}, {display.long_day(half.starts_at)}, {when}")
        for line in trainings.of_organisation(db.session(), access.trainer())
        if line.state == "open"
        for half in trainings.get(db.session(), access.trainer(), line.id).half_days
        for when in (display.clock_time(half.starts_at),)
    ]
    return form


@pages.get(_QUIZ + "/apercu")
def preview(quiz_id: int) -> str:
    """Show a quiz as a trainee will have it."""
    found = quizzes.get(db.session(), access.trainer(), quiz_id)
    return render_template("quizzes/preview.html", found=found)


@pages.get(_QUIZ + "/questions")
def choose(quiz_id: int) -> str:
    """Show the questions that may be added, of the bank and of the content."""
    found = quizzes.get(db.session(), access.trainer(), quiz_id)
    text = request.args.get("q", "")[:200]
    there = {item.key for item in found.items}
    return render_template(
        "quizzes/choose.html",
        found=found,
        text=text,
        banked=[
            line
            for line in questions.listed(db.session(), access.trainer(), Wanted(text))
            if questions.key_of(line.id) not in there
        ],
        shipped=[
            (quiz.title, [q for q in quiz.questions if q.id not in there])
            for quiz in quizzes.shipped(text)
        ],
        words=words,
    )


@pages.post(_QUIZ + "/questions")
def add(quiz_id: int) -> Response:
    """Add the questions that are ticked."""
    form = request.form
    return _changed(
        quiz_id,
        lambda: quizzes.add(
            db.session(),
            access.trainer(),
            quiz_id,
            form.getlist("question", type=int),
            form.getlist("shipped"),
        ),
    )


@pages.post(_QUIZ + "/<int:item_id>/<any(monter, descendre, retirer, actualiser):what>")
def change(quiz_id: int, item_id: int, what: str) -> Response:
    """Move a question, take it out, or take its last version."""
    session, trainer = db.session(), access.trainer()
    if what in _STEPS:
        return _changed(
            quiz_id, lambda: quizzes.move(session, trainer, quiz_id, item_id, _STEPS[what])
        )
    act = quizzes.take_out if what == "retirer" else quizzes.refresh
    return _changed(quiz_id, lambda: act(session, trainer, quiz_id, item_id))


def _changed(quiz_id: int, act: Callable[[], object]) -> Response:
    try:
        act()
    except (quizzes.QuizInUse, quizzes.TooManyQuestions) as refusal:
        db.db.session.rollback()
        flash(sentence(refusal), "refused")
    else:
        db.commit()
    return redirect(url_for(".edit", quiz_id=quiz_id), 303)


@pages.post(_QUIZ + "/dupliquer")
def duplicate(quiz_id: int) -> Response:
    """Copy a quiz: the copy can be changed."""
    number = quizzes.duplicate(db.session(), access.trainer(), quiz_id, "(copie)", clock.now())
    db.commit()
    return redirect(url_for(".edit", quiz_id=number), 303)


@pages.post(_QUIZ + "/<any(archiver, reprendre):what>")
def archive(quiz_id: int, what: str) -> Response:
    """Put a quiz away, or take it out again."""
    quizzes.set_archived(
        db.session(), access.trainer(), quiz_id, clock.now(), archived=what == "archiver"
    )
    db.commit()
    return redirect(url_for(".index"), 303)


@pages.post(_QUIZ + "/placer")
def place(quiz_id: int) -> Response:
    """Add a quiz to a half-day of a training."""
    quizzes.get(db.session(), access.trainer(), quiz_id)
    form = _places()
    if not form.validate():
        flash("Choisissez une demi-journée.", "refused")
        return redirect(url_for(".edit", quiz_id=quiz_id), 303)
    training_id, half_day_id = (int(part) for part in form.where.data.split("-"))
    training = trainings.get(db.session(), access.trainer(), training_id)
    try:
        quizzes.place(db.session(), access.trainer(), training, quiz_id, half_day_id, clock.now())
    except Refusal as refusal:
        db.db.session.rollback()
        flash(sentence(refusal), "refused")
        return redirect(url_for(".edit", quiz_id=quiz_id), 303)
    db.commit()
    flash("Quiz placé, masqué : ouvrez-le sur le pupitre quand vous voulez.")
    return redirect(url_for("trainings.desk", training_id=training_id), 303)
