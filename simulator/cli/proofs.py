"""What the proof of exercises says on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from simulator.cli import common
from simulator.domain.measures import agreed

if TYPE_CHECKING:
    from simulator.domain.exercises.types import AnyExercise
    from simulator.services.proofs import Proof

_WORDS = {
    "no_customer": "aucun client ne convient",
    "unsolved": "la solution n’obtient pas tous les points",
    "unfilled": "un texte garde une accolade",
    "unexplained": "une réponse sans étape corrigée",
    "zero": "réponse nulle",
    "disagrees": "désaccord avec le chiffre de la maison",
    "mistake_hidden": "erreur exigée qui ne se voit pas",
    "mistake_unseen": "erreur prévue non reconnue",
    "solution_refused": "bonne réponse refusée",
    "unreadable_accepted": "entrée illisible acceptée",
    "on_a_bound": "score sur une borne",
    "rights": "pas une seule bonne réponse",
    "same_tags": "trop peu de marques différentes",
    "no_reading": "aucune lecture n’est vraie",
    "same_answers": "deux réponses se lisent pareil",
    "too_few_classes": "trop peu de classes",
    "too_few_facts": "trop peu de faits",
    "few_rows": "trop peu de lignes",
    "documents": "trop ou trop peu de pièces",
    "no_entry": "aucune écriture à passer",
    "no_amount": "montant absent",
    "no_value": "formule sans valeur",
    "zero_denominator": "division par zéro",
}
_TOLD = 3
"""Reasons and faults told of one exercise; the others are counted."""


def chosen(known: Mapping[str, AnyExercise], names: Sequence[str]) -> list[AnyExercise]:
    """Return the exercises of these names, or all; ``Refused`` for one that does not exist."""
    for name in names:
        if name not in known:
            raise common.Refused(f"aucun exercice ne s’appelle « {name} ».")
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())


def lines(proofs: Iterable[Proof]) -> Iterator[str]:
    """Yield what is said of each exercise, one line and what is wrong under it."""
    for proof in proofs:
        yield f"{proof.exercise.id}\u202f: {_grounds(proof)}, {_replaced(proof)}"
        if proof.unseen:
            yield f"    jamais vues\u202f: {', '.join(sorted(proof.unseen))}"
        for scenario, seed, code in proof.faults[:_TOLD]:
            yield f"    FAUTE, {scenario}, graine {seed}\u202f: {_word(code)}"
        if len(proof.faults) > _TOLD:
            yield agreed(f"    et {len(proof.faults) - _TOLD} autre(s) faute(s)")


def _grounds(proof: Proof) -> str:
    return f"{proof.grounds} portefeuille{'s' if proof.grounds > 1 else ''}"


def _replaced(proof: Proof) -> str:
    count = proof.replaced.total()
    if not count:
        return "aucun tirage remplacé"
    reasons = [f"{_word(code)} ({times})" for code, times in proof.replaced.most_common(_TOLD)]
    if len(proof.replaced) > _TOLD:
        reasons.append("…")
    share = f"{100 * proof.share:.0f}\u202f%"
    told = agreed(f"{count} tirage(s) remplacé(s) sur {proof.draws} ({share})")
    return f"{told}\u202f: {', '.join(reasons)}"


def _word(code: str) -> str:
    reason, _, part = code.partition(":")
    word = _WORDS.get(reason, reason)
    return f"{word} – {part}" if part else word
