"""The routes of the year, for the matrix of who may ask what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def routes(route: Callable[..., Any], of_training: Callable[..., Any]) -> dict[str, Any]:
    """Return them; without a year each leads to its start, so that it is opened last."""
    return {
        "years.index": route("trainee"),
        "years.begin": route("trainee", form=(("start", "standard"),), last=6),
        "years.play": route("trainee", form=(("how", "month"), ("seen", "0"))),
        "years.undo": route("trainee", form=(("seen", "0"),)),
        "years.restart": route("trainee", form=(("seen", "0"),)),
        "years.agenda": route("trainee"),
        "years.act": route("trainee", form=(("customer", "0"), ("choice", "call"))),
        "years.cancel": route("trainee", fixed=(("number", 1),)),
        "years.boards": route("trainee"),
        "years.accounts": route("trainee"),
        "years.account": route("trainee", fixed=(("number", 0),)),
        "years.decide": route("trainee", fixed=(("number", 0),)),
        "years.letters": route("trainee"),
        "years.letter": route("trainee", fixed=(("number", 0),)),
        "years.policy": route("trainee"),
        "years.adopt": route("trainee", form=(("start", "standard"),)),
        "years.segments": route("trainee"),
        "years.scenario": route("trainee", fixed=(("code", "standard"),)),
        "years.new_scenario": route("trainee", form=(("source", "standard"),)),
        "years.drop_scenario": route("trainee", fixed=(("code", "standard"),)),
        "years.debrief": route("trainee"),
        "years.compare": route("trainee"),
        "years.what_if": route("trainee"),
        "years.ranking": route("trainee"),
        "years.group": of_training(),
        "years.group_state": of_training(),
        "years.set_round": of_training(form=(("months", "3"),)),
        "years.projector": of_training(),
        "years.projector_state": of_training(),
        "years.review": of_training("trainee_id"),
        "years.review_compare": of_training("trainee_id"),
    }
