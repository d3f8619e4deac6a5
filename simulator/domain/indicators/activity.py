"""Means of the collection team: contacts, promises obtained, cost, productivity, workload.

Formulas: sheet of the house, lines 17 to 20 (November 2026).
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.indicators.conventions import DEFAULT, ContactBase, Conventions
from simulator.domain.indicators.measure import (
    Flag,
    Measure,
    Number,
    cents_part,
    exact,
    not_negative,
    part,
    quotient,
)
from simulator.domain.money import Cents
from simulator.domain.results import Unit


def right_party_contacts(
    right_party: int, reached: int, attempts: int | None = None, conventions: Conventions = DEFAULT
) -> Measure:
    """Return right-party contacts ÷ contacts reached, or ÷ attempts by the convention (a ratio)."""
    by_attempts = conventions.contact_base is ContactBase.ATTEMPTS
    base = (attempts or 0) if by_attempts else reached
    return quotient(
        "right_party_contacts",
        part("right_party", right_party, Unit.COUNT),
        part("attempts" if by_attempts else "reached", base, Unit.COUNT),
        conventions=conventions,
        flags=frozenset({Flag.ABOVE_ONE}) if right_party > base else frozenset(),
    )


def promises_per_contact(promises: int, right_party: int) -> Measure:
    """Return promises ÷ right-party contacts: the quality of the conversation."""
    return quotient(
        "promises_per_contact",
        part("promises", promises, Unit.COUNT),
        part("right_party", right_party, Unit.COUNT),
    )


def cost_per_euro(cost: Cents, collected_overdue: Cents) -> Measure:
    """Return collection cost ÷ cash collected on overdue items (0.0125: 1.25 cents a euro).

    The cost holds salaries, tools, letters and agency fees.
    """
    return quotient(
        "cost_per_euro",
        cents_part("cost", cost),
        cents_part("collected_overdue", collected_overdue),
    )


@dataclass(frozen=True, slots=True)
class Productivity:
    """Volumes and results of a team side by side: volume alone is a perverse target."""

    accounts: Measure
    contacts: Measure
    cash: Measure
    overdue_reduced: Measure


def productivity(
    *,
    collectors: Number,
    accounts: int,
    contacts: int,
    working_days: int,
    collected: Cents,
    overdue_opening: Cents,
    overdue_closing: Cents,
) -> Productivity:
    """Return accounts a collector, contacts a day and a collector, cash and overdue reduced each.

    ``collectors`` are full-time equivalents.
    """
    heads = part("collectors", collectors, Unit.COUNT)
    head_days = part("collector_days", exact(collectors) * working_days, Unit.COUNT)
    reduced = cents_part("overdue_reduced", overdue_opening - overdue_closing)
    return Productivity(
        quotient(
            "accounts_per_collector", part("accounts", accounts, Unit.COUNT), heads, unit=Unit.COUNT
        ),
        quotient(
            "contacts_per_day", part("contacts", contacts, Unit.COUNT), head_days, unit=Unit.COUNT
        ),
        quotient("cash_per_collector", cents_part("collected", collected), heads, unit=Unit.CENTS),
        quotient("overdue_reduced_per_collector", reduced, heads, unit=Unit.CENTS),
    )


def workload(
    *,
    accounts: Number,
    late_share: Number,
    contacts_per_late_account: Number,
    minutes_per_contact: Number,
    productive_hours_per_day: Number,
    days: Number,
) -> Measure:
    """Return the load of a collector, a ratio: hours needed ÷ hours available in the period."""
    not_negative(
        accounts=accounts,
        late_share=late_share,
        contacts_per_late_account=contacts_per_late_account,
        minutes_per_contact=minutes_per_contact,
    )
    contacts = exact(accounts) * exact(late_share) * exact(contacts_per_late_account)
    return quotient(
        "workload",
        part("hours_needed", contacts * exact(minutes_per_contact) / 60, Unit.HOURS),
        part("hours_available", exact(productive_hours_per_day) * exact(days), Unit.HOURS),
        parts=(part("contacts", contacts, Unit.COUNT),),
    )
