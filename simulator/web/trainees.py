"""Joining a training, coming back to it, and the trainee's room."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import Refusal
from simulator.services import games, rooms, trainees, triads
from simulator.services.trainees import NameTaken, TrainingClosed, UnknownCode
from simulator.web import access, clock, db, links
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.trainees import CodeForm, TraineeForm

pages = Blueprint("trainees", __name__)
access.rules(
    "trainees",
    code=Role.PUBLIC,
    join=Role.PUBLIC,
    resume=Role.PUBLIC,
    room=Role.TRAINEE,
    state=Role.TRAINEE,
    me=Role.TRAINEE,
    leave=Role.TRAINEE,
)


@pages.post("/rejoindre")
def code() -> Response | tuple[str, int]:
    """Take the typed code and lead to the name."""
    form = CodeForm.of_request()
    if form.validate():
        try:
            training = trainees.find_training(
                db.session(), form.code.data or "", request.remote_addr or "", clock.now()
            )
        except Refusal as refusal:
            db.commit()  # the failure counts
            form.refuse("code", sentence(refusal))
        else:
            return redirect(url_for("trainees.join", code=training.join_code), 303)
    return render_template("home/index.html", form=form), 422


@pages.route("/rejoindre/<code>", methods=["GET", "POST"])
def join(code: str) -> str | Response | tuple[str, int]:
    """Give one's name and enter."""
    address = request.remote_addr or ""
    try:
        training = trainees.find_training(db.session(), code, address, clock.now())
    except (UnknownCode, TrainingClosed) as refusal:
        db.commit()
        bad = CodeForm(data={"code": code})
        bad.refuse("code", sentence(refusal))
        return render_template("home/index.html", form=bad), 404
    form = TraineeForm.of_request()
    here = access.who().trainee
    already = here if here is not None and here.training_id == training.id else None
    if request.method == "POST" and form.validate():
        try:
            person = trainees.join(
                db.session(),
                training.id,
                form.first_name.data or "",
                form.last_name.data or "",
                form.company.data or "",
                clock.now(),
            )
        except NameTaken as refusal:
            form.refuse("last_name", sentence(refusal))
        else:
            db.commit()
            access.sign_in_trainee(person)
            flash("Bienvenue. Gardez votre lien de reprise : il rouvre votre travail partout.")
            return redirect(url_for("trainees.me"), 303)
    page = render_template("trainees/join.html", form=form, training=training, already=already)
    return page if request.method == "GET" else (page, 422)


@pages.get("/reprendre/<token>")
def resume(token: str) -> Response | tuple[str, int]:
    """Come back with the resume link, on any device."""
    secret_key = links.secret_key()
    try:
        person = trainees.resume(db.session(), secret_key, token)
    except Refusal as refusal:
        text = sentence(refusal)
        return render_template("errors/page.html", title="Lien inutilisable", text=text), 410
    access.sign_in_trainee(person)
    return redirect(url_for("trainees.room"))


@pages.get("/salle")
def room() -> str:
    """Show the agenda: what is open, what was done."""
    person = access.trainee()
    view = rooms.of_trainee(db.session(), person.id)
    game = games.live(db.session(), person.training_id)
    triad = triads.live(db.session(), person.training_id)
    return render_template("trainees/room.html", room=view, game=game, triad=triad)


@pages.get("/salle/etat")
def state() -> Response:
    """Answer the agenda as a fragment when it changed, and remember that the person is here."""
    person = access.trainee()
    activity = request.args.get("activite", type=int)
    if trainees.seen(db.session(), person.id, activity, clock.now()):
        db.commit()
    view = rooms.of_trainee(db.session(), person.id)
    game = games.live(db.session(), person.training_id)
    triad = triads.live(db.session(), person.training_id)
    page = render_template("trainees/_agenda.html", room=view, game=game, triad=triad)
    return links.unless_same(page)


@pages.get("/salle/moi")
def me() -> str:
    """Show who I am here and my resume link."""
    person = access.trainee()
    link = links.resume_link(person)
    return render_template(
        "trainees/me.html",
        link=link,
        qr=links.qr_data(link),
        room=rooms.of_trainee(db.session(), person.id),
    )


@pages.post("/salle/quitter")
def leave() -> Response:
    """Forget this browser (a shared computer); the resume link still works."""
    access.sign_out()
    flash("Ce navigateur a oublié votre session. Votre lien de reprise fonctionne toujours.")
    return redirect(url_for("home.index"), 303)
