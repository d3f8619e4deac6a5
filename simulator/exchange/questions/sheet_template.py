"""The table of questions to fill in, with an example of each kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

HEADINGS = (
    *("Titre", "Type", "Énoncé"),
    *(f"Réponse {n}" for n in range(1, 7)),
    *("Juste", "Tolérance", "Unité", "Explication", "Référence", "Sujets", "Niveau", "Points"),
    *("Minutes", "Catégorie"),
)
_EXAMPLES: tuple[tuple[str, str, str, tuple[str, ...], dict[str, str]], ...] = (
    (
        "Rôle du DSO",
        "unique",
        "Que mesure le DSO ?",
        ("Un délai moyen, en jours", "Un montant échu", "Un nombre de clients"),
        {"Juste": "1", "Explication": "Le DSO rapporte l’encours au chiffre d’affaires."},
    ),
    (
        "Garanties",
        "multiple",
        "Lesquelles sont des garanties ?",
        ("La caution", "L’assurance-crédit", "La relance"),
        {"Juste": "1;2", "Sujets": "garanties", "Niveau": "2", "Catégorie": "Risque"},
    ),
    ("Escompte", "vrai/faux", "L’escompte est un délai de paiement.", (), {"Juste": "faux"}),
    (
        "TVA",
        "numérique",
        "Quel est le taux normal de TVA ?",
        (),
        {"Juste": "20", "Tolérance": "0", "Unité": "%", "Sujets": "TVA;fiscalité"},
    ),
    (
        "Relance",
        "ordre",
        "Remettez la relance dans l’ordre.",
        ("Rappel", "Relance", "Mise en demeure"),
        {"Sujets": "relance"},
    ),
    (
        "Sigles",
        "paires",
        "Associez chaque sigle à son sens.",
        ("DSO -> délai", "BFR -> besoin", "-> bénéfice"),
        {},
    ),
    (
        "Siège",
        "réponse courte",
        "Dans quelle ville la Banque de France a-t-elle son siège ?",
        ("Paris",),
        {},
    ),
    ("Votre pratique", "avis", "Relancez-vous avant l’échéance ?", ("Oui", "Non"), {}),
    ("Retour", "ouverte", "Quelle relance vous a le plus surpris ?", (), {}),
)


def _rows() -> Iterator[tuple[str, ...]]:
    for title, kind, text, options, more in _EXAMPLES:
        answers = {f"Réponse {n}": option for n, option in enumerate(options, 1)}
        row = {"Titre": title, "Type": kind, "Énoncé": text, "Niveau": "1", "Points": "1"}
        cells = row | answers | {"Minutes": "1"} | more
        yield tuple(cells.get(heading, "") for heading in HEADINGS)


def as_csv() -> bytes:
    """Return the table for a French spreadsheet."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows((HEADINGS, *_rows()))
    return ("\ufeff" + out.getvalue()).encode()


def as_workbook() -> bytes:
    """Return the table as a workbook; every cell is a text."""
    from xlsxwriter import Workbook  # noqa: PLC0415 -- few ask for it, and pages start without it

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Questions")
        sheet.write_row(0, 0, HEADINGS, book.add_format({"bold": True}))
        lines = tuple(_rows())
        for line, row in enumerate(lines, 1):
            for place, cell in enumerate(row):
                sheet.write_string(line, place, cell)
        for place, texts in enumerate(zip(HEADINGS, *lines, strict=True)):
            sheet.set_column(place, place, max(len(text) for text in texts) + 2)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    return out.getvalue()
