"""Screens of the product that a programme names as activities (``tool:ageing``)."""

from __future__ import annotations

TITLES = {
    "ageing": "La balance âgée de mon portefeuille",
    "overruns": "Les dépassements de ligne de mon portefeuille",
    "disputes": "Les litiges de mon portefeuille",
    "risk-watch": "L’état de suivi du risque",
    "hot-evaluation": "Évaluation à chaud de la formation",
    "certificates": "Mes attestations et certificats",
}
"""What exists, by name; a name that is not here is not put in a training."""
