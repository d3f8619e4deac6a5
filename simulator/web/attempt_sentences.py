"""Sentences of the work on exercises: answers, corrections, teams."""

from __future__ import annotations

from simulator.content import exercises as exercise_files
from simulator.content import skeletons
from simulator.domain.exercises import excel
from simulator.domain.refusals import Refusal
from simulator.services import attempts, corrections, teams, workbooks

SENTENCES: dict[type[Refusal], str] = {
    attempts.ActivityClosed: (
        "« {title} » est fermée : vos réponses n’ont pas été envoyées, mais elles restent affichées"
        " ci-dessous."
    ),
    attempts.CorrectionSeen: (
        "Vous avez vu la correction : ce jeu de chiffres n’est plus noté. Entraînez-vous avec"
        " d’autres chiffres."
    ),
    workbooks.NotOurWorkbook: (
        "Ce classeur ne porte pas la référence d’un exercice d’Encours. Téléchargez celui de"
        " l’exercice, remplissez-le sans toucher à la feuille « Consignes », puis renvoyez-le."
    ),
    workbooks.SomebodysWorkbook: (
        "Ce classeur a été préparé pour une autre personne, avec d’autres chiffres. Téléchargez le"
        " vôtre."
    ),
    workbooks.AnotherExercise: (
        "Ce classeur est celui d’un autre exercice : envoyez ici celui de « {title} »."
    ),
    workbooks.AnotherFigures: (
        "Ce classeur porte sur un autre jeu de chiffres de cet exercice. Téléchargez celui de cette"
        " page."
    ),
    workbooks.StaleWorkbook: (
        "L’exercice ou vos chiffres ont changé depuis ce classeur : téléchargez-en un nouveau et"
        " recopiez-y vos formules."
    ),
    workbooks.SheetsMissing: (
        "Des feuilles ont été renommées ou supprimées ({sheets}) : rendez-leur leur nom, ou"
        " repartez d’un classeur neuf."
    ),
    attempts.AlreadyAnswered: "Vous avez déjà répondu à « {title} » : un quiz se répond une fois.",
    attempts.VariantReplaced: (
        "Ces chiffres avaient un défaut et ne pouvaient pas être corrigés : en voici d’autres pour"
        " « {title} ». Rien ne vous a été compté, et le formateur est prévenu."
    ),
    corrections.ReasonMissing: "Donnez la raison : elle est gardée au journal avec la décision.",
    corrections.StaleComparison: (
        "Le fichier ou les copies ont changé depuis cette comparaison : relisez-la ci-dessous."
    ),
    corrections.MarkOutOfRange: "Une note va de 0 à 100\u202f%.",
    skeletons.CannotBegin: (
        "L’exercice « {given} » ne peut pas être commencé : {reason}. À donner : {known}."
    ),
    excel.BadExcel: "Cette formule de feuille ne se lit pas ({reason}) : {seen}",
    exercise_files.FaultyFile: "Le fichier de l’exercice a un défaut : {fault}",
    teams.NotYourPen: (
        "{holder} tient le stylo de votre équipe. Prenez-le pour écrire : tout le monde le verra."
    ),
    teams.TeamsSettled: (
        "Les équipes de cet exercice ne se changent pas ainsi : elles sont faites autrement, ou"
        " l’une d’elles a déjà répondu."
    ),
    teams.TeamNameUsed: "Une équipe s’appelle déjà « {name} ».",
    teams.TooManyTeams: "Il faut de 1 à {most} équipes.",
    attempts.AnswerTooLong: "Une réponse dépasse {most} caractères : raccourcissez-la.",
}
