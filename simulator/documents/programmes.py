"""The programme sheet of a training and the convocations of its people (C. trav. L6353-8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.documents.letterhead import letterhead
from simulator.documents.typesetting import pdf
from simulator.documents.wording import (
    half_day_of,
    written_dates,
    written_hours,
    written_local_day,
    written_time,
)

METHODS = (
    (
        "Chaque stagiaire dirige le crédit d’une entreprise fictive, avec son propre portefeuille"
        " clients : leçons courtes, exercices corrigés, quiz, appels et jeux de rôle."
    ),
    "Autopositionnement par objectif avant et après la formation.",
    (
        "Évaluation en continu par des exercices corrigés et des quiz ; le formateur décide,"
        " objectif par objectif, de ce qui est acquis."
    ),
    "Émargement par demi-journée, évaluation à chaud, puis évaluation à froid par lien personnel.",
    "Documents remis : certificat de réalisation et attestation de fin de formation.",
)
ACCESS = (
    "Prix, modalités de financement et délais d’accès : voir la proposition de l’organisme.",
    (
        "Une situation de handicap ou une contrainte ? Parlez-en à l’organisme avant la formation,"
        " pour adapter les supports, le rythme ou le lieu."
    ),
)
CONVOCATION = (
    (
        "Apportez un ordinateur portable, ou à défaut un téléphone : rien n’est à installer, un"
        " navigateur suffit. Le code d’entrée sera affiché dans la salle."
    ),
    (
        "Vous serez évalué(e) par des exercices corrigés et des quiz ; le formateur décide de ce"
        " qui est acquis. Votre présence se signe à chaque demi-journée."
    ),
    (
        "Le règlement intérieur de l’organisme s’applique. En cas d’empêchement, ou pour signaler"
        " un besoin d’adaptation, prévenez l’organisme dès que possible."
    ),
)
"""What a convocation says when the organisation has no words of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A half-day of a programme: its name and the labels of its topics."""

    name: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a programme sheet says; ``hours`` are those of the programme as it is sold."""

    title: str
    reference: str
    hours: int
    days: int
    audience: str
    prerequisites: str
    objectives: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A dated run: half-days as (start, end, minutes of training)."""

    title: str
    reference: str
    place: str
    trainer: str
    half_days: tuple[tuple[datetime, datetime, int], ...]
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """A person who is expected."""

    name: str
    company: str


def programme(sheet: Sheet, organisation: Mapping[str, Any], dated: datetime) -> bytes:
    """Print a programme sheet."""
    data = {
        **letterhead(organisation),
        "title": sheet.title,
        "facts": [
            ("Référence", sheet.reference),
            (
                "Durée",
                (
                    f"{written_hours(60 * sheet.hours)} sur {sheet.days}"
                    f" jour{'s' if sheet.days > 1 else ''}"
                ),
            ),
            ("Public", sheet.audience),
            ("Prérequis", sheet.prerequisites),
            ("Reconnaissance", "action de formation sans certification enregistrée"),
        ],
        "objectives": list(sheet.objectives),
        "half_days": [{"name": part.name, "topics": list(part.topics)} for part in sheet.parts],
        "methods": list(METHODS),
        "access": list(ACCESS),
    }
    return pdf("programme.typ", data, dated)


def convocations(
    session: Session,
    people: Sequence[Invited],
    organisation: Mapping[str, Any],
    dated: datetime,
) -> bytes:
    """Print the convocation of each person, one page each; the organisation's words come first."""
    days = [written_local_day(start) for start, _, _ in session.half_days]
    own = [line for line in organisation.get("convocation", "").splitlines() if line.strip()]
    data = {
        **letterhead(organisation),
        "title": session.title,
        "people": [{"name": one.name, "company": one.company} for one in people],
        "facts": [
            ("Référence", session.reference),
            ("Dates", written_dates(min(days), max(days))),
            ("Lieu", session.place),
            ("Formateur", session.trainer),
        ],
        "half_days": [
            [
                half_day_of(start),
                f"de {written_time(start)} à {written_time(end)}",
                written_hours(minutes),
            ]
            for start, end, minutes in session.half_days
        ],
        "objectives": list(session.objectives),
        "words": own or list(CONVOCATION),
    }
    return pdf("convocation.typ", data, dated)
