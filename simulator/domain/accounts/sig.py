"""Soldes intermédiaires de gestion: from the sales margin to the net result.

Formulas: PCG art. 842-1 and the lines of forms 2052 and 2053; after 2025 (ANC 2022-06) disposals
(757, 657) and the share of investment subsidies (747) are inside the operating result: it moves,
the net result does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.accounts.numbers import euro_formula
from simulator.domain.accounts.reading import production_sold
from simulator.domain.accounts.statement import Standard, Statement
from simulator.domain.money import ZERO, Cents
from simulator.domain.results import Step, Unit

_ALLOCATIONS = ("GA", "GB", "GC", "GD")


@dataclass(frozen=True, slots=True)
class Sig:
    """The balances of one year, in cents, with the steps that lead to them.

    ``operating_result_comparable`` leaves out disposals and the share of subsidies that only the
    2025 chart puts there, so that a series can cross the reform.
    """

    sales: Cents
    commercial_margin: Cents
    production: Cents
    value_added: Cents
    ebe: Cents
    operating_result: Cents
    operating_result_comparable: Cents
    current_result: Cents
    exceptional_result: Cents
    disposal_result: Cents
    net_result: Cents
    steps: tuple[Step, ...]


def commercial_margin(statement: Statement) -> Cents:
    """Return marge commerciale: goods sold less their cost (FC - FS - FT)."""
    return statement.values("FC", "-FS", "-FT")


def production(statement: Statement) -> Cents:
    """Return production de l'exercice: sold + stocked + capitalised."""
    return Cents(production_sold(statement) + statement.add("FM", "FN"))


def value_added(statement: Statement) -> Cents:
    """Return valeur ajoutée: margin + production - consumption from third parties."""
    made = commercial_margin(statement) + production(statement)
    return Cents(made - statement.add("FU", "FV", "FW"))


def ebe(statement: Statement) -> Cents:
    """Return excédent brut d'exploitation: VA + FO - FX - FY - FZ.

    The share of investment subsidies (747, in FO since 2025) is left out, as 777 always was.
    """
    own = statement.values("FO", "-FX", "-FY", "-FZ")
    return Cents(value_added(statement) + own - shared_subsidies(statement))


def shared_subsidies(statement: Statement) -> Cents:
    """Return the share of investment subsidies that the 2025 chart puts in FO (747)."""
    return statement["p747"] if statement.standard is Standard.FROM_2025 else ZERO


def operating_disposals(statement: Statement) -> Cents:
    """Return the gain on disposals that the 2025 chart puts in the operating result (757 - 657)."""
    return statement.add("p757", "-c657") if statement.standard is Standard.FROM_2025 else ZERO


def operating_result(statement: Statement) -> Cents:
    """Return résultat d'exploitation: EBE + FP + FQ - allocations - GE (line GG when stated)."""
    if statement.states("GG"):
        return statement["GG"]
    other = statement.values("FP", "FQ", "-GE") + shared_subsidies(statement)
    return Cents(ebe(statement) + other - statement.add(*_ALLOCATIONS))


def comparable_operating_result(statement: Statement) -> Cents:
    """Return the operating result without what only the 2025 chart puts in it (757, 657, 747)."""
    moved = operating_disposals(statement) + shared_subsidies(statement)
    return Cents(operating_result(statement) - moved)


def current_result(statement: Statement) -> Cents:
    """Return résultat courant avant impôts: REX ± joint operations + financial result (GW)."""
    if statement.states("GW"):
        return statement["GW"]
    return Cents(operating_result(statement) + statement.values("GH", "-GI", "GV"))


def net_result(statement: Statement) -> Cents:
    """Return résultat net: RCAI + exceptional result - profit-sharing - tax (HN)."""
    if statement.states("HN"):
        return statement["HN"]
    return Cents(current_result(statement) + statement.values("HI", "-HJ", "-HK"))


def disposal_result(statement: Statement) -> Cents:
    """Return the result on disposals of fixed assets, whichever chart of accounts records it."""
    if statement.standard is Standard.FROM_2025:
        return statement.add("p757", "-c657", "p767", "-c667")
    return statement.add("p775", "-c675")


def sig_of(statement: Statement) -> Sig:
    """Compute every balance of a statement, in cents of its own year (not annualised)."""
    return Sig(
        sales=statement.value("FL"),
        commercial_margin=commercial_margin(statement),
        production=production(statement),
        value_added=value_added(statement),
        ebe=ebe(statement),
        operating_result=operating_result(statement),
        operating_result_comparable=comparable_operating_result(statement),
        current_result=current_result(statement),
        exceptional_result=statement.value("HI"),
        disposal_result=disposal_result(statement),
        net_result=net_result(statement),
        steps=_steps(statement),
    )


def _step(name: str, added: list[Cents], subtracted: list[Cents], value: Cents) -> Step:
    return Step(name, euro_formula(added, subtracted), value, Unit.CENTS)


def _lines(statement: Statement, *codes: str) -> list[Cents]:
    return [statement.value(code) for code in codes]


def _steps(s: Statement) -> tuple[Step, ...]:
    margin, made, va, gross = commercial_margin(s), production(s), value_added(s), ebe(s)
    rex, rcai = operating_result(s), current_result(s)
    moved = shared_subsidies(s)
    subsidies = Cents(s.value("FO") - moved)
    income = [*_lines(s, "FP", "FQ"), *([moved] if moved else [])]
    return (
        _step("commercial_margin", _lines(s, "FC"), _lines(s, "FS", "FT"), margin),
        _step("production", [production_sold(s), *_lines(s, "FM", "FN")], [], made),
        _step("value_added", [margin, made], _lines(s, "FU", "FV", "FW"), va),
        _step("ebe", [va, subsidies], _lines(s, "FX", "FY", "FZ"), gross),
        _step("operating_result", [gross, *income], _lines(s, *_ALLOCATIONS, "GE"), rex),
        _step("current_result", [rex, *_lines(s, "GH", "GP")], _lines(s, "GI", "GU"), rcai),
        _step("net_result", [rcai, *_lines(s, "HI")], _lines(s, "HJ", "HK"), net_result(s)),
    )
