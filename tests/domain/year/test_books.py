"""The ledger of a year is sound, reconciles with the flows, and indicators read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from simulator.domain.dates import NEVER, from_day
from simulator.domain.ledger.balances import flows, open_at
from simulator.domain.ledger.check import faults
from simulator.domain.ledger.columns import Kind
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import NotComputable
from simulator.domain.year import books
from simulator.domain.year.engine import advance, play
from simulator.domain.year.policy import Discount
from simulator.domain.year.report import by_draw, report
from simulator.domain.year.state import Flow, Stock, open_year
from simulator.services import years


@pytest.fixture(scope="module")
def state(crisis):
    policy = replace(years.reference("standard"), discount=Discount(0.02, 10))
    return play(crisis, policy)


@pytest.mark.parametrize("draw", [None, 1, 4])
def test_the_ledger_of_a_draw_reconciles_with_its_flows_to_the_cent(state, draw):
    ledger = books.ledger(state, draw)
    assert faults(ledger) == ()
    world = state.world
    rows = np.flatnonzero(world.draw == (draw or world.draws[0]))
    before = world.first
    for month, last in enumerate(world.calendar.closing.tolist()):
        seen = flows(ledger, before, last)
        flow = state.months[month][:, rows].sum(axis=1)
        assert seen.invoices == flow[Flow.INVOICED]
        assert seen.cash == flow[Flow.CASH]
        assert seen.credit_notes == -flow[Flow.CREDITED] - flow[Flow.DISCOUNTED]
        assert seen.applied == flow[Flow.WRITTEN_OFF]
        assert seen.closing == state.stocks[month][Stock.OPEN, rows].sum()
        assert open_at(ledger, last).sum() == seen.closing
        before = last


def test_an_unknown_draw_is_refused(state):
    with pytest.raises(UnknownChoice):
        books.ledger(state, 99)


def test_the_old_documents_are_still_there(world, segmented):
    old = world.portfolio.ledger.documents
    ledger = books.ledger(play(world, segmented))
    kept = np.isin(ledger.documents.number, old.number)
    assert kept.sum() == len(old)
    assert ledger.documents.gross[kept].sum() == old.gross.sum()
    opened = world.portfolio.ledger.disputes
    assert (opened.closed == NEVER).any()
    early = ledger.disputes.opened <= world.first
    assert (ledger.disputes.closed[early] == NEVER).sum() < (opened.closed == NEVER).sum()


def test_an_act_on_one_customer_leaves_the_lines_of_the_others(world, segmented):
    other = replace(segmented, decisions=replace(segmented.decisions, scenarios={4: "public"}))
    ledgers = [books.ledger(play(world, policy)) for policy in (segmented, other)]
    kept = []
    for ledger in ledgers:
        documents = ledger.documents
        rows = (documents.customer != 4) & (documents.kind == Kind.INVOICE)
        kept.append(np.stack([documents.number[rows], documents.due[rows], documents.gross[rows]]))
    assert (kept[0] == kept[1]).all()


def test_indicators_read_the_ledger_of_a_year(world, segmented):
    state = advance(open_year(world), segmented, months=3)
    on = from_day(int(world.calendar.closing[2]))
    assert on == date(2026, 9, 30)
    family = books.family(state, on)
    assert not isinstance(family.dso.value, NotComputable)
    assert 20 < float(family.dso.value) < 120
    codes = {measure.code for measure in books.sheet(state, on)}
    assert {"dso", "bpdso", "add"} <= codes
    aged = books.ageing(state, on)
    assert aged.balances.sum() == state.owed.sum()
    assert aged.whole().overdue == report(state).year.overdue


def test_a_report_adds_up(state):
    told = report(state)
    assert len(told.months) == 12
    assert all(month.balanced for month in (*told.months, told.year))
    assert sum(month.sales for month in told.months) == told.year.sales
    for before, after in zip(told.months, told.months[1:], strict=False):
        assert before.closing == after.opening
    assert told.months[0].opening == told.year.opening == open_year(state.world).owed.sum()
    assert told.year[Flow.WRITTEN_OFF] == sum(m[Flow.WRITTEN_OFF] for m in told.months)


def test_the_profit_of_a_year_is_its_margin_less_its_costs(state):
    year = report(state, draw=2).year
    costs = (
        year[Flow.LOSS]
        + year[Flow.CREDITED_NET]
        + year[Flow.DISCOUNTED_NET]
        + year[Flow.ACTIONS]
        + year[Flow.FEES]
        + year[Flow.DESK]
        + year[Flow.CARRY]
        + year[Flow.LOST_VALUE]
    )
    assert year.profit == year.margin - costs
    assert year.margin == pytest.approx(year.sales * 0.22, abs=1)
    figures = by_draw(state)
    assert figures["profit"][1] == pytest.approx(year.profit / 100, abs=0.01)
    assert figures["dso"][1] == pytest.approx(year.dso)
    assert figures["relation"][1] == pytest.approx(year.relation)


def test_customers_add_up_to_the_whole(state):
    whole = report(state, draw=3).year
    parts = [report(state, draw=3, customer=c).year for c in range(state.world.count)]
    assert sum(part.closing for part in parts) == whole.closing
    assert sum(part[Flow.CASH] for part in parts) == whole[Flow.CASH]
    quiet = [part for part in parts if part[Flow.PROMISES] == 0]
    assert isinstance(quiet[0].kept, NotComputable)


def test_there_is_no_report_before_the_first_month(world):
    with pytest.raises(UnknownChoice):
        report(open_year(world))
