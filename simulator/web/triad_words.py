"""The words of role-plays: roles, phases, the observation grid and its anchors."""

from __future__ import annotations

from simulator.domain.ledger.columns import Means
from simulator.domain.negotiation.grid import Criterion
from simulator.domain.negotiation.intents import KnockOut
from simulator.domain.training.rotation import Role
from simulator.domain.training.triads import Act, Author, Phase
from simulator.web import call_words

ROLES = {
    Role.COLLECTOR: "chargé de recouvrement",
    Role.CUSTOMER: "client",
    Role.OBSERVER: "observateur",
}
PHASES = {
    Phase.FORMING: "groupes formés",
    Phase.PREPARING: "préparation",
    Phase.PLAYING: "appel en cours",
    Phase.ASSESSING: "évaluation",
    Phase.CLOSED: "débriefing",
}
ACTS = {
    Act.PREPARE: "Lancer la préparation",
    Act.PLAY: "Lancer les appels",
    Act.PAUSE: "Pause",
    Act.RESUME: "Reprendre",
    Act.MINUTE: "+1 minute",
    Act.END: "Terminer les appels",
    Act.CLOSE: "Clore et ouvrir le débriefing",
}
MAIN_ACTS = frozenset({Act.PREPARE, Act.PLAY, Act.RESUME, Act.END, Act.CLOSE})
AUTHORS = {
    Author.SELF: "auto-évaluation",
    Author.CUSTOMER: "vécu du client",
    Author.OBSERVER: "observateur",
    Author.TRAINER: "formateur",
}
WAITS = {
    Author.SELF: "l’auto-évaluation du chargé de recouvrement",
    Author.OBSERVER: "la grille de l’observateur",
    Author.TRAINER: "l’évaluation du formateur",
}
TEMPERS = {
    "calme": "calme",
    "jovial": "jovial",
    "presse": "pressé",
    "fuyant": "fuyant",
    "hautain": "hautain",
    "agressif": "agressif",
    "inquiet": "inquiet",
}
CAUSES = (
    "prix",
    "quantité",
    "qualité",
    "livraison",
    "administratif",
    "avoir attendu",
    "autre",
)
"""Causes of a dispute, in the order of the ledger's codes."""
KNOCK_OUTS = {
    KnockOut.ILLEGAL_THREAT: "Menace illégale",
    KnockOut.FALSE_IDENTITY: "Fausse qualité (huissier, avocat, tribunal…)",
    KnockOut.THIRD_PARTY: "Dette révélée à un tiers",
    KnockOut.INSULT: "Insulte ou mépris",
    KnockOut.INSOLVENCY_PRESSURE: "Pression sur une entreprise en procédure collective",
    KnockOut.BEYOND_MANDATE: "Concession au-delà du mandat",
    KnockOut.NO_COUNTERPART: "Cadeau sans contrepartie",
    KnockOut.FRAUD_EXPOSED: "Coordonnées bancaires changées sans contrôle",
}
CRITERIA: dict[Criterion, tuple[str, tuple[str, str, str, str]]] = {
    Criterion.PREPARATION: (
        "Préparation",
        (
            "Rien n’est prêt",
            "Le montant seulement",
            "Un objectif chiffré et daté",
            "Objectif, repli et contreparties",
        ),
    ),
    Criterion.OPENING: (
        "Ouverture",
        (
            "Absente ou confuse",
            "Partielle",
            "Identité, bon interlocuteur, objet, montant, date",
            "Complète, et le silence est tenu",
        ),
    ),
    Criterion.LISTENING: (
        "Écoute et questions",
        (
            "Aucune question, ou fermées",
            "Une question ouverte",
            "Du général au précis",
            "La vraie cause est isolée",
        ),
    ),
    Criterion.REFORMULATION: (
        "Reformulation",
        ("Aucune", "Répétition mot à mot", "Exacte", "Exacte et validée par le client"),
    ),
    Criterion.OBJECTIONS: (
        "Traitement des objections",
        (
            "Discute ou cède",
            "Répond",
            "Vérifie avant de répondre",
            "Règle le point et revient au paiement",
        ),
    ),
    Criterion.FIRMNESS: (
        "Fermeté",
        (
            "Abandonne la demande",
            "Reste vague",
            "Créance, date et suite claires",
            "Claire et proportionnée",
        ),
    ),
    Criterion.EMPATHY: (
        "Empathie et maîtrise de soi",
        ("Agressif ou soumis", "Froid", "Correct", "Fait retomber la tension"),
    ),
    Criterion.NEGOTIATION: (
        "Négociation",
        (
            "Donne sans rien obtenir",
            "Un échange",
            "Échange à chaque fois",
            "Crée de la valeur pour les deux",
        ),
    ),
    Criterion.CLOSE: (
        "Conclusion",
        (
            "Aucun engagement",
            "Un ou deux éléments",
            "Montant, date et moyen",
            "Avec le signataire, et la suite annoncée",
        ),
    ),
    Criterion.RECAP: (
        "Confirmation et suivi",
        ("Aucune", "Dite à l’oral", "Annoncée par écrit", "Écrite, avec une date de contrôle"),
    ),
    Criterion.RELATION: (
        "Relation après l’appel",
        ("Abîmée", "Tendue", "Intacte", "Meilleure qu’avant"),
    ),
}
"""The eleven criteria and what each level looks like (house grid, November 2026)."""
MEANS = {code: label for code, label in call_words.MEANS.items() if code != Means.CREDIT_NOTE}
"""What one can promise to pay with: a credit note is not a payment."""
ASKED = {
    Role.COLLECTOR: (
        "Ce que j’ai réussi et que je garde",
        "Ce que je ferai autrement",
        "Mon engagement pour la prochaine fois",
    ),
    Role.CUSTOMER: (
        "Ce qui m’a donné envie de payer",
        "Ce qui m’a braqué ou laissé filer",
        "Ce que j’ai promis (montant, date, moyen, qui confirme)",
    ),
    Role.OBSERVER: (
        "À garder (phrase entendue, minute)",
        "À changer (phrase entendue, minute)",
        "Engagement obtenu (montant, date, moyen, qui confirme)",
    ),
    None: ("À garder", "À changer", "Une seule chose à travailler la prochaine fois"),
}
"""The three questions of each assessment, by role; ``None`` is the trainer."""
