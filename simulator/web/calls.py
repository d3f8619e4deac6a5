"""The call to one's own debtor: brief, preparation, talk, mail, debrief, playing it again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from simulator.domain.negotiation.facts import filled
from simulator.domain.negotiation.preparation import RATE, ROUTES, mesore, worth_of
from simulator.domain.negotiation.talk import Talk
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import (
    call_marks,
    call_sheets,
    call_talks,
    calls,
    portfolios,
    promises,
)
from simulator.services.attempts import AnswerTooLong
from simulator.services.call_talks import MailRefused, SheetUnreadable
from simulator.services.calls import Call, Line
from simulator.web import access, clock, db, display
from simulator.web import call_words as words
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("calls", __name__)
access.rules(
    "calls",
    **dict.fromkeys(
        (
            "index",
            "activity",
            "script",
            "start",
            "prepare",
            "draft",
            "talk",
            "say",
            "mail",
            "debrief",
            "again",
        ),
        Role.TRAINEE,
    ),
)
_HERE = "/salle/appels"
_OWN = ("csrf_token", "client_id", "submit")


@pages.get(_HERE)
def index() -> str:
    """List the calls to make, with one's own customers and what was obtained."""
    person = access.trainee()
    lines = calls.lines(db.session(), person, clock.now())
    won = promises.promises_won(db.session(), person.id)
    customers = portfolios.as_opened(db.session(), person.id, clock.now()).customers
    db.commit()
    return render_template(
        "calls/index.html", lines=lines, won=won, customers=customers, words=words
    )


@pages.get("/salle/jeux-de-role/<int:activity_id>")
def activity(activity_id: int) -> Answer:
    """Lead from an activity of the agenda to its call."""
    row = calls.activity_of(db.session(), access.trainee(), activity_id)
    return redirect(url_for("calls.script", script_id=row.reference))


def _line(script_id: str) -> Line:
    return calls.line(db.session(), access.trainee(), script_id, clock.now())


@pages.get(f"{_HERE}/<string(maxlength=60):script_id>/dossier")
def script(script_id: str) -> str:
    """Tell whom one calls and why, and what was already played."""
    line = _line(script_id)
    facts = calls.facts_of_line(db.session(), access.trainee(), line, clock.now())
    db.commit()
    return render_template("calls/script.html", line=line, facts=facts, filled=filled, words=words)


@pages.post(f"{_HERE}/<string(maxlength=60):script_id>/dossier")
def start(script_id: str) -> Answer:
    """Begin the call, or go on with it."""
    row = calls.start(db.session(), access.trainee(), script_id, clock.now())
    db.commit()
    return redirect(_address(row), 303)


def _address(row: Call) -> str:
    """Return the page where a call stands."""
    page = {"preparing": "calls.prepare", "talking": "calls.talk", "over": "calls.talk"}
    return url_for(page[row.state], call_id=row.id)


def _mine(call_id: int) -> Call:
    return calls.of_trainee(db.session(), access.trainee(), call_id)


@pages.route(f"{_HERE}/<int:call_id>/preparation", methods=["GET", "POST"])
def prepare(call_id: int) -> str | Answer | tuple[str, int]:
    """Show the preparation sheet beside the file; judge it, then let the phone ring."""
    row = _mine(call_id)
    unread: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            calls_row = call_talks.prepare(
                db.session(), access.trainee(), call_id, _typed(), clock.now()
            )
        except SheetUnreadable as refusal:
            db.db.session.rollback()
            row, unread = _mine(call_id), refusal.fields
        else:
            db.commit()
            return redirect(_address(calls_row), 303)
    elif row.state != "preparing":
        return redirect(_address(row))
    portfolio = portfolios.of_trainee(db.session(), access.trainee().id, clock.now())
    talk = calls.talk_of(row)
    page = render_template(
        "calls/prepare.html",
        row=row,
        talk=talk,
        filled=filled,
        file=portfolios.file(portfolio, row.customer),
        pledges=promises.of_customer(portfolio, row.customer),
        typed=_typed() if unread else row.draft,
        unread=unread,
        routes=ROUTES,
        rate=RATE,
        words=words,
        counterparts=call_sheets.COUNTERPARTS,
    )
    return (page, 422) if unread else page


def _typed() -> dict[str, str]:
    return {name: ",".join(request.form.getlist(name)) for name in request.form if name not in _OWN}


@pages.post(f"{_HERE}/<int:call_id>/brouillon")
def draft(call_id: int) -> Response | tuple[Response, int]:
    """Keep a preparation or a mail as it is typed; answer the moment it was kept."""
    try:
        at = call_talks.save_draft(db.session(), access.trainee(), call_id, _typed(), clock.now())
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        db.db.session.rollback()
        return jsonify(refused=sentence(refusal)), 409
    db.commit()
    return jsonify(saved=display.clock_time(at))


@pages.get(f"{_HERE}/<int:call_id>")
def talk(call_id: int) -> str | Answer:
    """Show the call: what was said, what may be answered."""
    row = _mine(call_id)
    if row.state == "preparing":
        return redirect(_address(row))
    return _talk_page(row, calls.talk_of(row))


def _talk_page(row: Call, now: Talk, fault: str = "", typed: str = "") -> str:
    return render_template(
        "calls/talk.html", **_talk_values(row, now), filled=filled, fault=fault, typed=typed
    )


def _talk_values(row: Call, now: Talk) -> dict[str, Any]:
    return {
        "row": row,
        "talk": now,
        "words": words,
        "longest": call_talks.LONGEST_LINE,
        "customer": now.facts.name,
    }


@pages.post(f"{_HERE}/<int:call_id>")
def say(call_id: int) -> str | Answer | tuple[str, int] | Response | tuple[Response, int]:
    """Say a line; answer what it brought, as a page or as pieces of it."""
    person, at_once = access.trainee(), _wants_pieces()
    seen = request.form.get("turn", 0, type=int)
    try:
        line = call_talks.given(
            request.form.get("option", ""),
            request.form.get("text", ""),
            silent="silence" in request.form,
        )
        now = call_talks.say(db.session(), person, call_id, seen, line, clock.now())
    except NotFound:
        raise
    except Refusal as refusal:
        db.db.session.rollback()
        if at_once:
            return jsonify(refused=sentence(refusal)), 409
        row = _mine(call_id)
        if row.state == "preparing":
            return redirect(_address(row), 303)
        typed = request.form.get("text", "")
        return _talk_page(row, calls.talk_of(row), sentence(refusal), typed), 422
    db.commit()
    if not at_once:
        return redirect(url_for("calls.talk", call_id=call_id) + "#derniere", 303)
    values = _talk_values(_mine(call_id), now)
    return jsonify(
        lines=render_template("calls/_lines.html", **values, first=seen),
        answer=render_template("calls/_answer.html", **values, fault="", typed=""),
        over=now.over,
    )


def _wants_pieces() -> bool:
    return request.accept_mimetypes.best == "application/json"


@pages.route(f"{_HERE}/<int:call_id>/courriel", methods=["GET", "POST"])
def mail(call_id: int) -> str | Answer | tuple[str, int]:
    """Write the mail that confirms the call; it is judged once sent."""
    row, fault = _mine(call_id), ""
    text = request.form.get("mail", "")
    if request.method == "POST":
        try:
            call_talks.send_mail(db.session(), access.trainee(), call_id, text, clock.now())
        except MailRefused as refusal:
            db.db.session.rollback()
            row, fault = _mine(call_id), words.MAIL_REFUSED[refusal.reason]
        except AnswerTooLong as refusal:
            db.db.session.rollback()
            row, fault = _mine(call_id), sentence(refusal)
        else:
            db.commit()
            return redirect(url_for("calls.debrief", call_id=call_id) + "#courriel", 303)
    if row.state != "over" or not row.engagement:
        if fault:
            raise MailRefused("running" if row.state != "over" else "nothing")
        return redirect(_address(row))
    page = render_template(
        "calls/mail.html",
        row=row,
        talk=calls.talk_of(row),
        fault=fault,
        typed=text or row.draft.get("mail", "") or row.recap.get("text", ""),
        longest=call_talks.LONGEST_MAIL,
        words=words,
    )
    return (page, 422) if fault else page


@pages.get(f"{_HERE}/<int:call_id>/bilan")
def debrief(call_id: int) -> str | Answer:
    """Reveal what was hidden: transcript annotated, grid, roads not taken, attempts."""
    row = _mine(call_id)
    if row.state != "over":
        return redirect(_address(row))
    now = calls.talk_of(row)
    line = _line(row.script)
    db.commit()
    return render_template("calls/debrief.html", **debrief_values(row, now), line=line)


def debrief_values(row: Call, now: Talk) -> dict[str, Any]:
    """Return what the debrief of a call shows, to its author and to the trainer."""
    return {
        "row": row,
        "talk": now,
        "found": call_marks.debriefed(row, now),
        "filled": filled,
        "words": words,
        "mesore": mesore(now.facts.overdue),
        "routes": [(route, worth_of(now.facts.overdue, route)) for route in ROUTES],
        "rate": RATE,
    }


@pages.post(f"{_HERE}/<int:call_id>/rejouer")
def again(call_id: int) -> Answer:
    """Take the call up again from one of its lines, beside the first."""
    turns = request.form.get("turns", 0, type=int)
    attempt = request.form.get("attempt", 0, type=int)
    row = calls.play_again(db.session(), access.trainee(), call_id, turns, attempt, clock.now())
    db.commit()
    return redirect(_address(row) + "#derniere", 303)
