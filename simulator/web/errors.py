"""The French sentence of every refusal, and the pages of errors."""

from __future__ import annotations

from flask import Flask, flash, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from simulator.domain import measures, refusals
from simulator.domain.refusals import Refusal
from simulator.web import db, display
from simulator.web.sentences import SENTENCES

_TITLES = {
    400: (
        "Demande incomplète",
        (
            "La page envoyée n’a pas pu être lue, souvent parce qu’elle était ouverte depuis trop"
            " longtemps. Revenez en arrière, rechargez la page, puis recommencez."
        ),
    ),
    403: (
        "Accès réservé",
        "Cette page ne vous est pas ouverte avec le compte ou le code de ce navigateur.",
    ),
    404: (
        "Page introuvable",
        "Cette adresse ne mène nulle part, ou ce qu’elle montrait n’existe plus.",
    ),
    405: ("Action impossible", "Cette adresse ne se demande pas de cette façon."),
    413: ("Fichier trop lourd", "Le fichier envoyé dépasse la taille acceptée."),
    500: (
        "Erreur inattendue",
        (
            "Le simulateur a rencontré une erreur. Rien de ce qui était enregistré n’est perdu :"
            " rechargez la page."
        ),
    ),
}


def sentence(refusal: Refusal) -> str:
    """Word a refusal; amounts, dates and lists are written for people."""
    shown = {name: _shown(value) for name, value in refusal.data().items()}
    return measures.agreed(SENTENCES[type(refusal)].format(**shown))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    if hasattr(value, "strftime"):
        return display.day(value)  # type: ignore[arg-type]
    return str(value)


def _refused(refusal: Refusal) -> tuple[str, int] | Response:
    """Answer a refusal that no form caught: back to the page with the sentence."""
    db.db.session.rollback()
    text = sentence(refusal)
    missing = isinstance(refusal, refusals.NotFound)
    if request.accept_mimetypes.best == "application/json":
        return Response(text, 404 if missing else 409, mimetype="text/plain")
    if missing:
        return render_template("errors/page.html", title="Introuvable", text=text), 404
    back = request.referrer
    if request.method == "POST" and back and back.startswith(request.host_url):
        flash(text, "refused")
        return redirect(back, 303)
    return render_template("errors/page.html", title="Ce n’est pas possible", text=text), 409


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code not in _TITLES:
        return error
    title, text = _TITLES[code]
    db.db.session.rollback()  # the page asks who it is for, and a failed session answers nothing
    return render_template("errors/page.html", title=title, text=text), code


def setup(app: Flask) -> None:
    """Answer refusals and HTTP errors with a page."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
