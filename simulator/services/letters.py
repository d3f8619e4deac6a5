"""Letters to one's own debtors: which can be written, and the files to take home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from simulator import paths
from simulator.content.letters import load_letters
from simulator.documents import letters as printed
from simulator.documents.letters import LANGUAGES, Written
from simulator.domain.collection.letters import Account, Letter, account_of, check
from simulator.domain.portfolio import SourceKind
from simulator.domain.refusals import NotFound, Refusal, UnknownChoice
from simulator.domain.results import Confidence
from simulator.services import catalogue, portfolios
from simulator.services.trainees import Trainee


@dataclass(frozen=True, slots=True)
class Choice:
    """A letter of the library for one customer; ``refusal`` says why it has no object."""

    letter: Letter
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Debtor:
    """A customer to write to, for the list."""

    number: int
    name: str
    overdue: int
    open: int


@dataclass(frozen=True, slots=True)
class Page:
    """A letter to read and print; ``warned``: a legal notice is in the file, check before sending.

    ``confidence`` is that of the charges it prints, ``None`` when it prints none.
    """

    letter: Letter
    written: Written
    account: Account
    warned: bool
    confidence: Confidence | None


@lru_cache(maxsize=1)
def library() -> Mapping[str, Letter]:
    """Return the letters in their order, read the first time."""
    found, _problems = load_letters(paths.CONTENT / "letters", "letters")
    return found


def letter(letter_id: str) -> Letter:
    """Return a letter; ``NotFound`` when there is none of this name."""
    found = library().get(letter_id)
    if found is None:
        raise NotFound("letter")
    return found


def debtors(session: Session, trainee: Trainee, now: datetime) -> tuple[Debtor, ...]:
    """Return the customers with an open account, the largest overdue first."""
    lines = portfolios.listing(portfolios.of_trainee(session, trainee.id, now)).lines
    found = [
        Debtor(one.customer.id, one.customer.identity.name, one.overdue, one.open)
        for one in lines
        if one.open
    ]
    return tuple(sorted(found, key=lambda one: (-one.overdue, -one.open, one.number)))


def account(session: Session, trainee: Trainee, customer: int, now: datetime) -> Account:
    """Return a debtor's account as letters know it; ``NotFound`` for another number."""
    portfolio = portfolios.of_trainee(session, trainee.id, now)
    return account_of(portfolio, customer, catalogue.content().law)


def choices(found: Account) -> tuple[Choice, ...]:
    """Return every letter, with the reason of those that have no object in this account."""
    return tuple(Choice(one, _refusal(one, found)) for one in library().values())


def page(
    session: Session, trainee: Trainee, letter_id: str, customer: int, language: str, now: datetime
) -> Page:
    """Return a letter filled with the debtor's figures, to read and print.

    Raises ``LetterWithoutObject``, ``MissingRate``, ``NotFound`` or ``UnknownChoice``.
    """
    wanted, found = _ready(session, trainee, letter_id, customer, language, now)
    warned = any(one.kind is SourceKind.BODACC for one in found.customer.sources)
    return Page(
        wanted,
        printed.written(wanted, found, language, trainee.name),
        found,
        warned,
        found.confidence if wanted.charges else None,
    )


def document(
    session: Session, trainee: Trainee, letter_id: str, customer: int, language: str, now: datetime
) -> bytes:
    """Return the same letter as a Word document; the same refusals as ``page``."""
    wanted, found = _ready(session, trainee, letter_id, customer, language, now)
    return printed.word(wanted, found, language, trainee.name)


def blank(letter_id: str, language: str) -> bytes:
    """Return the Word document of a letter to fill by hand."""
    return printed.blank_word(letter(letter_id), _language(language))


def _ready(
    session: Session, trainee: Trainee, letter_id: str, customer: int, language: str, now: datetime
) -> tuple[Letter, Account]:
    wanted = letter(letter_id)
    _language(language)
    found = account(session, trainee, customer, now)
    check(wanted, found)
    return wanted, found


def _refusal(one: Letter, found: Account) -> Refusal | None:
    try:
        check(one, found)
    except Refusal as refusal:
        return refusal
    return None


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise UnknownChoice("language", language, LANGUAGES)
    return language
