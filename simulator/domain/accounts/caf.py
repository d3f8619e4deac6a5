"""Capacité d'autofinancement: from the EBE (subtractive) and from the net result (additive).

PCG art. 842-2 and, since 2025, ANC 2022-06 (757/657/747 instead of 775/675/777, accounts 79
removed).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.domain.accounts.numbers import euro_formula
from simulator.domain.accounts.sig import ebe, net_result
from simulator.domain.accounts.statement import Standard, Statement
from simulator.domain.money import Cents, total
from simulator.domain.results import Step, Unit


@dataclass(frozen=True, slots=True)
class Caf:
    """A cash flow in cents: what is added, what is taken away (liasse codes or names), the step."""

    method: str
    start: Cents
    added: tuple[tuple[str, Cents], ...]
    subtracted: tuple[tuple[str, Cents], ...]

    @property
    def value(self) -> Cents:
        """Return the cash flow."""
        gained, lost = (total([c for _, c in rows]) for rows in (self.added, self.subtracted))
        return Cents(self.start + gained - lost)

    @property
    def step(self) -> Step:
        """Return the line of computation, nil lines left out."""
        added = [self.start, *(c for _, c in self.added if c)]
        subtracted = [c for _, c in self.subtracted if c]
        name = f"caf_{self.method}"
        return Step(name, euro_formula(added, subtracted), self.value, Unit.CENTS)


def _transfers(s: Statement) -> Cents:
    """Return transferts de charges (791), which exist before 2025 only."""
    return s["A1"] if s.standard is Standard.BEFORE_2025 else Cents(0)


def _capital_income(s: Statement) -> Cents:
    """Return exceptional income on capital: disposals and subsidies if told apart, else HB."""
    return s.add("p775", "p777") if s.states("p775", "p777") else s.value("HB")


def _capital_charges(s: Statement) -> Cents:
    return s["c675"] if s.states("c675") else s.value("HF")


def _disposals(s: Statement) -> tuple[list[tuple[str, Cents]], list[tuple[str, Cents]]]:
    """Return income and charges of disposals and subsidies that the 2025 chart spreads out."""
    if s.standard is Standard.BEFORE_2025:
        return [], []
    return (
        [(code, s[code]) for code in ("p757", "p767", "p747")],
        [(code, s[code]) for code in ("c657", "c667")],
    )


def caf_subtractive(s: Statement) -> Caf:
    """Return EBE + other income that is cashed in - other charges that are paid out, in cents.

    Disposals, the share of subsidies, allocations and reversals are left out. When the statement
    does not tell 775 and 777 apart, the whole of exceptional income on capital (HB, HF) is left
    out.
    """
    income, charges = _disposals(s)
    moved = [row for row in income if row[0] != "p747"]  # 747 is not in our EBE
    added = (
        ("A1", _transfers(s)),
        *((code, s.value(code)) for code in ("FQ", "GH", "GP", "HD")),
        *charges,
        ("capital_charges", _capital_charges(s)),
        *((code, s[code]) for code in ("GQ", "HG")),
    )
    subtracted = (
        *((code, s.value(code)) for code in ("GE", "GI", "GU", "HH")),
        *moved,
        ("capital_income", _capital_income(s)),
        *((code, s[code]) for code in ("GM", "HC", "HJ", "HK")),
    )
    return Caf("subtractive", ebe(s), added, subtracted)


def caf_additive(s: Statement) -> Caf:
    """Return net result + allocations - reversals + book values - disposals - subsidies."""
    income, charges = _disposals(s)
    reversals = Cents(s.value("FP") - _transfers(s))
    added = (
        *((code, s[code]) for code in ("GA", "GB", "GC", "GD", "GQ", "HG")),
        ("capital_charges", _capital_charges(s)),
        *charges,
    )
    subtracted = (
        ("reversals", reversals),
        *((code, s[code]) for code in ("GM", "HC")),
        ("capital_income", _capital_income(s)),
        *income,
    )
    return Caf("additive", net_result(s), added, subtracted)


def caf(s: Statement) -> Cents:
    """Return the cash flow of a statement (subtractive method), in cents of its own year."""
    return caf_subtractive(s).value


def caf_from(
    start: Cents, *, added: Sequence[Cents] = (), subtracted: Sequence[Cents] = ()
) -> Cents:
    """Return a cash flow from amounts already sorted, whichever the method, in cents."""
    return Cents(start + total(added) - total(subtracted))


def self_financing(statement: Statement) -> Cents:
    """Return autofinancement: CAF less dividends paid, in cents."""
    return Cents(caf(statement) - statement["div"])
