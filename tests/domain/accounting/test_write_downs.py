"""Write-downs, their tax treatment, the VAT of lost claims, papers to keep."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.accounting.retention import keep_until
from simulator.domain.accounting.vat import Event, VatBasis, split_vat, vat_recovery
from simulator.domain.accounting.write_downs import (
    Doubtful,
    Grounds,
    Method,
    by_age,
    history_rates,
    tax_treatment,
    year_end,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import Negative, OutOfRange, UnknownChoice
from simulator.domain.results import NotComputable
from tests.domain.collection.lawbook import LAW, case, day, eur, pct

ON = date(2026, 12, 31)
VAT = Decimal("0.20")


def test_a_write_down_is_increased_on_the_amount_excluding_vat():
    given_, expected = case("GL-50")
    old = year_end(
        [
            Doubtful(
                "X", eur(given_["claim_ttc"]), pct(given_["vat_rate"]), pct(given_["old_loss_pct"])
            )
        ]
    )
    assert old.required == eur(expected["old"])
    new = year_end(
        [
            Doubtful(
                "X",
                eur(given_["claim_ttc"]),
                pct(given_["vat_rate"]),
                pct(given_["new_loss_pct"]),
                old.required,
            )
        ]
    )
    row = new.rows[0]
    assert row.net == eur(expected["ht"])
    assert row.required == eur(expected["required"])
    assert row.adjustment == eur(expected["amount"])
    (booked,) = new.entries(ON)
    (wanted,) = expected["entries"]
    assert [line.account for line in booked.lines] == [wanted["debit"], wanted["credit"]]
    assert booked.total == eur(wanted["amount"])
    assert [step.value for step in row.steps()] == [eur(8000), eur(6000), eur(3600)]


def test_a_reduced_vat_rate_is_taken_out_first():
    given_, expected = case("GL-52")
    rate = pct(given_["vat_rate"])
    split = split_vat(eur(given_["claim_ttc"]), rate)
    assert (split.net, split.vat) == (eur(expected["ht"]), eur(expected["vat"]))
    claim = Doubtful("X", eur(given_["claim_ttc"]), rate, pct(given_["expected_loss_pct_of_ht"]))
    assert year_end([claim]).required == eur(expected["writedown"])


def test_the_table_adds_up_and_does_not_net_additions_and_releases():
    table = year_end(
        [
            Doubtful("A", eur(12000), VAT, Decimal("0.6")),  # 10 000 → 6 000
            Doubtful("B", eur(8400), VAT, Decimal("0.8"), eur(6000)),  # 7 000 → 5 600
            Doubtful("C", eur(1200), VAT, Decimal("0.5"), eur(500)),  # 1 000 → 500
        ]
    )
    assert (table.gross, table.net) == (eur(21600), eur(18000))
    assert (table.required, table.existing) == (eur(12100), eur(6500))
    assert (table.added, table.released) == (eur(6000), eur(400))
    accounts = [[line.account for line in item.lines] for item in table.entries(ON)]
    assert accounts == [["68174", "491"], ["491", "78174"]]


def test_a_flat_rate_is_added_back_to_the_taxable_result():
    given_, expected = case("GL-54")
    found = tax_treatment(eur(given_["amount"]), Method.FLAT_RATE, Grounds())
    assert (found.deductible > 0) is expected["tax_deductible"]
    assert found.add_back == eur(expected["tax_add_back"])
    assert found.missing == ("flat_rate",)


def test_a_documented_write_down_is_deductible():
    for method in (Method.CLAIM_BY_CLAIM, Method.FIRM_STATISTICS):
        found = tax_treatment(eur(6000), method, Grounds())
        assert (found.deductible, found.add_back) == (eur(6000), 0)
    weak = tax_treatment(eur(1), Method.CLAIM_BY_CLAIM, Grounds(probable=False, recorded=False))
    assert weak.missing == ("not_probable", "not_recorded")
    with pytest.raises(Negative):
        tax_treatment(Cents(-1), Method.FLAT_RATE, Grounds())


def test_the_past_of_the_firm_gives_rates_by_age():
    rates = history_rates({"1–30": eur(1000), "> 90": eur(200)}, {"> 90": eur(50)})
    assert rates == {"1–30": 0, "> 90": Fraction(1, 4)}
    bands = by_age({"> 90": eur(4000)}, rates)
    assert bands[0].required == eur(1000)
    assert isinstance(history_rates({"1–30": Cents(0)}, {}), NotComputable)
    with pytest.raises(OutOfRange):
        history_rates({"1–30": eur(1)}, {"1–30": eur(2)})
    with pytest.raises(UnknownChoice):
        by_age({"31–60": eur(1)}, rates)
    with pytest.raises(Negative):
        by_age({"> 90": Cents(-1)}, rates)


def test_impossible_claims_are_refused():
    with pytest.raises(Negative):
        Doubtful("X", Cents(-1), VAT, Decimal(0))
    with pytest.raises(OutOfRange):
        Doubtful("X", eur(1), VAT, Decimal("1.01"))
    with pytest.raises(Negative):
        split_vat(Cents(-1), VAT)
    with pytest.raises(Negative):
        split_vat(eur(1), Decimal("-0.2"))


def recovery(event, event_on=date(2026, 9, 10), on=date(2026, 12, 1), **more):
    options = {"duplicate_sent": True, "basis": VatBasis.DELIVERY, **more}
    basis = options.pop("basis")
    return vat_recovery(eur(8400), VAT, basis, event, event_on, on=on, law=LAW, **options)


def test_a_liquidation_gives_the_vat_back_from_its_judgment():
    found = recovery(Event.LIQUIDATION_JUDGMENT)
    assert (found.net, found.vat, found.recovered) == (eur(7000), eur(1400), eur(1400))
    assert found.last_day == date(2028, 12, 31)
    assert found.confidence == "probable"


@pytest.mark.parametrize(
    ("event", "more", "missing"),
    [
        (Event.RECOVERY_JUDGMENT, {}, "not_definitive"),
        (Event.LATE_PAYMENT, {}, "not_definitive"),
        (Event.LIQUIDATION_JUDGMENT, {"duplicate_sent": False}, "duplicate_not_sent"),
        (Event.LIQUIDATION_JUDGMENT, {"basis": VatBasis.RECEIPTS}, "vat_not_paid_yet"),
        (Event.LIQUIDATION_JUDGMENT, {"on": date(2029, 1, 1)}, "too_late"),
        (Event.LIQUIDATION_JUDGMENT, {"on": date(2026, 9, 9)}, "event_to_come"),
    ],
)
def test_when_the_vat_is_not_recovered(event, more, missing):
    found = recovery(event, **more)
    assert found.missing == (missing,)
    assert found.recovered == 0


def test_a_plan_gives_back_the_vat_of_the_waived_part_only():
    found = recovery(Event.PLAN_WAIVER, waived=Decimal("0.5"))
    assert found.recovered == eur(700)
    assert recovery(Event.DEBTOR_GONE, waived=Decimal("0.5")).recovered == eur(1400)
    with pytest.raises(OutOfRange):
        recovery(Event.PLAN_WAIVER, waived=Decimal("1.5"))


def test_papers_are_kept_from_the_end_of_the_year():
    given_, expected = case("GL-64")
    paid = day(given_["last_payment"])
    assert keep_until(paid, "retention_training_years", LAW) == day(
        expected["supporting_documents_until"]
    )
    assert keep_until(paid, "retention_accounting_years", LAW) == day(
        expected["accounting_documents_until"]
    )


@given(
    st.lists(
        st.builds(
            Doubtful,
            st.just("X"),
            st.integers(0, 10**8).map(Cents),
            st.sampled_from([Decimal("0.055"), VAT]),
            st.decimals(0, 1, places=2),
            st.integers(0, 10**8).map(Cents),
        ),
        max_size=6,
    )
)
def test_what_exists_plus_additions_less_releases_is_what_is_required(claims):
    table = year_end(claims)
    assert table.existing + table.added - table.released == table.required
    booked = table.entries(ON)
    assert sum(item.total for item in booked) == table.added + table.released
