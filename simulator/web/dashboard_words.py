"""French words of the dashboard workshop: indicators, columns, verdicts, mistakes, charts."""

from __future__ import annotations

from fractions import Fraction

from simulator.domain.dashboards.formulas import PERIMETER
from simulator.domain.dashboards.judging import LUCKY, TYPED, Fit, Judged, Verdict
from simulator.domain.dashboards.kpis import Kpi
from simulator.domain.dashboards.naming import COUNTS, DATES, RATES
from simulator.domain.dates import from_day
from simulator.domain.exercises.excel_values import Scalar
from simulator.domain.indicators.mistakes import Mistake
from simulator.domain.measures import MEASURES, write, write_number
from simulator.domain.refusals import Refusal
from simulator.services import catalogue
from simulator.services.dashboards import TextTooLong, TooManyTries
from simulator.web import display

SENTENCES: dict[type[Refusal], str] = {
    TooManyTries: "Cette formule a déjà été envoyée {most} fois : demandez au formateur.",
    TextTooLong: "Ce texte est trop long : {most} signes au plus.",
}
NAMES = {
    "dso": "DSO simple, sur trois mois",
    "dso_countback": "DSO par épuisement",
    "overdue_ratio": "Taux d’échu",
    "overdue_90": "Part échue de plus de 90 jours",
    "dispute_weight": "Poids des litiges",
    "cei": "Efficacité du recouvrement (CEI)",
    "dmp": "Délai moyen de paiement (DMP)",
    "dbt": "Retard moyen de paiement",
    "bad_debt_ratio": "Taux de perte",
    "forecast_accuracy": "Fiabilité de la prévision d’encaissements",
    "insurance_coverage": "Couverture par l’assurance-crédit",
    "promises_kept": "Promesses tenues",
    "loss_rate_forecast": "Part de l’encours qui finira perdue",
}
"""The indicators of the workshop."""
OTHERS = {
    "promises_per_contact": "Promesses par contact utile",
    "uninsured": "Encours non couvert",
    "add": "Jours de retard dans le DSO (ADD)",
    "blocked_orders": "Commandes bloquées",
    "bpdso": "Meilleur DSO possible",
    "broken_promises": "Promesses rompues",
    "credit_note_rate": "Taux d’avoirs",
    "provision_rate": "Taux de dépréciation",
    "overdue_30": "Part échue de plus de 30 jours",
    "overdue_60": "Part échue de plus de 60 jours",
    "recovery_rate": "Taux de recouvrement",
    "delay_terms": "Délai accordé",
    "delay_late": "Retard signé",
    "dispute_days": "Délai de résolution des litiges",
    "blocked_hours": "Durée de blocage des commandes",
    "unapplied_cash": "Encaissements non lettrés",
}
"""Indicators that are not built here, and may watch over a target."""
MEANINGS = {
    "dso": (
        "Combien de jours de ventes la créance du dernier jour représente, sur les ventes des"
        " trois derniers mois."
    ),
    "dso_countback": (
        "On épuise la créance sur les ventes, du mois le plus récent au plus ancien, le dernier"
        " mois au prorata. « Cumul » donne les ventes des mois plus récents."
    ),
    "overdue_ratio": (
        "La part des créances dont l’échéance est passée. Ce qui échoit le jour même n’est pas"
        " échu ; les avoirs non imputés restent à part."
    ),
    "overdue_90": "La part des créances échues depuis plus de 90 jours, bornes comprises.",
    "dispute_weight": "Le montant en litige rapporté aux créances, avoirs à part.",
    "cei": (
        "Ce qui a été encaissé dans le mois, rapporté à ce qui pouvait l’être : (ouverture +"
        " ventes − clôture) ÷ (ouverture + ventes − clôture non échue). La clôture non échue est"
        " la clôture moins l’échu."
    ),
    "dmp": "De la facture à l’encaissement, en jours pondérés par les montants reçus du mois.",
    "dbt": (
        "De l’échéance à l’encaissement, en jours pondérés ; payer en avance compte pour zéro."
    ),
    "bad_debt_ratio": (
        "La perte attendue sur les clients douteux, hors TVA et après indemnité de l’assureur,"
        " sur douze mois de ventes hors TVA, quelles que soient les conventions choisies."
    ),
    "forecast_accuracy": (
        "1 − écart ÷ encaissé. La prévision est ce qui était ouvert au début du mois (avoirs à"
        " part) et échoit au plus tard le dernier jour."
    ),
    "insurance_coverage": (
        "Ce que l’assureur couvre de ce que les clients doivent : client par client, la ligne"
        " accordée au plus. La ligne inutilisée de l’un ne couvre pas l’autre."
    ),
    "promises_kept": (
        "En montant, sur trois mois : ce qui a été promis et payé en entier au jour dit, rapporté à"
        " ce qui était promis pour une date passée."
    ),
    "loss_rate_forecast": (
        "Ce qui finira à plus de 90 jours de retard, tenu ici pour perdu, sur l’encours qui n’y est"
        " pas. « Passage » est la part d’une tranche qui glisse dans la suivante en un mois,"
        " mesurée sur six mois ; « Suite », le produit des passages d’après."
    ),
}
HINTS = {
    "Jour": "dernier jour du mois",
    "Début": "premier jour du mois",
    "CA_1": "ventes TTC du mois, puis CA_2, CA_3 des mois d’avant",
    "CA_HT_1": "les mêmes hors TVA, puis CA_HT_2, CA_HT_3",
    "J_1": "jours du mois, puis J_2, J_3",
    "CA_12": "ventes de douze mois TTC (CA_HT_12 hors TVA)",
    "Encours": "créance du dernier jour TTC (Encours_HT hors TVA)",
    "Indemnité": "ce que l’assureur doit sur les clients douteux, hors TVA",
}
VERDICTS = {
    Verdict.RIGHT: ("settled", "juste sur les deux grands livres"),
    Verdict.MISTAKE: ("overdue", "erreur reconnue"),
    Verdict.WRONG: ("overdue", "faux"),
    Verdict.UNREADABLE: ("disputed", "illisible"),
}
MISTAKES = {
    TYPED: "C’est un nombre tapé, pas une formule : le mois prochain, il sera faux.",
    LUCKY: (
        "Le résultat est juste ici, mais pas sur un second grand livre : la formule ne tient que"
        " par chance. Cherchez le cas que vos données ne montrent pas (avoir, borne, affacturage)."
    ),
    PERIMETER: (
        "Des pièces que vos conventions laissent de côté sont comptées : filtrez « Affacturé » et"
        " « Douteux »."
    ),
    Mistake.HT_TTC: "Deux bases de TVA se mélangent : numérateur et dénominateur sont de la même.",
    Mistake.D360: "Le nombre de jours n’est pas celui de la convention : 360 ou 365, dites-le.",
    Mistake.INV_RATIO: "Le rapport est à l’envers, ou son dénominateur n’est pas le bon.",
    Mistake.FORWARD_CB: "L’épuisement commence par le mois le plus récent, pas par le plus ancien.",
    Mistake.NO_FRACTION: "Le dernier mois atteint se compte au prorata, pas en entier.",
    Mistake.AGE_FROM_INVOICE: "L’âge se compte depuis l’échéance, pas depuis la facture.",
    Mistake.BOUNDARY: "La borne est mal placée : ce qui échoit le jour même n’est pas échu.",
    Mistake.NET_CREDITS: "Les avoirs non imputés sont déduits : ils cachent de l’échu.",
    Mistake.CEI_PASTDUE: "Au dénominateur, retirez le non échu de clôture, pas l’échu.",
    Mistake.CEI_SALESMODE: "Les ventes sont celles du mois, pas d’un autre espace de temps.",
    Mistake.UNWEIGHTED: "Chaque pièce pèse autant : pondérez par les montants.",
    Mistake.SIGNED_DBT: "Les paiements en avance ou le délai accordé se mêlent au calcul.",
    Mistake.GROSS_LOSS: "La perte se mesure hors TVA et après l’indemnité de l’assureur.",
    Mistake.CB_NO_HISTORY: (
        "L’épuisement s’arrête au bout de l’historique pris, sans le dire : remontez jusqu’à ce que"
        " la créance soit épuisée."
    ),
    Mistake.AVG_OF_RATIOS: "C’est une moyenne de rapports : faites le rapport des sommes.",
    Mistake.FUTURE_PROMISES: (
        "Des promesses qui ne sont pas encore échues sont comptées : on ne sait rien d’elles."
    ),
    Mistake.LIMIT_SUM: (
        "Les lignes s’additionnent comme si celle d’un client couvrait l’autre : bornez la garantie"
        " à l’exposition, client par client."
    ),
    Mistake.ONE_STEP_MARKOV: (
        "Un seul pas est compté : suivez chaque tranche jusqu’au bout, passage après passage."
    ),
    Mistake.CAUSALITY: (
        "Le recouvrement est crédité, mais l’écart du mois vient pour l’essentiel de ce qui n’est"
        " pas échu : délais accordés ou saison des ventes."
    ),
    Mistake.MONTH_END: (
        "Deux dates de lecture se mélangent : tout se lit au même dernier jour du mois."
    ),
    Mistake.DSO_ONLY: "Le DSO seul ne conclut rien : ajoutez l’échu ou les litiges.",
    Mistake.NO_COUNTERKPI: "L’objectif n’a pas de contre-indicateur qui empêche de le truquer.",
    Mistake.WRONG_CHART: "Ce graphique est déconseillé pour cet indicateur.",
    Mistake.NO_COMMENT: "Il manque la cause ou la décision : un chiffre seul ne pilote rien.",
}
LEVERS = {
    "terms": "Délais accordés",
    "collection": "Recouvrement",
    "disputes": "Litiges",
    "activity": "Ventes et saison",
}
UNREADABLE = {
    "syntax": "La formule s’arrête mal",
    "too_long": "La formule est trop longue (600 signes au plus)",
    "too_deep": "Trop de parenthèses imbriquées",
    "unknown_name": "Ce nom n’est ni une colonne ni une donnée",
    "unknown_function": "Cette fonction n’est pas connue ici",
    "arguments": "Cette fonction n’a pas le bon nombre d’arguments",
}
CHARTS = {
    "line": "Courbe",
    "waterfall": "Cascade",
    "stacked_bar": "Barres empilées",
    "pareto": "Pareto",
    "bubble": "Bulles",
    "heat_map": "Carte de chaleur",
    "bars": "Barres",
    "control": "Carte de contrôle",
    "bullet": "Jauge linéaire avec objectif (bullet)",
    "lorenz": "Courbe de Lorenz",
    "cone": "Cône de prévision",
    "dots": "Nuage de points",
    "small_multiples": "Petits multiples",
    "figure": "Chiffre seul",
    "pie": "Camembert",
    "gauge": "Compteur à aiguille",
    "radar": "Radar",
    "treemap": "Carte proportionnelle",
    "word_cloud": "Nuage de mots",
    "table": "Tableau",
}
FITS = {
    Fit.BEST: ("settled", "le graphique qui convient le mieux"),
    Fit.SUITS: ("settled", "convient aussi"),
    Fit.POOR: ("not-due", "se lit mal pour cet indicateur"),
    Fit.WRONG: ("overdue", "déconseillé"),
}
AXES = {"sector": "Secteur", "seller": "Vendeur", "class": "Classe de risque", "age": "Âge"}
AMOUNTS = {"open": "Créances ouvertes", "overdue": "Échu", "disputed": "En litige"}


def name_of(code: str) -> str:
    """Return the name of an indicator."""
    return NAMES.get(code) or OTHERS.get(code, code)


def shown(kpi: Kpi, value: Fraction | str | None) -> str:
    """Write what a formula gave; a cell's error is written as it is."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value[:60]
    measure = MEASURES[kpi.measure]
    if abs(value) > 10**9:
        return "hors d’échelle"
    return write(value, measure, measure.places)


def said(judged: Judged) -> str:
    """Say in a sentence what is wrong with a formula; nothing when it is right."""
    if judged.verdict is Verdict.UNREADABLE:
        text = UNREADABLE.get(judged.reason, UNREADABLE["syntax"])
        return f"{text} : « {judged.seen} »." if judged.seen else f"{text}."
    if judged.verdict is Verdict.WRONG:
        return "Ce n’est pas la bonne valeur, et l’erreur n’est pas de celles que l’on connaît."
    return MISTAKES.get(judged.code, "")


def cell(name: str, value: Scalar) -> str:
    """Write a value of a table as a sheet shows it."""
    if isinstance(value, str):
        return value
    if name in DATES:
        return display.day(from_day(int(value)))
    return write_number(Fraction(value), 0 if name in COUNTS else 4 if name in RATES else 2)


def brief(name: str) -> str:
    """Name a part of the customers under a bar: what tells it from the others, cut short."""
    told = place(name).removeprefix("Commerce de ").capitalize()
    return told if len(told) <= _BRIEF else told[: _BRIEF - 1].rstrip() + "…"


_BRIEF = 13


def member(axis: str, name: str) -> str:
    """Name a part of an axis of the cube; a class of risk is more than its figure."""
    return f"classe {name}" if axis == "class" and name else place(name)


def place(name: str) -> str:
    """Name a part of the customers: a sector by its words, a person or a class as it is."""
    return catalogue.sectors().get(name, name) or "sans classe"
