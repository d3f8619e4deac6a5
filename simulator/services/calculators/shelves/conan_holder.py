"""Calculators of the score of Conan and Holder and its probability."""

from __future__ import annotations

from dataclasses import replace

from simulator.domain.money import Cents
from simulator.domain.results import Confidence, NotComputable, Step, Unit
from simulator.domain.risk import conan_holder
from simulator.domain.risk.profile import Profile
from simulator.domain.risk.rebase import rebased
from simulator.services.calculators.inputs import (
    count,
    flag,
    money,
    points,
    rate,
    signed,
)
from simulator.services.calculators.model import Calculator, Raw, Values, Word
from simulator.services.calculators.shelves.risk_common import SCORE, R, scored


def profile_of(v: Values) -> Profile:
    """Return the size and activity typed, for the warnings of a score."""
    staff = v.whole("headcount") if v.has("headcount") else None
    division = v.whole("division") if v.has("division") else None
    return Profile(None, staff, division)


PROFILE = (
    count("headcount", default=""),
    count("division", default="", low=1, high=99),
)


def _conan_holder(v: Values) -> Raw | NotComputable:
    inputs = conan_holder.ConanHolderInputs(
        ebe=v.euros("ebe"),
        debts=v.euros("debts"),
        permanent_capital=v.euros("permanent_capital"),
        total_assets=v.euros("total_assets"),
        quick_assets=v.euros("quick_assets"),
        interest=v.euros("interest"),
        sales=v.euros("sales"),
        staff=v.euros("staff"),
        value_added=v.euros("value_added"),
        months=v.whole("months"),
    )
    sales = Cents(v.cents("sales") * 12 // v.whole("months")) if v.flag("check_size") else None
    profile = replace(profile_of(v), yearly_sales=sales)
    found = conan_holder.conan_holder(inputs, profile)
    if isinstance(found, NotComputable):
        return found
    return scored(found, score_fraction=conan_holder.as_fraction(found.value))


def _ch_probability(v: Values) -> Raw:
    found = conan_holder.probability(v.number("n"))
    grade = conan_holder.CLASSES.grade(v.number("n"))
    step = Step("sample_probability", f"{v.number('n')}", found.value, Unit.RATIO)
    return Raw(
        {"sample_probability": found.value, "grade": Word(grade)},
        (step,),
        ("sample_probability",),
        found.confidence,
    )


def _rebase(v: Values) -> Raw:
    p, base, sample = (v.number(name) for name in ("pds", "pi", "pis"))
    found = rebased(p, base, sample)
    up, down = p * base / sample, (1 - p) * (1 - base) / (1 - sample)
    steps = (
        Step("rebase_failing", f"{p} × {base} ÷ {sample}", up, Unit.RATIO),
        Step("rebase_sound", f"{1 - p} × {1 - base} ÷ {1 - sample}", down, Unit.RATIO),
        Step("rebased", f"{up:.6f} ÷ ({up:.6f} + {down:.6f})", found, Unit.RATIO),
    )
    return Raw({"probability": found}, steps)


_CH = (
    signed("ebe"),
    money("debts", "dettes"),
    signed("permanent_capital", "cap_perm"),
    money("total_assets", "actif"),
    money("quick_assets", "real_dispo"),
    money("interest", "ff"),
    money("sales", "ca"),
    money("staff", "pers"),
    signed("value_added", "va"),
)


CALCULATORS = (
    Calculator(
        "conan-holder",
        R,
        _conan_holder,
        (
            *_CH,
            count("months", "mois", "12", low=1, high=24),
            *PROFILE,
            flag("check_size"),
        ),
        (*SCORE, "score_fraction:ratio", "sample_probability:percent"),
        golden=("conan_holder",),
    ),
    Calculator(
        "conan-holder-probability",
        R,
        _ch_probability,
        (points("n"),),
        ("sample_probability:percent", "grade:word"),
        Confidence.PROBABLE,
        golden=("conan_holder",),
    ),
    Calculator(
        "probability-rebasing",
        R,
        _rebase,
        (rate("pds"), rate("pi"), rate("pis", default="50 %")),
        ("probability:percent",),
        golden=("conan_holder",),
    ),
)
