"""French words of an import: fields, faults, what became of a line. For pages and commands."""

from __future__ import annotations

from simulator.exchange.ledgers.fields import Field

FIELDS: dict[Field, str] = {
    Field.CUSTOMER: "Code du client",
    Field.NAME: "Nom du client",
    Field.ACCOUNT: "Compte général (411…)",
    Field.NUMBER: "Numéro de pièce",
    Field.KIND: "Type de pièce",
    Field.JOURNAL: "Journal",
    Field.LABEL: "Libellé",
    Field.ISSUED: "Date d’émission",
    Field.DUE: "Échéance",
    Field.AMOUNT: "Montant TTC",
    Field.DEBIT: "Débit",
    Field.CREDIT: "Crédit",
    Field.SIDE: "Sens (D ou C)",
    Field.NET: "Montant HT",
    Field.REMAINING: "Reste dû",
    Field.PAID: "Montant réglé",
    Field.PAID_ON: "Date de règlement",
    Field.STATUS: "Statut (réglé ou non)",
    Field.GROUP: "Lettrage",
    Field.MEANS: "Mode de règlement",
    Field.LIMIT: "Plafond de crédit",
    Field.CURRENCY: "Devise",
}

FAULTS: dict[str, str] = {
    "no_header": "Aucune ligne de titres n’a été reconnue : dites ce que contient chaque colonne.",
    "no_customer": "Aucune colonne ne dit de quel client il s’agit.",
    "no_amount": "Aucune colonne ne donne de montant.",
    "no_date": "Aucune colonne ne donne de date.",
    "no_due": (
        "Pas de colonne d’échéance : trente jours après la date de la pièce (C. com., L441-10)."
    ),
    "no_issued": (
        "Pas de date de pièce : l’échéance en tient lieu, les délais accordés seront nuls."
    ),
    "mixed_dates": (
        "Des dates ne peuvent pas se lire dans l’ordre des autres : leurs lignes sont refusées."
    ),
    "ambiguous_dates": (
        "Rien ne dit si le jour vient avant le mois (03/04) : le jour d’abord est retenu,"
        " choisissez si ce n’est pas le cas."
    ),
    "mixed_marks": (
        "Des montants sont écrits à la française et d’autres à l’anglaise : chacun est lu selon son"
        " écriture quand elle est sûre."
    ),
    "running_balance": (
        "La colonne du solde cumule le compte ligne après ligne : elle n’est pas prise pour un"
        " reste dû."
    ),
    "headings": (
        "Aucune colonne ne dit de quel client il s’agit\u202f: chaque pièce est au client annoncé"
        " au-dessus d’elle."
    ),
    "foreign_file": (
        "Le fichier est dans une autre devise que l’euro : ses montants sont repris comme des"
        " euros, l’échelle ci-dessous peut les convertir."
    ),
    "no_item": "Aucune ligne n’a pu être lue comme une pièce.",
}

WITHOUT_ACCOUNTS = (
    "Un grand livre ne contient ni bilans, ni cotations, ni décisions d’assureur\u202f: les"
    " exercices qui en demandent ne peuvent pas être faits sur ce portefeuille. Les secteurs et les"
    " tailles sont fictifs."
)

KEPT: dict[str, str] = {
    "invoice": "Factures",
    "credit_note": "Avoirs",
    "payment": "Règlements",
    "unpaid": "Impayés et rejets",
    "opening": "Reports à nouveau",
}
IGNORED: dict[str, str] = {
    "before": "au-dessus des titres",
    "header": "titres de colonnes",
    "blank": "lignes vides",
    "total": "totaux et sous-totaux",
    "heading": "nom d’un client au-dessus de ses pièces",
    "account": "autre compte que ceux des clients (41…)",
    "cancelled": "pièces annulées ou en brouillon",
    "zero": "montant nul",
}
REJECTED: dict[str, str] = {
    "broken_quotes": "guillemet jamais fermé",
    "too_many_columns": "plus de colonnes que de titres",
    "no_customer": "client absent",
    "no_amount": "montant absent",
    "unreadable_amount": "montant illisible",
    "no_date": "date absente",
    "unreadable_date": "date illisible",
    "foreign_currency": "devise autre que celle du fichier",
    "repeated": "ligne déjà lue à l’identique",
    "after_export": "pièce postérieure au jour de l’export",
}
NOTICES: dict[str, str] = {
    "customer_above": "client repris de la ligne au-dessus",
    "both_sides": "débit et crédit sur la même ligne : la différence est retenue",
    "left_beyond_amount": "reste dû incompatible avec le montant : pièce considérée comme ouverte",
    "issued_missing": "date de pièce absente : l’échéance en tient lieu",
    "due_missing": "échéance absente : trente jours après la pièce",
    "due_before_issued": "échéance avant la pièce : ramenée à la date de la pièce",
    "paid_before_issued": "règlement avant la pièce : ramené à la date de la pièce",
    "paid_on_missing": (
        "réglée sans date de règlement : datée de l’échéance, les délais de paiement n’y ont pas de"
        " sens"
    ),
    "unallocated": "règlement rattaché à aucune pièce : gardé en crédit du compte",
}
NOTES: dict[str, str] = {
    "macros": "Le classeur contient des macros : elles n’ont pas été lues.",
    "links": "Le classeur renvoie à d’autres fichiers : seules ses valeurs ont été lues.",
    "sheets": (
        "Le classeur a plusieurs feuilles : celle qui ressemble le plus à un grand livre a été lue."
    ),
}
UPLOADS: dict[str, str] = {
    "empty": "Le fichier est vide.",
    "too_large": "Le fichier est trop lourd : exportez une période plus courte.",
    "too_long": "Le fichier est trop long à lire : exportez une période plus courte, ou un CSV.",
    "too_much_memory": "Le fichier demande trop de mémoire : exportez-le en CSV.",
    "crashed": "Le fichier n’a pas pu être lu : il est abîmé, ou trop lourd pour être ouvert.",
    "not_a_zip": "Le classeur est abîmé : ouvrez-le dans votre tableur, puis enregistrez-le.",
    "too_many_parts": "Le classeur est fait de trop de morceaux : exportez-le en CSV.",
    "inflates": "Le classeur se déplie au-delà de ce qui est accepté : exportez-le en CSV.",
    "encrypted": "Le classeur est protégé par un mot de passe : enregistrez-le sans protection.",
    "entities": "Le classeur contient des déclarations interdites : exportez-le en CSV.",
    "binary": "Ce n’est ni un CSV ni un classeur Excel, quoi que dise son nom.",
    "old_workbook": "C’est un ancien classeur (.xls) : enregistrez-le en .xlsx ou en CSV.",
    "not_a_workbook": "Ce n’est pas un classeur Excel : enregistrez-le en .xlsx ou en CSV.",
    "a_page": "C’est une page web ou du XML : exportez en CSV ou en .xlsx.",
    "too_many_rows": "Le fichier dépasse 200 000 lignes : exportez une période plus courte.",
    "no_rows": "Le fichier ne contient aucune ligne.",
}
