"""Screens of the product that a programme names as activities (``tool:ageing``)."""

from __future__ import annotations

TITLES = {
    "ageing": "La balance âgée de mon portefeuille",
    "overruns": "Les dépassements de ligne de mon portefeuille",
    "disputes": "Les litiges de mon portefeuille",
    "risk-watch": "L’état de suivi du risque",
    "welcome": "Tour de table : présentations et attentes",
    "experience-board": "Mur d’expériences",
    "action-plan": "Mon plan d’action",
    "advice": "Le conseil du formateur",
    "positioning": "Autopositionnement avant la formation",
    "progress": "Autopositionnement en fin de formation",
    "year": "Une année de recouvrement",
    "reminder-scenarios": "Mes scénarios de relance",
    "reminder-agenda": "L’agenda de relance du jour",
    "letters": "Mes lettres de relance, en français et en anglais",
    "hot-evaluation": "Évaluation à chaud de la formation",
    "certificates": "Mes attestations et certificats",
}
"""What exists, by name; a name that is not here is not put in a training."""
