"""Signing by half-day: the trainee's phone, the trainer's sheet, the PDF."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.documents.letterhead import letterhead
from simulator.domain.refusals import NotFound, Refusal
from simulator.domain.training.attendance import WrongCode, room_code
from simulator.services import (
    attendances,
    organisations,
    scans,
    signatures,
    trainees,
    trainings,
)
from simulator.services.attendances import Presence, Sheet
from simulator.services.trainings import HalfDay, Training
from simulator.web import access, clock, db, display, downloads, seals
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.attendances import AbsenceForm, CorrectionForm, SignatureForm

pages = Blueprint("attendances", __name__)
access.rules(
    "attendances",
    sign=Role.TRAINEE,
    index=Role.TRAINER,
    open_half_day=Role.TRAINER,
    sheet=Role.TRAINER,
    code=Role.TRAINER,
    code_now=Role.TRAINER,
    absence=Role.TRAINER,
    correct=Role.TRAINER,
    countersign=Role.TRAINER,
    sheet_pdf=Role.TRAINER,
    paper=Role.TRAINER,
)


_OTHER_HALF_DAY = (
    "La demi-journée que montrait cette page n’est plus à signer : rien n’a été signé. Voici celle"
    " qui est ouverte."
)


def _device() -> str:
    return (request.user_agent.string or "appareil inconnu")[:200]


@pages.route("/salle/emargement", methods=["GET", "POST"])
def sign() -> str | Response | tuple[str, int]:
    """Sign the half-day that is open."""
    person = access.trainee()
    half_day = attendances.open_for(db.session(), person)
    form = SignatureForm.of_request()
    done = half_day and attendances.signed(db.session(), half_day.id, person.id)
    if form.is_submitted() and form.validate() and half_day is not None:
        if form.half_day.data and form.half_day.data != str(half_day.id):
            form.refuse("strokes", _OTHER_HALF_DAY)
            return render_template(
                "attendances/sign.html", half_day=half_day, done=done, form=form
            ), 422
        try:
            attendances.sign(
                db.session(),
                person,
                half_day,
                form.strokes.data or "",
                _device(),
                clock.now(),
                form.code.data or "",
            )
        except WrongCode as refusal:
            form.refuse("code", sentence(refusal))
        except Refusal as refusal:
            form.refuse("strokes", sentence(refusal))
        else:
            db.commit()
            flash("Signature enregistrée. Merci.")
            return redirect(url_for("trainees.room"), 303)
    page = render_template("attendances/sign.html", half_day=half_day, done=done, form=form)
    return (page, 422) if form.is_submitted() else page


@pages.get("/formations/<int:training_id>/emargement")
def index(training_id: int) -> str:
    """List the half-days with their sheets and check the chain."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    return render_template(
        "attendances/index.html",
        training=training,
        sheets=[attendances.sheet(db.session(), half) for half in training.half_days],
        broken=signatures.broken(db.session(), training.id),
        last_hash=signatures.last_hash(db.session(), training.id),
    )


def _half_day(training_id: int, half_day_id: int) -> tuple[Training, HalfDay]:
    training = trainings.get(db.session(), access.trainer(), training_id)
    return training, trainings.half_day(db.session(), training, half_day_id)


def _back(training_id: int, half_day_id: int) -> Response:
    return redirect(
        url_for("attendances.sheet", training_id=training_id, half_day_id=half_day_id), 303
    )


@pages.post("/formations/<int:training_id>/emargement/<int:half_day_id>/ouvrir")
def open_half_day(training_id: int, half_day_id: int) -> Response:
    """Open a half-day for signature on every screen."""
    _, half_day = _half_day(training_id, half_day_id)
    attendances.open_half_day(
        db.session(), access.trainer(), half_day, clock.now(), coded="coded" in request.form
    )
    db.commit()
    flash("Émargement ouvert : chaque stagiaire le voit sur son écran.")
    return _back(training_id, half_day_id)


@pages.get("/formations/<int:training_id>/emargement/<int:half_day_id>/code")
def code(training_id: int, half_day_id: int) -> str:
    """Show on the room's screen the code that signing asks for."""
    training, half_day = _half_day(training_id, half_day_id)
    return render_template(
        "attendances/code.html", training=training, half_day=half_day, digits=_digits(half_day)
    )


@pages.get("/formations/<int:training_id>/emargement/<int:half_day_id>/code/maintenant")
def code_now(training_id: int, half_day_id: int) -> str:
    """Answer the code of now, for a screen that follows."""
    _, half_day = _half_day(training_id, half_day_id)
    return render_template("attendances/_code.html", digits=_digits(half_day))


def _digits(half_day: HalfDay) -> str | None:
    open_now = half_day.code_key is not None and half_day.closed_at is None
    return room_code(half_day.code_key or "", clock.now()) if open_now else None


@pages.get("/formations/<int:training_id>/emargement/<int:half_day_id>")
def sheet(training_id: int, half_day_id: int) -> str:
    """Show the sheet of a half-day."""
    training, half_day = _half_day(training_id, half_day_id)
    return _sheet_page(training, half_day, SignatureForm())


def _sheet_page(training: Training, half_day: HalfDay, form: SignatureForm) -> str:
    return render_template(
        "attendances/sheet.html",
        training=training,
        sheet=attendances.sheet(db.session(), half_day),
        form=form,
        stated=stated,
        scans=[
            one
            for one in scans.of_training(db.session(), training)
            if one.half_day_id == half_day.id
        ],
    )


@pages.post("/formations/<int:training_id>/emargement/<int:half_day_id>/absence/<int:trainee_id>")
def absence(training_id: int, half_day_id: int, trainee_id: int) -> Response:
    """State an absence."""
    training, half_day = _half_day(training_id, half_day_id)
    person = trainees.of_training(db.session(), training.id, trainee_id)
    form = AbsenceForm.of_request()
    if not form.validate():
        flash("Le motif est trop long : 200 caractères au plus.", "refused")
        return _back(training_id, half_day_id)
    attendances.state_absence(
        db.session(), access.trainer(), half_day, person, form.note.data or "", clock.now()
    )
    db.commit()
    return _back(training_id, half_day_id)


@pages.route(
    "/formations/<int:training_id>/emargement/<int:half_day_id>/correction/<int:trainee_id>",
    methods=["GET", "POST"],
)
def correct(
    training_id: int, half_day_id: int, trainee_id: int
) -> str | Response | tuple[str, int]:
    """Add a correction with its reason."""
    training, half_day = _half_day(training_id, half_day_id)
    person = trainees.of_training(db.session(), training.id, trainee_id)
    form = CorrectionForm.of_request(minutes=half_day.minutes)
    if form.is_submitted() and form.validate():
        try:
            attendances.correct(
                db.session(),
                access.trainer(),
                half_day,
                person,
                form.minutes.data or 0,
                form.note.data or "",
                clock.now(),
            )
        except Refusal as refusal:
            form.refuse("minutes", sentence(refusal))
        else:
            db.commit()
            flash("Correction ajoutée ; l’entrée d’origine reste dans la chaîne.")
            return _back(training_id, half_day_id)
    page = render_template(
        "attendances/correct.html", training=training, half_day=half_day, person=person, form=form
    )
    return (page, 422) if form.is_submitted() else page


@pages.post("/formations/<int:training_id>/emargement/<int:half_day_id>/cloturer")
def countersign(training_id: int, half_day_id: int) -> Response | tuple[str, int]:
    """Sign as the trainer and close the half-day."""
    training, half_day = _half_day(training_id, half_day_id)
    form = SignatureForm.of_request()
    if form.validate():
        try:
            attendances.countersign(
                db.session(),
                access.trainer(),
                half_day,
                form.strokes.data or "",
                _device(),
                clock.now(),
            )
        except Refusal as refusal:
            form.refuse("strokes", sentence(refusal))
        else:
            db.commit()
            flash("Demi-journée contresignée et close.")
            return _back(training_id, half_day_id)
    return _sheet_page(training, half_day, form), 422


@pages.get("/formations/<int:training_id>/emargement/<int:half_day_id>.pdf")
def sheet_pdf(training_id: int, half_day_id: int) -> Response:
    """Print the sheet of a half-day."""
    training, half_day = _half_day(training_id, half_day_id)
    starts = half_day.starts_at.astimezone(clock.PARIS)
    return downloads.pdf(sheet_body(training, half_day), f"emargement-{starts:%Y-%m-%d-%H%M}.pdf")


def sheet_body(training: Training, half_day: HalfDay) -> bytes:
    """Return the signed sheet of a half-day in PDF; ``NotFound`` before it is countersigned."""
    from simulator.documents import attendances as documents  # noqa: PLC0415 - loads typst

    found = attendances.sheet(db.session(), half_day)
    if found.trainer is None:
        raise NotFound("sheet")
    lines = [
        documents.SheetLine(
            person.name,
            person.company,
            stated(person),
            person.strokes,
        )
        for person in found.people
    ]
    return seals.sealed(documents.sheet(_signed(training, found), lines, found.trainer.at))


SPARE_LINES = 4
"""Empty lines of a sheet of paper, for those who are not in the list yet."""


@pages.get("/formations/<int:training_id>/emargement/<int:half_day_id>/papier.pdf")
def paper(training_id: int, half_day_id: int) -> Response:
    """Print the sheet of a half-day to be signed by hand."""
    from simulator.documents import attendances as documents  # noqa: PLC0415 - loads typst

    training, half_day = _half_day(training_id, half_day_id)
    found = attendances.sheet(db.session(), half_day)
    lines = [
        documents.SheetLine(person.name, person.company, "", "") for person in found.people
    ] + [documents.SheetLine("", "", "", "")] * SPARE_LINES
    heading = _heading(training, half_day) | {
        "trainer_strokes": "",
        "trainer_stated": "",
        "hash": "",
    }
    body = documents.sheet(heading, lines, clock.now())
    starts = half_day.starts_at.astimezone(clock.PARIS)
    return downloads.pdf(body, f"emargement-papier-{starts:%Y-%m-%d-%H%M}.pdf")


def _signed(training: Training, found: Sheet) -> dict[str, object]:
    trainer = found.trainer
    assert trainer is not None  # checked by the caller
    return _heading(training, found.half_day) | {
        "trainer_strokes": trainer.strokes,
        "trainer_stated": f"le {display.day(trainer.at)} à {display.clock_time(trainer.at)}",
        "hash": signatures.last_hash(db.session(), training.id),
    }


def _heading(training: Training, half_day: HalfDay) -> dict[str, object]:
    start, end = display.clock_time(half_day.starts_at), display.clock_time(half_day.ends_at)
    return {
        **letterhead(organisations.of_training(db.session(), training.id)),
        "title": training.title,
        "reference": f"{training.programme}, formation n° {training.id}",
        "half_day": display.half_day(half_day.starts_at),
        "times": f"{start} – {end} ({display.duration(half_day.minutes)} de formation)",
        "place": training.place,
        "trainer": training.trainer.name,
    }


def stated(person: Presence) -> str:
    """Word what is stated of a person's presence."""
    entry = person.entry
    if entry is None:
        return "non signé"
    under = f" (sous le nom de {person.signed_as})" if person.signed_as else ""
    if entry.kind == "absence":
        return "absent" + (f" ({entry.note})" if entry.note else "") + under
    at = f"le {display.day(entry.at)} à {display.clock_time(entry.at)}"
    if person.corrected:
        minutes = display.duration(entry.minutes) if entry.minutes else "aucune"
        return f"présence corrigée : {minutes} ({entry.note}), {at}{under}"
    return f"signé {at}{under}"
