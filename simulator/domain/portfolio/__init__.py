"""The living portfolio: a supplier, its customers and their ledger on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from simulator.domain.accounts.statement import Statement
from simulator.domain.firm import Identity
from simulator.domain.ledger.columns import Ledger
from simulator.domain.money import Cents


@dataclass(frozen=True, slots=True)
class Supplier:
    """The fictional firm whose credit manager the trainee becomes."""

    scenario: str
    name: str
    activity: str
    story: str
    yearly_sales: Cents  # excluding VAT
    margin_rate: Decimal
    vat_rate: Decimal


class SourceKind(StrEnum):
    """Where a piece of information about a customer comes from."""

    SALES_NOTE = "sales_note"
    PRESS = "press"
    BODACC = "bodacc"
    INSURER = "insurer"
    BANK = "bank"
    AGENCY = "agency"
    SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True)
class Source:
    """One dated piece of information, reliable or not; ``text`` is French and shown as it is."""

    kind: SourceKind
    dated: date
    text: str


class ContactRole(StrEnum):
    """What a contact does at the customer's; the last two are those of public bodies."""

    PAYABLES = "payables"
    BUYER = "buyer"
    DIRECTION = "direction"
    SITE = "site"
    AUTHORISER = "authoriser"
    TREASURY = "treasury"


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone at the customer's, as the file has it since ``checked``: people move."""

    role: ContactRole
    name: str
    email: str
    phone: str
    checked: date


@dataclass(frozen=True, slots=True)
class InsurerDecision:
    """What the credit insurer grants on a customer; zero is a refusal."""

    granted: Cents
    quota: Decimal
    dated: date


@dataclass(frozen=True, slots=True)
class Customer:
    """All that a credit manager may see of a customer. ``id`` is the row used by the ledger."""

    id: int
    identity: Identity
    since: date
    terms: str  # "30j", "30j_fdm", "45j_fdm", "60j", "comptant" …
    means: str  # "virement", "lcr", "prelevement", "cheque"
    sales_rep: str
    limit: Cents | None
    statements: tuple[Statement, ...]  # oldest first; empty for public bodies
    cotation: str | None
    insurer: InsurerDecision | None
    sources: tuple[Source, ...] = ()
    contacts: tuple[Contact, ...] = ()  # by role, the latest first


@dataclass(frozen=True, slots=True)
class Hidden:
    """What nobody sees before the debrief: the health that drives everything."""

    health: float
    profile: str
    default_on: date | None


@dataclass(frozen=True, slots=True, eq=False)
class Portfolio:
    """A supplier's customers and ledger as of a day; ``seed`` and ``version``: how it was made."""

    supplier: Supplier
    as_of: date
    seed: int
    version: str
    customers: tuple[Customer, ...]
    ledger: Ledger
    hidden: tuple[Hidden, ...]
