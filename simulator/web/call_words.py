"""French words of a call: what was heard, how it is judged, what the sheets ask."""

from __future__ import annotations

import re

from simulator.domain.ledger.columns import Means
from simulator.domain.negotiation import facts
from simulator.domain.negotiation.grid import Criterion
from simulator.domain.negotiation.intents import Intent, KnockOut
from simulator.domain.negotiation.preparation import Posture
from simulator.domain.negotiation.script import END, Outcome, Script, Success, Worth
from simulator.domain.negotiation.talk import Turn
from simulator.services.trainees import Trainee
from simulator.web import display

INTENTS: dict[Intent, str] = {
    Intent.GREETING: "salut",
    Intent.IDENTIFICATION: "présentation",
    Intent.OPEN_QUESTION: "question ouverte",
    Intent.CLOSED_QUESTION: "question fermée",
    Intent.REFORMULATION: "reformulation",
    Intent.EMPATHY: "empathie",
    Intent.AMOUNT: "montant",
    Intent.DATE: "date",
    Intent.MEANS: "moyen de paiement",
    Intent.SIGNATORY: "signataire",
    Intent.REFERENCE: "référence",
    Intent.PROOF: "preuve demandée",
    Intent.REQUEST: "demande de paiement",
    Intent.PLAN: "étalement",
    Intent.CONCESSION: "concession sans contrepartie",
    Intent.CONDITIONAL: "échange : ceci contre cela",
    Intent.REFUSAL: "refus",
    Intent.ARGUMENT: "argument",
    Intent.GUARANTEE: "garantie",
    Intent.SOLUTION: "solution proposée",
    Intent.ESCALATION: "passage au niveau supérieur",
    Intent.CONSEQUENCE: "conséquence licite",
    Intent.ILLEGAL_THREAT: "menace interdite",
    Intent.FALSE_IDENTITY: "fausse qualité",
    Intent.THIRD_PARTY: "révélation à un tiers",
    Intent.INSULT: "insulte",
    Intent.BLAME: "reproche",
    Intent.SILENCE: "silence",
    Intent.CLOSING: "conclusion",
    Intent.RECAP: "confirmation par écrit",
    Intent.WAIT: "attente, sans demande",
}

KNOCK_OUTS: dict[str, str] = {
    KnockOut.ILLEGAL_THREAT: "menace interdite",
    KnockOut.FALSE_IDENTITY: "fausse qualité (se dire huissier, avocat, tribunal)",
    KnockOut.THIRD_PARTY: "dette révélée à un tiers",
    KnockOut.INSULT: "insulte",
    KnockOut.INSOLVENCY_PRESSURE: "pression sur une entreprise en procédure collective",
    KnockOut.BEYOND_MANDATE: "engagement au-delà de votre mandat",
    KnockOut.NO_COUNTERPART: "concession sans contrepartie",
    KnockOut.FRAUD_EXPOSED: "coordonnées bancaires livrées sans contrôle",
}

CRITERIA: dict[str, str] = {
    Criterion.PREPARATION: "Préparation",
    Criterion.OPENING: "Ouverture : identité, personne, objet, montant, date",
    Criterion.LISTENING: "Écoute et questions",
    Criterion.REFORMULATION: "Reformulation",
    Criterion.OBJECTIONS: "Traitement des objections",
    Criterion.FIRMNESS: "Fermeté : créance, dates, conséquence",
    Criterion.EMPATHY: "Empathie et ton",
    Criterion.NEGOTIATION: "Négociation : contreparties, options",
    Criterion.CLOSE: "Conclusion : date, montant, moyen, signataire",
    Criterion.RECAP: "Confirmation écrite et suivi",
    Criterion.RELATION: "Relation après l’appel",
}

LEVELS: dict[str, tuple[str, str, str, str]] = {
    Criterion.PREPARATION: (
        "rien", "les faits", "un objectif", "objectif, repli et contreparties",
    ),
    Criterion.OPENING: ("absente", "partielle", "complète", "complète, puis le silence"),
    Criterion.LISTENING: (
        "aucune question ouverte", "une", "en entonnoir", "la vraie cause est isolée",
    ),
    Criterion.REFORMULATION: ("aucune", "répétition", "exacte", "exacte et approuvée"),
    Criterion.OBJECTIONS: (
        "discute ou accepte", "répond", "vérifie", "résout et revient au paiement",
    ),
    Criterion.FIRMNESS: ("abandonne", "vague", "claire", "claire et proportionnée"),
    Criterion.EMPATHY: ("agressif ou servile", "froid", "juste", "apaise"),
    Criterion.NEGOTIATION: ("donne", "peu d’options", "échange", "crée de la valeur"),
    Criterion.CLOSE: ("rien", "un ou deux éléments", "trois", "quatre et une suite annoncée"),
    Criterion.RECAP: ("aucune", "à l’oral", "écrite", "écrite et complète"),
    Criterion.RELATION: ("abîmée", "fragile", "bonne", "renforcée"),
}  # fmt: skip

WORTHS: dict[str, str] = {
    Worth.EXCELLENT: "excellente",
    Worth.GOOD: "bonne",
    Worth.POOR: "faible",
    Worth.BAD: "mauvaise",
}
WORTH_CLASSES: dict[str, str] = {
    Worth.EXCELLENT: "right",
    Worth.GOOD: "right",
    Worth.POOR: "partly",
    Worth.BAD: "wrong",
}

OUTCOMES: dict[str, str] = {
    Outcome.PROMISE: "Promesse datée",
    Outcome.PLAN: "Échéancier",
    Outcome.PARTIAL: "Engagement partiel",
    Outcome.MEETING: "Rendez-vous fixé",
    Outcome.ESCALATION: "Passage au niveau supérieur",
    Outcome.VAGUE: "Réponse vague",
    Outcome.REFUSAL: "Refus",
    Outcome.HANG_UP: "Le client a raccroché",
    Outcome.TIME: "Temps écoulé",
}
SUCCESSES: dict[str, str] = {
    Success.GOOD: "bonne issue",
    Success.FAIR: "issue moyenne",
    Success.BAD: "mauvaise issue",
}

TEMPERS: dict[str, str] = {
    "calme": "calme",
    "jovial": "jovial",
    "presse": "pressé",
    "fuyant": "fuyant",
    "hautain": "hautain",
    "agressif": "agressif",
    "inquiet": "inquiet",
}

MEANS: dict[int, str] = {
    Means.TRANSFER: "virement",
    Means.DIRECT_DEBIT: "prélèvement",
    Means.BILL: "lettre de change",
    Means.CHEQUE: "chèque",
    Means.CARD: "carte",
    Means.CREDIT_NOTE: "avoir",
}

STATES: dict[str, tuple[str, str]] = {
    "preparing": ("à préparer", "promised"),
    "talking": ("en ligne", "open"),
    "over": ("terminé", "done"),
}
ORIGINS: dict[str, str] = {
    "first": "premier appel",
    "replay": "rejeu, pour s’entraîner",
    "ruling": "repris après correction du formateur",
}
PLEDGES: dict[str, tuple[str, str]] = {
    "live": ("en cours", "promised"),
    "kept": ("tenue", "settled"),
    "broken": ("rompue", "overdue"),
}

POINTS: dict[str, str] = {
    "overdue": "Montant échu",
    "oldest_due": "Plus ancienne échéance échue",
    "disputed": "Litige au dossier",
    "promise_broken": "Promesse non tenue au dossier",
    "objective": "Objectif : montant et date",
    "fallback": "Repli, en retrait de l’objectif",
    "mesore": "MESORE en euros (à 15 % près)",
    "objections": "Au moins une objection prévue",
    "counterparts": "Contreparties prévues",
    "balance": "Rapport de force et posture cohérents",
}
FIELDS: dict[str, str] = {
    "overdue": "le montant échu",
    "oldest_due": "la plus ancienne échéance",
    "objective": "le montant de l’objectif",
    "objective_day": "la date de l’objectif",
    "fallback": "le montant de repli",
    "fallback_day": "la date de repli",
    "mesore": "la MESORE",
}
FACTORS: dict[str, str] = {
    "their_dependence": "Leur dépendance envers nous",
    "our_dependence": "Notre dépendance envers eux",
    "proof": "Nos preuves (commande, livraison)",
    "terms_signed": "Conditions signées, réserve de propriété",
    "amount_and_age": "Montant et ancienneté",
    "solvency": "Leur solvabilité",
    "guarantees": "Assurance et garanties",
    "legal_deadline": "Délais légaux",
    "internal_support": "Appui interne (direction, commerce)",
    "reputation": "Marché et réputation",
    "time_pressure": "Qui est pressé",
    "alternatives": "Nos autres voies",
}
POSTURES: dict[str, str] = {
    Posture.FIRM: "ferme et rapide (total de 6 ou plus)",
    Posture.TRADE: "échange (de −3 à 5)",
    Posture.ALLIANCE: "alliance, appui à chercher (−4 ou moins)",
}
COUNTERPARTS: dict[str, str] = {
    "first_payment": "un premier versement immédiat",
    "direct_debit": "des dates par prélèvement ou effet",
    "guarantee": "une garantie ou une caution",
    "acceleration": "une clause de déchéance du terme",
    "current_on_time": "les factures courantes payées à l’heure",
    "proof": "la preuve du virement",
    "penalties_suspended": "des pénalités suspendues, pas annulées",
    "delivery_resumed": "une livraison qui reprend au paiement",
}
OBJECTIONS: dict[str, str] = {
    "O01": "facture non reçue",
    "O02": "numéro de commande ou mention manquante",
    "O03": "en attente de validation",
    "O04": "comptable absent",
    "O05": "paiement à dates fixes seulement",
    "O06": "« c’est parti »",
    "O07": "changement de logiciel",
    "O08": "changement de coordonnées bancaires",
    "O09": "litige de qualité",
    "O10": "litige de prix ou de quantité",
    "O11": "livraison incomplète ou sans preuve",
    "O12": "avoir attendu",
    "O13": "promesse de notre commercial",
    "O14": "compensation avec une ristourne",
    "O15": "pénalités logistiques déduites",
    "O16": "creux de trésorerie",
    "O17": "mon client ne m’a pas payé",
    "O18": "crédit bancaire attendu",
    "O19": "comptes bloqués",
    "O20": "étalement très long",
    "O21": "acompte qui sert d’abri",
    "O22": "payeur tardif par principe",
    "O23": "c’est le siège qui paie",
    "O24": "menace de changer de fournisseur",
    "O25": "poids d’un grand compte",
    "O26": "l’ancienneté de la relation",
    "O27": "colère, accusation de harcèlement",
    "O28": "promesse vague",
    "O29": "promesse rompue",
    "O30": "barrage de l’accueil",
    "O31": "silence sur tous les canaux",
    "O32": "dépôt de bilan annoncé",
    "O33": "entreprise cédée",
    "O34": "refus des pénalités",
    "O35": "retenue de garantie, réception de chantier",
    "O36": "circuit de l’acheteur public",
    "O37": "offre de rendre la marchandise",
    "O38": "livrez d’abord, je paie ensuite",
    "O39": "dette niée ou prescrite",
    "O40": "« c’est vous qui nous mettez en difficulté »",
}
ITEMS: dict[str, str] = {
    "amount": "le montant exact",
    "dates": "chaque date promise",
    "means": "le moyen de paiement",
    "reference": "la référence de facture",
    "signatory": "le nom de qui s’engage",
    "greeting": "une formule d’appel",
    "polite": "une formule de politesse",
    "tone": "un ton sans reproche ni menace",
}
MAIL_REFUSED: dict[str, str] = {
    "blank": "Le courriel est vide : écrivez ce qui a été convenu.",
    "sent": "Ce courriel est déjà parti : il n’est noté qu’une fois.",
    "running": "L’appel n’est pas terminé : le courriel s’écrit après.",
    "nothing": "Rien n’a été promis pendant cet appel : il n’y a rien à confirmer.",
}


def understood(turn: Turn) -> tuple[str, ...]:
    """Return what was heard of a typed line, in words; nothing for a chosen one."""
    heard = turn.move.heard
    if heard is None:
        return ()
    valued = {Intent.AMOUNT, Intent.DATE, Intent.MEANS}
    found = [one.intent for one in heard.found if one.intent in heard.intents]
    words = [INTENTS[one] for one in found if one not in valued]
    if Intent.AMOUNT in found:
        sums = ", ".join(display.euros(one, 0 if one % 100 == 0 else 2) for one in heard.amounts)
        words.append(f"montant {sums}".strip())
    if Intent.DATE in found:
        words.append(f"date {display.day(heard.day)}" if heard.day else "date")
    if Intent.MEANS in found:
        words.append(MEANS[heard.means] if heard.means is not None else "moyen de paiement")
    return tuple(words)


_BRACES = re.compile(r"\{([a-z_0-9]+)\}")
_NAMES = {
    "caller": "(votre nom)",
    "supplier": "(votre société)",
    "name": "(le client)",
    "manager": "(le dirigeant)",
    "sales_rep": "(votre commercial)",
    "number": "(facture)",
    "invoices": "(nombre)",
    "days_late": "(jours)",
}


def nameless(text: str, person: Trainee) -> str:
    """Return what somebody said, without the name they said it under: a whole room reads it.

    A part of a name has its capital: « la réponse est claire » is no word of Claire's.
    """
    names = (person.last_name, person.first_name)
    parts = [re.escape(part) for name in names if name for part in (name, name.upper())]
    either = "|".join([f"(?i:{re.escape(person.name)})", *parts])
    return re.sub(rf"\b(?:{either})\b", _NAMES["caller"], text)


_DAYS = frozenset({*facts.DAYS, "on", "oldest_due", "promised_for"})


def bare(text: str) -> str:
    """Return a line of a script without the figures of anybody."""
    return _BRACES.sub(lambda found: _hole(found[1]), text)


def _hole(name: str) -> str:
    if name in _DAYS or name.startswith("in_"):
        return "(jour)"
    return _NAMES.get(name, "(montant)")


_PLACES = {
    "colere": "colère",
    "ecrire": "écrire",
    "etape": "étape",
    "negocier": "négocier",
    "perimetre": "périmètre",
    "piece": "pièce",
    "reglage": "réglage",
    "regle": "règle",
    "verifier": "vérifier",
    "verite": "vérité",
    "rib": "RIB",
    "rendez_vous": "rendez-vous",
    "plan_long": "plan trop long",
    "hang_up": "raccroché",
    "time": "temps écoulé",
}
"""Moments and endings whose identifiers are not written as people write."""


def moment(name: str) -> str:
    """Return a moment or an ending as people read it."""
    bare_name = name.removeprefix(END)
    words = _PLACES.get(bare_name, bare_name.replace("_", " "))
    return words[:1].upper() + words[1:]


def place(script: Script, name: str) -> str:
    """Return where a line leads: a moment, or an ending and how good it is."""
    if name.startswith(END):
        ending = script.endings[name.removeprefix(END)]
        return f"fin\u202f: {moment(name)} ({SUCCESSES[ending.success]})"
    return moment(name)
