"""The organisation's identity."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from simulator.services.trainers import Trainer
from simulator.store.trainers import OrganisationRow

FIELDS = (
    "name",
    "address",
    "city",
    "siret",
    "activity_number",
    "signatory",
    "signatory_role",
)


def get(session: Session, organisation_id: int) -> dict[str, str]:
    """Return what is known of an organisation."""
    row = session.get_one(OrganisationRow, organisation_id)
    return {name: getattr(row, name) for name in FIELDS}


def change(session: Session, trainer: Trainer, values: Mapping[str, str]) -> None:
    """Change what documents will say; documents already issued keep their facts."""
    row = session.get_one(OrganisationRow, trainer.organisation_id)
    for name in FIELDS:
        setattr(row, name, values[name])
