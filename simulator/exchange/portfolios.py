"""A portfolio as a folder of tables, Parquet or CSV, for other tools; and back.

``portfolio.json`` says what the folder is; it is written last, so that a folder left half written
is not one. Amounts are integer cents, codes are those of the domain. The hidden state has a table
of its own, that nobody needs to be shown. A folder may hold the ledger without the files of the
customers: then these have no name, no accounts and no sources.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np

from simulator.domain.dates import NEVER, to_day
from simulator.domain.ledger.columns import Columns, Disputes, Documents, Ledger, Payments, Promises
from simulator.domain.portfolio import Customer, Hidden, Portfolio, Supplier
from simulator.domain.refusals import Refusal, UnknownChoice
from simulator.exchange import records, tables
from simulator.exchange.statement_lines import ABSENT
from simulator.exchange.tables import FORMATS, Rows, Types, Writer

HEADER = "portfolio.json"
LEDGER: Mapping[str, type[Columns]] = {
    "documents": Documents,
    "payments": Payments,
    "disputes": Disputes,
    "promises": Promises,
}
_NARROW = {
    **dict.fromkeys(("customer", "document"), "row"),
    **dict.fromkeys(("kind", "means", "cause", "quality"), "code"),
    **dict.fromkeys(("issued", "due", "paid", "opened", "closed", "made"), "day"),
}
HIDDEN: Types = {"health": "real", "profile": "text", "default_on": "day"}
CUSTOMERS: Types = {
    "id": "int",
    "name": "text",
    "siren": "text",
    "legal_form": "text",
    "naf": "text",
    "sector": "text",
    "size": "text",
    "created": "date",
    "address": "text",
    "postcode": "text",
    "city": "text",
    "manager": "text",
    "email": "text",
    "phone": "text",
    "headcount": "int",
    "share_capital": "count",
    "public": "bool",
    "since": "date",
    "terms": "text",
    "means": "text",
    "sales_rep": "text",
    "limit": "count",
    "cotation": "text",
    "granted": "count",
    "quota": "text",
    "insured_on": "date",
}
SOURCES: Types = {"customer": "row", "kind": "text", "dated": "date", "text": "text"}
CONTACTS: Types = {
    "customer": "row",
    "role": "text",
    "name": "text",
    "email": "text",
    "phone": "text",
    "checked": "date",
}
FILES: Mapping[str, Types] = {"sources": SOURCES, "contacts": CONTACTS}
"""Tables of what a customer has several of."""
STATEMENTS: Types = {"customer": "row", "closing": "date", "months": "int", "standard": "text"}
KNOWN: Types = {
    name: CUSTOMERS[name] for name in ("id", "sector", "size", "public", "terms", "means")
}
"""What is said of a customer where there is the ledger only."""
INSURER = ("granted", "quota", "insured_on")


@dataclass(eq=False)
class NotAPortfolioFolder(Refusal):
    """A file of an exported portfolio that is missing or cannot be read."""

    file: str


@dataclass(slots=True, eq=False)
class Folder:
    """A folder being written: customers some after the others, then the header."""

    directory: Path
    form: str
    stack: ExitStack
    open: dict[str, Writer] = field(default_factory=dict)
    documents: int = 0

    def add_customers(self, customers: Sequence[Customer]) -> None:
        """Write the files of some customers: who they are, their accounts, what is said of them."""
        known = [records.customer_record(customer) for customer in customers]
        rows = [_flat(one) for one in known]
        self._table("customers", CUSTOMERS).add(
            {name: [row[name] for row in rows] for name in CUSTOMERS}
        )
        for name, types in FILES.items():
            said = [(one["id"], *row) for one in known for row in one[name]]
            self._table(name, types).add(_transposed(types, said))
        self._statements(customers, known)

    def add_known(self, known: Rows) -> None:
        """Write all that is said of some customers where there is the ledger only."""
        self._table("customers", KNOWN).add(known)

    def add_hidden(self, states: Rows) -> None:
        """Write the hidden state of some customers."""
        self._table("hidden", HIDDEN).add(states)

    def add_ledger(self, ledger: Ledger) -> None:
        """Write the ledger of some customers, its rows of documents counted from their first."""
        for name, kind in LEDGER.items():
            table = getattr(ledger, name)
            columns = {item.name: getattr(table, item.name) for item in fields(kind)}
            if "document" in columns:
                columns["document"] = columns["document"] + np.int32(self.documents)
            self._table(name, types_of(kind)).add(columns)
        self.documents += len(ledger.documents)

    def close(self, supplier: Supplier, **said: object) -> None:
        """Write the header: the folder is whole."""
        if not said.get("ledger_only"):
            self._table("statements", STATEMENTS)  # perhaps nobody has accounts
        header = {"supplier": records.supplier_record(supplier), "format": self.form, **said}
        text = json.dumps(header, ensure_ascii=False, indent=1, sort_keys=True)
        (self.directory / HEADER).write_text(text + "\n", encoding="utf-8")

    def _statements(self, customers: Sequence[Customer], known: Sequence[records.Record]) -> None:
        """Write accounts, a row each: their heads, then a column a line, empty when not stated.

        The lines are those of the first customers written that have accounts.
        """
        heads = [(one["id"], *head) for one in known for head in one["statements"]]
        if not heads:
            return
        codes, lines = records.statement_columns(customers)
        types = {**STATEMENTS, **dict.fromkeys(codes, "count")}
        cells = lines.reshape(len(codes), len(heads))
        stated = {
            code: [None if cents == ABSENT else cents for cents in row.tolist()]
            for code, row in zip(codes, cells, strict=True)
        }
        self._table("statements", types).add({**_transposed(STATEMENTS, heads), **stated})

    def _table(self, name: str, types: Types) -> Writer:
        if name not in self.open:
            path = self.directory / f"{name}.{self.form}"
            self.open[name] = self.stack.enter_context(tables.writing(path, self.form, types))
        return self.open[name]


@contextmanager
def writing(directory: Path, form: str) -> Iterator[Folder]:
    """Open a folder to be written; ``UnknownChoice`` on another format."""
    if form not in FORMATS:
        raise UnknownChoice("format", form, FORMATS)
    directory.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        yield Folder(directory, form, stack)


def export(portfolio: Portfolio, directory: Path, form: str = "parquet") -> None:
    """Write a portfolio into a folder; ``UnknownChoice`` on another format."""
    with writing(directory, form) as folder:
        folder.add_customers(portfolio.customers)
        folder.add_hidden(_states(portfolio.hidden))
        folder.add_ledger(portfolio.ledger)
        folder.close(
            portfolio.supplier,
            as_of=portfolio.as_of.isoformat(),
            seed=portfolio.seed,
            version=portfolio.version,
        )


def types_of(kind: type[Columns]) -> Types:
    """Return the types of the columns of a table of the ledger."""
    return {item.name: _NARROW.get(item.name, "int") for item in fields(kind)}


def _flat(record: records.Record) -> Mapping[str, Any]:
    insurer = dict(zip(INSURER, record["insurer"] or (None, None, None), strict=True))
    return {**record["identity"], **record, **insurer}


def _states(hidden: Sequence[Hidden]) -> Rows:
    days = [NEVER if one.default_on is None else to_day(one.default_on) for one in hidden]
    return {
        "health": [one.health for one in hidden],
        "profile": [one.profile for one in hidden],
        "default_on": np.array(days, dtype=np.int64),
    }


def _transposed(types: Types, rows: Sequence[Sequence[Any]]) -> Rows:
    return {name: [row[rank] for row in rows] for rank, name in enumerate(types)}
