"""Letters in English: amounts with commas and points, dates with the name of the month."""

from datetime import date
from fractions import Fraction

import pytest

from simulator.domain.dates import to_day
from simulator.domain.exercises import english, prose


@pytest.mark.parametrize(
    ("cents", "written"),
    [
        (123456, "EUR 1,234.56"),
        (5, "EUR 0.05"),
        (-1250, "EUR -12.50"),
        (100_000_000, "EUR 1,000,000.00"),
    ],
)
def test_an_amount_is_written_as_in_english_and_read_again(cents: int, written: str) -> None:
    assert english.write(Fraction(cents), english.EURO) == written
    assert abs(cents) in prose.amounts(f"the sum of {written}.") or cents < 0


def test_a_day_is_written_as_in_english() -> None:
    day = Fraction(int(to_day(date(2026, 3, 7))))
    assert english.write(day, english.DAY) == "7 March 2026"


@pytest.mark.parametrize(
    "text", ["7 March 2026", "7th of March 2026", "March 7, 2026", "Mar. 7th 2026", "07 Mar 2026"]
)
def test_a_day_is_read_however_an_english_letter_writes_it(text: str) -> None:
    assert prose.dates(f"due on {text}, and unpaid") == {date(2026, 3, 7)}


def test_what_is_no_day_or_another_amount_is_not_read() -> None:
    assert english.dates("31 February 2026") == frozenset()
    assert 123456 not in prose.amounts("EUR 11,234.56 and 1,234.567")
    assert 123456 in prose.amounts("€1,234.56 today")
    assert 1_234_56 in prose.amounts("1 234,56 €")
    assert english.amounts("9" * 21) == frozenset()
