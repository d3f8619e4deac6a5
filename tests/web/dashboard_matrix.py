"""The routes of the dashboard workshop, for the matrix of who may ask what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def routes(route: Callable[..., Any], of_training: Callable[..., Any]) -> dict[str, Any]:
    """Return them; nothing was chosen, so that the page of an indicator says so."""
    return {
        "dashboards.workbench": route("trainee", form=(("codes", "cei"),)),
        "dashboards.mine": route("trainee", form=(("summary", "Le mois tient."),)),
        "dashboards.workbook": route("trainee"),
        "dashboards.check": route(
            "trainee", fixed=(("code", "dso"),), form=(("formula", "=SOMME(Reste)"),)
        ),
        "dashboards.around": route("trainee", fixed=(("code", "dso"),)),
        "dashboards.indicator": route(
            "trainee", fixed=(("code", "dso"),), form=(("formula", "=SOMME(Reste)"),), last=3
        ),
        "dashboard_rooms.room": of_training(),
        "dashboard_rooms.projector": of_training(),
        "dashboard_rooms.pivot": of_training(),
        "dashboard_rooms.export": of_training(fixed=(("form", "xlsx"),)),
    }
