"""The trainer's desk: trainings, their half-days, activities and trainees, and the projector."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from simulator.content.programmes import Programme
from simulator.domain.dates import next_working_day
from simulator.domain.refusals import Refusal
from simulator.services import catalogue, rooms, rosters, trainees, trainings, triad_results
from simulator.web import access, clock, db, display, links, rehearsals
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.trainees import TraineeForm
from simulator.web.forms.trainings import HalfDayForm, TrainingForm

pages = Blueprint("trainings", __name__, url_prefix="/formations")
access.rules(
    "trainings",
    **dict.fromkeys(
        (
            "index",
            "new",
            "desk",
            "state",
            "set_activity",
            "open_half_day",
            "edit_half_day",
            "people",
            "edit_trainee",
            "remove_trainee",
            "new_link",
            "close",
            "reopen",
            "projector",
        ),
        Role.TRAINER,
    ),
)


@pages.get("")
def index() -> str:
    """List the trainings."""
    lines = trainings.of_organisation(db.session(), access.trainer())
    return render_template("trainings/index.html", lines=lines)


@pages.route("/nouvelle", methods=["GET", "POST"])
def new() -> str | Response | tuple[str, int]:
    """Create a training from a programme."""
    form = TrainingForm.of_request(first_day=next_working_day(clock.today()))
    programmes = catalogue.programmes()
    form.programme.choices = [(item.id, _choice(item)) for item in programmes]
    form.scenario.choices = [(item.id, item.label) for item in catalogue.scenarios()]
    form.difficulty.choices = [(item.id, item.label) for item in catalogue.difficulties()]
    if form.is_submitted() and form.validate():
        programme = catalogue.programme(form.programme.data)
        training = trainings.create(
            db.session(),
            access.trainer(),
            programme=programme.id,
            title=programme.title,
            days=programme.days,
            planned=catalogue.plan(programme.id),
            first_day=form.first_day.data or clock.today(),
            morning=form.morning.data,  # type: ignore[arg-type] # required by the form
            afternoon=form.afternoon.data,  # type: ignore[arg-type] # required by the form
            place=form.place.data or "",
            client=form.client.data or "",
            scenario=catalogue.at_level(form.scenario.data, form.difficulty.data),
            customers=form.customers.data or 50,
            now=clock.now(),
        )
        db.commit()
        if form.rehearse.data:
            flash("Formation créée. Elle attend ses stagiaires pendant que vous la répétez.")
            return redirect(url_for("rehearsals.index", training_id=training.id), 303)
        flash("Formation créée. Projetez le code : les stagiaires peuvent entrer.")
        return redirect(url_for("trainings.desk", training_id=training.id), 303)
    page = render_template("trainings/new.html", form=form, programmes=programmes)
    return (page, 422) if form.is_submitted() else page


def _choice(item: Programme) -> str:
    return f"{item.title} ({item.id}, {item.days} jours, {item.hours} h)"


@pages.get("/<int:training_id>")
def desk(training_id: int) -> str:
    """Show the desk of a training: code, agenda, live grid."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    return render_template(
        "trainings/desk.html",
        training=training,
        grid=rooms.grid(db.session(), training, clock.now()),
    )


@pages.get("/<int:training_id>/etat")
def state(training_id: int) -> Response:
    """Answer the live grid as a fragment when it changed."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    grid = rooms.grid(db.session(), training, clock.now())
    return links.unless_same(render_template("trainings/_grid.html", training=training, grid=grid))


@pages.post("/<int:training_id>/activites/<int:activity_id>/<any(open, closed, hidden):state>")
def set_activity(training_id: int, activity_id: int, state: str) -> Response:
    """Open, close or hide an activity."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainings.activity(db.session(), training, activity_id)
    trainings.set_activity(db.session(), access.trainer(), training, row, state, clock.now())
    db.commit()
    rehearsals.bots_work(training, [row])
    return redirect(url_for("trainings.desk", training_id=training_id) + "#deroule", 303)


@pages.post("/<int:training_id>/demi-journees/<int:half_day_id>/ouvrir")
def open_half_day(training_id: int, half_day_id: int) -> Response:
    """Open every activity of a half-day."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    trainings.half_day(db.session(), training, half_day_id)
    opened = trainings.open_half_day(
        db.session(), access.trainer(), training, half_day_id, clock.now()
    )
    db.commit()
    rehearsals.bots_work(
        training, [row for row in training.activities if row.half_day_id == half_day_id]
    )
    told = display.plural(opened, "activité ouverte", "activités ouvertes")
    flash(f"{told} sur tous les écrans.")
    return redirect(url_for("trainings.desk", training_id=training_id) + "#deroule", 303)


@pages.route("/<int:training_id>/demi-journees/<int:half_day_id>", methods=["GET", "POST"])
def edit_half_day(training_id: int, half_day_id: int) -> str | Response | tuple[str, int]:
    """Change the date and hours of a half-day."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainings.half_day(db.session(), training, half_day_id)
    start, end = (at.astimezone(clock.PARIS) for at in (row.starts_at, row.ends_at))
    form = HalfDayForm.of_request(
        day=start.date(), starts=start.time(), ends=end.time(), minutes=row.minutes
    )
    if form.is_submitted() and form.validate():
        day, starts, ends = form.day.data, form.starts.data, form.ends.data
        assert day is not None  # the form requires the three
        assert starts is not None
        assert ends is not None
        starts_at, ends_at = (datetime.combine(day, at, clock.PARIS) for at in (starts, ends))
        minutes = form.minutes.data or form.span
        try:
            trainings.move_half_day(db.session(), training, row, starts_at, ends_at, minutes)
        except Refusal as refusal:
            form.refuse("day", sentence(refusal))
        else:
            db.commit()
            flash("Demi-journée modifiée.")
            return redirect(url_for("trainings.desk", training_id=training_id), 303)
    page = render_template("trainings/half_day.html", form=form, training=training, row=row)
    return (page, 422) if form.is_submitted() else page


@pages.route("/<int:training_id>/stagiaires", methods=["GET", "POST"])
def people(training_id: int) -> str | Response | tuple[str, int]:
    """List the trainees with their resume links; add one by hand."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    form = TraineeForm.of_request()
    if form.is_submitted() and form.validate():
        try:
            person = trainees.join(
                db.session(),
                training.id,
                form.first_name.data or "",
                form.last_name.data or "",
                form.company.data or "",
                clock.now(),
                listed=True,
            )
        except Refusal as refusal:
            form.refuse("last_name", sentence(refusal))
        else:
            db.commit()
            flash(f"{person.name} est inscrit. Donnez-lui son lien de reprise.")
            return redirect(url_for("trainings.people", training_id=training_id), 303)
    here = [trainees.trainee_of(row) for row in training.trainees if row.removed_at is None]
    lines = [(person, links.resume_link(person)) for person in here]
    waiting = {row.id for row in rosters.waiting(training)}
    page = render_template(
        "trainings/people.html", training=training, lines=lines, form=form, waiting=waiting
    )
    return (page, 422) if form.is_submitted() else page


@pages.route("/<int:training_id>/stagiaires/<int:trainee_id>", methods=["GET", "POST"])
def edit_trainee(training_id: int, trainee_id: int) -> str | Response | tuple[str, int]:
    """Correct a name, show the resume link and its QR code."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainees.of_training(db.session(), training.id, trainee_id)
    form = TraineeForm.of_request(
        first_name=row.first_name, last_name=row.last_name, company=row.company
    )
    if form.is_submitted() and form.validate():
        try:
            trainees.rename(
                db.session(),
                row,
                form.first_name.data or "",
                form.last_name.data or "",
                form.company.data or "",
            )
        except Refusal as refusal:
            form.refuse("last_name", sentence(refusal))
        else:
            db.commit()
            flash("Nom corrigé.")
            return redirect(url_for("trainings.people", training_id=training_id), 303)
    link = links.resume_link(trainees.trainee_of(row))
    page = render_template(
        "trainings/trainee.html",
        training=training,
        row=row,
        form=form,
        link=link,
        qr=links.qr_data(link),
        plays=triad_results.record(db.session(), training.id, row.id),
    )
    return (page, 422) if form.is_submitted() else page


@pages.post("/<int:training_id>/stagiaires/<int:trainee_id>/retirer")
def remove_trainee(training_id: int, trainee_id: int) -> Response:
    """Take a person out of the training."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainees.of_training(db.session(), training.id, trainee_id)
    trainees.remove(db.session(), row, clock.now())
    db.commit()
    flash(f"{row.first_name} {row.last_name} ne fait plus partie de la formation.")
    return redirect(url_for("trainings.people", training_id=training_id), 303)


@pages.post("/<int:training_id>/stagiaires/<int:trainee_id>/lien")
def new_link(training_id: int, trainee_id: int) -> Response:
    """Replace a resume link that went astray."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    row = trainees.of_training(db.session(), training.id, trainee_id)
    trainees.new_link(row)
    db.commit()
    flash("Nouveau lien de reprise. L’ancien ne fonctionne plus.")
    return redirect(
        url_for("trainings.edit_trainee", training_id=training_id, trainee_id=trainee_id), 303
    )


@pages.post("/<int:training_id>/fermer")
def close(training_id: int) -> Response:
    """Close the training."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    trainings.close(db.session(), access.trainer(), training, clock.now())
    db.commit()
    flash("Formation fermée : plus personne ne peut la rejoindre.")
    return redirect(url_for("trainings.desk", training_id=training_id), 303)


@pages.post("/<int:training_id>/rouvrir")
def reopen(training_id: int) -> Response:
    """Open the training again."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    trainings.reopen(db.session(), access.trainer(), training, clock.now())
    db.commit()
    flash("Formation rouverte.")
    return redirect(url_for("trainings.desk", training_id=training_id), 303)


@pages.get("/<int:training_id>/projecteur")
def projector(training_id: int) -> str:
    """Show the room's screen: the code, the address, the QR; no name, no mark."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    address = links.absolute(url_for("trainees.join", code=training.join_code))
    return render_template(
        "trainings/projector.html",
        training=training,
        address=address,
        door=links.absolute("/"),
        qr=links.qr_data(address),
        grid=rooms.grid(db.session(), training, clock.now()),
    )
