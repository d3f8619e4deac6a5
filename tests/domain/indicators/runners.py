"""How each kind of golden case is computed: its inputs in, named figures out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from simulator.domain.indicators import mistakes
from simulator.domain.indicators.activity import cost_per_euro, right_party_contacts, workload
from simulator.domain.indicators.ageing import Item, ageing, overdue_of
from simulator.domain.indicators.collecting import effectiveness, recovery_rate
from simulator.domain.indicators.conventions import (
    Conventions,
    Credits,
    DayBasis,
    Lateness,
    RecoveryBase,
    SalesMode,
    Weighting,
)
from simulator.domain.indicators.countback import Slice, countback
from simulator.domain.indicators.delays import Timed, days_beyond_terms, days_to_pay
from simulator.domain.indicators.disputes import dispute_weight
from simulator.domain.indicators.dso import (
    Sale,
    best_possible,
    decompose,
    delinquent_days,
    dso,
    including_vat,
)
from simulator.domain.indicators.forecast import expected_receipt
from simulator.domain.indicators.measure import Flag
from simulator.domain.indicators.promises import Promise, promises_kept
from simulator.domain.money import Cents, cents
from simulator.domain.results import NotComputable
from tests.domain.indicators.runners_risk import (
    Outcome,
    number,
    run_bad_debt,
    run_cash_of_days,
    run_chain,
    run_concentration,
    run_coverage,
    run_discount,
    run_interest,
    run_offset,
    run_overruns,
    run_provision,
    run_roll,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "kpi.json"
CASES = json.loads(GOLDEN.read_text(encoding="utf-8"), parse_float=Decimal)["cases"]
BY_ID = {case["id"]: case for case in CASES}


def sales_of(inputs: dict) -> Cents:
    if "sales" in inputs:
        return including_vat([Sale(cents(s["ht"]), Decimal(s["vat"])) for s in inputs["sales"]])
    if "sales_ht" in inputs:
        return including_vat([Sale(cents(inputs["sales_ht"]), Decimal(inputs["vat_rate"]))])
    return cents(inputs["sales_ttc"])


def run_dso(i: dict) -> Outcome:
    ar, days = cents(i["ar_ttc"]), i["days"]
    if "sales_used_in_formula" in i:
        return {
            "value_with_text_sales": number(dso(ar, cents(i["sales_ttc_in_text"]), days)),
            "value_with_formula_sales": number(dso(ar, cents(i["sales_used_in_formula"]), days)),
        }
    basis = DayBasis.BANKING if days == 360 else DayBasis.CALENDAR
    right = dso(ar, sales_of(i), days, Conventions(day_basis=basis))
    out: Outcome = {"value": number(right)}
    if "sales_ht" in i:
        wrong = mistakes.ht_ttc(ar, cents(i["sales_ht"]), days)
        out["wrong_value_if_ht"] = number(wrong)
        out["inflation_factor"] = number(wrong) / number(right)
    return out


def slices_of(i: dict) -> list[Slice]:
    return [Slice(cents(sales), days) for sales, days in i["months_newest_first"]]


def run_countback(i: dict) -> Outcome:
    result = countback(cents(i["ar_ttc"]), slices_of(i))
    if isinstance(result.value, NotComputable):
        assert result.flags == {Flag(result.value.reason)}
        return {
            "value": None,
            "flag": result.value.reason,
            "lower_bound": result.part("lower_bound"),
            "remaining": Decimal(result.part("remaining")) / 100,
        }
    return {"value": number(result)}


def run_countback_and_simple(i: dict) -> Outcome:
    months = slices_of(i)
    sales, days = sum(m.sales for m in months), sum(m.days for m in months)
    ar = cents(i["ar_ttc"])
    return {
        "countback": number(countback(ar, months)),
        "simple_quarter": number(dso(ar, Cents(sales), days)),
    }


def run_family(i: dict) -> Outcome:
    ar, current, sales = (cents(i[k]) for k in ("ar", "current", "sales"))
    return {
        "dso": number(dso(ar, sales, i["days"])),
        "bpdso": number(best_possible(current, sales, i["days"])),
        "add": number(delinquent_days(ar, current, sales, i["days"])),
    }


def run_split(i: dict) -> Outcome:
    split = decompose(
        not_due=cents(i["not_due"]),
        overdue_collectable=cents(i["overdue_collectable"]),
        disputed=cents(i["disputed"]),
        sales=cents(i["sales_ttc"]),
        days=i["days"],
    )
    return {
        name: number(getattr(split, name)) for name in ("total", "not_due", "overdue", "disputed")
    }


def run_cei(i: dict) -> Outcome:
    mode = SalesMode(i.get("sales_mode", "period_total"))
    current = i["end_current"] if "end_current" in i else i["end_ar"] - i["end_past_due"]
    figures = {
        "opening": cents(i["beg_ar"]),
        "sales": cents(i["credit_sales"]),
        "closing": cents(i["end_ar"]),
        "closing_not_due": cents(current),
        "months": i.get("n_months", 1),
    }
    right = effectiveness(**figures, conventions=Conventions(sales_mode=mode))
    return {
        "value": number(right, 100),
        "wrong_value_if_past_due_used": number(mistakes.cei_pastdue(**figures), 100),
    }


def timed(i: dict) -> list[Timed]:
    return [Timed(cents(amount), days) for amount, days in i["invoices"]]


def run_days_to_pay(i: dict) -> Outcome:
    each = Conventions(weighting=Weighting.EACH)
    return {
        "weighted": number(days_to_pay(timed(i))),
        "unweighted": number(days_to_pay(timed(i), each)),
    }


def run_beyond_terms(i: dict) -> Outcome:
    floored = number(days_beyond_terms(timed(i)))
    signed = number(days_beyond_terms(timed(i), Conventions(lateness=Lateness.SIGNED)))
    return {"value": floored, "floored": floored, "signed": signed}


def items_of(i: dict) -> tuple[list[Item], date]:
    items = [Item(cents(x["amount"]), date.fromisoformat(x["due"])) for x in i["items"]]
    return items, date.fromisoformat(i["snapshot"])


NETTED = Conventions(credits=Credits.NETTED)


def run_ageing(i: dict) -> Outcome:
    table = ageing(*items_of(i), NETTED)
    names = ("non_echu", "1_30", "31_60", "61_90", "gt_90")
    found = dict(zip(names, (Decimal(a) / 100 for a in table.amounts), strict=True))
    return {**found, "total": Decimal(table.total) / 100}


def run_overdue(i: dict) -> Outcome:
    table = ageing(*items_of(BY_ID[i["from_case"]]["inputs"]), NETTED)
    return {
        "overdue_net": Decimal(table.overdue) / 100,
        "total": Decimal(table.total) / 100,
        "value": number(overdue_of(table), 100),
    }


def run_dispute(i: dict) -> Outcome:
    keys = ("disputed", "total", "disputed_overdue", "overdue")
    weight = dispute_weight(*(cents(i[k]) for k in keys))
    return {"on_total": number(weight.on_total, 100), "on_overdue": number(weight.on_overdue, 100)}


def run_recovery(i: dict) -> Outcome:
    base = Conventions(recovery_base=RecoveryBase.ENTRUSTED)
    rate = recovery_rate(cents(i["collected"]), cents(i["entrusted"]), conventions=base)
    return {"value": number(rate, 100)}


def run_contacts(i: dict) -> Outcome:
    return {"value": number(right_party_contacts(i["right_party"], i["reached"]), 100)}


def promise_of(p: dict) -> Promise:
    paid_on = p["paid_on"]
    receipts = ((date.fromisoformat(paid_on), cents(p["paid"])),) if paid_on else ()
    return Promise(cents(p["amount"]), date.fromisoformat(p["due"]), receipts)


def run_promises(i: dict) -> Outcome:
    grace = Conventions(grace_days=i["grace_days"])
    on = date.fromisoformat(i["asof"])
    kept = promises_kept([promise_of(p) for p in i["promises"]], on, conventions=grace)
    return {
        "by_count": number(kept.by_count, 100),
        "by_amount_full_only": number(kept.by_amount, 100),
        "by_amount_with_partial_on_time": number(kept.with_partial, 100),
        "excluded_not_due": kept.by_count.part("not_due"),
    }


def run_cost(i: dict) -> Outcome:
    return {"value": number(cost_per_euro(cents(i["cost"]), cents(i["collected_overdue"])), 100)}


def run_forecast(i: dict) -> Outcome:
    def day(item: dict) -> str:
        promised = item.get("promise")
        expected = expected_receipt(
            date.fromisoformat(item["due"]),
            date.fromisoformat(promised) if promised else None,
            item.get("mean_delay", 0),
            item.get("dispute_mean"),
        )
        assert isinstance(expected.value, date)
        return expected.value.isoformat()

    return {"dates": [day(item) for item in i["items"]]}


def run_workload(i: dict) -> Outcome:
    load = workload(
        accounts=i["accounts"],
        late_share=i["late_share"],
        contacts_per_late_account=i["contacts_per_late_account_month"],
        minutes_per_contact=i["minutes_per_contact"],
        productive_hours_per_day=i["productive_hours_per_day"],
        days=i["days"],
    )
    return {
        "minutes_needed": Decimal(load.part("hours_needed")) * 60,
        "minutes_available": Decimal(load.part("hours_available")) * 60,
        "load_pct": number(load, 100),
    }


RUNNERS: dict[str, Callable[[dict], Outcome]] = {
    "dso_simple": run_dso,
    "dso_countback": run_countback,
    "dso_countback_vs_simple": run_countback_and_simple,
    "dso_bpdso_add": run_family,
    "dso_decomposition": run_split,
    "cei": run_cei,
    "weighted_days_to_pay": run_days_to_pay,
    "days_beyond_terms": run_beyond_terms,
    "ageing_buckets": run_ageing,
    "overdue_ratio": run_overdue,
    "dispute_weight": run_dispute,
    "roll_rate": run_roll,
    "absorbing_chain": run_chain,
    "provision_matrix": run_provision,
    "sales_to_offset_loss": run_offset,
    "cash_value_of_days": run_cash_of_days,
    "annualised_discount_cost": run_discount,
    "late_payment_interest": run_interest,
    "recovery_rate": run_recovery,
    "right_party_contact_rate": run_contacts,
    "promise_kept_rate": run_promises,
    "cost_per_euro_collected": run_cost,
    "cash_forecast_date": run_forecast,
    "concentration": run_concentration,
    "limit_overrun": run_overruns,
    "insurance_coverage": run_coverage,
    "bad_debt_ratio": run_bad_debt,
    "collector_productivity": run_workload,
}
