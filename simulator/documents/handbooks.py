"""The handbook of a programme: lessons, memo sheets, letters, glossary and index, as one PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from simulator.documents.letters import Written
from simulator.documents.typesetting import pdf
from simulator.documents.wording import written_day

Node = dict[str, Any]
_MEMO = "memo"
_HERE = "lecon"
WIDE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a lesson, as ``content.blocks`` makes them, and the glossary's terms in it."""

    block: Node
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A lesson of the handbook."""

    id: str
    title: str
    minutes: int
    passages: tuple[Passage, ...]
    sources: tuple[str, ...]
    updated: date
    reading: int = 0
    """Minutes of the whole lesson; ``minutes`` are those that the programme gives it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A half-day and its lessons; without a lesson it is not printed."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """All that a handbook prints; ``letters`` are pairs in French and in English."""

    organisation: str
    reference: str
    title: str
    days: int
    hours: int
    audience: str
    prerequisites: str
    objectives: tuple[str, ...]
    supplier: str
    as_of: date
    parts: tuple[Part, ...]
    letters: tuple[tuple[Written, Written], ...]
    glossary: tuple[tuple[str, str], ...]

    @property
    def updated(self) -> date:
        """Return when its latest lesson was revised."""
        return max(chapter.updated for part in self.parts for chapter in part.chapters)


def handbook(book: Handbook) -> bytes:
    """Print a handbook: the same bytes for the same content."""
    dated = datetime.combine(book.updated, time(12), UTC)
    return pdf("handbook.typ", worded(book), dated)


def worded(book: Handbook) -> dict[str, Any]:
    """Turn a handbook into the data of its template."""
    parts = [part for part in book.parts if part.chapters]
    here = frozenset(chapter.id for part in parts for chapter in part.chapters)
    places = {term: rank for rank, (term, _) in enumerate(book.glossary)}
    return {
        "organisation": book.organisation,
        "reference": book.reference,
        "title": book.title,
        "length": f"{book.days}{WIDE}jours, {book.hours}{WIDE}heures",
        "audience": book.audience,
        "prerequisites": book.prerequisites,
        "objectives": list(book.objectives),
        "supplier": book.supplier,
        "as_of": written_day(book.as_of.isoformat()),
        "edition": written_day(book.updated.isoformat()),
        "parts": [
            {
                "title": part.title,
                "chapters": [_chapter(chapter, here, places) for chapter in part.chapters],
            }
            for part in parts
        ],
        "memos": [
            memo for part in parts for chapter in part.chapters for memo in _memos(chapter, here)
        ],
        "letters": [[_letter(one) for one in pair] for pair in book.letters],
        "glossary": [{"term": term, "definition": text} for term, text in book.glossary],
    }


def _chapter(chapter: Chapter, here: frozenset[str], places: dict[str, int]) -> dict[str, Any]:
    return {
        "id": chapter.id,
        "title": chapter.title,
        "minutes": _minutes(chapter),
        "updated": written_day(chapter.updated.isoformat()),
        "sources": list(chapter.sources),
        "passages": [
            {"block": linked(one.block, here), "terms": [places[term] for term in one.terms]}
            for one in chapter.passages
        ],
    }


def _minutes(chapter: Chapter) -> str:
    """Say how long a lesson is in the room, and to read when the programme opens a part of it."""
    told = f"{chapter.minutes}{WIDE}min en salle"
    whole = f", lecture complète\u202f: {chapter.reading}{WIDE}min"
    return told + (whole if chapter.reading > chapter.minutes else "")


def _memos(chapter: Chapter, here: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the memo boxes of a lesson, for the sheets at the end."""
    for one in chapter.passages:
        if one.block.get("name") == _MEMO:
            blocks = [linked(block, here) for block in one.block["blocks"]]
            yield {"id": chapter.id, "title": chapter.title, "blocks": blocks}


def linked(node: Node, here: Iterable[str]) -> Node:
    """Return a node whose links go somewhere: in this file, on the network, or no more a link."""
    changed = {key: _through(value, here) for key, value in node.items()}
    if node["kind"] != "link":
        return changed
    scheme, _, rest = node["to"].partition(":")
    if scheme in {"http", "https", "mailto"}:
        return changed
    target = rest.partition("#")[0]
    inside = scheme == _HERE and target in here
    return {"kind": "inside" if inside else "group", "to": target, "text": changed["text"]}


def _through(value: Any, here: Iterable[str]) -> Any:  # noqa: ANN401 - a value of JSON
    if isinstance(value, dict):
        return linked(value, here)
    if isinstance(value, list):
        return [_through(one, here) for one in value]
    return value


def _letter(one: Written) -> dict[str, Any]:
    return {
        "language": one.language,
        "title": one.title,
        "sender": one.sender,
        "recipient": list(one.recipient),
        "dated": one.dated,
        "subject": one.subject,
        "blocks": [
            {"text": block.text, "table": None}
            if block.table is None
            else {"text": "", "table": _table((block.table.heads, *block.table.rows))}
            for block in one.blocks
        ],
        "signature": list(one.signature),
    }


def _table(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in rows]
