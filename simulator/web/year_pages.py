"""What the pages of the year share: who plays, on which portfolio, and computing before writing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.portfolio import Portfolio
from simulator.domain.year.policy import Policy
from simulator.domain.year.state import State
from simulator.domain.year.world import World
from simulator.services import played_years, portfolios, year_policies, year_vows
from simulator.services.played_years import PlayedYear
from simulator.services.trainees import Trainee
from simulator.web import access, clock, db


@dataclass(frozen=True, slots=True)
class Here:
    """A person's year, loaded as far as its pages need."""

    person: Trainee
    portfolio: Portfolio
    year: PlayedYear
    world: World

    def policy(self) -> Policy:
        """Return the policy in force."""
        return year_policies.policy_of(self.data())

    def data(self) -> year_policies.Data:
        """Return the policy in force as plain values."""
        return year_policies.latest(db.session(), self.year)

    def state(self) -> State:
        """Return the state at the end of the last day played."""
        return played_years.state_of(db.session(), self.year, self.world)


def portfolio() -> Portfolio:
    """Return the portfolio of who asks, made the first time; the year learns what was promised."""
    person, now = access.trainee(), clock.now()
    found = portfolios.in_year(db.session(), person.id, now)
    year_vows.take(db.session(), person.id, found.as_of, now)
    db.commit()
    return found


def here() -> Here:
    """Return the year of who asks; ``NotFound`` when it was never opened."""
    person, mine = access.trainee(), portfolio()
    year = played_years.of_trainee(db.session(), person.id)
    return Here(person, mine, year, year_policies.world_of(mine))


def there(person: Trainee) -> Here | None:
    """Return somebody's year for who only looks at it; nothing when it was never opened."""
    year = played_years.find(db.session(), person.id)
    if year is None:
        return None
    found = portfolios.in_year(db.session(), person.id, clock.now())
    return Here(person, found, year, year_policies.world_of(found))


def not_open() -> Response | None:
    """Lead to the first page from those that need a year, when it was never opened."""
    if request.endpoint in _WITHOUT or "training_id" in (request.view_args or {}):
        return None
    if played_years.find(db.session(), access.trainee().id) is None:
        return redirect(url_for("years.index"), 303)
    return None


_WITHOUT = ("years.index", "years.begin", "years.ranking")


def apart() -> None:
    """Read on without the writer's place, to compute for a while; ``db.commit`` ends it."""
    db.db.session.rollback()
    db.read_only()


def writing() -> None:
    """Begin to write, once all is computed."""
    db.db.session.rollback()


def seen() -> int:
    """Return the number of days played that the page of a form showed."""
    return request.form.get("seen", -1, type=int)
