"""The routes of the trainer's desk, for the matrix of who may ask what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_BREAK = (("title", "Café"), ("minutes", "15"))


def routes(route: Callable[..., Any], of_training: Callable[..., Any]) -> dict[str, Any]:
    """Return them."""
    return {
        "schedules.index": of_training(),
        "schedules.state": of_training(),
        "schedules.start": of_training("activity_id"),
        "schedules.finish": of_training("half_day_id"),
        "schedules.step": of_training("activity_id", fixed=(("way", "monter"),)),
        "schedules.drop": of_training("activity_id", form=(("half_day", "1"), ("rank", "0"))),
        "schedules.setting": of_training("activity_id"),
        "schedules.aside": of_training("activity_id", last=3),
        "schedules.insert": of_training(),
        "schedules.insert_break": of_training(form=_BREAK),
        "schedules.undo": of_training(last=4),
        "pushes.state": route("trainee"),
        "pushes.push": of_training("activity_id"),
        "pushes.move_on": of_training(),
        "pushes.stop": of_training(last=3),
        "rosters.new": of_training(form=(("text", "Luc;Roy"),)),
        "rosters.confirm": of_training("trainee_id"),
        "rosters.confirm_all": of_training(),
        "duplicates.new": of_training(),
        "resets.new": of_training("activity_id", "trainee_id"),
        "transfers.take": of_training(),
        "transfers.open_file": route("trainer"),
        "audit.index": of_training(),
    }
