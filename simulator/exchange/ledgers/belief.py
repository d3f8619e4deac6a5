"""Columns believed: what the cells of a column say for, or against, its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from simulator.exchange.folding import folded
from simulator.exchange.ledgers import amounts, dates, kinds
from simulator.exchange.ledgers.cells import Cell, Record, text_of
from simulator.exchange.ledgers.dates import Order
from simulator.exchange.ledgers.fields import AMOUNTS, DATES, Field
from simulator.exchange.ledgers.header import collective, has_foreign

_ENOUGH = 0.5
_MOSTLY = 0.8
_BRANCHES = 2
"""Codes a name, on average, beyond which they are not those of customers."""
_EITHER = {"client", "customer", "tiers", "debiteur", "debtor"}
"""Names of a column that hold a name in some files and a code in those that have the name too."""
_OUR_OWN = {"societe", "company", "company name"}
_CHART = re.compile(r"[1-7][0-9]{2,}")
CUSTOMERS_OF_CHART = "41"
"""Accounts of customers in the French chart of accounts (PCG, class 4)."""


def cells_of(rows: Sequence[Record], column: int | None) -> list[Cell]:
    """Return the cells of a column, of the lines that have it."""
    if column is None:
        return []
    return [row.cells[column] for row in rows if column < len(row.cells)]


def filled(rows: Sequence[Record], column: int) -> list[Cell]:
    """Return the cells of a column where something is written."""
    return [cell for cell in cells_of(rows, column) if cell != ""]


def believed(
    named: Mapping[Field, Sequence[int]], titles: Sequence[str], rows: Sequence[Record]
) -> dict[Field, int]:
    """Return the columns whose cells are what their names say, the first of those of each field.

    A column whose name says one thing and whose cells say another serves for what its cells say
    where that is plain: a clearing that is a day, an amount paid that is yes or no.
    """
    chosen: dict[Field, int] = {}
    for field, columns in named.items():
        column = next((c for c in columns if _fits(rows, c, field)), None)
        if column is not None:
            chosen[field] = column
    for field, other, test in (
        (Field.GROUP, Field.PAID_ON, _dated),
        (Field.PAID, Field.STATUS, _answered),
    ):
        for column in named.get(field, ()):
            if column != chosen.get(field) and test(rows, column):
                chosen.setdefault(other, column)
    if not _grouping(chosen, rows):
        del chosen[Field.CUSTOMER]
    _named_twice(chosen, named, titles)
    _general_account(chosen, named, titles, rows)
    if Field.CURRENCY in chosen and has_foreign(_without(titles, chosen)):
        # The currency is that of the other amounts: those that are read are in euros.
        del chosen[Field.CURRENCY]
    return chosen


def _without(titles: Sequence[str], chosen: Mapping[Field, int]) -> list[str]:
    """Return the names of the columns that no amount is read from."""
    read = {column for field, column in chosen.items() if field in AMOUNTS}
    if not read:
        return []
    return [title for column, title in enumerate(titles) if column not in read]


def _fits(rows: Sequence[Record], column: int, field: Field) -> bool:
    if field in DATES | AMOUNTS:
        return _share(rows, column, field) >= _ENOUGH
    return not (field is Field.GROUP and _dated(rows, column))


def _share(rows: Sequence[Record], column: int, field: Field) -> float:
    """Return the share of the filled cells of a column that could be of a field."""
    # In a column called a date, a bare number is the number of a day.
    test = _day if field in DATES else amounts.readable
    return _part(filled(rows, column), test)


def _part(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 1.0


def _day(cell: Cell) -> bool:
    return dates.readable(cell) or _serial(cell)


def _serial(cell: Cell) -> bool:
    try:
        return dates.read(cell, Order.DAY_FIRST) is not None
    except ValueError:
        return False


def _dated(rows: Sequence[Record], column: int) -> bool:
    cells = filled(rows, column)
    return bool(cells) and _part(cells, dates.readable) >= _MOSTLY


def _answered(rows: Sequence[Record], column: int) -> bool:
    """Say whether a column answers yes or no, rather than how much."""
    cells = filled(rows, column)
    return bool(cells) and _part(cells, _answer) >= _MOSTLY


def _answer(cell: Cell) -> bool:
    return isinstance(cell, str) and kinds.settled(cell) is not None


def _grouping(chosen: Mapping[Field, int], rows: Sequence[Record]) -> bool:
    """Say whether codes group items as names do: the reference of an order is another each time."""
    if not {Field.CUSTOMER, Field.NAME} <= set(chosen):
        return True
    written = filled(rows, chosen[Field.CUSTOMER])
    codes, names = len(set(written)), len(set(filled(rows, chosen[Field.NAME])))
    # The shops of a chain have a code each, and each several items.
    return codes <= _BRANCHES * max(names, 1) or codes < _MOSTLY * len(written)


def _named_twice(
    chosen: dict[Field, int], named: Mapping[Field, Sequence[int]], titles: Sequence[str]
) -> None:
    """Take « Client » for the code where another column is the name."""
    first = chosen.get(Field.NAME)
    if first is None or Field.CUSTOMER in chosen or folded(titles[first]) not in _EITHER:
        return
    others = [c for c in named[Field.NAME] if folded(titles[c]) not in _EITHER | _OUR_OWN]
    if others:
        chosen[Field.CUSTOMER], chosen[Field.NAME] = first, others[0]


def _general_account(
    chosen: dict[Field, int],
    named: Mapping[Field, Sequence[int]],
    titles: Sequence[str],
    rows: Sequence[Record],
) -> None:
    """Find the account of the chart beside that of the customer: a file may hold every account."""
    for column in named.get(Field.CUSTOMER, ()):
        if column == chosen.get(Field.CUSTOMER) or not collective(titles[column]):
            continue
        accounts = [text_of(cell) for cell in filled(rows, column)]
        charted = sum(_CHART.fullmatch(account) is not None for account in accounts)
        if charted >= _MOSTLY * len(accounts) and any(
            account.startswith(CUSTOMERS_OF_CHART) for account in accounts
        ):
            chosen.setdefault(Field.ACCOUNT, column)


def runs(rows: Sequence[Record], columns: Mapping[Field, int], mark: str) -> bool:
    """Say whether the balance of each line is that of the account so far, not what is left of it.

    Only lines whose balance differs from their amount tell: on the others it could be either.
    """
    key = columns.get(Field.CUSTOMER, columns.get(Field.NAME))
    if key is None or Field.REMAINING not in columns:
        return False
    if not {Field.AMOUNT, Field.DEBIT, Field.CREDIT} & set(columns):
        return False
    above, before, good, bad = "", 0, 0, 0
    for row in rows:
        who = text_of(row[key]) or above
        balance = _cents(row, columns[Field.REMAINING], mark)
        amount = _moved(row, columns, mark)
        if who == above and amount and balance != amount:
            good, bad = good + (balance == before + amount), bad + (balance != before + amount)
        above, before = who, balance
    return good > 2 * bad


def _moved(row: Record, columns: Mapping[Field, int], mark: str) -> int:
    if Field.AMOUNT in columns:
        return _cents(row, columns[Field.AMOUNT], mark)
    debit, credit = (_cents(row, columns.get(field), mark) for field in (Field.DEBIT, Field.CREDIT))
    return debit - credit


def _cents(row: Record, column: int | None, mark: str) -> int:
    if column is None:
        return 0
    try:
        return amounts.read(row[column], mark) or 0
    except ValueError:
        return 0
