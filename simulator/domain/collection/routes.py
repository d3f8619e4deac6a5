"""Which route to a title: conditions of each, checked one by one on the facts of a claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simulator.domain.money import ZERO, Cents
from simulator.domain.rates import LawBook
from simulator.domain.refusals import MissingRate, NotPositive
from simulator.domain.results import Confidence


class Route(StrEnum):
    """A way to be paid through the law; its steps and costs are content."""

    INJUNCTION = "injunction"
    INTERIM = "interim"
    MERITS = "merits"
    SMALL_CLAIMS = "small_claims"
    UNDISPUTED = "undisputed"
    EUROPEAN_ORDER = "european_order"
    EUROPEAN_SMALL_CLAIMS = "european_small_claims"
    PREFECT_ORDER = "prefect_order"
    ADMINISTRATIVE_INTERIM = "administrative_interim"
    DECLARATION = "declaration"
    ENFORCEMENT = "enforcement"


class Place(StrEnum):
    """Where the debtor is established."""

    FRANCE = "france"
    EUROPE = "european_union"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides between routes; amounts include VAT.

    ``disputed``: the debtor contests; ``seriously``: his grounds are serious. ``local`` is a local
    authority or a local public establishment, which the prefect can make pay.
    """

    principal: Cents
    interest: Cents = ZERO
    due: bool = True
    liquid: bool = True
    contractual: bool = True
    disputed: bool = False
    seriously: bool = False
    merchants: bool = True
    invoiced: bool = True
    place: Place = Place.FRANCE
    public: bool = False
    local: bool = False
    insolvent: bool = False
    title: bool = False

    def __post_init__(self) -> None:
        if self.principal <= 0:
            raise NotPositive("principal", self.principal)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A route, the codes of the conditions that are not met, and the level of proof."""

    route: Route
    missing: tuple[str, ...]
    confidence: Confidence = Confidence.CERTAIN

    @property
    def open(self) -> bool:
        """Say whether every condition is met."""
        return not self.missing


Check = tuple[str, bool]


def _missing(*checks: Check) -> tuple[str, ...]:
    return tuple(code for code, met in checks if not met)


def _ordinary(facts: Facts) -> tuple[Check, ...]:
    """Return the conditions of every action for payment against a private debtor."""
    return (
        ("not_due", facts.due),
        ("public_debtor", not facts.public),
        ("proceedings_open", not facts.insolvent),
        ("title_held", not facts.title),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """Facts with what the dated tables say on the day.

    ``carved``: claims invoiced between merchants left the small claims (law of 23 April 2026);
    ``usable``: the decree of the undisputed claims is in force (a dated table, empty till then).
    """

    facts: Facts
    small: Cents
    european: Cents
    carved: bool
    usable: bool


def _in_force(table: str, on: date, law: LawBook) -> bool:
    try:
        law.on(table, on)
    except MissingRate:
        return False
    return True


def _case(facts: Facts, on: date, law: LawBook) -> _Case:
    return _Case(
        facts,
        law.amount("small_claims_ceiling", on),
        law.amount("european_small_claims_ceiling", on),
        _in_force("undisputed_answer_months", on, law),
        _in_force("undisputed_commercial_route", on, law),
    )


def _injunction(case: _Case) -> tuple[str, ...]:
    return _missing(
        *_ordinary(case.facts),
        ("not_liquid", case.facts.liquid),
        ("no_contract_or_statute", case.facts.contractual),
        ("disputed", not case.facts.disputed),
        ("debtor_not_in_france", case.facts.place == Place.FRANCE),
    )


def _interim(case: _Case) -> tuple[str, ...]:
    return _missing(*_ordinary(case.facts), ("seriously_disputed", not case.facts.seriously))


def _merits(case: _Case) -> tuple[str, ...]:
    return _missing(*_ordinary(case.facts))


def _small_claims(case: _Case) -> tuple[str, ...]:
    return _missing(
        *_ordinary(case.facts),
        ("above_ceiling", case.facts.principal + case.facts.interest <= case.small),
        ("disputed", not case.facts.disputed),
        ("debtor_not_in_france", case.facts.place == Place.FRANCE),
        (
            "invoiced_between_merchants",
            not (case.carved and case.facts.merchants and case.facts.invoiced),
        ),
    )


def _undisputed(case: _Case) -> tuple[str, ...]:
    return _missing(
        *_ordinary(case.facts),
        ("decree_pending", case.usable),
        ("not_liquid", case.facts.liquid),
        ("disputed", not case.facts.disputed),
        ("not_invoiced_between_merchants", case.facts.merchants and case.facts.invoiced),
        ("debtor_not_in_france", case.facts.place == Place.FRANCE),
    )


def _european_order(case: _Case) -> tuple[str, ...]:
    return _missing(
        *_ordinary(case.facts),
        ("not_liquid", case.facts.liquid),
        ("disputed", not case.facts.disputed),
        ("debtor_not_in_another_member_state", case.facts.place == Place.EUROPE),
    )


def _european_small(case: _Case) -> tuple[str, ...]:
    return _missing(
        *_ordinary(case.facts),
        ("above_ceiling", case.facts.principal <= case.european),
        ("debtor_not_in_another_member_state", case.facts.place == Place.EUROPE),
    )


def _prefect(case: _Case) -> tuple[str, ...]:
    return _missing(
        ("not_due", case.facts.due),
        ("not_liquid", case.facts.liquid),
        ("not_a_local_authority", case.facts.public and case.facts.local),
        ("seriously_disputed", not case.facts.seriously),
    )


def _administrative(case: _Case) -> tuple[str, ...]:
    return _missing(
        ("not_due", case.facts.due),
        ("private_debtor", case.facts.public),
        ("seriously_disputed", not case.facts.seriously),
    )


def _declaration(case: _Case) -> tuple[str, ...]:
    return _missing(("no_proceedings", case.facts.insolvent))


def _enforcement(case: _Case) -> tuple[str, ...]:
    return _missing(
        ("no_title", case.facts.title),
        ("proceedings_open", not case.facts.insolvent),
        ("public_debtor", not case.facts.public),
    )


_CONDITIONS: Mapping[Route, Callable[[_Case], tuple[str, ...]]] = {
    Route.DECLARATION: _declaration,
    Route.ENFORCEMENT: _enforcement,
    Route.PREFECT_ORDER: _prefect,
    Route.ADMINISTRATIVE_INTERIM: _administrative,
    Route.UNDISPUTED: _undisputed,
    Route.INJUNCTION: _injunction,
    Route.SMALL_CLAIMS: _small_claims,
    Route.EUROPEAN_ORDER: _european_order,
    Route.EUROPEAN_SMALL_CLAIMS: _european_small,
    Route.INTERIM: _interim,
    Route.MERITS: _merits,
}
_PROOF = {Route.UNDISPUTED: Confidence.PROBABLE, Route.SMALL_CLAIMS: Confidence.PROBABLE}


def assess(facts: Facts, on: date, law: LawBook) -> tuple[Assessment, ...]:
    """Check every route, in the order of preference: what law imposes, then cheap, then slow."""
    case = _case(facts, on, law)
    return tuple(
        Assessment(route, conditions(case), _PROOF.get(route, Confidence.CERTAIN))
        for route, conditions in _CONDITIONS.items()
    )


def open_routes(facts: Facts, on: date, law: LawBook) -> tuple[Route, ...]:
    """Return the routes whose every condition is met, best first."""
    return tuple(found.route for found in assess(facts, on, law) if found.open)
