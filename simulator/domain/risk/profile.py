"""Who is scored: the facts that say whether a score was made for such a firm."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.accounts.annual import annual
from simulator.domain.accounts.reading import sales
from simulator.domain.accounts.statement import Statement
from simulator.domain.firm import Identity
from simulator.domain.money import Cents, round_half_up

_INDUSTRY = range(5, 40)
_TRADE = range(45, 48)


@dataclass(frozen=True, slots=True)
class Profile:
    """Size and activity of a firm; what is unknown (``None``) raises no warning.

    ``yearly_sales`` are cents excluding VAT over twelve months, ``division`` the first two digits
    of the NAF code.
    """

    yearly_sales: Cents | None = None
    headcount: int | None = None
    division: int | None = None

    @property
    def industrial(self) -> bool | None:
        """Say whether the firm extracts, makes or supplies energy and water (NAF 05 to 39)."""
        return None if self.division is None else self.division in _INDUSTRY

    @property
    def trading(self) -> bool:
        """Say whether the firm is known to be in trade (NAF 45 to 47)."""
        return self.division is not None and self.division in _TRADE


UNKNOWN = Profile()


def profile_of(statement: Statement, identity: Identity | None = None) -> Profile:
    """Return what a statement and an identity say of a firm, sales brought to twelve months."""
    yearly = Cents(int(round_half_up(annual("sales", sales(statement), statement.months))))
    if identity is None:
        return Profile(yearly)
    digits = identity.naf[:2]
    return Profile(yearly, identity.headcount, int(digits) if digits.isdigit() else None)


@dataclass(frozen=True, slots=True)
class Domain:
    """The firms a score was made for: yearly sales in cents, headcount, industry or not."""

    sales: tuple[Cents, Cents]
    headcount: tuple[int, int] | None = None
    industrial_only: bool = False

    def warnings(self, profile: Profile) -> tuple[str, ...]:
        """Return ``out_of_domain_size``, ``_headcount`` and ``_sector`` as they apply."""
        found = []
        if _outside(profile.yearly_sales, self.sales):
            found.append("out_of_domain_size")
        if self.headcount is not None and _outside(profile.headcount, self.headcount):
            found.append("out_of_domain_headcount")
        if self.industrial_only and profile.industrial is False:
            found.append("out_of_domain_sector")
        return tuple(found)


def _outside(value: int | None, bounds: tuple[int, int]) -> bool:
    return value is not None and not bounds[0] <= value <= bounds[1]
