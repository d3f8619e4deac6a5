"""Letters to one's own debtors: the library, a letter to print, the Word files to take home."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.collection.letters import LetterWithoutObject
from simulator.domain.refusals import Refusal
from simulator.services import letters
from simulator.web import access, clock, db, downloads
from simulator.web.access import Role
from simulator.web.errors import sentence

pages = Blueprint("letters", __name__, url_prefix="/salle/lettres")
access.rules(
    "letters",
    index=Role.TRAINEE,
    customer=Role.TRAINEE,
    show=Role.TRAINEE,
    document=Role.TRAINEE,
    blank=Role.TRAINEE,
)
_LETTER = "/<int:number>/<letter_id>"
LEVELS = {
    "pre_due": "niveau 0, avant l’échéance",
    "friendly": "niveau 1, amical",
    "direct": "niveau 2, direct",
    "firm": "niveau 3, ferme",
    "formal_notice": "niveau 4, mise en demeure",
}
REASONS = {
    "coming": "Rien n’arrive à échéance dans les trente jours.",
    "late": "Rien n’est échu en dehors des litiges et des promesses.",
    "open": "Le compte est soldé.",
    "disputed": "Aucun litige n’est ouvert.",
    "promised": "Aucune promesse n’est en cours.",
    "private": "Ce courrier ne s’adresse pas à un organisme public.",
}
"""Why a letter has no object in an account, by what it lacks."""


def _reason(refusal: Refusal | None) -> str:
    if refusal is None:
        return ""
    return REASONS[refusal.need] if isinstance(refusal, LetterWithoutObject) else sentence(refusal)


def _language() -> str:
    return "en" if request.args.get("langue") == "en" else "fr"


@pages.get("")
def index() -> str:
    """List the debtors to write to, and the blank letters."""
    found = letters.debtors(db.session(), access.trainee(), clock.now())
    db.commit()  # the first page that reads a portfolio makes it
    return render_template(
        "letters/index.html",
        debtors=found,
        library=letters.library().values(),
        levels=LEVELS,
        language=_language(),
    )


@pages.get("/<int:number>")
def customer(number: int) -> str:
    """List the letters that this debtor's account calls for."""
    found = letters.account(db.session(), access.trainee(), number, clock.now())
    db.commit()
    return render_template(
        "letters/customer.html",
        account=found,
        choices=[(one.letter, _reason(one.refusal)) for one in letters.choices(found)],
        levels=LEVELS,
        language=_language(),
    )


@pages.get(_LETTER)
def show(number: int, letter_id: str) -> str:
    """Show a letter with the debtor's figures, to read and print."""
    language = _language()
    found = letters.page(db.session(), access.trainee(), letter_id, number, language, clock.now())
    db.commit()
    return render_template(
        "letters/show.html",
        page=found,
        written=found.written,
        number=number,
        language=language,
        other=url_for(
            ".show",
            number=number,
            letter_id=letter_id,
            langue="fr" if language == "en" else "en",
        ),
    )


@pages.get(_LETTER + ".docx")
def document(number: int, letter_id: str) -> Response:
    """Download a letter with the debtor's figures."""
    language = _language()
    body = letters.document(
        db.session(), access.trainee(), letter_id, number, language, clock.now()
    )
    db.commit()
    return downloads.word(body, f"{letter_id}-{number}-{language}.docx")


@pages.get("/modeles/<letter_id>.docx")
def blank(letter_id: str) -> Response:
    """Download a letter to fill by hand."""
    language = _language()
    return downloads.word(letters.blank(letter_id, language), f"{letter_id}-modele-{language}.docx")
