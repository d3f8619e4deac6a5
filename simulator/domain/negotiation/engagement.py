"""What was obtained: amounts, days, means, who confirms; and how likely it is to hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from simulator.domain import dates
from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents, share_out
from simulator.domain.negotiation.casting import Cast
from simulator.domain.negotiation.facts import Facts
from simulator.domain.negotiation.heard import Heard
from simulator.domain.negotiation.intents import Intent, State
from simulator.domain.negotiation.script import MEANS, Commits

_LONG = 30
_MOST_INSTALMENTS = 36


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been obtained so far in the call; each part may still be missing."""

    amount: Cents | None = None
    day: date | None = None
    means: Means | None = None
    signatory: bool = False
    written: bool = False
    instalments: int = 0

    @property
    def parts(self) -> int:
        """Return how many of amount, day, means and signatory were obtained."""
        return sum((self.amount is not None, self.day is not None, self.means is not None)) + int(
            self.signatory
        )


@dataclass(frozen=True, slots=True)
class Instalment:
    """An amount for a day."""

    amount: Cents
    due: date


@dataclass(frozen=True, slots=True)
class Engagement:
    """A promise or a plan, ready for the ledger; ``quality`` is 0 to 100, as its column.

    ``signatory`` is who confirms, empty when nobody was named; ``vague`` says that a day was
    missing and that a month was assumed.
    """

    instalments: tuple[Instalment, ...]
    means: Means | None
    signatory: str
    written: bool
    vague: bool
    quality: int

    @property
    def amount(self) -> Cents:
        """Return the whole amount."""
        return Cents(sum(one.amount for one in self.instalments))


def drafted(draft: Draft, commits: Commits, facts: Facts, heard: Heard | None) -> Draft:
    """Return the draft after a line that obtains something.

    A chosen line obtains all that its author wrote; a typed one only the parts that were said, with
    the figure and the day that were said.
    """
    said = frozenset(Intent) if heard is None else heard.intents
    if Intent.AMOUNT in said and commits.amount:
        draft = replace(draft, amount=_amount(commits, facts, heard), instalments=0)
    if Intent.DATE in said and commits.date:
        draft = replace(draft, day=(heard and heard.day) or facts.day(commits.date))
    if Intent.MEANS in said and commits.means:
        means = heard.means if heard else None
        draft = replace(draft, means=MEANS[commits.means] if means is None else means)
    if commits.instalments and said & {Intent.PLAN, Intent.AMOUNT}:
        draft = replace(draft, instalments=commits.instalments)
    return replace(
        draft,
        signatory=draft.signatory or (commits.signatory and Intent.SIGNATORY in said),
        written=draft.written or (commits.written and Intent.RECAP in said),
    )


def _amount(commits: Commits, facts: Facts, heard: Heard | None) -> Cents:
    said = [one for one in heard.amounts if 0 < one <= facts.open] if heard else []
    # all may be in dispute: what is asked for is then the whole overdue
    return said[0] if said else facts.amount(commits.amount) or facts.overdue


def engagement(draft: Draft, facts: Facts, who: Cast, state: State) -> Engagement | None:
    """Return what a draft is worth, ``None`` when nothing was promised at all.

    Quality (judgement of November 2026): half is form — amount 12, day 14, means 8, signatory 8,
    written 8 — and half substance — within the real cash 20, good faith 15, trust 8, cause
    understood 7 —, less ten points for each month to wait beyond the first.
    """
    if draft.amount is None and draft.day is None:
        return None
    amount = facts.overdue if draft.amount is None else draft.amount
    day = dates.next_working_day(dates.add_months(facts.on, 1)) if draft.day is None else draft.day
    form = (
        12 * (draft.amount is not None)
        + 14 * (draft.day is not None)
        + 8 * (draft.means is not None)
        + 8 * draft.signatory
        + 8 * draft.written
    )
    able = 20 * min(who.cash, amount) // max(1, amount)
    substance = able + (15 * who.faith + 8 * state.trust + 7 * state.understanding) // 100
    wait = 10 * (max(0, (day - facts.on).days - 1) // _LONG)
    return Engagement(
        instalments=_instalments(amount, day, facts, draft.instalments),
        means=draft.means,
        signatory=facts.manager if draft.signatory else "",
        written=draft.written,
        vague=draft.day is None,
        quality=max(0, min(100, form + substance - wait)),
    )


def _instalments(first: Cents, day: date, facts: Facts, count: int) -> tuple[Instalment, ...]:
    rest = Cents(max(0, facts.overdue - first))
    if not count or not rest:
        return (Instalment(first, day),)
    count = min(count, _MOST_INSTALMENTS)
    parts = share_out(rest, [1] * count)
    days = [dates.next_working_day(dates.add_months(day, rank)) for rank in range(1, count + 1)]
    return (
        Instalment(first, day),
        *(Instalment(part, due) for part, due in zip(parts, days, strict=True)),
    )
