"""One-customer portfolios whose every figure can be worked out by hand."""

import numpy as np

from simulator.domain.ledger.columns import Disputes, Documents, Ledger, Payments, Promises
from simulator.domain.portfolio import Portfolio
from tests import make


def changed(customer, **more):
    fields = {name: getattr(customer, name) for name in customer.__dataclass_fields__}
    return type(customer)(**{**fields, **more})


def small(documents, payments=(), disputes=(), promises=()):
    """One customer, documents (issued, due, gross) and payments (row, paid, amount)."""

    def table(kind, rows, types):
        columns = [np.array([r[i] for r in rows], dtype=t) for i, t in enumerate(types)]
        return kind(*columns)

    i, q, h = np.int32, np.int64, np.int16
    ledger = Ledger(
        table(
            Documents,
            [(0, n, 0, a, b, g, g) for n, (a, b, g) in enumerate(documents)],
            (i, q, h, i, i, q, q),
        ),
        table(Payments, [(*row, 0) for row in payments], (i, i, q, h)),
        table(Disputes, [(*row, 0) for row in disputes], (i, i, i, q, h)),
        table(Promises, [(*row, 50) for row in promises], (i, i, i, q, h)),
    )
    one = make.portfolio(1, 1)
    return Portfolio(one.supplier, one.as_of, 1, "essai", one.customers, ledger, one.hidden)
