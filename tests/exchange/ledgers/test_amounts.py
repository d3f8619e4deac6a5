"""Amounts of any hand and any program, with the mark settled on the whole file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exchange.ledgers.amounts import COMMA, POINT, read, readable, vote


@pytest.mark.parametrize(
    ("written", "mark", "cents"),
    [
        ("1 234,56", COMMA, 123_456),
        ("1\u202f234,56 €", COMMA, 123_456),
        ("1.234,56", COMMA, 123_456),
        ("1,234.56", COMMA, 123_456),
        ("1,234.56", POINT, 123_456),
        ("$1,234,567.8", POINT, 123_456_780),
        ("1.234.567", COMMA, 123_456_700),
        ("1'234.50", POINT, 123_450),
        ("1 234", COMMA, 123_400),
        ("1,234", POINT, 123_400),
        ("1,234", COMMA, 123),
        ("1.234", COMMA, 123_400),
        ("1.234", POINT, 123),
        ("12,5", COMMA, 1_250),
        ("12.5", COMMA, 1_250),
        (",5", COMMA, 50),
        ("(123.45)", POINT, -12_345),
        ("12,5-", COMMA, -1_250),
        ("-12,50", COMMA, -1_250),
        ("−12,50", COMMA, -1_250),
        ("- 1 000,00 EUR", COMMA, -100_000),
        ("+7", COMMA, 700),
        ("150,00 CR", COMMA, -15_000),
        ("150,00 D", COMMA, 15_000),
        ("0,005", COMMA, 1),
        (Decimal("1234.56"), COMMA, 123_456),
        (Decimal(-3), COMMA, -300),
        ("", COMMA, None),
        ("-", COMMA, None),
        ("€", COMMA, None),
    ],
)
def test_an_amount_is_read_to_the_cent(
    written: str | Decimal, mark: str, cents: int | None
) -> None:
    assert read(written, mark) == cents


@pytest.mark.parametrize(
    "written",
    [
        "douze",
        "1,2,3",
        "12/03/2026",
        "1.23.456",
        "=1+1",
        "10 %",
        "1e5",
        "F1001",
        date(2026, 1, 1),
        "9" * 30,
        Decimal("1e20"),
    ],
)
def test_what_is_no_amount_is_refused(written: object) -> None:
    with pytest.raises(ValueError):
        read(written, COMMA)  # type: ignore[arg-type] # a date is one of the wrong values
    assert not readable(written)  # type: ignore[arg-type] # idem


@pytest.mark.parametrize(
    ("cells", "mark", "mixed"),
    [
        (["1,5", "2,25", "1.234"], COMMA, False),
        (["1.50", "1,234"], POINT, False),
        (["1.234", "5.678"], COMMA, False),
        (["1,234.50", "12,5", "9.99"], POINT, True),
        ([Decimal("1.5"), "", "12"], COMMA, False),
    ],
)
def test_the_mark_is_that_of_the_file(cells: list[str], mark: str, mixed: bool) -> None:
    assert (vote(cells).mark, vote(cells).mixed) == (mark, mixed)


@given(st.integers(-(10**11), 10**11), st.sampled_from(["fr", "en", "plain", "paren", "after"]))
def test_every_amount_written_is_the_amount_read(cents: int, form: str) -> None:
    whole, rest = divmod(abs(cents), 100)
    english = f"{whole:,}.{rest:02d}"
    sign = "-" if cents < 0 else ""
    written = {
        "fr": f"{sign}{english.replace(',', ' ').replace('.', ',')}",
        "en": f"{sign}{english}",
        "plain": f"{sign}{whole}.{rest:02d}",
        "paren": f"({english})" if cents < 0 else english,
        "after": f"{english}{sign}",
    }[form]

    assert read(written, COMMA if form == "fr" else POINT) == cents
