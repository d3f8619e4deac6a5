"""Indicators on columns beside pandas and a plain loop, as ratios in one run.

Two jobs: the aged balance by customer on a day, and 24 months of count-back DSO of the portfolio.
Ways are interleaved and repeated; what is printed is medians, and ratios to ours.

    python -m benchmarks.indicators [--sizes 10000 100000] [--repeats 5] [--json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pandas as pd

from simulator.domain.dates import add_months, end_of_month, from_day, to_day
from simulator.domain.indicators.conventions import Conventions, Credits
from simulator.domain.indicators.stock import ageing_by_customer
from simulator.domain.indicators.trend import countback_by_customer, countback_series, trend
from simulator.domain.ledger.assemble import table
from simulator.domain.ledger.columns import Disputes, Documents, Ledger, Payments, Promises
from simulator.domain.luck import Luck

SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
LOOP_UP_TO = 100_000
PER_CUSTOMER = 50
FIRST, ON, MONTHS = date(2022, 1, 1), date(2025, 12, 31), 24
ENDS = tuple(end_of_month(add_months(ON.replace(day=1), -back)) for back in range(MONTHS))
NETTED = Conventions(credits=Credits.NETTED)

Job = Callable[[], object]


def ledger_of(size: int) -> Ledger:
    """Draw ``size`` invoices over four years; nine in ten are paid, a tenth of these in two."""
    luck, rows = Luck(2026), np.arange(size, dtype=np.int64)
    span = to_day(ON) - to_day(FIRST) + 1
    customer = rows // PER_CUSTOMER

    def below(bound: int, purpose: str) -> np.ndarray:
        return (luck.uniform(purpose, rows) * bound).astype(np.int64)

    issued = to_day(FIRST) + below(span, "issued")
    order = np.lexsort((issued, customer))
    issued = issued[order]
    due = issued + 30 + 15 * below(3, "terms")
    gross = 10_00 + below(10_000_00, "amount")
    paid = due - 10 + below(60, "delay")
    settled = np.flatnonzero(below(10, "unpaid") > 0)
    split = settled[below(10, "split")[settled] == 0]
    first = gross.copy()
    first[split] = gross[split] // 2
    none: list[int] = []
    documents = table(
        Documents,
        customer=customer,
        number=rows,
        issued=issued,
        due=due,
        gross=gross,
        net=gross * 5 // 6,
    )
    payments = table(
        Payments,
        document=np.concatenate([settled, split]),
        paid=np.concatenate([paid[settled], paid[split] + 20]),
        amount=np.concatenate([first[settled], gross[split] - first[split]]),
    )
    return Ledger(documents, payments, table(Disputes, document=none), table(Promises))


def frames(ledger: Ledger) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the ledger as someone who writes pandas has it: dates and amounts, with an index."""
    documents, payments = ledger.documents, ledger.payments
    epoch = np.datetime64("1970-01-01")
    return (
        pd.DataFrame(
            {
                "customer": documents.customer,
                "issued": epoch + documents.issued.astype("timedelta64[D]"),
                "due": epoch + documents.due.astype("timedelta64[D]"),
                "gross": documents.gross,
            }
        ),
        pd.DataFrame(
            {
                "document": payments.document,
                "paid": epoch + payments.paid.astype("timedelta64[D]"),
                "amount": payments.amount,
            }
        ),
    )


def ageing_pandas(documents: pd.DataFrame, payments: pd.DataFrame) -> pd.Series[int]:
    """Aged balance with groupby."""
    on = pd.Timestamp(ON)
    paid = payments[payments["paid"] <= on].groupby("document")["amount"].sum()
    left = documents["gross"].sub(paid, fill_value=0)
    live = documents.assign(open=left)[(documents["issued"] <= on) & (left != 0)]
    late = (on - live["due"]).dt.days
    band = pd.cut(late, [-(10**6), 0, 30, 60, 90, 10**6], labels=False)
    return live.groupby([live["customer"], band])["open"].sum()


def countback_pandas(documents: pd.DataFrame, payments: pd.DataFrame) -> list[float]:
    """Count-back of each month end with groupby on months."""
    sales = documents.groupby(documents["issued"].dt.to_period("M"))["gross"].sum()
    cash = payments.groupby(payments["paid"].dt.to_period("M"))["amount"].sum()
    owed = sales.cumsum().sub(cash.cumsum().reindex(sales.index).ffill(), fill_value=0)
    sold_in, owed_at = sales.to_dict(), owed.to_dict()
    found = []
    for end in ENDS:
        month = pd.Period(end, "M")
        rest, days = float(owed_at[month]), 0.0
        while rest > 0:
            sold = float(sold_in[month])
            taken = min(1.0, rest / sold)
            days += taken * month.days_in_month
            rest -= sold * taken
            month -= 1
        found.append(days)
    return found


def countback_by_customer_pandas(
    documents: pd.DataFrame, payments: pd.DataFrame
) -> dict[pd.Period, pd.Series[float]]:
    """Count-back of each customer at each month end: months in columns, one column at a time."""
    payer = documents["customer"].to_numpy()[payments["document"]]
    sales = documents.pivot_table(
        index="customer",
        columns=documents["issued"].dt.to_period("M"),
        values="gross",
        aggfunc="sum",
    ).fillna(0)
    cash = payments.groupby([payer, payments["paid"].dt.to_period("M")])["amount"].sum()
    paid = cash.unstack(fill_value=0).reindex(  # noqa: PD010 - a series has no pivot_table
        index=sales.index, columns=sales.columns, fill_value=0
    )
    owed = sales.cumsum(axis=1) - paid.cumsum(axis=1)
    found = {}
    for end in ENDS:
        month = pd.Period(end, "M")
        rest, days = owed[month].clip(lower=0), owed[month] * 0.0
        for _ in range(MONTHS):
            sold = sales[month]
            alive = (rest > 0) & (sold > 0)
            taken = (rest / sold).clip(upper=1.0).where(alive, 0.0)
            days += taken * month.days_in_month
            rest = (rest - sold * taken).where(alive, 0.0)
            if not alive.any():
                break
            month -= 1
        found[pd.Period(end, "M")] = days
    return found


def ageing_loop(ledger: Ledger) -> dict[tuple[int, int], int]:
    """Aged balance, one row after another."""
    day = to_day(ON)
    left = ledger.documents.gross.tolist()
    payments = zip(
        ledger.payments.document.tolist(),
        ledger.payments.paid.tolist(),
        ledger.payments.amount.tolist(),
        strict=True,
    )
    for document, paid, amount in payments:
        if paid <= day:
            left[document] -= amount
    bands: dict[tuple[int, int], int] = {}
    for row, (customer, due) in enumerate(
        zip(ledger.documents.customer.tolist(), ledger.documents.due.tolist(), strict=True)
    ):
        if left[row]:
            late = day - due
            band = 0 if late <= 0 else min(4, (late + 29) // 30)
            bands[customer, band] = bands.get((customer, band), 0) + left[row]
    return bands


def countback_loop(ledger: Ledger) -> list[float]:
    """Count-back of each month end, one row after another."""
    month_of = {
        d: (on.year, on.month)
        for d in range(to_day(FIRST), to_day(ON) + 1)
        for on in (from_day(d),)
    }
    sales: dict[tuple[int, int], int] = {}
    for issued, gross in zip(
        ledger.documents.issued.tolist(), ledger.documents.gross.tolist(), strict=True
    ):
        sales[month_of[issued]] = sales.get(month_of[issued], 0) + gross
    cash: dict[tuple[int, int], int] = {}
    for paid, amount in zip(
        ledger.payments.paid.tolist(), ledger.payments.amount.tolist(), strict=True
    ):
        if paid in month_of:
            cash[month_of[paid]] = cash.get(month_of[paid], 0) + amount
    found = []
    for end in ENDS:
        key = (end.year, end.month)
        rest = float(sum(v for k, v in sales.items() if k <= key))
        rest -= sum(v for k, v in cash.items() if k <= key)
        days, on = 0.0, end
        while rest > 0:
            sold = sales[on.year, on.month]
            taken = min(1.0, rest / sold)
            days += taken * end_of_month(on).day
            rest -= sold * taken
            on = add_months(on.replace(day=1), -1)
        found.append(days)
    return found


def jobs(ledger: Ledger, size: int) -> dict[str, dict[str, Job]]:
    """Return the ways of doing each job; the plain loop only on small ledgers."""
    documents, payments = frames(ledger)
    made: dict[str, dict[str, Job]] = {
        "ageing": {
            "ours": lambda: ageing_by_customer(ledger, ON, NETTED),
            "pandas": lambda: ageing_pandas(documents, payments),
        },
        "countback": {
            "ours": lambda: countback_series(trend(ledger, ENDS, MONTHS, apart=False)),
            "pandas": lambda: countback_pandas(documents, payments),
        },
        "countback_by_customer": {
            "ours": lambda: countback_by_customer(trend(ledger, ENDS, MONTHS)),
            "pandas": lambda: countback_by_customer_pandas(documents, payments),
        },
    }
    if size <= LOOP_UP_TO:
        made["ageing"]["loop"] = lambda: ageing_loop(ledger)
        made["countback"]["loop"] = lambda: countback_loop(ledger)
    return made


def check(ledger: Ledger) -> None:
    """Refuse to compare ways that do not agree."""
    documents, payments = frames(ledger)
    ours = ageing_by_customer(ledger, ON, NETTED)
    cells = ageing_loop(ledger)
    assert ours.amounts.sum() == sum(cells.values()) == ageing_pandas(documents, payments).sum()
    assert all(ours.amounts[key] == amount for key, amount in cells.items())
    series = [float(m.number or 0) for m in countback_series(trend(ledger, ENDS, MONTHS))]
    np.testing.assert_allclose(series, countback_loop(ledger))
    np.testing.assert_allclose(series, countback_pandas(documents, payments))
    mine = countback_by_customer(trend(ledger, ENDS, MONTHS))
    theirs = countback_by_customer_pandas(documents, payments)
    for column, end in enumerate(ENDS):
        found = theirs[pd.Period(end, "M")].to_numpy()
        np.testing.assert_allclose(mine.dso[:, column], found, atol=1e-6)


def medians(ways: dict[str, Job], repeats: int) -> dict[str, float]:
    """Time each way in turn, ``repeats`` rounds after one to warm up; milliseconds."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(repeats + 1):
        for name, job in ways.items():
            start = time.perf_counter()
            job()
            if turn:
                spent[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(times) for name, times in spent.items()}


def run(sizes: Sequence[int], repeats: int) -> list[dict[str, object]]:
    """Measure every job at every size."""
    check(ledger_of(10_000))
    rows: list[dict[str, object]] = []
    for size in sizes:
        ledger = ledger_of(size)
        for job, ways in jobs(ledger, size).items():
            found = medians(ways, repeats)
            ratios = {name: found[name] / found["ours"] for name in found if name != "ours"}
            rows.append({"job": job, "size": size, "ms": found, "ratio_to_ours": ratios})
    return rows


def show(rows: list[dict[str, object]]) -> None:
    """Print the table, with the growth of ours from one size to the next."""
    print(f"{'job':<23}{'lines':>10}{'ours ms':>10}{'× growth':>10}{'pandas ×':>10}{'loop ×':>9}")
    last: dict[object, float] = {}
    for row in rows:
        ms, ratios = row["ms"], row["ratio_to_ours"]
        assert isinstance(ms, dict)
        assert isinstance(ratios, dict)
        growth = ms["ours"] / last[row["job"]] if row["job"] in last else None
        last[row["job"]] = ms["ours"]
        cells = [growth, ratios.get("pandas"), ratios.get("loop")]
        shown = ["–" if cell is None else f"{cell:.1f}" for cell in cells]
        print(
            f"{row['job']:<23}{row['size']:>10}{ms['ours']:>10.2f}"
            f"{shown[0]:>10}{shown[1]:>10}{shown[2]:>9}"
        )


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = run(given.sizes, max(5, given.repeats))
    if given.json:
        print(json.dumps(rows, indent=2))
    else:
        show(rows)


if __name__ == "__main__":
    main()
