"""Small ledgers written as rows, and the same figures worked out in plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from simulator.domain.dates import NEVER, to_day
from simulator.domain.ledger.assemble import in_order, table
from simulator.domain.ledger.columns import (
    Disputes,
    Documents,
    Kind,
    Ledger,
    Means,
    Payments,
    Promises,
)


@dataclass(frozen=True)
class Row:
    """An invoice (or a credit note when ``gross`` is negative) and all that happened to it."""

    customer: int
    issued: date
    due: date
    gross: int
    net: int | None = None
    payments: tuple[tuple[date, int], ...] = ()
    means: Means = Means.TRANSFER
    disputes: tuple[tuple[date, date | None, int], ...] = ()
    promises: tuple[tuple[date, date, int], ...] = ()

    def open_on(self, on: date) -> int:
        if self.issued > on:
            return 0
        return self.gross - sum(amount for day, amount in self.payments if day <= on)


def ledger_of(rows: list[Row], first_number: int = 1) -> Ledger:
    documents = table(
        Documents,
        customer=[r.customer for r in rows],
        number=[first_number + i for i in range(len(rows))],
        kind=[Kind.CREDIT_NOTE if r.gross < 0 else Kind.INVOICE for r in rows],
        issued=[to_day(r.issued) for r in rows],
        due=[to_day(r.due) for r in rows],
        gross=[r.gross for r in rows],
        net=[r.gross * 5 // 6 if r.net is None else r.net for r in rows],
    )
    paid = [(i, day, amount, r.means) for i, r in enumerate(rows) for day, amount in r.payments]
    disputes = [(i, *d) for i, r in enumerate(rows) for d in r.disputes]
    promises = [(i, *p) for i, r in enumerate(rows) for p in r.promises]
    return in_order(
        Ledger(
            documents,
            table(
                Payments,
                document=[p[0] for p in paid],
                paid=[to_day(p[1]) for p in paid],
                amount=[p[2] for p in paid],
                means=[p[3] for p in paid],
            ),
            table(
                Disputes,
                document=[d[0] for d in disputes],
                opened=[to_day(d[1]) for d in disputes],
                closed=[NEVER if d[2] is None else to_day(d[2]) for d in disputes],
                amount=[d[3] for d in disputes],
            ),
            table(
                Promises,
                document=[p[0] for p in promises],
                made=[to_day(p[1]) for p in promises],
                due=[to_day(p[2]) for p in promises],
                amount=[p[3] for p in promises],
            ),
        )
    )


START = date(2025, 1, 1)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    issued = START + timedelta(days=draw(st.integers(0, 500)))
    due = issued + timedelta(days=draw(st.integers(0, 60)))
    gross = draw(st.integers(1, 500_000)) * draw(st.sampled_from((1, 1, 1, 1, -1)))
    payments = []
    left = gross
    for _ in range(draw(st.integers(0, 3))):
        amount = left if draw(st.booleans()) else left // 3
        if amount:
            payments.append((issued + timedelta(days=draw(st.integers(0, 200))), amount))
            left -= amount
    net = gross if draw(st.booleans()) else int(gross / 1.2)
    disputes = ()
    if gross > 0 and draw(st.booleans()):
        opened = issued + timedelta(days=draw(st.integers(0, 90)))
        days = draw(st.none() | st.integers(0, 90))
        closed = None if days is None else opened + timedelta(days=days)
        disputes = ((opened, closed, draw(st.integers(1, gross))),)
    return Row(draw(st.integers(0, 3)), issued, due, gross, net, tuple(payments), disputes=disputes)


ROWS = st.lists(rows(), max_size=12)
DAYS = st.integers(-20, 800).map(lambda days: START + timedelta(days=days))
