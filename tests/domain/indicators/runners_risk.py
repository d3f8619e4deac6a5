"""Golden cases of losses, exposure, rolls and costs: inputs in, named figures out."""

from __future__ import annotations

from decimal import Decimal

from simulator.domain.indicators.cost import cash_of_days, discount_cost, late_interest
from simulator.domain.indicators.exposure import (
    Exposed,
    concentration,
    insurance_coverage,
    overruns,
)
from simulator.domain.indicators.losses import (
    bad_debt_ratio,
    loss_rates,
    net_loss,
    provision_matrix,
    sales_to_offset,
)
from simulator.domain.indicators.measure import Measure
from simulator.domain.indicators.rolls import absorption, loss_forecast, one_way, roll_rate
from simulator.domain.money import cents
from simulator.domain.results import NotComputable

Outcome = dict[str, object]


def number(measure: Measure, scale: int = 1) -> Decimal:
    assert measure.number is not None, measure
    return measure.number * scale


def euros(measure: Measure) -> Decimal:
    return number(measure) / 100


def run_roll(i: dict) -> Outcome:
    rate = roll_rate(cents(i["bucket_30_59_prev"]), cents(i["moved_to_60_89"]))
    return {"value": number(rate, 100)}


def run_chain(i: dict) -> Outcome:
    if "P" in i:
        chain = absorption(i["P"])
        assert not isinstance(chain, NotComputable)
        balances = {state: cents(amount) for state, amount in i["balances"].items()}
        p_bad = {state: row["bad"] for state, row in chain.probabilities.items()}
        return {"p_bad": p_bad, "bad_amount": euros(loss_forecast(chain, balances, "bad"))}
    chain = absorption(one_way(i["states"], i["to_paid"], i["roll"], i["to_bad"]))
    assert not isinstance(chain, NotComputable)
    sales = {i["states"][0]: cents(i["monthly_credit_sales"])}
    return {
        "p_bad_from_current": chain.probabilities[i["states"][0]]["lost"],
        "bad_amount": euros(loss_forecast(chain, sales, "lost")),
        "paid_amount": euros(loss_forecast(chain, sales, "paid")),
    }


def run_provision(i: dict) -> Outcome:
    balances = [cents(b) for b in i["balances"]]
    if "rates_pct" in i:
        rates = [Decimal(r) / 100 for r in i["rates_pct"]]
    else:
        rates = loss_rates([cents(f) for f in i["flow_reaching_bucket"]], cents(i["never_paid"]))
    matrix = provision_matrix(balances, rates)
    assert not isinstance(matrix, NotComputable)
    shown = [r.number if isinstance(r, Measure) else r for r in rates]
    return {
        "rates_pct": [r * 100 for r in shown],
        "ecl": [Decimal(x) / 100 for x in matrix.losses],
        "total": euros(matrix.total),
    }


def run_offset(i: dict) -> Outcome:
    return {"value": euros(sales_to_offset(cents(i["loss"]), Decimal(i["margin_rate"])))}


def run_cash_of_days(i: dict) -> Outcome:
    return {"value": euros(cash_of_days(cents(i["annual_sales"]), Decimal(i["days"])))}


def run_discount(i: dict) -> Outcome:
    cost = discount_cost(Decimal(i["discount"]), i["disc_days"], i["net_days"])
    return {
        "simple_exact": number(cost.simple, 100),
        "rule_of_thumb_360": number(cost.rule_of_thumb, 100),
        "compounded": number(cost.compounded, 100),
    }


def run_interest(i: dict) -> Outcome:
    due = late_interest(
        cents(i["amount_ttc"]), Decimal(i["rate"]), i["days"], cents(i.get("indemnity", 0))
    )
    return {"interest": euros(due.interest), "total": euros(due.total)}


def run_concentration(i: dict) -> Outcome:
    found = concentration([cents(b) * 1000 for b in i["balances_k"]])
    return {
        "top1": number(found.first, 100),
        "top10": number(found.top, 100),
        "hhi": number(found.hhi),
        "equiv_number": number(found.equivalent_number),
    }


def exposed(i: dict) -> list[Exposed]:
    return [
        Exposed(cents(c["exposure"]), cents(c["limit"]), cents(c["insured"]))
        for c in i["customers"]
    ]


def run_overruns(i: dict) -> Outcome:
    found = overruns(exposed(i))
    return {
        "overrun_count": number(found.count),
        "overrun_amount": euros(found.amount),
        "overrun_pct_of_ar": number(found.share, 100),
    }


def run_coverage(i: dict) -> Outcome:
    found = insurance_coverage(exposed(i), Decimal("0.9"))
    return {
        "value": number(found.share, 100),
        "expected_indemnity_at_90pct": euros(found.indemnity),
        "uninsured": euros(found.uninsured),
    }


def run_bad_debt(i: dict) -> Outcome:
    loss = net_loss(
        cents(i["written_off_ttc"]),
        Decimal(i["vat_rate"]),
        cents(i["indemnity"]),
        cents(i["recovered_later"]),
    )
    ratio = bad_debt_ratio(loss, cents(i["sales_ht"]))
    return {"net_loss_ht": Decimal(loss) / 100, "value": number(ratio, 100)}
