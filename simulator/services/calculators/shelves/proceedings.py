"""Calculators of proceedings and later claims."""

from __future__ import annotations

from simulator.domain.collection import insolvency, proceedings
from simulator.domain.results import Step, Unit
from simulator.services.calculators.inputs import (
    count,
    day,
    flag,
    money,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values, Word
from simulator.services.calculators.shelves.insolvency_common import N


def _regime(v: Values) -> Raw:
    found = insolvency.regime(
        v.date("delivery"), v.date("opening_judgment"), useful=v.flag("useful")
    )
    values: dict[str, object] = {"regime": Word(found.value)}
    steps: tuple[Step, ...] = ()
    ends = (v.date_or_none("observation_end"), v.date_or_none("liquidation_published"))
    if found is insolvency.Regime.USEFUL and any(ends):
        report = insolvency.later_claim_report(
            v.law, observation_end=ends[0], liquidation_published=ends[1]
        )
        values["report_by"] = report.last_day
        steps = report.steps()
    return Raw(values, steps)


def _proceedings(v: Values) -> Raw:
    names = (
        "recoverable",
        "difficulties",
        "natural_person",
        "real_estate",
        "in_conciliation",
        "accounts_certified",
        "plan_supported",
    )
    debtor = proceedings.Debtor(
        v.date_or_none("cessation"),
        staff=v.whole("staff"),
        turnover=v.cents("turnover"),
        assets=v.cents("assets"),
        **{name: v.flag(name) for name in names},
    )
    found = proceedings.possible_proceedings(debtor, v.date("on"), v.law)
    rows = tuple(
        (
            Word(p.proceeding.value),
            p.open,
            tuple(Word(code) for code in p.missing),
            tuple(Word(effect.value) for effect in sorted(proceedings.EFFECTS[p.proceeding])),
        )
        for p in found
    )
    columns = ("proceeding:word", "open:flag", "missing:words", "effects:words")
    return Raw({"proceedings": Grid(columns, rows)})


def _suspect(v: Values) -> Raw:
    found = insolvency.earliest_suspect_day(v.date("opening_judgment"), v.date("cessation"), v.law)
    shown = f"{v.date('cessation')} → {v.date('opening_judgment')}"
    return Raw({"suspect_from": found}, (Step("suspect_from", shown, found, Unit.DATE),))


CALCULATORS = (
    Calculator(
        "later-claim",
        N,
        _regime,
        (
            day("delivery"),
            day("opening_judgment"),
            flag("useful", "supply_for_observation_period", default=True),
            day("observation_end", default=""),
            day("liquidation_published", default=""),
        ),
        ("regime:word", "report_by:date"),
        golden=("collective_procedure",),
    ),
    Calculator(
        "suspect-period",
        N,
        _suspect,
        (day("opening_judgment"), day("cessation")),
        ("suspect_from:date",),
    ),
    Calculator(
        "proceedings",
        N,
        _proceedings,
        (
            day("cessation", default=""),
            flag("recoverable", default=True),
            flag("difficulties", default=True),
            flag("natural_person"),
            count("staff", default="0"),
            money("turnover", default=""),
            money("assets", default=""),
            flag("real_estate"),
            flag("in_conciliation"),
            flag("accounts_certified"),
            flag("plan_supported"),
            day("on", default="today"),
        ),
        ("proceedings:table",),
    ),
)
