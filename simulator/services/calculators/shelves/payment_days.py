"""Calculators of days to pay."""

from __future__ import annotations

from simulator.domain.indicators.conventions import (
    Conventions,
    Lateness,
    Weighting,
)
from simulator.domain.indicators.delays import (
    PaidInvoice,
    Timed,
    days_beyond_terms,
    days_to_pay,
    delay,
)
from simulator.services.calculators.inputs import (
    day,
    money,
    table,
    whole_days,
)
from simulator.services.calculators.measured import measured
from simulator.services.calculators.model import Calculator, Input, Raw, Values
from simulator.services.calculators.shelves.indicators_common import READING, I


def _timed(v: Values) -> list[Timed]:
    return [Timed(row["amount"], row["days"]) for row in v.rows("invoices")]


def _paid_days(v: Values) -> Raw:
    each = Conventions(weighting=Weighting.EACH)
    return measured(
        ("weighted", days_to_pay(_timed(v))), ("unweighted", days_to_pay(_timed(v), each))
    )


def _beyond(v: Values) -> Raw:
    signed_ = Conventions(lateness=Lateness.SIGNED)
    return measured(
        ("floored", days_beyond_terms(_timed(v))),
        ("signed", days_beyond_terms(_timed(v), signed_)),
    )


def _delay(v: Values) -> Raw:
    invoices = [
        PaidInvoice(row["amount"], row["issued"], row["due"], row["paid"])
        for row in v.rows("invoices")
    ]
    found = delay(invoices)
    return measured(("total", found.total), ("terms_part", found.terms), ("late_part", found.late))


_TIMED: tuple[Input, ...] = (table("invoices", money("amount"), whole_days("days", low=None)),)


CALCULATORS = (
    Calculator(
        "days-to-pay",
        I,
        _paid_days,
        _TIMED,
        ("weighted:days", "unweighted:days", READING),
        golden=("weighted_days_to_pay",),
    ),
    Calculator(
        "days-beyond-terms",
        I,
        _beyond,
        _TIMED,
        ("floored:days", "signed:days", READING),
        golden=("days_beyond_terms",),
    ),
    Calculator(
        "payment-delay",
        I,
        _delay,
        (table("invoices", money("amount"), day("issued"), day("due"), day("paid")),),
        ("total:days", "terms_part:days", "late_part:days", READING),
    ),
)
