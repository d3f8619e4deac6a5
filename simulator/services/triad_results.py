"""The results of role-plays: a person's record, the trainer's table, marks that weigh."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.training.rotation import Role
from simulator.domain.training.triads import Author
from simulator.services.triad_marks import Assessment, score
from simulator.services.triads import Seat, TriadGroup, TriadRound
from simulator.store.trainings import TraineeRow
from simulator.store.triads import TriadAgreementRow, TriadRoundRow, TriadSeatRow


@dataclass(frozen=True, slots=True)
class Line:
    """One call in somebody's record; scores are out of 100, ``None`` when not given."""

    round: TriadRound
    group: TriadGroup
    role: Role
    own: int | None
    observers: int | None
    trainer: int | None
    promised: TriadAgreementRow | None = None
    """What the collector obtained, when it is in the ledger."""


@dataclass(frozen=True, slots=True)
class Person:
    """The role-plays of a person: how often each role, and the calls as collector."""

    trainee: TraineeRow
    lines: tuple[Line, ...]
    played: Mapping[Role, int] = field(default_factory=dict)


def record(session: Session, training_id: int, trainee_id: int | None = None) -> list[Person]:
    """Return the closed rounds of everybody of a training, or of one person."""
    query = (
        select(TriadSeatRow)
        .join(TriadRoundRow, TriadRoundRow.id == TriadSeatRow.round_id)
        .join(TraineeRow, TraineeRow.id == TriadSeatRow.trainee_id)
        .where(TriadRoundRow.training_id == training_id, TriadRoundRow.closed_at.is_not(None))
        .order_by(TriadRoundRow.number)
    )
    if trainee_id is not None:
        query = query.where(TriadSeatRow.trainee_id == trainee_id)
    people: dict[int, list[Seat]] = {}
    for seat in session.scalars(query):
        people.setdefault(seat.trainee_id, []).append(seat)
    by_name = sorted(people.values(), key=lambda seats: seats[0].trainee.by_name())
    return [_person(seats) for seats in by_name]


def marks(session: Session, training_id: int) -> dict[int, tuple[Fraction, ...]]:
    """Return the trainer's marks of each collector, as fractions: they weigh in the record."""
    found: dict[int, tuple[Fraction, ...]] = {}
    for person in record(session, training_id):
        given = [line.trainer for line in person.lines if line.trainer is not None]
        if given:
            found[person.trainee.id] = tuple(Fraction(one, 100) for one in given)
    return found


def _person(seats: Sequence[Seat]) -> Person:
    played = {role: sum(seat.role == role for seat in seats) for role in Role}
    return Person(seats[0].trainee, tuple(_line(seat) for seat in seats), played)


def _line(seat: Seat) -> Line:
    """A collector's line has the scores of the call; the other roles only took part."""
    group, role = seat.group, Role(seat.role)
    by: dict[str, list[Assessment]] = {}
    if role is Role.COLLECTOR:
        for one in group.assessments:
            by.setdefault(one.author, []).append(one)
    return Line(
        group.round,
        group,
        role,
        score(by.get(Author.SELF, [])),
        score(by.get(Author.OBSERVER, [])),
        score(by.get(Author.TRAINER, [])),
        _promised(group) if role is Role.COLLECTOR else None,
    )


def _promised(group: TriadGroup) -> TriadAgreementRow | None:
    found = group.agreement
    return None if found is None or found.struck_at is not None else found


_HEADS = (
    "Nom",
    "Prénom",
    "Tour",
    "Appel",
    "Rôle",
    "Auto-évaluation",
    "Observateurs",
    "Formateur",
    "Promis",
)


def table(session: Session, training_id: int, roles: Mapping[Role, str]) -> bytes:
    """Return the results as a CSV file for a French spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADS)
    for person in record(session, training_id):
        for line in person.lines:
            scores = [
                "" if one is None else one for one in (line.own, line.observers, line.trainer)
            ]
            who = [_plain(person.trainee.last_name), _plain(person.trainee.first_name)]
            promised = "" if line.promised is None else _euros(line.promised.amount)
            call = [line.round.number, line.round.title, roles[line.role]]
            writer.writerow([*who, *call, *scores, promised])
    return out.getvalue().encode("utf-8-sig")


def _euros(amount: int) -> str:
    return f"{amount // 100},{amount % 100:02d}"


def _plain(text: str) -> str:
    """Keep a spreadsheet from reading a name as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
