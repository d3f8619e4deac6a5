"""The simulated year: which page is where, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint
from flask.typing import ResponseReturnValue

from simulator.web import (
    access,
    year_accounts,
    year_editors,
    year_groups,
    year_outcomes,
    year_pages,
    year_plays,
)
from simulator.web.access import Role

pages = Blueprint("years", __name__)
pages.before_request(year_pages.not_open)

_MINE = "/salle/annee"
_GROUP = "/formations/<int:training_id>/annee"
_READ = ("GET",)
_WRITE = ("POST",)
_BOTH = ("GET", "POST")
_PLAYED = (
    ("index", "", year_plays.index, _READ),
    ("begin", "/ouvrir", year_plays.begin, _WRITE),
    ("play", "/jouer", year_plays.play, _WRITE),
    ("undo", "/revenir", year_plays.undo, _WRITE),
    ("restart", "/recommencer", year_plays.restart, _WRITE),
    ("agenda", "/agenda", year_plays.agenda, _READ),
    ("act", "/agenda/agir", year_plays.act, _WRITE),
    ("cancel", "/agenda/<int:number>/annuler", year_plays.cancel, _WRITE),
    ("boards", "/suivi", year_plays.boards, _READ),
    ("accounts", "/comptes", year_accounts.accounts, _READ),
    ("account", "/comptes/<int:number>", year_accounts.account, _READ),
    ("decide", "/comptes/<int:number>/decider", year_accounts.decide, _WRITE),
    ("letters", "/courriers", year_plays.letters, _READ),
    ("letter", "/courriers/<int:number>", year_plays.letter, _READ),
    ("policy", "/politique", year_editors.policy, _BOTH),
    ("adopt", "/politique/reference", year_editors.adopt, _WRITE),
    ("segments", "/politique/segments", year_editors.segments, _BOTH),
    ("scenario", "/politique/scenarios/<code>", year_editors.scenario, _BOTH),
    ("new_scenario", "/politique/scenarios", year_editors.new_scenario, _WRITE),
    ("drop_scenario", "/politique/scenarios/<code>/retirer", year_editors.drop_scenario, _WRITE),
    ("debrief", "/bilan", year_outcomes.debrief, _READ),
    ("compare", "/bilan/comparer", year_outcomes.compare, _WRITE),
    ("what_if", "/bilan/et-si", year_outcomes.what_if, _READ),
    ("ranking", "/classement", year_outcomes.ranking, _READ),
)
_LED = (
    ("group", "", year_groups.group, _READ),
    ("group_state", "/etat", year_groups.group_state, _READ),
    ("set_round", "/manche", year_groups.set_round, _WRITE),
    ("projector", "/projecteur", year_groups.projector, _READ),
    ("projector_state", "/projecteur/etat", year_groups.projector_state, _READ),
    ("review", "/stagiaires/<int:trainee_id>", year_groups.review, _READ),
    ("review_compare", "/stagiaires/<int:trainee_id>/comparer", year_groups.review_compare, _WRITE),
)

Routes = Sequence[tuple[str, str, Callable[..., ResponseReturnValue], tuple[str, ...]]]


def _route(root: str, routes: Routes, role: Role) -> None:
    for name, path, view, methods in routes:
        pages.add_url_rule(root + path, name, view, methods=methods)
        access.rules("years", **{name: role})


_route(_MINE, _PLAYED, Role.TRAINEE)
_route(_GROUP, _LED, Role.TRAINER)
