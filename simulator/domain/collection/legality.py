"""Is a term of payment lawful, by which article, and what does the breach cost?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.domain.collection.ceilings import (
    Ceiling,
    Sale,
    ceilings,
    default_due_date,
)
from simulator.domain.collection.shown import day
from simulator.domain.collection.terms import MonthEnd, Term, due_date, longest
from simulator.domain.money import Cents
from simulator.domain.rates import LawBook
from simulator.domain.results import Confidence, NotComputable, Step, Unit, weakest


@dataclass(frozen=True, slots=True)
class Fine:
    """The most an administrative fine can be, for a natural and for a legal person."""

    person: Cents
    company: Cents
    person_repeat: Cents
    company_repeat: Cents
    repeat_months: int
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the law says of a term on one invoice.

    ``due`` is the date the contract gives (or the default of the law); ``latest`` the last lawful
    day. ``breaches`` are codes: ``after_ceiling`` (this invoice goes too far), ``clause_too_long``
    (the clause can go too far), ``month_end_closed`` (no end of month for this kind of sale).
    """

    due: date
    latest: date
    lawful: bool
    breaches: tuple[str, ...]
    ceiling: Ceiling
    ceilings: tuple[Ceiling, ...]
    fine: Fine | None
    confidence: Confidence
    steps: tuple[Step, ...]


def terms_fine(on: date, law: LawBook) -> Fine:
    """Return the fine for a term too long (C. com. L441-16), doubled on repeat."""
    return _fine("fine_terms", on, law)


def invoice_fine(on: date, law: LawBook) -> Fine:
    """Return the fine for the content of an invoice (C. com. L441-9, II)."""
    return _fine("fine_invoice", on, law)


def _fine(table: str, on: date, law: LawBook) -> Fine:
    person, company = law.amount(f"{table}_person", on), law.amount(f"{table}_company", on)
    multiple = law.count("fine_repeat_multiple", on)
    return Fine(
        person,
        company,
        Cents(person * multiple),
        Cents(company * multiple),
        law.count("fine_repeat_months", on),
        law.on(f"{table}_person", on).source,
    )


def check_term(sale: Sale, agreed: Term | None, law: LawBook) -> Verdict | NotComputable:
    """Check the term agreed for a sale (``None``: nothing was agreed) against its ceilings.

    The term is counted from the issue of the invoice, as clauses do. A clause is judged on the
    longest it can give, so that « 60 jours fin de mois » is unlawful on every invoice.
    """
    limits = ceilings(sale, law)
    if isinstance(limits, NotComputable):
        return limits
    if agreed is None:
        default = default_due_date(sale, law)
        return _verdict(sale, default.last_day, default, limits=limits, breaches=(), law=law)
    own = _same_count(agreed, limits)
    due = due_date(agreed, sale.invoice_start).last_day
    found = _breaches(agreed, due, own, limits[0])
    return _verdict(sale, due, own, limits=limits, breaches=found, law=law)


def _same_count(agreed: Term, limits: tuple[Ceiling, ...]) -> Ceiling:
    """Return the ceiling counted in the way of the clause, else the one in net days."""
    same = (limit for limit in limits if limit.term.month_end == agreed.month_end)
    return next(same, limits[0])


def _breaches(agreed: Term, due: date, own: Ceiling, net: Ceiling) -> tuple[str, ...]:
    by_month = agreed.month_end != MonthEnd.NONE
    open_month = by_month and own.term.month_end == agreed.month_end
    if open_month and agreed.days <= own.term.days and not agreed.then_day:
        return ()
    found = []
    if due > net.last_day:
        found.append("after_ceiling")
    if net.from_invoice and longest(agreed) > net.term.days:
        found.append("clause_too_long")
    if found and by_month and not open_month:
        found.append("month_end_closed")
    return tuple(found)


def _verdict(
    sale: Sale,
    due: date,
    own: Ceiling,
    *,
    limits: tuple[Ceiling, ...],
    breaches: tuple[str, ...],
    law: LawBook,
) -> Verdict:
    rows = limits if own in limits else (own, *limits)
    steps = (
        Step("due", f"{day(own.start)} → {day(due)}", due, Unit.DATE),
        *(
            Step(f"ceiling_{c.rule}", f"{day(c.start)} → {day(c.last_day)}", c.last_day, Unit.DATE)
            for c in rows
        ),
    )
    return Verdict(
        due,
        own.last_day,
        not breaches,
        breaches,
        own,
        limits,
        terms_fine(sale.issued, law) if breaches else None,
        weakest(*(ceiling.rate.confidence for ceiling in rows)),
        steps,
    )
