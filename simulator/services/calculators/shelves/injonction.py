"""Calculators of injonction de payer and hearings."""

from __future__ import annotations

from typing import Any

from simulator.domain.collection import injunction
from simulator.domain.results import NotComputable
from simulator.services.calculators.inputs import (
    day,
    flag,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.insolvency_common import DATED, N, dated


def _service(v: Values) -> Raw:
    return dated(injunction.service_deadline(v.date("order_date"), v.law))


def _after_service(v: Values) -> Raw:
    found = injunction.after_service(
        injunction.Service(
            v.date("order_date"), v.date("served"), v.flag("in_person"), v.date_or_none("first_act")
        ),
        v.law,
    )
    values: dict[str, object] = {"in_time": found.in_time, "enforcement": found.enforcement.raw}
    steps = found.enforcement.steps()
    if found.opposition is None:
        values["opposition"] = NotComputable("no_act_in_person", {})
    else:
        values["opposition"] = found.opposition.last_day
        values["opposition_raw"] = found.opposition.raw
        steps = (*found.opposition.steps(), *steps)
    warnings = () if found.in_time else ("order_void",)
    sources = (found.enforcement.source,)
    return Raw(values, steps, warnings, found.enforcement.confidence, sources)


def _served(given: dict[str, Any]) -> dict[str, Any]:
    """Read a service in person given by its date."""
    if "served_in_person" in given:
        given["served"] = given.pop("served_in_person")
        given["in_person"] = True
    if "opposition_notice_from_greffe" in given and given["opposition_notice_from_greffe"] is None:
        given.pop("opposition_notice_from_greffe")
    return given


def _summons(v: Values) -> Raw:
    found = injunction.summons_dates(v.date("hearing"), v.law)
    steps = (*found.summon_by.steps(), *found.file_by.steps())
    values = {"summon_by": found.summon_by.last_day, "file_by": found.file_by.last_day}
    return Raw(
        values, steps, ("counted_backwards",), found.summon_by.confidence, (found.summon_by.source,)
    )


CALCULATORS = (
    Calculator(
        "injonction-service", N, _service, (day("order_date"),), DATED, golden=("injonction",)
    ),
    Calculator(
        "injonction-after-service",
        N,
        _after_service,
        (
            day("order_date"),
            day("served"),
            flag("in_person", default=True),
            day("first_act", default=""),
        ),
        ("in_time:flag", "opposition:date", "opposition_raw:date", "enforcement:date"),
        golden=("injonction",),
        adapt=_served,
    ),
    Calculator(
        "hearing-summons",
        N,
        _summons,
        (day("hearing"),),
        ("summon_by:date", "file_by:date"),
    ),
)
