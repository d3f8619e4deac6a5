"""Calculators of due dates."""

from __future__ import annotations

import re

from simulator.domain.collection import (
    ceilings,
    legality,
    terms,
)
from simulator.domain.refusals import MissingRate, UnknownChoice
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    choice,
    day,
    text,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.collection_common import K

TERM = re.compile(
    r"(?P<days>\d{1,3}) ?(?:j(?:ours?)?)?(?: (?:nets?|calendaires))?"
    r"(?: (?:date d[’'](?:émission|emission|facture)|date de facture|à compter de la facture))?"
    r"(?P<end> (?:fin de mois|fdm))?(?: le (?P<day>\d{1,2}))?"
)


def read_term(words: str, month_end: terms.MonthEnd) -> terms.Term | None:
    """Read a clause: ``45 jours fin de mois``, ``60 jours``, ``30j_fdm``, ``comptant``, nothing."""
    shown = " ".join(words.replace("\u202f", " ").replace("_", " ").lower().split())
    if not shown:
        return None
    if shown == "comptant":
        return terms.Term(0)
    found = TERM.fullmatch(shown)
    if found is None:
        raise UnknownChoice("term", words, terms.CODES)
    counted = month_end if found["end"] else terms.MonthEnd.NONE
    return terms.Term(int(found["days"]), counted, int(found["day"] or 0))


def month_end_of(v: Values) -> terms.MonthEnd:
    """Return how « fin de mois » is counted."""
    return terms.MonthEnd(v.text("month_end"))


def _due(v: Values) -> Raw | NotComputable:
    term = read_term(v.text("term"), month_end_of(v))
    if term is None:
        received = v.date_or_none("received")
        if received is None:
            # Thirty days from the invoice would be the very mistake that courses warn of.
            return NotComputable("receipt_unknown")
        sale = ceilings.Sale(v.date("invoice_date"), received)
        found = ceilings.default_due_date(sale, v.law)
        shown = f"{found.start} + {found.term.days} d"
        step = Step("due", shown, found.last_day, Unit.DATE)
        values = {"due_date": found.last_day, "days": (found.last_day - found.start).days}
        return Raw(values, (step,), ("default_term",), found.rate.confidence, (found.rate.source,))
    due = terms.due_date(term, v.date("invoice_date"))
    values = {"due_date": due.last_day, "days": due.days}
    steps = due.steps
    if term.month_end is not terms.MonthEnd.NONE:
        first, second = terms.both_counts(term.days, v.date("invoice_date"))
        values |= {
            "method_A": first.last_day,
            "method_A_days": first.days,
            "method_B": second.last_day,
            "method_B_days": second.days,
        }
        steps = (*_counted("method_A", first), *_counted("method_B", second))
    return Raw(values, steps, _over_ceiling(term, v))


def _counted(name: str, due: terms.Due) -> tuple[Step, ...]:
    """Write one way of counting « fin de mois » on one line."""
    shown = " ; ".join(step.formula for step in due.steps)
    return (Step(name, shown, due.last_day, Unit.DATE),)


def _over_ceiling(term: terms.Term, v: Values) -> tuple[str, ...]:
    """Warn of a term that no general contract may set; the due date stays what the clause says."""
    issued = v.date("invoice_date")
    try:
        found = legality.check_term(ceilings.Sale(issued, issued), term, v.law)
    except MissingRate:  # an invoice older than the ceilings
        return ()
    lawful = isinstance(found, NotComputable) or found.lawful
    return () if lawful else ("term_over_ceiling",)


MONTH_END = choice(
    "month_end", ("days_then_month_end", "month_end_then_days"), "days_then_month_end"
)


CALCULATORS = (
    Calculator(
        "due-date",
        K,
        _due,
        (
            day("invoice_date"),
            text("term", "agreed_term clause", ""),
            MONTH_END,
            day("received", "receipt_of_goods", ""),
        ),
        (
            "due_date:date",
            "days:days",
            "method_A:date",
            "method_A_days:days",
            "method_B:date",
            "method_B_days:days",
        ),
        golden=("due_date_45fdm", "due_date_60", "due_date_default"),
    ),
)
