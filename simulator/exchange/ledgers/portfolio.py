"""A file read with a plan, into a portfolio like any other, but for the accounts it has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from simulator.domain.dates import to_day
from simulator.domain.ledger.columns import Ledger
from simulator.domain.luck import Luck
from simulator.domain.money import Cents, times
from simulator.domain.portfolio import Customer, Hidden, Portfolio, Supplier
from simulator.domain.refusals import OutOfRange, Refusal
from simulator.exchange import pseudonyms
from simulator.exchange.ledgers import assembling, lines
from simulator.exchange.ledgers.cells import Grid
from simulator.exchange.ledgers.habits import Habits, habits
from simulator.exchange.ledgers.lines import Entry, Line
from simulator.exchange.ledgers.proposal import Plan, blocking
from simulator.exchange.pseudonyms import Composer, Wanted

VERSION = "import-1"
_YEAR = 365
_LEAST_SCALE, _MOST_SCALE = Decimal("0.01"), Decimal(100)
_UNSAFE = "=+-@\t\r|%"
"""First characters that make a spreadsheet compute a text."""


@dataclass(eq=False)
class NothingToImport(Refusal):
    """No line of the file could be read as an item; ``faults`` are codes, ``lines`` say why."""

    faults: tuple[str, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What the file does not say: the fictional supplier, its sales people, the seed.

    ``scale`` multiplies the amounts; ``composer`` invents identities; ``real_names`` keeps the
    names of the file, and nothing else of the identities.
    """

    supplier: Supplier
    sales_reps: tuple[str, ...]
    seed: int
    composer: Composer
    scale: Decimal = Decimal(1)
    real_names: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Imported:
    """A portfolio, the items it is made of, and what became of each line, in order.

    Items have the real names: they are shown to who sent the file, never kept.
    """

    portfolio: Portfolio
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]


def build(grid: Grid, plan: Plan, frame: Frame, latest: date) -> Imported:
    """Make the portfolio of a file; the same file, plan and seed give the same bytes.

    Raises ``NothingToImport``, ``OutOfRange`` on a scale without meaning.
    """
    if not _LEAST_SCALE <= frame.scale <= _MOST_SCALE:
        raise OutOfRange("scale", frame.scale, _LEAST_SCALE, _MOST_SCALE)
    lacking = blocking(plan)
    if lacking:
        raise NothingToImport(lacking)
    reading = lines.read(grid, plan, latest)
    if not reading.entries:
        raise NothingToImport(("no_item",), reading.lines)
    made = assembling.assemble(reading.entries, reading.as_of, frame.supplier.vat_rate, frame.scale)
    known = habits(reading.entries, made.customers)
    portfolio = Portfolio(
        supplier=replace(frame.supplier, yearly_sales=_sales(made.ledger, reading.as_of)),
        as_of=reading.as_of,
        seed=frame.seed,
        version=VERSION,
        customers=_customers(known, reading.entries, frame),
        ledger=made.ledger,
        hidden=tuple(Hidden(0.0, "imported", None) for _ in known),
    )
    told = tuple(
        replace(line, notices=(*line.notices, *made.notices.get(line.line, ())))
        for line in reading.lines
    )
    return Imported(portfolio, reading.entries, told)


def _customers(
    known: Sequence[Habits], entries: Sequence[Entry], frame: Frame
) -> tuple[Customer, ...]:
    originals = {each.name for each in known} | {each.key.removeprefix("#") for each in known}
    originals |= {entry.name for entry in entries}
    wanted = [Wanted(each.since, each.public) for each in known]
    who = pseudonyms.compose(wanted, frame.composer, originals)
    if frame.real_names:
        who = tuple(
            replace(identity, name=inert(each.name))
            for identity, each in zip(who, known, strict=True)
        )
    reps = Luck(frame.seed).integers
    return tuple(
        Customer(
            id=rank,
            identity=who[rank],
            since=each.since,
            terms=each.terms,
            means=each.means,
            sales_rep=frame.sales_reps[int(reps(len(frame.sales_reps), "imported rep", rank))],
            limit=None if each.limit is None else times(each.limit, frame.scale),
            statements=(),
            cotation=None,
            insurer=None,
        )
        for rank, each in enumerate(known)
    )


def inert(text: str) -> str:
    """Return a text that no spreadsheet computes and no terminal obeys."""
    shown = "".join(sign for sign in text if sign.isprintable())
    return shown.lstrip(_UNSAFE + " ") or "Client"


def _sales(ledger: Ledger, as_of: date) -> Cents:
    """Return what was invoiced in the last year, excluding VAT; a shorter history is extended."""
    documents = ledger.documents
    last = to_day(as_of)
    first = int(documents.issued.min())
    recent = (documents.issued > last - _YEAR) & (documents.issued <= last)
    sales = max(0, int(documents.net[recent].sum()))
    span = timedelta(days=last - first + 1).days
    return Cents(sales if span >= _YEAR else sales * _YEAR // max(span, 30))
