"""What the calculators of accounts share."""

from __future__ import annotations

from simulator.domain.accounts.ratio import Ratio
from simulator.domain.results import NotComputable
from simulator.services.calculators.model import Family


def measured(found: Ratio | NotComputable) -> object:
    """Return the value of a ratio, or why there is none."""
    if isinstance(found, NotComputable):
        return found
    return found.value


A = Family.ACCOUNTS


def outputs(measure: str, *names: str) -> tuple[str, ...]:
    """Declare several outputs of one measure."""
    return tuple(f"{name}:{measure}" for name in names)
