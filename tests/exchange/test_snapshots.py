"""A snapshot is the portfolio, exactly; anything else is refused by name."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.accounts.statement import Standard
from simulator.domain.ledger.columns import Disputes, Documents, Ledger, Payments, Promises
from simulator.domain.portfolio import Portfolio
from simulator.exchange import records, snapshots
from simulator.exchange.snapshots import DamagedSnapshot, NotASnapshot
from simulator.generation.build import generate

AS_OF = date(2026, 11, 30)


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return generate("agroalimentaire", 8, 60, as_of=AS_OF)


@pytest.fixture(scope="module")
def blob(portfolio: Portfolio) -> bytes:
    return snapshots.dump(portfolio)


def same(one: Portfolio, other: Portfolio) -> None:
    for name in ("supplier", "as_of", "seed", "version", "customers", "hidden"):
        assert getattr(one, name) == getattr(other, name)
    for table in fields(Ledger):
        ours, theirs = getattr(one.ledger, table.name), getattr(other.ledger, table.name)
        assert type(ours) is type(theirs)
        for column in fields(ours):
            a, b = getattr(ours, column.name), getattr(theirs, column.name)
            assert a.dtype == b.dtype
            assert a.tolist() == b.tolist()


def test_the_round_trip_is_exact(portfolio: Portfolio, blob: bytes) -> None:
    same(portfolio, snapshots.load(blob))


def test_the_same_portfolio_gives_the_same_bytes(portfolio: Portfolio, blob: bytes) -> None:
    assert snapshots.dump(portfolio) == blob
    assert snapshots.dump(snapshots.load(blob)) == blob
    assert snapshots.digest(portfolio) == snapshots.digest(snapshots.load(blob))
    assert snapshots.digest_of(blob) == snapshots.digest(portfolio)


def test_it_is_small(portfolio: Portfolio, blob: bytes) -> None:
    columns = sum(
        getattr(getattr(portfolio.ledger, table.name), column.name).nbytes
        for table in fields(Ledger)
        for column in fields(getattr(portfolio.ledger, table.name))
    )

    assert len(blob) < columns


def test_what_was_loaded_can_be_written_to_by_nobody_else(blob: bytes) -> None:
    one, other = snapshots.load(blob), snapshots.load(blob)
    one.ledger.documents.gross[0] = 0

    assert other.ledger.documents.gross[0] != 0


def test_an_empty_ledger_and_no_accounts_survive(portfolio: Portfolio) -> None:
    def empty(kind):
        table = getattr(portfolio.ledger, kind.__name__.lower())
        return kind(*(getattr(table, f.name)[:0] for f in fields(kind)))

    ledger = Ledger(*(empty(kind) for kind in (Documents, Payments, Disputes, Promises)))
    customers = tuple(replace(c, statements=()) for c in portfolio.customers)
    bare = replace(portfolio, ledger=ledger, customers=customers)

    same(bare, snapshots.load(snapshots.dump(bare)))


def test_what_a_statement_does_not_say_stays_unsaid(portfolio: Portfolio) -> None:
    customer = next(c for c in portfolio.customers if c.statements)
    first, *rest = customer.statements
    lines = {code: cents for code, cents in first.lines.items() if code != "EH"}
    early = replace(first, lines=lines, months=9, referentiel_pcg=Standard.FROM_2025)
    changed = replace(
        portfolio,
        customers=tuple(
            replace(c, statements=(early, *rest)) if c is customer else c
            for c in portfolio.customers
        ),
    )

    back = snapshots.load(snapshots.dump(changed)).customers[customer.id].statements[0]

    assert "EH" not in back.lines
    assert "EH" in customer.statements[1].lines
    assert (back.months, back.referentiel_pcg) == (9, Standard.FROM_2025)


@pytest.mark.parametrize(
    "foreign", [b"", b"ENC", b"PK\x03\x04" + b"0" * 90, b"ENCOURX\x01" + b"0" * 90]
)
def test_a_foreign_blob_is_refused(foreign: bytes) -> None:
    with pytest.raises(NotASnapshot) as refusal:
        snapshots.load(foreign)

    assert refusal.value.version is None


def test_another_version_is_refused_and_named(blob: bytes) -> None:
    with pytest.raises(NotASnapshot) as refusal:
        snapshots.load(blob[:7] + b"\x09" + blob[8:])

    assert refusal.value.version == 9


def reason(blob: bytes) -> str:
    with pytest.raises(DamagedSnapshot) as refusal:
        snapshots.load(blob)
    return refusal.value.reason


def test_damage_is_told(blob: bytes) -> None:
    assert reason(blob[:-20]) == "truncated"
    assert reason(blob[:40] + b"\xff" * 20 + blob[60:]) == "deflate"
    assert reason(blob[:8] + bytes(32) + blob[40:]) == "digest"
    assert reason(blob[:20]) == "truncated"
    assert reason(blob + b"\x00") == "trailing"


def test_a_content_that_does_not_hold_together_is_damage() -> None:
    for content in (b"", b"\x00\x00\x00\x09{}", b"\x00\x00\x00\x02{}", b"\x00\x00\x00\x02[1"):
        whole = hashlib.sha256(content).digest() + zlib.compress(content)
        assert reason(snapshots.MAGIC + whole) == "content"


@given(st.integers(8, 5000), st.integers(1, 255))
def test_no_changed_byte_goes_unseen(place: int, change: int) -> None:
    blob = _blob()
    place = 8 + place % (len(blob) - 8)
    spoilt = blob[:place] + bytes([blob[place] ^ change]) + blob[place + 1 :]

    try:
        back = snapshots.load(spoilt)
    except DamagedSnapshot:
        return
    # A few bits of a deflated stream are padding: changing them changes nothing.
    assert snapshots.digest(back) == snapshots.digest(snapshots.load(blob))


_MADE: list[bytes] = []


def _blob() -> bytes:
    if not _MADE:
        _MADE.append(snapshots.dump(generate("agroalimentaire", 8, 5, as_of=AS_OF)))
    return _MADE[0]


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=20))
def test_any_column_packs_and_unpacks(values: list[int]) -> None:
    column = np.array(values, dtype=np.int64)

    assert snapshots._unpack(snapshots._pack(column), "int64", len(column)).tolist() == values


def test_the_lines_of_a_statement_that_was_read_are_those_that_were_written(
    portfolio: Portfolio, blob: bytes
) -> None:
    for before, after in zip(portfolio.customers, snapshots.load(blob).customers, strict=True):
        for wrote, read in zip(before.statements, after.statements, strict=True):
            assert dict(read.lines) == dict(wrote.lines)
            assert len(read.lines) == len(wrote.lines)
            assert read.lines.get("ZZ") is None
            assert repr(read.lines) == repr(dict(read.lines))
            assert all(type(cents) is int for cents in read.lines.values())


def test_a_portfolio_made_before_contacts_were_has_none(portfolio: Portfolio) -> None:
    record = records.to_record(portfolio)
    for customer in record["customers"]:
        del customer["contacts"]
    codes, lines = records.statement_columns(portfolio.customers)

    older = records.from_record(record, portfolio.ledger, codes, lines)

    assert all(customer.contacts == () for customer in older.customers)
    bare = replace(older.customers[3], contacts=portfolio.customers[3].contacts)
    assert bare == portfolio.customers[3]
