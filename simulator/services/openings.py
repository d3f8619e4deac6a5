"""Opening an account: a recent customer of one's own portfolio, studied as on the first day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.domain.credit.opening import CODES, Opening, Verdict, Way, opening
from simulator.domain.dates import add_months, end_of_month, to_day
from simulator.domain.ledger.balances import open_at
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Portfolio
from simulator.domain.refusals import NotFound, UnknownChoice

CANDIDATES = 5
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one check, beside what the file says."""

    given: Verdict
    right: bool


@dataclass(frozen=True, slots=True)
class Study:
    """A file under study; ``answers`` is empty until all is answered."""

    customer: Customer
    opening: Opening
    answers: Mapping[str, Answer]
    way: Way | None

    @property
    def score(self) -> int:
        """Return how many checks were read right, the way included."""
        return sum(one.right for one in self.answers.values()) + (self.way is self.opening.way)


def candidates(portfolio: Portfolio) -> tuple[Customer, ...]:
    """Return the customers that came last: their files are studied as if they asked today."""
    known = sorted(portfolio.customers, key=lambda one: (one.since, one.id), reverse=True)
    return tuple(known[:CANDIDATES])


def study(portfolio: Portfolio, number: int, said: Mapping[str, str]) -> Study:
    """Return a file and what was said of it: by check a verdict, and under ``way`` the way.

    Raises ``NotFound`` for a customer who is not there, ``UnknownChoice`` for another word.
    """
    if not 0 <= number < len(portfolio.customers):
        raise NotFound("customer")
    customer = portfolio.customers[number]
    found = opening(customer, portfolio.as_of, _need(portfolio, number))
    given = {name: said[name] for name in (*CODES, "way") if said.get(name)}
    if len(given) <= len(CODES):
        return Study(customer, found, {}, None)
    answers = {
        check.code: Answer(verdict, verdict is check.verdict)
        for check in found.checks
        for verdict in [_verdict(check.code, given[check.code])]
    }
    return Study(customer, found, answers, _way(given["way"]))


def _verdict(name: str, word: str) -> Verdict:
    if word not in tuple(Verdict):
        raise UnknownChoice(name, word, tuple(Verdict))
    return Verdict(word)


def _way(word: str) -> Way:
    if word not in tuple(Way):
        raise UnknownChoice("way", word, tuple(Way))
    return Way(word)


def _need(portfolio: Portfolio, number: int) -> Cents:
    """Return the need to announce: the highest balance at the end of a month of the past year."""
    mine = portfolio.ledger.documents.customer == number
    days = [
        *(end_of_month(add_months(portfolio.as_of, -rank)) for rank in range(1, _MONTHS + 1)),
        portfolio.as_of,
    ]
    return Cents(max(0, *(int(open_at(portfolio.ledger, to_day(on))[mine].sum()) for on in days)))
