"""Calls to make: each script with the trainee's own customer, beginning one, playing it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.world import World
from simulator.domain.luck import Luck
from simulator.domain.negotiation.casting import cast
from simulator.domain.negotiation.facts import Facts, facts_of
from simulator.domain.negotiation.script import Script
from simulator.domain.negotiation.storage import from_data, to_data
from simulator.domain.negotiation.talk import Talk, begin, rewound
from simulator.domain.portfolio import Customer, Portfolio
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import catalogue, portfolios
from simulator.services.trainees import Trainee, touch
from simulator.store.attempts import AttemptRow
from simulator.store.calls import CallRow
from simulator.store.trainings import ActivityRow, TrainingRow

KIND = "roleplay"
"""Kind of the activities that programmes name ``roleplay:<script>``."""
FREE, OPEN, CLOSED, HIDDEN = "free", "open", "closed", "hidden"

_LARGEST = 3
"""A script calls one of the customers who owe most, by named chance."""
_TOLD = frozenset({"disputed", "broken_promises", "public"})

Call = CallRow
"""A call, as pages read it."""


@dataclass(eq=False)
class NobodyToCall(Refusal):
    """No customer of this portfolio suits the script."""

    script: str


@dataclass(eq=False)
class CallsClosed(Refusal):
    """The trainer has closed this call, or the training is over: it is read, not played."""

    script: str


@dataclass(frozen=True, slots=True)
class Line:
    """One script of the list: whom it calls, whether it may be played, the calls already made."""

    script: Script
    customer: Customer | None
    status: str
    calls: tuple[CallRow, ...]

    @property
    def counting(self) -> CallRow | None:
        """Return the call whose mark and promise count."""
        return next((row for row in self.calls if row.counts), None)

    @property
    def playable(self) -> bool:
        """Say whether a call may be begun or gone on with."""
        return self.customer is not None and self.status in {FREE, OPEN}


def script_of(script_id: str) -> Script:
    """Return a script; ``NotFound`` when there is none of this name."""
    found = catalogue.content().negotiations.get(script_id)
    if found is None:
        raise NotFound("script")
    return found


def talk_of(row: CallRow) -> Talk:
    """Return the talk of a call; ``OtherScript`` when its script has changed since."""
    return from_data(script_of(row.script), row.talk)


def customers_of(
    portfolio: Portfolio, scripts: Sequence[Script] | None = None
) -> dict[str, int | None]:
    """Return whom each script calls: another customer for each as long as there are enough.

    The same for a portfolio whatever was played; ``None`` when nobody suits.
    """
    world = catalogue.world(portfolio)
    given = catalogue.content().negotiations.values() if scripts is None else scripts
    fits = {script.id: _fits(script, world) for script in given}
    found: dict[str, int | None] = {name: None for name, suiting in fits.items() if not suiting}
    used: set[int] = set()
    waiting = set(fits) - set(found)
    while waiting:  # the script with the least choice left chooses first
        free = {one: [who for who in fits[one] if who not in used] for one in waiting}
        name = min(waiting, key=lambda one: (len(free[one]), one))
        among = (free[name] or fits[name])[:_LARGEST]
        chosen = among[Luck(portfolio.seed).below(len(among), f"call customer {name}")]
        found[name] = chosen
        used.add(chosen)
        waiting.remove(name)
    return found


def _fits(script: Script, world: World) -> list[int]:
    """Return who suits a script, the largest overdue first.

    When nobody does, amounts and delays are not looked at any more: only what the script tells of
    the file (a dispute, a broken promise, a public buyer) must still be true.
    """
    owing = [one for one in world.portfolio.customers if _owed(world, one) > 0]
    found = [one for one in owing if parse(script.where).holds(world.figures(one))]
    if not found:
        told = [parse(term) for term in script.where.split(" and ")]
        told = [term for term in told if term.names & _TOLD]
        found = [one for one in owing if all(term.holds(world.figures(one)) for term in told)]
    return [one.id for one in sorted(found, key=lambda one: (-_owed(world, one), one.id))]


def _owed(world: World, customer: Customer) -> int:
    return int(world.figures(customer).get("overdue", 0))


def lines(session: Session, trainee: Trainee, now: datetime) -> tuple[Line, ...]:
    """Return the calls to make, those that the training has opened first; hidden ones are not."""
    portfolio = portfolios.as_opened(session, trainee.id, now)
    chosen = customers_of(portfolio)
    status = statuses(session, trainee.training_id)
    rows: dict[str, list[CallRow]] = {}
    for row in session.scalars(
        select(CallRow).where(CallRow.trainee_id == trainee.id).order_by(CallRow.attempt)
    ):
        rows.setdefault(row.script, []).append(row)
    order = (OPEN, FREE, CLOSED)
    found = [
        _line(script, portfolio, chosen, status, tuple(rows.get(script.id, ())))
        for script in catalogue.content().negotiations.values()
        if status.get(script.id, FREE) != HIDDEN
    ]
    found.sort(key=lambda one: (order.index(one.status), one.script.difficulty, one.script.title))
    return tuple(found)


def line(session: Session, trainee: Trainee, script_id: str, now: datetime) -> Line:
    """Return one script of the list; ``NotFound`` when the training hides it."""
    script = script_of(script_id)
    status = statuses(session, trainee.training_id)
    if status.get(script_id) == HIDDEN:
        raise NotFound("script")
    portfolio = portfolios.as_opened(session, trainee.id, now)
    return _line(
        script, portfolio, customers_of(portfolio), status, _of_script(session, trainee, script_id)
    )


def facts_of_line(session: Session, trainee: Trainee, line: Line, now: datetime) -> Facts | None:
    """Return what the ledger says of the customer of a script, ``None`` when nobody suits."""
    if line.customer is None:
        return None
    portfolio = portfolios.as_opened(session, trainee.id, now)
    return facts_of(portfolio, line.customer.id, portfolio.as_of, trainee.name)


def activity_of(session: Session, trainee: Trainee, activity_id: int) -> ActivityRow:
    """Return an activity of this kind that this trainee may see; ``NotFound`` otherwise."""
    row = session.get(ActivityRow, activity_id)
    if row is None or row.training_id != trainee.training_id or row.state == HIDDEN:
        raise NotFound("activity")
    if row.kind != KIND or row.reference not in catalogue.content().negotiations:
        raise NotFound("activity")
    return row


def _line(
    script: Script,
    portfolio: Portfolio,
    chosen: Mapping[str, int | None],
    status: Mapping[str, str],
    rows: tuple[CallRow, ...],
) -> Line:
    number = rows[0].customer if rows else chosen[script.id]
    customer = None if number is None else portfolio.customers[number]
    return Line(script, customer, status.get(script.id, FREE), rows)


def statuses(session: Session, training_id: int) -> dict[str, str]:
    """Return what the training says of the scripts that it has placed; the others are free.

    Placed twice, the most open wins; nothing is open in a training that is closed.
    """
    training = session.get_one(TrainingRow, training_id)
    found: dict[str, str] = {}
    if training.state != OPEN:
        return dict.fromkeys(catalogue.content().negotiations, CLOSED)
    order = (HIDDEN, CLOSED, OPEN)
    for row in training.activities:
        if row.kind == KIND:
            known = found.get(row.reference, HIDDEN)
            found[row.reference] = max(known, row.state, key=order.index)
    return found


def _of_script(session: Session, trainee: Trainee, script_id: str) -> tuple[CallRow, ...]:
    return tuple(
        session.scalars(
            select(CallRow)
            .where(CallRow.trainee_id == trainee.id, CallRow.script == script_id)
            .order_by(CallRow.attempt)
        )
    )


def of_trainee(session: Session, trainee: Trainee, call_id: int) -> CallRow:
    """Return a call of this trainee; ``NotFound`` otherwise."""
    row = session.get(CallRow, call_id)
    if row is None or row.trainee_id != trainee.id:
        raise NotFound("call")
    return row


def held(session: Session, trainee: Trainee, call_id: int) -> CallRow:
    """Return a call that nobody else changes until the end, if it may still be played."""
    row = of_trainee(session, trainee, call_id)
    session.flush()
    session.refresh(row, with_for_update=True)
    require_open(session, trainee, row.script)
    return row


def require_open(session: Session, trainee: Trainee, script_id: str) -> None:
    """Raise ``CallsClosed`` when the trainer has closed the script or the training."""
    status = statuses(session, trainee.training_id).get(script_id, FREE)
    if status not in {FREE, OPEN}:
        raise CallsClosed(script_of(script_id).title)


def start(session: Session, trainee: Trainee, script_id: str, now: datetime) -> CallRow:
    """Begin the call of a script, or return the one already begun (the caller commits)."""
    script = script_of(script_id)
    known = _of_script(session, trainee, script_id)
    if known:
        return known[0]
    require_open(session, trainee, script_id)
    portfolio = portfolios.as_opened(session, trainee.id, now)
    customer = customers_of(portfolio)[script_id]
    if customer is None:
        raise NobodyToCall(script.title)
    facts = facts_of(portfolio, customer, portfolio.as_of, trainee.name)
    who = cast(script, facts, portfolio.hidden[customer], portfolio.seed)
    row = _row(trainee, begin(script, facts, who), now)
    activity = _activity(session, trainee, script_id)
    row.activity_id = None if activity is None else activity.id
    kept = _added(session, trainee, row)
    if activity is not None:
        _begun(session, trainee, activity, script, now)
    touch(session, trainee.training_id)
    return kept


def play_again(
    session: Session, trainee: Trainee, call_id: int, turns: int, attempt: int, now: datetime
) -> CallRow:
    """Take a call up again after its first lines, beside the first: same person, same day.

    ``attempt`` is the number that the page proposed: asked twice, it is the same call. Practice: it
    promises nothing and the mark of the record does not change.
    """
    parent = held(session, trainee, call_id)
    known = _of_script(session, trainee, parent.script)
    found = next((row for row in known if row.attempt == attempt), None)
    if found is not None:
        return found
    talk = talk_of(parent)
    row = taken_up(parent, rewound(talk, max(0, min(turns, len(talk.turns) - 1))), now)
    row.attempt, row.origin, row.counts = len(known), "replay", False
    return _added(session, trainee, row)


def taken_up(parent: CallRow, talk: Talk, now: datetime) -> CallRow:
    """Return a new row that goes on from a talk, with the preparation of its parent."""
    row = _row(parent.trainee_id, talk, now)
    row.parent_id, row.from_turn = parent.id, len(talk.turns)
    row.sheet, row.prepared, row.prepared_at = parent.sheet, parent.prepared, parent.prepared_at
    row.activity_id, row.state = parent.activity_id, "talking"
    return row


def _row(trainee: Trainee | int, talk: Talk, now: datetime) -> CallRow:
    return CallRow(
        trainee_id=trainee if isinstance(trainee, int) else trainee.id,
        script=talk.script.id,
        version=talk.script.version,
        customer=talk.facts.customer,
        attempt=0,
        origin="first",
        counts=True,
        draft={},
        sheet={},
        prepared={},
        talk=to_data(talk),
        turns=len(talk.turns),
        engagement={},
        recap={},
        started_at=now,
    )


def _added(session: Session, trainee: Trainee, row: CallRow) -> CallRow:
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same click in another tab was first
        known = _of_script(session, trainee, row.script)
        return next(one for one in known if one.attempt == row.attempt)
    return row


def _activity(session: Session, trainee: Trainee, script_id: str) -> ActivityRow | None:
    """Return the activity that this call answers, the first that is open."""
    return session.scalars(
        select(ActivityRow)
        .where(
            ActivityRow.training_id == trainee.training_id,
            ActivityRow.kind == KIND,
            ActivityRow.reference == script_id,
            ActivityRow.state == OPEN,
        )
        .order_by(ActivityRow.position)
    ).first()


def _begun(
    session: Session, trainee: Trainee, activity: ActivityRow, script: Script, now: datetime
) -> None:
    """Say in the trainee's record that the activity is begun: the room shows it."""
    try:
        with session.begin_nested():
            session.add(
                AttemptRow(
                    trainee_id=trainee.id,
                    activity_id=activity.id,
                    variant=0,
                    content_digest=f"{script.id}/{script.version}",
                    draft={},
                    hints=[],
                    started_at=now,
                )
            )
    except IntegrityError:  # two tabs at once
        return
