"""The monthly sheet of a ledger: identities between its lines, and its place in the registry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings

from simulator.domain.indicators.conventions import Conventions, Receivable
from simulator.domain.indicators.measure import Flag
from simulator.domain.indicators.sheet import dso_family, monthly_sheet
from simulator.domain.results import NotComputable
from tests.domain.ledger.builder import DAYS, ROWS, Row, ledger_of

TINY = Decimal("1e-20")


@settings(max_examples=60)
@given(ROWS, DAYS)
def test_the_dso_is_the_best_possible_one_plus_its_late_part(rows, on):
    family = dso_family(ledger_of(rows), on, 3)
    if family.dso.number is None:
        assert not family.add.computable
        return
    assert family.bpdso.number is not None
    assert family.add.number is not None
    scale = max(1, abs(family.dso.number))
    assert abs(family.bpdso.number + family.add.number - family.dso.number) <= TINY * scale
    parts = (family.parts.not_due, family.parts.overdue, family.parts.disputed)
    whole = sum((part.number or Decimal(0) for part in parts), Decimal(0))
    assert abs(whole - family.dso.number) <= TINY * scale
    assert family.parts.total.number == family.dso.number
    assert family.add.number >= 0


def test_the_family_is_on_the_closing_receivable_whatever_the_convention():
    row = Row(0, date(2025, 5, 10), date(2025, 5, 31), 900_00)
    average = Conventions(receivable=Receivable.AVERAGE)
    family = dso_family(ledger_of([row]), date(2025, 6, 30), 3, conventions=average)
    assert family.dso.number == 91
    assert family.add.number == 91
    assert family.countback.number is None
    assert family.countback.flags == {Flag.MONTH_WITHOUT_SALES}
    assert isinstance(family.bpdso_countback.value, NotComputable)


@settings(max_examples=25)
@given(ROWS, DAYS)
def test_the_sheet_has_each_code_once_and_a_reason_where_there_is_no_value(rows, on):
    sheet = monthly_sheet(ledger_of(rows), on)
    codes = [measure.code for measure in sheet]
    assert len(codes) == len(set(codes))
    assert {"dso", "dso_countback", "bpdso", "add", "dmp", "dbt", "cei"} <= set(codes)
    for measure in sheet:
        assert measure.computable != isinstance(measure.value, NotComputable)
        assert measure.computable == (measure.number is not None)
