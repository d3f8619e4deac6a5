"""The boxes of the policy's pages: what is asked, how it is typed, where it goes in the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.domain.year.policy import CLASSES, STAKES
from simulator.web import year_words
from simulator.web.forms.years import NO_LATE, NO_TERMS, Box, Choices


def _pairs(words: Mapping[str, str]) -> Choices:
    return tuple(words.items())


_TERMS: Choices = (
    (NO_TERMS, "celles de chaque dossier"),
    ("0", "comptant"),
    ("15", "15 jours"),
    ("30", "30 jours"),
    ("45", "45 jours"),
    ("60", "60 jours"),
    ("30f", "30 jours fin de mois"),
    ("45f", "45 jours fin de mois"),
)
_CLASSES: Choices = tuple((code, code) for code in CLASSES)
_STAKES: Choices = tuple((code, code) for code in STAKES)


def _by_class(stem: str, label: str, path: str, high: float) -> tuple[Box, ...]:
    parts = tuple(path.split("."))
    return tuple(
        Box(f"{stem}-{code}", f"{label} {code}", "number", (*parts, code), 0, high)
        for code in CLASSES
    )


RULES: dict[str, tuple[Box, ...]] = {
    "Capacité et priorité": (
        Box(
            "capacity",
            "Minutes de contact par jour",
            "whole",
            ("capacity_minutes",),
            0,
            100_000,
            "Un plein temps\u202f: environ 300 minutes d’appels. 0\u202f: personne n’appelle.",
        ),
        Box(
            "priority",
            "Ordre des appels quand la journée est trop courte",
            "choice",
            ("priority",),
            choices=_pairs(year_words.PRIORITIES),
        ),
    ),
    "Délais de paiement": tuple(
        Box(f"terms-{code}", f"Classe {code}", "terms", ("terms", code), choices=_TERMS)
        for code in CLASSES
    ),
    "Limites de crédit": (
        Box(
            "cap",
            "La limite de chaque client",
            "choice",
            ("limits", "cap"),
            choices=_pairs(year_words.CAPS),
        ),
        Box("factor", "Multipliée par", "number", ("limits", "factor"), 0, 10),
        *_by_class("share", "Part du besoin, classe", "limits.by_class", 20),
    ),
    "Blocage des commandes": (
        Box(
            "hold-after",
            "Bloquer à partir de",
            "days",
            ("hold", "after_days"),
            0,
            365,
            "Jours de retard. 0\u202f: jamais.",
        ),
        Box("hold-min", "Et d’un échu d’au moins", "euros", ("hold", "min_overdue"), 0, None),
        Box(
            "hold-spared",
            "Jamais pour les enjeux",
            "many",
            ("hold", "spared_stakes"),
            choices=_STAKES,
        ),
    ),
    "Litiges": (
        Box(
            "desk",
            "Le bureau des litiges répond en",
            "days",
            ("dispute_days",),
            1,
            365,
            "Plus il est rapide, plus chaque litige coûte à traiter.",
        ),
    ),
    "Assurance-crédit": (
        Box("insured", "Assurer les ventes", "flag", ("insurance", "on")),
        Box(
            "premium",
            "Prime sur le chiffre d’affaires",
            "percent",
            ("insurance", "premium_rate"),
            0,
            0.1,
        ),
        Box("quota", "Quotité garantie", "percent", ("insurance", "quota"), 0, 1),
        Box(
            "insurer-stop",
            "L’assureur arrête à",
            "days",
            ("insurance", "stop_days"),
            1,
            365,
            "Jours de retard au-delà desquels livrer fait perdre la garantie.",
        ),
        *_by_class("cover", "Garantie sur le besoin, classe", "insurance.cover", 5),
    ),
    "Affacturage": (
        Box("factored", "Céder des factures", "flag", ("factoring", "on")),
        Box(
            "factored-classes", "Classes cédées", "many", ("factoring", "classes"), choices=_CLASSES
        ),
        Box("commission", "Commission", "percent", ("factoring", "commission"), 0, 0.1),
        Box("advance", "Part financée", "percent", ("factoring", "advance"), 0, 1),
        Box("factor-rate", "Taux du financement, par an", "percent", ("factoring", "rate"), 0, 0.5),
        Box("recourse", "Sans recours", "flag", ("factoring", "without_recourse")),
    ),
    "Escompte et propriété": (
        Box(
            "discount",
            "Escompte pour paiement anticipé",
            "percent",
            ("discount", "rate"),
            0,
            0.2,
            "0\u202f: aucun escompte.",
        ),
        Box("within", "Si payé sous", "days", ("discount", "within_days"), 0, 59),
        Box(
            "title",
            "Clause de réserve de propriété",
            "flag",
            ("retention_of_title",),
        ),
    ),
}
"""The general rules of a policy, in the order of the page."""

STEP: tuple[Box, ...] = (
    Box("offset", "Jour", "offset", ("offset",), -60, 365),
    Box("channel", "Canal", "choice", ("channel",), choices=_pairs(year_words.CHANNELS)),
    Box("template", "Ton", "choice", ("template",), choices=_pairs(year_words.TEMPLATES)),
    Box("who", "Par", "choice", ("who",), choices=_pairs(year_words.WHO)),
    Box("min", "Si l’échu dépasse", "euros", ("min_overdue",), 0, None),
    Box("announces", "Annonce une suite", "flag", ("announces",)),
    Box(
        "stops",
        "S’arrête en cas de",
        "many",
        ("stops",),
        choices=(("disputed", "litige"), ("promised", "promesse")),
    ),
)
NEW_STEP: dict[str, Any] = {
    "offset": 0,
    "channel": "email",
    "template": "friendly",
    "who": "automatic",
    "min_overdue": 0,
    "announces": False,
    "stops": ["disputed", "promised"],
}


def segment_boxes(scenarios: Choices, sectors: Choices) -> tuple[Box, ...]:
    """Return the boxes of a segment."""
    return (
        Box("code", "Nom", "text", ("code",)),
        Box("scenario", "Scénario", "choice", ("scenario",), choices=scenarios),
        Box("classes", "Classes de risque", "many", ("classes",), choices=_CLASSES),
        Box("stakes", "Enjeux", "many", ("stakes",), choices=_STAKES),
        Box("sectors", "Secteur", "sector", ("sectors",), choices=(("", "tous"), *sectors)),
        Box("public", "Acheteurs publics seulement", "flag", ("public_only",)),
        Box(
            "late",
            "Retard moyen d’au moins",
            "late",
            ("late_from",),
            -100,
            400,
            "Jours, sur l’an passé. Vide\u202f: sans condition.",
        ),
    )


def decision_boxes(scenarios: Choices) -> tuple[Box, ...]:
    """Return the boxes of what is decided of one customer, beside the rules."""
    return (
        Box(
            "limit",
            "Limite décidée",
            "maybe",
            ("limits",),
            0,
            None,
            "Euros TTC. Vide\u202f: la règle de la politique.",
        ),
        Box(
            "class",
            "Classe de risque",
            "given",
            ("classes",),
            choices=(("", "celle du dossier"), *_CLASSES),
        ),
        Box(
            "chased",
            "Scénario",
            "given",
            ("scenarios",),
            choices=(("", "celui du segment"), *scenarios),
        ),
    )


NEW_SEGMENT: dict[str, Any] = {
    "code": "",
    "scenario": "standard",
    "classes": [],
    "stakes": [],
    "sectors": [],
    "public_only": False,
    "late_from": NO_LATE,
}
