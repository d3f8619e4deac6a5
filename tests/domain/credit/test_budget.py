"""Lines under a budget of losses: by hand, and what must hold whatever the files."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.credit.budget import (
    STEP,
    Judgement,
    LineFile,
    Range,
    WrongCount,
    best_lines,
    budget_of,
    expected_loss,
    judge,
    margin,
    own_loss,
    range_of,
)
from simulator.domain.money import Cents, cents
from simulator.domain.refusals import Negative, NotPositive

RATE = Decimal("0.25")
GOOD = LineFile(
    asked=cents(50_000),
    need=cents(40_000),
    ceiling=cents(40_000),
    coefficient=Decimal(1),
    default_probability=Decimal("0.005"),
    sales=cents(200_000),
)
FAIR = LineFile(
    asked=cents(80_000),
    need=cents(100_000),
    ceiling=cents(60_000),
    coefficient=Decimal("0.40"),
    default_probability=Decimal("0.05"),
    sales=cents(400_000),
    granted=cents(50_000),
    quota=Decimal("0.90"),
)
BAD = LineFile(
    asked=cents(20_000),
    need=cents(20_000),
    ceiling=cents(15_000),
    coefficient=Decimal(0),
    default_probability=Decimal("0.15"),
    sales=cents(90_000),
)
FILES = (GOOD, FAIR, BAD)


def test_the_range_goes_from_the_prudent_line_to_the_ceiling() -> None:
    # 40 000 × 0,9 = 36 000 ; 40 000 × 1,1 = 44 000
    assert range_of(GOOD) == Range(cents(36_000), cents(44_000))
    # 60 000 × 0,4 × 0,9 = 21 600 ; 60 000 × 1,1 = 66 000
    assert range_of(FAIR) == Range(cents(21_600), cents(66_000))
    assert range_of(BAD) == Range(cents(0), cents(0))


def test_a_customer_of_the_worst_class_has_a_line_inside_the_agreement_only() -> None:
    insured = LineFile(**{**_fields(BAD), "granted": cents(8_050), "quota": Decimal("0.9")})
    assert range_of(insured) == Range(cents(0), cents(8_000))
    covered = LineFile(**{**_fields(BAD), "granted": cents(90_000), "quota": Decimal("0.9")})
    assert range_of(covered) == Range(cents(0), cents(15_000))


def test_a_weak_agreement_lowers_what_is_prudent() -> None:
    refused = LineFile(**{**_fields(GOOD), "granted": cents(0), "quota": Decimal("0.9")})
    # agreement 0 + own layer 10 000, less a tenth
    assert range_of(refused).low == cents(9_000)


def test_a_demand_is_never_exceeded() -> None:
    small = LineFile(**{**_fields(GOOD), "asked": cents(12_340)})
    # 12 340 × 0,9 = 11 106 → 11 100 ; the demand in whole hundreds
    assert range_of(small) == Range(cents(11_100), cents(12_400))


def test_what_is_lost_is_what_the_insurer_leaves() -> None:
    # risk shelf §7: 70 000 of line, 50 000 covered at 90 % → 25 000 at most
    assert own_loss(cents(70_000), FAIR) == cents(25_000)
    # 5 % × 60 % × 25 000
    assert expected_loss(cents(70_000), FAIR) == cents(750)
    # not insured: 0,5 % × 60 % × 40 000
    assert expected_loss(cents(40_000), GOOD) == cents(120)


def test_a_line_under_the_need_lets_its_share_of_the_margin_through() -> None:
    assert margin(cents(40_000), GOOD, RATE) == cents(50_000)
    assert margin(cents(80_000), GOOD, RATE) == cents(50_000)
    assert margin(cents(10_000), GOOD, RATE) == cents(12_500)
    with pytest.raises(NotPositive):
        margin(cents(1), LineFile(**{**_fields(GOOD), "need": Cents(0)}), RATE)


def test_the_budget_is_half_way_between_the_lowest_and_the_highest() -> None:
    # low: 36 000 → 108 € ; 21 600 covered at 90 % → 2 160 lost → 64,80 € ; sum 172,80
    # high: 44 000 → 132 € ; 66 000 → 66 000 − 45 000 = 21 000 → 630 € ; sum 762
    # (172,80 + 762) ÷ 2 = 467,40 → 500 € in whole hundreds
    assert budget_of(FILES) == cents(500)


def test_the_best_lines_spend_the_budget_where_it_earns_most() -> None:
    lines = best_lines(FILES, cents(500), RATE)

    # 327,20 € are left above the low ends. FAIR earns 1 € of margin a euro of line and
    # loses 0,3 % of it while it is covered: its 28 400 € up to 50 000 cost 85,20 €. GOOD earns
    # 1,25 € for 0,3 % and comes first: 4 000 € up to its need cost 12 €. The 230 € left buy
    # 230 ÷ 3 % = 7 666,67 € of FAIR that nobody covers.
    assert lines == (cents(40_000), Cents(5_766_666), cents(0))


def test_decisions_are_judged_one_by_one_and_together() -> None:
    verdict = judge(FILES, (cents(40_000), cents(20_000), cents(5_000)), cents(500), RATE)

    assert [line.judgement for line in verdict.lines] == [
        Judgement.RIGHT,
        Judgement.SEVERE,
        Judgement.GENEROUS,
    ]
    # 120 + 5 % × 60 % × 2 000 = 60, + 15 % × 60 % × 5 000 = 450
    assert verdict.expected_loss == cents(630)
    assert not verdict.held
    assert verdict.score == Fraction(1, 6)
    # FAIR: asked 80 000 would earn 80 000, 20 000 earn 20 000; BAD: 22 500 less a quarter
    assert [line.foregone for line in verdict.lines] == [cents(0), cents(60_000), cents(16_875)]
    assert verdict.foregone == cents(76_875)
    assert verdict.margin == cents(50_000 + 20_000 + 5_625)


def test_a_budget_held_counts_when_half_of_the_lines_are_right() -> None:
    whole = judge(FILES, (cents(40_000), cents(40_000), cents(0)), cents(500), RATE)
    nothing = judge(FILES, (cents(0), cents(0), cents(0)), cents(500), RATE)

    assert (whole.held, whole.right, whole.score) == (True, 3, Fraction(1))
    assert (nothing.held, nothing.right, nothing.score) == (True, 1, Fraction(1, 6))


def test_lines_are_one_a_file_and_not_negative() -> None:
    with pytest.raises(WrongCount):
        judge(FILES, (cents(0),), cents(500), RATE)
    with pytest.raises(Negative):
        judge((GOOD,), (cents(-1),), cents(500), RATE)


def _fields(file: LineFile) -> dict[str, object]:
    return {name: getattr(file, name) for name in LineFile.__dataclass_fields__}


_euros = st.integers(1, 300).map(lambda thousands: cents(thousands * 1_000))
_classes = st.sampled_from(
    [("1", "0.005"), ("0.75", "0.015"), ("0.40", "0.05"), ("0", "0.15"), ("1", "0")]
)


@st.composite
def line_files(draw: st.DrawFn) -> LineFile:
    coefficient, chance = draw(_classes)
    granted = draw(st.none() | _euros | st.just(Cents(0)))
    return LineFile(
        draw(_euros),
        draw(_euros),
        draw(_euros),
        Decimal(coefficient),
        Decimal(chance),
        draw(_euros),
        granted,
        Decimal("0.9") if granted is not None else Decimal(0),
    )


cases = st.lists(line_files(), min_size=1, max_size=12)


@given(cases)
def test_the_prudent_ends_hold_the_budget_and_are_all_right(files: list[LineFile]) -> None:
    lows = [range_of(file).low for file in files]

    verdict = judge(files, lows, budget_of(files), RATE)

    assert verdict.held
    assert verdict.score == 1


@given(cases, st.data())
def test_nothing_earns_more_than_the_best_within_its_ranges_and_budget(
    files: list[LineFile], data: st.DataObject
) -> None:
    budget = budget_of(files)
    best = best_lines(files, budget, RATE)
    tried = [
        Cents(data.draw(st.integers(span.low, span.high)))
        for span in (range_of(file) for file in files)
    ]

    verdict = judge(files, best, budget, RATE)

    slack = Cents(len(files))  # one cent a file, each rounded apart
    assert verdict.expected_loss <= budget + slack
    assert verdict.right == len(files)
    if sum(expected_loss(line, file) for line, file in zip(tried, files, strict=True)) <= budget:
        earned = sum(margin(line, file, RATE) for line, file in zip(tried, files, strict=True))
        # a line is cut to the cent, and half a cent of loss may buy a few cents of line
        assert earned <= verdict.best_margin + STEP


@given(line_files(), st.integers(0, 300), st.integers(0, 300))
def test_more_line_never_loses_less_nor_earns_less(file: LineFile, one: int, other: int) -> None:
    less, more = sorted((cents(one * 1_000), cents(other * 1_000)))

    assert expected_loss(less, file) <= expected_loss(more, file)
    assert margin(less, file, RATE) <= margin(more, file, RATE)
    assert 0 <= own_loss(more, file) <= more
