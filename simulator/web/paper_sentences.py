"""French sentences of the refusals that have to do with the papers of a training."""

from __future__ import annotations

from simulator.documents import seals
from simulator.domain.refusals import Refusal
from simulator.domain.training import complaints, follow_up
from simulator.services import privacy, scans

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
    seals.SealUnusable: (
        "Le cachet électronique de cette installation ne fonctionne pas : le document"
        " n’a pas été imprimé. L’administrateur en trouvera la cause avec « simulator doctor »."
    ),
    scans.TooManyScans: (
        "Cette demi-journée a déjà {most} fichiers numérisés : retirez-en un, ou réunissez les"
        " feuilles en un seul PDF."
    ),
    complaints.TooManyComplaints: (
        "Vous avez déjà {most} signalements en cours : parlez-en directement au formateur."
    ),
}
