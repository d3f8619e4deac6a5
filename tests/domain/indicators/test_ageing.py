"""Bands and their French labels, ages, overdue shares."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.indicators.ageing import (
    Item,
    age,
    ageing,
    bands,
    overdue_of,
    overdue_ratio,
)
from simulator.domain.indicators.conventions import AgeFrom, Conventions, Credits
from simulator.domain.refusals import Negative, UnknownChoice

ON = date(2025, 6, 30)
ISSUE = Conventions(age_from=AgeFrom.ISSUE)


def labels(conventions: Conventions) -> list[str]:
    return [band.label.replace("\u202f", " ") for band in bands(conventions)]


def test_labels_are_french_and_never_look_like_a_criterion():
    assert labels(Conventions()) == [
        "Non échu",
        "1–30 j",
        "31–60 j",
        "61–90 j",
        "91 j et plus",
    ]
    assert "\u202f" in bands()[1].label
    assert all(band.label[0] not in "<>=" for band in bands())


def test_conventions_move_the_bounds_and_the_labels_with_them():
    assert labels(ISSUE) == ["0–30 j", "31–60 j", "61–90 j", "91 j et plus"]
    excluded = Conventions(bounds_inclusive=False)
    assert labels(excluded) == ["Non échu", "1–29 j", "30–59 j", "60–89 j", "90 j et plus"]
    today = Conventions(due_today_overdue=True)
    assert labels(today)[:2] == ["Non échu", "0–30 j"]
    assert [band.code for band in bands()] == ["not_due", "d1_30", "d31_60", "d61_90", "d91_plus"]


@pytest.mark.parametrize(
    ("late", "row"), [(-1, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4)]
)
def test_each_bound_belongs_to_its_band(late, row):
    amounts = ageing([Item(100, ON - timedelta(days=late))], ON).amounts
    assert [index for index, amount in enumerate(amounts) if amount] == [row]


ITEMS = st.lists(
    st.builds(
        Item,
        st.integers(-(10**9), 10**9),
        st.integers(-200, 200).map(lambda d: ON + timedelta(days=d)),
    )
)


@given(ITEMS, st.sampled_from(Credits), st.booleans())
def test_bands_and_credits_add_up_to_the_open_balance(items, credit, today):
    table = ageing(items, ON, Conventions(credits=credit, due_today_overdue=today))
    assert table.total == sum(item.amount for item in items)
    assert table.not_due + table.overdue == table.gross
    assert table.credits <= 0


def test_an_item_ages_from_its_invoice_only_when_its_day_is_known():
    item = Item(1, ON, date(2025, 5, 1))
    assert age(item, ON) == 0
    assert age(item, ON, ISSUE) == 60
    with pytest.raises(UnknownChoice):
        age(Item(1, ON), ON, ISSUE)


def test_an_ageing_from_the_invoice_cannot_say_what_is_overdue():
    table = ageing([Item(1, ON, date(2025, 5, 1))], ON, ISSUE)
    assert table.not_due == 0
    assert not overdue_of(table).computable
    assert overdue_of(table, 30, "old").number == 1


def test_shares_beyond_a_bound_exist_at_the_bounds_only():
    table = ageing([Item(75, ON), Item(25, ON - timedelta(days=61))], ON)
    assert (table.beyond(30), table.beyond(60), table.beyond(90)) == (25, 25, 0)
    with pytest.raises(UnknownChoice) as refused:
        table.beyond(45)
    assert refused.value.choices == ("0", "30", "60", "90")


def test_the_overdue_ratio_may_be_net_of_disputes():
    assert overdue_ratio(30, 100, disputed_overdue=10).number == Decimal("0.3")
    net = Conventions(disputes_overdue=False)
    assert overdue_ratio(30, 100, net, 10).number == Decimal("0.2")
    assert overdue_ratio(30, 100, net, 10).part("disputed_overdue") == 10
    with pytest.raises(Negative):
        overdue_ratio(30, 100, net, -1)
    assert not overdue_ratio(0, 0).computable


def test_credits_apart_do_not_inflate_the_ratio():
    items = [Item(75, ON), Item(25, ON - timedelta(days=5)), Item(-50, ON)]
    assert overdue_of(ageing(items, ON)).number == Decimal("0.25")
    netted = ageing(items, ON, Conventions(credits=Credits.NETTED))
    assert overdue_of(netted).number == Decimal("0.5")
