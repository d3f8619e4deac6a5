"""What the items of a customer say of it: since when it buys, its terms, how it pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from simulator.domain.dates import end_of_month
from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents
from simulator.exchange.ledgers import kinds
from simulator.exchange.ledgers.kinds import ItemKind
from simulator.exchange.ledgers.lines import Entry

USUAL = "30j"
_NEAR = 3
"""Days: a due day that falls on a week-end is often moved."""
_RECENT = 60
"""Items of a customer, the last of the file, from which its terms are read."""
_RULES: dict[str, Callable[[date], date]] = {
    "comptant": lambda day: day,
    "30j": lambda day: day + timedelta(days=30),
    "30j_fdm": lambda day: end_of_month(day + timedelta(days=30)),
    "45j_fdm": lambda day: end_of_month(day + timedelta(days=45)),
    "60j": lambda day: day + timedelta(days=60),
}
_MEANS = {Means.DIRECT_DEBIT: "prelevement", Means.BILL: "lcr", Means.CHEQUE: "cheque"}


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of one customer; ``name`` is the real one."""

    key: str
    name: str
    since: date
    terms: str
    means: str
    limit: Cents | None
    public: bool


def habits(entries: Iterable[Entry], keys: Sequence[str]) -> tuple[Habits, ...]:
    """Return what the items say of each customer, in the order of the keys."""
    items: dict[str, list[Entry]] = {key: [] for key in keys}
    for entry in entries:
        items[entry.customer].append(entry)
    return tuple(_one(key, items[key]) for key in keys)


def _one(key: str, items: Sequence[Entry]) -> Habits:
    name = Counter(item.name for item in items).most_common(1)[0][0]
    means = Counter(item.means for item in items if item.means is not None).most_common(1)
    return Habits(
        key=key,
        name=name,
        since=min(item.issued for item in items),
        terms=terms([(i.issued, i.due) for i in items[-_RECENT:] if i.kind is ItemKind.INVOICE]),
        means=_MEANS.get(means[0][0], "virement") if means else "virement",
        limit=max((item.limit for item in items if item.limit is not None), default=None),
        public=kinds.is_public(name),
    )


def terms(days: Sequence[tuple[date, date]]) -> str:
    """Return the terms that explain most due days, exactly if possible, else within three days."""
    for slack in (0, _NEAR):
        votes = Counter(
            name
            for issued, due in days
            for name, rule in _RULES.items()
            if abs((due - rule(issued)).days) <= slack
        )
        best = max(votes, key=lambda name: votes[name], default=None)
        if best is not None and 2 * votes[best] >= len(days):
            return best
    return USUAL
