"""`simulator calc`: the toolbox on the command line, for people and for programs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from simulator.cli import common

if TYPE_CHECKING:
    from simulator.services.calculators.model import Calculator
    from simulator.services.calculators.run import Outcome


@click.command()
@click.argument("name", metavar="[CALCUL]", required=False)
@click.argument("given", metavar="[DONNÉE=VALEUR | -]", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="Lister les calculs.")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON, pour un programme.")
def command(name: str | None, given: tuple[str, ...], *, listed: bool, as_json: bool) -> None:
    """Refaire un calcul du métier, avec ses étapes.

    Les données s’écrivent « donnée=valeur » ; « - » lit un objet JSON sur l’entrée standard. Un
    taux sans signe est une fraction : 0,05 pour 5 %. Sans donnée, les données attendues et un
    exemple sont montrés. Le code de sortie est 1 quand le calcul n’a pas de résultat.
    """
    if listed or name is None:
        _list(as_json=as_json)
        return
    from simulator.domain.refusals import Refusal
    from simulator.services.calculators import registry

    try:
        calculator = registry.find(name)
        if not given:
            _describe(calculator, as_json=as_json)
            return
        outcome = _computed(calculator, given)
    except Refusal as refusal:
        _refuse(refusal, as_json=as_json)
    if as_json:
        from simulator.services.calculators.report import outcome_json

        _write(outcome_json(outcome))
    else:
        _tell(outcome)
    if outcome.faults or outcome.failure is not None:
        sys.exit(1)


def _computed(calculator: Calculator, given: tuple[str, ...]) -> Outcome:
    from simulator.services.calculators import command as entry
    from simulator.services.calculators.run import compute

    if given == ("-",):
        # Bytes, because a console's own encoding is not that of the JSON of programs.
        typed = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
        values = entry.read_json(typed)
    else:
        values = entry.pairs(given)
    return compute(calculator, values, common.today(), machine=True)


def _write(value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _refuse(refusal: Any, *, as_json: bool) -> NoReturn:  # noqa: ANN401 - imported lazily
    from simulator.services.calculators.report import refusal_json

    if as_json:
        _write({"errors": [refusal_json(refusal)]})
        sys.exit(1)
    raise common.Refused(refusal_json(refusal)["sentence"])


def _list(*, as_json: bool) -> None:
    from simulator.services.calculators import registry, wording
    from simulator.services.calculators.model import Family
    from simulator.services.calculators.report import described

    if as_json:
        _write([described(each) for each in registry.ALL])
        return
    for family in Family:
        click.echo(wording.said("families", family.value))
        for each in registry.of_family(family):
            click.echo(f"  {each.slug:<28} {wording.card(each).title}")
        click.echo()


def _describe(calculator: Calculator, *, as_json: bool) -> None:
    from simulator.services.calculators.report import described, usage

    if as_json:
        _write(described(calculator))
        return
    for line in usage(calculator):
        click.echo(line)


def _tell(outcome: Outcome) -> None:
    from simulator.services.calculators.report import told

    lines = told(outcome)
    for line in lines:
        click.echo(line, err=bool(outcome.faults))
