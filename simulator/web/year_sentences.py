"""The French sentences of what the year refuses."""

from __future__ import annotations

from simulator.domain.refusals import Refusal
from simulator.services import played_years, year_hands

SENTENCES: dict[type[Refusal], str] = {
    year_hands.StaleYear: (
        "L’année avait déjà avancé depuis l’affichage de cette page\u202f: rien n’a été joué deux"
        " fois, rien n’a été décidé."
    ),
    played_years.NothingPlayed: "Rien n’est encore joué\u202f: il n’y a rien à reprendre.",
    played_years.RoundClosed: (
        "La manche ouverte s’arrête à la fin du mois {months}. Le formateur ouvrira la suite."
    ),
    year_hands.DayFull: (
        "La journée est pleine\u202f: cette action prend {minutes} minutes, il en reste {left}."
        " Laissez d’abord un autre client de la liste, ou augmentez la capacité."
    ),
}
