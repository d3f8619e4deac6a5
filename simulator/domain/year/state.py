"""The state of a year between two days: everything that decisions have changed so far."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np

from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.ledger.balances import open_at
from simulator.domain.luck import Luck
from simulator.domain.refusals import OutOfRange
from simulator.domain.year.events import COLUMNS, Log
from simulator.domain.year.exact import Bools, Floats, Ints, add, unit
from simulator.domain.year.world import World


class Status(IntEnum):
    """What a customer is."""

    ACTIVE = 0
    LEFT = 1
    FAILED = 2


class Phase(IntEnum):
    """What a slot is."""

    FUTURE = 0
    OPEN = 1
    SETTLED = 2
    REFUSED = 3
    FROZEN = 4  # on a failed customer


class Flow(IntEnum):
    """What is added up by customer and month: cents, but for the last ones (counts and days)."""

    SALES = 0  # excluding VAT
    INVOICED = 1  # including VAT, as all the movements of the receivable
    LOST_SALES = 2  # excluding VAT
    CASH = 3
    CREDITED = 4
    CREDITED_NET = 5  # excluding VAT
    DISCOUNTED = 6
    DISCOUNTED_NET = 7  # excluding VAT
    WRITTEN_OFF = 8
    LOSS = 9  # excluding VAT
    INDEMNITY = 10
    ACTIONS = 11
    FEES = 12
    DESK = 13
    PREMIUM = 14
    FACTORING = 15
    CARRY = 16
    LOST_VALUE = 17  # margin expected to leave with customers: a risk priced month by month
    CENT_DAYS = 18
    CONTACTS = 19
    TALKS = 20
    MINUTES = 21
    POSTPONED = 22
    PROMISES = 23
    KEPT = 24
    BROKEN = 25
    FOUND = 26
    SOLVED = 27
    LEFT = 28
    FAILED = 29
    PAID_COUNT = 30
    LATE_DAYS = 31
    LATE_COUNT = 32
    REFUSED = 33


class Stock(IntEnum):
    """What is photographed by customer at the end of each month; cents, then thousandths."""

    OPEN = 0
    OVERDUE = 1
    DISPUTED = 2
    RELATION = 3
    BELIEF = 4
    STATUS = 5


@dataclass(slots=True, eq=False)
class State:
    """Columns by row of customer, then by slot, then what has been written down."""

    world: World
    step: int
    liquidity: Floats
    relation: Floats
    belief: Floats
    status: Ints
    owed: Ints
    leader: Ints
    pointer: Ints
    last_contact: Ints
    used: Ints
    stock: Floats
    promise_due: Ints
    promise_made: Ints
    promise_amount: Ints
    promise_quality: Ints
    promise_paid: Ints
    broken_on: Ints
    threat_on: Ints
    held: Bools
    agency: Bools
    pressed: Bools
    uncovered: Bools
    wear: Floats
    contagion: Floats
    phase: Ints
    left: Ints
    gross: Ints
    net: Ints
    due: Ints
    target: Floats
    patience: Floats
    hazard: Floats
    blocked: Ints
    found: Ints
    fixed: Ints
    early: Bools
    halved: Bools
    flow: Ints
    months: Ints
    stocks: Ints
    log: Log
    receipts: Log
    vows: Log

    @property
    def day(self) -> int:
        """Return the last day played, as a day number."""
        return self.world.first if self.step == 0 else int(self.world.calendar.days[self.step - 1])

    @property
    def month(self) -> int:
        """Return the number of months that are closed."""
        return len(self.months)

    @property
    def over(self) -> bool:
        """Say whether the year is over."""
        return self.month == self.world.months

    def copy(self) -> State:
        """Return a state that can go its own way."""
        return State(*(_copied(getattr(self, item.name)) for item in fields(State)))


def _copied(value: Any) -> Any:  # noqa: ANN401 - arrays, logs and numbers alike
    return value.copy() if isinstance(value, np.ndarray | Log) else value


def open_year(world: World, *, events: bool = True) -> State:
    """Return the state on the portfolio's day; without ``events`` nothing is kept for a debrief."""
    state = State(
        world=world,
        step=0,
        **_customers(world),
        **_invoices(world),
        flow=np.zeros((len(Flow), world.size), dtype=np.int64),
        months=np.zeros((0, len(Flow), world.size), dtype=np.int64),
        stocks=np.zeros((0, len(Stock), world.size), dtype=np.int64),
        log=Log(len(COLUMNS), keep=events),
        receipts=Log(4),
        vows=Log(5),
    )
    _carry_promises(state)
    return state


def _customers(world: World) -> dict[str, Any]:
    """Return the columns of customers on the first day."""
    size, law = world.size, world.behaviour.customers
    failed = world.traits.failed[world.place]
    usual = world.laws.liquidity[world.traits.archetype][world.place]
    noise = unit(Luck(world.portfolio.seed).normal("year liquidity", world.draw, world.place, -1))

    def filled(value: int) -> Ints:
        return np.full(size, value, dtype=np.int64)

    names = ("pointer", "promise_made", "promise_amount", "promise_quality", "promise_paid")
    return {
        **{name: filled(0) for name in names},
        **{name: filled(NEVER) for name in ("promise_due", "broken_on", "threat_on")},
        **{
            name: np.zeros(size, dtype=np.bool_)
            for name in ("held", "agency", "pressed", "uncovered")
        },
        "liquidity": usual + 0.5 * noise,
        "relation": np.full(size, law.relation_rest),
        "belief": np.full(size, law.belief_start),
        "status": np.where(failed, Status.FAILED, Status.ACTIVE).astype(np.int64),
        "owed": _opening(world),
        "leader": filled(-1),
        "last_contact": filled(world.first - 30),
        "used": np.zeros((len(world.laws.reach), size), dtype=np.int64),
        "stock": np.zeros((len(world.laws.reach), size)),
        "wear": np.zeros(size),
        "contagion": np.zeros(len(world.draws) * len(world.traits.sectors)),
    }


def _invoices(world: World) -> dict[str, Any]:
    """Return the columns of slots on the first day."""
    rows = world.slots
    there = rows.document >= 0
    failed = world.traits.failed[world.place][rows.customer]
    phase = np.where(there, np.where(failed, Phase.FROZEN, Phase.OPEN), Phase.FUTURE)
    return {
        "phase": phase.astype(np.int64),
        "left": np.where(there, rows.gross, 0),
        "gross": np.where(there, rows.gross, 0),
        "net": np.where(there, rows.net, 0),
        "due": rows.due.copy(),
        "target": rows.due.astype(np.float64),
        "patience": rows.patience.copy(),
        "hazard": np.zeros(len(rows)),
        "blocked": rows.block.copy(),
        "found": rows.found.copy(),
        "fixed": np.full(len(rows), NEVER, dtype=np.int64),
        "early": np.zeros(len(rows), dtype=np.bool_),
        "halved": np.zeros(len(rows), dtype=np.bool_),
    }


def _opening(world: World) -> Ints:
    """Return what each customer owes on the portfolio's day, unapplied credits included."""
    ledger = world.portfolio.ledger
    owed = np.zeros(world.count, dtype=np.int64)
    add(owed, ledger.documents.customer.astype(np.intp), open_at(ledger, world.first))
    return np.asarray(owed[world.place])


def _carry_promises(state: State) -> None:
    """Take over the promises that are not yet due."""
    world, vows = state.world, state.world.portfolio.ledger.promises
    documents = world.portfolio.ledger.documents
    left = open_at(world.portfolio.ledger, world.first)
    rows = np.flatnonzero((vows.due > world.first) & (left[vows.document] > 0))
    # The parts of a plan add up: all of it is awaited on the day of the last.
    for row in rows[np.argsort(vows.due[rows], kind="stable")].tolist():
        who = world.place == int(documents.customer[vows.document[row]])
        state.promise_due[who] = int(vows.due[row])
        state.promise_made[who] = int(vows.made[row])
        state.promise_amount[who] += int(vows.amount[row])
        state.promise_quality[who] = int(vows.quality[row])


LOGS = ("log", "receipts", "vows")
_MAGIC = b"ENCOURS-YEAR\x01"
_LENGTH = struct.Struct(">I")
MOST_BYTES = 1 << 28
"""Bytes that a state may hold once inflated: sixty times the year of five hundred customers."""


def payload(state: State) -> bytes:
    """Return the content of a state; equal years give equal bytes."""
    plain: list[tuple[str, str, tuple[int, ...]]] = []
    parts: list[bytes] = []
    for item in fields(State):
        value = getattr(state, item.name)
        if isinstance(value, Log):
            value = value.whole()
        if isinstance(value, np.ndarray):
            little = np.ascontiguousarray(value, dtype=value.dtype.newbyteorder("<"))
            plain.append((item.name, value.dtype.str.lstrip("<>=|"), value.shape))
            parts.append(little.tobytes())
    header = {
        "world": _fingerprint(state.world),
        "step": state.step,
        "events": state.log.keep,
        "columns": plain,
    }
    text = json.dumps(header, sort_keys=True).encode()
    return _LENGTH.pack(len(text)) + text + b"".join(parts)


def digest(state: State) -> str:
    """Return the SHA-256 of a state, the same on every machine."""
    return hashlib.sha256(payload(state)).hexdigest()


def dump(state: State) -> bytes:
    """Return a state as one compressed blob, without its world."""
    return _MAGIC + zlib.compress(payload(state), 6)


def load(blob: bytes, world: World) -> State:
    """Return the state of a blob; ``OutOfRange`` when it is not one of this world."""
    if blob[: len(_MAGIC)] != _MAGIC:
        raise OutOfRange("state", "magic")
    inflater = zlib.decompressobj()
    content = inflater.decompress(blob[len(_MAGIC) :], MOST_BYTES)
    if inflater.unconsumed_tail:
        raise OutOfRange("state", MOST_BYTES + 1, high=MOST_BYTES)
    (length,) = _LENGTH.unpack_from(content)
    header = json.loads(content[_LENGTH.size : _LENGTH.size + length])
    if header["world"] != _fingerprint(world):
        raise OutOfRange("state", header["world"], _fingerprint(world))
    place, values = _LENGTH.size + length, dict[str, Any](world=world, step=header["step"])
    for name, code, shape in header["columns"]:
        kind = np.dtype(code).newbyteorder("<")
        size = kind.itemsize * int(np.prod(shape))
        piece = np.frombuffer(content[place : place + size], dtype=kind)
        values[name] = piece.reshape(shape).astype(np.dtype(code))
        place += size
    for name in LOGS:
        values[name] = Log(len(values[name]), [values[name]])
    values["log"].keep = header["events"]
    return State(**values)


def _fingerprint(world: World) -> str:
    """Say which year this is: portfolio, customers, draws, months, assumptions."""
    portfolio = world.portfolio
    said = (
        portfolio.supplier.scenario,
        portfolio.seed,
        portfolio.version,
        from_day(world.first).isoformat(),
        to_day(portfolio.as_of),
        world.count,
        len(world.slots),
        world.draws,
        world.months,
        world.assumptions,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()
