"""What the calculators of limits share."""

from __future__ import annotations

from simulator.domain.credit.inputs import YearBasis
from simulator.domain.credit.proposal import Proposal
from simulator.domain.results import NotComputable
from simulator.services.calculators.model import Family, Raw, Values


def year_basis(v: Values) -> YearBasis:
    """Return the days of the year chosen."""
    return YearBasis(v.whole("basis"))


def proposed(found: Proposal | NotComputable) -> Raw | NotComputable:
    """Show what a method proposes."""
    if isinstance(found, NotComputable):
        return found
    warnings = ("place_rule",) if found.place_rule else ()
    return Raw({"limit": found.amount}, found.steps, warnings, found.confidence)


L = Family.LIMITS

LIMIT = ("limit:euro",)
