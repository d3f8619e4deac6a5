"""The French words of credit files: figures, guarantees, seats, votes, faults."""

from __future__ import annotations

from simulator.domain.training.committee import LONGEST

STAGES = {
    "draft": ("brouillon", "hidden-state"),
    "submitted": ("déposé", "promised"),
    "voting": ("au vote", "open"),
    "closed": ("décidé", "done"),
}
CHOICES = {"for": "Pour", "against": "Contre", "abstain": "Abstention"}
SEATS = {
    "sales": "la direction commerciale",
    "finance": "la direction financière",
    "general_management": "la direction générale",
}
ROLES = {
    "analyst": "l’analyste crédit",
    "credit_manager": "le credit manager",
    "cfo": "le directeur financier",
    "committee": "le comité de crédit",
}
REASONS = {
    "risk_class": "la classe de risque est C ou D",
    "above_cover": "la ligne dépasse l’agrément de l’assureur",
    "amount": "le montant dépasse la dernière délégation",
    "within_level": "le montant et la classe entrent dans cette délégation",
}
GUARANTEES = {
    "none": "Aucune garantie",
    "insurance": "Assurance-crédit",
    "surety": "Cautionnement",
    "first_demand": "Garantie à première demande",
    "retention": "Clause de réserve de propriété",
    "delegation": "Délégation de paiement",
    "bill": "Effet avalisé",
    "deposit": "Acompte ou paiement d’avance partiel",
}
FIGURES = (
    ("exposure", "Encours"),
    ("overdue", "Échu"),
    ("limit", "Ligne en vigueur"),
    ("line_asked", "Ligne demandée par le commercial"),
    ("bought", "Achats sur un an, HT"),
)
METHODS = (
    ("need_complete", "Besoin : achats TTC × délai, retard accepté compris", ""),
    ("need_seasonal", "Besoin de la pointe de saison", "pédagogique"),
    ("cap_equity", "10 % des capitaux propres", "règle de place, discutée"),
    ("cap_suppliers", "20 % des dettes fournisseurs", "règle de place, discutée"),
    ("cap_need", "10 % du BFR", "règle de place, discutée"),
    ("cap_working_capital", "10 % du fonds de roulement", "règle de place, discutée"),
    ("cap_concentration", "5 % de nos ventes", "règle de place, probable"),
    ("line_least", "Le plus bas du besoin et des plafonds", ""),
    ("line_by_class", "Ce plus bas × coefficient de la classe", "pédagogique"),
    ("insured_limit", "Agrément de l’assureur", ""),
    ("line_covered", "Ligne avec l’assureur et 10 000 € de risque propre", ""),
    ("line_max_loss", "Perte maximale sur cette ligne", ""),
)
FILE_LABELS = {
    "request": "Ligne demandée",
    "need": "Besoin retenu",
    "proposal": "Ligne que vous proposez",
    "guarantee": "Garantie ou assurance",
    "conditions": "Conditions",
    "justification": "Justification",
}
HINTS = {
    "request": "Ce que le commercial ou le client demande.",
    "proposal": "Zéro pour proposer de refuser le crédit. La salle vote sur cette ligne.",
    "conditions": "Délai, pièces, garantie à obtenir avant livraison. Écrivez « aucune » sinon.",
    "justification": "Ce qui fonde la ligne : besoin, capacité, comportement, couverture.",
}
MINUTES_LABELS = {
    "amount": "Ligne accordée",
    "conditions": "Conditions",
    "reasons": "Motifs",
    "expiry": "Validité jusqu’au",
}
FAULTS = {
    "missing": "Ce champ est attendu.",
    "long": f"Ce texte est trop long : {LONGEST} caractères au plus.",
    "figure": "Écrivez un montant, zéro ou plus, par exemple 25 000 €.",
    "day": "Choisissez une date, par exemple 23/05/2027.",
    "past": "La validité finit après la date du portefeuille.",
    "choice": "Choisissez dans la liste.",
}
ORIGINS = {"committee": "Comité de crédit", "case": "Vous, cas pratique"}
JUDGEMENTS = {
    "right": ("dans la fourchette", "done"),
    "severe": ("trop sévère", "disputed"),
    "generous": ("trop généreuse", "overdue"),
}
