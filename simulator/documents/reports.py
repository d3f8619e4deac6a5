"""The report of a training for its client, as a PDF and as tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from simulator.documents.letterhead import letterhead
from simulator.documents.typesetting import pdf
from simulator.documents.wording import (
    half_day_of,
    written_dates,
    written_hours,
    written_local_day,
)
from simulator.domain.measures import NARROW, write_number
from simulator.domain.tables import Cell, Column, Kind, Plain, Table, table
from simulator.domain.training.certificates import Level
from simulator.domain.training.report import Person, Report

DASH = "—"
KINDS = {"exercise": "exercice", "quiz": "quiz"}
LEVELS = {
    Level.ACQUIRED: "Acquis",
    Level.IN_PROGRESS: "En cours",
    Level.NOT_ACQUIRED: "Non acquis",
}
NOTES = {
    "attendance_note": (
        "Heures d’après l’émargement signé par demi-journée. Une arrivée tardive ou un départ"
        " anticipé compte pour la présence constatée."
    ),
    "objectives_note": (
        "Nombre de stagiaires par niveau. Le formateur décide de chaque niveau d’après les"
        " évaluations listées plus bas et les mises en situation. Sous trois stagiaires évalués,"
        " le détail n’est pas donné."
    ),
    "gains_note": (
        "Autopositionnement de 0 (je découvre) à 4 (je peux l’expliquer à un collègue). Le gain est"
        " la moyenne des écarts, après moins avant, des personnes qui ont répondu aux deux"
        " moments ; il est donné à partir de trois personnes."
    ),
    "works_note": (
        "La réussite moyenne est la moyenne des meilleurs résultats des participants ; elle est"
        " donnée à partir de trois participants."
    ),
}


def report(
    found: Report, organisation: Mapping[str, Any], wordings: Mapping[str, str], dated: datetime
) -> bytes:
    """Print a report; ``wordings`` are those of the questions of the hot evaluation."""
    return pdf("bilan.typ", worded(found, organisation, wordings), dated)


def worded(
    found: Report, organisation: Mapping[str, Any], wordings: Mapping[str, str]
) -> dict[str, Any]:
    """Turn a report into the words of ``bilan.typ``."""
    return {
        **letterhead(organisation),
        **NOTES,
        "title": found.title,
        "facts": _facts(found),
        "half_days": [
            [
                half_day_of(half.starts_at),
                written_hours(half.planned),
                str(half.present),
                written_hours(half.minutes),
            ]
            for half in found.half_days
        ],
        "attendance": [
            [one.name, one.company, written_hours(one.minutes), written_hours(found.planned)]
            for one in found.people
        ],
        "objectives": [
            [one.text, *(str(one.levels[level]) if one.levels else DASH for level in Level)]
            for one in found.objectives
        ],
        "gains": [
            [
                one.text,
                _figure(one.gain.before if one.gain else None),
                _figure(one.gain.after if one.gain else None),
                _figure(one.gain.gain if one.gain else None, signed=True),
                str(one.gain.pairs) if one.gain else DASH,
            ]
            for one in found.objectives
        ],
        "works": [
            [one.title, KINDS[one.kind], str(one.people), _share(one.mean)] for one in found.works
        ],
        **_opinions(found, wordings),
        "people": [_person(found, one) for one in found.people] if found.personal else [],
    }


def _facts(found: Report) -> list[tuple[str, str]]:
    days = [written_local_day(half.starts_at) for half in found.half_days]
    count = len(found.people)
    return [
        ("Client", found.client),
        ("Référence", found.reference),
        ("Dates", written_dates(min(days), max(days))),
        ("Lieu", found.place),
        ("Formateur", found.trainer),
        ("Durée prévue", f"{written_hours(found.planned)} par stagiaire"),
        ("Stagiaires", str(count)),
        (
            "Heures suivies",
            f"{written_hours(found.minutes)} sur {written_hours(found.planned * count)}"
            + (f" ({_share(found.rate)})" if found.rate is not None else ""),
        ),
    ]


def _opinions(found: Report, wordings: Mapping[str, str]) -> dict[str, Any]:
    result, sent = found.opinions, found.opinions_sent
    if result is None:
        said = f"{sent} réponse{'s' if sent > 1 else ''} reçue{'s' if sent > 1 else ''} ; "
        text = said + "le résultat du groupe s’ouvre à partir de trois réponses."
        return {"opinions": [], "recommendation": "", "opinions_note": text}
    net = result.recommendation
    return {
        "opinions": [[wordings[one.name], _figure(one.mean, 2)] for one in result.averages],
        "recommendation": (
            f"Recommandation nette : {_figure(net.net, 0, signed=True)} points"
            f" ({net.promoters} de 9 à 10, {net.passives} de 7 à 8, {net.detractors} de 0 à 6)."
            if net
            else ""
        ),
        "opinions_note": (
            f"{result.replies} réponses sur {len(found.people)} stagiaires, recueillies en fin de"
            " formation. Moyenne : somme des notes de 1 à 5 divisée par le nombre de réponses."
            " Recommandation nette : part des notes de 9 et 10 moins part des notes de 0 à 6, sur"
            " 100. Les commentaires libres ne sont pas transmis."
        ),
    }


def _person(found: Report, one: Person) -> dict[str, Any]:
    return {
        "name": one.name,
        "facts": [
            ("Entreprise", one.company),
            ("Durée suivie", f"{written_hours(one.minutes)} sur {written_hours(found.planned)}"),
        ],
        "objectives": [
            [
                each.text,
                LEVELS[level] if level else DASH,
                str(one.before[rank]) if one.before else DASH,
                str(one.after[rank]) if one.after else DASH,
            ]
            for rank, (each, level) in enumerate(zip(found.objectives, one.levels, strict=True))
        ],
        "marks": [[title, _share(mark)] for title, mark in one.marks],
    }


def _figure(value: Decimal | Fraction | None, places: int = 1, *, signed: bool = False) -> str:
    if value is None:
        return DASH
    text = write_number(Fraction(value), places)
    return f"+{text}" if signed and value > 0 else text


def _share(value: Fraction | None) -> str:
    return DASH if value is None else f"{write_number(value * 100, 0)}{NARROW}%"


def tables(found: Report, wordings: Mapping[str, str]) -> tuple[Table, ...]:
    """Return the same report as the sheets of a workbook."""
    number = Kind.NUMBER
    sheets = [
        Table(
            "Formation",
            (Column("Élément"), Column("Valeur")),
            tuple((label, text) for label, text in [("Formation", found.title), *_facts(found)]),
        ),
        table(
            "Assiduité",
            found.people,
            (Column("Stagiaire"), lambda one: one.name),
            (Column("Entreprise"), lambda one: one.company),
            (Column("Suivi (h)", number, 2), lambda one: Fraction(one.minutes, 60)),
            (Column("Prévu (h)", number, 2), lambda _: Fraction(found.planned, 60)),
        ),
        table(
            "Objectifs",
            found.objectives,
            (Column("Objectif"), lambda one: one.text),
            *(
                (
                    Column(LEVELS[level], number),
                    lambda one, level=level: one.levels[level] if one.levels else None,
                )
                for level in Level
            ),
            (Column("Avant", number, 1), lambda one: one.gain.before if one.gain else None),
            (Column("Après", number, 1), lambda one: one.gain.after if one.gain else None),
            (Column("Gain", number, 1), lambda one: one.gain.gain if one.gain else None),
            (Column("Réponses", number), lambda one: one.gain.pairs if one.gain else None),
        ),
        table(
            "Évaluations",
            found.works,
            (Column("Évaluation"), lambda one: one.title),
            (Column("Nature"), lambda one: KINDS[one.kind]),
            (Column("Participants", number), lambda one: one.people),
            (Column("Réussite moyenne", Kind.PERCENT), lambda one: one.mean),
        ),
    ]
    if found.opinions:
        sheets.append(
            table(
                "Satisfaction",
                found.opinions.averages,
                (Column("Question"), lambda one: wordings[one.name]),
                (Column("Moyenne sur 5", number, 2), lambda one: one.mean),
                (Column("Réponses", number), lambda one: sum(one.counts)),
            )
        )
    if found.personal:
        sheets.append(_personal(found))
    return tuple(sheets)


def _personal(found: Report) -> Table:
    heads = (Column("Stagiaire"), *(Column(each.text) for each in found.objectives))
    rows: tuple[tuple[Plain | Cell, ...], ...] = tuple(
        (one.name, *(LEVELS[level] if level else None for level in one.levels))
        for one in found.people
    )
    return Table("Résultats personnels", heads, rows)
