"""The words of the trade: their definition, and where a text uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from simulator.content.problems import Problem
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import Source, read_yaml
from simulator.domain.exercises.specification import Specified

_ASIDE = re.compile(r"\s*\(([^)]*)\)")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}")
_SHORT = 3


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

    def used(self, text: str) -> tuple[str, ...]:
        """Return the terms that a text uses, in the glossary's order."""
        flat = " ".join(text.replace("'", "’").split())
        return tuple(term for term, form in self._forms.items() if form.search(flat))


def _pattern(form: str) -> str:
    """Return a pattern for a form: whole words, plural or not; capitals as in an acronym."""
    if _ACRONYM.fullmatch(form):
        return rf"\b{form}\b"
    words = [
        re.escape(word) + ("(?:s|x|es)?" if len(word) > _SHORT else "") for word in form.split()
    ]
    return rf"(?i:\b{' '.join(words)}\b)"


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
    for rank, one in enumerate(terms):
        for form in (one.term.lower(), *(form.lower() for form in one.forms)):
            if form in seen and form != one.term.lower():
                sentence = f"La forme « {form} » est déjà celle d'un autre terme."
                yield source.problem(("terms", rank, "forms"), "term-form", sentence)
        if one.term.lower() in seen:
            sentence = f"Le terme « {one.term} » est défini deux fois."
            yield source.problem(("terms", rank, "term"), "term-twice", sentence)
        seen.update((one.term.lower(), *(form.lower() for form in one.forms)))
