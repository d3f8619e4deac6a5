"""A wrong answer that was foreseen, and those that any ratio invites."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.accounts.ratio import Ratio, in_days
from simulator.domain.results import NotComputable


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong path, by its code, and what it gives (in the unit of the right answer)."""

    code: str
    value: Decimal


def ratio_mistakes(right: Ratio) -> tuple[Mistake, ...]:
    """Return the wrong answers that a ratio invites.

    ``inverted``: denominator over numerator. ``hundred_times``: percent given as a fraction.
    ``other_basis``: 365 for 360 or the reverse, ``not_in_days``: the fraction of a year, for days.
    """
    found = []
    if right.numerator > 0:
        factor = right.basis or 1
        found.append(Mistake("inverted", right.denominator * factor / right.numerator))
    if right.basis is None:
        found.append(Mistake("hundred_times", right.value * 100))
        return tuple(found)
    found.append(Mistake("other_basis", right.value * _other(right.basis) / right.basis))
    found.append(Mistake("not_in_days", right.value / right.basis))
    return tuple(found)


def _other(basis: int) -> int:
    return 365 if basis == 360 else 360


def day_mistakes(
    outstanding: Number, flow_without_vat: Number, *, vat_rate: Number, basis: int
) -> tuple[Mistake, ...]:
    """Return the wrong answers foreseen for days of credit, on a correct TTC ÷ TTC.

    Those of ``ratio_mistakes`` with ``ht_flow``, VAT left out of the flow, and ``both``, VAT and
    basis wrong together. Empty when the right answer does not exist.
    """
    bare = decimal_of("flow", flow_without_vat)
    right = in_days("days", outstanding, bare * (1 + decimal_of("vat_rate", vat_rate)), basis=basis)
    if isinstance(right, NotComputable):
        return ()
    return (
        Mistake("ht_flow", right.numerator * basis / bare),
        Mistake("both", right.numerator * _other(basis) / bare),
        *ratio_mistakes(right),
    )
