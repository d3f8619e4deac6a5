"""What a line is: an invoice, a credit note, a payment; settled or not; paid by what."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from simulator.domain.ledger.columns import Means
from simulator.exchange.folding import folded


class ItemKind(StrEnum):
    """Kind of line; ``OPENING`` is a balance brought forward, ``UNPAID`` a payment sent back."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"
    UNPAID = "unpaid"
    OPENING = "opening"


_CODES: dict[str, ItemKind] = {
    code: kind
    for kind, codes in {
        ItemKind.INVOICE: "f fa fac fact fc fv ft in inv rv dr rn ve vt ven vte vente ventes si",
        ItemKind.CREDIT_NOTE: "a av avo avr nc cn cm crn dg rc rfa",
        ItemKind.PAYMENT: (
            "r rg rgt reg regl p pmt pay pa dz zp bq bqe bnq bk ba cb chq ch vir vrt prl prv"
            " prlv lcr enc ca cash od1 tr eff rc1"
        ),
        ItemKind.UNPAID: "imp rej",
        ItemKind.OPENING: "an ran",
    }.items()
    for code in codes.split()
}
_PAID_BY = (
    "reglement|paiement|virement|cheque|prelevement|encaissement|lettre de change|acompte"
    "|banque|payment|receipt|bank|remittance|caisse|cash"
)
_WORDS: tuple[tuple[ItemKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})"))
    for kind, words in (
        (ItemKind.OPENING, "a nouveau|report a nouveau|solde anterieur|opening balance|brought f"),
        (ItemKind.UNPAID, "impaye|rejet|retour (?:lcr|cheque|prelev)|unpaid|bounced|returned"),
        (ItemKind.CREDIT_NOTE, r"avoir|note de credit|credit note|credit memo|creditnote|remise"),
        (ItemKind.PAYMENT, _PAID_BY),
        (ItemKind.INVOICE, "facture|invoice|vente|sales|fact|billing|debit note"),
    )
)


@lru_cache(maxsize=16_384)
def kind_of(text: str) -> ItemKind | None:
    """Return the kind that a type, a journal or a wording tells, ``None`` when it tells nothing."""
    plain = folded(text)
    if not plain:
        return None
    short = re.sub(r"[0-9 ]+$", "", plain)
    if short in _CODES:
        return _CODES[short]
    return next((kind for kind, words in _WORDS if words.search(plain)), None)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SETTLED = _words(
    "oui o yes y x 1 true vrai regle reglee paye payee solde soldee lettre lettree paid settled"
    " cleared closed cloture ferme acquitte encaisse"
)
_OPEN = _words(
    "non n no 0 false faux ouvert ouverte open unpaid impaye impayee due overdue echu echue pending"
)


@lru_cache(maxsize=4096)
def settled(text: str) -> bool | None:
    """Say whether a status says paid; ``None`` when it says neither."""
    words = folded(text).split()
    if not words:
        return None
    if words[0] in {"non", "not", "partiellement", "partial", "partially", "partiel"}:
        return False
    if words[0] in _OPEN:
        return False
    return True if _SETTLED.intersection(words) else None


_CANCELLED = re.compile(
    r"\b(?:annulee?s?|brouillon|cancell?ed|canceled|draft|void(?:ed)?|deleted)\b"
)


@lru_cache(maxsize=4096)
def cancelled(text: str) -> bool:
    """Say whether a status says that an item was never sent, or is no longer owed."""
    return _CANCELLED.search(folded(text)) is not None


_MEANS: tuple[tuple[Means, str], ...] = (
    (Means.DIRECT_DEBIT, "prelevement|prlv|prel|sepa dd|direct debit|sdd"),
    (Means.BILL, "lcr|traite|effet|bor|boe|lettre de change|bill"),
    (Means.CHEQUE, "cheque|chq|check"),
    (Means.CARD, "carte|cb|card"),
    (Means.TRANSFER, "virement|vir|transfer|wire|sct|bank"),
)


@lru_cache(maxsize=4096)
def means_of(text: str) -> Means | None:
    """Return the means of payment that a text names, ``None`` when it names none."""
    plain = folded(text)
    for means, words in _MEANS:
        if plain and re.search(rf"\b(?:{words})\b", plain):
            return means
    return None


_TOTAL = re.compile(
    r"(?:sous )?tota(?:l|ux)\b|grand total|solde (?:du )?(?:compte|client|general|total)"
    r"|cumul|subtotal|report page|a reporter"
)


def is_total(text: str) -> bool:
    """Say whether a text begins a line of totals; stars do in the lists of large systems."""
    return set(text) == {"*"} or _TOTAL.match(folded(text)) is not None


_PUBLIC = re.compile(
    r"\b(?:mairie|commune de|ville de|departement|region|conseil (?:general|regional|departemental)"
    r"|chu?|centre hospitalier|hopital|hopitaux|lycee|college|universite|prefecture|ministere"
    r"|tresor|communaute (?:de communes|urbaine|d agglomeration)|metropole"
    r"|syndicat (?:mixte|des eaux)|ccas|sdis|rectorat)\b"
)


def is_public(name: str) -> bool:
    """Say whether a name is that of a public body."""
    return _PUBLIC.search(folded(name)) is not None
