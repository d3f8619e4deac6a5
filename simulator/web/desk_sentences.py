"""The French sentences of the trainer's desk: the script, the screens, the people, the file."""

from __future__ import annotations

from simulator.domain.refusals import Refusal
from simulator.domain.training import rehearsal
from simulator.exchange import trainings as training_files
from simulator.services import pushes, resets, schedule_changes, trainings, transfer_opening

SENTENCES: dict[type[Refusal], str] = {
    schedule_changes.NothingToUndo: "Il n’y a plus de changement du déroulé à annuler.",
    trainings.NotAScreen: (
        "«\u202f{title}\u202f» est une pause\u202f: elle n’a pas de page où envoyer les écrans."
    ),
    resets.NothingToReset: (
        "Rien n’est commencé dans «\u202f{title}\u202f»\u202f: il n’y a rien à remettre à zéro."
    ),
    pushes.NothingPushed: (
        "Aucune activité n’est envoyée sur les écrans en ce moment\u202f: envoyez-en une d’abord."
    ),
    training_files.NotATrainingFile: (
        "Ce fichier n’est pas une formation exportée par Encours. Choisissez l’archive zip"
        " téléchargée depuis une formation, sans la recompresser."
    ),
    training_files.DamagedTrainingFile: (
        "Ce fichier de formation est abîmé ({part})\u202f: rien n’a été repris. Téléchargez-le à"
        " nouveau sur l’installation d’origine."
    ),
    training_files.HeavyTraining: (
        "Cette formation pèse {size}\u202fMo, et un fichier de formation en tient {most}\u202f: il"
        " ne pourrait pas être repris. Retirez des feuilles d’émargement numérisées, qui en font"
        " presque tout le poids, ou rangez-les en noir et blanc, puis exportez à nouveau."
    ),
    training_files.OtherTrainingFile: (
        "Ce fichier vient d’une autre version d’Encours (format {version}, ici {known})\u202f:"
        " mettez les deux installations à la même version, puis exportez à nouveau."
    ),
    rehearsal.RehearsalStaysHere: (
        "«\u202f{title}\u202f» est une répétition\u202f: elle ne sort pas de son installation."
        " Exportez la formation qu’elle répète."
    ),
    transfer_opening.AlreadyHere: (
        "La formation «\u202f{title}\u202f» est déjà dans cette installation\u202f: rien n’a été"
        " repris."
    ),
}
