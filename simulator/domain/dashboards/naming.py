"""The tables that formulas are written on: their names, their columns, the single figures."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from simulator.domain.exercises.excel_values import fold


class Source(StrEnum):
    """The tables on which a formula is written."""

    ITEMS = "items"
    RECEIPTS = "receipts"
    MONTHS = "months"
    INSURED = "insured"
    PROMISES = "promises"
    BANDS = "bands"


TITLES: Mapping[Source, str] = {
    Source.ITEMS: "Pièces",
    Source.RECEIPTS: "Encaissements",
    Source.MONTHS: "Mois",
    Source.INSURED: "Couvertures",
    Source.PROMISES: "Promesses",
    Source.BANDS: "Tranches",
}
DATES = frozenset({"Émission", "Échéance", "Encaissement", "Jour", "Début", "Donnée", "Prévue"})
COLUMNS: Mapping[Source, tuple[str, ...]] = {
    Source.ITEMS: (
        "Client",
        "Pièce",
        "Nature",
        "Émission",
        "Échéance",
        "Reste",
        "Reste_HT",
        "Ouverture",
        "Ouverture_HT",
        "Litige",
        "Litige_HT",
        "Encaissé",
        "Encaissé_HT",
        "Affacturé",
        "Douteux",
    ),
    Source.RECEIPTS: (
        "Client",
        "Pièce",
        "Émission",
        "Échéance",
        "Encaissement",
        "Montant",
        "Montant_HT",
        "Affacturé",
        "Douteux",
    ),
    Source.MONTHS: ("Rang", "Jours", "CA", "CA_HT", "Cumul", "Cumul_HT"),
    Source.INSURED: ("Client", "Exposition", "Exposition_HT", "Garantie", "Affacturé", "Douteux"),
    Source.PROMISES: (
        "Client",
        "Pièce",
        "Donnée",
        "Prévue",
        "Promis",
        "Promis_HT",
        "Tenue",
        "Affacturé",
        "Douteux",
    ),
    Source.BANDS: ("Rang", "Tranche", "Solde", "Solde_HT", "Passage", "Suite"),
}
RATES = frozenset({"Passage", "Suite"})
"""Columns that hold a share: four places, the others two."""
COUNTS = frozenset({"Rang", "Jours", "J_1", "J_2", "J_3"})
"""What is counted: no decimals."""
CELLS: tuple[str, ...] = (
    "Jour",
    "Début",
    "CA_1",
    "CA_2",
    "CA_3",
    "CA_HT_1",
    "CA_HT_2",
    "CA_HT_3",
    "J_1",
    "J_2",
    "J_3",
    "CA_12",
    "CA_HT_12",
    "Encours",
    "Encours_HT",
    "Indemnité",
)
NAMES: Mapping[Source, frozenset[str]] = {
    source: frozenset(fold(name) for name in (*columns, *CELLS))
    for source, columns in COLUMNS.items()
}
