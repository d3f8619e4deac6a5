"""The call of a group: the collector's own debtor, chosen for the script, and who sees what of it.

A case is frozen when the groups are made, so that both sides of the table read the same figures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from simulator.domain.collection.clauses import BY_LAW, annual_rate
from simulator.domain.collection.letters import account_of
from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.exercises.context import context
from simulator.domain.exercises.formula import parse
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.columns import Cause
from simulator.domain.luck import Luck
from simulator.domain.money import Cents
from simulator.domain.negotiation import condition, storage
from simulator.domain.negotiation.casting import Cast, cast
from simulator.domain.negotiation.facts import Facts, facts_of, filled
from simulator.domain.negotiation.script import Option, Script, Worth
from simulator.domain.negotiation.talk import Talk, begin
from simulator.domain.portfolio import Portfolio
from simulator.domain.rates import LawBook
from simulator.domain.refusals import MissingRate, NotFound, Refusal
from simulator.services import catalogue, portfolios
from simulator.services.portfolios import Document
from simulator.services.trainees import Trainee

_PROMISES = 6


@dataclass(eq=False)
class NobodyToCall(Refusal):
    """No customer of somebody's portfolio is overdue: there is no call to make."""

    name: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What everybody at the table knows: the title of the call and who is called."""

    title: str
    customer: str
    supplier: str
    manager: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """An open dispute on an invoice."""

    number: int
    opened: date
    amount: Cents
    cause: Cause


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of the past; ``kept`` is ``None`` while its day has not come."""

    number: int
    made: date
    due: date
    amount: Cents
    kept: bool | None


@dataclass(frozen=True, slots=True)
class File:
    """What the collector has before calling: brief, figures, open documents, what was said."""

    brief: str
    contact: str
    facts: Facts
    documents: tuple[Document, ...]
    disputes: tuple[Dispute, ...]
    promises: tuple[Promise, ...]
    interest: Cents | None
    """Penalties of what is claimed, half-year by half-year; ``None`` without a rate."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line and why it is worth what it is worth."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The customer's secret: what is true, what can be paid, what to object, what convinces."""

    secret: str
    cause: str
    temper: str
    faith: int
    cash: Cents
    overdue: Cents
    broken: int
    opening: str
    objections: tuple[str, ...]
    convincing: tuple[Said, ...]
    hurting: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a good preparation of this call says, for the debrief."""

    stake: str
    objective: str
    fallback: str
    walk_away: str


def script(script_id: str) -> Script:
    """Return a script; ``NotFound`` when there is none of this name."""
    found = catalogue.content().negotiations.get(script_id)
    if found is None:
        raise NotFound("script")
    return found


def made(
    session: Session,
    chosen: Script,
    collector: Trainee,
    round_id: int,
    before: Collection[int],
    now: datetime,
) -> dict[str, Any]:
    """Return a call as data: a debtor of the collector that suits the script.

    ``before`` are the customers that this person has called already, taken again only for want of
    another. When nobody suits, the largest overdue does. Raises ``NobodyToCall``.
    """
    portfolio = portfolios.of_trainee(session, collector.id, now)
    customer = _customer(portfolio, chosen, round_id, before)
    if customer is None:
        raise NobodyToCall(collector.name)
    rate = _rate(catalogue.content().law, portfolio.as_of)
    facts = facts_of(portfolio, customer, portfolio.as_of, collector.name, rate)
    who = cast(chosen, facts, portfolio.hidden[customer], portfolio.seed, take=round_id)
    return storage.to_data(begin(chosen, facts, who))


def talk(case: Mapping[str, Any]) -> Talk:
    """Return a call from its data; ``OtherScript`` when its author changed the script since."""
    return storage.from_data(script(str(case["script"])), case)


def customer_of(case: Mapping[str, Any]) -> int:
    """Return the row of the customer in the collector's portfolio."""
    return int(case["facts"]["customer"])


def situation(call: Talk) -> Situation:
    """Return what everybody knows."""
    facts = call.facts
    return Situation(
        call.script.title, facts.name, facts.supplier, facts.manager, call.script.minutes
    )


def file(session: Session, call: Talk, collector_id: int, now: datetime) -> File:
    """Return the collector's file, from the collector's own portfolio."""
    portfolio = portfolios.of_trainee(session, collector_id, now)
    facts = call.facts
    documents = portfolios.documents_of(portfolio, facts.customer)
    account = account_of(portfolio, facts.customer, catalogue.content().law)
    return File(
        brief=filled(call.script.brief, facts),
        contact=filled(call.script.contact, facts),
        facts=facts,
        documents=tuple(one for one in documents if one.left),
        disputes=_disputes(portfolio, facts.customer),
        promises=_promises(portfolio, facts.customer),
        interest=None if account.missing else account.interest,
    )


def brief(call: Talk) -> Brief:
    """Return the secret brief of the customer, with lines to say and lines to recognise."""
    who: Cast = call.cast
    cause = next(one.text for one in call.script.casting.causes if one.id == who.cause)
    return Brief(
        secret=filled(call.script.secret, call.facts),
        cause=filled(cause, call.facts),
        temper=who.temper,
        faith=who.faith,
        cash=who.cash,
        overdue=call.facts.overdue,
        broken=call.facts.broken,
        opening=call.opening,
        objections=_objections(call),
        convincing=_lines(call, {Worth.EXCELLENT}),
        hurting=_lines(call, {Worth.BAD}),
    )


def prepared(call: Talk) -> Prepared:
    """Return what a good preparation says."""
    sheet, facts = call.script.sheet, call.facts
    return Prepared(
        filled(sheet.stake, facts),
        filled(sheet.objective, facts),
        filled(sheet.fallback, facts),
        filled(sheet.walk_away, facts),
    )


def _rate(law: LawBook, on: date) -> Decimal | None:
    try:
        return annual_rate(BY_LAW, on, law).value
    except MissingRate:
        return None


def _customer(
    portfolio: Portfolio, chosen: Script, round_id: int, before: Collection[int]
) -> int | None:
    day = to_day(portfolio.as_of)
    documents = portfolio.ledger.documents
    late = np.where(documents.due < day, np.maximum(open_at(portfolio.ledger, day), 0), 0)
    overdue = np.zeros(len(portfolio.customers), dtype=np.int64)
    np.add.at(overdue, documents.customer, late)
    callable_ = [int(one) for one in np.argsort(-overdue, kind="stable") if overdue[one] > 0]
    if not callable_:
        return None
    world = catalogue.world(portfolio)
    where = parse(chosen.where)
    order = Luck(portfolio.seed).order(len(callable_), f"triads:{chosen.id}", round_id)
    drawn = [callable_[place] for place in order]
    fit = [
        one
        for one in sorted(drawn, key=lambda one: one in before)
        if where.holds(context(world, portfolio.customers[one], ()).figures)
    ]
    return fit[0] if fit else callable_[0]


def _objections(call: Talk) -> tuple[str, ...]:
    """Return the lines of the moments that object, as this person would say them."""
    known = call.known()
    found = []
    for node in call.script.nodes.values():
        if not node.objections:
            continue
        fit = [one for one in node.says if one.when and condition.holds(one.when, known)]
        fit = fit or [one for one in node.says if not one.when]
        found += [filled(one.text, call.facts) for one in fit[:1]]
    return tuple(dict.fromkeys(found))


def _lines(call: Talk, worth: Collection[Worth]) -> tuple[Said, ...]:
    options: list[Option] = [
        one for node in call.script.nodes.values() for one in node.options if one.worth in worth
    ]
    return tuple(Said(call.wording(one), filled(one.why, call.facts)) for one in options)


def _disputes(portfolio: Portfolio, customer: int) -> tuple[Dispute, ...]:
    ledger, day = portfolio.ledger, to_day(portfolio.as_of)
    disputes, documents = ledger.disputes, ledger.documents
    mine = documents.customer[disputes.document] == customer
    live = mine & (disputes.opened <= day) & (disputes.closed > day)
    return tuple(
        Dispute(
            int(documents.number[disputes.document[row]]),
            from_day(disputes.opened[row]),
            Cents(int(disputes.amount[row])),
            Cause(int(disputes.cause[row])),
        )
        for row in np.flatnonzero(live)
    )


def _promises(portfolio: Portfolio, customer: int) -> tuple[Promise, ...]:
    """Return the last promises, the newest first; one is kept when its invoice was then paid."""
    ledger, day = portfolio.ledger, to_day(portfolio.as_of)
    promises, documents, payments = ledger.promises, ledger.documents, ledger.payments
    known = (documents.customer[promises.document] == customer) & (promises.made <= day)
    rows = sorted(np.flatnonzero(known), key=lambda row: -int(promises.made[row]))[:_PROMISES]
    settled = np.full(len(documents), NEVER, dtype=np.int64)
    closed = open_at(ledger, day) == 0
    last = np.full(len(documents), -1, dtype=np.int64)
    np.maximum.at(last, payments.document, np.where(payments.paid <= day, payments.paid, -1))
    settled[closed] = last[closed]
    found = []
    for row in rows:
        document, due = int(promises.document[row]), int(promises.due[row])
        kept = bool(settled[document] <= due) if due < day or closed[document] else None
        found.append(
            Promise(
                int(documents.number[document]),
                from_day(promises.made[row]),
                from_day(due),
                Cents(int(promises.amount[row])),
                kept,
            )
        )
    return tuple(found)
