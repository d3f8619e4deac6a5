"""What was written to customers during a year: the list, and one letter with its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from simulator.domain.dates import from_day, to_day
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.columns import Kind
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Portfolio, Supplier
from simulator.domain.refusals import NotFound
from simulator.domain.year import books, story
from simulator.domain.year.behaviour import LEVERS
from simulator.domain.year.policy import Policy, Scenario
from simulator.domain.year.standing import apply
from simulator.domain.year.state import State
from simulator.domain.year.story import Event

WRITTEN = ("pre_due", "email", "sms", "portal", "letter", "registered")
_USUAL = {
    "pre_due": "pre_due",
    "email": "friendly",
    "sms": "friendly",
    "portal": "pre_due",
    "letter": "firm",
    "registered": "formal_notice",
}
"""What is written when no step of the scenario says it: a contact decided by hand."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message sent: ``number`` is its place in the story of the year."""

    number: int
    on: date
    customer: Customer
    lever: str
    template: str
    amount: Cents


@dataclass(frozen=True, slots=True)
class Item:
    """One invoice of a letter: number, dates, what is left to pay including VAT."""

    number: int
    issued: date
    due: date
    left: Cents


@dataclass(frozen=True, slots=True)
class Written:
    """One letter whole: who writes, to whom, about which invoices."""

    letter: Letter
    supplier: Supplier
    items: tuple[Item, ...]
    total: Cents
    oldest: date | None


class Steps:
    """Which text a contact carried: that of the step of the policy of its day."""

    def __init__(self, state: State, script: Sequence[tuple[int, int]]) -> None:
        self.state = state
        self.ends = np.cumsum([days for _, days in script])
        self.revisions = [number for number, _ in script]
        self.known: dict[int, list[Scenario]] = {}

    def template(self, event: Event, policies: Mapping[int, Policy]) -> str:
        """Return the code of the text of a contact."""
        calendar = self.state.world.calendar.days
        row = int(np.searchsorted(calendar, to_day(event.on)))
        place = int(np.searchsorted(self.ends, row, side="right"))
        number = self.revisions[min(place, len(self.revisions) - 1)]
        if number not in self.known:
            standing = apply(self.state.world, policies[number])
            self.known[number] = [standing.scenarios[rank] for rank in standing.scenario.tolist()]
        late = to_day(event.on) - int(self.state.due[event.slot])
        steps = [
            step
            for step in self.known[number][event.customer].steps
            if LEVERS[step.lever] == event.cause and step.offset <= late
        ]
        return steps[-1].template if steps else _USUAL[event.cause]


def letters(
    portfolio: Portfolio,
    state: State,
    script: Sequence[tuple[int, int]],
    policies: Mapping[int, Policy],
    customer: int | None = None,
) -> tuple[Letter, ...]:
    """Return what was written since the start, the newest first."""
    steps = Steps(state, script)
    found = [
        Letter(
            number,
            event.on,
            portfolio.customers[event.customer],
            event.cause,
            steps.template(event, policies),
            event.amount,
        )
        for number, event in enumerate(story.story(state))
        if event.kind == "contact"
        and event.cause in WRITTEN
        and (customer is None or event.customer == customer)
    ]
    return tuple(reversed(found))


def written(portfolio: Portfolio, state: State, found: Sequence[Letter], number: int) -> Written:
    """Return one letter with its invoices; ``NotFound`` when there is none of this number."""
    letter = next((each for each in found if each.number == number), None)
    if letter is None:
        raise NotFound("letter")
    items = _items(state, letter)
    total = Cents(sum(item.left for item in items))
    oldest = min((item.due for item in items), default=None)
    return Written(letter, portfolio.supplier, items, total, oldest)


_AHEAD = 15
"""Days before its due date from which an invoice is in a message of service."""


def _items(state: State, letter: Letter) -> tuple[Item, ...]:
    """Return the invoices overdue on the day, or about to fall due for a message of service."""
    ledger, day = books.ledger(state), to_day(letter.on)
    documents = ledger.documents
    mine = (documents.customer == letter.customer.id) & (documents.kind == Kind.INVOICE)
    # What was paid that very day was still open when the message left.
    left = open_at(ledger, day - 1)
    until = day + _AHEAD if letter.template == "pre_due" else day
    rows = np.flatnonzero(mine & (left > 0) & (documents.due < until) & (documents.issued < day))
    made = [
        Item(
            int(documents.number[row]),
            from_day(documents.issued[row]),
            from_day(documents.due[row]),
            Cents(int(left[row])),
        )
        for row in rows.tolist()
    ]
    return tuple(sorted(made, key=lambda item: (item.due, item.number)))
