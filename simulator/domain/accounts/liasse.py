"""The lines of the French tax return (forms 2050 to 2053) and which line is the total of which.

Codes are those printed on the forms (cerfa 15949 and following); an asset has a gross code and,
when it can be written down, an impairment code; its net value is their difference. Codes in lower
case are details that the four forms do not print (2054, 2057, 2058-C or the trial balance). Lines
touched by the 2025 chart of accounts may be renumbered on later forms (not verified): meanings,
not numbers, carry the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """Form on which a line is printed."""

    ASSETS = "2050"
    LIABILITIES = "2051"
    OPERATING = "2052"
    RESULT = "2053"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its code, the key of its accounting meaning (French trade words), its form.

    ``impairment`` is the code of the depreciation column of a gross asset line.
    """

    code: str
    meaning: str
    form: Form
    impairment: str | None = None


_FIXED = (
    ("AB", "AC", "frais_etablissement"),
    ("CX", "CQ", "frais_developpement"),
    ("AF", "AG", "concessions_brevets"),
    ("AH", "AI", "fonds_commercial"),
    ("AJ", "AK", "autres_immobilisations_incorporelles"),
    ("AL", "AM", "avances_immobilisations_incorporelles"),
    ("AN", "AO", "terrains"),
    ("AP", "AQ", "constructions"),
    ("AR", "AS", "installations_techniques"),
    ("AT", "AU", "autres_immobilisations_corporelles"),
    ("AV", "AW", "immobilisations_en_cours"),
    ("AX", "AY", "avances_immobilisations_corporelles"),
    ("CS", "CT", "participations_mises_en_equivalence"),
    ("CU", "CV", "autres_participations"),
    ("BB", "BC", "creances_rattachees_participations"),
    ("BD", "BE", "autres_titres_immobilises"),
    ("BF", "BG", "prets"),
    ("BH", "BI", "autres_immobilisations_financieres"),
)
_STOCKS = (
    ("BL", "BM", "stocks_matieres_premieres"),
    ("BN", "BO", "en_cours_biens"),
    ("BP", "BQ", "en_cours_services"),
    ("BR", "BS", "stocks_produits"),
    ("BT", "BU", "stocks_marchandises"),
)
_CURRENT = (
    *_STOCKS,
    ("BV", "BW", "avances_versees"),
    ("BX", "BY", "creances_clients"),
    ("BZ", "CA", "autres_creances"),
    ("CB", "CC", "capital_appele_non_verse"),
    ("CD", "CE", "valeurs_mobilieres_placement"),
    ("CF", "CG", "disponibilites"),
    ("CH", "CI", "charges_constatees_avance"),
)
_OTHER_ASSETS = (
    ("AA", "capital_souscrit_non_appele"),
    ("CW", "frais_emission_emprunt"),
    ("CM", "primes_remboursement"),
    ("CN", "ecart_conversion_actif"),
)
_ASSET_TOTALS = (
    ("BJ", "BK", "total_actif_immobilise"),
    ("CJ", "CK", "total_actif_circulant"),
    ("CO", "1A", "total_general_actif"),
)
_LIABILITIES = (
    ("DA", "capital"),
    ("DB", "primes_emission"),
    ("DC", "ecarts_reevaluation"),
    ("DD", "reserve_legale"),
    ("DE", "reserves_statutaires"),
    ("DF", "reserves_reglementees"),
    ("DG", "autres_reserves"),
    ("DH", "report_a_nouveau"),
    ("DI", "resultat_exercice"),
    ("DJ", "subventions_investissement"),
    ("DK", "provisions_reglementees"),
    ("DL", "capitaux_propres"),
    ("DM", "titres_participatifs"),
    ("DN", "avances_conditionnees"),
    ("DO", "autres_fonds_propres"),
    ("DP", "provisions_risques"),
    ("DQ", "provisions_charges"),
    ("DR", "provisions_risques_et_charges"),
    ("DS", "emprunts_obligataires_convertibles"),
    ("DT", "autres_emprunts_obligataires"),
    ("DU", "emprunts_etablissements_credit"),
    ("DV", "emprunts_dettes_financieres_divers"),
    ("DW", "avances_recues"),
    ("DX", "dettes_fournisseurs"),
    ("DY", "dettes_fiscales_sociales"),
    ("DZ", "dettes_immobilisations"),
    ("EA", "autres_dettes"),
    ("EB", "produits_constates_avance"),
    ("EC", "total_dettes"),
    ("ED", "ecart_conversion_passif"),
    ("EE", "total_general_passif"),
    ("EG", "dettes_moins_un_an"),
    ("EH", "concours_bancaires_courants"),
)
_OPERATING = (
    ("FA", "ventes_marchandises_france"),
    ("FB", "ventes_marchandises_export"),
    ("FC", "ventes_marchandises"),
    ("FD", "production_vendue_biens_france"),
    ("FE", "production_vendue_biens_export"),
    ("FF", "production_vendue_biens"),
    ("FG", "production_vendue_services_france"),
    ("FH", "production_vendue_services_export"),
    ("FI", "production_vendue_services"),
    ("FJ", "chiffre_affaires_france"),
    ("FK", "chiffre_affaires_export"),
    ("FL", "chiffre_affaires"),
    ("FM", "production_stockee"),
    ("FN", "production_immobilisee"),
    ("FO", "subventions_exploitation"),
    ("FP", "reprises_et_transferts_exploitation"),
    ("FQ", "autres_produits"),
    ("FR", "total_produits_exploitation"),
    ("FS", "achats_marchandises"),
    ("FT", "variation_stocks_marchandises"),
    ("FU", "achats_matieres_premieres"),
    ("FV", "variation_stocks_matieres_premieres"),
    ("FW", "autres_achats_charges_externes"),
    ("FX", "impots_taxes"),
    ("FY", "salaires_traitements"),
    ("FZ", "charges_sociales"),
    ("GA", "dotations_amortissements"),
    ("GB", "dotations_depreciations_immobilisations"),
    ("GC", "dotations_depreciations_actif_circulant"),
    ("GD", "dotations_provisions"),
    ("GE", "autres_charges"),
    ("GF", "total_charges_exploitation"),
    ("GG", "resultat_exploitation"),
    ("GH", "benefice_attribue"),
    ("GI", "perte_supportee"),
    ("GJ", "produits_participations"),
    ("GK", "produits_autres_valeurs_mobilieres"),
    ("GL", "autres_interets"),
    ("GM", "reprises_financieres"),
    ("GN", "differences_positives_change"),
    ("GO", "produits_cessions_vmp"),
    ("GP", "total_produits_financiers"),
    ("GQ", "dotations_financieres"),
    ("GR", "interets_charges_assimilees"),
    ("GS", "differences_negatives_change"),
    ("GT", "charges_cessions_vmp"),
    ("GU", "total_charges_financieres"),
    ("GV", "resultat_financier"),
    ("GW", "resultat_courant_avant_impots"),
)
_RESULT = (
    ("HA", "produits_exceptionnels_gestion"),
    ("HB", "produits_exceptionnels_capital"),
    ("HC", "reprises_exceptionnelles"),
    ("HD", "total_produits_exceptionnels"),
    ("HE", "charges_exceptionnelles_gestion"),
    ("HF", "charges_exceptionnelles_capital"),
    ("HG", "dotations_exceptionnelles"),
    ("HH", "total_charges_exceptionnelles"),
    ("HI", "resultat_exceptionnel"),
    ("HJ", "participation_salaries"),
    ("HK", "impot_benefices"),
    ("HL", "total_produits"),
    ("HM", "total_charges"),
    ("HN", "resultat_net"),
    ("HP", "credit_bail_mobilier"),
    ("HQ", "credit_bail_immobilier"),
    ("A1", "transferts_charges"),
)
_DETAILS = (
    ("p775", "produits_cessions_actif"),
    ("c675", "valeur_comptable_actifs_cedes"),
    ("p777", "quote_part_subventions_virees"),
    ("p757", "produits_cessions_immobilisations_2025"),
    ("c657", "valeur_comptable_immobilisations_cedees_2025"),
    ("p747", "quote_part_subventions_virees_2025"),
    ("p767", "produits_cessions_financieres_2025"),
    ("c667", "valeur_comptable_cessions_financieres_2025"),
    ("eene", "effets_escomptes_non_echus"),
    ("d1a", "emprunts_echeance_un_an_hors_concours"),
    ("inv", "acquisitions_immobilisations_corporelles"),
    ("div", "dividendes_distribues"),
)


def _assets() -> tuple[Line, ...]:
    pairs = (*_FIXED, *_CURRENT, *_ASSET_TOTALS)
    gross = [Line(code, meaning, Form.ASSETS, down) for code, down, meaning in pairs]
    worn = [Line(down, f"depreciation_{meaning}", Form.ASSETS) for _, down, meaning in pairs]
    other = [Line(code, meaning, Form.ASSETS) for code, meaning in _OTHER_ASSETS]
    return (*gross, *worn, *other)


def _plain(form: Form, rows: tuple[tuple[str, str], ...]) -> tuple[Line, ...]:
    return tuple(Line(code, meaning, form) for code, meaning in rows)


LINES: Mapping[str, Line] = {
    line.code: line
    for line in (
        *_assets(),
        *_plain(Form.LIABILITIES, _LIABILITIES),
        *_plain(Form.OPERATING, _OPERATING),
        *_plain(Form.RESULT, _RESULT),
        *_plain(Form.DETAIL, _DETAILS),
    )
}
"""Every known line by code."""

IMPAIRMENTS: Mapping[str, str] = {
    code: line.impairment for code, line in LINES.items() if line.impairment is not None
}
"""Gross asset code → code of its impairment column."""

FIXED_ASSETS = tuple(code for code, _, _ in _FIXED)
STOCKS = tuple(code for code, _, _ in _STOCKS)
STOCK_IMPAIRMENTS = tuple(down for _, down, _ in _STOCKS)
FINANCIAL_DEBTS = ("DS", "DT", "DU", "DV")

TOTALS: Mapping[str, tuple[str, ...]] = {
    "BJ": FIXED_ASSETS,
    "BK": tuple(down for _, down, _ in _FIXED),
    "CJ": tuple(code for code, _, _ in _CURRENT),
    "CK": tuple(down for _, down, _ in _CURRENT),
    "CO": ("AA", "BJ", "CJ", "CW", "CM", "CN"),
    "1A": ("BK", "CK"),
    "DL": ("DA", "DB", "DC", "DD", "DE", "DF", "DG", "DH", "DI", "DJ", "DK"),
    "DO": ("DM", "DN"),
    "DR": ("DP", "DQ"),
    "EC": (*FINANCIAL_DEBTS, "DW", "DX", "DY", "DZ", "EA", "EB"),
    "EE": ("DL", "DO", "DR", "EC", "ED"),
    "FC": ("FA", "FB"),
    "FF": ("FD", "FE"),
    "FI": ("FG", "FH"),
    "FJ": ("FA", "FD", "FG"),
    "FK": ("FB", "FE", "FH"),
    "FL": ("FC", "FF", "FI"),
    "FO": ("p747",),
    "FP": ("A1",),
    "FQ": ("p757",),
    "FR": ("FL", "FM", "FN", "FO", "FP", "FQ"),
    "GE": ("c657",),
    "GF": ("FS", "FT", "FU", "FV", "FW", "FX", "FY", "FZ", "GA", "GB", "GC", "GD", "GE"),
    "GG": ("FR", "-GF"),
    "GP": ("GJ", "GK", "GL", "GM", "GN", "GO", "p767"),
    "GU": ("GQ", "GR", "GS", "GT", "c667"),
    "GV": ("GP", "-GU"),
    "GW": ("GG", "GH", "-GI", "GV"),
    "HB": ("p775", "p777"),
    "HD": ("HA", "HB", "HC"),
    "HF": ("c675",),
    "HH": ("HE", "HF", "HG"),
    "HI": ("HD", "-HH"),
    "HL": ("FR", "GH", "GP", "HD"),
    "HM": ("GF", "GI", "GU", "HH", "HJ", "HK"),
    "HN": ("HL", "-HM"),
}
"""What a line is the sum of (``-`` subtracts); a line that is stated wins over the sum."""

PARTIAL_TOTALS = frozenset({"FO", "FP", "FQ", "GE", "GP", "GU", "HB", "HF"})
"""Lines of which only some of the parts are known: the sum is a stand-in, never a check."""
