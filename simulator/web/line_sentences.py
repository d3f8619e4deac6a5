"""One French sentence for each refusal of committees and credit lines; ``sentences`` adds them."""

from __future__ import annotations

from simulator.domain.credit import budget
from simulator.domain.refusals import Refusal
from simulator.domain.training import committee
from simulator.services import committees, line_cases

SENTENCES: dict[type[Refusal], str] = {
    committee.WrongStage: "Ce dossier n’en est pas là : rechargez la page pour voir où il en est.",
    committee.AuthorVotes: "Vous avez préparé ce dossier : vous le présentez, vous ne votez pas.",
    committee.NoQuorum: (
        "Le quorum n’est pas atteint : {present} vote(s) au comité, il en faut {needed}."
    ),
    committee.CastingVoteNeeded: (
        "Égalité, {votes} voix de chaque côté : choisissez votre voix de président, pour ou contre."
    ),
    committee.AboveProposal: (
        "La salle a voté une ligne plus basse : vous pouvez la réduire, pas la dépasser."
    ),
    committees.NoCommittee: "Aucun comité n’est ouvert : le formateur ouvre la séance.",
    committees.TooManyFiles: "Vous avez déjà {most} dossiers dans cette séance.",
    committees.VoteRunning: "Le dossier {name} est au vote : closez-le d’abord.",
    committees.MinutesIncomplete: "Il manque {missing} mention(s) au procès-verbal.",
    budget.WrongCount: "Il faut une ligne par dossier : {wanted} dossiers, {given} lignes.",
    line_cases.TooFewFiles: (
        "Votre portefeuille n’a que {found} clients à juger, il en faut {wanted} : demandez au"
        " formateur un portefeuille plus grand."
    ),
    line_cases.AlreadySent: "Vos décisions sont déjà arrêtées : une ligne se décide une fois.",
}
