"""Calculators of risk: scores, ratings, points, ranking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from simulator.domain.accounts.ratio import Ratio
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Confidence, NotComputable, Step, Unit
from simulator.domain.risk import afdcc2, afdcc3, altman, bdf_z, bdf_z_accounts, conan_holder
from simulator.domain.risk import cotation as bdf_cotation
from simulator.domain.risk.credit_men import credit_men
from simulator.domain.risk.default_grid import DEFAULT_GRID
from simulator.domain.risk.grid import risk_points
from simulator.domain.risk.profile import Profile
from simulator.domain.risk.ranking import abc, matrix
from simulator.domain.risk.rating import RiskClass, class_of, class_of_cotation
from simulator.domain.risk.rebase import rebased
from simulator.domain.risk.result import Score
from simulator.services.calculators.inputs import (
    basis,
    choice,
    choices,
    count,
    day,
    days,
    flag,
    money,
    points,
    rate,
    ratio,
    signed,
    table,
    text,
)
from simulator.services.calculators.model import Calculator, Family, Grid, Input, Raw, Values, Word


def _scored(found: Score | NotComputable, **more: object) -> Raw | NotComputable:
    """Show a score: value, class, reading A to D, contributions, probability of its sample."""
    if isinstance(found, NotComputable):
        return found
    risk = class_of(found)
    values: dict[str, object] = {"score": found.value, "grade": Word(found.grade)}
    if risk is not None:
        values["risk_class"] = Word(f"class_{risk.value}")
    if found.probability is not None:
        values["sample_probability"] = found.probability.value
    if found.contributions:
        rows = tuple((Word(p.ratio), p.coefficient, p.value, p.amount) for p in found.contributions)
        columns = ("ratio_name:word", "coefficient:ratio", "value:ratio", "contribution:points")
        values["contributions"] = Grid(columns, rows)
    warnings = [*found.warnings]
    if found.probability is not None:
        warnings.append("sample_probability")
    if found.banner:
        warnings.insert(0, found.banner)
    return Raw({**values, **more}, found.steps, tuple(warnings), found.confidence)


_SCORE = ("score:points", "grade:word", "risk_class:word", "contributions:table")


def _profile(v: Values) -> Profile:
    staff = v.whole("headcount") if v.has("headcount") else None
    division = v.whole("division") if v.has("division") else None
    sales = v.cents("profile_sales") if v.has("profile_sales") else None
    return Profile(sales, staff, division)


_PROFILE = (
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
    sales = v.cents("sales") * 12 // v.whole("months") if v.flag("check_size") else None
    profile = replace(_profile(v), yearly_sales=sales)
    found = conan_holder.conan_holder(inputs, profile)
    if isinstance(found, NotComputable):
        return found
    return _scored(found, score_fraction=conan_holder.as_fraction(found.value))


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


_RATIOS_Z = tuple(f"r{rank}" for rank in range(1, 9))


def _bdf_z(v: Values) -> Raw | NotComputable:
    ratios = bdf_z.BdfZRatios(*(v.number(name) for name in _RATIOS_Z))
    return _scored(bdf_z.bdf_z(ratios, _profile(v)))


_Z_AMOUNTS = (
    "interest", "ebe", "stable_resources", "invested", "caf", "financial_debt", "sales",
    "trade_debts", "purchases_ttc", "value_added", "previous_value_added", "customer_credit",
    "production_ttc", "investments",
)  # fmt: skip


def _bdf_z_amounts(v: Values) -> Raw | NotComputable:
    inputs = bdf_z_accounts.BdfZInputs(*(v.euros(name) for name in _Z_AMOUNTS))
    ratios = bdf_z_accounts.bdf_z_ratios(inputs, basis=v.whole("basis"))
    if isinstance(ratios, NotComputable):
        return ratios
    return _scored(bdf_z.bdf_z(ratios, _profile(v)))


def _cotation(v: Values) -> Raw:
    found = bdf_cotation.cotation(v.text("cotation"), v.date_or_none("dated"))
    risk = class_of_cotation(found)
    values: dict[str, object] = {
        "activity_letter": Word(f"letter_{found.letter}"),
        "meaning": found.meaning,
        "eligible": found.eligible,
    }
    if risk is not None:
        values["risk_class"] = Word(f"class_{risk.value}")
    return Raw(values, (), ("expert_judgement",))


def _letter(v: Values) -> Raw:
    sales = v.euros("ca") if v.has("ca") else None
    edition = bdf_cotation.EDITION_2022 if v.text("edition") == "2022" else bdf_cotation.EDITION_RAISED
    found = bdf_cotation.activity_letter(
        sales, edition=edition, age_months=v.whole("age_months"), significant=v.flag("significant")
    )
    values = {"letter": found, "activity_letter": Word(f"letter_{found}")}
    return Raw(values, (), (), edition.confidence)


_AFDCC3 = {
    "ebit": "ebit", "sales": "ca", "net_financial_charges": "cfn", "ebitda": "ebitda",
    "working_capital": "fr", "net_cash": "tn", "caf": "caf", "financial_debt": "dfin",
    "tax_and_social_debts": "dfs", "value_added": "va",
}  # fmt: skip
_SIGNED3 = frozenset(_AFDCC3) - {"sales", "financial_debt", "tax_and_social_debts"}
_AFDCC3_INPUTS = tuple(
    signed(name, alias) if name in _SIGNED3 else money(name, alias)
    for name, alias in _AFDCC3.items()
)


def _afdcc3_ratios(v: Values) -> afdcc3.Ratios:
    inputs = afdcc3.Afdcc3Inputs(*(v.euros(name) for name in _AFDCC3))
    return afdcc3.afdcc3_ratios(inputs, basis=v.whole("basis"))


def _afdcc3(v: Values) -> Raw:
    found = _afdcc3_ratios(v)
    values = {n: each.value if isinstance(each, Ratio) else each for n, each in found.items()}
    steps = tuple(each.step for each in found.values() if isinstance(each, Ratio))
    return Raw(values, steps, ("no_afdcc_note",))


def _afdcc3_note(v: Values) -> Raw | NotComputable:
    rows = v.rows("population")
    population = {name: [row[name] for row in rows if name in row] for name in afdcc3.NAMES}
    return _scored(afdcc3.pedagogical_note(_afdcc3_ratios(v), population))


def _afdcc2(v: Values) -> Raw | NotComputable:
    names = ("equity", "total_assets", "interest", "sales", "net_cash", "tax_and_social_debts",
             "value_added", "ebe")  # fmt: skip
    inputs = afdcc2.Afdcc2Inputs(*(v.euros(name) for name in names))
    size = afdcc2.PracticeSize(v.text("size"))
    profile = Profile(v.cents("sales"))
    return _scored(
        afdcc2.afdcc2_practice(inputs, v.text("sector"), size, profile, basis=v.whole("basis"))
    )


_ALTMAN = {
    "current_assets": "ac", "short_term_debts": "pct", "total_assets": "ta",
    "retained_earnings": "res", "ebit": "ebit", "equity": "cp", "debts": "dettes", "sales": "ca",
}  # fmt: skip
_ALTMAN_SIGNED = frozenset({"retained_earnings", "ebit", "equity"})


def _altman(model: str) -> Callable[[Values], Raw | NotComputable]:
    def compute(v: Values) -> Raw | NotComputable:
        if v.has("x1"):
            ratios = altman.AltmanRatios(*(v.number(f"x{rank}") for rank in range(1, 6)))
            return _scored(altman.altman_from_ratios(model, ratios))
        if not all(v.has(name) for name in _ALTMAN):
            return NotComputable("missing_figure", {})
        market = v.euros("market_value") if v.has("market_value") else None
        inputs = altman.AltmanInputs(*(v.euros(name) for name in _ALTMAN), market_value=market)
        return _scored(altman.altman(model, inputs))

    return compute


def _altman_inputs(*, market: bool) -> tuple[Input, ...]:
    amounts = tuple(
        signed(name, alias, "") if name in _ALTMAN_SIGNED else money(name, alias, "")
        for name, alias in _ALTMAN.items()
    )
    value = (money("market_value", default=""),) if market else ()
    return (*amounts, *value, *(ratio(f"x{rank}", default="") for rank in range(1, 6)))


def _restated(v: Values) -> Raw:
    items = [Decimal(row["amount"]) / 100 for row in v.rows("lignes")]
    before, after = afdcc3.restated_current_result(items, v.number("tax_rate"))
    steps = (
        Step("RCAI_retraite", " + ".join(str(item) for item in items), before * 100, Unit.CENTS),
        Step("RNR", f"{before} × (1 − {v.number('tax_rate'):.6f})", after * 100, Unit.CENTS),
    )
    return Raw({"RCAI_retraite": before * 100, "RNR": after * 100}, steps)


def _points(v: Values) -> Raw | NotComputable:
    notes = {c.code: v.number(c.code) for c in DEFAULT_GRID.criteria if v.has(c.code)}
    weights = {c.code: v.number(f"w_{c.code}") for c in DEFAULT_GRID.criteria if v.has(f"w_{c.code}")}
    grid = DEFAULT_GRID.reweighted(weights)
    found = risk_points(grid, notes, v.chosen("knock_outs"))
    if isinstance(found, NotComputable):
        return found
    line = grid.classed(found.value) if "knock_out" not in found.warnings else grid.classes[-1]
    return _scored(
        found,
        decision=Word(line.decision),
        limit_share=line.limit_share,
        total_weight=grid.total_weight,
    )


def _grid_lists(given: dict[str, Any]) -> dict[str, Any]:
    """Spread the lists of weights and notes of a published case over the criteria."""
    notes, weights = given.pop("notes", None), given.pop("poids", None)
    given.pop("nmax", None)
    codes = [criterion.code for criterion in DEFAULT_GRID.criteria]
    if isinstance(notes, list):
        given |= dict(zip(codes, notes, strict=False))
    if isinstance(weights, list):
        given |= {f"w_{code}": weight for code, weight in zip(codes, weights, strict=False)}
    return given


def _credit_men(v: Values) -> Raw | NotComputable:
    return _scored(credit_men(*(v.number(name) for name in ("personnel", "economique", "financier"))))


def _ranking(v: Values) -> Any:
    sales = {}
    for row in v.rows("customers"):
        name = str(row["customer"])
        if name in sales:
            raise UnknownChoice("customers", name, ())
        sales[name] = row["sales"]
    cuts = (v.number("cut_a"), v.number("cut_b"))
    return abc(sales, cuts)


def _abc(v: Values) -> Raw | NotComputable:
    found = _ranking(v)
    if isinstance(found, NotComputable):
        return found
    rows = tuple((r.key, r.sales, r.share, r.cumulated, r.rank.value) for r in found)
    columns = ("customer:text", "sales:euro", "share:percent", "cumulated:percent", "rank:text")
    counts = {f"count_{k}": sum(r.rank.value == k for r in found) for k in "ABC"}
    return Raw({**counts, "ranking": Grid(columns, rows)})


def _abc_risk(v: Values) -> Raw | NotComputable:
    found = _ranking(v)
    if isinstance(found, NotComputable):
        return found
    risks = {str(row["customer"]): RiskClass(row["risk"]) for row in v.rows("customers")}
    exposures = {str(row["customer"]): row["exposure"] for row in v.rows("customers") if "exposure" in row}
    rows = tuple(
        (
            f"{box.rank.value} × {box.risk.value}",
            ", ".join(str(key) for key in box.customers),
            box.sales,
            box.exposure,
            tuple(Word(code) for code in box.actions),
        )
        for box in matrix(found, risks, exposures)
    )
    columns = ("box:text", "who:text", "sales:euro", "exposure:euro", "actions:words")
    return Raw({"matrix": Grid(columns, rows)}, (), (), Confidence.PEDAGOGICAL)


_R = Family.RISK
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
_CUSTOMERS = (text("customer"), signed("sales"))
_CUTS = (rate("cut_a", default="80 %"), rate("cut_b", default="95 %"))
_NOTES = tuple(
    replace(points(c.code, default=""), low=None) for c in DEFAULT_GRID.criteria
)
_WEIGHTS = tuple(points(f"w_{c.code}", default="") for c in DEFAULT_GRID.criteria)
_AFDCC_RATIOS = tuple(
    f"{name}:{'days' if name.endswith('jours_ca') else 'percent'}" for name in afdcc3.NAMES
)
CALCULATORS = (
    Calculator(
        "conan-holder",
        _R,
        _conan_holder,
        (
            *_CH,
            count("months", "mois", "12", low=1, high=24),
            *_PROFILE,
            flag("check_size"),
        ),
        (*_SCORE, "score_fraction:ratio", "sample_probability:percent"),
        golden=("conan_holder",),
    ),
    Calculator(
        "conan-holder-probability",
        _R,
        _ch_probability,
        (points("n"),),
        ("sample_probability:percent", "grade:word"),
        Confidence.PROBABLE,
        golden=("conan_holder",),
    ),
    Calculator(
        "probability-rebasing",
        _R,
        _rebase,
        (rate("pds"), rate("pi"), rate("pis", default="50 %")),
        ("probability:percent",),
        golden=("conan_holder",),
    ),
    Calculator(
        "bdf-z-1983",
        _R,
        _bdf_z,
        (*(points(name) for name in _RATIOS_Z), *_PROFILE),
        (*_SCORE, "sample_probability:percent"),
        golden=("bdf_z1983",),
    ),
    Calculator(
        "bdf-z-1983-accounts",
        _R,
        _bdf_z_amounts,
        (*(signed(name) for name in _Z_AMOUNTS), *_PROFILE, basis()),
        (*_SCORE, "sample_probability:percent"),
    ),
    Calculator(
        "bdf-cotation",
        _R,
        _cotation,
        (text("cotation"), day("dated", default="")),
        ("activity_letter:word", "meaning:text", "eligible:flag", "risk_class:word"),
        golden=("bdf_cotation",),
    ),
    Calculator(
        "bdf-activity-letter",
        _R,
        _letter,
        (
            money("ca", "sales", ""),
            count("age_months", default="0"),
            flag("significant", default=True),
            choice("edition", ("seuil_1_25", "2022"), "seuil_1_25"),
        ),
        ("letter:text", "activity_letter:word"),
        golden=("bdf_cotation",),
    ),
    Calculator(
        "afdcc-3-ratios",
        _R,
        _afdcc3,
        (*_AFDCC3_INPUTS, basis()),
        _AFDCC_RATIOS,
        Confidence.PROBABLE,
        golden=("afdcc3",),
    ),
    Calculator(
        "afdcc-3-practice-note",
        _R,
        _afdcc3_note,
        (
            *_AFDCC3_INPUTS,
            table(
                "population",
                *(
                    days(n, default="") if n.endswith("jours_ca") else rate(n, high=None)
                    for n in afdcc3.NAMES
                ),
            ),
            basis(),
        ),
        (*_SCORE, "sample_probability:percent"),
        Confidence.PEDAGOGICAL,
    ),
    Calculator(
        "afdcc-2-practice",
        _R,
        _afdcc2,
        (
            signed("equity"), money("total_assets"), money("interest"), money("sales"),
            signed("net_cash"), money("tax_and_social_debts"), signed("value_added"), signed("ebe"),
            choice("sector", afdcc2.SECTORS), choice("size", afdcc2.PracticeSize, "toutes"),
            basis(),
        ),
        _SCORE,
        Confidence.PEDAGOGICAL,
    ),
    Calculator(
        "restated-result",
        _R,
        _restated,
        (table("lignes", signed("amount")), rate("tax_rate", default="25 %")),
        ("RCAI_retraite:euro", "RNR:euro"),
        golden=("afdcc3",),
    ),
    Calculator("altman-z", _R, _altman("altman_z"), _altman_inputs(market=True), _SCORE, golden=("altman",)),
    Calculator(
        "altman-z-prime", _R, _altman("altman_z_prime"), _altman_inputs(market=False), _SCORE, golden=("altman",)
    ),
    Calculator(
        "altman-z-second", _R, _altman("altman_z_second"), _altman_inputs(market=False), _SCORE, golden=("altman",)
    ),
    Calculator(
        "risk-points",
        _R,
        _points,
        (*_NOTES, choices("knock_outs", DEFAULT_GRID.knock_outs), *_WEIGHTS),
        ("score:points", "grade:word", "risk_class:word", "decision:word", "limit_share:percent",
         "total_weight:points", "contributions:table"),
        Confidence.PEDAGOGICAL,
        golden=("points_risque",),
        adapt=_grid_lists,
    ),
    Calculator(
        "credit-men",
        _R,
        _credit_men,
        (points("personnel", "perso"), points("economique", "eco"), points("financier", "fin")),
        _SCORE,
        Confidence.PROBABLE,
        golden=("points_risque",),
    ),
    Calculator(
        "abc",
        _R,
        _abc,
        (table("customers", *_CUSTOMERS), *_CUTS),
        ("count_A:count", "count_B:count", "count_C:count", "ranking:table"),
    ),
    Calculator(
        "abc-risk",
        _R,
        _abc_risk,
        (
            table("customers", *_CUSTOMERS, choice("risk", RiskClass), money("exposure", default="")),
            *_CUTS,
        ),
        ("matrix:table",),
        Confidence.PEDAGOGICAL,
    ),
)
