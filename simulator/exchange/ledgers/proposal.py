"""What a file seems to say: the proposal that the trainer corrects before anything is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from simulator.exchange.folding import folded
from simulator.exchange.ledgers import amounts, currencies, dates, headings, kinds
from simulator.exchange.ledgers.belief import believed, cells_of, filled, runs
from simulator.exchange.ledgers.cells import Cell, Grid, Record, text_of
from simulator.exchange.ledgers.dates import Order
from simulator.exchange.ledgers.fields import AMOUNTS, DATES, Field
from simulator.exchange.ledgers.header import columns_named, header_of

_SAMPLE = 400
_MANY = 4_000
"""Lines from which signs are guessed; formats are settled on all of them."""


class Signs(StrEnum):
    """How amounts tell an invoice from what reduces it.

    ``REVERSED``: invoices are negative in one column, or credits are in theirs.
    """

    SIGNED = "signed"
    BY_KIND = "by_kind"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is to be read.

    ``header`` is the place of the line of names among the records; ``order`` decides where the
    dates of a column do not; ``as_of`` is the day of the export, found when it is ``None``;
    ``signs_given`` says that the signs were chosen, not guessed; ``headings`` that customers stand
    above their items, in no column.
    """

    header: int | None
    columns: Mapping[Field, int]
    mark: str
    orders: Mapping[Field, Order]
    signs: Signs
    fill_down: bool = False
    as_of: date | None = None
    signs_given: bool = False
    headings: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the trainer should look at: a code, the field, how many cells."""

    code: str
    field: Field | None = None
    count: int = 0


def titles(grid: Grid, header: int | None) -> tuple[str, ...]:
    """Return the names of the columns; those without are named by their letter."""
    cells = grid.records[header].cells if header is not None else ()
    found = [text_of(cells[i]) if i < len(cells) else "" for i in range(grid.width)]
    return tuple(name or f"Colonne {letter(i)}" for i, name in enumerate(found))


def letter(column: int) -> str:
    """Return a column's letter as spreadsheets show it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def propose(grid: Grid) -> Plan:
    """Return how a file seems to be read."""
    header = header_of(grid.records)
    rows = body(grid, header)
    sample = _items(rows[:_SAMPLE], grid.records[header] if header is not None else None)
    names = titles(grid, header)
    named = columns_named(names) if header is not None else {}
    columns = believed(named, names, sample)
    _complete(columns, sample, grid.width)
    plan = settle(grid, Plan(header, columns, amounts.COMMA, {}, Signs.SIGNED))
    if not runs(rows[:_MANY], columns, plan.mark):
        return plan
    del columns[Field.REMAINING]
    return settle(grid, replace(plan, columns=columns))


def _items(rows: Sequence[Record], header: Record | None) -> Sequence[Record]:
    """Return the lines that could be items: those printed between them say nothing of columns."""
    names = {cell for cell in header.cells if cell} if header is not None else set()
    found = [
        row
        for row in rows
        if not row.blank and not headings.heading(row) and len(names.intersection(row.cells)) < 3
    ]
    return found or rows


def settle(
    grid: Grid,
    plan: Plan,
    mark: str | None = None,
    order: Order | None = None,
    signs: Signs | None = None,
) -> Plan:
    """Return a plan whose formats are those that its columns show, or those that are given."""
    rows = body(grid, plan.header)
    figures = amounts.vote(c for f in AMOUNTS for c in cells_of(rows, plan.columns.get(f)))
    votes = {
        f: dates.vote(cells_of(rows, plan.columns[f])) for f in sorted(DATES & set(plan.columns))
    }
    told = [vote.order for vote in votes.values() if vote.order is not None]
    usual = told[0] if told else Order.DAY_FIRST  # a program writes all its dates the same way
    return Plan(
        plan.header,
        plan.columns,
        mark or figures.mark,
        {f: order or vote.order or usual for f, vote in votes.items()},
        signs or _signs(rows, plan, mark or figures.mark),
        _filled(rows, plan),
        plan.as_of,
        signs is not None,
        headings.used(plan.columns, rows) or bool(_first(grid, plan)),
    )


def _first(grid: Grid, plan: Plan) -> str:
    has_own = {Field.CUSTOMER, Field.NAME} & set(plan.columns)
    return "" if has_own else headings.first(grid.records, plan.header)


def blocking(plan: Plan) -> tuple[str, ...]:
    """Return the faults without whose correction nothing can be read."""
    needed = {
        "no_customer": {Field.CUSTOMER, Field.NAME},
        "no_amount": {Field.AMOUNT, Field.DEBIT, Field.CREDIT, Field.REMAINING},
        "no_date": {Field.ISSUED, Field.DUE},
    }
    if plan.headings:
        del needed["no_customer"]
    return tuple(code for code, fields in needed.items() if not fields & set(plan.columns))


def faults(grid: Grid, plan: Plan) -> tuple[Fault, ...]:
    """Return what the trainer should look at before reading the file with a plan."""
    columns = plan.columns
    found = [Fault("no_header")] if plan.header is None else []
    found += [Fault(code) for code in blocking(plan)]
    if Field.DUE not in columns and Field.ISSUED in columns:
        found.append(Fault("no_due"))
    elif Field.ISSUED not in columns and Field.DUE in columns:
        found.append(Fault("no_issued"))
    if plan.headings:
        found.append(Fault("headings"))
    if _running(grid, plan):
        found.append(Fault("running_balance", Field.REMAINING))
    if currencies.main(body(grid, plan.header), columns) != currencies.EURO:
        found.append(Fault("foreign_file", Field.CURRENCY))
    return (*found, *_format_faults(grid, plan))


def _running(grid: Grid, plan: Plan) -> bool:
    """Say whether a balance that runs was left aside."""
    if plan.header is None or Field.REMAINING in plan.columns:
        return False
    named = columns_named(titles(grid, plan.header)).get(Field.REMAINING, ())
    free = [column for column in named if column not in plan.columns.values()]
    rows = body(grid, plan.header)[:_MANY]
    return any(runs(rows, {**plan.columns, Field.REMAINING: column}, plan.mark) for column in free)


def _format_faults(grid: Grid, plan: Plan) -> list[Fault]:
    rows = body(grid, plan.header)
    found = []
    votes = {
        f: dates.vote(cells_of(rows, plan.columns[f])) for f in sorted(DATES & set(plan.columns))
    }
    settled = any(vote.order is not None for vote in votes.values())
    for field, vote in votes.items():
        if vote.mixed:
            found.append(Fault("mixed_dates", field, min(vote.day_first, vote.month_first)))
        elif vote.order is None and vote.either and not settled:
            found.append(Fault("ambiguous_dates", field, vote.either))
    figures = amounts.vote(
        c for f in sorted(AMOUNTS & set(plan.columns)) for c in cells_of(rows, plan.columns[f])
    )
    if figures.mixed:
        found.append(Fault("mixed_marks", None, min(figures.comma, figures.point)))
    return found


def body(grid: Grid, header: int | None) -> tuple[Record, ...]:
    """Return the lines below that of the names."""
    return grid.records if header is None else grid.records[header + 1 :]


def _complete(columns: dict[Field, int], rows: Sequence[Record], width: int) -> None:
    """Find by their cells the columns without which nothing can be read."""
    free = [c for c in range(width) if c not in columns.values() and _filled_share(rows, c) > 0.3]
    if not {Field.ISSUED, Field.DUE} & set(columns):
        days = [c for c in free if _dated(rows, c)]
        columns.update(zip((Field.ISSUED, Field.DUE), days, strict=False))
        free = [c for c in free if c not in days]
    if not {Field.AMOUNT, Field.DEBIT, Field.CREDIT, Field.REMAINING} & set(columns):
        figures = [c for c in free if not _dated(rows, c) and _money(rows, c)]
        columns.update(zip((Field.AMOUNT,), figures, strict=False))
        free = [c for c in free if c not in figures]
    if not {Field.CUSTOMER, Field.NAME} & set(columns):
        words = [c for c in free if _repeats(rows, c)]
        columns.update(zip((Field.NAME,), words, strict=False))


def _filled_share(rows: Sequence[Record], column: int) -> float:
    cells = cells_of(rows, column)
    return sum(cell != "" for cell in cells) / len(rows) if rows else 0.0


def _dated(rows: Sequence[Record], column: int) -> bool:
    found = filled(rows, column)
    return bool(found) and sum(map(dates.readable, found)) >= 0.8 * len(found)


def _money(rows: Sequence[Record], column: int) -> bool:
    found = filled(rows, column)
    good = sum(map(amounts.readable, found))
    marked = sum(1 for cell in found if any(sign in text_of(cell) for sign in ",."))
    return bool(found) and good >= 0.8 * len(found) and marked >= 0.3 * len(found)


def _repeats(rows: Sequence[Record], column: int) -> bool:
    texts = [c for c in cells_of(rows, column) if isinstance(c, str) and any(map(str.isalpha, c))]
    return len(texts) >= 0.5 * len(rows) and len(set(texts)) < len(texts)


def _signs(rows: Sequence[Record], plan: Plan, mark: str) -> Signs:
    """Guess how one column of amounts tells invoices from the rest."""
    two = bool({Field.DEBIT, Field.CREDIT} & set(plan.columns))
    single = plan.columns.get(Field.AMOUNT, plan.columns.get(Field.REMAINING))
    column = plan.columns.get(Field.CREDIT) if two else single
    if column is None:
        return Signs.SIGNED
    below = above = told = 0
    for row in rows[:_MANY]:
        amount = _amount(row[column], mark)
        if amount:
            below, above = below + (amount < 0), above + (amount > 0)
            told += _reduces(row, plan)
    if not below and not two:
        return Signs.BY_KIND if told else Signs.SIGNED
    return Signs.REVERSED if below > 3 * above else Signs.SIGNED


def _amount(cell: Cell, mark: str) -> int:
    try:
        return amounts.read(cell, mark) or 0
    except ValueError:
        return 0


def _reduces(row: Record, plan: Plan) -> bool:
    for field in (Field.KIND, Field.JOURNAL, Field.LABEL):
        if field in plan.columns:
            kind = kinds.kind_of(text_of(row[plan.columns[field]]))
            if kind is not None:
                return kind in {kinds.ItemKind.CREDIT_NOTE, kinds.ItemKind.PAYMENT}
    return False


def _filled(rows: Sequence[Record], plan: Plan) -> bool:
    """Guess whether a customer is written once above its items, as in a printed list."""
    column = plan.columns.get(Field.CUSTOMER, plan.columns.get(Field.NAME))
    if column is None or Field.JOURNAL in plan.columns or not rows:
        return False
    kept = [row for row in rows if not row.blank and not kinds.is_total(text_of(row[0]))]
    empty = sum(1 for row in kept if not folded(text_of(row[column])))
    return empty > 0.4 * len(kept) and bool(kept) and bool(text_of(kept[0][column]))
