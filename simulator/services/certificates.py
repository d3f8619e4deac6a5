"""Certificates: frozen facts with a number, issued by the trainer, checked by anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.domain.training import attendance, certificates
from simulator.domain.training.certificates import Kind
from simulator.services import (
    attendances,
    audit,
    catalogue,
    evaluations,
    limits,
    secrets,
    signatures,
)
from simulator.services.trainers import Trainer
from simulator.store.audit import AuditRow
from simulator.store.certificates import CertificateRow
from simulator.store.trainers import OrganisationRow
from simulator.store.trainings import TraineeRow, TrainingRow

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate that was issued."""

    id: int
    kind: Kind
    number: str
    issued_at: datetime
    facts: dict[str, Any]
    replaced: bool
    training_id: int


@dataclass(frozen=True, slots=True)
class Line:
    """What can be issued to one trainee, and what was."""

    trainee_id: int
    name: str
    minutes: int
    planned: int
    issued: dict[Kind, Issued]


def _issued(row: CertificateRow) -> Issued:
    return Issued(
        row.id,
        Kind(row.kind),
        row.number,
        row.issued_at,
        row.facts,
        row.replaced_by_id is not None,
        row.training_id,
    )


def lines(session: Session, training: TrainingRow) -> tuple[Line, ...]:
    """Return each trainee's presence and current certificates."""
    current: dict[int, dict[Kind, Issued]] = {}
    for row in session.scalars(
        select(CertificateRow).where(
            CertificateRow.training_id == training.id, CertificateRow.replaced_by_id.is_(None)
        )
    ):
        current.setdefault(row.trainee_id, {})[Kind(row.kind)] = _issued(row)
    half_days = [half.id for half in training.half_days]
    planned = sum(half.minutes for half in training.half_days)
    entries = signatures.entries(session, training.id)
    return tuple(
        Line(
            row.id,
            f"{row.last_name} {row.first_name}",
            attendance.minutes_present(entries, half_days, row.id),
            planned,
            current.get(row.id, {}),
        )
        for row in training.trainees
        if row.removed_at is None
    )


def issue(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    trainee: TraineeRow,
    kind: Kind,
    now: datetime,
) -> Issued:
    """Freeze the facts of a document and number it; an earlier issue is replaced, not erased.

    Raises ``HalfDaysNotClosed``, ``NoPresence`` or ``ObjectivesNotJudged``.
    """
    # One issue at a time, so that only one document of a kind is current.
    session.execute(select(TrainingRow.id).where(TrainingRow.id == training.id).with_for_update())
    name = f"{trainee.first_name} {trainee.last_name}"
    minutes = attendances.minutes_of(session, training, trainee.id)
    objectives = catalogue.programme(training.programme).objectives
    levels = evaluations.levels_of(session, trainee.id)
    certificates.check_issue(
        kind,
        name,
        open_half_days=sum(half.closed_at is None for half in training.half_days),
        minutes=minutes,
        judged=sum(index in levels for index in range(len(objectives))),
        objectives=len(objectives),
    )
    facts = _facts(training, trainee, minutes, now)
    if kind is Kind.ATTESTATION:
        facts["objectives"] = [
            {"text": text, "level": levels[index].value} for index, text in enumerate(objectives)
        ]
    row = CertificateRow(
        training_id=training.id,
        trainee_id=trainee.id,
        kind=kind.value,
        number=_number(session, now, rehearsal=training.rehearsal_of_id is not None),
        facts=facts,
        issued_at=now,
    )
    session.add(row)
    session.flush()
    _replace(session, row)
    audit.record(
        session,
        trainer.id,
        training.id,
        "certificate.issued",
        {"kind": kind.value, "trainee": trainee.id, "number": row.number},
        now,
    )
    return _issued(row)


def _replace(session: Session, new: CertificateRow) -> None:
    for old in session.scalars(
        select(CertificateRow).where(
            CertificateRow.trainee_id == new.trainee_id,
            CertificateRow.kind == new.kind,
            CertificateRow.replaced_by_id.is_(None),
            CertificateRow.id != new.id,
        )
    ):
        old.replaced_by_id = new.id


def _facts(
    training: TrainingRow, trainee: TraineeRow, minutes: int, now: datetime
) -> dict[str, Any]:
    organisation: OrganisationRow = training.organisation
    starts = [half.starts_at.astimezone(PARIS) for half in training.half_days]
    return {
        "organisation": organisation.name,
        "organisation_address": organisation.address,
        "siret": organisation.siret,
        "activity_number": organisation.activity_number,
        "legal_mentions": organisation.legal_mentions,
        "signatory": organisation.signatory,
        "signatory_role": organisation.signatory_role,
        "city": organisation.city,
        "first_name": trainee.first_name,
        "last_name": trainee.last_name,
        "company": trainee.company or training.client,
        "title": training.title,
        "programme": training.programme,
        "first_day": min(starts).date().isoformat(),
        "last_day": max(starts).date().isoformat(),
        "minutes": minutes,
        "planned_minutes": sum(half.minutes for half in training.half_days),
        "trainer": training.trainer.name,
        "place": training.place,
        "issued_on": now.astimezone(PARIS).date().isoformat(),
        "rehearsal": training.rehearsal_of_id is not None,
    }


def _number(session: Session, now: datetime, *, rehearsal: bool) -> str:
    """Return a number that cannot be guessed: ``2026-00042-7KQF`` follows the others.

    A rehearsal has numbers of another form, which no real document has.
    """
    if rehearsal:
        return f"REPETITION-{secrets.new_code(8)}"
    last = session.scalar(select(func.max(CertificateRow.id))) or 0
    return f"{now.astimezone(PARIS).year}-{last + 1:05d}-{secrets.new_code(4)}"


def of_training(session: Session, training: TrainingRow, certificate_id: int) -> Issued:
    """Return a certificate of this training; ``NotFound`` otherwise."""
    row = session.get(CertificateRow, certificate_id)
    if row is None or row.training_id != training.id:
        raise NotFound("certificate")
    return _issued(row)


def of_trainee(session: Session, trainee_id: int) -> tuple[Issued, ...]:
    """Return the current certificates of a trainee."""
    rows = session.scalars(
        select(CertificateRow)
        .where(CertificateRow.trainee_id == trainee_id, CertificateRow.replaced_by_id.is_(None))
        .order_by(CertificateRow.id)
    )
    return tuple(_issued(row) for row in rows)


def check(session: Session, number: str) -> Issued:
    """Return the certificate of a number, for whoever checks it; ``NotFound`` otherwise."""
    read = "".join(letter for letter in number.upper() if letter.isalnum() or letter == "-")
    row = session.scalar(select(CertificateRow).where(CertificateRow.number == read))
    if row is None:
        raise NotFound("certificate")
    return _issued(row)


def check_from(session: Session, number: str, address: str, now: datetime) -> Issued:
    """Return the certificate of a number asked for at an address.

    Raises ``NotFound`` (counted by address: the caller commits) or ``TooManyTries``. A number that
    exists is never counted, so that a class behind one address may check all of its documents.
    """
    place = f"document:{address}"
    limits.check(session, place, limits.BY_ADDRESS, now)
    try:
        return check(session, number)
    except NotFound:
        limits.failed(session, (place,), now)
        raise


def came_by_file(session: Session, issued: Issued) -> bool:
    """Say whether a document came with a training's file: only where it was issued is it proved."""
    return bool(
        session.scalar(
            select(func.count()).where(
                AuditRow.training_id == issued.training_id,
                AuditRow.action == "training.imported",
                AuditRow.at >= issued.issued_at,
            )
        )
    )
