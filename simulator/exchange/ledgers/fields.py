"""What a column may hold, and the many names that it goes by, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """What the columns of an export say of an item."""

    CUSTOMER = "customer"
    NAME = "name"
    ACCOUNT = "account"
    NUMBER = "number"
    KIND = "kind"
    JOURNAL = "journal"
    LABEL = "label"
    ISSUED = "issued"
    DUE = "due"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    SIDE = "side"
    NET = "net"
    REMAINING = "remaining"
    PAID = "paid"
    PAID_ON = "paid_on"
    STATUS = "status"
    GROUP = "group"
    MEANS = "means"
    LIMIT = "limit"
    CURRENCY = "currency"


DATES = frozenset({Field.ISSUED, Field.DUE, Field.PAID_ON})
AMOUNTS = frozenset(
    {
        Field.AMOUNT,
        Field.DEBIT,
        Field.CREDIT,
        Field.NET,
        Field.REMAINING,
        Field.PAID,
        Field.LIMIT,
    }
)

_NAMES: Mapping[Field, str] = {
    Field.CUSTOMER: (
        "code client|numero client|n client|no client|num client|id client|ref client|cli"
        "|reference client|compte|compte client|compte tiers|compte auxiliaire|code tiers"
        "|numero de compte|n compte|auxiliaire|compte aux|comptenum|compauxnum|compte collectif"
        "|customer id|customer no|customer number|customer code|account|account no|cust no"
        "|account number|debtor no|debtor number|client id|customer account|sold to|payer"
    ),
    Field.NAME: (
        "client|nom client|nom du client|raison sociale|nom|intitule|intitule du compte"
        "|intitule compte|intitule client|libelle compte|libelle du compte|libelle client"
        "|designation client|denomination|societe|debiteur|tiers|nom tiers|nom du tiers"
        "|raison sociale client|raison sociale du client"
        "|comptelib|compauxlib|customer|customer name|client name|account name|debtor"
        "|debtor name|name|name 1|company|company name|bill to|bill to name|acheteur"
    ),
    Field.ACCOUNT: (
        "compte general|n compte general|numero compte general|compte comptable|gl account"
        "|g l account|general ledger account|reconciliation account"
    ),
    Field.NUMBER: (
        "numero|num|n piece|no piece|numero de piece|num piece|piece|pieceref|ref piece|n facture"
        "|no facture|numero facture|numero de facture|num facture|facture|facture n"
        "|reference facture|ref facture|reference|ref|document|n document|numero de document"
        "|numero du document|numero de la facture|numero de la piece"
        "|invoice|invoice no|invoice number|invoice id|document no|document number|doc no"
        "|doc number|invoice ref|reference no|voucher|voucher no|billing document"
    ),
    Field.KIND: (
        "type|type de piece|type piece|nature|nature piece|nature de piece|type document"
        "|type de document|type ecriture|categorie|genre|doc type|document type|type of document"
        "|transaction type|kind|class|typ"
    ),
    Field.JOURNAL: "journal|code journal|jnl|jal|journalcode|journal code|source|source code",
    Field.LABEL: (
        "libelle|libelle ecriture|ecriturelib|description|commentaire|objet|designation"
        "|details|text|memo|narrative|label|item text|observations"
    ),
    Field.ISSUED: (
        "date|date facture|date de facture|date piece|date de piece|date facturation|piecedate"
        "|date de facturation|date emission|date d emission|date document|date ecriture"
        "|date du document|date de la facture|date de la piece"
        "|ecrituredate|date comptable|date comptabilisation|date operation|emise le|emission"
        "|invoice date|document date|doc date|posting date|issue date|issued|billing date"
        "|transaction date|date of invoice|entry date"
    ),
    Field.DUE: (
        "echeance|date echeance|date d echeance|date ech|dt echeance|ech|date limite"
        "|date limite de paiement|a payer le|exigible le|echeance nette|due|due date"
        "|net due date|payment due|payment due date|maturity|maturity date|date due"
    ),
    Field.AMOUNT: (
        "montant|montant ttc|total ttc|ttc|montant facture|montant initial|montant piece"
        "|montant total|total|montant facture ttc|montant origine|montant d origine|montant eur"
        "|montant en euros|montant devise|montant echeance|montant ttc echeance"
        "|valeur|amount|gross amount|gross|total amount"
        "|invoice amount|amount eur|original amount|amount incl vat|amount incl tax"
        "|total incl vat|invoice total|amount in local currency|amount in lc|value"
    ),
    Field.DEBIT: "debit|debits|montant debit|debit eur|mouvement debit|mvt debit|dr|debit amount",
    Field.CREDIT: (
        "credit|credits|montant credit|credit eur|mouvement credit|mvt credit|cr|credit amount"
    ),
    Field.SIDE: "sens|d c|dc|debit credit|sens d c|sens ecriture|sign|dr cr|debit credit ind",
    Field.NET: (
        "montant ht|total ht|ht|montant hors taxe|montant hors taxes|net ht|base ht|net amount"
        "|amount excl vat|amount excl tax|net|total excl vat|amount ex vat"
    ),
    Field.REMAINING: (
        "solde|reste du|reste a payer|restant du|montant restant|montant restant du|solde du"
        "|reste a regler|solde piece|solde restant|encours|impaye|montant ouvert|non regle"
        "|reste|reste du ttc|solde facture|montant du|restant a payer|restant a regler"
        "|reste a encaisser|solde a payer|solde a regler|invoice amount due"
        "|open amount|outstanding|outstanding amount|balance"
        "|balance due|amount due|open balance|remaining|remaining amount|open|unpaid"
    ),
    Field.PAID: (
        "montant regle|montant paye|regle|paye|reglements|montant reglement|montant encaisse"
        "|deja regle|total regle|acompte|amount paid|paid|paid amount|payments|received"
        "|amount received|payment amount|encaisse|invoice amount paid"
    ),
    Field.PAID_ON: (
        "date reglement|date de reglement|date paiement|date de paiement|regle le|paye le"
        "|date encaissement|date d encaissement|date lettrage|date de lettrage|datelet"
        "|payment date|paid on|date paid|paid date|clearing date|cleared on|date cleared"
        "|settlement date|receipt date"
    ),
    Field.STATUS: (
        "statut|etat|situation|solde oui non|soldee|reglee|payee|regle oui non|status|state"
        "|payment status|invoice status|settled|cleared|paye oui non"
    ),
    Field.GROUP: (
        "lettrage|lettre|let|ecriturelet|code lettrage|lettr|pointage|rapprochement|clearing"
        "|clearing document|clearing doc|clearing no|matching|match|matching number|match no"
        "|reconciliation|letter|clrng doc"
    ),
    Field.MEANS: (
        "mode de reglement|mode reglement|moyen de paiement|mode de paiement|mode paiement"
        "|moyen paiement|mode regl|mr|payment method|payment means|method|pay method|tender"
    ),
    Field.LIMIT: (
        "plafond|limite|limite de credit|encours autorise|ligne de credit|limite credit"
        "|autorisation|plafond encours|credit limit|limit|credit line|approved limit"
    ),
    Field.CURRENCY: "devise|monnaie|dev|code devise|idevise|currency|curr|ccy|currency code",
}


SYNONYMS: Mapping[Field, tuple[str, ...]] = {
    field: tuple(names.split("|")) for field, names in _NAMES.items()
}
EXACT: Mapping[str, Field] = {name: field for field, names in SYNONYMS.items() for name in names}
