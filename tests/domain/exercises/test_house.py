"""Figures and entries of the house on one customer worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from simulator.domain.dates import add_months, from_day, is_working_day, next_working_day, to_day
from simulator.domain.exercises.calculators import CALCULATORS
from simulator.domain.exercises.entries import ENTRIES
from simulator.domain.exercises.reader import Reader
from simulator.domain.exercises.world import World
from simulator.domain.money import Cents
from simulator.domain.portfolio import InsurerDecision
from tests import make
from tests.domain.collection.lawbook import LAW
from tests.domain.exercises.worlds import changed, small


def on(*parts):
    return to_day(date(*parts))


def world(documents, payments=(), law=LAW, **more):
    portfolio = small(documents, payments)
    given = {"terms": "30j_fdm", "limit": Cents(100_000), **more}
    insured = InsurerDecision(Cents(100_000), Decimal("0.9"), date(2026, 5, 1))
    one = changed(portfolio.customers[0], **{"insurer": insured, **given})
    return World(replace(portfolio, customers=(one,)), law=law)


# 1 November 2026: 1 200 € due on 15 April, 600 € due in December, 2 400 € paid ten days late.
OLD = (on(2026, 3, 1), on(2026, 4, 15), 120_000)
NEW = (on(2026, 10, 10), on(2026, 12, 9), 60_000)
PAID = (on(2025, 12, 1), on(2026, 1, 1), 240_000)
WORLD = world([PAID, OLD, NEW], [(0, on(2026, 1, 11), 240_000)])
CASE = WORLD.case(WORLD.portfolio.customers[0])
WORLD_OF_MANY = World(make.portfolio(7, 45), law=LAW)
EMPTY = world([(on(2026, 11, 5), on(2026, 12, 5), 900)])
BARE = EMPTY.case(EMPTY.portfolio.customers[0])


def value(name, case=CASE):
    return CALCULATORS[name].compute(case)


def day(name, case=CASE):
    return from_day(int(value(name, case)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # 4 200 € invoiced, VAT included
        ("bought", 350_000),
        ("terms_days", 30),
        ("month_end_days", 15),
        ("delay_days", 10),
        ("need_simple", 35_000),
        # 4 200 € × 55 ÷ 360
        ("need_complete", 64_167),
        ("peak_share", Fraction(4, 7)),
        # 641,67 € × 4/7 × 12
        ("need_seasonal", 440_002),
        ("need_rolling", 240_000),
        ("m01", 0),
        ("m02", 240_000),
        ("m05", 120_000),
        ("m12", 60_000),
        # 5 % of 12 million
        ("cap_concentration", 60_000_000),
        ("line_least", 64_167),
        ("line_covered", 64_167),
        # 641,67 − 577,50
        ("line_max_loss", 6_417),
        # more than 90 days late: class D, no line, the committee
        ("class_coefficient", 0),
        ("line_by_class", 0),
        ("authority_rank", 3),
        ("indemnity", 90_000),
        ("own_loss", 90_000),
        ("limit_excess", 80_000),
        # 12 million × 0,3 % + 35 € for the one customer
        ("insurance_premium", 3_603_500),
        # 1 800 € ÷ 1,2 ÷ 24 %
        ("sales_to_make_up", 625_000),
        # factoring: 154 days; 25,20 + 12,60 + 72,77 + 1 500
        ("factor_days", 154),
        ("factor_advance", 161_700),
        ("factor_cost", 161_057),
        ("overdraft_cost", 10_511),
        # an order of 300 €: 0,85 × 72 − 0,15 × 228 − 360 × 55 ÷ 360 × 6 %
        ("order", 30_000),
        ("expected_carry", 330),
        ("expected_gain", 2_370),
        ("max_default", Fraction(229, 1000)),
        # the claim: 76 days at 12,15 % then 124 at 12,40 %
        ("claim_left", 120_000),
        ("claim_days", 200),
        ("claim_halves", 2),
        ("half_before_days", 76),
        ("half_days", 124),
        ("half_before_rate", Fraction(1215, 10_000)),
        ("half_rate", Fraction(124, 1000)),
        ("claim_interest", 8_091),
        ("claim_indemnity", 4_000),
        ("claim_accessories", 12_091),
        ("claim_disputed", 0),
        ("late_count", 1),
        ("late_interest", 8_091),
        ("late_indemnities", 4_000),
        ("penalty_rate", Fraction(124, 1000)),
        ("public_rate", Fraction(104, 1000)),
        ("limitation_months", 60),
        ("last_gross", 60_000),
        # accounts
        ("claim_net", 100_000),
        ("claim_vat", 20_000),
        ("vat_recovered", 20_000),
        ("all_open", 180_000),
        ("all_invoiced", 420_000),
        ("all_overdue", 120_000),
        ("receivable_days", Fraction(1543, 10)),
        ("day_of_sales", 1_167),
        ("day_cost", 70),
        ("cash_freed", 5_833),
        ("late_days", 10),
        ("late_cost", 700),
        ("age_not_due", 50_000),
        ("age_1_30", 0),
        ("age_over_90", 100_000),
        # 500 × 0,5 % + 1 000 × 50 %
        ("age_write_down", 50_250),
        ("declared_principal", 180_000),
        ("declared_indemnities", 4_000),
    ],
)
def test_figures_are_those_worked_out_by_hand(name, expected):
    found = value(name)
    assert abs(found - expected) < Fraction(1, 10**9)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("as_of", date(2026, 11, 1)),
        ("last_issued", date(2026, 10, 10)),
        ("last_due", date(2026, 11, 30)),
        ("last_due_a", date(2026, 11, 30)),
        ("last_due_b", date(2026, 12, 15)),
        ("last_due_latest", date(2026, 12, 9)),
        ("claim_issued", date(2026, 3, 1)),
        ("claim_due", date(2026, 4, 15)),
        ("barred_after", date(2031, 4, 15)),
        ("notify_by", date(2026, 5, 15)),
        ("collect_by", date(2026, 7, 14)),
        ("vat_until", date(2028, 12, 31)),
    ],
)
def test_dates_are_those_counted_by_hand(name, expected):
    assert day(name) == expected


def test_caps_follow_the_accounts():
    suppliers = CASE.customer.statements[-1]["DX"]
    assert value("cap_equity") == round(max(Fraction(0), value("equity")) / 10)
    assert value("cap_suppliers") == round(Fraction(suppliers, 5))
    for name, whole in (("cap_need", "need"), ("cap_working_capital", "working_capital")):
        base = value(whole)
        if base > 0:
            assert value(name) == round(base / 10)


def test_teaching_values_are_quoted_as_figures():
    names = ("factor_commission", "overdraft_rate", "money_rate", "our_margin", "rate_over_90")
    assert [value(name) for name in names] == [
        Fraction(6, 1000),
        Fraction(65, 1000),
        Fraction(6, 100),
        Fraction(24, 100),
        Fraction(1, 2),
    ]
    assert value("own_layer") == 1_000_000
    assert value("quota") == Fraction(9, 10)
    assert value("default_probability") == Fraction(15, 100)
    assert value("our_sales") == 1_200_000_000


def test_the_file_before_the_court_is_counted_from_its_own_days():
    ordered, served = day("order_on"), day("served_on")
    regime = 3 if ordered >= date(2026, 9, 1) else 6
    assert value("service_months") == regime
    assert day("serve_by") == next_working_day(add_months(ordered, regime))
    assert day("oppose_by") == next_working_day(add_months(served, 1))
    assert value("enforcement_months") == (2 if regime == 3 else 1)
    assert day("appeal_by") == next_working_day(served + timedelta(days=15))
    published = day("published_on")
    assert day("declare_by") == next_working_day(add_months(published, 2))
    assert day("claim_back_by") == next_working_day(add_months(published, 3))
    assert day("relief_by") == next_working_day(add_months(published, 6))
    assert day("summon_by") <= day("hearing_on") - timedelta(days=15)
    assert day("file_by") <= day("hearing_on") - timedelta(days=8)
    assert day("enforce_from") > served
    assert day("last_due_default") == day("last_received") + timedelta(days=30)
    assert day("last_due_public") == day("last_received") + timedelta(days=30)
    assert day("prefect_from") == next_working_day(add_months(served, 1))


def test_nobody_serves_hears_or_judges_on_a_day_off():
    for customer in WORLD_OF_MANY.portfolio.customers:
        case = WORLD_OF_MANY.case(customer)
        for name in ("order_on", "served_on", "judgment_on", "hearing_on"):
            assert is_working_day(day(name, case)), name


def test_a_declaration_stops_interest_the_day_before_the_judgment():
    second = (day("judgment_on") - date(2026, 7, 1)).days
    exact = 120_000 * (Fraction("0.1215") * 76 + Fraction("0.124") * second) / 365
    assert abs(value("declared_interest") - exact) <= Fraction(1, 2)
    assert value("declared_total") == 180_000 + value("declared_interest") + 4_000


def test_the_discount_is_worth_its_yearly_rate():
    cut, days = value("discount"), value("days_gained")
    assert abs(value("discount_yearly") - cut / (1 - cut) * 360 / days) < Fraction(1, 10**9)
    neutral = 1 - 1 / (1 + Fraction(6, 100) * days / 360)
    assert abs(value("discount_highest") - neutral) < Fraction(1, 10**9)


def test_the_write_down_follows_the_expected_loss():
    needed = 100_000 * value("loss_rate")
    assert value("claim_required") == needed
    assert 0 < value("claim_existing") < needed
    assert value("claim_adjustment") == needed - value("claim_existing")


def test_the_route_follows_the_debtor_s_answer():
    portfolio = make.portfolio(3, 60)
    owners = World(portfolio, law=LAW)
    routes = {"none": "injunction", "late": "interim", "serious": "merits"}
    seen = set()
    for customer in portfolio.customers:
        case = owners.case(customer)
        if case.claims.largest is None:
            assert value("advised_injunction", case) is None
            continue
        answer = value("contest", case)
        expected = {routes[answer]}
        if customer.identity.public:
            # the prefect pays for a local authority, unless its ground is serious
            expected = set() if answer == "serious" else {"prefect"}
        seen |= expected
        found = {
            name
            for name in ("injunction", "interim", "merits", "prefect")
            if value(f"advised_{name}", case) == 1
        }
        assert found == expected
    assert {"injunction", "interim", "merits"} <= seen


def test_public_buyers_have_their_own_rate():
    identity = replace(CASE.customer.identity, public=True)
    buyer = replace(CASE, customer=replace(CASE.customer, identity=identity))
    # frozen at the half-year where it starts: 2,15 % + 8 points, 200 days
    assert value("half_rate", buyer) == Fraction(1015, 10_000)
    assert value("claim_interest", buyer) == round(120_000 * Fraction("0.1015") * 200 / 365)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("to_doubtful", {("416", 120_000, 0), ("411", 0, 120_000)}),
        ("write_off", {("6541", 100_000, 0), ("44571", 20_000, 0), ("416", 0, 120_000)}),
        ("penalties", {("411", 12_091, 0), ("7631", 0, 8_091), ("7581", 0, 4_000)}),
    ],
)
def test_entries_are_those_of_the_claim(name, lines):
    entry = ENTRIES[name](CASE)
    assert {(line.account, line.debit, line.credit) for line in entry.lines} == lines


def test_entries_follow_the_figures_of_the_file():
    def moved(name):
        return {line.account: line.debit + line.credit for line in ENTRIES[name](CASE).lines}

    assert moved("write_down") == dict.fromkeys(("68174", "491"), value("claim_required"))
    assert moved("adjustment") == dict.fromkeys(("68174", "491"), value("claim_adjustment"))
    assert moved("release") == dict.fromkeys(("491", "78174"), value("claim_existing"))
    assert moved("dividend") == dict.fromkeys(("512", "416"), value("dividend"))
    back = moved("later_recovery")
    assert back["512"] == value("dividend") == back["7583"] + back["44571"]
    settled = moved("discount_granted")
    assert settled["411"] == 60_000
    assert settled["665"] + settled["44571"] == 60_000 * value("discount")


def test_without_anything_overdue_there_is_nothing_to_claim_nor_to_book():
    names = ("claim_left", "claim_interest", "claim_net", "dividend", "vat_recovered", "notify_by")
    assert [value(name, BARE) for name in (*names, "last_issued", "declared_total")] == [None] * 8
    assert [value(name, BARE) for name in ("declared_interest", "declared_indemnities")] == [
        None
    ] * 2
    assert {entry(BARE) for entry in ENTRIES.values()} == {None}


def test_what_the_ledger_cannot_say_does_not_exist():
    absent = ("need_seasonal", "need_rolling", "peak_share", "receivable_days", "expected_gain")
    assert [value(name, BARE) for name in absent] == [None] * 5
    assert value("delay_days", BARE) == value("late_days", BARE) == 0
    assert value("m01", replace(CASE, months=())) is None


def test_without_accounts_insurer_limit_or_known_terms_lines_do_not_exist():
    alone = world([PAID, OLD, NEW], statements=(), insurer=None, limit=None)
    case = alone.case(alone.portfolio.customers[0])
    lines = ("cap_equity", "cap_suppliers", "cap_need", "cap_working_capital", "line_least")
    covers = ("line_covered", "line_max_loss", "indemnity", "own_loss", "quota", "limit_excess")
    assert [value(name, case) for name in (*lines, *covers, "line_by_class")] == [None] * 12
    odd = world([PAID, OLD, NEW], terms="à la récolte")
    assert value("terms_days", odd.case(odd.portfolio.customers[0])) is None


def test_without_the_law_legal_figures_do_not_exist():
    lawless = replace(CASE, law=type(LAW)({}))
    names = ("claim_interest", "penalty_rate", "serve_by", "declare_by", "barred_after")
    assert [value(name, lawless) for name in names] == [None] * 5
    assert ENTRIES["penalties"](lawless) is None


def test_lessons_may_quote_a_date_of_the_example():
    reader = Reader(WORLD_OF_MANY)
    assert reader.example is not None
    quoted = reader.written("example_last_issued")
    found = day("last_issued", WORLD_OF_MANY.case(reader.example))
    assert quoted.endswith(str(found.year))


def test_a_short_delay_stays_in_one_half_year():
    recent = world([(on(2026, 7, 1), on(2026, 9, 1), 36_500)])
    case = recent.case(recent.portfolio.customers[0])
    assert (value("half_before_days", case), value("half_before_rate", case)) == (0, 0)
    # 365 € × 12,4 % × 61 ÷ 365
    assert value("claim_interest", case) == round(100 * Fraction("0.124") * 61)
