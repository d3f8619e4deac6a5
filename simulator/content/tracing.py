"""Where a lesson's figures come from: each source has its level of proof, each publisher is cited.

The day on which they were read again is that of the lesson (``updated``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.content.modules import Lesson
from simulator.content.problems import Problem

LEVELS = ("certain", "probable", "discuté", "pédagogique", "non public", "à vérifier")
"""Levels of proof, as the house names them."""
PUBLISHERS = (
    *("AFDCC", "Allianz Trade", "Altares", "ARC", "Atradius", "Banque de France", "Bpifrance"),
    *("Coface", "Creditsafe", "DGCCRF", "Ellisphere", "FIGEC", "Ifop", "Insee", "Intrum"),
    *("LeanPay", "Observatoire des délais", "Sidetrade"),
)
"""Who publishes the statistics that a lesson may quote."""
_LEVEL = re.compile("|".join(LEVELS), re.IGNORECASE)
_PUBLISHER = re.compile(rf"\b({'|'.join(PUBLISHERS)})\b")
_STATISTIC = re.compile(r"\d\s*(?:%|milliards?\b|millions?\b|M€|jours?\b)")


def check_sources(lesson: Lesson) -> Iterator[Problem]:
    """Yield the sources without a level of proof, and figures whose publisher is not a source."""
    for source in lesson.sources:
        if not _LEVEL.search(source):
            sentence = f"La source « {source[:60]} » n'a pas de niveau de preuve."
            yield Problem(
                lesson.file, 1, "source-level", sentence, f"Niveaux : {', '.join(LEVELS)}."
            )
    cited = " ".join(lesson.sources)
    seen: set[str] = set()
    for rank, line in enumerate(lesson.text.split("\n")):
        if not _STATISTIC.search(line):
            continue
        for name in _PUBLISHER.findall(line):
            if name not in cited and name not in seen:
                seen.add(name)
                sentence = f"Un chiffre est cité de « {name} », qui n'est pas dans les sources."
                yield Problem(lesson.file, lesson.starts + rank, "untraced-figure", sentence)
