"""The organisation's identity."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from simulator.services.trainers import Trainer
from simulator.store.trainers import OrganisationRow
from simulator.store.trainings import TrainingRow

FIELDS = (
    "name",
    "address",
    "city",
    "siret",
    "activity_number",
    "signatory",
    "signatory_role",
)


WORDINGS = ("legal_mentions", "convocation")
"""What an organisation says in its own words on its documents."""


def get(session: Session, organisation_id: int) -> dict[str, str]:
    """Return what is known of an organisation."""
    row = session.get_one(OrganisationRow, organisation_id)
    return {name: getattr(row, name) for name in (*FIELDS, *WORDINGS)}


def identity(session: Session, organisation_id: int) -> dict[str, str]:
    """Return what documents print of an organisation, its logo (SVG text, or nothing) with it."""
    row = session.get_one(OrganisationRow, organisation_id)
    logo = row.logo.decode() if row.logo else ""
    return {**get(session, organisation_id), "logo": logo}


def of_training(session: Session, training_id: int) -> dict[str, str]:
    """Return what the documents of a training print at their head; a rehearsal says that it is."""
    row = session.get_one(TrainingRow, training_id)
    known = identity(session, row.organisation_id)
    return known | ({"rehearsal": "1"} if row.rehearsal_of_id is not None else {})


def change(session: Session, trainer: Trainer, values: Mapping[str, str]) -> None:
    """Change what documents will say; documents already issued keep their facts."""
    row = session.get_one(OrganisationRow, trainer.organisation_id)
    for name in FIELDS:
        setattr(row, name, values[name])
    for name in WORDINGS:
        setattr(row, name, values.get(name, getattr(row, name)))
