"""The workshop's books, formulas and verdicts, against hand computations and the domain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import product

import pytest

from simulator.domain.dashboards import book as books
from simulator.domain.dashboards import cube, series
from simulator.domain.dashboards.book import Book, closed_on, month_ends, opened
from simulator.domain.dashboards.formulas import PERIMETER
from simulator.domain.dashboards.hidden import hidden
from simulator.domain.dashboards.judging import (
    LUCKY,
    TYPED,
    Fit,
    Verdict,
    computed,
    fit,
    judge,
    preview,
)
from simulator.domain.dashboards.kpis import KPIS, exact, kpi
from simulator.domain.dashboards.naming import Source
from simulator.domain.dashboards.writing import english, tables
from simulator.domain.dates import NEVER, to_day
from simulator.domain.exercises.excel import BadExcel
from simulator.domain.indicators.conventions import DEFAULT, Conventions, DayBasis, TaxBase
from simulator.domain.indicators.indicator import Chart
from simulator.domain.ledger.assemble import empty_ledger, in_order, table
from simulator.domain.ledger.check import faults
from simulator.domain.ledger.columns import Disputes, Documents, Ledger, Means, Payments
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import UnknownChoice
from simulator.generation.build import generate
from tests import make

ON = date(2026, 10, 31)


@lru_cache
def portfolio(seed: int = 1, scenario: str = "negoce-materiaux") -> Portfolio:
    return generate(scenario, seed, 30, as_of=date(2026, 11, 10))


@lru_cache
def pair(conventions: Conventions = DEFAULT, seed: int = 1) -> tuple[Book, Book]:
    own = opened(portfolio(seed), conventions)
    return own, hidden(own, seed)


def _day(month: int, day: int, year: int = 2026) -> int:
    return to_day(date(year, month, day))


def hand() -> Book:
    """Return three customers whose figures are reckoned by hand; VAT is 20 %.

    At the end of October: open 1 200 not due, 600 one day late, 240 due that day, a credit of 120;
    2 400 more than a year late (doubtful); 360 disputed on the 600. Sales including VAT: October
    1 200 + 240, September 600 − 120 + 480 (cashed on 10 October, due 5 October), August 720.
    """
    documents = table(
        Documents,
        customer=[0, 0, 0, 1, 1, 1, 2],
        number=[2, 3, 4, 5, 6, 7, 1],
        kind=[0, 0, 0, 1, 0, 0, 0],
        issued=[
            _day(9, 1),
            _day(10, 1),
            _day(10, 5),
            _day(9, 20),
            _day(9, 5),
            _day(8, 31),
            _day(6, 1, 2025),
        ],
        due=[
            _day(10, 30),
            _day(11, 30),
            _day(10, 31),
            _day(9, 20),
            _day(10, 5),
            _day(9, 30),
            _day(7, 1, 2025),
        ],
        gross=[60_000, 120_000, 24_000, -12_000, 48_000, 72_000, 240_000],
        net=[50_000, 100_000, 20_000, -10_000, 40_000, 60_000, 200_000],
    )
    payments = table(
        Payments,
        document=[4, 5],
        paid=[_day(10, 10), _day(9, 25)],
        amount=[48_000, 72_000],
        means=[int(Means.TRANSFER)] * 2,
    )
    disputes = table(
        Disputes, document=[0], opened=[_day(10, 15)], closed=[NEVER], amount=[36_000], cause=[0]
    )
    ledger = replace(empty_ledger(), documents=documents, payments=payments, disputes=disputes)
    people = make.portfolio(count=3).customers
    bare = tuple(replace(one, id=rank, insurer=None) for rank, one in enumerate(people))
    return Book(bare, in_order(ledger), ON, frozenset({2}), frozenset({1}))


HAND = {
    # owed 600 + 1200 + 240 − 120 + 2400 = 4320; sales 1440 + 960 + 720 = 3120 over 92 days
    "dso": Fraction(4320, 3120) * 92,
    # late 600 + 2400 over 600 + 1200 + 240 + 2400
    "overdue_ratio": Fraction(3000, 4440),
    "overdue_90": Fraction(2400, 4440),
    "dispute_weight": Fraction(360, 4440),
    # opening 600 + 480 − 120 + 2400 = 3360; (3360 + 1440 − 4320) ÷ (4800 − (4320 − 3000))
    "cei": Fraction(480, 3480),
    # 480 received, 35 days after the invoice and 5 after the due date
    "dmp": Fraction(35),
    "dbt": Fraction(5),
    # lost 2000 without VAT, over 1200 + 800 + 600 of sales without VAT
    "bad_debt_ratio": Fraction(2000, 2600),
    # expected: 600 + 480 + 2400 were open and due by the 31st, received 480
    "forecast_accuracy": 1 - Fraction(3480 - 480, 480),
}


def test_the_hand_ledger_is_sound() -> None:
    assert faults(hand().ledger) == ()


@pytest.mark.parametrize(("code", "wanted"), HAND.items())
def test_an_indicator_is_what_the_hand_finds(code: str, wanted: Fraction) -> None:
    own = hand()
    found = exact(kpi(code).value(own))
    assert found is not None
    assert abs(found - wanted) < Fraction(1, 10**9)
    assert computed(kpi(code), kpi(code).formula(own.conventions), own) == wanted


def test_the_count_back_stops_where_the_history_does() -> None:
    kpis = kpi("dso_countback")
    own = replace(hand(), doubtful=frozenset({2}), conventions=Conventions(doubtful=False))
    # 1920 = 1440 of October (31 days) + 480 of the 960 of September (half of 30 days)
    assert exact(kpis.value(own)) == 46
    assert exact(kpis.value(hand())) is None


ALL = [
    Conventions(tax=tax, day_basis=days, factored=factored, doubtful=doubtful)
    for tax, days, factored, doubtful in product(TaxBase, DayBasis, (True, False), (True, False))
]


@pytest.mark.parametrize("conventions", ALL)
@pytest.mark.parametrize("code", KPIS)
def test_the_right_formula_is_right_on_both_ledgers(code: str, conventions: Conventions) -> None:
    own, other = pair(conventions)
    judged = judge(kpi(code), kpi(code).formula(conventions), own, other)
    assert (judged.verdict, judged.code) == (Verdict.RIGHT, "")


@pytest.mark.parametrize("conventions", [ALL[0], ALL[-1]])
@pytest.mark.parametrize("code", KPIS)
def test_each_foreseen_mistake_is_named(code: str, conventions: Conventions) -> None:
    own, other = pair(conventions)
    for path in kpi(code).paths(conventions):
        if path.formula and (path.code != PERIMETER or conventions is ALL[-1]):
            judged = judge(kpi(code), f"={path.formula}", own, other)
            assert (judged.verdict, judged.code) == (Verdict.MISTAKE, path.code), path.formula


def test_a_path_that_is_computed_is_recognised() -> None:
    own, other = pair()
    paths = [path for path in kpi("dso_countback").paths(Conventions()) if path.computed]
    whole = "=SOMMEPROD((Encours>Cumul)*Jours)"
    assert [path.code for path in paths] == ["FORWARD_CB", "NO_FRACTION", *["CB_NO_HISTORY"] * 4]
    assert judge(kpi("dso_countback"), whole, own, other).code == "NO_FRACTION"


def test_a_number_a_lucky_formula_and_a_wrong_one_are_told_apart() -> None:
    own, other = pair()
    dso = kpi("dso")
    right = computed(dso, dso.formula(Conventions()), own)
    assert isinstance(right, Fraction)
    assert judge(dso, "=73,06", own, other).code == TYPED
    lucky = f"=SOMME(Reste)/SOMME(Reste)*{right.numerator}/{right.denominator}"
    assert judge(dso, lucky, own, other).code == LUCKY
    assert judge(dso, "=SOMME(Reste)", own, other).verdict is Verdict.WRONG
    assert judge(dso, "=SOMME(Reste)/0", own, other).value == "#DIV/0!"


def test_what_cannot_be_read_is_said_with_its_place() -> None:
    own, other = pair()
    for found in (
        judge(kpi("dso"), "=SOMME(Solde)", own, other),
        preview(kpi("dso"), "=Solde", own),
    ):
        assert (found.verdict, found.reason, found.seen) == (
            Verdict.UNREADABLE,
            "unknown_name",
            "Solde",
        )
    assert preview(kpi("dso"), "=1+1", own).value == 2


def test_an_indicator_without_value_wants_a_formula_that_divides_by_zero() -> None:
    own = replace(hand(), ledger=empty_ledger())
    judged = judge(kpi("overdue_ratio"), kpi("overdue_ratio").formula(Conventions()), own, own)
    assert (judged.verdict, judged.value) == (Verdict.RIGHT, "#DIV/0!")
    assert judge(kpi("dso_countback"), "=SOMME(CA)", hand(), hand()).verdict is Verdict.WRONG


def test_the_hidden_ledger_is_another_and_sound() -> None:
    own, other = pair()
    assert faults(other.ledger) == ()
    assert other.on == own.since - timedelta(days=1)
    day = to_day(other.on)
    assert {day, day - 90, day - 91} <= set(other.ledger.documents.due.tolist())
    assert (other.ledger.documents.gross < 0).any()
    assert other.doubtful
    assert other.factored
    small = replace(own, customers=own.customers[:2])
    assert hidden(small, 5).customers


def test_a_lone_customer_still_has_a_hidden_ledger() -> None:
    own = pair()[0]
    for one in own.customers[:6]:
        alone = own.of(frozenset({one.id}))
        assert faults(hidden(alone, 1).ledger) == ()


def test_the_month_is_the_last_one_closed() -> None:
    assert closed_on(date(2026, 11, 10)) == ON
    assert closed_on(ON) == ON
    ends = month_ends(pair()[0])
    assert ends[-1] == ON
    assert len(ends) == books.HISTORY
    assert month_ends(hand(), 3) == (date(2026, 8, 31), date(2026, 9, 30), ON)
    assert month_ends(replace(hand(), ledger=empty_ledger())) == (ON,)


def test_the_insurer_pays_its_share_up_to_the_line() -> None:
    insured = next(one.insurer for one in portfolio(2).customers if one.insurer is not None)
    own = hand()
    customers = (
        *own.customers[:2],
        replace(own.customers[2], insurer=replace(insured, granted=150_000, quota=Decimal("0.9"))),
    )
    # 2 000 € owed without VAT, 1 500 € granted, nine tenths of them
    assert replace(own, customers=customers).indemnity == 135_000
    assert own.indemnity == 0


def test_trend_and_groups_add_up() -> None:
    own, formula = pair()[0], "=SOMME(Reste)"
    months = series.by_month(kpi("dso"), formula, own)
    assert months[-1] == (ON, computed(kpi("dso"), formula, own))
    for axis in series.Axis:
        groups = series.by_group(kpi("dso"), formula, own, axis)
        assert sum(one.customers for one in groups) == 30
        assert sum((one.value for one in groups), Fraction()) == months[-1][1]
    with pytest.raises(BadExcel):
        series.by_month(kpi("dso"), "=Solde", own)


@pytest.mark.parametrize(("rating", "wanted"), [("G5+", "5"), ("P", ""), (None, "")])
def test_the_class_is_the_figure_of_the_rating(rating: str | None, wanted: str) -> None:
    assert series.risk_class(replace(portfolio().customers[0], cotation=rating)) == wanted


def test_charts_are_graded() -> None:
    dso = kpi("dso").descriptor
    cei = kpi("cei").descriptor
    assert fit(dso, Chart.LINE) is Fit.BEST
    assert fit(dso, Chart.GAUGE) is Fit.WRONG
    assert fit(dso, Chart.TREEMAP) is Fit.POOR
    assert [fit(cei, chart) for chart in cei.charts[1:]] == [Fit.SUITS] * (len(cei.charts) - 1)
    assert kpi("overdue_90").descriptor.code == "overdue_60"
    with pytest.raises(UnknownChoice):
        kpi("ebitda")


def test_a_formula_is_written_as_files_hold_it() -> None:
    text = '=SOMME.SI.ENS(Reste;Échéance;"<"&Jour)*0,5+SOMME(F2:F9)'
    assert english(text, Source.ITEMS, 3) == (
        "=SUMIFS('Pièces'!$F$5:$F$7,'Pièces'!$E$5:$E$7,\"<\"&'Paramètres'!$B$5)*0.5"
        "+SUM('Pièces'!$F$5:$F$7)"
    )
    assert english("=SI(VRAI;1;2)", Source.MONTHS, 0) == "=IF(TRUE,1,2)"


def test_the_sheets_of_a_workbook_are_those_of_the_page() -> None:
    found = tables(hand())
    items, receipts, months, *_ = found
    assert [one.title for one in found] == [
        "Pièces",
        "Encaissements",
        "Mois",
        "Couvertures",
        "Promesses",
        "Tranches",
        "Paramètres",
    ]
    # the settled invoice of August is in no sheet of October, that of September was cashed in it
    assert len(items.rows) == 6
    assert len(receipts.rows) == 1
    assert len(months.rows) == books.HISTORY
    assert items.cell(0, 3).value == date(2026, 9, 1)


def test_the_cube_adds_up_on_every_axis_and_goes_down_to_the_invoice() -> None:
    found = cube.facts(portfolio())
    for rows, columns in product(cube.Axis, cube.Axis):
        crossed = cube.pivot(found, rows, columns, cube.Amount.OPEN)
        assert crossed.total == sum(one.amounts[cube.Amount.OPEN] for one in found)
        assert sum(crossed.row(name) for name in crossed.rows) == crossed.total
        assert sum(crossed.column(name) for name in crossed.columns) == crossed.total
    crossed = cube.pivot(found, cube.Axis.SELLER, cube.Axis.AGE, cube.Amount.OVERDUE)
    (row, column), amount = max(crossed.cells.items(), key=lambda pair: pair[1])
    places = {cube.Axis.SELLER: row, cube.Axis.AGE: column}
    deep = cube.drill(found, places, cube.Amount.OVERDUE)
    assert sum(one.amounts[cube.Amount.OVERDUE] for one in deep) == amount > 0


@pytest.mark.parametrize(
    ("late", "label"), [(0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (90, 3), (91, 4)]
)
def test_the_bounds_of_ages_belong_to_the_younger_band(late: int, label: int) -> None:
    day = to_day(portfolio().as_of)
    ledger: Ledger = replace(
        empty_ledger(),
        documents=table(
            Documents, customer=[0], number=[1], issued=[day - 99], due=[day - late], gross=[100]
        ),
    )
    (fact,) = cube.facts(replace(portfolio(), ledger=ledger))
    assert fact.places[cube.Axis.AGE] == cube.AGES[label]
    assert (fact.amounts[cube.Amount.OVERDUE] > 0) is (late > 0)


def test_a_credit_has_its_own_place_on_the_axis_of_ages() -> None:
    found = cube.facts(replace(portfolio(), ledger=hand().ledger))
    ages = cube.pivot(found, cube.Axis.AGE, cube.Axis.AGE, cube.Amount.OPEN)
    # the credit of 120 is older than a month: it does not lower what is late
    assert ages.column(cube.CREDITS) == -12_000
    assert all(amount > 0 for (row, _), amount in ages.cells.items() if row != cube.CREDITS)
