"""French words of work in a spreadsheet: why a file is refused, verdicts, formulas in French."""

from __future__ import annotations

import re

from simulator.domain.exercises.question import PartKind

UPLOADS: dict[str, str] = {
    "empty": "Aucun fichier n’est arrivé, ou il est vide : choisissez le classeur enregistré.",
    "too_large": "Ce fichier est trop lourd : le classeur de l’exercice pèse moins de 4 Mo.",
    "too_long": "Ce fichier demande trop de temps à lire. Repartez d’un classeur neuf.",
    "too_much_memory": "Ce fichier demande trop de mémoire. Repartez d’un classeur neuf.",
    "crashed": "Ce fichier n’a pas pu être lu : il est abîmé. Repartez d’un classeur neuf.",
    "not_a_zip": "Ce classeur est abîmé ou incomplet : enregistrez-le à nouveau.",
    "too_many_parts": "Ce fichier a trop de morceaux : ce n’est pas le classeur de l’exercice.",
    "inflates": "Ce classeur se déplie au-delà de ce qui est accepté : il n’a pas été ouvert.",
    "encrypted": "Ce classeur a un mot de passe : enregistrez-le sans protection.",
    "entities": "Ce classeur contient des déclarations interdites : il n’a pas été ouvert.",
    "old_workbook": (
        "Ce classeur est à l’ancien format (.xls) ou a un mot de passe : enregistrez-le en .xlsx,"
        " sans mot de passe."
    ),
    "not_xlsx": (
        "Ce fichier n’est pas un classeur .xlsx, quoi que dise son nom : dans le tableur,"
        " choisissez « Enregistrer sous », « Classeur Excel (.xlsx) »."
    ),
    "open_document": (
        "Ce classeur est au format de LibreOffice (.ods) : rien n’est perdu. Ouvrez-le, choisissez"
        " « Enregistrer sous », « Excel 2007-365 (.xlsx) », puis renvoyez ce fichier."
    ),
    "not_a_workbook": "Ce n’est pas un classeur Excel lisible. Repartez d’un classeur neuf.",
    "macros": "Ce classeur contient des macros : enregistrez-le en .xlsx, sans macro.",
    "links": (
        "Ce classeur renvoie à d’autres fichiers : gardez vos calculs dans la feuille de brouillon,"
        " sans lien vers l’extérieur."
    ),
    "outside": ("Une cellule est remplie très loin des autres : effacez ce qui dépasse."),
    "too_many_cells": "Ce classeur a trop de cellules remplies : ce n’est pas celui de l’exercice.",
    "deep_formula": (
        "Une formule est trop longue ou a trop de parenthèses imbriquées : découpez-la dans la"
        " feuille de brouillon."
    ),
}
VERDICTS: dict[str, tuple[str, str]] = {
    "right": ("right", "Juste"),
    "carried": ("right", "Juste, à partir de votre résultat précédent"),
    "kept": ("right", "Noté pour le formateur"),
    "rounding": ("partly", "Arrondi à revoir"),
    "unit": ("partly", "Unité à revoir"),
    "sign": ("partly", "Signe à revoir"),
    "partial": ("partly", "En partie juste"),
    "blank": ("blank", "Sans réponse"),
    "unreadable": ("wrong", "Illisible"),
    "mistake": ("wrong", "Erreur reconnue"),
    "wrong": ("wrong", "À revoir"),
}
"""The class of colours and the words of each verdict, those of the page of the exercise."""

ERRORS: dict[str, str] = {
    "#NOM?": (
        "Le tableur ne connaît pas un nom de cette formule : vérifiez l’orthographe de la fonction"
        " (un tableur en anglais attend SUM pour SOMME)."
    ),
    "#DIV/0!": "La formule divise par zéro, ou par une cellule vide.",
    "#VALEUR!": "La formule calcule avec un texte, n’est pas complète, ou se lit elle-même.",
    "#REF!": "La formule lit une cellule qui n’existe plus, ou se lit elle-même.",
    "#N/A": "La recherche de cette formule n’a rien trouvé.",
    "#NOMBRE!": "Le résultat de cette formule n’est pas un nombre possible.",
    "#NUL!": "Les plages de cette formule ne se croisent pas : séparez-les par « ; ».",
}
"""What to look for, by the error that a formula gives."""
_UNREAD = {
    PartKind.DATE: "Cette cellule attend une date : 21/11/2026.",
    PartKind.CHOICE: "Cette cellule attend une réponse de sa liste.",
    PartKind.NUMBER: "Cette cellule attend un nombre seul : 1 234,56, ou 12,5 % avec son signe.",
}


def unread(kind: PartKind, value: str) -> str:
    """Say why a cell was not read."""
    return ERRORS.get(value, _UNREAD.get(kind, ""))


_FUNCTIONS = {
    "SUMIFS": "SOMME.SI.ENS",
    "SUMIF": "SOMME.SI",
    "SUMPRODUCT": "SOMMEPROD",
    "SUM": "SOMME",
    "COUNTIFS": "NB.SI.ENS",
    "COUNTIF": "NB.SI",
    "COUNTA": "NBVAL",
    "COUNT": "NB",
    "AVERAGEIFS": "MOYENNE.SI.ENS",
    "AVERAGEIF": "MOYENNE.SI",
    "AVERAGE": "MOYENNE",
    "IFERROR": "SIERREUR",
    "IFS": "SI.CONDITIONS",
    "IF": "SI",
    "AND": "ET",
    "OR": "OU",
    "NOT": "NON",
    "ROUND": "ARRONDI",
    "ABS": "ABS",
    "DATE": "DATE",
    "TODAY": "AUJOURDHUI",
    "YEARFRAC": "FRACTION.ANNEE",
    "YEAR": "ANNEE",
    "MONTH": "MOIS",
    "DAYS360": "JOURS360",
    "DAYS": "JOURS",
    "DAY": "JOUR",
    "WORKDAY": "SERIE.JOUR.OUVRE",
    "NETWORKDAYS": "NB.JOURS.OUVRES",
    "ROUNDUP": "ARRONDI.SUP",
    "ROUNDDOWN": "ARRONDI.INF",
    "INT": "ENT",
    "SIGN": "SIGNE",
    "POWER": "PUISSANCE",
    "SQRT": "RACINE",
    "MAXIFS": "MAX.SI",
    "MINIFS": "MIN.SI",
    "MEDIAN": "MEDIANE",
    "LARGE": "GRANDE.VALEUR",
    "SMALL": "PETITE.VALEUR",
    "RANK": "RANG",
    "IFNA": "SI.NON.DISP",
    "ISBLANK": "ESTVIDE",
    "ISNUMBER": "ESTNUM",
    "HLOOKUP": "RECHERCHEH",
    "OFFSET": "DECALER",
    "VALUE": "CNUM",
    "TEXT": "TEXTE",
    "LEFT": "GAUCHE",
    "RIGHT": "DROITE",
    "MID": "STXT",
    "EDATE": "MOIS.DECALER",
    "EOMONTH": "FIN.MOIS",
    "VLOOKUP": "RECHERCHEV",
    "XLOOKUP": "RECHERCHEX",
    "MATCH": "EQUIV",
    "FILTER": "FILTRE",
    "SUBTOTAL": "SOUS.TOTAL",
    "TRUE": "VRAI",
    "FALSE": "FAUX",
}
"""Functions of files by their name in a French spreadsheet: those that a credit manager uses."""
_PIECE = re.compile(r"\"[^\"]*\"|'[^']*'!|[A-Z][A-Z0-9.]*(?=\()|[0-9]+\.[0-9]+|,")


def french(formula: str) -> str:
    """Write a formula of a file as a French spreadsheet shows it."""

    def piece(match: re.Match[str]) -> str:
        text = match[0]
        if text == ",":
            return ";"
        if text[0].isdigit():
            return text.replace(".", ",")
        return _FUNCTIONS.get(text, text)

    return _PIECE.sub(piece, formula)
