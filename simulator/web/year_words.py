"""The French words of a played year: codes of the engine on the left, what people read beside."""

from __future__ import annotations

from collections.abc import Callable

from simulator.domain.dates import from_day
from simulator.domain.year.story import Event
from simulator.web import display

REFERENCES = {
    "aucune": "Aucune relance",
    "courriels": "Les courriels du logiciel",
    "standard": "Standard",
    "segmentee": "Segmentée",
    "agressive": "Agressive",
    "mienne": "La vôtre",
}
LEVERS = {
    "pre_due": "courriel avant échéance",
    "email": "courriel",
    "sms": "SMS",
    "portal": "portail",
    "letter": "lettre",
    "call": "appel",
    "registered": "lettre recommandée",
    "sales": "visite du commercial",
    "director": "appel de la direction",
    "agency": "agence de recouvrement",
    "court": "action en justice",
}
CHANNELS = {
    "email": "Courriel",
    "sms": "SMS",
    "portal": "Portail de factures",
    "phone": "Téléphone",
    "letter": "Lettre simple",
    "registered": "Lettre recommandée",
    "visit": "Visite",
    "agency": "Agence de recouvrement",
    "court": "Justice (injonction de payer)",
}
TEMPLATES = {
    "pre_due": "Message de service",
    "friendly": "Rappel cordial",
    "direct": "Relance directe",
    "firm": "Relance ferme",
    "formal_notice": "Mise en demeure",
    "handover": "Remise à un tiers",
}
WHO = {
    "automatic": "Automatique",
    "collector": "Chargé de recouvrement",
    "sales": "Commercial",
    "manager": "Direction",
}
PRIORITIES = {
    "amount_and_age": "Montant et ancienneté ensemble",
    "amount": "Montant échu",
    "age": "Ancienneté",
    "risk": "Montant et classe de risque",
}
CAPS = {
    "file": "La ligne inscrite au dossier du client",
    "need": "Le besoin du client (achats et délai), selon sa classe",
    "none": "Aucune limite",
}
CHOICES = {
    "call": "Appeler",
    "email": "Envoyer un courriel",
    "sms": "Envoyer un SMS",
    "letter": "Envoyer une lettre",
    "registered": "Mettre en demeure",
    "sales": "Envoyer le commercial",
    "director": "Faire appeler la direction",
    "agency": "Confier à une agence",
    "court": "Aller en justice",
    "skip": "Ne pas relancer ce jour",
    "hold": "Bloquer les commandes",
    "release": "Livrer malgré le retard",
}
SETTLING = {
    "answer": "Instruire le dossier",
    "credit": "Accorder l’avoir demandé",
    "uphold": "Maintenir la facture",
}
HANDS = {**CHOICES, **SETTLING, "promise": "Promesse obtenue au téléphone"}
"""What was decided by hand, as lists show it."""
REASONS = {
    "step": "étape de son scénario",
    "before_due": "avant l’échéance",
    "first_contact": "premier contact",
    "broken_promise": "promesse rompue",
    "key_account": "grand compte",
    "risky": "classe C ou D",
    "orders_held": "commandes bloquées",
    "over_limit": "au-dessus de sa limite",
    "long_overdue": "plus de 60 jours de retard",
}
UNPAID = {
    "insolvent": "Le client est en procédure collective.",
    "in_hand": "Un litige connu est entre les mains du bureau des litiges.",
    "admin_block": "Il manque un papier (bon de commande, facture rejetée) et personne ne le sait.",
    "dispute": "Le client conteste la facture et personne ne le lui a demandé.",
    "promise": "Une promesse court.",
    "payment_run": "Le paiement est décidé, il attend la prochaine campagne de règlements.",
    "no_cash": "Le client manque de trésorerie.",
    "habit": "Le client paie toujours à ce délai : c’est son habitude.",
    "not_chased": "Personne ne l’a relancé.",
    "patience": "Rien de ce qui a été fait ne l’a encore décidé.",
    "unknown": "Cause pas encore connue : un contact utile la trouverait peut-être.",
}
ARCHETYPES = {
    "punctual": "ponctuel",
    "disorganised": "désorganisé",
    "strategic": "stratégique : il paie tard par calcul",
    "tight": "à court de trésorerie",
    "quarrelsome": "contestataire",
    "public": "acheteur public",
    "bad_faith": "de mauvaise foi",
}
CAUSES = (
    "prix",
    "quantité",
    "qualité",
    "livraison",
    "papiers manquants",
    "avoir attendu",
    "autre",
)
COSTS = {
    "margin": "Marge sur les ventes",
    "indemnity": "Indemnités reçues",
    "loss": "Pertes sur créances (HT)",
    "credited_net": "Avoirs accordés",
    "discounted_net": "Escomptes accordés",
    "actions": "Relances",
    "fees": "Honoraires de recouvrement",
    "desk": "Bureau des litiges",
    "premium": "Prime d’assurance",
    "factoring": "Affacturage",
    "carry": "Portage des créances",
    "lost_value": "Marge qui risque de partir avec les clients",
}
FIGURES = {
    "profit": ("Profit économique", "€"),
    "profit_rate": ("Profit sur la demande", "points"),
    "dso": ("DSO moyen", "jours"),
    "late": ("Retard moyen", "jours"),
    "loss": ("Pertes nettes sur ventes", "points"),
    "lost": ("Ventes perdues", "points"),
    "cost": ("Coût du recouvrement sur ventes", "points"),
    "left": ("Clients partis", "points"),
    "relation": ("Relation", "points"),
}
LOWER_IS_BETTER = ("dso", "late", "loss", "lost", "cost", "left")
FINDINGS = {
    "everybody_has_a_scenario": "Chaque client a un scénario",
    "key_accounts_are_called": "Les grands comptes sont appelés dans les quinze jours",
    "something_before_due": "Quelque chose est fait avant l’échéance",
    "formal_notice_not_too_soon": "Pas de mise en demeure avant dix jours de retard",
    "threats_are_carried_out": "Ce qui est annoncé arrive dans les dix jours",
    "public_bodies_are_not_threatened": "Les acheteurs publics ne sont pas menacés",
    "disputes_stop_reminders": "Un litige arrête les relances",
    "promises_stop_reminders": "Une promesse arrête les relances",
    "limits_leave_room": "Les limites laissent travailler",
    "holds_come_late": "Les commandes ne sont pas bloquées avant vingt jours",
    "disputes_are_answered": "Les litiges sont traités en trente jours au plus",
}
STATUSES = ("actif", "parti", "en procédure collective")
_PAID = {
    "habit": "selon son habitude",
    "on_the_day": "le jour dit",
    "promise": "comme promis",
    "hold": "pour débloquer ses commandes",
    "solved": "une fois le litige réglé",
    "discount": "pour l’escompte",
    "cash": "comptant",
}


def happened(event: Event) -> str:
    """Return the sentence of an event."""
    amount = display.euros(event.amount)
    special = _SPECIAL.get(event.kind)
    return _PLAIN[event.kind].format(amount=amount) if special is None else special(event, amount)


def _contact(event: Event, _amount: str) -> str:
    answer = "joint" if event.detail else "sans réponse"
    return f"{_lever(event).capitalize()}\u202f: {answer}"


def _postponed(event: Event, _amount: str) -> str:
    return f"{_lever(event).capitalize()} reporté\u202f: la journée était pleine"


def _found(event: Event, _amount: str) -> str:
    by = "dit par le client" if event.cause == "customer" else f"grâce à\u202f: {_lever(event)}"
    what = "Pièce manquante trouvée" if event.detail == 1 else "Litige trouvé"
    return f"{what} ({by})"


def _promised(event: Event, amount: str) -> str:
    return f"Promesse de {amount} pour le {display.day(from_day(event.detail))}"


def _refused(event: Event, amount: str) -> str:
    why = "commandes bloquées" if event.cause == "hold" else "limite dépassée"
    return f"Commande perdue\u202f: {amount} HT ({why})"


def _solved(event: Event, amount: str) -> str:
    by = _SOLVED.get(event.cause, "")
    return f"Litige réglé{by}, avoir de {amount}" if event.amount else f"Litige réglé{by}"


_SOLVED = {
    "answer": " par vous",
    "credit": " par vous, sans instruire",
    "uphold": " par vous, facture maintenue",
}


def _lever(event: Event) -> str:
    return LEVERS.get(event.cause, event.cause)


def _payment(event: Event, amount: str) -> str:
    late = event.detail
    when = (
        "à l’échéance"
        if late == 0
        else f"{abs(late)}\u202fj {'de retard' if late > 0 else 'd’avance'}"
    )
    why = _PAID.get(event.cause) or f"après\u202f: {_lever(event)}"
    part = " en partie" if event.kind == "paid_part" else ""
    return f"Paiement{part} de {amount}, {when} ({why})"


_PLAIN = {
    "invoiced": "Facture de {amount}",
    "insisted": "Facture maintenue, contestation fondée\u202f: {amount} restent bloqués",
    "kept": "Promesse tenue\u202f: {amount} payés",
    "broken": "Promesse rompue\u202f: {amount} payés",
    "cash_sale": "Commande au-dessus de la limite, payée comptant\u202f: {amount}",
    "held": "Commandes bloquées, {amount} échus",
    "released": "Commandes débloquées",
    "left": "Le client est parti",
    "failed": "Défaillance, {amount} dus",
    "written_off": "Passé en perte\u202f: {amount}",
    "indemnified": "Indemnité reçue\u202f: {amount}",
    "empty_threat": "Une suite avait été annoncée, elle n’est pas venue",
    "cover_lost": "Garantie perdue\u202f: livré après l’arrêt de l’assureur",
}
_SPECIAL: dict[str, Callable[[Event, str], str]] = {
    "contact": _contact,
    "postponed": _postponed,
    "paid": _payment,
    "paid_part": _payment,
    "found": _found,
    "solved": _solved,
    "promised": _promised,
    "refused": _refused,
}
