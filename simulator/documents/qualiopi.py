"""The evidence of a training by indicator of the national quality standard, in one archive.

Standard in force since 1 November 2026 (décret n° 2026-728); indicators that concern an ordinary,
non-certifying training action and that this product can document.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.documents.letterhead import letterhead
from simulator.documents.typesetting import pdf


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: its number, what it asks, and what no software can produce for it."""

    number: int
    title: str
    to_add: str


INDICATORS = (
    Indicator(
        1,
        "Information du public",
        "Prix, délais d’accès, modalités de financement, contact handicap, et la preuve de la"
        " publication (site, catalogue) avec sa date. Rien de trompeur sur la reconnaissance.",
    ),
    Indicator(
        2,
        "Indicateurs de résultats",
        "Les résultats consolidés de toutes les formations de la période, publiés avec leur méthode"
        " de calcul.",
    ),
    Indicator(
        4,
        "Analyse du besoin du bénéficiaire",
        "L’échange avec l’entreprise ou le financeur : compte rendu, devis, convention.",
    ),
    Indicator(
        5,
        "Objectifs opérationnels et évaluables",
        "La trace de leur validation avec le client, si le programme a été adapté.",
    ),
    Indicator(
        6,
        "Contenus et modalités adaptés",
        "Les adaptations faites avec le client et les supports propres à l’organisme.",
    ),
    Indicator(
        8,
        "Positionnement à l’entrée",
        "L’usage qui en a été fait : groupes, rythme, exercices choisis, refus d’inscription.",
    ),
    Indicator(
        10,
        "Adaptation de la prestation",
        "Les aménagements décidés hors du simulateur (lieu, horaires, handicap), sans donnée de"
        " santé dans ce dossier.",
    ),
    Indicator(
        11,
        "Évaluation de l’atteinte des objectifs",
        "Les évaluations faites hors du simulateur, s’il y en a.",
    ),
    Indicator(
        12,
        "Engagement et prévention des ruptures",
        "Les relances des absents, et la procédure de prévention et de traitement des violences, du"
        " harcèlement et des discriminations.",
    ),
    Indicator(
        19,
        "Ressources pédagogiques et suivi effectif",
        "Les supports remis hors du simulateur, et le référent pédagogique quand le nombre de"
        " formateurs l’impose.",
    ),
    Indicator(
        30,
        "Appréciations des parties prenantes",
        "L’avis de l’entreprise, du financeur et du formateur.",
    ),
    Indicator(
        31,
        "Réclamations, difficultés, aléas",
        "Les courriers et messages reçus hors du simulateur, et la procédure de traitement.",
    ),
    Indicator(
        32,
        "Amélioration continue",
        "L’analyse de risques, le plan d’amélioration et le compte rendu de la revue qui a exploité"
        " ces éléments.",
    ),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the folder: the indicators that it documents, its name, and what it proves."""

    indicators: tuple[int, ...]
    name: str
    proves: str
    body: bytes


def directory(indicator: Indicator) -> str:
    """Return the folder of an indicator: its number first, so that folders are in order."""
    return f"indicateur-{indicator.number:02d}"


def of(indicator: Indicator, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of an indicator."""
    return tuple(piece for piece in pieces if indicator.number in piece.indicators)


def index(
    pieces: Sequence[Piece],
    facts: Sequence[tuple[str, str]],
    organisation: Mapping[str, Any],
    dated: datetime,
) -> bytes:
    """Print the index: for each indicator its files, what they prove, what is left to add."""
    data = {
        **letterhead(organisation),
        "facts": list(facts),
        "indicators": [
            {
                "title": f"Indicateur {one.number} : {one.title}",
                "files": [[piece.name, piece.proves] for piece in of(one, pieces)],
                "to_add": one.to_add,
            }
            for one in INDICATORS
        ],
    }
    return pdf("qualiopi.typ", data, dated)


def folder(
    pieces: Sequence[Piece],
    facts: Sequence[tuple[str, str]],
    organisation: Mapping[str, Any],
    dated: datetime,
) -> bytes:
    """Return the archive: the index, and a folder for each indicator, empty or not."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.pdf", index(pieces, facts, organisation, dated))
        for one in INDICATORS:
            archive.mkdir(directory(one))
            for piece in of(one, pieces):
                archive.writestr(f"{directory(one)}/{piece.name}", piece.body)
    return out.getvalue()
