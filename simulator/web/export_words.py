"""French words of the log, for its export; an action that has no words keeps its name."""

from __future__ import annotations

ACTIONS: dict[str, str] = {
    "training.created": "formation créée",
    "training.closed": "formation fermée",
    "training.reopened": "formation rouverte",
    "half_day.opened": "émargement ouvert",
    "attendance.scanned": "feuille papier numérisée jointe",
    "attendance.scan_removed": "feuille papier numérisée retirée",
    "portfolio.imported": "grand livre importé",
    "portfolio.generated": "portefeuilles engendrés de nouveau",
    "evaluations.released": "résultat des évaluations ouvert",
    "follow_up.released": "résultat de l’évaluation à froid ouvert",
    "organisation.logo": "logo changé",
    "person.erased": "données d’une personne effacées",
    "person.taken_out": "données d’une personne remises",
    "qualiopi.taken": "dossier de preuves téléchargé",
    "complaint.written": "réclamation ou aléa inscrit au registre",
    "complaint.treated": "réclamation ou aléa traité",
    "game.created": "quiz en direct préparé",
    "activity.deadline": "échéance d’une activité changée",
    "activity.more_time": "temps supplémentaire accordé",
    "exercise.overridden": "note changée par le formateur",
    "exercise.regraded": "exercice corrigé de nouveau",
    "exercise.released": "correction ouverte à tous",
    "exercise.switched": "notation en vigueur changée",
    "call.overruled": "jugement d’un appel changé",
    "teams.dealt": "équipes formées",
    "teams.mode": "travail en équipe changé",
    "triads.cancelled": "jeu de rôles annulé",
    "year.round": "mois de l’année simulée joué",
}
