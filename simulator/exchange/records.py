"""A portfolio as plain records (JSON values) and columns."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.domain.accounts.statement import Standard, Statement
from simulator.domain.firm import Identity, Size
from simulator.domain.ledger.columns import Ledger
from simulator.domain.money import Cents
from simulator.domain.portfolio import (
    Contact,
    ContactRole,
    Customer,
    Hidden,
    InsurerDecision,
    Portfolio,
    Source,
    SourceKind,
    Supplier,
)
from simulator.exchange.statement_lines import ABSENT, StatementLines

Ints = npt.NDArray[np.int64]
Record = dict[str, Any]


def statement_columns(customers: Sequence[Customer]) -> tuple[list[str], Ints]:
    """Return the codes that statements use, then a column a code, end to end."""
    found = [s for customer in customers for s in customer.statements]
    codes = list(dict.fromkeys(code for s in found for code in s.lines))
    table = np.array(
        [[s.lines.get(code, ABSENT) for s in found] for code in codes], dtype=np.int64
    ).reshape(-1)
    return codes, table


def to_record(portfolio: Portfolio) -> Record:
    """Return everything but the columns as JSON values."""
    return {
        "supplier": supplier_record(portfolio.supplier),
        "as_of": portfolio.as_of.isoformat(),
        "seed": portfolio.seed,
        "version": portfolio.version,
        "customers": [customer_record(customer) for customer in portfolio.customers],
        "hidden": [hidden_record(hidden) for hidden in portfolio.hidden],
    }


def supplier_record(supplier: Supplier) -> Record:
    """Return a supplier as JSON values."""
    record = {item.name: getattr(supplier, item.name) for item in fields(Supplier)}
    record["margin_rate"] = str(supplier.margin_rate)
    record["vat_rate"] = str(supplier.vat_rate)
    return record


def hidden_record(hidden: Hidden) -> list[str | None]:
    """Return the hidden state of a customer as JSON values."""
    on = hidden.default_on
    return [repr(hidden.health), hidden.profile, None if on is None else on.isoformat()]


def customer_record(customer: Customer) -> Record:
    """Return a customer as JSON values, its statements without their lines."""
    identity = {item.name: getattr(customer.identity, item.name) for item in fields(Identity)}
    identity["created"] = customer.identity.created.isoformat()
    insurer = customer.insurer
    return {
        "id": customer.id,
        "identity": identity,
        "since": customer.since.isoformat(),
        "terms": customer.terms,
        "means": customer.means,
        "sales_rep": customer.sales_rep,
        "limit": customer.limit,
        "statements": [
            [s.closing.isoformat(), s.months, s.referentiel_pcg] for s in customer.statements
        ],
        "cotation": customer.cotation,
        "insurer": insurer and [insurer.granted, str(insurer.quota), insurer.dated.isoformat()],
        "sources": [[s.kind, s.dated.isoformat(), s.text] for s in customer.sources],
        "contacts": [
            [c.role, c.name, c.email, c.phone, c.checked.isoformat()] for c in customer.contacts
        ],
    }


def from_record(record: Record, ledger: Ledger, codes: list[str], lines: Ints) -> Portfolio:
    """Return the portfolio of a record and its columns."""
    supplier = dict(record["supplier"])
    supplier["margin_rate"] = Decimal(supplier["margin_rate"])
    supplier["vat_rate"] = Decimal(supplier["vat_rate"])
    rows = np.ascontiguousarray(lines.reshape(len(codes), -1).T) if codes else ()
    stated = [array("q", row.tobytes()) for row in rows]
    places = {code: place for place, code in enumerate(codes)}
    customers, place = [], 0
    for item in record["customers"]:
        count = len(item["statements"])
        customers.append(_read_customer(item, places, stated[place : place + count]))
        place += count
    return Portfolio(
        supplier=Supplier(**supplier),
        as_of=date.fromisoformat(record["as_of"]),
        seed=record["seed"],
        version=record["version"],
        customers=tuple(customers),
        ledger=ledger,
        hidden=tuple(
            Hidden(float(health), profile, None if on is None else date.fromisoformat(on))
            for health, profile, on in record["hidden"]
        ),
    )


def _read_customer(item: Record, places: Mapping[str, int], stated: list[array[int]]) -> Customer:
    values = dict(item)
    identity = dict(item["identity"])
    identity["created"] = date.fromisoformat(identity["created"])
    identity["size"] = Size(identity["size"])
    values["identity"] = Identity(**identity)
    values["since"] = date.fromisoformat(item["since"])
    values["statements"] = tuple(
        _statement(head, StatementLines(places, cents))
        for head, cents in zip(item["statements"], stated, strict=True)
    )
    insurer = item["insurer"]
    values["insurer"] = insurer and InsurerDecision(
        Cents(insurer[0]), Decimal(insurer[1]), date.fromisoformat(insurer[2])
    )
    values["sources"] = tuple(
        Source(SourceKind(kind), date.fromisoformat(dated), text)
        for kind, dated, text in item["sources"]
    )
    values["contacts"] = tuple(
        Contact(ContactRole(role), name, email, phone, date.fromisoformat(checked))
        for role, name, email, phone, checked in item.get("contacts", ())  # older ones had none
    )
    return Customer(**values)


def _statement(head: list[Any], lines: StatementLines) -> Statement:
    closing, months, standard = head
    chart = None if standard is None else Standard(standard)
    return Statement(date.fromisoformat(closing), lines, months, chart)
