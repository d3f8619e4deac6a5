"""The day of an export: that of its title, else of its last item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol

from simulator.exchange.ledgers import dates
from simulator.exchange.ledgers.cells import Cell, Grid
from simulator.exchange.ledgers.proposal import Plan

_APART = timedelta(days=366)
_QUIET = timedelta(days=92)
"""Longest time without an item between the last one and the day of an export."""
_WRITTEN = re.compile(
    r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{1,2}(?:er)? [^\W\d_]{3,9}\.? [0-9]{4}|[^\W\d_]{3,9} [0-9]{1,2}, [0-9]{4}"
)


class Dated(Protocol):
    """What has days: an item of the file."""

    @property
    def issued(self) -> date:
        """Return the day of the document."""
        ...

    @property
    def paid_on(self) -> date | None:
        """Return the day of its payment, where it is told."""
        ...


def export_day(grid: Grid, plan: Plan, entries: Iterable[Dated], latest: date) -> date:
    """Return the day of an export, ``latest`` at most.

    The last day of its items, but for those that stand a year apart; a title above the columns that
    tells a day soon after it (« Balance au 30/06/2026 ») is believed, the first of those days.
    """
    last = _last(entries, latest)
    told = [day for day in _titled(grid, plan) if last <= day <= min(latest, last + _QUIET)]
    return min(told, default=last)


def _last(entries: Iterable[Dated], latest: date) -> date:
    days = sorted(
        {day for e in entries for day in (e.issued, e.paid_on) if day is not None and day <= latest}
    )
    while len(days) > 1 and days[-1] - days[-2] > _APART:
        days.pop()
    return days[-1] if days else latest


def _titled(grid: Grid, plan: Plan) -> Iterator[date]:
    order = next(iter(plan.orders.values()), dates.Order.DAY_FIRST)
    for record in grid.records[: plan.header or 0]:
        for cell in record.cells:
            for written in [cell] if isinstance(cell, date) else _WRITTEN.findall(str(cell)):
                yield from _read(written, order)


def _read(written: Cell, order: dates.Order) -> Iterator[date]:
    try:
        day = dates.read(written, order)
    except ValueError:
        return
    if day is not None:
        yield day
