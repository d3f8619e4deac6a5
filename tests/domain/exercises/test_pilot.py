"""Figures of the indicators, of one account and of the practice function, worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.exercises.calculators import CALCULATORS
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.pilot import Pilot
from simulator.domain.exercises.practice import PRACTICE
from simulator.domain.exercises.reminding import REMINDING
from simulator.domain.exercises.steering import STEERING
from simulator.domain.exercises.world import PREVIOUS, World
from simulator.domain.money import Cents
from simulator.domain.portfolio import InsurerDecision
from tests import make
from tests.domain.collection.lawbook import LAW
from tests.domain.exercises.worlds import changed, small


def on(*parts):
    return to_day(date(*parts))


# 1 November 2026: three old invoices paid in 2025, then four of the last months.
DOCUMENTS = [
    (on(2025, 1, 1), on(2025, 1, 31), 10_000),
    (on(2025, 2, 1), on(2025, 3, 3), 20_000),
    (on(2025, 3, 1), on(2025, 3, 31), 30_000),
    (on(2026, 7, 1), on(2026, 7, 31), 50_000),
    (on(2026, 8, 10), on(2026, 9, 9), 100_000),
    (on(2026, 9, 15), on(2026, 10, 15), 200_000),
    (on(2026, 10, 5), on(2026, 11, 4), 300_000),
]
PAID = [
    (0, on(2025, 2, 10), 10_000),  # ten days late, forty in all
    (1, on(2025, 2, 28), 20_000),  # three days early, twenty-seven in all
    (2, on(2025, 3, 31), 30_000),  # on the day, thirty in all
    (4, on(2026, 10, 9), 100_000),  # thirty days late, sixty in all
]
DISPUTED = [(3, on(2026, 8, 20), NEVER, 50_000)]
PROMISED = [
    (4, on(2026, 9, 20), on(2026, 10, 9), 100_000),
    (5, on(2026, 10, 20), on(2026, 11, 10), 150_000),
]


def world():
    portfolio = small(DOCUMENTS, PAID, DISPUTED, PROMISED)
    insured = InsurerDecision(Cents(100_000), Decimal("0.9"), date(2026, 5, 1))
    one = changed(portfolio.customers[0], insurer=insured, limit=Cents(400_000))
    return World(replace(portfolio, customers=(one,)), law=LAW)


WORLD = world()
CASE = WORLD.case(WORLD.portfolio.customers[0])


def value(name, case=CASE):
    return CALCULATORS[name].compute(case)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("stock_total", 550_000),
        ("stock_overdue", 250_000),
        ("stock_not_due", 300_000),
        ("stock_net_not_due", 300_000),
        ("stock_credits", 0),
        ("stock_disputed", 50_000),
        ("stock_disputed_overdue", 50_000),
        # August, September, October
        ("quarter_sales", 600_000),
        ("quarter_days", 92),
        ("quarter_opening", 50_000),
        ("twelve_sales", 650_000),
        ("twelve_days", 365),
        ("dso_quarter", Fraction(550 * 92, 600)),
        ("bpdso_quarter", 46),
        ("late_dso", Fraction(250 * 92, 600)),
        # 31 + 30 + 50 ÷ 100 × 31
        ("dso_countback", Fraction(153, 2)),
        ("cb1_sales", 300_000),
        ("cb1_days", 31),
        ("cb4_sales", 50_000),
        ("cb5_sales", 0),
        ("cb5_days", 30),
        ("band_not_due", 300_000),
        ("band_1_30", 200_000),
        ("band_31_60", 0),
        ("band_61_90", 0),
        ("band_over_90", 50_000),
        # on 30 September: 21 and 61 days late
        ("was_1_30", 100_000),
        ("was_61_90", 50_000),
        ("was_over_90", 0),
        ("overdue_rate", Fraction(5, 11)),
        ("overdue_rate_30", Fraction(1, 11)),
        ("overdue_rate_60", Fraction(1, 11)),
        ("dispute_weight", Fraction(1, 11)),
        ("dispute_weight_overdue", Fraction(1, 5)),
        ("dispute_age", 72),
        ("promises_due", 1),
        ("promises_kept", 1),
        ("promises_rate", 1),
        # (50 + 600 − 550) ÷ (50 + 600 − 300)
        ("cei", Fraction(2, 7)),
        ("recovery_cash", 100_000),
        ("recovery_base", 350_000),
        ("recovery_rate", Fraction(2, 7)),
        ("month_dmp", 60),
        ("month_dmp_plain", 60),
        ("month_dbt", 30),
        ("overrun_count", 1),
        ("overrun_amount", 150_000),
        ("lines_total", 400_000),
        ("lined_exposure", 550_000),
        ("cover_base", 550_000),
        ("cover_amount", 100_000),
        ("cover_granted", 100_000),
        ("cover_share", Fraction(2, 11)),
        ("accounts_to_call", 1),
        # the account: the three largest open invoices by due date
        ("item1_left", 50_000),
        ("item2_left", 200_000),
        ("item3_left", 300_000),
        ("cut_not_due", 0),
        ("cut_1_30", 300_000),
        ("cut_31_60", 200_000),
        ("cut_61_90", 0),
        ("cut_over_90", 50_000),
        ("pay1_amount", 10_000),
        ("pay4_amount", 100_000),
        # (10 × 40 + 20 × 27 + 30 × 30 + 100 × 60) ÷ 160
        ("pay_dmp", 49),
        ("pay_dmp_plain", Fraction(157, 4)),
        # (10 × 10 + 100 × 30) ÷ 160
        ("pay_dbt", Fraction(155, 8)),
        ("late_disputed", 50_000),
        ("late_promised", 150_000),
        ("late_unexplained", 50_000),
        ("next_left", 300_000),
        # 2 000 × 65 % × 85 % × e^(−0,02) and 2 000 × 55 % × e^(−0,06) − 900
        ("alt_agency", 108_312),
        ("alt_legal", 13_594),
        ("alt_best", 108_312),
    ],
)
def test_a_figure_is_that_of_the_hand(name, expected):
    assert float(value(name)) == pytest.approx(float(expected), abs=1e-9)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("close_on", date(2026, 10, 31)),
        ("before_on", date(2026, 9, 30)),
        ("cut_on", date(2026, 12, 4)),
        ("item1_due", date(2026, 7, 31)),
        ("item1_issued", date(2026, 7, 1)),
        ("pay2_issued", date(2025, 2, 1)),
        ("pay2_due", date(2025, 3, 3)),
        ("pay2_on", date(2025, 2, 28)),
        ("next_due", date(2026, 11, 4)),
        # thirty days late on average over twelve months
        ("next_expected", date(2026, 12, 4)),
    ],
)
def test_a_date_is_that_of_the_hand(name, expected):
    assert from_day(int(value(name))) == expected


def test_numbers_of_invoices_are_words():
    assert value("item1_number") == "3"
    assert value("pay4_number") == "4"
    assert value("next_number") == "6"


def test_a_month_that_ends_on_the_day_of_the_portfolio_is_whole():
    later = replace(WORLD.portfolio, as_of=date(2026, 11, 30))
    assert Pilot(later).close == date(2026, 11, 30)
    assert Pilot(later).before == date(2026, 10, 31)


def test_a_case_without_world_still_has_its_indicators():
    alone = replace(CASE, seen=None)
    assert value("stock_total", alone) == 550_000


def test_discount_factors_are_those_of_the_rate():
    # e^(−0,08 × 3/4) and e^(−0,08 × 1/4)
    assert float(value("alt_legal_factor")) == pytest.approx(0.941764533584)
    assert float(value("alt_agency_factor")) == pytest.approx(0.980198673307)


def test_what_no_ledger_says_stays_in_its_bounds_and_differs():
    many = World(make.portfolio(3, 60), law=LAW)
    cases = [many.case(one) for one in many.portfolio.customers]
    bounds = {
        "dispute_share": (Fraction(10, 100), Fraction(40, 100)),
        "dispute_fault": (Fraction(20, 100), Fraction(80, 100)),
        "offer_cut": (Fraction(10, 100), Fraction(60, 100)),
        "plan_first": (Fraction(10, 100), Fraction(50, 100)),
        "plan_kept": (Fraction(50, 100), Fraction(90, 100)),
        "plan_effort": (Fraction(60, 100), Fraction(140, 100)),
        "plan_months": (3, 8),
        "late_sign_rank": (0, 5),
        "credit_drawn": (150_00, 2_000_00),
    }
    for name, (low, high) in bounds.items():
        drawn = {value(name, case) for case in cases}
        assert low <= min(drawn)
        assert max(drawn) <= high
        assert len(drawn) > 3


def test_the_sign_of_lateness_is_the_word_of_its_rank():
    many = World(make.portfolio(3, 60), law=LAW)
    words = {
        (value("late_sign_rank", case), value("late_sign", case))
        for case in (many.case(one) for one in many.portfolio.customers)
    }
    assert len(words) == 6


def test_an_empty_account_has_no_figure_of_its_own():
    empty = World(small([(on(2026, 11, 5), on(2026, 12, 5), 900)]), law=LAW)
    case = empty.case(empty.portfolio.customers[0])
    absent = ("item1_left", "pay1_amount", "pay_dmp", "cut_on", "cut_1_30", "next_left", "alt_best")
    assert [name for name in absent if value(name, case) is not None] == []
    assert value("dso_quarter", case) is None
    assert value("promises_rate", case) is None


def test_names_do_not_end_like_those_of_the_year_before():
    assert [n for n in (*STEERING, *REMINDING, *PRACTICE) if n.endswith(PREVIOUS)] == []


def test_the_practice_score_is_a_constant_and_five_weighted_ratios():
    many = World(make.portfolio(5, 40), law=LAW)
    ratios = ("autonomy", "interest_on_sales", "cash_days", "tax_social_share", "ebe_rate")
    seen = 0
    for one in many.portfolio.customers:
        case = many.case(one)
        if value("practice_score", case) is None or value("months", case) != 12:
            continue
        total = value("practice_constant", case)
        for rank, name in enumerate(ratios, 1):
            total += value(f"practice_c{rank}", case) * value(name, case)
        assert float(value("practice_score", case)) == pytest.approx(float(total))
        seen += 1
    assert seen > 10


def test_a_customer_without_accounts_or_sector_has_no_practice_score():
    many = World(make.portfolio(1, 20), law=LAW)
    public = next(one for one in many.portfolio.customers if not one.statements)
    assert value("practice_score", many.case(public)) is None
    assert value("practice_constant", many.case(public)) is None
    known = next(one for one in many.portfolio.customers if one.statements)
    odd = changed(known, identity=replace(known.identity, sector="inconnu"))
    case: Case = replace(many.case(known), customer=odd)
    assert value("practice_score", case) is None
    assert value("practice_constant", case) is None
