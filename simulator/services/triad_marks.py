"""What people say of a call: timed notes, assessments in their order, results and the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.negotiation.grid import TOP, Criterion, Grid, Mark
from simulator.domain.negotiation.intents import KnockOut
from simulator.domain.refusals import Refusal
from simulator.domain.training.rotation import Role
from simulator.domain.training.triads import (
    AUTHORS,
    Author,
    Part,
    Phase,
    check_turn,
    readable,
    sees,
    waited,
)
from simulator.services import triads
from simulator.services.triads import Seat, TriadGroup
from simulator.store.triads import TriadAssessmentRow, TriadNoteRow

LONGEST = 600
MOST_NOTES = 120
_TRAINER = 0

Note = TriadNoteRow
"""A timed note, as pages read it."""
Assessment = TriadAssessmentRow
"""An assessment, as pages read it."""


@dataclass(eq=False)
class GridIncomplete(Refusal):
    """A grid where criteria have no level; ``missing`` counts them."""

    missing: int


@dataclass(eq=False)
class AlreadyAssessed(Refusal):
    """An assessment is given once; it is then part of the record."""


@dataclass(eq=False)
class NoNotesNow(Refusal):
    """Notes are taken by observers, from the beginning of the call to the debrief."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an assessment says: levels by criterion, knock-outs, what stays, what changes."""

    levels: Mapping[str, int] = field(default_factory=dict)
    knock_outs: tuple[str, ...] = ()
    kept: str = ""
    changed: str = ""
    commitment: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the assessments of a group are."""

    group: TriadGroup
    given: frozenset[Author]
    waits: Author | None


def note(session: Session, seat: Seat, text: str, criterion: str, now: datetime) -> None:
    """Keep what an observer noted, with the second of the call; ``NoNotesNow`` otherwise."""
    machine = triads.clock(seat.group.round)
    elapsed, phase = machine.elapsed(now), machine.phase(now)
    watches = seat.role == Role.OBSERVER and phase is not Phase.CLOSED
    if elapsed is None or not watches or len(seat.group.notes) >= MOST_NOTES:
        raise NoNotesNow
    session.add(
        TriadNoteRow(
            group_id=seat.group_id,
            trainee_id=seat.trainee_id,
            seconds=int(elapsed.total_seconds()),
            criterion=criterion if criterion in set(Criterion) else "",
            text=text[:LONGEST],
            noted_at=now,
        )
    )
    session.flush()
    session.expire(seat.group, ["notes"])


def assess(session: Session, seat: Seat, said: Said, now: datetime) -> None:
    """Keep what a trainee says of the call: the collector of oneself, an observer, the customer.

    Raises ``NotAssessing``, ``NotYourTurn``, ``GridIncomplete`` or ``AlreadyAssessed``.
    """
    author = AUTHORS[Role(seat.role)]
    if author is Author.CUSTOMER:  # tells how the call felt, without a grid
        said = replace(said, levels={}, knock_outs=())
    _give(session, seat.group, _By(author, seat.trainee_id), said, now)


def judge(session: Session, group: TriadGroup, trainer_id: int, said: Said, now: datetime) -> None:
    """Keep what the trainer says of the call; the same refusals as ``assess``."""
    _give(session, group, _By(Author.TRAINER, _TRAINER, trainer_id), said, now)


def pass_turn(session: Session, group: TriadGroup, now: datetime) -> None:
    """Stop waiting for the grid that comes next (a phone that died, somebody who left)."""
    progress = progress_of(group)
    author = progress.waits
    if author is None or author is Author.TRAINER:
        return
    _check(group, author, now)
    done = {one.subject for one in group.assessments if one.author == author}
    for seat in group.seats:
        if AUTHORS[Role(seat.role)] is author and seat.trainee_id not in done:
            _add(session, group, _By(author, seat.trainee_id, passed=True), Said(), now)
    _written(session, group)


def progress_of(group: TriadGroup) -> Progress:
    """Return whose assessments are in, and whose comes next; an observer's when all are."""
    rows = {(one.author, one.subject) for one in group.assessments}
    given = {Author(author) for author, _ in rows}
    watching = [seat.trainee_id for seat in group.seats if seat.role == Role.OBSERVER]
    if any((Author.OBSERVER.value, person) not in rows for person in watching):
        given -= {Author.OBSERVER}
    return Progress(group, frozenset(given), waited(given, observed=bool(watching)))


def shown(group: TriadGroup, seat: Seat | None, now: datetime) -> list[Assessment]:
    """Return the assessments that somebody may read; without a seat, it is the trainer."""
    viewer = Author.TRAINER if seat is None else AUTHORS[Role(seat.role)]
    subject = _TRAINER if seat is None else seat.trainee_id
    mine = any(one.author == viewer and one.subject == subject for one in group.assessments)
    phase = triads.clock(group.round).phase(now)
    given = {Author(one.author) for one in group.assessments}
    authors = readable(viewer, given, phase, mine=mine)
    order = list(Author)
    found = [
        one
        for one in group.assessments
        if one.author in authors
        and not one.passed
        # another observer's grid is another's
        and (phase is Phase.CLOSED or seat is None or one.subject == subject)
    ]
    return sorted(found, key=lambda one: (order.index(Author(one.author)), one.id))


def notes_for(group: TriadGroup, seat: Seat | None, now: datetime) -> list[Note]:
    """Return the notes that somebody may read: an observer's own, all of them at the debrief."""
    phase = triads.clock(group.round).phase(now)
    role = None if seat is None else Role(seat.role)
    if Part.NOTES not in sees(role, phase):
        return []
    if seat is None:
        given = any(one.author == Author.TRAINER for one in group.assessments)
        if not given and phase is not Phase.CLOSED:
            return []
    own = seat is not None and phase is not Phase.CLOSED
    found = [
        one for one in group.notes if not own or seat is None or one.trainee_id == seat.trainee_id
    ]
    return sorted(found, key=lambda one: (one.seconds, one.id))


def grid(row: Assessment) -> Grid:
    """Return the grid of an assessment."""
    marks = tuple(Mark(one, int(row.levels[one.value])) for one in Criterion)
    return Grid(marks, tuple(KnockOut(name) for name in row.knock_outs))


def score(rows: Iterable[Assessment]) -> int | None:
    """Return the mean score of grids out of 100, rounded down; ``None`` without any."""
    found = [grid(one).score for one in rows if one.levels and not one.passed]
    return sum(found) // len(found) if found else None


_LEVELS = frozenset(range(TOP + 1))


@dataclass(frozen=True, slots=True)
class _By:
    """Who gives an assessment."""

    author: Author
    subject: int
    trainer_id: int | None = None
    passed: bool = False


def _check(group: TriadGroup, author: Author, now: datetime) -> None:
    observed = any(seat.role == Role.OBSERVER for seat in group.seats)
    phase = triads.clock(group.round).phase(now)
    check_turn(author, progress_of(group).given, phase, observed=observed)


def _give(session: Session, group: TriadGroup, by: _By, said: Said, now: datetime) -> None:
    _check(group, by.author, now)
    if any((one.author, one.subject) == (by.author, by.subject) for one in group.assessments):
        raise AlreadyAssessed
    missing = sum(said.levels.get(one.value) not in _LEVELS for one in Criterion)
    if missing and by.author is not Author.CUSTOMER:
        raise GridIncomplete(missing)
    try:
        with session.begin_nested():
            _add(session, group, by, said, now)
    except IntegrityError as error:  # the same person, in another tab
        raise AlreadyAssessed from error
    _written(session, group)


def _add(session: Session, group: TriadGroup, by: _By, said: Said, now: datetime) -> None:
    session.add(
        TriadAssessmentRow(
            group_id=group.id,
            author=by.author.value,
            subject=by.subject,
            trainer_id=by.trainer_id,
            passed=by.passed,
            levels={one.value: said.levels[one.value] for one in Criterion if said.levels},
            knock_outs=sorted(set(said.knock_outs) & set(KnockOut)),
            kept=said.kept[:LONGEST],
            changed=said.changed[:LONGEST],
            commitment=said.commitment[:LONGEST],
            given_at=now,
        )
    )


def _written(session: Session, group: TriadGroup) -> None:
    triads.changed(group.round)
    session.flush()
    session.expire(group, ["assessments"])
