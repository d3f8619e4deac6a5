"""The dashboard workshop: choose indicators, write their formulas, comment, print, export."""

from __future__ import annotations

from fractions import Fraction

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from simulator.documents.dashboards import Live, dashboard_file
from simulator.domain.dashboards import series
from simulator.domain.dashboards.causes import Lever
from simulator.domain.dashboards.judging import Verdict
from simulator.domain.dashboards.kpis import KPIS, kpi
from simulator.domain.dashboards.naming import CELLS, COLUMNS, TITLES
from simulator.domain.dashboards.writing import english, tables
from simulator.domain.exercises.excel_values import fold
from simulator.domain.indicators.indicator import Chart
from simulator.domain.measures import MEASURES
from simulator.domain.refusals import Refusal
from simulator.domain.results import Unit
from simulator.domain.tables import Cell, Kind
from simulator.services import dashboards
from simulator.services.dashboards import Around, Board, Line
from simulator.web import access, clock, dashboard_words, db, downloads, year_charts
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("dashboards", __name__)
access.rules(
    "dashboards",
    workbench=Role.TRAINEE,
    indicator=Role.TRAINEE,
    check=Role.TRAINEE,
    around=Role.TRAINEE,
    mine=Role.TRAINEE,
    workbook=Role.TRAINEE,
)


def _board() -> Board:
    found = dashboards.board(db.session(), access.trainee().id, clock.now())
    db.commit()  # the first page that reads a portfolio makes it
    return found


@pages.route("/salle/atelier-kpi", methods=["GET", "POST"])
def workbench() -> str | Redirect:
    """Choose indicators and conventions."""
    if request.method == "POST":
        known = [code for code in request.form.getlist("codes") if code in KPIS]
        chosen = dashboards.settings(request.form)
        dashboards.choose(db.session(), access.trainee(), known, chosen, clock.now())
        db.commit()
        flash("Le choix est enregistré.")
        return redirect(url_for("dashboards.workbench"), 303)
    found = _board()
    return render_template(
        "dashboards/workbench.html",
        board=found,
        chosen={line.kpi.code: line for line in found.lines},
        kpis=KPIS,
        words=dashboard_words,
    )


@pages.route("/salle/atelier-kpi/<code>", methods=["GET", "POST"])
def indicator(code: str) -> str | Redirect | tuple[str, int]:
    """Write the formula of an indicator; read what it gives by month and by part."""
    refused = None
    typed = None
    if request.method == "POST":
        typed = request.form.get("formula", "")
        try:
            judged = dashboards.send(db.session(), access.trainee(), code, typed, clock.now())
        except Refusal as refusal:
            db.db.session.rollback()
            refused = sentence(refusal)
        else:
            if judged.verdict is not Verdict.UNREADABLE:
                db.commit()
                return redirect(url_for("dashboards.indicator", code=code), 303)
            refused = dashboard_words.said(judged)
    page = _indicator(code, typed, refused)
    return (page, 422) if refused else page


def _indicator(code: str, typed: str | None, refused: str | None) -> str:
    board = _board()
    person = access.trainee().id
    line = dashboards.line(db.session(), person, code, clock.now())
    found = dashboards.detail(
        db.session(), person, line, board.settings, request.args.get("par", ""), clock.now()
    )
    own, _ = dashboards.books_of(db.session(), person, board.settings, clock.now())
    sheet = own.sheet(line.kpi.source)
    first = [
        [cell for _, cell in zip(range(5), sheet.columns[fold(name)], strict=False)]
        for name in COLUMNS[line.kpi.source]
    ]
    return render_template(
        "dashboards/indicator.html",
        board=board,
        line=line,
        typed=line.formula if typed is None else typed,
        refused=refused,
        detail=found,
        chart=_trend(line, found),
        bars=_bars(line, found),
        columns=COLUMNS[line.kpi.source],
        table_title=TITLES[line.kpi.source],
        rows=len(next(iter(sheet.columns.values()))),
        sample=list(zip(*first, strict=True)),
        cells={name: sheet.cells[fold(name)] for name in CELLS},
        counters=line.kpi.watchers,
        charts=tuple(Chart),
        levers=tuple(Lever),
        axes=tuple(series.Axis),
        words=dashboard_words,
    )


def _plotted(line: Line, value: Fraction | str) -> float | None:
    """Return a value as a chart draws it: days, or hundredths."""
    if isinstance(value, str) or abs(value) > 10**6:
        return None
    return float(value * 100 if _ratio(line) else value)


def _ratio(line: Line) -> bool:
    return MEASURES[line.kpi.measure].unit is Unit.RATIO


def _unit(line: Line) -> str:
    return "%" if _ratio(line) else "j"


def _trend(line: Line, found: dashboards.Detail) -> year_charts.Chart | None:
    if not found.months:
        return None
    values = [_plotted(line, value) for _, value in found.months]
    rows: list[tuple[str, list[float | None]]] = [("Votre formule", values)]
    if line.target.value is not None:
        rows.append(("Objectif", [_plotted(line, line.target.value)] * len(values)))
    labels = [on.strftime("%m/%y") for on, _ in found.months]
    title = f"{dashboard_words.name_of(line.kpi.code)}, mois par mois"
    return year_charts.months(title, labels, rows, _unit(line))


def _bars(line: Line, found: dashboards.Detail) -> year_charts.Chart | None:
    values = [_plotted(line, group.value) for group in found.groups]
    if not any(value is not None for value in values):
        return None
    axis = dashboard_words.AXES[found.axis.value].lower()
    labels = [dashboard_words.brief(group.name) for group in found.groups]
    return year_charts.months(
        f"{dashboard_words.name_of(line.kpi.code)}, par {axis}",
        labels,
        [("Votre formule", values)],
        _unit(line),
        bars=1,
    )


@pages.post("/salle/atelier-kpi/<code>/essai")
def check(code: str) -> Response:
    """Say what a formula gives while it is typed; nothing is kept nor judged."""
    formula = request.form.get("formula", "")
    found, judged = dashboards.try_out(
        db.session(), access.trainee(), kpi(code).code, formula, clock.now()
    )
    db.commit()
    if judged.verdict is Verdict.UNREADABLE:
        return Response(dashboard_words.said(judged), mimetype="text/plain")
    text = f"Sur vos données\u202f: {dashboard_words.shown(found, judged.value)}"
    return Response(text, mimetype="text/plain")


@pages.post("/salle/atelier-kpi/<code>/autour")
def around(code: str) -> Redirect:
    """Keep the chart, the target, its counter-indicator and the comment of an indicator."""
    names = ("chart", "target", "counter", "cause", "decision", "lever")
    texts = Around(**{name: request.form.get(name, "").strip() for name in names})
    dashboards.write(db.session(), access.trainee(), kpi(code).code, texts, clock.now())
    db.commit()
    flash("C’est enregistré.")
    return redirect(url_for("dashboards.indicator", code=code), 303)


@pages.route("/salle/tableau-de-bord", methods=["GET", "POST"])
def mine() -> str | Redirect:
    """Show the dashboard on one page."""
    if request.method == "POST":
        text = request.form.get("summary", "").strip()
        dashboards.summarise(db.session(), access.trainee(), text, clock.now())
        db.commit()
        flash("C’est enregistré.")
        return redirect(url_for("dashboards.mine"), 303)
    return render_template("dashboards/mine.html", board=_board(), words=dashboard_words)


@pages.get("/salle/tableau-de-bord.xlsx")
def workbook() -> Response:
    """Download the dashboard with live formulas on one's own tables."""
    board = _board()
    own, _ = dashboards.books_of(db.session(), access.trainee().id, board.settings, clock.now())
    rows = [
        _live(line, len(next(iter(own.sheet(line.kpi.source).columns.values()))))
        for line in board.lines
    ]
    heading = f"Tableau de bord au {board.on.strftime('%d/%m/%Y')}"
    body = dashboard_file(heading, board.summary, rows, tables(own))
    return downloads.xlsx(body, "tableau-de-bord.xlsx")


def _live(line: Line, rows: int) -> Live:
    kind, places = (Kind.PERCENT, 2) if _ratio(line) else (Kind.NUMBER, 1)
    value = line.value if isinstance(line.value, str) else float(line.value or 0)
    return Live(
        dashboard_words.name_of(line.kpi.code),
        english(line.formula, line.kpi.source, rows) if line.formula else "",
        value,
        Cell(None, kind, places, "" if kind is Kind.PERCENT else "j"),
        None if line.target.value is None else float(line.target.value),
        (
            dashboard_words.name_of(line.target.counter) if line.target.counter else "",
            line.cause,
            line.decision,
            line.formula,
        ),
    )
