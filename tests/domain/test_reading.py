"""Reading of figures and dates as French hands type them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.dates import write_date
from simulator.domain.measures import MEASURES, rounded, write, write_number
from simulator.domain.reading import (
    LONGEST,
    Unreadable,
    measure_named,
    read,
    read_date,
)
from simulator.domain.results import Unit

EURO, PERCENT, DAYS = MEASURES["euro"], MEASURES["percent"], MEASURES["days"]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 234,56 €", 123456),
        ("1\u202f234,56\u202f€", 123456),
        ("1\u00a0234,56", 123456),
        ("1234.56", 123456),
        ("1234,56", 123456),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1.234.567", 123456700),
        ("1,234,567", 123456700),
        ("12 k€", 1200000),
        ("12,5k€", 1250000),
        ("3 M€", 300000000),
        ("1 Md€", 100000000000),
        ("-12", -1200),
        ("\u221212", -1200),
        ("(1 250)", -125000),
        ("(1 250) €", -125000),
        ("+7 EUR", 700),
        (",5", 50),
        ("12,", 1200),
        ("1.234", Fraction(1234, 10)),
    ],
)
def test_an_amount_is_read_exactly(text, cents):
    assert read(text, EURO).value == cents


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("12,5 %", "1/8"),
        ("12,5", "1/8"),
        ("12.5%", "1/8"),
        ("5 ‰", "1/200"),
        ("8 pour cent", "2/25"),
    ],
)
def test_a_ratio_asked_in_percent_is_read_with_or_without_its_sign(text, ratio):
    assert read(text, PERCENT).value == Fraction(ratio)


def test_a_percentage_typed_for_a_plain_ratio_is_converted():
    assert read("39,2 %", MEASURES["ratio"]).value == Fraction(392, 1000)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        (" \u202f ", "blank"),
        ("douze", "not_a_number"),
        ("€", "not_a_number"),
        ("1 2 3", "grouping"),
        ("12 34", "grouping"),
        ("1,2,3", "grouping"),
        ("1..2", "grouping"),
        ("12 zlotys", "unknown_unit"),
        ("12 m€", "ambiguous_unit"),
        ("1e5", "not_a_number"),
        ("10²", "unknown_unit"),
        ("--5", "not_a_number"),
        ("(", "not_a_number"),
        ("()", "not_a_number"),
        ("-", "not_a_number"),
        ("9" * (LONGEST + 1), "too_long"),
        ("١٢", "not_a_number"),
    ],
)
def test_what_is_not_a_figure_is_refused_with_its_reason(text, reason):
    with pytest.raises(Unreadable) as caught:
        read(text, EURO)
    assert caught.value.reason == reason
    assert caught.value.data()["text"] == text


def test_a_unit_of_another_kind_is_kept_apart_from_the_number():
    reading = read("45 j", EURO)
    assert reading.foreign
    assert reading.unit is Unit.DAYS
    assert reading.bare == 45


@pytest.mark.parametrize(
    ("text", "measure", "echo"),
    [
        ("1234,5", EURO, "1\u202f234,5\u202f€"),
        ("12,5 k€", EURO, "12\u202f500\u202f€"),
        ("0,125", MEASURES["ratio"], "0,125"),
        ("12,50", PERCENT, "12,5\u202f%"),
        ("1", MEASURES["points"], "1\u202fpoint"),
        ("-2", MEASURES["years"], "\u22122\u202fans"),
    ],
)
def test_what_was_understood_is_echoed(text, measure, echo):
    assert read(text, measure).echo(measure) == echo


def test_the_decimals_typed_are_counted():
    assert read("12,50 %", PERCENT).places == 2


@given(st.integers(-(10**13), 10**13), st.sampled_from(sorted(MEASURES)))
def test_what_is_written_is_read_back(hundredths, name):
    measure = MEASURES[name]
    value = Fraction(hundredths, 100) * measure.factor
    assert read(write(value, measure, 2), measure).value == value


@given(st.text(max_size=60), st.sampled_from(sorted(MEASURES)))
def test_any_text_is_read_or_refused(text, name):
    measure = MEASURES[name]
    try:
        reading = read(text, measure)
    except Unreadable:
        return
    assert read(reading.echo(measure), measure).value == reading.value


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "\u22123"),
        (Fraction(-1, 1000), 2, "0,00"),
        (Fraction(999), 0, "999"),
        (Fraction(1000), 0, "1\u202f000"),
        (Fraction(10**40), 1, "10" + "\u202f000" * 13 + ",0"),
    ],
)
def test_numbers_are_written_in_french(value, places, text):
    assert write_number(value, places) == text


def test_rounding_is_commercial():
    assert rounded(Fraction(125, 1000), 2) == Fraction(13, 100)
    assert rounded(Fraction(-125, 1000), 2) == Fraction(-13, 100)


def test_a_sign_can_be_left_out():
    assert write(Fraction(123456), EURO, sign=False) == "1\u202f234,56"
    assert write(Fraction(4), DAYS, 0) == "4\u202fj"


@pytest.mark.parametrize(
    "text",
    [
        "21/11/2026",
        "21-11-2026",
        "21.11.26",
        "21 11 2026",
        "2026-11-21",
        "21 novembre 2026",
        "21 Nov. 2026",
    ],
)
def test_a_date_is_read(text):
    assert read_date(text) == date(2026, 11, 21)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "hier", "2026/11/21", "21 brumaire 2026", "0/1/2026"]
)
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(Unreadable) as caught:
        read_date(text)
    assert caught.value.reason == "not_a_date"


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_date_written_is_read_back(day):
    assert read_date(write_date(day)) == day


def test_measures_are_found_by_name():
    assert measure_named("euro") is EURO
    assert measure_named("franc") is None


def test_a_figure_in_the_unit_asked_for_is_not_foreign() -> None:
    assert read("12 €", MEASURES["euro"]).foreign is False
    assert read("12", MEASURES["euro"]).foreign is False
