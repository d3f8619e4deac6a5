"""The French sentences of the refusals that only the command line meets."""

from __future__ import annotations

from simulator.domain.refusals import Refusal
from simulator.services import backups, databases, presence

SENTENCES: dict[type[Refusal], str] = {
    databases.DatabaseUnreachable: "la base ne répond pas : {detail}",
    databases.DatabaseTooNew: (
        "la base a été mise au niveau {revision} par une version plus récente d’Encours."
        " Installez cette version, ou restaurez une sauvegarde plus ancienne."
    ),
    databases.BrokenReferences: (
        "la mise à niveau laisserait des lignes orphelines ({tables}) ; elle a été annulée et la"
        " base est intacte."
    ),
    backups.BackupByServer: (
        "la base est sur un serveur PostgreSQL, qui a ses propres outils : « pg_dump"
        " --format=custom --file=FICHIER BASE » pour sauvegarder,"
        " « pg_restore --clean --dbname=BASE FICHIER » pour restaurer."
    ),
    backups.NothingToBackUp: "il n’y a pas encore de base à sauvegarder ({path}).",
    backups.FileInTheWay: "{path} existe déjà ; une sauvegarde n’écrase aucun fichier.",
    backups.NoSuchFile: "le fichier {path} n’existe pas.",
    backups.NotABackup: "{path} n’est pas une sauvegarde d’Encours.",
    backups.DamagedBackup: "la sauvegarde {path} est abîmée et n’a pas été restaurée ({detail}).",
    backups.BackupTooNew: (
        "la sauvegarde {path} vient d’une version plus récente d’Encours (niveau {revision})."
        " Installez cette version avant de la restaurer."
    ),
    presence.ServerRunning: (
        "un serveur travaille sur {instance}. Arrêtez-le (Ctrl-C dans sa fenêtre), puis"
        " recommencez."
    ),
}


def sentence(refusal: Refusal) -> str:
    """Word a refusal: ours here, the others as the pages do."""
    ours = SENTENCES.get(type(refusal))
    if ours is None:
        from simulator.web import errors

        return errors.sentence(refusal)
    shown = {
        name: ", ".join(value) if isinstance(value, tuple) else value
        for name, value in refusal.data().items()
    }
    return ours.format(**shown)
