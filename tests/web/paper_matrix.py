"""The routes of the papers of a training, for the matrix of who may ask what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def routes(route: Callable[..., Any], of_training: Callable[..., Any]) -> dict[str, Any]:
    """Return them."""
    return {
        "follow_ups.answer": route("public", fixed=(("token", "rien"),)),
        "follow_ups.thanks": route("public"),
        "follow_ups.group": of_training(),
        "follow_ups.release": of_training(),
        "badges.show": route("public", ("number",), fixed=(("form", "json"),)),
        "complaints.index": route("trainer"),
        "complaints.edit": route("trainer", ("complaint_id",), owned=True),
        "complaints.export": route("trainer", fixed=(("form", "csv"),)),
        "complaints.mine": route("trainee"),
        "organisations.logo": route("trainer"),
        "organisations.set_logo": route("administrator"),
        "organisations.remove_logo": route("administrator", last=4),
        "privacy.notice": route("public"),
        "privacy.mine": route("trainee"),
        "privacy.person": of_training("trainee_id"),
        "privacy.taken_out": of_training("trainee_id"),
        "privacy.erase": route(
            "administrator",
            ("training_id", "trainee_id"),
            owned=True,
            form=(("reason", "essai"),),
            last=6,
        ),
        "qualiopi.index": of_training(),
        "qualiopi.archive": of_training(),
        "scans.add": of_training("half_day_id"),
        "scans.show": of_training("scan_id"),
        "scans.remove": of_training("scan_id", last=3),
        "reports.index": of_training(),
        "reports.programme": of_training(),
        "reports.convocations": of_training(),
        "reports.convocation": of_training("trainee_id"),
        "reports.document": of_training(fixed=(("form", "pdf"),)),
    }
