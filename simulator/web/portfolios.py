"""The trainee's portfolio: the list, a customer's file, the aged balance."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from simulator.domain.accounts.reading import equity, sales, total_assets
from simulator.domain.accounts.sig import sig_of
from simulator.domain.ledger.columns import Means
from simulator.domain.portfolio import Portfolio
from simulator.services import catalogue, histories, imports, portfolios, promises
from simulator.web import access, clock, db, liasse
from simulator.web.access import Role
from simulator.web.triad_words import CAUSES

pages = Blueprint("portfolios", __name__, url_prefix="/salle")
access.rules(
    "portfolios",
    index=Role.TRAINEE,
    customer=Role.TRAINEE,
    ageing=Role.TRAINEE,
    supplier=Role.TRAINEE,
)

VIEWS = {"echus": "échus", "litiges": "en litige", "depassements": "en dépassement de ligne"}
STATUSES = {
    "settled": "soldé",
    "disputed": "en litige",
    "promised": "promis",
    "overdue": "échu",
    "not-due": "non échu",
}
TERMS = {
    "comptant": "comptant",
    "20j_perissable": "20 jours (denrées périssables)",
    "30j": "30 jours",
    "30j_fdm": "30 jours fin de mois",
    "45j_fdm": "45 jours fin de mois",
    "60j": "60 jours",
    "30j_public": "30 jours (acheteur public)",
    "50j_hopital": "50 jours (établissement public de santé)",
}
MEANS = {
    "virement": "virement",
    "lcr": "lettre de change relevé",
    "prelevement": "prélèvement",
    "cheque": "chèque",
}
PAID_BY = {
    Means.TRANSFER: "virement",
    Means.DIRECT_DEBIT: "prélèvement",
    Means.BILL: "lettre de change",
    Means.CHEQUE: "chèque",
    Means.CARD: "carte",
    Means.CREDIT_NOTE: "avoir imputé",
}
ROLES = {
    "payables": "Comptabilité fournisseurs",
    "buyer": "Achats",
    "direction": "Direction",
    "site": "Exploitation",
    "authoriser": "Ordonnateur (service financier)",
    "treasury": "Comptable public",
}
SOURCES = {
    "sales_note": "Note du commercial",
    "press": "Presse",
    "bodacc": "Annonce légale",
    "insurer": "Assureur-crédit",
    "bank": "Banque",
    "agency": "Agence de renseignement",
    "supplier": "Autre fournisseur",
}


def _portfolio() -> Portfolio:
    portfolio = portfolios.of_trainee(db.session(), access.trainee().id, clock.now())
    db.commit()
    return portfolio


@pages.get("/portefeuille")
def index() -> str:
    """List the customers with what they owe."""
    portfolio = _portfolio()
    view = request.args.get("voir", "")
    return render_template(
        "portfolios/index.html",
        portfolio=portfolio,
        view=view if view in VIEWS else "",
        views=VIEWS,
        listing=portfolios.listing(portfolio, view),
        terms=TERMS,
        sectors=catalogue.sectors(),
    )


@pages.get("/clients/<int:number>")
def customer(number: int) -> str:
    """Show a customer's file."""
    portfolio = _portfolio()
    file = portfolios.file(portfolio, number)
    accounts = file.customer.statements
    return render_template(
        "portfolios/customer.html",
        portfolio=portfolio,
        file=file,
        statuses=STATUSES,
        terms=TERMS,
        means=MEANS,
        sources=SOURCES,
        roles=ROLES,
        sectors=catalogue.sectors(),
        summary=[
            (each, sig_of(each), sales(each), equity(each), total_assets(each)) for each in accounts
        ],
        sheets=liasse.sheets(accounts),
        payments=histories.payments(portfolio, number),
        paid_by=PAID_BY,
        disputes=histories.disputes(portfolio, number),
        causes=CAUSES,
        imported=imports.is_import(portfolio),
        pledges=promises.of_customer(portfolio, number),
        all_documents=request.args.get("tout") == "1",
    )


@pages.get("/balance-agee")
def ageing() -> str:
    """Show the aged balance, one line a customer."""
    portfolio = _portfolio()
    table = portfolios.ageing(portfolio)
    return render_template(
        "portfolios/ageing.html", portfolio=portfolio, table=table, whole=table.whole()
    )


@pages.get("/entreprise")
def supplier() -> str:
    """Tell the story of the firm whose credit manager the trainee is."""
    return render_template("portfolios/supplier.html", portfolio=_portfolio())
