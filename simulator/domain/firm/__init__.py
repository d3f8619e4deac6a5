"""Who the customers are: identity, sector, size, legal form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simulator.domain.money import Cents


class Size(StrEnum):
    """Size class of a firm (decree 2008-1354)."""

    TPE = "TPE"
    PME = "PME"
    ETI = "ETI"
    GE = "GE"


@dataclass(frozen=True, slots=True)
class Identity:
    """Legal identity of a fictional firm; the SIREN fails the key, the domain is ``.example``."""

    name: str
    siren: str
    legal_form: str
    naf: str
    sector: str
    size: Size
    created: date
    address: str
    postcode: str
    city: str
    manager: str
    email: str
    phone: str
    headcount: int
    share_capital: Cents | None = None
    public: bool = False
