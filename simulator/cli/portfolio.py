"""`simulator portfolio`: a portfolio to look at, and whether portfolios are believable."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli import common
from simulator.domain.measures import agreed

if TYPE_CHECKING:
    from simulator.domain.portfolio import Portfolio
    from simulator.generation.check import Verdict

DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])
SEED = click.IntRange(min=0, max=2**64 - 1)


@click.group()
def command() -> None:
    """Engendrer un portefeuille, ou le contrôler."""


@command.command()
@click.argument("scenario", metavar="SCÉNARIO")
@click.option("--seed", type=SEED, default=1, help="Graine du tirage.")
@click.option("--customers", type=int, default=120, help="Nombre de clients.")
@click.option("--months", type=int, default=24, help="Mois d’historique.")
@click.option("--date", "as_of", type=DAY, help="Jour du portefeuille (aujourd’hui par défaut).")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Fichier à écrire.")
def generate(
    scenario: str,
    *,
    seed: int,
    customers: int,
    months: int,
    as_of: datetime | None,
    output: Path | None,
) -> None:
    """Engendrer le portefeuille d’un SCÉNARIO et dire ce qu’il contient.

    Les mêmes options donnent le même portefeuille sur toutes les machines.
    """
    from simulator.exchange import snapshots
    from simulator.generation.build import generate as make

    day = as_of.date() if as_of else common.today()
    with common.refusals():
        portfolio = make(scenario, seed, customers, months, as_of=day)
        click.echo(_described(portfolio))
        click.echo(f"Empreinte : {snapshots.digest(portfolio)}")
        if output is not None:
            if output.exists():
                raise common.Refused(f"{output} existe déjà ; rien n’a été écrit.")
            output.write_bytes(snapshots.dump(portfolio))
            click.echo(f"Écrit dans {output}.")


@command.command()
@click.argument("scenario", metavar="SCÉNARIO", required=False)
@click.option("--seeds", type=click.IntRange(1, 50), default=3, help="Nombre de tirages.")
@click.option("--customers", type=int, default=600, help="Clients de chaque tirage.")
def check(scenario: str | None, *, seeds: int, customers: int) -> None:
    """Comparer des portefeuilles aux mesures publiées (tous les scénarios par défaut).

    Le code de sortie est 1 quand une borne impérative est franchie.
    """
    from simulator.generation.library import playable

    failed = 0
    with common.refusals():
        for key in [scenario] if scenario else [found.key for found in playable()]:
            verdicts = _judged(key, seeds, customers)
            click.echo(f"\n{key}")
            for verdict in verdicts:
                click.echo(_line(verdict))
            failed += sum(verdict.passed is False and verdict.bar.hard for verdict in verdicts)
    if failed:
        raise common.Refused(agreed(f"{failed} borne(s) impérative(s) franchie(s)."))


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Dossier à écrire.",
)
@click.option("--scenario", default="negoce-materiaux", help="Entreprise fictive du portefeuille.")
@click.option("--seed", type=SEED, default=1, help="Graine des noms fictifs.")
@click.option("--scale", type=float, default=100.0, help="Échelle des montants, en pour cent.")
@click.option("--format", "form", type=click.Choice(["parquet", "csv"]), default="csv")
@click.option("--real-names", is_flag=True, help="Garder les vrais noms des clients.")
def import_(
    file: Path, *, out: Path, scenario: str, seed: int, scale: float, form: str, real_names: bool
) -> None:
    """Faire un portefeuille d’un export de grand livre (CSV ou Excel).

    Les colonnes sont reconnues ; le rapport ligne à ligne est écrit dans le dossier.
    """
    from simulator.cli.importing import import_ledger

    with common.refusals():
        if out.exists() and any(out.iterdir()):
            raise common.Refused(f"{out} n’est pas vide\u202f; rien n’a été écrit.")
        portfolio, told = import_ledger(
            file, out, scenario, seed, scale=scale, form=form, real_names=real_names
        )
        click.echo(told)
        click.echo(_described(portfolio))


def _judged(key: str, seeds: int, customers: int) -> tuple[Verdict, ...]:
    from simulator.generation.build import generate as make
    from simulator.generation.check import check_pooled

    day = common.today()
    return check_pooled([make(key, seed, customers, as_of=day) for seed in range(1, seeds + 1)])


def _line(verdict: Verdict) -> str:
    from simulator.domain.results import NotComputable

    bar = verdict.bar
    low, high = bar.pooled or (bar.low, bar.high)
    marks = {True: "ok    ", False: "ÉCART " if bar.hard else "écart ", None: "–     "}
    if isinstance(verdict.value, NotComputable):
        shown = "non calculable"
    else:
        shown = f"{verdict.value:.4g}".replace(".", ",")
    bounds = f"{low:g} à {high:g}".replace(".", ",")
    return f"  {marks[verdict.passed]}{verdict.name:<40} {shown:>15}   ({bounds})"


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
