"""The practical case of module 20: twelve lines of one's own customers under a budget of losses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.credit import budget
from simulator.domain.credit.budget import LineFile, Verdict
from simulator.domain.credit.classes import CLASSES, class_rule
from simulator.domain.dates import add_months
from simulator.domain.measures import MEASURES
from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio
from simulator.domain.reading import Unreadable, read
from simulator.domain.refusals import Refusal
from simulator.domain.training.committee import HIGHEST
from simulator.services import catalogue, line_facts, line_grants, portfolios
from simulator.services.lines import CASE, Decided
from simulator.services.trainees import Trainee, touch
from simulator.store.line_cases import LineCaseRow
from simulator.store.trainings import TraineeRow

FILES = 12
MOST_REFUSALS = 3
"""Files of a class that keeps nothing: a case that is all refusals decides nothing."""


@dataclass(eq=False)
class TooFewFiles(Refusal):
    """The portfolio has not enough customers that can be judged."""

    found: int
    wanted: int


@dataclass(eq=False)
class AlreadySent(Refusal):
    """The case was sent: lines are decided once."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A line typed, as the page weighs it before it is sent; ``None`` where nothing is read."""

    line: Cents | None
    own_loss: Cents | None
    expected_loss: Cents | None
    margin: Cents | None
    fault: str


@dataclass(frozen=True, slots=True)
class Case:
    """A trainee's case; ``facts`` and ``customers`` in the same order, ``verdict`` once sent."""

    customers: tuple[int, ...]
    facts: tuple[Mapping[str, Any], ...]
    budget: Cents
    margin_rate: Decimal
    typed: Mapping[str, str]
    weighed: tuple[Weighed, ...]
    spent: Cents
    verdict: Verdict | None

    @property
    def faults(self) -> int:
        """Return how many lines are missing or unreadable."""
        return sum(bool(each.fault) for each in self.weighed)


@dataclass(frozen=True, slots=True)
class Result:
    """A person's line on the trainer's page."""

    trainee_id: int
    name: str
    verdict: Verdict | None
    typed: int


def case(session: Session, trainee: Trainee, now: datetime) -> Case:
    """Return a trainee's case, as typed or as it was judged. Raises ``TooFewFiles``."""
    row = _row(session, trainee.id)
    opened = portfolios.as_opened(session, trainee.id, now)
    files = row.files if row is not None and row.sent_at is not None else _files(opened)
    return _case(files, row.typed if row else {}, opened, sent=bool(row and row.sent_at))


def _row(session: Session, trainee_id: int) -> LineCaseRow | None:
    return session.scalar(select(LineCaseRow).where(LineCaseRow.trainee_id == trainee_id))


def _files(opened: Portfolio) -> list[dict[str, Any]]:
    """Choose the files: classes in turn, the largest demand of each first.

    So that each case has good and bad customers, and lines that are worth a decision; those whose
    class keeps nothing come last in the turn, and are few.
    """
    world = catalogue.world(opened)
    known = [
        {"customer": customer.id, **line_facts.facts(world, customer)}
        for customer in opened.customers
    ]
    judged = sorted(
        (row for row in known if line_facts.complete(row)), key=lambda row: -row["line_asked"]
    )
    by_class: dict[str, list[dict[str, Any]]] = {}
    for row in judged:
        kept = by_class.setdefault(row["risk_class"], [])
        if Decimal(row["coefficient"]) or len(kept) < MOST_REFUSALS:
            kept.append(row)
    chosen: list[dict[str, Any]] = []
    while len(chosen) < FILES and any(by_class.values()):
        chosen += [by_class[code].pop(0) for code in sorted(by_class) if by_class[code]]
    if len(chosen) < FILES:
        raise TooFewFiles(len(chosen), FILES)
    return sorted(chosen[:FILES], key=lambda row: (-row["line_asked"], row["customer"]))


def _case(
    rows: Sequence[Mapping[str, Any]], typed: Mapping[str, str], opened: Portfolio, *, sent: bool
) -> Case:
    files = [line_facts.line_file(row) for row in rows]
    rate = opened.supplier.margin_rate
    customers = tuple(int(row["customer"]) for row in rows)
    weighed = tuple(
        _weigh(typed.get(str(who), ""), file, rate)
        for who, file in zip(customers, files, strict=True)
    )
    limit = budget.budget_of(files)
    verdict = None
    if sent:
        lines = [each.line or Cents(0) for each in weighed]
        verdict = budget.judge(files, lines, limit, rate)
    spent = Cents(sum(each.expected_loss or 0 for each in weighed))
    return Case(customers, tuple(rows), limit, rate, typed, weighed, spent, verdict)


def _weigh(text: str, file: LineFile, rate: Decimal) -> Weighed:
    if not text.strip():
        return Weighed(None, None, None, None, "missing")
    try:
        found = read(text, MEASURES["euro"])
    except Unreadable:
        return Weighed(None, None, None, None, "figure")
    if found.foreign or found.value.denominator != 1 or not 0 <= found.value <= HIGHEST:
        return Weighed(None, None, None, None, "figure")
    line = Cents(int(found.value))
    return Weighed(
        line,
        budget.own_loss(line, file),
        budget.expected_loss(line, file),
        budget.margin(line, file, rate),
        "",
    )


def save(
    session: Session, trainee: Trainee, typed: Mapping[str, str], now: datetime, *, send: bool
) -> Case:
    """Keep lines typed; send them if asked and every one is read. Raises ``AlreadySent``.

    Once sent, the lines are written in the portfolio and the year runs under them.
    """
    opened = portfolios.as_opened(session, trainee.id, now)
    files = _files(opened)
    row = _kept(session, trainee, now)
    if row.sent_at is not None:
        raise AlreadySent
    names = {str(file["customer"]) for file in files}
    row.typed = {name: text for name, text in typed.items() if name in names}
    row.saved_at = now
    weighed = _case(files, row.typed, opened, sent=False)
    if not send or weighed.faults:
        return weighed
    row.files, row.sent_at = files, now
    made = _case(files, row.typed, opened, sent=True)
    decided = [
        Decided(who, line, CASE, expires_on=_expiry(known, line, opened.as_of))
        for who, line, known in zip(
            made.customers,
            [each.line or Cents(0) for each in made.weighed],
            made.facts,
            strict=True,
        )
    ]
    line_grants.grant(session, trainee.id, decided, now)
    touch(session, trainee.training_id)
    return made


def _kept(session: Session, trainee: Trainee, now: datetime) -> LineCaseRow:
    """Return the row of a trainee, locked, made the first time."""
    locked = select(LineCaseRow).where(LineCaseRow.trainee_id == trainee.id).with_for_update()
    row = session.scalar(locked.execution_options(populate_existing=True))
    if row is not None:
        return row
    row = LineCaseRow(trainee_id=trainee.id, typed={}, files=[], saved_at=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same person, by another connection
        return session.scalars(locked).one()
    return row


def _expiry(known: Mapping[str, Any], line: Cents, on: date) -> date | None:
    """Return when a line is reviewed: by its class, as soon as any for a class that has none."""
    soonest = min(rule.review_months for rule in CLASSES if rule.review_months is not None)
    months = class_rule(known["risk_class"]).review_months or soonest
    return add_months(on, months) if line else None


def of_training(session: Session, training_id: int, now: datetime) -> tuple[Result, ...]:
    """Return where everybody is, by name."""
    asked = (
        select(TraineeRow, LineCaseRow)
        .outerjoin(LineCaseRow, LineCaseRow.trainee_id == TraineeRow.id)
        .where(TraineeRow.training_id == training_id, TraineeRow.removed_at.is_(None))
    )
    found = sorted(session.execute(asked), key=lambda both: both.TraineeRow.by_name())
    return tuple(_result(session, person, row, now) for person, row in found)


def _result(session: Session, person: TraineeRow, row: LineCaseRow | None, now: datetime) -> Result:
    verdict = None
    if row is not None and row.sent_at is not None:
        opened = portfolios.as_opened(session, person.id, now)
        verdict = _case(row.files, row.typed, opened, sent=True).verdict
    typed = sum(bool(text) for text in row.typed.values()) if row else 0
    return Result(person.id, f"{person.first_name} {person.last_name}", verdict, typed)
