"""A real ledger as the portfolio of a training: opened, understood, confirmed, given to each.

Nothing of the file is stored before the trainer confirms, but a draft for an hour; nothing but the
portfolio afterwards.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Timer

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from simulator.domain.dates import to_day
from simulator.domain.ledger.balances import open_at
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Portfolio, Supplier
from simulator.domain.refusals import Refusal
from simulator.exchange import drafts, pseudonyms, snapshots
from simulator.exchange.drafts import Draft
from simulator.exchange.guard import Bounds
from simulator.exchange.ledgers import cells, opening, plans, proposal
from simulator.exchange.ledgers.cells import Grid
from simulator.exchange.ledgers.dates import Order
from simulator.exchange.ledgers.fields import Field
from simulator.exchange.ledgers.lines import Line
from simulator.exchange.ledgers.portfolio import (
    VERSION,
    Frame,
    Imported,
    NothingToImport,
    build,
)
from simulator.exchange.ledgers.proposal import Fault, Plan, Signs
from simulator.generation.build import generate
from simulator.generation.library import scenario as scenario_of
from simulator.generation.strangers import Strangers
from simulator.services import audit, catalogue
from simulator.services.trainers import Trainer
from simulator.store.attempts import AttemptRow
from simulator.store.calls import CallRow
from simulator.store.imports import ImportedLedgerRow
from simulator.store.portfolios import PortfolioRow
from simulator.store.trainings import ActivityRow, TraineeRow, TrainingRow

Training = TrainingRow
"""A training, as pages read it."""

BOUNDS = Bounds()
_TRIED = 60
"""Customers of an imported portfolio on which an exercise is tried."""


@dataclass(eq=False)
class WorkBegun(Refusal):
    """Trainees have worked on exercises or called: their figures are those of their portfolio."""

    people: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the trainer decides of an import; ``scale`` is a fraction of the file's amounts."""

    scale: Decimal = Decimal(1)
    real_names: bool = False
    own_names: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A file being imported: its cells, how they are to be read, what became of each line."""

    token: str
    grid: Grid
    plan: Plan
    titles: tuple[str, ...]
    faults: tuple[Fault, ...]
    imported: Imported | None
    nothing: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose import it is and what it is for: plain values, for files are read outside transactions.

    A large file takes seconds, during which nobody else could write on SQLite.
    """

    trainer_id: int
    training_id: int
    scenario: str
    seed: int

    @property
    def owner(self) -> tuple[int, int]:
        """Return what a draft is known by."""
        return self.trainer_id, self.training_id


def place(trainer: Trainer, training: TrainingRow) -> Place:
    """Return the place of an import."""
    return Place(trainer.id, training.id, training.scenario, training.seed)


def start(instance: Path, where: Place, content: bytes, now: datetime) -> str:
    """Read a file that a trainer sends and keep its cells for an hour; return the draft's token.

    The file itself is deleted once read. Raises ``UploadRefused``.
    """
    grid = read(content)
    plan = proposal.propose(grid)
    draft = Draft(where.owner, plans.to_record(plan), cells.dump(grid))
    token = drafts.save(instance, draft, now)
    # A draft ends even when nobody comes back to the pages that sweep.
    timer = Timer(drafts.KEPT.total_seconds(), drafts.forget, (instance, token))
    timer.daemon = True
    timer.start()
    return token


def read(content: bytes) -> Grid:
    """Return the cells of a file, read in a guarded child; ``UploadRefused``."""
    handle, name = tempfile.mkstemp(prefix="encours-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return opening.read(path, BOUNDS)
    finally:
        with suppress(OSError):
            path.unlink()


def opened(
    instance: Path, where: Place, token: str, now: datetime, choices: Choices | None = None
) -> Opened:
    """Return a draft with all that the trainer should see; ``DraftGone`` when it is over."""
    draft = drafts.load(instance, token, where.owner, now)
    grid, plan = cells.load(draft.grid), plans.from_record(draft.plan)
    titles, faults = proposal.titles(grid, plan.header), proposal.faults(grid, plan)
    try:
        wanted = choices or Choices()
        imported = build(grid, plan, frame(where.scenario, where.seed, wanted), now.date())
    except NothingToImport as refusal:
        return Opened(token, grid, plan, titles, faults, None, refusal.faults, refusal.lines)
    return Opened(token, grid, plan, titles, faults, imported, (), imported.lines)


def correct(
    instance: Path,
    where: Place,
    token: str,
    columns: Mapping[Field, int],
    *,
    mark: str | None,
    order: Order | None,
    signs: Signs | None = None,
    as_of: date | None,
    now: datetime,
) -> None:
    """Change how a draft is read; a format that is not given is found from the columns."""
    draft = drafts.load(instance, token, where.owner, now)
    grid, plan = cells.load(draft.grid), plans.from_record(draft.plan)
    inside = {field: column for field, column in columns.items() if 0 <= column < grid.width}
    asked = replace(plan, columns=inside, as_of=as_of)
    changed = proposal.settle(grid, asked, mark, order, signs)
    drafts.save(instance, replace(draft, plan=plans.to_record(changed)), now, token)


def abandon(instance: Path, where: Place, token: str, now: datetime) -> None:
    """Delete a draft of this trainer; ``DraftGone`` when there is none."""
    drafts.load(instance, token, where.owner, now)
    drafts.forget(instance, token)


def forget(instance: Path, token: str) -> None:
    """Delete a draft once what it was for is durable."""
    drafts.forget(instance, token)


def frame(scenario: str, seed: int, choices: Choices) -> Frame:
    """Return what a file does not say, from a scenario; ``UnknownChoice`` on another name."""
    spec = scenario_of(scenario).supplier
    supplier = Supplier(
        scenario=scenario,
        name=spec.name,
        activity=spec.activity,
        story=spec.story,
        yearly_sales=Cents(0),
        margin_rate=spec.margin_rate,
        vat_rate=spec.vat_rate,
    )
    composer = Strangers(seed, scenario)
    reps = tuple(spec.sales_reps)
    return Frame(supplier, reps, seed, composer, choices.scale, choices.real_names)


def confirm(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    found: Opened,
    choices: Choices,
    now: datetime,
) -> ImportedLedgerRow:
    """Make the portfolio of a training from a draft opened with the same choices.

    The caller commits, then forgets the draft. Raises ``NothingToImport``, ``WorkBegun`` when
    exercises have been started.
    """
    if found.imported is None:
        raise NothingToImport(found.nothing)
    _start_anew(session, training)
    portfolio = found.imported.portfolio
    snapshot = snapshots.dump(portfolio)
    row = ImportedLedgerRow(
        training_id=training.id,
        trainer_id=trainer.id,
        customers=len(portfolio.customers),
        documents=len(portfolio.ledger.documents),
        lines=len(found.imported.lines),
        rejected=sum(line.outcome == "rejected" for line in found.imported.lines),
        own_names=choices.own_names and not choices.real_names,
        real_names=choices.real_names,
        digest=snapshots.digest_of(snapshot),
        snapshot=snapshot,
        created_at=now,
    )
    session.add(row)
    session.flush()
    data = {"customers": row.customers, "documents": row.documents, "rejected": row.rejected}
    audit.record(session, trainer.id, training.id, "portfolio.imported", data, now)
    return row


def remove(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> bool:
    """Go back to generated portfolios; say whether there was an import. ``WorkBegun``."""
    if attached(session, training) is None:
        return False
    _start_anew(session, training)
    audit.record(session, trainer.id, training.id, "portfolio.generated", {}, now)
    return True


def _start_anew(session: Session, training: TrainingRow) -> None:
    """Forget the portfolios of a training, unless figures of theirs have been worked on."""
    people = [row.id for row in training.trainees]
    exercising = session.scalars(
        select(AttemptRow.trainee_id)
        .join(ActivityRow, ActivityRow.id == AttemptRow.activity_id)
        .where(AttemptRow.trainee_id.in_(people), ActivityRow.kind == "exercise")
        .distinct()
    )
    calling = select(CallRow.trainee_id).where(CallRow.trainee_id.in_(people)).distinct()
    working = {*exercising, *session.scalars(calling)}
    if working:
        raise WorkBegun(len(working))
    session.execute(delete(PortfolioRow).where(PortfolioRow.trainee_id.in_(people)))
    session.execute(delete(ImportedLedgerRow).where(ImportedLedgerRow.training_id == training.id))


def attached(session: Session, training: TrainingRow) -> ImportedLedgerRow | None:
    """Return the import of a training, ``None`` when its portfolios are generated."""
    return session.scalars(
        select(ImportedLedgerRow).where(ImportedLedgerRow.training_id == training.id)
    ).one_or_none()


def of_trainee(session: Session, trainee: TraineeRow, seed: int) -> Portfolio | None:
    """Return the portfolio that an import gives to a trainee, ``None`` without an import.

    ``seed`` is that of the trainee: it orders the names when each has their own.
    """
    row = attached(session, trainee.training)
    if row is None:
        return None
    portfolio = snapshots.load(row.snapshot)
    return pseudonyms.exchanged(portfolio, seed) if row.own_names else portfolio


def is_import(portfolio: Portfolio) -> bool:
    """Say whether a portfolio comes from a ledger: nobody in it has accounts."""
    return portfolio.version == VERSION


def owed(portfolio: Portfolio) -> Cents:
    """Return what the customers owe on the day of the export, including VAT."""
    return Cents(int(open_at(portfolio.ledger, to_day(portfolio.as_of)).sum()))


@dataclass(frozen=True, slots=True)
class Impossible:
    """An exercise of a training that an imported portfolio cannot give figures to."""

    activity_id: int
    title: str
    accounts: bool


def impossible(training: TrainingRow, portfolio: Portfolio) -> tuple[Impossible, ...]:
    """Return the exercises of a training that cannot be done on a portfolio.

    Each is asked for as a trainee would get it; ``accounts`` says that it can be done on customers
    of the training's scenario, and no longer once they have neither accounts nor file.
    """
    asked = [activity for activity in training.activities if activity.kind == "exercise"]
    missing = [activity for activity in asked if not _poses(activity.reference, portfolio)]
    if not missing:
        return ()
    example = generate(training.scenario, training.seed, _TRIED, as_of=training.as_of)
    bare = replace(example, customers=tuple(map(_without_accounts, example.customers)))
    return tuple(
        Impossible(
            activity.id,
            activity.title,
            _poses(activity.reference, example) and not _poses(activity.reference, bare),
        )
        for activity in missing
    )


def _without_accounts(customer: Customer) -> Customer:
    return replace(customer, statements=(), cotation=None, insurer=None, sources=(), contacts=())


def impossible_now(session: Session, training: TrainingRow) -> tuple[Impossible, ...]:
    """Return the exercises that the import of a training does not allow, none without one."""
    row = attached(session, training)
    return () if row is None else impossible(training, snapshots.load(row.snapshot))


def _poses(reference: str, portfolio: Portfolio) -> bool:
    make: Callable[[str, Portfolio, int], object] = catalogue.question
    try:
        make(reference, portfolio, 1)
    except Refusal:
        return False
    return True
