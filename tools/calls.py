"""Calls for the pictures and the tests of pages: one over, one that lasts, one to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from simulator.domain.negotiation.talk import Choice, Words
from simulator.services import call_talks, calls
from simulator.services.trainees import Trainee

OVER, LASTING, COMING = "creux-de-tresorerie", "decideur-absent", "promesse-du-commercial"
_HELLO = "Bonjour, du service crédit. Qu’est-ce qui retarde votre règlement\u202f?"
_MAIL = "Bonjour,\nJe vous confirme notre accord de ce jour par virement.\nCordialement"


@dataclass(frozen=True, slots=True)
class Calls:
    """Numbers of three calls of one person."""

    over: int
    lasting: int
    coming: int


def play(session: Session, person: Trainee, now: datetime) -> Calls:
    """Play one call to its end, begin a second one, prepare a third."""
    over = calls.start(session, person, OVER, now)
    sheet = {"overdue": "12 480", "objective": "12 000", "objective_day": "30/11/2026"}
    call_talks.prepare(session, person, over.id, sheet, now)
    talk = call_talks.say(session, person, over.id, 0, Words(_HELLO), now)
    while not talk.over:
        best = max(talk.options(), key=lambda one: one.worth.rank)
        talk = call_talks.say(session, person, over.id, len(talk.turns), Choice(best.id), now)
    call_talks.send_mail(session, person, over.id, _MAIL, now)
    lasting = calls.start(session, person, LASTING, now)
    call_talks.prepare(session, person, lasting.id, sheet, now)
    call_talks.say(session, person, lasting.id, 0, Words(_HELLO), now)
    return Calls(over.id, lasting.id, calls.start(session, person, COMING, now).id)


def paths(made: Calls, training_id: int) -> dict[str, str]:
    """Return the pages of the calls, those of their author and those of the trainer."""
    mine, desk = "/salle/appels", f"/formations/{training_id}/appels"
    return {
        "calls": mine,
        "call_script": f"{mine}/{OVER}/dossier",
        "call_sheet": f"{mine}/{made.coming}/preparation",
        "call": f"{mine}/{made.lasting}",
        "call_over": f"{mine}/{made.over}",
        "call_mail": f"{mine}/{made.over}/courriel",
        "call_debrief": f"{mine}/{made.over}/bilan",
        "calls_desk": desk,
        "call_review": f"{desk}/{made.over}",
        "call_projector": f"{desk}/{made.over}/projecteur?replique=1&bilan=1",
        "call_chart": f"{desk}/cartes/{OVER}",
    }
