"""The words of the trade: their definition, and where a text uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from simulator.content.markdown import anchor_of
from simulator.content.problems import Problem
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import Source, read_yaml
from simulator.domain.exercises.specification import Specified

_ASIDE = re.compile(r"\s*\(([^)]*)\)")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}")
_SHORT = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Term(Specified):
    """A term and its definition; ``forms`` replace those that its words give (plurals are)."""

    term: str
    definition: str
    forms: tuple[str, ...] = ()

    def said(self) -> tuple[str, ...]:
        """Return how a text says it: the words, and the acronym between brackets."""
        if self.forms:
            return self.forms
        acronyms = (one for one in _ASIDE.findall(self.term) if _ACRONYM.fullmatch(one))
        return (_ASIDE.sub("", self.term), *acronyms)


@dataclass(frozen=True, kw_only=True, slots=True)
class GlossaryFile(Specified):
    """``glossary.yaml``."""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Glossary:
    """The terms in their order."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def _forms(self) -> dict[str, re.Pattern[str]]:
        return {
            one.term: re.compile("|".join(_pattern(form) for form in one.said()))
            for one in self.terms
        }

    @cached_property
    def _starts(self) -> dict[str, list[tuple[re.Pattern[str], str]]]:
        """The forms by the first letters of their first word, the longest first."""
        forms = sorted(
            ((form, one.term) for one in self.terms for form in one.said()),
            key=lambda pair: -len(pair[0]),
        )
        starts: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for form, term in forms:
            first = _WORD.search(form)
            assert first is not None  # a term is a word at least
            starts.setdefault(_start(first[0]), []).append((re.compile(_pattern(form)), term))
        return starts

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, term) for each use of a term in a text, the longest form of a place.

        Uses do not overlap and come in the order of the text.
        """
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for pattern, term in self._starts.get(_start(word[0]), ()):
                found = pattern.match(text, word.start())
                if found is not None:
                    end = found.end()
                    yield found.start(), end, term
                    break

    def used(self, text: str) -> tuple[str, ...]:
        """Return the terms that a text uses, in the glossary's order."""
        flat = " ".join(text.replace("'", "’").split())
        return tuple(term for term, form in self._forms.items() if form.search(flat))


def _start(word: str) -> str:
    return word[:_SHORT].lower()


def _pattern(form: str) -> str:
    """Return a pattern for a form: whole words, plural or not; capitals as in an acronym."""
    if _ACRONYM.fullmatch(form):
        return rf"\b{form}\b"
    words = [
        re.escape(word).replace("’", "['’]") + ("(?:s|x|es)?" if len(word) > _SHORT else "")
        for word in form.split()
    ]
    said = r"\s+".join(words)
    return rf"(?i:\b{said}\b)"


def read_glossary(path: Path, file: str) -> tuple[Glossary, list[Problem]]:
    """Read ``glossary.yaml``: each term once, in alphabetical order of the file."""
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    problems = [*problems, *check_source(source)]
    record, faults = fill(GlossaryFile, source) if source.lines else (None, [])
    problems += faults
    if record is None:
        return Glossary(), problems
    return Glossary(record.terms), [*problems, *_checked(record.terms, source)]


def _checked(terms: Sequence[Term], source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    anchors: set[str] = set()
    for rank, one in enumerate(terms):
        for form in (one.term.lower(), *(form.lower() for form in one.forms)):
            if form in seen and form != one.term.lower():
                sentence = f"La forme « {form} » est déjà celle d'un autre terme."
                yield source.problem(("terms", rank, "forms"), "term-form", sentence)
        anchor = anchor_of(one.term)
        if anchor in anchors and one.term.lower() not in seen:
            sentence = f"L'ancre « {anchor} » est déjà celle d'un autre terme."
            yield source.problem(("terms", rank, "term"), "term-anchor", sentence)
        anchors.add(anchor)
        if one.term.lower() in seen:
            sentence = f"Le terme « {one.term} » est défini deux fois."
            yield source.problem(("terms", rank, "term"), "term-twice", sentence)
        seen.update((one.term.lower(), *(form.lower() for form in one.forms)))
