"""The log of a training in French sentences; what has no sentence keeps the name of its action."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from simulator.domain import measures
from simulator.services.audit import Told
from simulator.web import display
from simulator.web.export_words import ACTIONS

_A = "«\u202f{activity}\u202f»"
SENTENCES: Mapping[str, str] = {
    "training.created": "a créé la formation «\u202f{title}\u202f»",
    "training.duplicated": "a créé cette formation en dupliquant la formation n°\u202f{of}",
    "training.imported": "a rouvert ici le fichier d’une formation, fait le {made_at}",
    "training.exported": "a téléchargé le fichier complet de la formation",
    "training.closed": "a fermé la formation",
    "training.reopened": "a rouvert la formation",
    "half_day.opened": "a ouvert toutes les activités de la demi-journée du {half_day}",
    "activity.open": f"a ouvert {_A}",
    "activity.closed": f"a fermé {_A}",
    "activity.hidden": f"a caché {_A} aux stagiaires",
    "activity.deadline": f"a changé l’échéance de {_A}",
    "activity.more_time": (
        f"a donné {{minutes}}\u202fminutes de plus à {{person}} pour {_A}\u202f: {{reason}}"
    ),
    "activity.pushed": f"a envoyé {_A} sur tous les écrans",
    "activity.moved_on": f"a fait avancer les retardataires vers {_A}",
    "activity.push_stopped": "a cessé d’envoyer une activité sur les écrans",
    "schedule.started": f"a commencé {_A}",
    "schedule.finished": "a terminé la demi-journée du {half_day}",
    "schedule.moved": f"a déplacé {_A} dans le déroulé",
    "schedule.minutes": f"a porté la durée de {_A} à {{minutes}}\u202fminutes",
    "schedule.aside": f"a retiré {_A} du déroulé",
    "schedule.inserted": f"a ajouté {_A} au déroulé",
    "schedule.undone": "a annulé le dernier changement du déroulé",
    "trainee.confirmed": "a confirmé {person}, entré avec le code",
    "trainees.enrolled": "a inscrit une liste\u202f: {added} personne(s) ajoutée(s)",
    "attempt.reset": f"a remis à zéro {_A} pour {{person}}\u202f: {{reason}}",
    "exercise.overridden": f"a changé la note de {{person}} pour {_A}\u202f: {{reason}}",
    "exercise.regraded": f"a corrigé de nouveau {_A}",
    "exercise.switched": f"a changé la notation en vigueur de {_A}",
    "exercise.released": f"a ouvert la correction de {_A} à tous",
    "teams.mode": f"a changé le travail en équipe pour {_A}",
    "teams.dealt": f"a formé {{count}} équipe(s) pour {_A}",
    "attendance.opened": "a ouvert l’émargement du {half_day}",
    "attendance.signed": "a signé la demi-journée du {half_day}",
    "attendance.closed": "a contresigné la demi-journée du {half_day}",
    "attendance.absence": "a noté l’absence de {person} pour la demi-journée du {half_day}",
    "attendance.corrected": "a corrigé la présence de {person} pour la demi-journée du {half_day}",
    "attendance.scanned": "a joint une feuille papier numérisée à la demi-journée du {half_day}",
    "attendance.scan_removed": (
        "a retiré une feuille papier numérisée de la demi-journée du {half_day}"
    ),
    "objective.judged": "a jugé un objectif de {person}",
    "certificate.issued": "a émis le document {number} pour {person}",
    "evaluations.released": "a ouvert le résultat des évaluations à chaud",
    "portfolio.imported": (
        "a importé un grand livre\u202f: {customers} client(s), {documents} pièce(s)"
    ),
    "portfolio.generated": "a fait engendrer de nouveau les portefeuilles",
    "quiz.placed": "a placé un quiz de l’organisme dans la formation",
    "contribution.hidden": "a caché ou montré de nouveau une contribution",
    "call.overruled": "a changé le jugement d’une réplique\u202f: {reason}",
    "triads.created": "a formé les groupes d’un tour de jeu de rôle",
    "triads.prepare": "a lancé la préparation du tour {n} du jeu de rôle",
    "triads.close": "a clos le tour {n} du jeu de rôle",
    "triads.cancelled": "a retiré le tour {n} du jeu de rôle",
    "committee.opened": "a ouvert un dossier en comité de crédit",
    "committee.vote": "a ouvert le vote du comité de crédit",
    "committee.decided": "a arrêté la décision du comité de crédit",
    "committee.closed": "a clos le comité de crédit",
    "rehearsal.started": "a lancé une répétition avec des stagiaires simulés",
    "rehearsal.removed": "a retiré la répétition",
    "game.created": "a préparé un quiz en direct",
    "year.round": "a fait jouer {months}\u202fmois de l’année simulée",
}


class _Blank(dict[str, object]):
    """What a line does not say is shown as an ellipsis: older lines know less."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(line: Told) -> str:
    """Return one line of the log as a sentence, without who did it."""
    words = SENTENCES.get(line.action)
    if words is None:
        return ACTIONS.get(line.action, line.action)
    known = {key: value for key, value in line.data.items() if value is not None}
    if line.half_day is not None:
        known["half_day"] = display.half_day(line.half_day)
    names = {"activity": line.activity, "person": line.person}
    known |= {name: value for name, value in names.items() if value}
    text = measures.agreed(words.format_map(_Blank(known)))
    return text + _mark(line) if line.action == "exercise.overridden" else text


def _mark(line: Told) -> str:
    given = line.data.get("mark")
    return f" ({display.percent(Fraction(given), 0)})" if given else " (note du moteur rétablie)"
