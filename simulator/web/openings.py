"""Opening an account: the pieces to collect, the checks of a file, the way that they lead to."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request

from simulator.domain.credit.opening import Check, Verdict, Way
from simulator.services import openings, portfolios
from simulator.web import access, clock, db, display
from simulator.web.access import Role

pages = Blueprint("openings", __name__, url_prefix="/salle")
access.rules("openings", index=Role.TRAINEE, study=Role.TRAINEE)

PIECES = (
    "Extrait du registre de moins de trois mois : dénomination, forme, pouvoirs du signataire",
    "Bénéficiaire effectif et pièce d’identité du signataire, au-delà de votre seuil interne",
    "Conditions générales de vente signées, avec la réserve de propriété",
    "Coordonnées bancaires confirmées par un rappel au numéro public du standard",
    "Adresse de facturation électronique, prise dans l’annuaire",
    "Contact achats et contact comptable, avec leur ligne directe",
    "Numéro de commande : obligatoire ou non",
    "Jour et moyen de paiement du client",
    "Besoin d’encours annoncé par le client",
)
LABELS = {
    "age": ("Ancienneté", "Une société de moins d’un an est une alerte."),
    "capital": ("Capital social", "Moins de 1 000 € est une alerte."),
    "accounts": ("Comptes", "Des comptes de plus de dix-huit mois ne valent plus : à compléter."),
    "own_funds": ("Capitaux propres", "Nuls ou négatifs, c’est une alerte."),
    "notices": ("Annonces légales", "Toute annonce au Bodacc est une alerte, à lire avant d’agir."),
    "insurer": ("Assureur-crédit", "Sans décision : à compléter. Refus : alerte."),
    "line": ("Ligne de crédit", "Sans ligne écrite, le dossier est à compléter."),
}
VERDICTS = {Verdict.CLEAR: "conforme", Verdict.MISSING: "à compléter", Verdict.ALERT: "alerte"}
WAYS = {
    Way.GREEN: "verte : ligne automatique le jour même",
    Way.ORANGE: "orange : score, comptes, assureur, réponse en un jour ouvré",
    Way.RED: "rouge : analyse complète, paiement à la commande en attendant",
}


@pages.get("/ouverture-de-compte")
def index() -> str:
    """List the pieces to collect and the files to study."""
    portfolio = portfolios.of_trainee(db.session(), access.trainee().id, clock.now())
    db.commit()
    files = openings.candidates(portfolio)
    return render_template("openings/index.html", files=files, pieces=PIECES, portfolio=portfolio)


@pages.get("/ouverture-de-compte/<int:number>")
def study(number: int) -> str:
    """Show a file to check; with the answers in the address, what the file says of each."""
    portfolio = portfolios.of_trainee(db.session(), access.trainee().id, clock.now())
    db.commit()
    found = openings.study(portfolio, number, request.args)
    return render_template(
        "openings/study.html",
        portfolio=portfolio,
        found=found,
        labels=LABELS,
        verdicts=VERDICTS,
        ways=WAYS,
        said=request.args,
        facts={check.code: _fact(check) for check in found.opening.checks},
    )


def _fact(check: Check) -> str:
    if check.fact is None:
        return "rien au dossier"
    if isinstance(check.fact, date):
        return display.day(check.fact)
    return display.euros(int(check.fact))
