"""A real ledger as the portfolio of a training: the trainer's pages, from the file to the desk."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from itertools import islice
from pathlib import Path

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
from werkzeug.wrappers import Response as Answer

from simulator.exchange.guard import UploadRefused
from simulator.exchange.ledgers.cells import text_of
from simulator.exchange.ledgers.dates import Order
from simulator.exchange.ledgers.fields import AMOUNTS
from simulator.exchange.ledgers.lines import Line, Outcome, counted, noticed
from simulator.exchange.ledgers.portfolio import NothingToImport
from simulator.exchange.ledgers.proposal import Signs, body
from simulator.services import catalogue, imports, trainings
from simulator.services.imports import Choices, Opened
from simulator.web import access, clock, db
from simulator.web import import_words as words
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.imports import ChoicesForm, ReadingForm

pages = Blueprint("imports", __name__, url_prefix="/formations/<int:training_id>/grand-livre")
access.rules(
    "imports",
    **dict.fromkeys(("new", "mapping", "report", "confirm", "cancel", "remove"), Role.TRAINER),
)
_DRAFT = "/<string(length=32):token>"
_SHOWN, _TOLD = 8, 60


@pages.route("", methods=["GET", "POST"])
def new(training_id: int) -> str | Answer | tuple[str, int]:
    """Show where the portfolio of a training comes from; receive a file."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    fault = ""
    if request.method == "POST":
        sent = request.files.get("ledger")
        content = sent.read() if sent is not None else b""
        where = _apart(training)
        try:
            token = imports.start(_instance(), where, content, clock.now())
        except UploadRefused as refusal:
            fault = words.UPLOADS.get(refusal.reason, sentence(refusal))
        else:
            return redirect(url_for(".mapping", training_id=training_id, token=token), 303)
    row = imports.attached(db.session(), training)
    page = render_template(
        "imports/new.html",
        training=training,
        row=row,
        chosen=catalogue.chosen(training.scenario),
        missing=imports.impossible_now(db.session(), training),
        fault=fault,
    )
    return (page, 422) if fault else page


@pages.route(_DRAFT, methods=["GET", "POST"])
def mapping(training_id: int, token: str) -> str | Answer | tuple[str, int]:
    """Show how a file is read, with what is wrong with it; correct the columns."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    where = _apart(training)
    found = imports.opened(_instance(), where, token, clock.now())
    form = ReadingForm.of_request(**_formats(found))
    form.offer(found.titles, found.plan.columns)
    if form.is_submitted() and form.validate():
        imports.correct(
            _instance(),
            where,
            token,
            form.columns(),
            mark=form.mark.data or None,
            order=Order(form.order.data) if form.order.data else None,
            signs=Signs(form.signs.data) if form.signs.data else None,
            as_of=form.as_of.data,
            now=clock.now(),
        )
        return redirect(url_for(".mapping", training_id=training_id, token=token), 303)
    page = _mapping_page(training, found, form, ChoicesForm(None))
    return (page, 422) if form.is_submitted() else page


def _formats(found: Opened) -> dict[str, object]:
    orders = set(found.plan.orders.values())
    return {
        # Without a column of amounts, nothing has told the mark yet.
        "mark": found.plan.mark if AMOUNTS & set(found.plan.columns) else "",
        "order": orders.pop().value if len(orders) == 1 else "",
        "signs": found.plan.signs.value if found.plan.signs_given else "",
        "as_of": found.imported.portfolio.as_of if found.imported else found.plan.as_of,
    }


def _mapping_page(
    training: imports.Training, found: Opened, form: ReadingForm, choices: ChoicesForm
) -> str:
    lines = found.lines
    counts = counted(lines)
    rows = islice((r for r in body(found.grid, found.plan.header) if not r.blank), _SHOWN)
    portfolio = found.imported.portfolio if found.imported else None
    return render_template(
        "imports/mapping.html",
        training=training,
        found=found,
        form=form,
        choices=choices,
        portfolio=portfolio,
        owed=imports.owed(portfolio) if portfolio else None,
        missing=imports.impossible(training, portfolio) if portfolio else (),
        raw=[(row.line, [text_of(row[i]) for i in range(found.grid.width)]) for row in rows],
        counts={o.value: {r: n for (k, r), n in counts.items() if k is o} for o in Outcome},
        total=len(found.grid.records),
        notices=noticed(lines),
        rejected=list(islice((x for x in lines if x.outcome is Outcome.REJECTED), _TOLD)),
        words=words,
    )


@pages.get(f"{_DRAFT}/rapport.csv")
def report(training_id: int, token: str) -> Response:
    """Download what became of each line."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    found = imports.opened(_instance(), _apart(training), token, clock.now())
    answer = Response(csv_of(found.lines), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename="rapport-import.csv")
    return answer


def csv_of(lines: tuple[Line, ...]) -> bytes:
    """Write the report of an import for a French spreadsheet, cells that compute nothing."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(("Ligne", "Résultat", "Raison", "Colonne", "Valeur", "Remarques"))
    labels = {Outcome.KEPT: "reprise", Outcome.IGNORED: "ignorée", Outcome.REJECTED: "refusée"}
    reasons = {**words.KEPT, **words.IGNORED}
    for line in lines:
        reason = words.REJECTED if line.outcome is Outcome.REJECTED else reasons
        writer.writerow(
            (
                line.line,
                labels[line.outcome],
                reason.get(line.reason, line.reason),
                words.FIELDS[line.field] if line.field else "",
                f"'{line.text}" if line.text else "",  # an apostrophe makes it a text
                " ; ".join(words.NOTICES[notice] for notice in line.notices),
            )
        )
    return ("\ufeff" + out.getvalue()).encode()


@pages.post(f"{_DRAFT}/confirmer")
def confirm(training_id: int, token: str) -> str | Answer | tuple[str, int]:
    """Make the portfolio of the training."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    where = _apart(training)
    form = ChoicesForm.of_request()
    if not form.validate():
        found = imports.opened(_instance(), where, token, clock.now())
        reading = ReadingForm(None, data=_formats(found))
        reading.offer(found.titles, found.plan.columns)
        return _mapping_page(training, found, reading, form), 422
    chosen = Choices(
        Decimal(form.scale.data or 100) / 100,
        real_names=bool(form.real_names.data),
        own_names=bool(form.own_names.data),
    )
    found = imports.opened(_instance(), where, token, clock.now(), chosen)
    training = trainings.get(db.session(), access.trainer(), training_id)
    try:
        row = imports.confirm(
            db.session(), access.trainer(), training, found, chosen, now=clock.now()
        )
    except (NothingToImport, imports.WorkBegun) as refusal:
        flash(sentence(refusal), "refused")
        return redirect(url_for(".mapping", training_id=training_id, token=token), 303)
    db.commit()
    imports.forget(_instance(), token)
    flash(f"Grand livre importé\u202f: {row.customers} clients, {row.documents} pièces.")
    return redirect(url_for(".new", training_id=training_id), 303)


@pages.post(f"{_DRAFT}/abandonner")
def cancel(training_id: int, token: str) -> Answer:
    """Forget a file that is not imported after all."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    imports.abandon(_instance(), imports.place(access.trainer(), training), token, clock.now())
    flash("Import abandonné\u202f: il ne reste rien du fichier.")
    return redirect(url_for(".new", training_id=training_id), 303)


@pages.post("/retirer")
def remove(training_id: int) -> Answer:
    """Go back to generated portfolios."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    imports.remove(db.session(), access.trainer(), training, clock.now())
    db.commit()
    flash("Les stagiaires retrouvent des portefeuilles engendrés par le simulateur.")
    return redirect(url_for(".new", training_id=training_id), 303)


def _apart(training: imports.Training) -> imports.Place:
    """End the transaction before a file is read: it takes seconds, and people are answering."""
    where = imports.place(access.trainer(), training)
    db.commit()
    return where


def _instance() -> Path:
    folder: Path = current_app.config["SETTINGS"].instance
    return folder
