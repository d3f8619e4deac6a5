"""How figures, dates and durations are written for French readers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain import measures
from simulator.web import display

N = "\u202f"
AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "places", "written"),
    [
        (0, 2, f"0,00{N}€"),
        (1, 2, f"0,01{N}€"),
        (123456, 2, f"1{N}234,56{N}€"),
        (-123456, 2, f"−1{N}234,56{N}€"),
        (123456789012, 2, f"1{N}234{N}567{N}890,12{N}€"),
        (149, 0, f"1{N}€"),
        (150, 0, f"2{N}€"),
        (-150, 0, f"−2{N}€"),
        (-49, 0, f"0{N}€"),
    ],
)
def test_euros_are_written_as_in_a_french_ledger(amount: int, places: int, written: str) -> None:
    assert display.euros(amount, places) == written


@given(st.integers(-(10**14), 10**14))
def test_euros_say_the_exact_amount_back(cents: int) -> None:
    text = display.euros(cents).removesuffix(f"{N}€").replace(N, "").replace("−", "-")

    assert Decimal(text.replace(",", ".")) * 100 == cents


def test_thousands_and_shares_round_half_away_from_zero() -> None:
    assert display.keuros(123_450_000) == f"1{N}235{N}k€"
    assert display.keuros(149_999, 1) == f"1,5{N}k€"
    assert display.percent(Fraction(1, 8)) == f"12,5{N}%"
    assert display.percent(Decimal("0.0005"), 1) == f"0,1{N}%"
    assert display.percent(0.125, 0) == f"13{N}%"
    assert display.number(0.1 + 0.2, 2) == "0,30"
    assert display.number(1234567) == f"1{N}234{N}567"


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(0, f"0{N}min"), (45, f"45{N}min"), (60, f"1{N}h"), (90, f"1{N}h{N}30"), (425, f"7{N}h{N}05")],
)
def test_durations_are_in_hours_and_minutes(minutes: int, written: str) -> None:
    assert display.duration(minutes) == written


def test_instants_are_shown_at_the_time_of_paris_in_winter_and_in_summer() -> None:
    assert display.clock_time(AT) == "14:05"
    assert display.clock_time(datetime(2026, 7, 1, 12, 5, tzinfo=UTC)) == "14:05"
    assert display.day(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "02/07/2026"


def test_days_are_written_in_words() -> None:
    assert display.long_day(date(2026, 5, 1)) == "vendredi 1er mai 2026"
    assert display.long_day(date(2026, 8, 16)) == "dimanche 16 août 2026"
    assert display.half_day(AT) == "lundi 23 novembre 2026, après-midi"
    assert display.half_day(AT - timedelta(hours=6)) == "lundi 23 novembre 2026, matin"
    assert display.day(date(2026, 3, 7)) == "07/03/2026"


@pytest.mark.parametrize(
    ("past", "written"),
    [
        (timedelta(seconds=-5), "à l’instant"),
        (timedelta(seconds=59), "à l’instant"),
        (timedelta(seconds=60), f"il y a 1{N}min"),
        (timedelta(minutes=59, seconds=59), f"il y a 59{N}min"),
        (timedelta(hours=1), f"il y a 1{N}h"),
        (timedelta(hours=23), f"il y a 23{N}h"),
        (timedelta(hours=24), "le 22/11/2026"),
    ],
)
def test_what_is_past_is_said_as_people_say_it(past: timedelta, written: str) -> None:
    assert display.ago(AT - past, AT) == written


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "0 client"), (1, "1 client"), (2, "2 clients"), (1000, f"1{N}000 clients")],
)
def test_a_noun_agrees_with_its_number(count: int, written: str) -> None:
    assert display.plural(count, "client") == written
    assert display.plural(3, "travail", "travaux") == "3 travaux"


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("0 client(s)", "0 client"),
        ("1 client(s), 2 pièce(s)", "1 client, 2 pièces"),
        (f"1{N}200 question(s) posée(s)", f"1{N}200 questions posées"),
        ("le 3 mai, 1 équipe(s) formée(s)", "le 3 mai, 1 équipe formée"),
        ("rien à accorder", "rien à accorder"),
    ],
)
def test_each_optional_plural_agrees_with_the_number_before_it(text: str, agreed: str) -> None:
    assert measures.agreed(text) == agreed
