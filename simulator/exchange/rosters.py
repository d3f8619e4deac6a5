"""A list of people, pasted or in a file: who is expected, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.exchange.folding import folded
from simulator.exchange.ledgers.cells import Grid

MOST_PEOPLE = 300
LONGEST_NAME, LONGEST_COMPANY, LONGEST_EMAIL = 60, 80, 254
_NAMES = {
    "first_name": ("prenom", "prenoms", "first name", "firstname", "given name"),
    "last_name": ("nom", "nom de famille", "last name", "lastname", "surname", "family name"),
    "whole": ("nom complet", "nom et prenom", "nom prenom", "prenom nom", "stagiaire", "name"),
    "company": ("entreprise", "societe", "company", "employeur", "raison sociale"),
    "email": ("e mail", "email", "mail", "courriel", "adresse e mail", "adresse mail"),
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names}
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_USUAL = ("first_name", "last_name", "company", "email")


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody on a list; ``line`` is where."""

    line: int
    first_name: str
    last_name: str
    company: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be read: ``no_name``, ``bad_email``, ``too_long`` or ``too_many``."""

    line: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Roster:
    """What a list holds; a list with a fault is not enrolled."""

    people: tuple[Expected, ...]
    faults: tuple[Fault, ...]


def of_text(text: str) -> Roster:
    """Read a pasted list: one person a line, cells apart by a tab, a semicolon or a comma."""
    lines = text.replace("\r\n", "\n").split("\n")
    found = [(place, line) for place, line in enumerate(lines, 1) if line.strip()]
    mark = next((sign for sign in "\t;," if any(sign in line for _, line in found)), None)
    return _read([(place, line.split(mark) if mark else [line]) for place, line in found])


def of_grid(grid: Grid) -> Roster:
    """Read the lines of a CSV or of a workbook."""
    return _read(
        [(one.line, [str(cell) for cell in one.cells]) for one in grid.records if not one.blank]
    )


def _read(rows: Sequence[tuple[int, list[str]]]) -> Roster:
    cells = [(line, [" ".join(cell.split()) for cell in row]) for line, row in rows]
    heads = [_FIELDS.get(folded(cell)) for cell in cells[0][1]] if cells else []
    if any(heads):
        cells = cells[1:]
    else:
        heads = []
    people: list[Expected] = []
    faults: list[Fault] = []
    for line, row in cells:
        found = _person(line, _named(row, heads))
        if isinstance(found, Fault):
            faults.append(found)
        else:
            people.append(found)
    if len(people) > MOST_PEOPLE:
        faults.append(Fault(people[MOST_PEOPLE].line, "too_many", str(MOST_PEOPLE)))
    return Roster(tuple(people), tuple(faults))


def _named(row: Sequence[str], heads: Sequence[str | None]) -> dict[str, str]:
    """Return cells by field; without headings an address is known by its sign."""
    if heads:
        return {head: cell for head, cell in zip(heads, row, strict=False) if head and cell}
    emails = [cell for cell in row if "@" in cell]
    rest = [cell for cell in row if "@" not in cell]
    if len([cell for cell in rest if cell]) == 1:
        found = {"whole": next(cell for cell in rest if cell)}
    else:
        found = dict(zip(_USUAL, rest, strict=False))
        first, last = found.get("first_name", ""), found.get("last_name", "")
        if first.isupper() and not last.isupper():
            found["first_name"], found["last_name"] = last, first
    return {**found, "email": emails[0]} if emails else found


def _person(line: int, cells: dict[str, str]) -> Expected | Fault:
    first, last = cells.get("first_name", ""), cells.get("last_name", "")
    if not (first and last):
        first, last = _split(cells.get("whole", ""))
    company, email = cells.get("company", ""), cells.get("email", "")
    if not (first and last):
        return Fault(line, "no_name", " ".join(cells.values())[:80])
    if email and not _EMAIL.fullmatch(email):
        return Fault(line, "bad_email", email[:80])
    if max(len(first), len(last)) > LONGEST_NAME or len(company) > LONGEST_COMPANY:
        return Fault(line, "too_long", f"{first} {last}"[:80])
    if len(email) > LONGEST_EMAIL:
        return Fault(line, "too_long", email[:80])
    return Expected(line, first, last, company, email)


def _split(whole: str) -> tuple[str, str]:
    """Return first and last name: what is in capitals is the last one, else all but the first."""
    words = whole.split()
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    return (words[0], " ".join(words[1:])) if len(words) > 1 else ("", whole)
