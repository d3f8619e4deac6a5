"""Role-plays in pairs and triads: the trainer's desk and projector, the phones, the debrief."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import Refusal
from simulator.domain.training.triads import Act, Author
from simulator.services import (
    catalogue,
    trainings,
    triad_cases,
    triad_marks,
    triad_promises,
    triad_results,
    triads,
)
from simulator.services.trainings import Training
from simulator.services.triads import Seat, TriadGroup, TriadRound
from simulator.web import access, clock, db, downloads, triad_words
from simulator.web import triad_screens as screens
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.triads import Choice, NoteForm, RoundForm, agreed, said, typed

pages = Blueprint("triads", __name__)
access.rules(
    "triads",
    **dict.fromkeys(("mine", "play", "play_state", "note", "assess", "my_sheet"), Role.TRAINEE),
    **dict.fromkeys(
        (
            "index",
            "desk",
            "desk_state",
            "act",
            "seats",
            "cancel",
            "group",
            "pass_turn",
            "projector",
            "projector_state",
            "sheet",
            "results",
            "table",
        ),
        Role.TRAINER,
    ),
)
_DESK = "/formations/<int:training_id>/jeux-de-role"
_ROUND = _DESK + "/<int:round_id>"
_GROUP = _ROUND + "/groupes/<int:group_id>"
_MINE = "/salle/trinomes"


def _of_trainer(training_id: int, round_id: int) -> tuple[Training, TriadRound]:
    training = trainings.get(db.session(), access.trainer(), training_id)
    return training, triads.get(db.session(), training.id, round_id)


@pages.route(_DESK, methods=["GET", "POST"])
def index(training_id: int) -> str | Response | tuple[str, int]:
    """List the rounds of a training; form the groups of a new one."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    people = triads.here(training)
    rounds = triads.of_training(db.session(), training.id)
    form = RoundForm.of_request(present=[one.id for one in people])
    played = {one.script for one in rounds}
    form.script.choices = [
        (one.id, one.title + (" (déjà joué)" if one.id in played else ""))
        for one in sorted(
            catalogue.content().negotiations.values(), key=lambda one: (one.difficulty, one.title)
        )
    ]
    form.present.choices = [Choice(one.id, f"{one.last_name} {one.first_name}") for one in people]
    if form.is_submitted() and form.validate():
        try:
            row = triads.create(
                db.session(),
                access.trainer(),
                training,
                form.wanted(),
                form.present.data or (),
                clock.now(),
            )
        except Refusal as refusal:
            form.refuse("present", sentence(refusal))
        else:
            db.commit()
            return redirect(url_for(".desk", training_id=training.id, round_id=row.id), 303)
    page = render_template(
        "triads/index.html",
        training=training,
        rounds=rounds,
        running=next((one for one in rounds if one.closed_at is None), None),
        people=people,
        form=form,
        now=clock.now(),
        clock_of=triads.clock,
        **screens.words(),
    )
    return (page, 422) if form.is_submitted() else page


def _groups_html(training: Training, row: TriadRound) -> str:
    return render_template(
        "triads/_groups.html",
        training=training,
        round=row,
        phase=triads.clock(row).phase(clock.now()),
        lines=[triad_marks.progress_of(one) for one in triads.groups(row)],
        **screens.words(),
    )


@pages.get(_ROUND)
def desk(training_id: int, round_id: int) -> str:
    """Show the trainer's desk of a round: clock, groups, who has assessed."""
    training, row = _of_trainer(training_id, round_id)
    now = clock.now()
    seated = {seat.trainee_id for one in triads.groups(row) for seat in one.seats}
    return render_template(
        "triads/desk.html",
        training=training,
        round=row,
        phase=triads.clock(row).phase(now),
        acts=triads.clock(row).possible(now),
        ticking=screens.ticking(row, now),
        key=screens.desk_key(row, now),
        groups=_groups_html(training, row),
        seats=[seat for one in triads.groups(row) for seat in one.seats],
        away=[one for one in triads.here(training) if one.id not in seated],
        **screens.words(),
    )


@pages.get(_ROUND + "/etat")
def desk_state(training_id: int, round_id: int) -> Response:
    """Answer what the trainer's desk follows."""
    training, row = _of_trainer(training_id, round_id)
    return screens.state(row, screens.desk_key(row, clock.now()), _groups_html(training, row))


@pages.post(_ROUND + "/action")
def act(training_id: int, round_id: int) -> Response:
    """Move the clock of the round."""
    _, row = _of_trainer(training_id, round_id)
    wanted = request.form.get("act", "")
    if wanted not in set(Act):
        abort(400)
    triads.act(db.session(), access.trainer(), row, Act(wanted), clock.now())
    db.commit()
    return redirect(url_for(".desk", training_id=training_id, round_id=round_id), 303)


@pages.post(_ROUND + "/places/<any(leave, enter):what>")
def seats(training_id: int, round_id: int, what: str) -> Response:
    """Take somebody absent out of the round, or give a seat to somebody late."""
    _, row = _of_trainer(training_id, round_id)
    person = request.form.get("trainee", 0, type=int)
    move = triads.leave if what == "leave" else triads.enter
    move(db.session(), row, person, clock.now())
    db.commit()
    flash("Les groupes sont à jour sur tous les écrans.")
    return redirect(url_for(".desk", training_id=training_id, round_id=round_id), 303)


@pages.post(_ROUND + "/annuler")
def cancel(training_id: int, round_id: int) -> Response:
    """Take away a round that nobody has played."""
    _, row = _of_trainer(training_id, round_id)
    triads.cancel(db.session(), access.trainer(), row, clock.now())
    db.commit()
    flash("Tour annulé. Vous pouvez former d’autres groupes.")
    return redirect(url_for(".index", training_id=training_id), 303)


@pages.route(_GROUP, methods=["GET", "POST"])
def group(training_id: int, round_id: int, group_id: int) -> str | Response | tuple[str, int]:
    """Follow one group, and give the trainer's assessment."""
    training, row = _of_trainer(training_id, round_id)
    one = triads.group(db.session(), row, group_id)
    now, fault = clock.now(), ""
    if request.method == "POST":
        struck = "struck" in request.form
        try:
            if struck:
                triad_promises.check_strike(db.session(), one)  # before anything is written
            triad_marks.judge(db.session(), one, access.trainer().id, said(request.form), now)
        except Refusal as refusal:
            fault = sentence(refusal)
        else:
            if struck:
                triad_promises.strike(db.session(), one, access.trainer().id, now)
            db.commit()
            flash("Votre évaluation est enregistrée.")
            return redirect(request.path, 303)
    progress = triad_marks.progress_of(one)
    call = triad_cases.talk(one.case)
    page = render_template(
        "triads/group.html",
        training=training,
        round=row,
        group=one,
        phase=triads.clock(row).phase(now),
        progress=progress,
        turn=progress.waits is Author.TRAINER,
        shown=triad_marks.shown(one, None, now),
        notes=triad_marks.notes_for(one, None, now),
        situation=triad_cases.situation(call),
        brief=triad_cases.brief(call),
        prepared=triad_cases.prepared(call),
        typed=typed(request.form) if fault else {},
        fault=fault,
        **screens.words(),
    )
    return (page, 422) if fault else page


@pages.post(_GROUP + "/passer")
def pass_turn(training_id: int, round_id: int, group_id: int) -> Response:
    """Stop waiting for the grid that comes next."""
    _, row = _of_trainer(training_id, round_id)
    one = triads.group(db.session(), row, group_id)
    triad_marks.pass_turn(db.session(), one, clock.now())
    db.commit()
    return redirect(
        url_for(".group", training_id=training_id, round_id=round_id, group_id=group_id), 303
    )


@pages.get(_ROUND + "/projecteur")
def projector(training_id: int, round_id: int) -> str:
    """Show the room's screen: the clock, who is with whom, no brief and no mark."""
    training, row = _of_trainer(training_id, round_id)
    now = clock.now()
    return render_template(
        "triads/projector.html",
        training=training,
        round=row,
        phase=triads.clock(row).phase(now),
        ticking=screens.ticking(row, now),
        key=screens.projector_key(row, now),
        groups=triads.groups(row),
        **screens.words(),
    )


@pages.get(_ROUND + "/projecteur/etat")
def projector_state(training_id: int, round_id: int) -> Response:
    """Answer what the projector follows."""
    _, row = _of_trainer(training_id, round_id)
    return screens.state(row, screens.projector_key(row, clock.now()))


def _sheet(row: TriadRound, one: TriadGroup, seat: Seat | None, layout: str) -> str:
    now = clock.now()
    call = triad_cases.talk(one.case)
    return render_template(
        "triads/sheet.html",
        layout=layout,
        training=row.training,
        round=row,
        group=one,
        situation=triad_cases.situation(call),
        brief=triad_cases.brief(call),
        prepared=triad_cases.prepared(call),
        shown=triad_marks.shown(one, seat, now),
        notes=triad_marks.notes_for(one, seat, now),
        **screens.words(),
    )


@pages.get(_GROUP + "/debriefing")
def sheet(training_id: int, round_id: int, group_id: int) -> str | Response:
    """Show the debrief sheet of a group, to print; the round must be closed."""
    training, row = _of_trainer(training_id, round_id)
    one = triads.group(db.session(), row, group_id)
    if row.closed_at is None:
        flash("La fiche s’ouvre quand le tour est clos.", "refused")
        return redirect(
            url_for(".group", training_id=training.id, round_id=row.id, group_id=one.id)
        )
    return _sheet(row, one, None, "trainings/layout.html")


@pages.get(_DESK + "/resultats")
def results(training_id: int) -> str:
    """Show who played what, and the scores of the calls."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    return render_template(
        "triads/results.html",
        training=training,
        people=triad_results.record(db.session(), training.id),
        **screens.words(),
    )


@pages.get(_DESK + "/resultats.csv")
def table(training_id: int) -> Response:
    """Download the results for a spreadsheet."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    body = triad_results.table(db.session(), training.id, triad_words.ROLES)
    return downloads.csv(body, f"jeux-de-role-{training.id}.csv")


def _of_trainee(round_id: int) -> tuple[TriadRound, Seat | None]:
    person = access.trainee()
    row = triads.get(db.session(), person.training_id, round_id)
    return row, triads.seat_of(row, person.id)


@pages.get(_MINE)
def mine() -> str:
    """Show a trainee's own rounds and what was said of them."""
    person = access.trainee()
    found = triad_results.record(db.session(), person.training_id, person.id)
    return render_template(
        "triads/mine.html",
        live=triads.live(db.session(), person.training_id),
        person=found[0] if found else None,
        **screens.words(),
    )


def _play_page(row: TriadRound, seat: Seat | None, **more: object) -> str:
    now = clock.now()
    phase = triads.clock(row).phase(now)
    values: dict[str, object] = {"round": row, "seat": seat, "phase": phase, "role": None}
    if seat is not None:
        values |= screens.served(seat, phase, now)
    return render_template(
        "triads/play.html",
        ticking=screens.ticking(row, now),
        key=screens.play_key(row, seat, now),
        **{"typed": {}, "fault": "", **more},
        **values,
        **screens.words(),
    )


@pages.get(_MINE + "/<int:round_id>")
def play(round_id: int) -> str:
    """Show a trainee the page of their role."""
    row, seat = _of_trainee(round_id)
    return _play_page(row, seat)


@pages.get(_MINE + "/<int:round_id>/etat")
def play_state(round_id: int) -> Response:
    """Answer what a phone follows: the clock and whether its page is still the right one."""
    row, seat = _of_trainee(round_id)
    return screens.state(row, screens.play_key(row, seat, clock.now()))


@pages.post(_MINE + "/<int:round_id>/notes")
def note(round_id: int) -> Response | tuple[str, int]:
    """Keep an observer's note with its second."""
    row, seat = _of_trainee(round_id)
    form = NoteForm.of_request()
    if seat is None:
        abort(404)
    if not form.validate():
        faults = " ".join(str(one) for one in form.text.errors)
        return _play_page(row, seat, note_fault=faults, noted=form.text.data or ""), 422
    triad_marks.note(
        db.session(), seat, form.text.data or "", form.criterion.data or "", clock.now()
    )
    db.commit()
    return redirect(url_for(".play", round_id=round_id) + "#notes", 303)


@pages.post(_MINE + "/<int:round_id>/evaluation")
def assess(round_id: int) -> Response | tuple[str, int]:
    """Keep what a trainee says of the call, in one's own role."""
    row, seat = _of_trainee(round_id)
    if seat is None:
        abort(404)
    try:
        told = said(request.form), agreed(request.form)
        triad_promises.tell(db.session(), seat, *told, clock.now())
    except Refusal as refusal:
        return _play_page(row, seat, typed=typed(request.form), fault=sentence(refusal)), 422
    db.commit()
    flash("Merci : votre évaluation est enregistrée.")
    return redirect(url_for(".play", round_id=round_id), 303)


@pages.get(_MINE + "/<int:round_id>/debriefing")
def my_sheet(round_id: int) -> str | Response:
    """Show a trainee the debrief of their group, once the round is closed."""
    row, seat = _of_trainee(round_id)
    if seat is None or row.closed_at is None:
        return redirect(url_for(".play", round_id=round_id))
    return _sheet(row, seat.group, seat, "trainees/layout.html")
