"""Bringing a year of other than twelve months to twelve, and comparing years of a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from simulator.domain.accounts.liasse import LINES, PARTIAL_TOTALS, TOTALS, Form
from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.accounts.statement import Standard, Statement
from simulator.domain.money import times
from simulator.domain.refusals import OutOfRange

LONGEST_YEAR = 24
_FLOW_FORMS = (Form.OPERATING, Form.RESULT)
_FLOW_DETAILS = frozenset({"inv", "div"})


def annual(name: str, flow: Number, months: int) -> Decimal:
    """Return a flow brought to twelve months.

    Raises ``NotFinite``, and ``OutOfRange`` unless the year lasts 1 to 24 months.
    """
    if not 1 <= months <= LONGEST_YEAR:
        raise OutOfRange("months", months, 1, LONGEST_YEAR)
    return decimal_of(name, flow) * 12 / months


def _is_flow(code: str) -> bool:
    line = LINES.get(code)
    if line is None:
        return False
    return line.form in _FLOW_FORMS or code in _FLOW_DETAILS or code[0] in "pc"


def annualised(statement: Statement) -> Statement:
    """Return the statement with its flows brought to twelve months; stocks are untouched.

    Detail lines are rounded to the cent and totals that added up are added up again, so that the
    income statement still does. The identity on a year of twelve months.
    """
    if statement.months == 12:
        return statement
    annual("months", 0, statement.months)
    factor = Fraction(12, statement.months)
    sums = [code for code in TOTALS if _is_flow(code) and _adds_up(statement, code)]
    lines = {
        code: times(cents, factor) if _is_flow(code) else cents
        for code, cents in statement.lines.items()
        if code not in sums
    }
    scaled = replace(statement, lines=lines, months=12, referentiel_pcg=statement.standard)
    return replace(scaled, lines={**lines, **{code: scaled.value(code) for code in sums}})


def _adds_up(statement: Statement, code: str) -> bool:
    """Say whether a stated total is the sum of its parts, so that it can be added up again."""
    if code in PARTIAL_TOTALS or not statement.states(code):
        return False
    return statement[code] == statement.values(*TOTALS[code])


def crosses_reform(statements: Sequence[Statement]) -> bool:
    """Say whether a series mixes years kept before and under the 2025 chart of accounts."""
    return len({statement.standard for statement in statements}) > 1


def warnings_of(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return the warning codes of a series.

    ``pcg_2025_crossed``: operating results are not comparable as they stand.
    ``year_not_twelve_months``: flows are annualised. ``transfers_removed_in_2025``: account 79 is
    used in a year that has it no more. ``old_disposal_accounts``: 775, 675 or 777 are used in
    such a year.
    """
    found = []
    if crosses_reform(statements):
        found.append("pcg_2025_crossed")
    if any(statement.months != 12 for statement in statements):
        found.append("year_not_twelve_months")
    new = [s for s in statements if s.standard is Standard.FROM_2025]
    if any(s["A1"] for s in new):
        found.append("transfers_removed_in_2025")
    if any(s[code] for s in new for code in ("p775", "c675", "p777")):
        found.append("old_disposal_accounts")
    return tuple(found)
