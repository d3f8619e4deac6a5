"""An exercise in a spreadsheet: download the workbook, send it back, read it cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as Answered

from simulator.documents.workbooks import Book, Note
from simulator.domain.exercises import sheets
from simulator.domain.exercises.formulas import split
from simulator.domain.exercises.question import Grading, Part, Verdict
from simulator.domain.exercises.spreadsheet import SpreadsheetQuestion
from simulator.domain.measures import write
from simulator.domain.reading import Unreadable, read
from simulator.domain.refusals import NotFound, Refusal
from simulator.domain.tables import Table
from simulator.exchange.guard import UploadRefused
from simulator.services import attempts, portfolios, workbooks
from simulator.services.attempts import Sheet
from simulator.services.workbooks import answers_sheet
from simulator.web import access, clock, db, downloads, export_tables
from simulator.web import workbook_words as words
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("workbooks", __name__, url_prefix="/salle/exercices/<int:activity_id>")
access.rules(
    "workbooks",
    show=Role.TRAINEE,
    blank=Role.TRAINEE,
    send=Role.TRAINEE,
    graded=Role.TRAINEE,
)
_MOST_CUSTOMERS = 3
"""Customers of a question whose accounts and documents go with the workbook."""


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of the workbook on the page: where it is, what was read, what it is worth."""

    address: str
    label: str
    value: str
    formula: str
    colour: str
    verdict: str
    feedback: str


@pages.get("/classeur")
def show(activity_id: int) -> str:
    """Show how to work in a spreadsheet, and what was read of the last workbook."""
    sheet = _sheet(activity_id)
    _book(sheet)  # an exercise that is not made of cells has no workbook
    return _page(sheet, sheet.grading)


@pages.get("/classeur.xlsx")
def blank(activity_id: int) -> Response:
    """Download the workbook to fill in."""
    sheet = _sheet(activity_id)
    return downloads.xlsx(workbooks.blank(_book(sheet)), f"{_name(sheet)}.xlsx")


@pages.get("/classeur-rendu.xlsx")
def graded(activity_id: int) -> Response:
    """Download the workbook with the last answers, and what the grading says of each."""
    sheet = _sheet(activity_id)
    if sheet.grading is None:
        raise NotFound("workbook")
    notes = {
        part.name: Note(*words.VERDICTS[part.verdict.value], part.feedback)
        for part in sheet.grading.parts
    }
    content = workbooks.filled(_book(sheet), sheet.raw, notes)
    return downloads.xlsx(content, f"{_name(sheet)}-rendu.xlsx")


@pages.post("/classeur")
def send(activity_id: int) -> str | Answered | tuple[str, int]:
    """Read a workbook and judge its answers as those of the page."""
    sheet, who = _sheet(activity_id), access.trainee()
    sent = request.files.get("workbook")
    content = sent.stream.read(workbooks.MOST_BYTES + 1) if sent is not None else b""
    try:
        found = workbooks.answers(_key(), who, sheet, _book(sheet), content)
        activity = attempts.activity_of(db.session(), who, activity_id, "exercise")
        judged = attempts.submit(
            db.session(), who, activity, found.raw, found.client_id, clock.now(), sheet.variant
        )
    except UploadRefused as refusal:
        return _page(sheet, None, words.UPLOADS.get(refusal.reason, sentence(refusal))), 422
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        # figures that broke are replaced whatever becomes of this answer
        (db.commit if isinstance(refusal, attempts.VariantReplaced) else db.db.session.rollback)()
        return _page(_sheet(activity_id), None, sentence(refusal)), 422
    db.commit()
    if found.changed:
        flash(_put_back(found.changed), "refused")
    if not judged.counts:
        return _page(_sheet(activity_id), judged, unread=True), 422
    address = url_for(".show", activity_id=activity_id, variante=sheet.variant or None)
    return redirect(address + "#resultat", 303)


def _put_back(changed: tuple[str, ...]) -> str:
    shown = ", ".join(changed[:5]) + ("…" if len(changed) > 5 else "")
    return (
        f"Des données de l’exercice avaient été modifiées ({shown}) : elles ont été remises, et vos"
        " formules recalculées sur les vraies valeurs."
    )


def _sheet(activity_id: int) -> Sheet:
    """Return the exercise as its page shows it, and end the transaction: what follows is slow."""
    activity = attempts.activity_of(db.session(), access.trainee(), activity_id, "exercise")
    variant = max(0, min(request.args.get("variante", 0, type=int), 50))
    sheet = attempts.exercise(db.session(), access.trainee(), activity, clock.now(), variant)
    db.commit()
    return sheet


def _book(sheet: Sheet) -> Book:
    return workbooks.book(_key(), access.trainee(), sheet, _extracts(sheet))


def _extracts(sheet: Sheet) -> tuple[Table, ...]:
    """Return accounts and documents of the customers of a question, when they are the reader's."""
    numbers = sheet.question.customers
    if not sheet.mine or len(numbers) > _MOST_CUSTOMERS:
        return ()
    portfolio = portfolios.as_opened(db.session(), access.trainee().id, clock.now())
    db.commit()
    return tuple(
        table
        for number in numbers
        for table in export_tables.customer(portfolios.file(portfolio, number))
    )


def _page(sheet: Sheet, judged: Grading | None, fault: str = "", *, unread: bool = False) -> str:
    return render_template(
        "workbooks/show.html",
        sheet=sheet,
        here=_here(sheet),
        lines=_lines(sheet, judged) if judged else (),
        graded=judged,
        fault=fault,
        unread=unread,
        formulas=_asks_formulas(sheet),
        answers_sheet=answers_sheet(sheet.question),
    )


def _here(sheet: Sheet) -> dict[str, int]:
    here = {"activity_id": sheet.activity.id}
    return here | ({"variante": sheet.variant} if sheet.variant else {})


def _lines(sheet: Sheet, judged: Grading) -> list[Line]:
    found = []
    for one in sheets.answers(sheet.question):
        part = judged.part(one.part.name)
        value, formula = split(part.raw) if _asks_formulas(sheet) else (part.raw, "")
        colour, verdict = words.VERDICTS[part.verdict.value]
        place = f"{one.part.row}, {one.part.column}" if one.part.row else one.part.label
        shown = words.french(formula.partition(" [")[0])
        said = part.feedback
        if part.verdict is Verdict.UNREADABLE:
            said = words.unread(one.part.kind, value)
        typed = _read(one.part, value)
        found.append(Line(one.address, place, typed, shown, colour, verdict, said))
    return found


def _read(part: Part, value: str) -> str:
    """Return a value as the exercise writes it: a computed one has fifteen digits."""
    if part.measure is None:
        labels = {choice.name: choice.label for choice in part.choices}
        return labels.get(value, value)
    try:
        return write(read(value, part.measure).value, part.measure)
    except Unreadable:
        return value


def _asks_formulas(sheet: Sheet) -> bool:
    return isinstance(sheet.question, SpreadsheetQuestion)


def _name(sheet: Sheet) -> str:
    return f"{sheet.question.exercise}-{sheet.activity.id}" + (
        f"-{sheet.variant}" if sheet.variant else ""
    )


def _key() -> str:
    key: str = current_app.config["SETTINGS"].secret_key
    return key
