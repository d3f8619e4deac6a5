"""A typed line made comparable: no case, no accent, no elision, typos brought to known words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from simulator.domain.negotiation.intents import Intent
from simulator.domain.negotiation.lexicon import PATTERNS

LONGEST = 600
"""No line of a call is longer; what is beyond is not heard."""

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[a-zà-öø-ÿœ]+|€|%|[.!?;…/]")
_STOPS = frozenset(".!?;…")
_SHORT: Mapping[str, str] = {
    "vs": "vous", "ns": "nous", "pr": "pour", "qd": "quand", "dc": "donc", "tt": "tout",
    "bcp": "beaucoup", "rdv": "rendez vous", "svp": "s il vous plait", "pb": "probleme",
    "pbs": "problemes", "fact": "facture", "ds": "dans", "pq": "pourquoi", "pk": "pourquoi",
    "kan": "quand", "jour": "jour", "bjr": "bonjour", "slt": "bonjour", "vrt": "virement",
    "chq": "cheque", "mr": "monsieur", "mme": "madame", "m": "m", "cmt": "comment",
    "combient": "combien", "aujourdhui": "aujourd hui", "ajd": "aujourd hui", "auj": "aujourd hui",
    "dacc": "d accord", "dac": "d accord", "ok": "ok", "jcomprends": "je comprends",
    "jvous": "je vous", "jpeux": "je peux", "chuis": "je suis", "keske": "qu est ce que",
    "eur": "euros", "euro": "euros", "mail": "mail", "email": "mail", "kes": "qu est ce",
    "ya": "y a", "jai": "j ai", "jvais": "je vais", "jveux": "je veux", "jattends": "j attends",
    "koi": "quoi", "qoi": "quoi", "pkoi": "pourquoi", "kesk": "qu est ce que", "pcq": "parce que",
    "mtn": "maintenant", "dsl": "desole", "tjs": "toujours", "tjrs": "toujours", "avt": "avant",
    "cde": "commande", "rglt": "reglement", "stp": "s il vous plait", "nan": "non", "pa": "pas",
    "reglmt": "reglement", "pvz": "pouvez", "lun": "lundi", "ven": "vendredi", "compta": "compta",
}  # fmt: skip
_EVERYDAY = frozenset({
    "actions", "atteindre", "atteinte", "avances", "calcule", "cause", "causes", "chance",
    "change", "classe", "classes", "comportement", "conditions", "conseils", "constant",
    "construit", "contest", "contient", "contraire", "decouvert", "entend", "exploitation",
    "exploiter", "frappe", "livreur", "livreurs", "manquait", "manque", "manquent", "manquer",
    "montre", "nature", "normale", "oubliez", "parlons", "parole", "partons", "passee",
    "passees", "portee", "present", "presents", "promettre", "raccroche", "raccrocher",
    "raisins", "realite", "recette", "reduction", "reellement", "repetition", "repose",
    "retarde", "retention", "revelation", "roulement", "saisine", "second", "tourne", "tourner",
    "valeur", "valeurs", "vieille", "vieilles",
})  # fmt: skip
"""Words as they are, however near to one of the lexicon: « valeur » is no typo of « voleur »."""
_SHORTEST_TYPO = 6
_LONG_WORD = 9
_LITERAL = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text`` is its words between single spaces, ``starts``/``ends`` their places.

    Words keep the place of what was typed, so that what was understood can be shown.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    question: bool

    @property
    def text(self) -> str:
        """Return the words with a space before each and after the last."""
        return f" {' '.join(self.words)} "

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the typed line of a part of ``text``."""
        part = self.text[start:end]
        first = self.text[: start + len(part) - len(part.lstrip())].count(" ") - 1
        last = first + part.strip().count(" ")
        return self.starts[first], self.ends[last]


def plain(text: str) -> str:
    """Take case and accents away; ``œ`` becomes ``oe``."""
    spread = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


@lru_cache(maxsize=1)
def _stems() -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the lexicon's words by stem, and the words that typos are brought to.

    No typo is brought to an insult: contempt ends a call, so it must be written as such.
    """
    known = {intent: set(_LITERAL.findall(lines)) for intent, lines in PATTERNS.items()}
    insults = known.pop(Intent.INSULT)
    near = set().union(*known.values())
    words = sorted(near | insults)
    stemmer = snowballstemmer.stemmer("french")
    return {stemmer.stemWord(word): word for word in words}, tuple(
        word for word in words if len(word) >= _SHORTEST_TYPO and word in near
    )


@lru_cache(maxsize=8192)
def corrected(word: str) -> str:
    """Return the lexicon's word that a typo is very near to, else the word itself.

    One slip from six letters, two from nine, same first letter; a word whose stem is known is left
    alone.
    """
    stems, vocabulary = _stems()
    if len(word) < _SHORTEST_TYPO or word in vocabulary or word in _EVERYDAY:
        return word
    known = stems.get(snowballstemmer.stemmer("french").stemWord(word))
    if known is not None:
        return known if OSA.distance(word, known) <= 1 else word
    slips = 2 if len(word) >= _LONG_WORD else 1
    near = process.extractOne(
        word,
        [one for one in vocabulary if one[0] == word[0]],
        scorer=OSA.distance,
        score_cutoff=slips,
    )
    return near[0] if near else word


def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut a line into sentences of comparable words."""
    found: list[Sentence] = []
    words: list[tuple[str, int, int]] = []
    shown = text[:LONGEST].lower().replace("\u202f", " ").replace("\u00a0", " ")
    for match in _TOKEN.finditer(shown):
        sign = match[0]
        if sign in _STOPS:
            _close(found, words, question=sign == "?")
            words = []
            continue
        simple = plain(sign)
        if words and words[-1][0] == "c" and not simple.startswith("e"):
            words.append(("est", *words[-1][1:]))
        for part in _SHORT.get(simple, corrected(simple)).split():
            words.append((part, match.start(), match.end()))
    _close(found, words, question=False)
    return tuple(found)


def _close(found: list[Sentence], words: list[tuple[str, int, int]], *, question: bool) -> None:
    if words:
        texts, starts, ends = zip(*words, strict=True)
        found.append(Sentence(texts, starts, ends, question))
