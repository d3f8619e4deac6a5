"""Reading a statement: totals, net values, checks, chart of accounts."""

from datetime import date

import pytest

from simulator.domain.accounts import liasse, reading
from simulator.domain.accounts.annual import annualised, crosses_reform, warnings_of
from simulator.domain.accounts.caf import caf_additive, caf_subtractive, self_financing
from simulator.domain.accounts.liquidity import working_capital_from_below
from simulator.domain.accounts.numbers import (
    euro_formula,
    product_formula,
    quotient_formula,
    shown,
    sum_formula,
)
from simulator.domain.accounts.sig import disposal_result, sig_of
from simulator.domain.accounts.statement import Standard, Statement
from simulator.domain.money import cents
from simulator.domain.refusals import OutOfRange, UnknownChoice
from tests.domain.accounts.reference import reference, statement

NARROW = "\u202f"


def test_a_total_is_the_sum_of_its_parts_unless_it_is_stated():
    assert statement({"FA": 10, "FB": 5, "FF": 20}).value("FL") == cents(35)
    assert statement({"FL": 40, "FC": 15}).value("FL") == cents(40)
    assert reading.production_sold(statement({"FL": 40, "FC": 15})) == cents(25)
    assert statement({"FL": 40}).add("FL", "-FK") == cents(40)


def test_every_part_of_a_total_is_a_known_line_and_no_total_contains_itself():
    for code, parts in liasse.TOTALS.items():
        assert code in liasse.LINES
        for part in parts:
            assert part.removeprefix("-") in liasse.LINES
            assert part.removeprefix("-") != code


def test_every_gross_asset_has_its_own_impairment_column():
    downs = [line.impairment for line in liasse.LINES.values() if line.impairment]
    assert len(set(downs)) == len(downs)
    assert set(downs) <= set(liasse.LINES)


def test_meanings_are_unique():
    meanings = [line.meaning for line in liasse.LINES.values()]
    assert len(set(meanings)) == len(meanings)


def test_net_is_gross_less_impairment_and_only_assets_have_it():
    assert reading.net(reference(), "BX") == cents(1100)
    assert reading.net(reference(), "CO") == cents(3370)
    for code in ("DX", "ZZ", "AC"):
        with pytest.raises(UnknownChoice):
            reading.net(reference(), code)


def test_total_assets_come_from_liabilities_else_from_assets():
    assert reading.total_assets(reference()) == cents(3370)
    assert reading.total_assets(statement({"CF": 12})) == cents(12)
    assert reading.total_assets(statement({"EE": 9, "CF": 12})) == cents(9)


def test_long_term_debt_by_instalments_by_the_footnote_or_whole():
    debts = {"DU": 1000, "DV": 100, "EH": 200, "DX": 300}
    assert reading.long_term_debt(statement(debts)) == cents(900)
    assert reading.long_term_debt(statement(debts | {"d1a": 150})) == cents(750)
    assert reading.long_term_debt(statement(debts | {"EG": 800})) == cents(600)
    assert reading.long_term_debt(statement(debts | {"EG": 800, "d1a": 150})) == cents(750)
    assert reading.long_term_debt(statement(debts | {"EG": 5000})) == 0
    assert reading.short_term_debts(statement(debts | {"EG": 800})) == cents(800)


def test_reference_firm_masses():
    made = reference()
    assert reading.permanent_capital(made) == cents(2100)
    assert reading.quick_assets(made) == cents(1400)
    assert reading.short_term_debts(made) == cents(1270)
    assert reading.check(made) == ()
    assert reading.balances(made)
    assert working_capital_from_below(made) == cents(2070 - 1270)


def test_a_wrong_total_is_reported_with_both_figures():
    (found,) = reading.check(statement({"FA": 10, "FB": 5, "FC": 16}))
    assert (found.code, found.stated, found.computed) == ("FC", cents(16), cents(15))
    assert found.gap == cents(1)


def test_a_result_that_is_not_carried_to_the_balance_sheet_is_reported():
    codes = {item.code for item in reading.check(statement({"FF": 10, "FW": 4, "DI": 5}))}
    assert codes == {"DI"}


def test_opening_day_and_chart_of_accounts():
    year = Statement(date(2025, 12, 31), {})
    assert year.opening == date(2025, 1, 1)
    assert year.standard is Standard.FROM_2025
    straddling = Statement(date(2025, 6, 30), {})
    assert straddling.opening == date(2024, 7, 1)
    assert straddling.standard is Standard.BEFORE_2025
    assert Statement(date(2025, 6, 30), {}, months=6).standard is Standard.FROM_2025
    early = Statement(date(2024, 12, 31), {}, referentiel_pcg=Standard.FROM_2025)
    assert early.standard is Standard.FROM_2025


def test_the_2025_chart_moves_the_operating_result_and_nothing_else():
    """A disposal of 25 for a book value of 10, and a share of subsidies of 5."""
    common = {"FF": 100, "FW": 50, "FX": 3, "FO": 0, "FQ": 0, "GE": 0}
    old = statement(common | {"p775": 25, "c675": 10, "p777": 5})
    new = statement(
        common | {"FQ": 25, "p757": 25, "GE": 10, "c657": 10, "FO": 5, "p747": 5},
        standard=Standard.FROM_2025,
    )
    before, after = sig_of(old), sig_of(new)
    assert before.ebe == after.ebe == cents(47)
    assert (before.operating_result, after.operating_result) == (cents(47), cents(67))
    assert before.operating_result == after.operating_result_comparable
    assert before.net_result == after.net_result == cents(67)
    assert before.disposal_result == after.disposal_result == cents(15)
    assert disposal_result(new) == cents(15)
    for made in (old, new):
        assert caf_subtractive(made).value == caf_additive(made).value == cents(47)


def test_transfers_of_charges_are_cash_before_2025_only():
    lines = {"FF": 100, "FP": 8, "A1": 8}
    old = statement(lines)
    new = statement(lines, standard=Standard.FROM_2025)
    assert caf_subtractive(old).value == cents(108)
    assert caf_subtractive(new).value == cents(100)


def test_exceptional_capital_lines_stand_in_for_missing_details():
    made = statement({"FF": 100, "HB": 30, "HF": 12})
    assert caf_subtractive(made).value == caf_additive(made).value == cents(100)
    assert caf_subtractive(made).step.name == "caf_subtractive"


def test_stated_balances_win():
    made = sig_of(statement({"GG": 10, "GW": 8, "HN": 5}))
    assert (made.operating_result, made.current_result, made.net_result) == (1000, 800, 500)


def test_self_financing_is_cash_flow_less_dividends():
    assert self_financing(statement({"FF": 100, "div": 30})) == cents(70)


def test_warnings_of_a_series():
    old = Statement(date(2024, 12, 31), {})
    new = Statement(date(2025, 12, 31), {"A1": cents(1), "p775": cents(1)})
    short = Statement(date(2024, 6, 30), {}, months=6)
    assert warnings_of([old]) == ()
    assert crosses_reform([old, new])
    assert warnings_of([old, new]) == (
        "pcg_2025_crossed",
        "transfers_removed_in_2025",
        "old_disposal_accounts",
    )
    assert warnings_of([old, short]) == ("year_not_twelve_months",)


def test_a_year_of_eight_months_is_annualised_and_still_adds_up():
    made = statement(
        {"FC": 8, "FL": 8, "FS": 3.33, "GF": 3.33, "HN": 4.67, "BX": 7, "XX": 1, "inv": 2},
        months=8,
    )
    found = annualised(made)
    assert found.months == 12
    assert found["FC"] == cents(12)
    assert found["FS"] == cents("5.00")  # 4,995 rounds half up
    assert found["HN"] == cents(7) == found.value("FL") - found.value("GF")
    assert found["BX"] == cents(7)
    assert found["XX"] == cents(1)
    assert found["inv"] == cents(3)
    assert found.standard is made.standard


@pytest.mark.parametrize("months", [0, -3, 25])
def test_an_absurd_length_of_year_is_refused(months):
    with pytest.raises(OutOfRange):
        annualised(Statement(date(2024, 12, 31), {}, months=months))


def test_formulas_are_written_in_french():
    assert shown(1234.5) == f"1{NARROW}234,5"
    assert shown(-0.25) == "−0,25"
    assert shown(1000) == f"1{NARROW}000"
    assert quotient_formula(690, 1990) == f"690 ÷ 1{NARROW}990"
    assert quotient_formula(48, 360, 365) == "48 ÷ 360 × 365"
    assert product_formula(-87, 0.5) == "(−87) × 0,5"
    assert sum_formula([1, -2], [3]) == "1 + (−2) − 3"
    assert euro_formula([cents(5)], [cents("0.5")]) == "5 − 0,5"


def test_steps_of_the_balances_show_the_figures():
    steps = {step.name: step for step in sig_of(reference()).steps}
    assert steps["commercial_margin"].formula == "800 − 500 − 20"
    assert steps["commercial_margin"].value == cents(280)
    assert steps["ebe"].formula == f"2{NARROW}030 + 10 − 70 − 900 − 380"
    moved = statement({"FO": 5, "p747": 2}, standard=Standard.FROM_2025)
    last = {step.name: step.formula for step in sig_of(moved).steps}
    assert last["operating_result"].startswith("3 + 0 + 0 + 2")
