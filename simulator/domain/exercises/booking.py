"""Judging a journal entry: any order of lines, cents exact, balance checked, mistakes foreseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from simulator.domain.accounting.entries import Line
from simulator.domain.exercises.question import (
    ONE,
    ZERO,
    Claim,
    Earlier,
    Judgement,
    Part,
    Sample,
    Verdict,
)
from simulator.domain.measures import MEASURES, write
from simulator.domain.money import Cents
from simulator.domain.reading import Unreadable, read

LONGEST_ENTRY = 2000
UNBALANCED, REVERSED = "DESEQUILIBRE", "SENS_INVERSE"
_ACCOUNT = re.compile(r"[1-9][0-9]{1,7}")
_EURO = MEASURES["euro"]
_HALF = Fraction(1, 2)

Sums = Mapping[str, tuple[int, int]]
"""Debits and credits by account, in cents."""


def read_entry(text: str) -> tuple[Line, ...]:
    """Read lines « account ; debit ; credit » (tabs will do); raises ``Unreadable``.

    Reasons: ``too_long``, ``not_a_line``, ``not_an_account``, ``two_sides``, ``no_amount``, and
    those of ``reading.read``.
    """
    if len(text) > LONGEST_ENTRY:
        raise Unreadable(text[:LONGEST_ENTRY], "too_long")
    return tuple(_line(row) for row in text.splitlines() if row.strip())


def _line(row: str) -> Line:
    cells = [cell.strip() for cell in row.replace("\t", ";").split(";")]
    if not 2 <= len(cells) <= 3:
        raise Unreadable(row, "not_a_line")
    account = "".join(cells[0].split())
    if not _ACCOUNT.fullmatch(account):
        raise Unreadable(row, "not_an_account")
    debit, credit = (_amount(row, cell) for cell in (*cells[1:], "")[:2])
    if debit and credit:
        raise Unreadable(row, "two_sides")
    if not debit and not credit:
        raise Unreadable(row, "no_amount")
    return Line(account, debit, credit)


def _amount(row: str, cell: str) -> Cents:
    if not cell:
        return Cents(0)
    reading = read(cell, _EURO)
    if reading.foreign or reading.value < 0 or reading.value.denominator != 1:
        raise Unreadable(row, "not_an_amount")
    return Cents(int(reading.value))


def sums(lines: Iterable[Line], known: Iterable[str]) -> Sums:
    """Add lines by account; a subdivision of a known account is that account."""
    roots = sorted(known, key=len, reverse=True)
    found: dict[str, tuple[int, int]] = {}
    for line in lines:
        account = next((root for root in roots if line.account.startswith(root)), line.account)
        debit, credit = found.get(account, (0, 0))
        found[account] = (debit + line.debit, credit + line.credit)
    return found


def typed(lines: Iterable[Line]) -> str:
    """Write lines as they are typed."""
    return "\n".join(
        f"{line.account} ; {_cell(line.debit)} ; {_cell(line.credit)}" for line in lines
    )


def _cell(amount: Cents) -> str:
    return write(Fraction(amount), _EURO) if amount else ""


def said(lines: Iterable[Line]) -> str:
    """Write lines to be read: debits and credits named."""
    return " · ".join(
        f"{line.account} {'débit' if line.debit else 'crédit'} "
        f"{write(Fraction(line.debit or line.credit), _EURO)}"
        for line in lines
    )


@dataclass(frozen=True, slots=True)
class WrongEntry:
    """A foreseen mistake: the entry of those who make it, what it keeps, what to tell them."""

    code: str
    lines: tuple[Line, ...]
    keeps: Fraction
    feedback: str

    def matches(self, given: tuple[Line, ...]) -> bool:
        """Say whether lines are this entry."""
        known = [line.account for line in self.lines]
        return sums(given, known) == sums(self.lines, known)


@dataclass(frozen=True, slots=True, eq=False)
class JournalJudge:
    """Knows the entry of one part; ``accepts`` are accounts as good as those of the entry."""

    part: Part
    lines: tuple[Line, ...]
    accepts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wrong: tuple[WrongEntry, ...] = ()
    feedback: Mapping[str, str] = field(default_factory=dict)

    @property
    def expected(self) -> str:
        """Return the right entry, to be read."""
        return said(self.lines)

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an entry; what is not lines of accounts and amounts is sent back."""
        try:
            given = read_entry(raw)
        except Unreadable as refusal:
            return Judgement(Verdict.UNREADABLE, ZERO, reason=refusal.reason)
        verdict, code, fraction, text = self._verdict(given)
        return Judgement(verdict, fraction, code, echo=said(given), feedback=text)

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an absence of entry."""
        return Judgement(Verdict.BLANK, ZERO)

    def samples(self) -> tuple[Sample, ...]:
        """Return the right entry, each mistake, one unbalanced, one reversed, one unreadable."""
        found = [Sample(Claim.RIGHT, typed(self.lines), Verdict.RIGHT.value)]
        found += [Sample(Claim.MISTAKE, typed(one.lines), one.code) for one in self.wrong]
        first, *rest = self.lines
        more = Line(
            first.account, *(Cents(x + 100 if x else 0) for x in (first.debit, first.credit))
        )
        for lines, code in (((more, *rest), UNBALANCED), (_swapped(self.lines), REVERSED)):
            if not any(one.matches(lines) for one in self.wrong):
                found.append(Sample(Claim.MISTAKE, typed(lines), code))
        return (*found, Sample(Claim.UNREADABLE, "416 ; client", Verdict.UNREADABLE.value))

    def _sums(self, lines: Iterable[Line]) -> Sums:
        """Add lines by account of the right entry, accounts as good as them put for them."""
        same = {other: account for account, others in self.accepts.items() for other in others}
        own = [line.account for line in self.lines]
        found: dict[str, tuple[int, int]] = {}
        for account, (debit, credit) in sums(lines, [*own, *same]).items():
            before = found.get(same.get(account, account), (0, 0))
            found[same.get(account, account)] = (before[0] + debit, before[1] + credit)
        return found

    def _verdict(self, given: tuple[Line, ...]) -> tuple[Verdict, str, Fraction, str]:
        right, own = self._sums(self.lines), self._sums(given)
        if own == right:
            return Verdict.RIGHT, "", ONE, self.feedback.get("right", "")
        for path in self.wrong:
            if path.matches(given):
                return Verdict.MISTAKE, path.code, path.keeps, path.feedback
        share = self._share(own, right)
        if sum(line.debit - line.credit for line in given):
            return Verdict.MISTAKE, UNBALANCED, share * _HALF, self.feedback.get("unbalanced", "")
        if own == self._sums(_swapped(self.lines)):
            return Verdict.MISTAKE, REVERSED, ZERO, self.feedback.get("reversed", "")
        verdict = Verdict.PARTIAL if share else Verdict.WRONG
        return verdict, "", share, self.feedback.get("entry", "")

    @staticmethod
    def _share(own: Sums, right: Sums) -> Fraction:
        """Return the share of the lines that are right."""
        good = sum(own.get(account) == amounts for account, amounts in right.items())
        return Fraction(good, max(len(own), len(right)))


def _swapped(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(Line(line.account, line.credit, line.debit) for line in lines)
