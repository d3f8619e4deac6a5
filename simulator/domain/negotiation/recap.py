"""The mail that confirms the call, graded on content: amount, days, means, references, tone."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.ledger.columns import Means
from simulator.domain.negotiation import extraction
from simulator.domain.negotiation.engagement import Engagement
from simulator.domain.negotiation.facts import Facts
from simulator.domain.negotiation.hearing import hear
from simulator.domain.negotiation.intents import Intent
from simulator.domain.negotiation.normalise import plain, sentences

_RUDE = frozenset(
    {Intent.BLAME, Intent.INSULT, Intent.ILLEGAL_THREAT, Intent.FALSE_IDENTITY, Intent.THIRD_PARTY}
)
_POLITE = ("cordialement", "salutations", "bien a vous", "merci", "sincerement")
_LONGEST = 3000
_PIECE = 500


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the mail must have, and its weight out of 100."""

    code: str
    present: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Recap:
    """A mail graded."""

    items: tuple[Item, ...]

    @property
    def score(self) -> int:
        """Return the mark out of 100."""
        return sum(item.weight for item in self.items if item.present)


def graded(text: str, obtained: Engagement, facts: Facts) -> Recap:
    """Grade a confirmation mail against what was obtained; letters beyond 3 000 are not read.

    The amount is that of the engagement or of its first instalment, to the cent; every instalment's
    day must be there, at least one day for a single payment.
    """
    pieces = [line for line in text[:_LONGEST].splitlines() if line.strip()]
    pieces = [line[at : at + _PIECE] for line in pieces for at in range(0, len(line), _PIECE)]
    cut = [one for piece in pieces for one in sentences(piece)]
    sums = {piece.value for one in cut for piece in extraction.amounts(one, facts.overdue)}
    days = {piece.value for one in cut for piece in extraction.days(one, facts.on)}
    means = {piece.value for one in cut for piece in extraction.means(one)}
    said = frozenset[Intent]().union(*(hear(piece, facts.on).intents for piece in pieces))
    low = plain(text)
    wished = set(Means) if obtained.means is None else {obtained.means}
    wanted = {one.due for one in obtained.instalments}
    first = obtained.instalments[0].amount
    named = obtained.signatory or facts.manager
    return Recap(
        (
            Item("amount", bool(sums & {first, obtained.amount}), 22),
            Item("dates", wanted <= days, 22),
            Item("means", bool(means & wished), 10),
            Item("reference", str(facts.oldest) in low or Intent.REFERENCE in said, 12),
            Item("signatory", plain(named).split()[-1] in low, 8),
            Item("greeting", Intent.GREETING in said or low.startswith(("madame", "monsieur")), 6),
            Item("polite", any(word in low for word in _POLITE), 6),
            Item("tone", not said & _RUDE, 14),
        )
    )
