"""`simulator calc`: the trade's everyday sums, with the steps that lead to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from simulator.cli import common

if TYPE_CHECKING:
    from simulator.domain.money import Cents
    from simulator.domain.rates import LawBook
    from simulator.domain.results import Step

STEPS = {
    "add_days": "jours ajoutés",
    "month_end": "fin de mois",
    "then_day": "jour du mois suivant",
}


@click.group()
def command() -> None:
    """Refaire un calcul du métier : échéance, pénalités, DSO."""


@command.command("echeance")
@click.argument("issued", metavar="DATE")
@click.argument("terms", metavar="DÉLAI")
def due(issued: str, terms: str) -> None:
    """Compter l’échéance d’une facture.

    DÉLAI s’écrit « comptant », « 30j », « 45j_fdm » (fin de mois) ou « 30j_fdm_le10 ». Quand il
    finit par une fin de mois, les deux façons de compter sont montrées.
    """
    from simulator.domain.collection.terms import MonthEnd, due_date, read_term
    from simulator.domain.reading import write_date

    with common.refusals():
        start = _day(issued)
        counts = {read_term(terms), read_term(terms, MonthEnd.BEFORE)}
        for term in sorted(counts, key=lambda term: term.month_end is MonthEnd.BEFORE):
            found = due_date(term, start)
            click.echo(f"Échéance : {write_date(found.last_day)} ({found.days} jours)")
            _show(found.steps)


@command.command("penalites")
@click.argument("amount", metavar="MONTANT")
@click.argument("due_on", metavar="ÉCHÉANCE")
@click.argument("paid_on", metavar="PAIEMENT")
def penalties(amount: str, due_on: str, paid_on: str) -> None:
    """Calculer les pénalités légales d’une facture payée en retard.

    Taux de la BCE majoré de dix points, semestre par semestre, et indemnité de recouvrement.
    """
    from simulator.domain.collection.penalties import LateInvoice, penalty
    from simulator.domain.reading import write_date

    with common.refusals():
        invoice = LateInvoice(_cents(amount), _day(due_on), _day(paid_on))
        found = penalty(invoice, _law())
        click.echo(f"Retard : {found.days} jours")
        for part in found.segments:
            first, last = write_date(part.first_day), write_date(part.last_day)
            rate = _percent(part.rate.value)
            click.echo(f"  du {first} au {last} à {rate} : {_euros(part.interest)}")
        click.echo(f"Pénalités : {_euros(Fraction(found.interest))}")
        click.echo(f"Indemnité : {_euros(Fraction(found.indemnity))}")
        click.echo(f"Total dû en plus de la facture : {_euros(Fraction(found.total))}")


@command.command("dso")
@click.argument("receivable", metavar="ENCOURS")
@click.argument("sales", metavar="VENTES")
@click.option("--days", type=click.IntRange(1, 1000), default=365, help="Jours de la période.")
def dso(receivable: str, sales: str, *, days: int) -> None:
    """Calculer un DSO simple : ENCOURS et VENTES de la période, tous deux TTC."""
    from simulator.domain.indicators.dso import dso as simple
    from simulator.domain.measures import write_number
    from simulator.domain.results import NotComputable

    with common.refusals():
        found = simple(_cents(receivable), _cents(sales), days)
    if isinstance(found.value, NotComputable):
        raise common.Refused("pas de DSO sans ventes dans la période.")
    value = found.number
    assert value is not None
    click.echo(f"DSO : {write_number(Fraction(value), 1)} jours")
    click.echo(f"  {receivable} ÷ {sales} × {days}")


def _law() -> LawBook:
    """Read the dated rates that come with the program; they are clean or the build fails."""
    from simulator.content.rates import read_rates
    from simulator.domain.rates import LawBook
    from simulator.paths import CONTENT

    tables = {}
    for path in sorted((CONTENT / "rates").glob("*.yaml")):
        table, problems = read_rates(path, path.name)
        if table is None:
            raise common.Refused("\n".join(map(str, problems)))
        tables[table.name] = table
    return LawBook(tables)


def _day(text: str) -> date:
    from simulator.domain.reading import read_date

    return read_date(text)


def _cents(text: str) -> Cents:
    from simulator.domain.measures import MEASURES
    from simulator.domain.money import Cents, round_half_up
    from simulator.domain.reading import read

    return Cents(int(round_half_up(read(text, MEASURES["euro"]).value)))


def _euros(amount: Fraction) -> str:
    from simulator.domain.measures import MEASURES, write

    return write(amount, MEASURES["euro"])


def _percent(rate: object) -> str:
    from simulator.domain.measures import MEASURES, write

    return write(Fraction(str(rate)), MEASURES["percent"])


def _show(steps: Iterable[Step]) -> None:
    for step in steps:
        click.echo(f"  {STEPS[step.name]} : {step.formula}")
