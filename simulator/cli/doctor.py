"""`simulator doctor`: what is wrong with this installation, and what to do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from simulator.cli import common
from simulator.domain.measures import agreed

if TYPE_CHECKING:
    from simulator.services.doctor import Finding

MARKS = {"good": "  ok      ", "warning": "  à voir  ", "fault": "  DÉFAUT  "}

WORDS = {
    ("python", "good"): "Python {version}.",
    ("python", "too_old"): "Python {version} est trop ancien ; installez la version 3.11 ou plus.",
    ("components", "good"): "Composants installés, dans les bonnes versions.",
    ("components", "wrong"): "Composants à réinstaller : {names}. Relancez « python start.py ».",
    ("components", "not_installed"): (
        "Encours tourne sans être installé ; relancez « python start.py » pour l’installer."
    ),
    ("files", "good"): "Pages, styles, contenus et scénarios présents.",
    ("files", "missing"): "Dossiers absents : {names}. Réinstallez Encours.",
    ("content", "good"): "Contenus lus sans faute.",
    ("content", "faulty"): (
        "{count} faute(s) dans les contenus, dont : {first}. Lancez « simulator content check »."
    ),
    ("instance", "good"): "Dossier de travail {folder}.",
    ("instance", "read_only"): (
        "Le dossier {folder} ne peut pas être écrit. Changez ses droits, ou donnez-en un autre dans"
        " SIMULATOR_INSTANCE."
    ),
    ("secret_key", "good"): "Clé secrète lisible par son seul propriétaire.",
    ("secret_key", "from_environment"): "Clé secrète donnée par l’environnement.",
    ("secret_key", "readable"): (
        "D’autres comptes peuvent lire {path} (droits {mode}). Lancez « chmod 600 {path} »."
    ),
    ("disk", "good"): "{mebibytes} Mio libres.",
    ("disk", "short"): "Il ne reste que {mebibytes} Mio ; libérez de la place avant une formation.",
    ("disk", "full"): "Le disque est presque plein ({mebibytes} Mio) ; libérez de la place.",
    ("database", "good"): "Base à niveau ({revision}).",
    ("database", "missing"): "Pas encore de base ({path}) ; elle sera créée au premier démarrage.",
    ("database", "behind"): (
        "La base est au niveau {current}, ce programme attend {head}. Lancez « simulator db"
        " upgrade »."
    ),
    ("database", "unreachable"): (
        "La base ne répond pas : {detail}. Vérifiez SIMULATOR_DATABASE_URL et le serveur, ou"
        " restaurez une sauvegarde."
    ),
    ("database", "too_new"): (
        "La base vient d’une version plus récente d’Encours (niveau {revision}) ; installez-la."
    ),
    ("clock", "good"): "Horloge : {shown} à Paris.",
    ("clock", "implausible"): (
        "L’horloge indique {shown}. Réglez-la : les émargements en dépendent."
    ),
    ("clock", "no_time_zone"): "L’heure de Paris est inconnue de ce système ; installez tzdata.",
    ("port", "good"): "Port {port} libre.",
    ("port", "ours"): "Port {port} servi par cette installation.",
    ("port", "taken"): (
        "Le port {port} est pris par un autre programme ; Encours prendra le suivant, ou celui de"
        " --port."
    ),
    ("local_network", "good"): "Réseau local : {addresses}.",
    ("local_network", "alone"): (
        "Cette machine n’est reliée à aucun réseau ; les stagiaires ne pourront pas la joindre."
    ),
    ("fonts", "good"): "Police des documents présente.",
    ("fonts", "missing"): "La police des documents manque. Relancez « python start.py ».",
    ("seal", "none"): "Pas de cachet électronique sur les documents (facultatif).",
    ("seal", "good"): "Cachet électronique de {owner}, jusqu’au {until}.",
    ("seal", "soon"): (
        "Le certificat du cachet électronique ({owner}) expire le {until} ; renouvelez-le."
    ),
    ("seal", "expired"): (
        "Le certificat du cachet électronique ({owner}) a expiré le {until} : les documents ne"
        " s’impriment plus. Mettez le nouveau à sa place, ou retirez SIMULATOR_SEAL_FILE."
    ),
    ("seal", "missing"): (
        "Le certificat du cachet électronique est introuvable ({path}). Corrigez"
        " SIMULATOR_SEAL_FILE."
    ),
    ("seal", "unreadable"): (
        "Le certificat {path} ne s’ouvre pas. Il faut un fichier PKCS#12 (.p12 ou .pfx) avec sa"
        " clé, et sa phrase de passe dans SIMULATOR_SEAL_PASSPHRASE."
    ),
    ("seal", "key"): (
        "La clé du certificat {path} ne peut pas sceller un PDF. Il faut une clé RSA ordinaire de"
        " 2 048 bits ou plus (ni RSA-PSS, ni Ed25519), ou ECDSA sur P-256, P-384 ou P-521 ;"
        " demandez-la à l’autorité qui délivre le cachet."
    ),
    ("seal", "other_key"): (
        "Dans {path}, la clé n’est pas celle du certificat : les cachets seraient faux. Exportez"
        " ensemble le certificat et sa propre clé."
    ),
    ("seal", "usage"): (
        "Le certificat {path} n’est pas fait pour signer (usage de la clé). Il faut un certificat"
        " de cachet ou de signature, et non de chiffrement ou de site."
    ),
    ("seal", "not_installed"): (
        "SIMULATOR_SEAL_FILE est donné mais le composant du cachet manque. Lancez « pip install"
        " pyhanko » dans l’environnement d’Encours."
    ),
}


@click.command()
def command() -> None:
    """Dire ce qui ne va pas dans cette installation, et quoi faire.

    Le code de sortie est 0 quand il n’y a aucun défaut.
    """
    from simulator.services import doctor

    findings = doctor.examine(common.settings(), common.now())
    for finding in findings:
        click.echo(MARKS[finding.verdict] + worded(finding))
    faults = sum(finding.verdict is doctor.Verdict.FAULT for finding in findings)
    if faults:
        click.echo(agreed(f"\n{faults} défaut(s) à corriger."))
        sys.exit(1)
    click.echo("\nTout est en état de marche.")


def worded(finding: Finding) -> str:
    """Return the sentence of a finding."""
    return agreed(WORDS[finding.check, finding.code].format(**finding.data))
