"""The longest term the law allows, by kind of sale (C. com. L441-10 to L441-13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from simulator.domain.collection.terms import MonthEnd, Term, due_date
from simulator.domain.dates import end_of_month
from simulator.domain.rates import DatedRate, LawBook
from simulator.domain.refusals import WrongOrder
from simulator.domain.results import NotComputable

_DECADE = 10


class Sector(StrEnum):
    """Kind of sale that has a ceiling of its own."""

    GENERAL = "general"
    PERISHABLE = "perishable"
    SEASONAL_PRODUCE = "seasonal_produce"
    LIVESTOCK = "livestock"
    SPIRITS = "spirits"
    WINE = "wine"
    TRANSPORT = "transport"
    EXPORT = "export"
    GREEN_EQUIPMENT = "green_equipment"
    FARM_MACHINERY = "farm_machinery"
    LEATHER = "leather"
    WINTER_SPORTS = "winter_sports"
    WATCHES = "watches"
    TOYS = "toys"


@dataclass(frozen=True, slots=True)
class Sale:
    """What the ceiling depends on.

    ``delivered`` is the delivery, or the performance of the service; ``received`` the receipt of
    the goods when it is later; ``cleared`` the customs clearance overseas (L441-13), which
    replaces the start of the term.
    """

    issued: date
    delivered: date
    received: date | None = None
    sector: Sector = Sector.GENERAL
    periodic: bool = False
    cleared: date | None = None

    def __post_init__(self) -> None:
        if self.received is not None and self.received < self.delivered:
            raise WrongOrder("delivered", self.delivered, "received", self.received)

    @property
    def invoice_start(self) -> date:
        """Return the day from which a term counted from the invoice runs."""
        return self.cleared or self.issued

    @property
    def receipt(self) -> date:
        """Return the receipt of the goods, or the performance."""
        return self.received or self.delivered


@dataclass(frozen=True, slots=True)
class Ceiling:
    """One way to reach the longest lawful term; ``rule`` is a code, ``start`` its day zero."""

    rule: str
    start: date
    term: Term
    last_day: date
    rate: DatedRate

    @property
    def from_invoice(self) -> bool:
        """Say whether the ceiling counts from the invoice, as clauses usually do."""
        return self.rule in {
            "agreed",
            "month_end_a",
            "month_end_b",
            "periodic",
            "transport",
            "export",
        }


def decade_end(day: date) -> date:
    """Return the end of the ten-day period (1–10, 11–20, 21–end of month) of a day."""
    if day.day <= _DECADE:
        return day.replace(day=_DECADE)
    return day.replace(day=2 * _DECADE) if day.day <= 2 * _DECADE else end_of_month(day)


def _ceiling(
    rule: str,
    table: str,
    start: date,
    law: LawBook,
    *,
    month_end: MonthEnd = MonthEnd.NONE,
    more: int = 0,
) -> Ceiling:
    rate = law.on(table, start)
    term = Term(int(rate.value) + more, month_end)
    return Ceiling(rule, start, term, due_date(term, start).last_day, rate)


def _month_ends(table: str, start: date, law: LawBook) -> tuple[Ceiling, Ceiling]:
    return (
        _ceiling("month_end_a", table, start, law, month_end=MonthEnd.AFTER),
        _ceiling("month_end_b", table, start, law, month_end=MonthEnd.BEFORE),
    )


def _general(sale: Sale, law: LawBook, more: int = 0) -> tuple[Ceiling, ...]:
    start = sale.invoice_start
    if sale.periodic:
        return (_ceiling("periodic", "term_periodic_days", start, law, more=more),)
    net = _ceiling("agreed", "term_agreed_days", start, law, more=more)
    if more:
        return (net,)
    return (net, *_month_ends("term_month_end_days", start, law))


def _perishable(sale: Sale, law: LawBook) -> tuple[Ceiling, ...]:
    if sale.periodic:
        end = decade_end(sale.delivered)
        return (_ceiling("end_of_decade", "term_perishable_days", end, law),)
    return (_ceiling("delivery", "term_perishable_days", sale.delivered, law),)


def _seasonal_produce(sale: Sale, law: LawBook) -> tuple[Ceiling, ...]:
    if not sale.periodic:
        return _perishable(sale, law)
    end = end_of_month(sale.delivered)
    return (_ceiling("end_of_delivery_month", "term_seasonal_produce_days", end, law),)


def _spirits(sale: Sale, law: LawBook) -> tuple[Ceiling, ...]:
    end = end_of_month(sale.delivered)
    return (_ceiling("end_of_delivery_month", "term_spirits_days", end, law),)


def _wine(sale: Sale, law: LawBook) -> tuple[Ceiling, ...]:
    start = sale.invoice_start
    net = _ceiling("agreed", "term_wine_days", start, law)
    return (net, *_month_ends("term_wine_month_end_days", start, law))


def _winter_sports(sale: Sale, law: LawBook) -> tuple[Ceiling, ...]:
    more = law.count("term_winter_sports_extra_days", sale.issued)
    return _general(sale, law, more)


def _decree(table: str) -> Callable[[Sale, LawBook], tuple[Ceiling, ...]]:
    def ceilings_of(sale: Sale, law: LawBook) -> tuple[Ceiling, ...]:
        start = sale.invoice_start
        net = _ceiling("agreed", "term_agreed_days", start, law)
        return (net, *_month_ends(table, start, law))

    return ceilings_of


def _from_invoice(rule: str, table: str) -> Callable[[Sale, LawBook], tuple[Ceiling, ...]]:
    def ceilings_of(sale: Sale, law: LawBook) -> tuple[Ceiling, ...]:
        return (_ceiling(rule, table, sale.invoice_start, law),)

    return ceilings_of


def _livestock(sale: Sale, law: LawBook) -> tuple[Ceiling, ...]:
    return (_ceiling("delivery", "term_livestock_days", sale.delivered, law),)


_RULES: Mapping[Sector, Callable[[Sale, LawBook], tuple[Ceiling, ...]]] = {
    Sector.GENERAL: _general,
    Sector.PERISHABLE: _perishable,
    Sector.SEASONAL_PRODUCE: _seasonal_produce,
    Sector.LIVESTOCK: _livestock,
    Sector.SPIRITS: _spirits,
    Sector.WINE: _wine,
    Sector.TRANSPORT: _from_invoice("transport", "term_transport_days"),
    Sector.EXPORT: _from_invoice("export", "term_export_days"),
    Sector.GREEN_EQUIPMENT: _decree("term_green_equipment_days"),
    Sector.FARM_MACHINERY: _decree("term_farm_machinery_days"),
    Sector.LEATHER: _decree("term_leather_days"),
    Sector.WINTER_SPORTS: _winter_sports,
}


def ceilings(sale: Sale, law: LawBook) -> tuple[Ceiling, ...] | NotComputable:
    """Return every lawful ceiling of a sale (any one of them may be agreed).

    ``NotComputable("figure_not_confirmed")`` for the sectors whose decree figure was not confirmed.
    """
    rule = _RULES.get(sale.sector)
    if rule is None:
        return NotComputable("figure_not_confirmed", {"sector": sale.sector.value})
    return rule(sale, law)


def default_due_date(sale: Sale, law: LawBook) -> Ceiling:
    """Return the due date when nothing was agreed: 30 days from receipt or performance.

    C. com. L441-10, I, al. 1; never later than the ceiling of a sector of public policy.
    """
    default = _ceiling("default", "term_default_days", sale.receipt, law)
    if sale.sector == Sector.GENERAL:
        return default
    limits = ceilings(sale, law)
    if isinstance(limits, NotComputable):
        return default
    return min((default, max(limits, key=_last_day)), key=_last_day)


def _last_day(ceiling: Ceiling) -> date:
    return ceiling.last_day


def acceptance_limit(received: date, law: LawBook) -> date:
    """Return the last day of an acceptance procedure without a clause (L441-10, III)."""
    return received + timedelta(days=law.count("term_acceptance_days", received))
