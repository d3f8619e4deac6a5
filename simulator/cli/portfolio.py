"""`simulator portfolio`: a portfolio to look at, and whether portfolios are believable."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli import common
from simulator.domain.measures import agreed

if TYPE_CHECKING:
    from simulator.domain.portfolio import Portfolio
    from simulator.generation.check import Verdict
    from simulator.services.portfolio_files import Written

FOLDER = click.Path(file_okay=False, path_type=Path)
FORM = click.Choice(["parquet", "csv"])
DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])
SEED = click.IntRange(min=0, max=2**64 - 1)

MEANT_FOR = (
    "Ces bornes valent pour 2\u202f000 clients de tous secteurs (scénario panel-de-calage)."
    "\nUn portefeuille plus petit s’en écarte par hasard, celui d’un seul métier par nature."
)
WHY = {
    "reference_not_shipped": "réf. non livrée",
    "too_few_customers": "trop peu de cas",
    "no_data": "sans données",
}
"""Why a bar is not judged: too few customers, no accounts, or a reference that is not shipped."""


@click.group()
def command() -> None:
    """Engendrer un portefeuille, ou le contrôler."""


@command.command()
@click.option("--scenario", default="negoce-materiaux", help="Scénario du fournisseur.")
@click.option("--seed", type=SEED, default=1, help="Graine du tirage.")
@click.option("--customers", type=int, default=120, help="Nombre de clients.")
@click.option("--months", type=int, default=24, help="Mois d’historique.")
@click.option("--date", "as_of", type=DAY, help="Jour du portefeuille (aujourd’hui par défaut).")
@click.option("--out", type=FOLDER, help="Dossier à écrire.")
@click.option("--format", "form", type=FORM, default="parquet", help="Format des tables.")
@click.option("--ledger-only", is_flag=True, help="Sans comptes ni dossiers : un grand livre.")
def generate(
    *,
    scenario: str,
    seed: int,
    customers: int,
    months: int,
    as_of: datetime | None,
    out: Path | None,
    form: str,
    ledger_only: bool,
) -> None:
    """Engendrer le portefeuille d’un scénario et dire ce qu’il contient.

    Avec --out, les tables sont écrites dans un dossier, quelle que soit leur taille. Les mêmes
    options donnent le même portefeuille sur toutes les machines.
    """
    from simulator.exchange import snapshots
    from simulator.generation import build
    from simulator.services import portfolio_files

    day = as_of.date() if as_of else common.today()
    with common.refusals():
        if out is not None:
            _empty(out)
            drawn = build.draft(scenario, seed, customers, months, as_of=day)
            written = portfolio_files.write(drawn, out, form, ledger_only=ledger_only)
            click.echo(_told(written, day, out))
        else:
            portfolio = build.generate(scenario, seed, customers, months, as_of=day)
            click.echo(_described(portfolio))
            click.echo(f"Empreinte\u202f: {snapshots.digest(portfolio)}")


@command.command()
@click.argument("folder", metavar="[DOSSIER]", type=FOLDER, required=False)
@click.option("--scenario", help="Scénario à juger, sans dossier (tous par défaut).")
@click.option("--seeds", type=click.IntRange(1, 50), default=10, help="Nombre de tirages.")
@click.option("--customers", type=int, default=600, help="Clients de chaque tirage, sans dossier.")
def check(folder: Path | None, *, scenario: str | None, seeds: int, customers: int) -> None:
    """Comparer un portefeuille aux mesures publiées.

    DOSSIER est celui de « portfolio generate --out » ou « portfolio import ». Le pouvoir des
    scores y est jugé sur la moyenne de plusieurs tirages du même scénario. Sans dossier, ce sont
    des portefeuilles tirés à l’instant. Le code de sortie est 1 quand une borne impérative est
    franchie.
    """
    from simulator.services import realism

    with common.refusals():
        if folder is not None:
            judged: realism.Judged = {str(folder): realism.of_folder(folder, seeds)}
        else:
            judged = realism.of_scenarios(scenario, seeds, customers, common.today())
    failed = 0
    for name, verdicts in judged.items():
        click.echo(f"\n{name}")
        for verdict in verdicts:
            click.echo(_line(verdict))
        failed += sum(verdict.passed is False and verdict.bar.hard for verdict in verdicts)
    click.echo(f"\n{MEANT_FOR}")
    if failed:
        raise common.Refused(agreed(f"{failed} borne(s) impérative(s) franchie(s)."))


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    type=FOLDER,
    required=True,
    help="Dossier à écrire.",
)
@click.option("--scenario", default="negoce-materiaux", help="Entreprise fictive du portefeuille.")
@click.option("--seed", type=SEED, default=1, help="Graine des noms fictifs.")
@click.option("--scale", type=float, default=100.0, help="Échelle des montants, en pour cent.")
@click.option("--format", "form", type=FORM, default="csv", help="Format des tables.")
@click.option("--real-names", is_flag=True, help="Garder les vrais noms des clients.")
def import_(
    file: Path, *, out: Path, scenario: str, seed: int, scale: float, form: str, real_names: bool
) -> None:
    """Faire un portefeuille d’un export de grand livre (CSV ou Excel).

    Les colonnes sont reconnues ; le rapport ligne à ligne est écrit dans le dossier.
    """
    from simulator.cli.importing import import_ledger

    with common.refusals():
        _empty(out)
        portfolio, told = import_ledger(
            file, out, scenario, seed, scale=scale, form=form, real_names=real_names
        )
        click.echo(told)
        click.echo(_described(portfolio))


def _empty(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise common.Refused(f"{out} n’est pas un dossier vide\u202f; rien n’a été écrit.")


def _told(written: Written, day: date, out: Path) -> str:
    from simulator.web.display import day as shown
    from simulator.web.display import euros, number

    supplier = written.supplier
    return "\n".join(
        (
            f"{supplier.name} ({supplier.activity}), au {shown(day)}",
            f"  clients\u202f: {number(written.customers)}",
            f"  pièces\u202f: {number(written.documents)}",
            f"  chiffre d’affaires HT sur douze mois\u202f: {euros(supplier.yearly_sales)}",
            f"Écrit dans {out}.",
        )
    )


def _line(verdict: Verdict) -> str:
    from simulator.domain.results import NotComputable

    low, high = verdict.range
    marks = {True: "ok    ", False: "ÉCART " if verdict.bar.hard else "écart ", None: "–     "}
    if isinstance(verdict.value, NotComputable):
        shown = WHY.get(verdict.value.reason, "non calculable")
    else:
        shown = f"{verdict.value:.4g}".replace(".", ",")
    bounds = f"{low:g} à {high:g}".replace(".", ",")
    name = f"{verdict.name} (moyenne)" if verdict.pooled else verdict.name
    return f"  {marks[verdict.passed]}{name:<44} {shown:>15}   ({bounds})"


def _described(portfolio: Portfolio) -> str:
    from simulator.domain.dates import to_day
    from simulator.domain.ledger.balances import totals
    from simulator.web.display import day, euros

    supplier, ledger = portfolio.supplier, portfolio.ledger
    sums = totals(ledger, to_day(portfolio.as_of), len(portfolio.customers))
    return "\n".join(
        (
            f"{supplier.name} ({supplier.activity}), au {day(portfolio.as_of)}",
            f"  clients : {len(portfolio.customers)}",
            f"  pièces : {len(ledger.documents)}",
            f"  chiffre d’affaires HT sur douze mois : {euros(supplier.yearly_sales)}",
            f"  encours TTC : {euros(int(sums.open.sum()))}",
            f"  dont échu : {euros(int(sums.overdue.sum()))}",
        )
    )
