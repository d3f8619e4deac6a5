"""Journal entries: the published cases, the chart of 2025, balance to the cent."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.accounting.chart import Account, Chart, ClosedAccount
from simulator.domain.accounting.discounts import (
    buyer_entry,
    discount_cost,
    seller_entries,
    settle,
)
from simulator.domain.accounting.doubtful import (
    adjust,
    full_payment,
    later_recovery,
    penalties,
    receipt,
    sale,
    to_doubtful,
    write_off,
)
from simulator.domain.accounting.entries import (
    Entry,
    Line,
    Unbalanced,
    balance,
    credit,
    debit,
    entry,
    result,
)
from simulator.domain.accounting.vat import VatBasis, split_vat
from simulator.domain.money import Cents, round_half_up
from simulator.domain.refusals import Negative, NotPositive, OutOfRange, UnknownChoice
from tests.domain.collection.lawbook import case, eur, pct, read_yaml

VAT = Decimal("0.20")
ON = date(2026, 9, 10)
GOODS, SERVICES = VatBasis.DELIVERY, VatBasis.RECEIPTS
# The cases name accounts as a teacher writes them; these are the ones the house books.
NAMED = {"6544 (or 654)": "6544", "6541 (or 654)": "6541", "654": "6544"}


def chart():
    accounts = read_yaml("content/procedures/chart_of_accounts.yaml")["accounts"]

    def on(row, key):
        return date.fromisoformat(row[key]) if key in row else None

    return Chart(
        {
            row["number"]: Account(
                row["number"],
                row["label"],
                on(row, "start"),
                on(row, "end"),
                row.get("replaced_by", ""),
            )
            for row in accounts
        }
    )


def lines(entries):
    return [
        (line.account, "debit" if line.debit else "credit", line.debit or line.credit)
        for item in entries
        for line in item.lines
    ]


def expected_lines(rows):
    found = []
    for row in rows:
        for side in ("debit", "credit"):
            if side in row:
                name = row[side]
                account = NAMED.get(name, name.split(" ")[0])
                found.append((account, side, eur(row["amount"])))
    return found


def test_a_claim_lost_in_a_liquidation():
    given_, expected = case("GL-47")
    loss = write_off(
        ON, eur(given_["remaining_ttc"]), VAT, GOODS, write_down=eur(given_["writedown"])
    )
    assert lines(loss.entries) == expected_lines(expected["entries"])
    assert loss.result == eur(expected["net_result_effect_year"])
    assert loss.vat_recovered == eur(1400)
    chart().check(loss.entries)


def test_services_on_receipts_recover_no_vat():
    given_, expected = case("GL-48")
    loss = write_off(
        ON, eur(given_["remaining_ttc"]), VAT, SERVICES, write_down=eur(given_["writedown"])
    )
    assert lines(loss.entries) == expected_lines(expected["entries"])
    assert loss.vat_recovered == eur(expected["vat_recovered"])


def test_a_claim_of_the_year_never_written_down():
    given_, expected = case("GL-49")
    loss = write_off(
        ON, eur(given_["claim_ttc"]), pct(given_["vat_rate"]), GOODS, account="411", claim_year=2026
    )
    assert lines(loss.entries) == expected_lines(expected["entries"])


def test_money_received_on_a_claim_already_lost():
    given_, expected = case("GL-51")
    booked = later_recovery(ON, eur(given_["received_ttc"]), pct(given_["vat_rate"]))
    assert lines([booked]) == expected_lines(expected["entries"])
    chart().check([booked])


def test_without_a_duplicate_the_vat_is_lost_too():
    loss = write_off(ON, eur(1200), VAT, GOODS, vat_recoverable=False)
    assert (loss.lost, loss.vat_recovered) == (eur(1200), 0)
    pending = write_off(ON, eur(1200), VAT, SERVICES, vat_recoverable=False)
    assert (pending.lost, pending.vat_recovered) == (eur(1000), 0)


def test_the_three_years_of_a_claim_cost_the_net_that_was_lost():
    """10 000 HT sold, 60 % written down, 3 600 received, 80 % of the rest, then liquidation."""
    year_n = [
        sale(date(2024, 11, 15), eur(10000), VAT, GOODS),
        to_doubtful(date(2024, 12, 31), eur(12000)),
        *adjust(date(2024, 12, 31), eur(0), eur(6000)),
    ]
    assert lines(year_n) == [
        ("411", "debit", eur(12000)),
        ("707", "credit", eur(10000)),
        ("44571", "credit", eur(2000)),
        ("416", "debit", eur(12000)),
        ("411", "credit", eur(12000)),
        ("68174", "debit", eur(6000)),
        ("491", "credit", eur(6000)),
    ]
    next_year = [
        *receipt(date(2025, 6, 20), eur(3600), VAT, GOODS, outstanding=eur(12000)),
        *adjust(date(2025, 12, 31), eur(6000), eur(5600)),
    ]
    assert lines(next_year) == [
        ("512", "debit", eur(3600)),
        ("416", "credit", eur(3600)),
        ("491", "debit", eur(400)),
        ("78174", "credit", eur(400)),
    ]
    last = write_off(ON, eur(8400), VAT, GOODS, write_down=eur(5600)).entries
    whole = [*year_n, *next_year, *last]
    assert result(whole) - eur(10000) == eur(-7000)
    for account in ("411", "416", "491"):
        assert balance(whole, account) == 0


def test_a_service_leaves_its_vat_pending_until_paid():
    booked = sale(ON, eur(1000), VAT, SERVICES, account="706")
    assert lines([booked])[2] == ("4458", "credit", eur(200))
    paid = receipt(ON, eur(600), VAT, SERVICES, account="411", outstanding=eur(1200))
    assert lines(paid)[2:] == [("4458", "debit", eur(100)), ("44571", "credit", eur(100))]
    assert len(receipt(ON, eur(600), Decimal(0), SERVICES)) == 1


def test_a_full_payment_releases_the_whole_write_down():
    booked = full_payment(ON, eur(12000), VAT, GOODS, eur(6000))
    assert lines(booked) == [
        ("512", "debit", eur(12000)),
        ("416", "credit", eur(12000)),
        ("491", "debit", eur(6000)),
        ("78174", "credit", eur(6000)),
    ]
    assert adjust(ON, eur(5), eur(5)) == ()


def test_penalties_are_booked_outside_vat():
    booked = penalties(ON, eur("179.75"), eur(40))
    assert lines([booked]) == [
        ("411", "debit", eur("219.75")),
        ("7631", "credit", eur("179.75")),
        ("7581", "credit", eur(40)),
    ]


def test_a_discount_at_settlement_at_the_seller_and_at_the_buyer():
    settled = settle(eur(1200), Decimal("0.02"), VAT)
    assert lines(seller_entries(ON, settled, VAT, GOODS)) == [
        ("512", "debit", eur(1176)),
        ("665", "debit", eur(20)),
        ("44571", "debit", eur(4)),
        ("411", "credit", eur(1200)),
    ]
    assert lines([buyer_entry(ON, settled)]) == [
        ("401", "debit", eur(1200)),
        ("512", "credit", eur(1176)),
        ("765", "credit", eur(20)),
        ("44566", "credit", eur(4)),
    ]
    service = seller_entries(ON, settled, VAT, SERVICES)
    assert lines(service)[4:] == [("4458", "debit", eur(196)), ("44571", "credit", eur(196))]
    exempt = settle(eur(1200), Decimal("0.02"), Decimal(0))
    assert len(seller_entries(ON, exempt, Decimal(0), SERVICES)) == 1
    chart().check([*service, buyer_entry(ON, settled)])


def test_the_yearly_cost_of_refusing_a_discount():
    given_, expected = case("GL-57")
    found = discount_cost(pct(given_["discount_pct"]), given_["discount_days"], given_["net_days"])
    assert round_half_up(found.simple * 100, 2) == expected["simple_annual_pct_360"]
    assert round_half_up(found.compounded * 100, 2) == expected["effective_annual_pct_365"]
    assert [step.name for step in found.steps()] == ["simple", "compounded"]
    assert found.steps()[0].formula == "2,00 % ÷ (1 − 2,00 %) × 360 ÷ 50"


@pytest.mark.parametrize("number", ["671", "6714", "7714", "775", "777", "791", "796", "797"])
def test_the_accounts_removed_in_2025_are_refused(number):
    with pytest.raises(ClosedAccount):
        chart().use(number, date(2025, 1, 1))
    assert chart().use(number, date(2024, 12, 31)).number == number


def test_the_chart_names_what_replaces_an_account_and_refuses_the_unknown():
    with pytest.raises(ClosedAccount) as caught:
        chart().check([entry(ON, "old", debit("512", eur(1)), credit("7714", eur(1)))])
    assert caught.value.replaced_by == "7583"
    with pytest.raises(ClosedAccount):
        chart().use("7583", date(2024, 12, 31))
    with pytest.raises(UnknownChoice):
        chart().use("999", ON)


def test_an_entry_that_does_not_balance_is_refused():
    with pytest.raises(Unbalanced) as caught:
        Entry(ON, "x", (Line("512", debit=eur(2)), Line("411", credit=eur(1))))
    assert caught.value.debit == eur(2)
    with pytest.raises(Unbalanced):
        entry(ON, "x", debit("512", Cents(0)))
    with pytest.raises(Negative):
        debit("512", Cents(-1))
    assert entry(ON, "x", debit("512", eur(1)), credit("411", eur(1))).total == eur(1)


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        (lambda: sale(ON, Cents(0), VAT, GOODS), NotPositive),
        (lambda: to_doubtful(ON, Cents(0)), NotPositive),
        (lambda: receipt(ON, Cents(0), VAT, GOODS), NotPositive),
        (lambda: receipt(ON, eur(2), VAT, GOODS, outstanding=eur(1)), OutOfRange),
        (lambda: write_off(ON, Cents(0), VAT, GOODS), NotPositive),
        (lambda: write_off(ON, eur(1), VAT, GOODS, write_down=eur(2)), OutOfRange),
        (lambda: later_recovery(ON, Cents(0), VAT), NotPositive),
        (lambda: adjust(ON, Cents(-1), Cents(0)), Negative),
        (lambda: settle(Cents(0), VAT, VAT), NotPositive),
        (lambda: settle(eur(1), Decimal(1), VAT), OutOfRange),
        (lambda: discount_cost(Decimal(0), 10, 60), OutOfRange),
        (lambda: discount_cost(VAT, 60, 60), NotPositive),
        (lambda: discount_cost(VAT, 10, 60, year=0), NotPositive),
    ],
)
def test_impossible_operations_are_refused(call, refusal):
    with pytest.raises(refusal):
        call()


RATES = st.sampled_from([Decimal(r) for r in ("0", "0.021", "0.055", "0.10", "0.20")])


@given(
    st.integers(100, 10**9),
    RATES,
    st.sampled_from(VatBasis),
    st.lists(st.integers(1, 10**8), max_size=4),
    st.booleans(),
)
def test_a_claim_sold_partly_paid_then_lost_closes_every_account_to_the_cent(
    net, rate, basis, payments, recoverable
):
    booked = [sale(ON, Cents(net), rate, basis)]
    left = booked[0].total
    booked.append(to_doubtful(ON, left))
    for amount in payments:
        if amount >= left:
            break
        booked += receipt(ON, Cents(amount), rate, basis, outstanding=left)
        left = Cents(left - amount)
    required = Cents(split_vat(left, rate).net // 2)
    booked += adjust(ON, Cents(0), required)
    loss = write_off(ON, left, rate, basis, write_down=required, vat_recoverable=recoverable)
    booked += loss.entries
    for account in ("411", "416", "491", "4458"):
        assert balance(booked, account) == 0
    received = balance(booked, "512")
    # What came in is either income or VAT owed to the tax office.
    assert received == result(booked) - balance(booked, "44571")
    chart().check(booked)


@given(st.integers(0, 10**10), RATES)
def test_net_and_vat_add_up(gross, rate):
    found = split_vat(Cents(gross), rate)
    assert found.net + found.vat == gross
    assert abs(found.net * (1 + rate) - gross) <= (1 + rate) / 2
    assert found.steps()[0].value == found.net


@given(st.integers(100, 10**8), st.integers(1, 99), RATES, st.sampled_from(VatBasis))
def test_a_settlement_closes_the_customer_and_the_pending_vat(gross, percent, rate, basis):
    settled = settle(Cents(gross), Decimal(percent) / 100, rate)
    booked = seller_entries(ON, settled, rate, basis)
    assert balance(booked, "411") == -gross
    if basis == SERVICES:
        assert balance(booked, "4458") == split_vat(Cents(gross), rate).vat
    assert settled.paid + settled.discount + settled.vat == gross
