"""One French sentence for each refusal of role-plays and letters; ``sentences`` adds them."""

from __future__ import annotations

from simulator.domain.collection import letters
from simulator.domain.refusals import Refusal
from simulator.domain.training import rotation
from simulator.domain.training import triads as triad_rules
from simulator.services import triad_agreements, triad_cases, triad_marks, triad_promises, triads

SENTENCES: dict[type[Refusal], str] = {
    rotation.NotInRound: "Cette personne n’a pas de place dans ce tour.",
    rotation.AlreadyInRound: "Cette personne a déjà une place dans ce tour.",
    rotation.NobodyLeft: (
        "Il ne reste qu’une personne : un appel se joue à deux. Annulez le tour ou attendez"
        " quelqu’un."
    ),
    triad_rules.WrongAct: "Cette action n’a pas de sens à ce moment du tour.",
    triad_rules.NotYourTurn: (
        "Une autre évaluation vient d’abord : l’auto-évaluation, puis l’observateur, puis le"
        " formateur."
    ),
    triad_rules.NotAssessing: (
        "On évalue entre la fin de l’appel et le débriefing : ce n’est pas le moment."
    ),
    triads.RoundRunning: "Le tour {number} n’est pas clos : terminez-le ou annulez-le d’abord.",
    triad_cases.NobodyToCall: (
        "Aucun client du portefeuille de {name} n’est en retard : il n’y a personne à appeler."
    ),
    triad_marks.GridIncomplete: "Il manque un niveau sur {missing} critère(s) de la grille.",
    triad_marks.AlreadyAssessed: "Cette évaluation est déjà donnée : elle ne change plus.",
    triad_marks.NoNotesNow: (
        "Les notes se prennent à la place d’observateur, du début de l’appel au débriefing."
    ),
    triad_agreements.AgreementUnclear: (
        "Cet accord ne peut pas s’écrire au compte : le montant doit tenir dans ce qui est ouvert,"
        " le jour n’être ni passé ni à plus d’un an, les mensualités être douze au plus."
    ),
    triad_promises.AgreementPlayed: (
        "Cet accord compte dans l’année de cette personne, déjà jouée sur {days} jour(s) : le"
        " retirer changerait ce qui a été joué. Faites reprendre l’année au début, puis retirez-le."
    ),
    letters.LetterWithoutObject: (
        "Cette lettre n’a pas d’objet ici : rien dans ce compte n’y correspond, ou elle ne"
        " s’adresse pas à un organisme public."
    ),
}
