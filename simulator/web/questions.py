"""The trainer's question bank: the list, the editor with its preview, files in and out."""

from __future__ import annotations

from pathlib import Path

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from simulator.domain.quiz.question import QuizKind
from simulator.exchange.guard import UploadRefused
from simulator.services import question_files, questions
from simulator.services.question_files import FaultyFile
from simulator.services.questions import Wanted
from simulator.web import access, clock, db
from simulator.web import question_words as words
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.questions import MORE, ROWS, QuestionForm, SearchForm, values_of

pages = Blueprint("questions", __name__, url_prefix="/banque")
access.rules(
    "questions",
    **dict.fromkeys(
        (
            *("index", "new", "edit", "preview", "duplicate", "archive", "export", "template"),
            *("upload", "report", "confirm", "cancel"),
        ),
        Role.TRAINER,
    ),
)
_DRAFT = "/importer/<string(length=32):token>"
_TOLD = 200


@pages.get("")
def index() -> str:
    """List the questions of the organisation that are looked for."""
    form = SearchForm(request.args)
    form.validate()
    wanted = Wanted(
        form.q.data or "",
        form.sujet.data or "",
        form.categorie.data or "",
        form.type.data or "",
        form.niveau.data if not form.niveau.errors else None,
        archived=bool(form.archivees.data),
    )
    trainer = access.trainer()
    return render_template(
        "questions/index.html",
        found=questions.listed(db.session(), trainer, wanted),
        categories=questions.categories(db.session(), trainer),
        tags=questions.tags(db.session(), trainer),
        wanted=wanted,
        most=questions.MOST_LISTED,
        words=words,
    )


def _kind() -> QuizKind:
    wanted = request.values.get("type", QuizKind.SINGLE.value)
    if wanted not in set(QuizKind):
        abort(404)
    return QuizKind(wanted)


@pages.route("/nouvelle", methods=["GET", "POST"])
def new() -> str | Answer | tuple[str, int]:
    """Write a question of a kind."""
    form, kind = QuestionForm.of_request(), _kind()
    form.grow(ROWS)
    if _saves(form):
        question = form.question(kind)
        if question is not None:
            title, category = form.title.data or "", form.category.data or ""
            number = questions.create(
                db.session(), access.trainer(), title, category, question, clock.now()
            )
            db.commit()
            flash("Question enregistrée.")
            return redirect(url_for(".edit", question_id=number), 303)
    return _editor(form, kind, None)


@pages.route("/<int:question_id>", methods=["GET", "POST"])
def edit(question_id: int) -> str | Answer | tuple[str, int]:
    """Show a question and write it anew."""
    kept = questions.get(db.session(), access.trainer(), question_id)
    form = QuestionForm.of_request(**values_of(kept.question, kept.title, kept.category))
    form.grow(ROWS)
    if _saves(form):
        question = form.question(kept.question.kind)
        if question is not None:
            title, category = form.title.data or "", form.category.data or ""
            version = questions.edit(
                db.session(),
                access.trainer(),
                question_id,
                title,
                category,
                question,
                clock.now(),
            )
            db.commit()
            new_one = version > kept.version
            flash(
                f"Version {version} enregistrée ; les quiz gardent la leur."
                if new_one
                else "Question enregistrée."
            )
            return redirect(url_for(".edit", question_id=question_id), 303)
    return _editor(form, kept.question.kind, kept)


def _saves(form: QuestionForm) -> bool:
    """Say whether the form asks to be kept: other buttons add lines or look at the preview."""
    if not form.is_submitted():
        return False
    if "more" in request.form:
        form.grow(len(form.options.entries) + MORE)
        return False
    return form.validate() and "preview" not in request.form


def _editor(
    form: QuestionForm, kind: QuizKind, kept: questions.Kept | None
) -> str | tuple[str, int]:
    shown = kept.question if kept else None
    if form.is_submitted():
        shown = form.question(kind) if form.validate() else None
    page = render_template(
        "questions/edit.html", form=form, kind=kind, kept=kept, shown=shown, words=words
    )
    refused = form.is_submitted() and not {"more", "preview"} & set(request.form)
    return (page, 422) if refused else page


@pages.post("/apercu")
def preview() -> str:
    """Show a question being written as a trainee will see it."""
    form, kind = QuestionForm.of_request(), _kind()
    shown = form.question(kind) if form.validate() else None
    faults = [text for field in form for text in field.errors if str(text) == text]
    return render_template("questions/_preview.html", shown=shown, faults=faults)


@pages.post("/<int:question_id>/dupliquer")
def duplicate(question_id: int) -> Answer:
    """Copy a question."""
    number = questions.duplicate(
        db.session(), access.trainer(), question_id, "(copie)", clock.now()
    )
    db.commit()
    flash("Voici la copie : elle ne change rien à l’original.")
    return redirect(url_for(".edit", question_id=number), 303)


@pages.post("/<int:question_id>/<any(archiver, reprendre):what>")
def archive(question_id: int, what: str) -> Answer:
    """Put a question away, or take it out again."""
    questions.set_archived(
        db.session(), access.trainer(), question_id, clock.now(), archived=what == "archiver"
    )
    db.commit()
    flash("Question archivée." if what == "archiver" else "Question reprise dans la banque.")
    return redirect(url_for(".index"), 303)


@pages.get("/exporter")
def export() -> Answer:
    """Download chosen questions, as GIFT or Moodle XML."""
    chosen = request.args.getlist("question", type=int)
    form = request.args.get("format", "gift")
    if form not in {"gift", "xml"}:
        abort(404)
    if not chosen:
        flash("Cochez au moins une question.", "refused")
        return redirect(url_for(".index"), 303)
    body, left = question_files.exported(db.session(), access.trainer(), chosen, form)
    if left and len(left) == len(chosen):
        flash(words.reason(left[0].reason), "refused")
        return redirect(url_for(".index"), 303)
    if left:  # said in the file itself: a download has no page
        said = "".join(f"// Non exportée : {each.title}\n" for each in left)
        body = said.encode() + b"\n" + body
    mimetype = "application/xml" if form == "xml" else "text/plain"
    answer = Response(body, mimetype=mimetype)
    name = "questions.xml" if form == "xml" else "questions.gift.txt"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@pages.get("/modele.<any(csv, xlsx):form>")
def template(form: str) -> Response:
    """Download the table to fill in."""
    types = {
        "csv": "text/csv",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    answer = Response(question_files.template(form), mimetype=types[form])
    answer.headers.set("Content-Disposition", "attachment", filename=f"modele-questions.{form}")
    return answer


@pages.route("/importer", methods=["GET", "POST"])
def upload() -> str | Answer | tuple[str, int]:
    """Receive a file of questions and read it, nothing being kept yet."""
    fault = ""
    if request.method == "POST":
        sent = request.files.get("file")
        content = sent.read() if sent is not None else b""
        trainer = access.trainer()
        db.commit()  # a file takes seconds, and people are answering
        try:
            contents = question_files.read(content)
        except UploadRefused as refusal:
            fault = words.UPLOADS.get(refusal.reason, sentence(refusal))
        else:
            token = question_files.keep(_instance(), trainer, contents, clock.now())
            return redirect(url_for(".report", token=token), 303)
    page = render_template("questions/upload.html", fault=fault)
    return (page, 422) if fault else page


@pages.get(_DRAFT)
def report(token: str) -> str:
    """Show what a file holds before anything of it is kept."""
    contents = question_files.opened(_instance(), access.trainer(), token, clock.now())
    there = question_files.known(db.session(), access.trainer(), contents.found)
    return render_template(
        "questions/report.html",
        contents=contents,
        known=sum(questions.digest(each.question) in there for each in contents.found),
        told=_TOLD,
        token=token,
        words=words,
    )


@pages.post(f"{_DRAFT}/confirmer")
def confirm(token: str) -> Answer:
    """Bring the questions of a file into the bank, all or none."""
    contents = question_files.opened(_instance(), access.trainer(), token, clock.now())
    try:
        brought = question_files.bring_in(
            db.session(),
            access.trainer(),
            contents,
            clock.now(),
            without_faults="without_faults" in request.form,
        )
    except FaultyFile as refusal:
        db.db.session.rollback()
        flash(sentence(refusal), "refused")
        return redirect(url_for(".report", token=token), 303)
    db.commit()
    question_files.forget(_instance(), access.trainer(), token, clock.now())
    flash(f"Questions ajoutées : {brought.added}. Déjà dans la banque : {brought.known}.")
    return redirect(url_for(".index"), 303)


@pages.post(f"{_DRAFT}/abandonner")
def cancel(token: str) -> Answer:
    """Forget a file that is not brought in after all."""
    question_files.forget(_instance(), access.trainer(), token, clock.now())
    flash("Import abandonné : il ne reste rien du fichier.")
    return redirect(url_for(".upload"), 303)


def _instance() -> Path:
    folder: Path = current_app.config["SETTINGS"].instance
    return folder
