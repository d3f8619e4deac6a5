"""The simplified return read as a statement, and back."""

from datetime import date

from simulator.domain.accounts import reading
from simulator.domain.accounts.caf import caf
from simulator.domain.accounts.liasse import LINES
from simulator.domain.accounts.sig import sig_of
from simulator.domain.accounts.simplified import CODES, from_simplified, to_simplified
from simulator.domain.money import cents
from tests.domain.accounts.reference import reference

CLOSING = date(2023, 12, 31)
# A small joiner, in euros: written line by line for this test.
RETURN = {
    "028": 80_000,
    "030": 30_000,
    "050": 12_000,
    "068": 45_000,
    "070": 1_000,
    "072": 3_000,
    "084": 9_000,
    "092": 2_000,
    "120": 20_000,
    "132": 15_000,
    "136": 14_000,
    "156": 40_000,
    "164": 1_000,
    "166": 18_000,
    "172": 12_000,
    "169": 5_000,
    "195": 28_000,
    "214": 150_000,
    "218": 50_000,
    "215": 10_000,
    "238": 60_000,
    "240": -2_000,
    "242": 40_000,
    "244": 3_000,
    "250": 50_000,
    "252": 20_000,
    "254": 9_000,
    "294": 2_000,
    "306": 4_000,
}


def _joiner():
    return from_simplified({code: cents(v) for code, v in RETURN.items()}, CLOSING)


def test_a_simplified_return_gives_the_same_balances():
    sig = sig_of(_joiner())
    assert sig.sales == cents(200_000)
    assert sig.value_added == cents(102_000)
    assert sig.ebe == cents(29_000)
    assert sig.net_result == cents(14_000)
    assert caf(_joiner()) == cents(23_000)


def test_partners_accounts_are_financial_and_debts_keep_their_total():
    made = _joiner()
    assert made["DV"] == cents(5_000)
    assert made["DY"] == cents(7_000)
    assert reading.debts(made) == cents(71_000)
    assert reading.financial_debt(made) == cents(45_000)
    assert reading.long_term_debt(made) == cents(28_000)
    assert made["FK"] == cents(10_000)
    assert reading.balances(made)


def test_a_return_without_details_of_debts_or_exports():
    made = from_simplified({"156": cents(10), "zzz": cents(1)}, CLOSING, months=9)
    assert made.lines == {"DU": cents(10)}
    assert made.months == 9


def test_writing_then_reading_keeps_every_balance():
    made = reference()
    lines = to_simplified(made)
    assert lines["156"] == cents(1010)
    assert lines["172"] == cents(60 + 290 + 15 + 20)
    assert lines["110"] - lines["112"] == lines["180"] == cents(3370)
    again = from_simplified(lines, CLOSING)
    for read in (
        reading.total_assets,
        reading.debts,
        reading.equity,
        reading.net_stocks,
        reading.sales,
    ):
        assert read(again) == read(made)
    one, other = sig_of(made), sig_of(again)
    assert one.value_added == other.value_added
    assert one.ebe == other.ebe
    assert one.net_result == other.net_result


def test_every_code_points_to_a_known_line():
    assert set(CODES.values()) <= set(LINES)
