"""Words of letters that are not in their texts: heads of tables, labels to fill, who writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.domain.collection.letters import Sheet


@dataclass(frozen=True, slots=True)
class Parts:
    """The frame of a letter, with names between double braces."""

    sender: str
    recipient: tuple[str, ...]
    dated: str
    subject: str
    signature: tuple[str, ...]


PARTS: Mapping[str, Parts] = {
    "fr": Parts(
        "{{ supplier }}",
        ("{{ customer }}", "Comptabilité fournisseurs", "{{ address }}", "{{ town }}"),
        "Le {{ today }}",
        "Objet\u202f:",
        ("{{ author }}", "Credit management, {{ supplier }}"),
    ),
    "en": Parts(
        "{{ supplier }}",
        ("{{ customer }}", "Accounts payable", "{{ address }}", "{{ town }}"),
        "{{ today }}",
        "Subject:",
        ("{{ author }}", "Credit management, {{ supplier }}"),
    ),
}

HEADS: Mapping[Sheet, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Sheet.COMING: (
        ("Facture", "Date", "Échéance", "Montant TTC"),
        ("Invoice", "Date", "Due date", "Amount incl. VAT"),
    ),
    Sheet.LATE: (
        ("Facture", "Date", "Échéance", "Retard (jours)", "Reste dû TTC"),
        ("Invoice", "Date", "Due date", "Days late", "Amount due incl. VAT"),
    ),
    Sheet.CHARGES: (
        (
            "Facture",
            "Échéance",
            "Retard (jours)",
            "Principal TTC",
            "Pénalités",
            "Indemnité",
            "Total",
        ),
        ("Invoice", "Due date", "Days late", "Principal", "Interest", "Compensation", "Total"),
    ),
    Sheet.STATEMENT: (
        ("Pièce", "Date", "Échéance", "État", "Solde TTC"),
        ("Document", "Date", "Due date", "Status", "Balance incl. VAT"),
    ),
    Sheet.DISPUTED: (
        ("Facture", "Échéance", "Reste dû TTC", "Dont contesté"),
        ("Invoice", "Due date", "Amount due", "Of which disputed"),
    ),
    Sheet.PROMISED: (
        ("Facture", "Date promise", "Montant promis"),
        ("Invoice", "Promised date", "Promised amount"),
    ),
    Sheet.PLAN: (
        ("Versement", "Date", "Montant"),
        ("Instalment", "Date", "Amount"),
    ),
}
"""Heads in French and English; those of amounts are the last ones."""

STATUSES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "credit": "avoir",
        "disputed": "en litige",
        "promised": "promis",
        "overdue": "échu",
        "not_due": "non échu",
    },
    "en": {
        "credit": "credit note",
        "disputed": "disputed",
        "promised": "promised",
        "overdue": "overdue",
        "not_due": "not due",
    },
}

LABELS: Mapping[str, tuple[str, str]] = {
    "supplier": ("votre société", "your company"),
    "customer": ("nom du client", "customer name"),
    "address": ("adresse", "address"),
    "town": ("code postal et ville", "postcode and town"),
    "manager": ("dirigeant du client", "customer’s manager"),
    "author": ("votre nom", "your name"),
    "sales_rep": ("nom du commercial", "sales contact"),
    "today": ("date", "date"),
    "iban": ("votre IBAN", "your IBAN"),
    "phone": ("votre ligne directe", "your direct line"),
    "late_total": ("montant échu", "overdue amount"),
    "late_count": ("nombre de factures échues", "number of overdue invoices"),
    "oldest_number": ("numéro de la plus ancienne", "number of the oldest"),
    "oldest_due": ("son échéance", "its due date"),
    "oldest_days": ("nombre de jours de retard", "number of days late"),
    "coming_total": ("total à échoir", "total falling due"),
    "coming_count": ("nombre de factures à échoir", "number of invoices falling due"),
    "coming_due": ("première échéance", "first due date"),
    "open_total": ("solde du compte", "account balance"),
    "credits_total": ("montant des avoirs", "amount of credit notes"),
    "disputed_total": ("montant contesté", "disputed amount"),
    "disputed_numbers": ("numéros des factures contestées", "numbers of disputed invoices"),
    "undisputed_total": ("montant échu non contesté", "undisputed overdue amount"),
    "promised_total": ("montant promis", "promised amount"),
    "promised_numbers": ("numéros des factures promises", "numbers of promised invoices"),
    "promised_due": ("date promise", "promised date"),
    "interest": ("pénalités de retard", "late-payment interest"),
    "indemnity": ("total des indemnités forfaitaires", "total fixed compensation"),
    "total_due": ("total dû", "total due"),
    "rate": ("taux annuel des pénalités", "yearly interest rate"),
    "fee": ("indemnité par facture", "compensation per invoice"),
    "reply_by": ("date limite de réponse", "reply date"),
    "deadline": ("date limite de paiement", "payment deadline"),
    "plan_first": ("premier versement", "first instalment"),
    "plan_first_due": ("date du premier versement", "first instalment date"),
    "plan_count": ("nombre de versements", "number of instalments"),
    "plan_last_due": ("date du dernier versement", "last instalment date"),
}
"""What to write in place of each name, in French and English."""
