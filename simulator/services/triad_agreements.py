"""The agreement of a role-play as its collector types it, read into what a ledger can hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from simulator.domain.ledger.columns import Means
from simulator.domain.measures import MEASURES
from simulator.domain.money import Cents, round_half_up
from simulator.domain.negotiation.engagement import Draft
from simulator.domain.negotiation.facts import Facts
from simulator.domain.reading import Unreadable, read, read_date
from simulator.domain.refusals import Refusal

LONGEST_WAIT = timedelta(days=366)
MOST_INSTALMENTS = 12


@dataclass(eq=False)
class AgreementUnclear(Refusal):
    """An agreement that no ledger can hold; ``part`` is ``amount``, ``day`` or ``instalments``."""

    part: str
    most: int = 0
    """The largest amount that is open, in cents."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An agreement as typed: nothing at all when there was none."""

    amount: str = ""
    day: str = ""
    means: str = ""
    instalments: str = ""
    signatory: bool = False
    written: bool = False


def read_draft(typed: Typed, facts: Facts) -> Draft | None:
    """Return what was typed as the parts of an agreement; ``None`` when no amount and no day is.

    Raises ``AgreementUnclear`` for what is beyond the open balance, in the past or unreadable.
    """
    if not typed.amount and not typed.day:
        return None
    means = {str(one.value): one for one in Means}.get(typed.means)
    return Draft(
        _amount(typed.amount, facts),
        _day(typed.day, facts.on),
        means,
        typed.signatory,
        typed.written,
        _count(typed.instalments),
    )


def _amount(text: str, facts: Facts) -> Cents | None:
    if not text:
        return None
    try:
        seen = read(text, MEASURES["euro"])
        found = 0 if seen.foreign else int(round_half_up(seen.value))
    except Unreadable:
        found = 0
    if not 0 < found <= facts.open:
        raise AgreementUnclear("amount", facts.open)
    return Cents(found)


def _day(text: str, on: date) -> date | None:
    if not text:
        return None
    try:
        found = read_date(text)
    except Unreadable as unread:
        raise AgreementUnclear("day") from unread
    if not on <= found <= on + LONGEST_WAIT:
        raise AgreementUnclear("day")
    return found


def _count(text: str) -> int:
    if not text:
        return 0
    if not text.isdecimal() or int(text) > MOST_INSTALMENTS:
        raise AgreementUnclear("instalments")
    return int(text)
