"""Calculators of the work of a team."""

from __future__ import annotations

from simulator.domain.indicators import activity
from simulator.domain.indicators.conventions import ContactBase, Conventions
from simulator.domain.indicators.measure import Measure
from simulator.services.calculators.inputs import (
    amount_of,
    choice,
    count,
    days,
    money,
    rate,
)
from simulator.services.calculators.measured import measured
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.follow_up_common import READING, I


def _contacts(v: Values) -> Raw:
    conventions = Conventions(contact_base=ContactBase(v.text("contact_base")))
    attempts = v.whole("attempts") if v.has("attempts") else None
    found = activity.right_party_contacts(
        v.whole("right_party"), v.whole("reached"), attempts, conventions
    )
    return measured(("rate", found))


def _cost_per_euro(v: Values) -> Raw:
    return measured(
        ("cost_per_euro", activity.cost_per_euro(v.cents("cost"), v.cents("collected_overdue")))
    )


def _productivity(v: Values) -> Raw:
    found = activity.productivity(
        collectors=v.number("collectors"),
        accounts=v.whole("accounts"),
        contacts=v.whole("contacts"),
        working_days=v.whole("working_days"),
        collected=v.cents("collected"),
        overdue_opening=v.cents("overdue_opening"),
        overdue_closing=v.cents("overdue_closing"),
    )
    return measured(
        ("accounts_each", found.accounts),
        ("contacts_a_day", found.contacts),
        ("cash_each", found.cash),
        ("overdue_reduced", found.overdue_reduced),
    )


def _workload(v: Values) -> Raw:
    found = activity.workload(
        accounts=v.number("accounts"),
        late_share=v.number("late_share"),
        contacts_per_late_account=v.number("contacts_per_late_account_month"),
        minutes_per_contact=v.number("minutes_per_contact"),
        productive_hours_per_day=v.number("productive_hours_per_day"),
        days=v.number("days"),
    )
    return measured(
        ("load", found),
        hours_needed=_part(found, "hours_needed"),
        hours_available=_part(found, "hours_available"),
    )


def _part(measure: Measure, name: str) -> object:
    return next((part.value for part in measure.figures() if part.name == name), None)


CALCULATORS = (
    Calculator(
        "right-party-contacts",
        I,
        _contacts,
        (
            count("right_party"),
            count("reached"),
            count("attempts", default=""),
            choice("contact_base", ContactBase, "reached"),
        ),
        ("rate:percent", READING),
        golden=("right_party_contact_rate",),
    ),
    Calculator(
        "cost-per-euro",
        I,
        _cost_per_euro,
        (money("cost"), money("collected_overdue")),
        ("cost_per_euro:percent", READING),
        golden=("cost_per_euro_collected",),
    ),
    Calculator(
        "collector-productivity",
        I,
        _productivity,
        (
            amount_of("collectors"),
            count("accounts"),
            count("contacts"),
            count("working_days"),
            money("collected"),
            money("overdue_opening"),
            money("overdue_closing"),
        ),
        (
            "accounts_each:ratio",
            "contacts_a_day:ratio",
            "cash_each:euro",
            "overdue_reduced:euro",
            READING,
        ),
    ),
    Calculator(
        "collector-workload",
        I,
        _workload,
        (
            amount_of("accounts"),
            rate("late_share"),
            amount_of("contacts_per_late_account_month"),
            amount_of("minutes_per_contact"),
            amount_of("productive_hours_per_day"),
            days("days"),
        ),
        ("load:percent", "hours_needed:ratio", "hours_available:ratio", READING),
        golden=("collector_productivity",),
    ),
)
