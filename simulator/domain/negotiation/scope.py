"""Whose threat it is: one that is denied, told of others or withdrawn is not the speaker's.

« Je ne vais pas saisir le tribunal », « votre bailleur a bloqué vos comptes », « la mise en demeure
est partie par erreur » hold the words of a threat and are none.
"""

# ruff: noqa: E501 - a pattern is read whole, on one line
from __future__ import annotations

import re

from simulator.domain.negotiation.intents import Intent

SCOPED = frozenset({Intent.CONSEQUENCE, Intent.ILLEGAL_THREAT, Intent.FALSE_IDENTITY})
"""The intents that must be the speaker's own to count."""

_CUT = re.compile(
    r" (?:mais|sinon|car|alors|donc|parce que|puisque|pourtant|par contre|sauf|autrement)(?= )"
    r"| (?=(?:je|j|on|il|elle|ils|elles|c est|vous (?:avez|aviez)|que (?:votre|vos|un|une|l)) )"
)
"""Where a new clause begins: a word that opposes or concludes, or a new subject."""

_OBJECTS = r"(?:(?:de|d|a|que|qu|pour|vous|le|la|les|l|y|en|lui|leur|me|m|nous|aller|devoir|avoir|faire|quand|meme|non plus|commencer|jusqu|jamais|tout|de suite) )*"
_WAITING = r"(?:attendre|patienter|laisser|rester|accepter|continuer|livrer|tolerer|supporter|accorder|revenir|repeter|reculer|hesiter|ceder|tarder|lacher|discuter|perdre|insister|pouvoir|oublier|payer|servir|subir|aider)"
_SURELY = r"(?:(?:quand meme|surtout|certainement|absolument|vraiment|evidemment|bien sur|du tout|bien|meme|plus) )*"
_SAID_NOT = (
    r"(?:(?:je|j|nous|on) (?:(?:ne|n|en|vous|y|l|le) )*"
    r"(?:vais|va|allons|veux|veut|voulons|voudrais|voudrions|souhaite|souhaitons|compte|comptons|cherche|cherchons|suis|sommes|est|envisage|envisageons|tiens|tenons|aimerais|ai|avons|pense|pensons|desire|prevois|prevoyons)"
    rf" {_SURELY}(?:pas|jamais|nullement|plus) {_SURELY}(?:(?:la|ici|du genre|prevu|decide|dit|parle|l idee|droit) )*"
    r"|(?:pas|aucune?|plus|ni|jamais) (?:(?:de|d|la|le|l|ma|mon|notre|nos) )*(?:besoin|question|envie|intention|intentions|but|objectif|idee|genre|propos|peine|raison|volonte|souhait) "
    r"|hors de question |loin de (?:moi|nous) (?:l |cette )?(?:idee|envie|intention|pensee) |inutile |evit(?:er|ons|ez|erai|erais|erait) |plutot |au lieu |a quoi bon |sans |personne ne (?:va|veut|compte|souhaite|songe a|pense a|parle) |ne (?:pas|jamais|rien) )"
)
_DENIED = re.compile(rf"(?<= ){_SAID_NOT}{_OBJECTS}(?!{_WAITING} )[a-z]+(?:er|ir|re|oir)(?= )")
"""A denial that governs an infinitive; « je ne vais pas attendre » denies waiting, no threat."""
_NEAR = 3

_OWN = re.compile(r" (?:je|j|on|nous|notre|nos|mon|ma|mes|moi) ")
_TOLD = re.compile(r" (?:prevenue?s?|courant|informee?s?|averti(?:e|s|es)?|alertee?s?|appris) ")
_PARTIES = r"(?:bailleurs?|proprietaires?|transporteurs?|livreurs?|concurrents?|associes?|salaries?|locataires?|prestataires?|sous traitants?|fournisseurs?|clients?|banques?|assureurs?|urssaf|fisc|creanciers?|employes?|voisins?|maison mere|affactureur|factor)"
_LAWYERS = r"(?:huissiers?|avocate?s?|commissaires? de justice|mandataires?|administrateurs?|notaires?|juges?|tribunal|police|gendarmes)"
_REPORTED = re.compile(
    rf" {_PARTIES} (?:(?:vous|lui|leur|en|y|ne|n|qui|principal|historique|actuel) )*(?:a|ont|avait|avaient|est|sont|etait|aurait|vient|viennent|menace|menacent|menacait|refuse|coupe|bloque|gele|poursuit|attaque|reclame) "
    r"| (?:vous|il|elle|ils|elles) (?:(?:l|en|y|lui|leur|n|ne) )*(?:avez|aviez|avait|avaient|ont|auriez|etiez) (?:(?:ete|deja|fait|bien|donc|pas|recemment|aussi|une?|la|votre) )*(?:recu|depose|porte|saisi|saisir|assignee?s?|menacee?s?|poursuivie?s?|attaquee?s?|bloquee?s?|subi|peur|demeure) "
    rf"| {_LAWYERS} (?:de|du|des|d) (?:l )?(?:votre|vos|un|une|son|sa|leur|autre|{_PARTIES}) "
    rf"| (?:c est|est ce|et) votre {_LAWYERS} "
    rf"| {_LAWYERS} (?:est|sont|etait|etaient|a|ont) (?:(?:deja|bien|vous) )*(?:passee?s?|venue?s?|intervenue?s?|bloque|rendu|tranche) "
    r"| (?:il|elle|ils|elles) (?:est|sont|etait|etaient) (?:en|au) "
    r"| (?:ancien|ancienne|ex|autre|precedent|precedente) [a-z]+ (?:est|a|avait|etait|sera) "
)
"""What another did or does: told in the past, or of someone who is not the one who speaks."""
_WITHDRAWN = re.compile(
    r" par erreur | sans objet | (?:pas|plus) compte | (?:n est|ne sont|n etes|ne sera|ne seront) plus (?:bloque|suspendu|gele|retenu)[a-z]* "
    r"| (?:demeure|courrier|procedure|blocage|suspension|injonction|assignation|saisie) (?:est|a ete|sera|sont) (?:bien |donc |deja )*(?:annule|leve|retire|abandonne|arrete|suspendu|stoppe|termine)[a-z]* "
)


def disowned(text: str, match: re.Match[str]) -> bool:
    """Say that a threat found in a sentence is denied, reported or withdrawn.

    ``text`` is the sentence as comparable words; ``match`` the words of the threat.
    """
    if _WITHDRAWN.search(text):
        return True
    start = _clause(text, match.start() + 1)
    end = match.end() + 1
    denied = _DENIED.search(text, max(0, start - 1), end)
    if denied and text.count(" ", denied.end(), max(denied.end(), match.start())) <= _NEAR:
        return True
    clause = text[start:end] + _rest(text, end)
    return not (_OWN.search(clause) or _TOLD.search(clause)) and bool(_REPORTED.search(clause))


def _clause(text: str, place: int) -> int:
    """Return where the clause that holds a place begins, its space included."""
    cuts = [one.start() for one in _CUT.finditer(text) if one.start() < place]
    return cuts[-1] if cuts else 0


def _rest(text: str, end: int) -> str:
    following = _CUT.search(text, max(0, end - 1))
    return text[end : following.start() + 1] if following else text[end:]
