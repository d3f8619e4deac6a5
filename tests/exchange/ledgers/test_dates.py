"""Dates in any form; the order of the day and the month belongs to the column."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exchange.ledgers.dates import Order, read, readable, vote

DAY, MONTH = Order.DAY_FIRST, Order.MONTH_FIRST
MARCH = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("04/03/2026", DAY),
        ("03/04/2026", MONTH),
        ("4.3.26", DAY),
        ("4-3-2026", DAY),
        ("2026-03-04", DAY),
        ("2026/3/4", MONTH),
        ("20260304", DAY),
        ("04032026", MONTH),
        ("2026-03-04T00:00:00", DAY),
        ("04/03/2026 12:30", DAY),
        ("4 mars 2026", DAY),
        ("04-Mar-26", DAY),
        ("March 4, 2026", DAY),
        ("mercredi 4 mars 2026", DAY),
        ("Mar 4 2026", MONTH),
        (Decimal(46085), DAY),
        (Decimal(20260304), DAY),
        ("46085", DAY),
        (date(2026, 3, 4), MONTH),
    ],
)
def test_a_date_is_read(written: str | Decimal | date, order: Order) -> None:
    assert read(written, order) == MARCH


@pytest.mark.parametrize("nothing", ["", "00/00/0000", "00000000"])
def test_no_date_is_no_date(nothing: str) -> None:
    assert read(nothing, DAY) is None


@pytest.mark.parametrize(
    "wrong",
    [
        "32/01/2026",
        "29/02/2026",
        "13/13/2026",
        "abc",
        "4 foo 2026",
        "1889-01-01",
        Decimal(12),
        "1er",
        "12",
        Decimal("1e9"),
        datetime(2026, 1, 1),  # noqa: DTZ001 - workbooks know no time zone
    ],
)
def test_what_is_no_date_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError):
        read(wrong, DAY)  # type: ignore[arg-type] # wrong values


def test_the_order_is_that_of_the_dates_which_tell() -> None:
    assert vote(["04/03/2026", "31/12/2025", "05/06/2026"]).order is DAY
    assert vote(["04/03/2026", "12/31/2025"]).order is MONTH
    assert vote(["04/03/2026", "05/05/2026"]).order is None
    assert vote(["2026-03-04", Decimal(3)]).order is None
    mixed = vote(["13/01/2026", "14/01/2026", "01/15/2026"])
    assert (mixed.order, mixed.mixed) == (DAY, True)


def test_bare_figures_do_not_look_like_dates() -> None:
    assert readable("04/03/2026")
    assert readable(date(2026, 1, 1))
    assert readable("20260304")
    assert not readable("41100")
    assert not readable(Decimal(46085))
    assert not readable("C 12")


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d.%m.%y"]))
def test_every_date_written_is_the_date_read(day: date, form: str) -> None:
    assert read(day.strftime(form), DAY) == day
    assert read(day.strftime("%m/%d/%Y"), MONTH) == day
    assert read(Decimal((day - date(1899, 12, 30)) // timedelta(days=1)), DAY) == day
