"""The routes of the course's own pages, for the matrix of who may ask what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def routes(route: Callable[..., Any], of_training: Callable[..., Any]) -> dict[str, Any]:
    """Return them."""
    return {
        "handbooks.mine": route("trainee"),
        "handbooks.of_training": of_training(),
        "games.wait": route("trainee"),
        "receipts.index": route("trainee"),
        "openings.index": route("trainee"),
        "openings.study": route("trainee", fixed=(("number", 0),)),
    }
