"""The routes of the credit committee and of credit lines, for the matrix of who may ask what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from simulator.store.committees import CommitteeRow
from simulator.web.db import db
from tests.classroom import Classroom


def routes(route: Callable[..., Any], of_training: Callable[..., Any]) -> dict[str, Any]:
    """Return them; the file of the room is decided."""
    rooms = ("index", "state", "projector", "projector_state")
    return {
        "lines.mine": route("trainee"),
        "line_cases.mine": route("trainee"),
        "line_cases.group": of_training(),
        "committees.mine": route("trainee"),
        "committees.mine_state": route("trainee"),
        "committees.prepare": route("trainee", fixed=(("customer", 1),)),
        "committees.show": route("trainee", ("file_id",), owned=True),
        "committees.vote": route("trainee", ("file_id",), owned=True, form=(("choice", "for"),)),
        **{f"committees.{name}": of_training() for name in rooms},
        "committees.file": of_training("file_id"),
        "committees.act": of_training("file_id"),
        "committees.minutes": of_training("committee_id"),
    }


def values(room: Classroom) -> dict[str, int]:
    """Return the sitting of a training and its file."""
    sitting = select(CommitteeRow).where(CommitteeRow.training_id == room.training_id)
    row = db.session().scalars(sitting).one()
    return {"committee_id": row.id, "file_id": row.files[0].id}
