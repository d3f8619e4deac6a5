"""French sentences of the refusals of calls."""

from __future__ import annotations

from simulator.domain.refusals import Refusal
from simulator.services import call_desks, call_talks, calls

SENTENCES: dict[type[Refusal], str] = {
    calls.NobodyToCall: "Aucun client de votre portefeuille ne se prête à l’appel « {script} ».",
    calls.CallsClosed: "L’appel « {script} » est fermé : il se lit, il ne se joue plus.",
    call_talks.NothingSaid: (
        "Rien n’a été dit : tapez vos mots, choisissez une réplique, ou gardez le silence."
    ),
    call_talks.CallMovedOn: (
        "L’appel a continué ailleurs, dans un autre onglet peut-être : cette réplique n’a pas été"
        " dite. Rechargez la page pour voir où il en est."
    ),
    call_talks.SheetUnreadable: "Certaines réponses de la préparation ne sont pas lisibles.",
    call_talks.MailRefused: "Ce courriel ne peut pas partir ({reason}).",
    call_desks.ReasonMissing: "Dites pourquoi vous corrigez : le stagiaire le lira.",
}
