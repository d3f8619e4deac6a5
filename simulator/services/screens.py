"""Screens of the product that a programme names as activities (``tool:ageing``)."""

from __future__ import annotations

TITLES = {
    "ageing": "La balance âgée de mon portefeuille",
    "overruns": "Les dépassements de ligne de mon portefeuille",
    "disputes": "Les litiges de mon portefeuille",
    "collections": "Le suivi de mes encaissements",
    "account-opening": "Ouvrir un compte : le dossier, les contrôles, la voie",
    "risk-watch": "L’état de suivi du risque",
    "welcome": "Tour de table : présentations et attentes",
    "experience-board": "Mur d’expériences",
    "action-plan": "Mon plan d’action",
    "advice": "Le conseil du formateur",
    "positioning": "Autopositionnement avant la formation",
    "progress": "Autopositionnement en fin de formation",
    "year": "Une année de recouvrement",
    "reminder-scenarios": "Mes scénarios de relance",
    "reminder-agenda": "L’agenda de relance du jour",
    "letters": "Mes lettres de relance, en français et en anglais",
    "live-quiz": "Le quiz en direct",
    "hot-evaluation": "Évaluation à chaud de la formation",
    "handbook": "Mon document de référence, en PDF",
    "certificates": "Mes attestations et certificats",
    "kpi-workbench": "Atelier : construire mon tableau de bord",
    "dashboard": "Mon tableau de bord du mois",
    "credit-committee": "Le comité de crédit : préparer, présenter, voter",
    "limits": "Mes lignes de crédit",
    "loss-budget": "Cas pratique : douze lignes sous un budget de pertes",
}
"""What exists, by name; a name that is not here is not put in a training."""
