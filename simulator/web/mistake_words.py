"""Outcome codes of answers, as the trainer reads them: « Sur l’EBE », not « SUR_L_EBE ».

Authors write a mistake as a few French words in capitals without accents; this gives accents,
elisions and acronyms back. What cannot be read word by word has its own line.
"""

from __future__ import annotations

_VERDICTS = {
    "": "—",
    "right": "juste",
    "carried": "juste, erreur reportée",
    "kept": "noté",
    "rounding": "arrondi",
    "unit": "unité",
    "sign": "signe",
    "partial": "en partie juste",
    "blank": "sans réponse",
    "wrong": "faux",
    "unreadable": "illisible",
    "mistake": "erreur",
}
_WHOLE = {
    "AGE_FROM_INVOICE": "âge compté depuis la facture",
    "BOUNDARY": "borne de tranche",
    "CAUSALITY": "coïncidence prise pour une cause",
    "CEI_PASTDUE": "CEI sur l’échu",
    "CEI_SALESMODE": "ventes du trimestre gardées",
    "CREDIT_MANAGER_A_TORT": "credit manager à tort",
    "D360": "année de 360 jours",
    "DSO_ONLY": "DSO lu seul",
    "FORWARD_CB": "épuisement à partir du mois le plus ancien",
    "GROSS_LOSS": "perte prise TTC",
    "HT_TTC": "HT et TTC mêlés",
    "INVERSE": "inverse",
    "INV_RATIO": "rapport inversé",
    "LIMIT_SUM": "agrément non employé",
    "LITIGE_RELANCE": "litige relancé",
    "MOIS_ENTAME_COMPTE": "mois entamé compté",
    "MONTH_END": "fin de mois comparée au début",
    "NET_CREDITS": "avoirs déduits d’une tranche",
    "NO_COMMENT": "chiffre sans commentaire",
    "NO_FRACTION": "dernier mois compté en entier",
    "PARTIEL_COMPTE_PLEIN": "partiel compté plein",
    "R2_R3_INVERSES": "R2 et R3 inversés",
    "SANS_FORMAL_NOTICE": "sans « formal notice »",
    "SANS_OVERDUE": "sans « overdue »",
    "SIGNED_DBT": "avances et retards compensés",
    "STOCK_SIGNE": "variation de stock ajoutée",
    "TRANCHE_1_30": "tranche 1–30",
    "UNWEIGHTED": "moyenne non pondérée",
}
_STEMS = {
    "WRONG_CHART_": "mauvais graphique\u202f: ",
    "MAUVAIS_SERVICE_": "mauvais service\u202f: ",
    "NO_COUNTERKPI_": "contre-indicateur manquant\u202f: ",
}
_ACRONYMS = "BFR C CA CEI DSO EBE HT N R2 R3 R7 TTC TVA Z"
_ACCENTED = """
à accepté acceptée accordé âge âges agrément ajouté ajoutée ajoutés année années appliquée après
barème bénéfice chèque cherchée chère collectivité comité confisqué conséquence contesté contestée
corrigé coût créance créances crédit crédité créditée crédits croisé déchéance déduit déduites
déjà délai délégation demandée départ dépassement dépendance dépréciation détail disproportionnée
divisé durée écart échéance échelle échoir échu égale émission entamé entière fermeté financières
français impôt impôts imputé indemnité indemnités intérêt inventé inventée inventés inversé
inversée inversés laissée liquidité manière manquée mêlé même multiplié multipliée négatif numéro
oublié oubliée oubliées oubliés parallèle pénale pénalités période pièce placé placée pondération
pondéré pondérée pondérés préalable prématuré première présent présente prétexte prévenu privé
probabilité propriété protégée quantité quotité récente réception réclamation référé refusé
refusée refusées régime règlement régulière reporté réserve résiliation résultat retiré retirée
retranchée révéler reversée solvabilité supposé surestimé tapé tôt traité transférée trésorerie
"""
_PLAIN = str.maketrans("àâçèéêîôû", "aaceeeiou")
_WORDS = {word.translate(_PLAIN).upper(): word for word in _ACCENTED.split()} | {
    "BODACC": "Bodacc",
    "CHORUS": "Chorus",
    "KBIS": "Kbis",
    **{word: word for word in _ACRONYMS.split()},
}


def outcome(code: str) -> str:
    """Return an outcome code in words, the first letter as in the code: a mistake has a capital."""
    if code in _VERDICTS:
        return _VERDICTS[code]
    told = _WHOLE.get(code) or _told(code)
    return told[:1].upper() + told[1:]


def _told(code: str) -> str:
    for stem, words in _STEMS.items():
        if code.startswith(stem):
            return words + _spelled(code.removeprefix(stem))
    return _spelled(code)


def _spelled(code: str) -> str:
    """Give a code in capitals its accents, its elisions and its acronyms."""
    words = " ".join(_WORDS.get(word, word.lower()) for word in code.split("_"))
    return f" {words}".replace(" l ", " l’").replace(" d ", " d’").strip()
