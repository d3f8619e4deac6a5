"""Every published case of the credit families, within its own tolerance."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from simulator.domain.credit.capacity import (
    concentration_cap,
    equity_cap,
    suppliers_cap,
    working_capital_need_cap,
)
from simulator.domain.credit.carry import carrying_cost, days_that_consume, late_debt_cost
from simulator.domain.credit.cost import CreditCosts, full_cost
from simulator.domain.credit.discount import (
    annual_rate,
    highest_affordable,
    prorata_interest,
    settlement,
)
from simulator.domain.credit.expectation import CreditSale, break_even_payment, expected_value
from simulator.domain.credit.factoring import Contract, assign, reverse_factoring, yearly_cost
from simulator.domain.credit.inputs import YearBasis
from simulator.domain.credit.insurance import (
    Franchise,
    FranchiseKind,
    Loss,
    claim_year,
    indemnity,
)
from simulator.domain.credit.limits import Combined, Cover, combine, insured_layer
from simulator.domain.credit.marginal import LossConvention, MakeUp, sales_to_make_up
from simulator.domain.credit.need import afdcc_need, complete_need, request
from simulator.domain.credit.season import rolling_peak
from simulator.domain.money import Cents, cents, euros
from simulator.domain.results import NotComputable

FAMILIES = {
    "limite_credit",
    "analyse_marginale",
    "escompte",
    "affacturage",
    "assurance_credit",
    "cout_credit",
    "rentabilite",
}
GOLDEN = Path(__file__).parents[1] / "golden" / "risk.json"
CASES = [
    case
    for case in json.loads(GOLDEN.read_text(encoding="utf-8"), parse_float=Decimal)
    if case["domain"] in FAMILIES
]
D360, D365 = YearBasis.D360, YearBasis.D365

Inputs = Mapping[str, Decimal]
Found = dict[str, Decimal | int]


def known(value):
    assert not isinstance(value, NotComputable), value
    return value


def concentration(i: Inputs) -> Found:
    return {"plafond": euros(concentration_cap(cents(i["ca"])).amount)}


def layers(i: Inputs) -> Found:
    cover = Cover(cents(i["agrement"]), Decimal(i["quotite"]), cents(i["propre"]))
    found = insured_layer(cents(i["demande"]), cover)
    return {"limite": euros(found.limit), "perte_max": euros(found.max_loss)}


def need(i: Inputs) -> Found:
    def amount(late: Decimal | int) -> Decimal:
        found = complete_need(
            cents(i["ca_ht"]),
            Decimal(i["tva"]),
            i["delai"],
            end_of_month_days=i["fdm"],
            lateness_days=late,
        )
        return euros(found.amount)

    return {"sans_retard": amount(0), "avec_retard": amount(i["retard"])}


def caps(i: Inputs) -> Found:
    equity = equity_cap(cents(i["fp"]), coefficient=Decimal(i["coef"]))
    suppliers = known(suppliers_cap(cents(i["fourn"])))
    bfr = known(working_capital_need_cap(cents(i["bfr"])))
    limit = combine([request(cents(i["besoin"])), equity, suppliers, bfr])
    assert isinstance(limit, Combined)
    return {
        "cap_fp": euros(equity.amount),
        "cap_fourn": euros(suppliers.amount),
        "cap_bfr": euros(bfr.amount),
        "limite": euros(limit.limit),
    }


def afdcc(i: Inputs) -> Found:
    def amount(behaviour: Decimal) -> Decimal:
        found = afdcc_need(
            cents(i["ec"]),
            cents(i["fae"]),
            cents(i["ef"]),
            terms_coefficient=Decimal(i["cdp"]),
            behaviour_coefficient=Decimal(behaviour),
        )
        return euros(found.amount)

    return {"bon": amount(i["ccp_bon"]), "mauvais": amount(i["ccp_mauvais"])}


def rolling(i: Mapping[str, list[int]]) -> Found:
    found = rolling_peak([cents(m) for m in i["ttc"]], Decimal(str(i["k"])))
    return {
        "pointe": euros(found.peak),
        "total": euros(found.total),
        "moyenne": euros(found.mean),
    }


def make_up(i: Inputs) -> Found:
    return {"ca": euros(known(sales_to_make_up(cents(i["perte"]), Decimal(i["marge"]))).sales)}


def at_cost(i: Inputs) -> Found:
    found = sales_to_make_up(cents(i["pv"]), Decimal(i["marge"]), convention=LossConvention.COST)
    assert isinstance(found, MakeUp)
    return {"ratio": found.multiple, "ventes": found.whole_sales}


def break_even(i: Inputs) -> Found:
    return {"p": known(break_even_payment(cents(i["cout"]), cents(i["rec"])))}


def expectation(i: Inputs) -> Found:
    found = known(
        expected_value(
            CreditSale(
                cents(i["pv"]),
                Decimal(i["mcv"]),
                Decimal(i["p"]),
                vat_rate=Decimal(i["tva"]),
                days=i["j"],
                annual_rate=Decimal(i["taux"]),
                admin=cents(i["frais"]),
            )
        )
    )
    return {
        "E_brut": euros(found.gross),
        "portage": euros(found.carry),
        "E_net": euros(found.net),
        "p_max": found.max_default,
    }


def carry(i: Inputs) -> Found:
    found = carrying_cost(
        cents(i["ca_ht"]),
        Decimal(i["tva"]),
        i["dso"],
        Decimal(i["taux"]),
        contract_days=i["dso_contrat"],
    )
    return {
        "encours": euros(found.outstanding),
        "cout": euros(found.cost),
        "dont_retard": euros(found.late_cost),
    }


def days_of_margin(i: Inputs) -> Found:
    return {"jours": known(days_that_consume(Decimal(i["m"]), Decimal(i["tva"]), Decimal(i["t"])))}


def aggregate(i: Mapping[str, list[int]]) -> Found:
    found = claim_year(
        [Loss(cents(loss)) for loss in i["pertes"]],
        Decimal(str(i["quotite"])),
        Franchise(FranchiseKind.AGGREGATE, cents(str(i["franchise"]))),
    )
    return {"cumul": euros(found.insured), "paye": euros(found.paid)}


def capped_indemnity(i: Inputs) -> Found:
    found = indemnity(cents(i["encours"]), cents(i["agrement"]), Decimal(i["quotite"]))
    return {"indemnite": euros(found.paid), "reste": euros(found.own_loss)}


def reverse(i: Inputs) -> Found:
    found = reverse_factoring(cents(i["f"]), Decimal(i["taux"]), i["j"])
    return {
        "cout": euros(found.cost),
        "net": euros(found.net),
        "pct": found.of_invoice * 100,
    }


def factor_year(i: Inputs) -> Found:
    def cost(basis: YearBasis) -> tuple[Cents, Decimal]:
        contract = Contract(Decimal(i["com"]), Decimal(i["taux"]), Decimal(i["fg"]), basis=basis)
        found = yearly_cost(contract, cents(i["ca"]), i["j"])
        return found.total, known(found.effective_rate)

    on_365, rate = cost(D365)
    return {
        "total_365": euros(on_365),
        "total_360": euros(cost(D360)[0]),
        "teg_simple_pct": rate * 100,
    }


def assignment(i: Inputs) -> Found:
    contract = Contract(Decimal(i["com"]), Decimal(i["taux"]), Decimal(i["fg"]))
    found = assign(contract, cents(i["f"]), i["j"])
    return {
        "commission": euros(found.commission),
        "interets": euros(found.interest),
        "net": euros(found.net),
    }


def fund(i: Inputs) -> Found:
    found = assign(Contract(Decimal(0), Decimal(0), Decimal(i["fg"])), cents(i["fact"]), 0)
    return {"avance": euros(found.advance), "retenue": euros(found.retained)}


def percent(i: Inputs, basis: YearBasis, *, compound: bool = False) -> Decimal:
    return 100 * known(annual_rate(Decimal(i["e"]), i["d"], basis=basis, compound=compound))


def affordable(i: Inputs) -> Found:
    return {"e_max_pct": highest_affordable(Decimal(i["t"]), i["d"]) * 100}


def prorata(i: Inputs) -> Found:
    contractual = settlement(cents(i["f"]), Decimal(i["e"]), Decimal(0))
    wrong = prorata_interest(cents(i["f"]), Decimal(i["e"]), i["j"], basis=D360)
    return {"prorata": euros(wrong), "contractuel": euros(contractual.discount_ttc)}


def late_debt(i: Inputs) -> Found:
    return {"cout": euros(late_debt_cost(cents(i["m"]), Decimal(i["t"])))}


def whole_cost(i: Inputs) -> Found:
    costs = CreditCosts(
        carry=cents(i["portage"]),
        bad_debts=cents(i["pertes_ht"]),
        department=cents(i["service"]),
        cover=cents(i["assurance"]),
        collection=cents(i["recouv"]),
        indemnities=cents(i["indem"]),
        late_charges=cents(i["penalites"]),
    )
    found = full_cost(costs, cents(i["ca"]))
    return {"total": euros(found.total), "pct_ca": known(found.of_sales) * 100}


HANDLERS: dict[str, Callable[..., Found]] = {
    "LIM-02": need,
    "LIM-04": rolling,
    "LIM-05": afdcc,
    "LIM-06": caps,
    "LIM-07": layers,
    "LIM-08": concentration,
    **{f"MAR-0{n}": make_up for n in (1, 2, 4, 5, 6)},
    "MAR-08": at_cost,
    "MAR-09": break_even,
    "MAR-10": expectation,
    "CCC-01": carry,
    "CCC-02": days_of_margin,
    "INS-01": capped_indemnity,
    "INS-02": aggregate,
    "INS-03": aggregate,
    "FAC-02": factor_year,
    "FAC-03": fund,
    "FAC-04": assignment,
    "FAC-05": reverse,
    "ESC-02": lambda i: {"simple": percent(i, D365)},
    "ESC-03": lambda i: {"simple": percent(i, D365)},
    "ESC-04": lambda i: {"compose": percent(i, D365, compound=True)},
    "ESC-06": lambda i: {
        "nominal": percent(i, D365),
        "effectif": percent(i, D365, compound=True),
    },
    "ESC-07": affordable,
    "ESC-08": prorata,
    "COU-01": late_debt,
    "COU-02": whole_cost,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_published_case_is_found_within_its_tolerance(case):
    found = HANDLERS[case["id"]](case["inputs"])

    assert set(found) == set(case["expected"])
    for name, expected in case["expected"].items():
        assert abs(Decimal(found[name]) - Decimal(expected)) <= Decimal(case["tolerance"]), name


def test_every_published_case_of_the_families_is_tried():
    assert {case["id"] for case in CASES} == set(HANDLERS)
