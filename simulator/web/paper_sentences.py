"""French sentences of the refusals that have to do with the papers of a training."""

from __future__ import annotations

from simulator.domain.refusals import Refusal
from simulator.domain.training import complaints, follow_up
from simulator.services import privacy

SENTENCES: dict[type[Refusal], str] = {
    follow_up.TooEarly: (
        "La formation n’est pas terminée : ce lien servira après le {ends_at}, quand vous aurez pu"
        " appliquer."
    ),
    follow_up.FollowUpLinkDead: (
        "Ce lien ne fonctionne pas ou plus. Vérifiez qu’il est copié en entier, ou demandez-en un"
        " nouveau au formateur."
    ),
    follow_up.AlreadyFollowedUp: "Votre réponse est déjà enregistrée. Merci.",
    follow_up.WrongActions: (
        "Votre plan d’action a changé ({actions} actions) : rechargez la page, puis répondez."
    ),
    complaints.NotTreated: "Écrivez ce qui a été fait avant de clore.",
    privacy.ReasonMissing: "Écrivez pourquoi ces données sont effacées : le journal le garde.",
    complaints.TooManyComplaints: (
        "Vous avez déjà {most} signalements en cours : parlez-en directement au formateur."
    ),
}
