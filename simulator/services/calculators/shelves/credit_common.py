"""What the calculators of credit share."""

from __future__ import annotations

from simulator.domain.credit.inputs import YearBasis
from simulator.services.calculators.model import Family, Values


def year_basis(v: Values) -> YearBasis:
    """Return the days of the year chosen."""
    return YearBasis(v.whole("basis"))


def fields(found: object, *names: str) -> dict[str, object]:
    """Return attributes of a result of the domain, by name."""
    return {name: getattr(found, name) for name in names}


C = Family.CREDIT


def euros(*names: str) -> tuple[str, ...]:
    """Declare several outputs in euros."""
    return tuple(f"{name}:euro" for name in names)
