"""French for what click itself says, and for consoles that do not know every character."""

from __future__ import annotations

import codecs
import sys
from typing import TextIO

SENTENCES = {
    "Usage:": "Usage :",
    "Options": "Options ",
    "Commands": "Commandes ",
    "Show this message and exit.": "Afficher cette aide.",
    "Show the version and exit.": "Afficher la version.",
    "Aborted!": "Interrompu.",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Pour l’aide : {command} {option}",
    "Missing command.": "Il manque le nom de la commande.",
    "Missing argument": "Il manque l’argument",
    "Missing option": "Il manque l’option",
    "Missing parameter": "Il manque le paramètre",
    "Invalid value: {message}": "Valeur refusée : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint} : {message}",
    "No such option {name!r}.": "L’option {name} n’existe pas.",
    "No such command {name!r}.": "La commande {name} n’existe pas.",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Did you mean one of: {possibilities}?)": "(Vouliez-vous dire : {possibilities} ?)",
    "Got unexpected extra argument ({args})": "Argument en trop ({args})",
    "Got unexpected extra arguments ({args})": "Arguments en trop ({args})",
    "{value!r} is not a valid {number_type}.": "« {value} » n’est pas un nombre ({number_type}).",
    "{value} is not in the range {range}.": "{value} n’est pas dans l’intervalle {range}.",
    "{value!r} is not {choice}.": "« {value} » n’est pas {choice}.",
    "{value!r} is not one of {choices}.": "« {value} » n’est pas un de {choices}.",
    "{value!r} does not match the format {format}.": "« {value} » n’est pas de la forme {format}.",
    "{value!r} does not match the formats {formats}.": "« {value} » n’a pas la forme {formats}.",
    "{name} {filename!r} does not exist.": "{name} « {filename} » : cela n’existe pas.",
    "{name} {filename!r} is a file.": "{name} « {filename} » : c’est un fichier.",
    "{name} {filename!r} is a directory.": "{name} « {filename} » : c’est un dossier.",
    "{name} {filename!r} is not readable.": "{name} « {filename} » : lecture impossible.",
    "{name} {filename!r} is not writable.": "{name} « {filename} » : écriture impossible.",
    "Option {name!r} requires an argument.": "L’option {name} attend une valeur.",
    "Option {name!r} does not take a value.": "L’option {name} n’attend pas de valeur.",
    "Repeat for confirmation": "Une seconde fois, pour confirmer",
    "Error: The two entered values do not match.": "Erreur : les deux saisies diffèrent.",
    "Error: invalid input": "Erreur : réponse illisible",
    "default: {default}": "par défaut : {default}",
    "File": "Fichier",
    "file": "fichier",
    "Directory": "Dossier",
    "directory": "dossier",
    "path": "chemin",
    "required": "obligatoire",
    "unknown error": "erreur inconnue",
    "Could not open file {filename!r}: {message}": "Fichier « {filename} » illisible : {message}",
}


def translate(text: str) -> str:
    """Return the French of a sentence of click's, or the sentence."""
    return SENTENCES.get(text, text)


def translate_number(one: str, many: str, number: int) -> str:
    """Return the French of a sentence in the singular or the plural."""
    return translate(one if number == 1 else many)


def speak() -> None:
    """Give click our sentences.

    Its modules look them up under two names that gettext's compiled catalogues would fill; one
    dictionary in sight is easier to keep true, and a test runs each mistake to see no English.
    """
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "click":
            for attribute, ours in (("_", translate), ("ngettext", translate_number)):
                if hasattr(module, attribute):
                    setattr(module, attribute, ours)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Write the nearest character that an old console has."""
    assert isinstance(error, UnicodeEncodeError)
    lost = error.object[error.start : error.end]
    return "".join(_NEAREST.get(letter, "?") for letter in lost), error.end


_NEAREST = {
    "\u202f": "\xa0",
    "’": "'",
    "…": "...",
    "–": "-",
    "—": "-",
    "•": "-",
    "→": ">",
    "œ": "oe",
}

codecs.register_error("encours.nearest", _nearest)


def soften(stream: TextIO) -> None:
    """Never fail on a character: a Windows console in code page 1252 has no narrow space."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="encours.nearest")


def knows(text: str, stream: TextIO) -> bool:
    """Say whether a console has all the characters of a text."""
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
