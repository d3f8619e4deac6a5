"""The chart of accounts as dated data: an account exists between two days (ANC 2022-06)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from simulator.domain.accounting.entries import Entry
from simulator.domain.refusals import Refusal, UnknownChoice


@dataclass(eq=False)
class ClosedAccount(Refusal):
    """An account that does not exist on that day; ``replaced_by`` may be empty."""

    account: str
    on: date
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account: its number, its French label, and the days between which it exists."""

    number: str
    label: str
    start: date | None = None
    end: date | None = None
    replaced_by: str = ""

    def exists(self, on: date) -> bool:
        """Say whether the account may be used on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Chart:
    """The accounts by number."""

    accounts: Mapping[str, Account]

    def use(self, number: str, on: date) -> Account:
        """Return an account open on a day.

        ``UnknownChoice`` for a number that is not in the chart, ``ClosedAccount`` for one that is
        not open then (671, 6714, 7714… since the years opened in 2025).
        """
        if number not in self.accounts:
            raise UnknownChoice("account", number, tuple(self.accounts))
        account = self.accounts[number]
        if not account.exists(on):
            raise ClosedAccount(number, on, account.replaced_by)
        return account

    def check(self, entries: Sequence[Entry]) -> None:
        """Refuse the first line that uses an unknown or a closed account."""
        for entry in entries:
            for line in entry.lines:
                self.use(line.account, entry.on)
