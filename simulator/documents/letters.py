"""Letters to debtors as a page and as a Word document, in French and in English.

One template for each letter: its names between double braces are filled by Jinja in a sandbox,
with the account's figures for a letter, with labels in brackets for a blank one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from simulator.documents.letter_words import HEADS, LABELS, PARTS, STATUSES
from simulator.documents.wording import written_day
from simulator.domain.collection import shown
from simulator.domain.collection.letters import (
    NOTICE_DAYS,
    REPLY_DAYS,
    Account,
    Letter,
    Line,
    Sheet,
    When,
)
from simulator.domain.money import Cents, euros

FRENCH, ENGLISH = "fr", "en"
LANGUAGES = (FRENCH, ENGLISH)
_BLANK_ROWS = 3
Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a letter, written; ``foot`` is empty without a total."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table."""

    text: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A letter ready to be read; the same words as in its Word document."""

    language: str
    title: str
    sender: str
    recipient: tuple[str, ...]
    dated: str
    subject: str
    blocks: tuple[Block, ...]
    signature: tuple[str, ...]


def money(amount: Cents, language: str) -> str:
    """Write cents as euros: ``1 234,56 €``, in English ``€1,234.56``."""
    if language == FRENCH:
        return shown.money(amount)
    sign = "-" if amount < 0 else ""
    return f"{sign}€{abs(euros(amount)):,.2f}"


def day(on: date, language: str) -> str:
    """Write a date in words: ``7 mars 2026``, in English ``7 March 2026``."""
    if language == FRENCH:
        return written_day(on.isoformat())
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def percent(rate: Decimal, language: str) -> str:
    """Write a rate: ``12,15 %``, in English ``12.15%``."""
    return shown.percent(rate) if language == FRENCH else f"{rate * 100:.2f}%"


def context(account: Account, language: str, author: str) -> dict[str, Any]:
    """Return what a letter may quote of an account, written in a language."""

    def amount(value: int) -> str:
        return money(Cents(value), language)

    def on(value: date) -> str:
        return day(value, language)

    late, coming = account.late, account.coming
    plan = account.plan() if late else ()
    who = account.customer.identity
    labels = _labels(language)
    return {
        **labels,
        "supplier": account.supplier,
        "customer": who.name,
        "address": who.address,
        "town": f"{who.postcode} {who.city}",
        "manager": who.manager,
        "author": author,
        "sales_rep": account.customer.sales_rep,
        "today": on(account.on),
        "late_total": amount(account.principal),
        "late_count": str(len(late)),
        "oldest_number": str(late[0].number) if late else "",
        "oldest_due": on(late[0].due) if late else "",
        "oldest_days": str(late[0].days) if late else "",
        "coming_total": amount(sum(one.claimed for one in coming)),
        "coming_count": str(len(coming)),
        "coming_due": on(coming[0].due) if coming else "",
        "open_total": amount(account.open),
        "credits_total": amount(account.credits),
        "disputed_total": amount(sum(one.disputed for one in account.disputed)),
        "disputed_numbers": _numbers(account.disputed),
        "undisputed_total": amount(account.principal),
        "promised_total": amount(sum(one.left for one in account.promised)),
        "promised_numbers": _numbers(account.promised),
        "promised_due": on(max(_promised(one) for one in account.promised))
        if account.promised
        else "",
        "interest": amount(account.interest),
        "indemnity": amount(account.indemnity),
        "total_due": amount(account.principal + account.interest + account.indemnity),
        "rate": labels["rate"] if account.rate is None else percent(account.rate, language),
        "fee": amount(account.indemnity // len(account.charges)) if account.charges else "",
        "reply_by": on(account.after(REPLY_DAYS)),
        "deadline": on(account.after(NOTICE_DAYS)),
        "plan_first": amount(plan[0].amount) if plan else "",
        "plan_first_due": on(plan[0].on) if plan else "",
        "plan_last_due": on(plan[-1].on) if plan else "",
        "plan_count": str(len(plan)),
        "sheets": {one.value: _SHEETS[one](account, language) for one in Sheet},
    }


def blank_context(language: str) -> dict[str, Any]:
    """Return a label in brackets for every name, and a few empty lines for every table."""
    empty = {
        one.value: Table(
            HEADS[one][LANGUAGES.index(language)],
            (("[…]",) * len(HEADS[one][0]),) * _BLANK_ROWS,
            (),
        )
        for one in Sheet
    }
    return {**_labels(language), "sheets": empty}


def written(letter: Letter, account: Account, language: str, author: str) -> Written:
    """Return a letter filled with the figures of an account."""
    return _rendered(letter, language, account.holds, context(account, language, author))


def blank(letter: Letter, language: str) -> Written:
    """Return a letter to fill by hand: every paragraph is there."""
    return _rendered(letter, language, lambda _: True, blank_context(language))


def word(letter: Letter, account: Account, language: str, author: str) -> bytes:
    """Return the Word document of a letter filled with the figures of an account."""
    return _word(letter, language, account.holds, context(account, language, author))


def blank_word(letter: Letter, language: str) -> bytes:
    """Return the Word document of a letter to fill by hand."""
    return _word(letter, language, lambda _: True, blank_context(language))


def _labels(language: str) -> dict[str, str]:
    rank = LANGUAGES.index(language)
    return {name: f"[{labels[rank]}]" for name, labels in LABELS.items()}


def _numbers(lines: Sequence[Line]) -> str:
    return ", ".join(str(one.number) for one in lines)


def _promised(line: Line) -> date:
    assert line.promised_for is not None  # one of those promised
    return line.promised_for


Keeps = Callable[[When], bool]


@lru_cache(maxsize=2)
def _sandbox(*, escaped: bool) -> SandboxedEnvironment:
    # The words come from files that authors edit: no attribute of a value is reachable from them.
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=escaped)


def _rendered(letter: Letter, language: str, keeps: Keeps, values: Context) -> Written:
    sandbox = _sandbox(escaped=False)

    def fill(text: str) -> str:
        return sandbox.from_string(text).render(values)

    wording, parts = letter.wording(language), PARTS[language]
    return Written(
        language,
        wording.title,
        fill(parts.sender),
        tuple(fill(line) for line in parts.recipient),
        fill(parts.dated),
        fill(wording.subject),
        tuple(
            Block(fill(one.text), None if one.sheet is None else values["sheets"][one.sheet])
            for one in wording.body
            if keeps(one.when)
        ),
        tuple(fill(line) for line in parts.signature),
    )


def _word(letter: Letter, language: str, keeps: Keeps, values: Context) -> bytes:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - only a download needs Word

    from simulator.documents.letter_templates import template  # noqa: PLC0415 - the same

    made = DocxTemplate(io.BytesIO(template(letter, language, keeps)))
    made.render(dict(values), _sandbox(escaped=True), autoescape=True)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _coming(account: Account, language: str) -> Table:
    return _listed(Sheet.COMING, account.coming, language)


def _late(account: Account, language: str) -> Table:
    return _listed(Sheet.LATE, account.late, language)


def _listed(sheet: Sheet, lines: Sequence[Line], language: str) -> Table:
    rows = tuple(
        (
            str(one.number),
            day(one.issued, language),
            day(one.due, language),
            *([str(one.days)] if sheet is Sheet.LATE else []),
            money(one.claimed, language),
        )
        for one in lines
    )
    return _table(sheet, language, rows, [sum(one.claimed for one in lines)])


def _charges(account: Account, language: str) -> Table:
    rows = tuple(
        (
            str(one.line.number),
            day(one.line.due, language),
            str(one.penalty.days),
            money(one.line.claimed, language),
            money(one.penalty.interest, language),
            money(one.penalty.indemnity, language),
            money(one.total, language),
        )
        for one in account.charges
    )
    whole = account.principal + account.interest + account.indemnity
    sums = [account.principal, account.interest, account.indemnity, whole]
    return _table(Sheet.CHARGES, language, rows, sums)


def _statement(account: Account, language: str) -> Table:
    rows = tuple(
        (
            str(one.number),
            day(one.issued, language),
            day(one.due, language),
            STATUSES[language][_status(one)],
            money(one.left, language),
        )
        for one in account.lines
    )
    return _table(Sheet.STATEMENT, language, rows, [account.open])


def _status(line: Line) -> str:
    if line.left < 0:
        return "credit"
    if line.disputed:
        return "disputed"
    if line.promised_for is not None:
        return "promised"
    return "overdue" if line.days > 0 else "not_due"


def _disputed(account: Account, language: str) -> Table:
    rows = tuple(
        (
            str(one.number),
            day(one.due, language),
            money(one.left, language),
            money(one.disputed, language),
        )
        for one in account.disputed
    )
    sums = [
        sum(one.left for one in account.disputed),
        sum(one.disputed for one in account.disputed),
    ]
    return _table(Sheet.DISPUTED, language, rows, sums)


def _promises(account: Account, language: str) -> Table:
    rows = tuple(
        (str(one.number), day(_promised(one), language), money(one.left, language))
        for one in account.promised
    )
    return _table(Sheet.PROMISED, language, rows, [sum(one.left for one in account.promised)])


def _plan(account: Account, language: str) -> Table:
    dues = account.plan() if account.late else ()
    rows = tuple(
        (str(one.rank), day(one.on, language), money(one.amount, language)) for one in dues
    )
    return _table(Sheet.PLAN, language, rows, [sum(one.amount for one in dues)])


def _table(
    sheet: Sheet, language: str, rows: tuple[tuple[str, ...], ...], sums: Sequence[int]
) -> Table:
    """Put the sums at the end of the last line, under the columns they add up."""
    heads = HEADS[sheet][LANGUAGES.index(language)]
    gap = len(heads) - len(sums) - 1
    foot = ("Total", *([""] * gap), *(money(Cents(one), language) for one in sums))
    return Table(heads, rows, foot)


_SHEETS: Mapping[Sheet, Callable[[Account, str], Table]] = {
    Sheet.COMING: _coming,
    Sheet.LATE: _late,
    Sheet.CHARGES: _charges,
    Sheet.STATEMENT: _statement,
    Sheet.DISPUTED: _disputed,
    Sheet.PROMISED: _promises,
    Sheet.PLAN: _plan,
}
